import { type Block, isMarkdown, type RichText } from '../../model/document.js';
import type { Source } from '../../model/text.js';
import type { Documents } from '../check.js';
import { blanked, marksOf } from './live.js';

/** Blocks with the text in which their offsets count. */
export interface BlockRun {
  readonly source: Source;
  readonly blocks: readonly Block[];
}

/** Where a check on text may look. */
export const PLACES = ['review', 'artefacts', 'both'] as const;
export type Where = (typeof PLACES)[number];

/** What the student wrote about the work, markdown among the artefacts, or both. Text artefacts that are no markdown are one paragraph each. */
export function runsOf(documents: Documents, where: Where, ids: ReadonlySet<string> | undefined): BlockRun[] {
  const review = where === 'artefacts' ? [] : documents.prose;
  const artefacts = where === 'review' ? [] : documents.artefacts.filter((artefact) => !ids || ids.has(artefact.id));
  const written = artefacts.flatMap(({ document, source, language }): BlockRun[] => {
    if (isMarkdown(document)) return [{ source, blocks: document.blocks }];
    return language === 'text' ? [{ source, blocks: [plainBlock(source)] }] : [];
  });
  return [...review, ...written];
}

function plainBlock(source: Source): Block {
  // A comment of a script or a query is no statement of it.
  const text = blanked(source.text, marksOf(source, 'text').comments);
  const offsets = Array.from({ length: text.length + 1 }, (_, i) => i);
  return { kind: 'paragraph', text: { text, offsets, code: [], strong: [] }, start: 0, end: text.length };
}

/** Blocks and all that they hold, in reading order. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
  const stack = [...blocks].reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if ('children' in next) stack.push(...[...next.children].reverse());
  }
}

/** The texts that a reader of a block sees, apart from what is in the blocks it holds. */
export function textsOf(block: Block): readonly RichText[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'item':
      return [block.text];
    case 'details':
      return [block.summary];
    case 'table':
      return [...block.header, ...block.rows.flatMap((row) => row.cells)];
    default:
      return [];
  }
}
