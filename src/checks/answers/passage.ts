import type { Block, RichText } from '../../model/document.js';
import type { Prose } from '../../model/submission.js';
import type { Source } from '../../model/text.js';

/** A line that a reader sees; `offsets[i]` is where character `i` stands in the source. */
export interface Line {
  readonly text: string;
  readonly offsets: readonly number[];
  /** It opens a paragraph, an item, a cell. */
  readonly opens?: boolean;
}

/** What a student says in answer to one question, without markup and without the exam's own words. */
export interface Passage {
  readonly source: Source;
  readonly text: string;
  /** One for each character and one for the end. */
  readonly offsets: readonly number[];
}

/** The lines of an answer, top-down; cells of a table are lines of their own. */
export function linesOf({ source, blocks }: Prose): Line[] {
  const out: Line[] = [];
  const stack = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    if ('text' in block) out.push(...split(seen(block, source)));
    if (block.kind === 'code')
      out.push(...raw(source, block.start, block.end).filter(({ text }) => !/^\s*(?:```|~~~)/.test(text)));
    if (block.kind === 'table') {
      out.push(...block.header.flatMap(split));
      for (const row of block.rows) out.push(...row.cells.flatMap(split));
    }
    if ('children' in block) stack.push(...[...block.children].reverse());
  }
  const lines = out.filter(({ text }) => text.trim() !== '');
  return [...lines, ...echoes(source, blocks, lines)].sort((a, b) => (a.offsets[0] ?? 0) - (b.offsets[0] ?? 0));
}

/**
 * Answers in the question's own words («1. roll back», «canary») were taken out as the exam's. A numbered line of few words that asks nothing is the student's;
 * an unnumbered one where it says hardly more than a name.
 */
function echoes(source: Source, blocks: readonly Block[], lines: readonly Line[]): Line[] {
  const taken = new Set(lines.map(({ offsets }) => source.text.lastIndexOf('\n', (offsets[0] ?? 0) - 1)));
  const others = blocks.filter(({ kind }) => kind === 'code' || kind === 'table' || kind === 'details');
  return raw(source, blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0).flatMap((line): Line[] => {
    const at = line.offsets[0] ?? 0;
    const said = /^\s*(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?=[\p{L}\p{N}*_\x60"«])(.*\S)/iu.exec(line.text);
    const words = said?.[1]?.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const isNumbered =
      said !== null && said[0].length > (said[1]?.length ?? 0) && /\S/.test(said[0].slice(0, -(said[1]?.length ?? 0)));
    if (!said || words > (isNumbered ? 8 : 3) || /[?:|]/.test(line.text)) return [];
    if (taken.has(source.text.lastIndexOf('\n', at - 1)) || others.some(({ start, end }) => start <= at && at < end))
      return [];
    const from = said[0].length - (said[1]?.length ?? 0);
    return [{ text: line.text.slice(from), offsets: line.offsets.slice(from), opens: true }];
  });
}

/** Lines joined, as far as they stand between two offsets. */
export function passage(source: Source, lines: readonly Line[], from: number, to: number): Passage {
  let text = '';
  const offsets: number[] = [];
  for (const line of lines) {
    const first = line.offsets[0] ?? 0;
    if (first >= to || (line.offsets[line.text.length - 1] ?? first) < from) continue;
    let start = 0;
    while (start < line.text.length && (line.offsets[start] ?? 0) < from) start++;
    let end = start;
    while (end < line.text.length && (line.offsets[end] ?? 0) < to) end++;
    // What is said of one item is not said of the next.
    const gap = text === '' ? '' : line.opens ? '\n\n' : '\n';
    for (let i = 0; i < gap.length; i++) offsets.push(line.offsets[start] ?? first);
    text += gap;
    text += line.text.slice(start, end);
    for (let i = start; i < end; i++) offsets.push(line.offsets[i] ?? first);
  }
  offsets.push((offsets.at(-1) ?? from) + 1);
  return { source, text, offsets };
}

/** «900.» on a line of its own is an empty item to markdown, and an answer to its author. */
const seen = (block: Extract<Block, { text: RichText }>, source: Source): Line =>
  block.kind === 'item' && block.text.text.trim() === '' && block.children.length === 0
    ? (raw(source, block.start, block.end)[0] ?? block.text)
    : block.text;

function split({ text, offsets }: Line): Line[] {
  const out: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    out.push({ text: text.slice(start, end), offsets: offsets.slice(start, end + 1), opens: start === 0 });
    start = end + 1;
  }
  return out;
}

/** Lines of the source as they stand. */
export function raw({ text }: Source, from: number, to: number): Line[] {
  const offsets = Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => from + i);
  return split({ text: text.slice(from, to), offsets });
}
