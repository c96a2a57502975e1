import { joinedRich, sliceRich, trimRich } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';

/** Several parts of a rich text as one; a line feed stands where something was left out. */
export const joinRich = (parts: readonly RichText[]): RichText => joinedRich(parts, '\n');

/** The parts of a rich text between pairs of indices. */
export function keepRich(
  rich: RichText,
  ranges: readonly { readonly start: number; readonly end: number }[],
): RichText {
  return joinRich(
    ranges.map(({ start, end }) => trimRich(sliceRich(rich, start, end))).filter((part) => part.text !== ''),
  );
}

/** The words of a block with all that it holds, code left out. */
export function textOf(block: Block, depth = 0): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text.text;
    case 'item':
      return [block.text.text, ...(depth < 40 ? block.children.map((child) => textOf(child, depth + 1)) : [])].join(
        '\n',
      );
    case 'table':
      return [block.header, ...block.rows.map((row) => row.cells)]
        .map((cells) => cells.map((cell) => cell.text).join(' '))
        .join('\n');
    case 'quote':
    case 'details':
      return depth < 40 ? block.children.map((child) => textOf(child, depth + 1)).join('\n') : '';
    default:
      return '';
  }
}

/** Whether a paragraph is one bold line: a heading that its author did not mark as one. */
export function isBoldLine(block: Block): boolean {
  if (block.kind !== 'paragraph' || block.text.text.includes('\n')) return false;
  const [range] = block.text.strong;
  const end = block.text.text.replace(/[\s:.]+$/, '').length;
  return block.text.strong.length === 1 && range !== undefined && range[0] === 0 && range[1] >= end;
}
