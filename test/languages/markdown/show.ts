import { parseMarkdown } from '../../../src/languages/markdown/index.js';
import type { Block, RichText } from '../../../src/model/document.js';
import { sourceOf } from '../../../src/model/text.js';

export const parse = (text: string) => parseMarkdown(sourceOf('answers.md', text));

/** A document as short lines, one per block, indented by depth. */
export const outline = (text: string): string[] => lines(parse(text).blocks, '');

function lines(blocks: readonly Block[], indent: string): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'heading':
        return [`${indent}h${block.level} ${block.text.text}`];
      case 'paragraph':
        return [`${indent}p ${block.text.text}`];
      case 'item':
        return [
          `${indent}${block.ordered ? 'ol' : 'ul'}${block.depth} ${block.checked === undefined ? '' : block.checked ? '[x] ' : '[ ] '}${block.text.text}`,
          ...lines(block.children, `${indent}  `),
        ];
      case 'table':
        return [`${indent}table ${cells(block.header)}`, ...block.rows.map((row) => `${indent}  ${cells(row.cells)}`)];
      case 'code':
        return [`${indent}code ${block.info}${block.closed ? '' : ' (open)'} ${JSON.stringify(block.source.text)}`];
      case 'quote':
        return [`${indent}quote`, ...lines(block.children, `${indent}  `)];
      default:
        return [`${indent}details ${block.summary.text}`, ...lines(block.children, `${indent}  `)];
    }
  });
}

const cells = (row: readonly RichText[]): string => row.map((cell) => cell.text).join(' ¦ ');
