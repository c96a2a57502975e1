import type { RichText } from '../../model/document.js';

/** A stretch of markdown that need not be contiguous in its source: `offsets[i]` is where character `i` stands, with one more for the end. */
export interface Piece {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The part of `text` between two offsets, as a piece of its own. */
export function pieceOf(text: string, start: number, end: number): Piece {
  const offsets: number[] = [];
  for (let i = start; i <= end; i++) offsets.push(i);
  return { text: text.slice(start, end), offsets };
}

/** The part of a piece between two of its own indices. */
export function slicePiece(piece: Piece, start: number, end: number): Piece {
  return { text: piece.text.slice(start, end), offsets: piece.offsets.slice(start, end + 1) };
}

/** A piece without the white space around it. */
export function trimPiece(piece: Piece): Piece {
  const { text } = piece;
  const start = text.length - text.trimStart().length;
  return slicePiece(piece, Math.min(start, text.trimEnd().length), Math.max(text.trimEnd().length, 0));
}

/** The part of a rich text between two of its indices. */
export function sliceRich(rich: RichText, start: number, end: number): RichText {
  const cut = (ranges: RichText['code']): (readonly [number, number])[] =>
    ranges
      .filter(([from, to]) => to > start && from < end)
      .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start] as const);
  return {
    text: rich.text.slice(start, end),
    offsets: rich.offsets.slice(start, end + 1),
    code: cut(rich.code),
    strong: cut(rich.strong),
  };
}

/** A rich text without the white space around it. */
export function trimRich(rich: RichText): RichText {
  const end = rich.text.trimEnd().length;
  const start = rich.text.length - rich.text.trimStart().length;
  return start === 0 && end === rich.text.length ? rich : sliceRich(rich, Math.min(start, end), end);
}

/** Rich texts one after the other, with `between` after each but the last. */
export function joinedRich(parts: readonly RichText[], between: string): RichText {
  let text = '';
  const offsets: number[] = [];
  const code: (readonly [number, number])[] = [];
  const strong: (readonly [number, number])[] = [];
  for (const [i, part] of parts.entries()) {
    const by = text.length;
    const end = part.offsets[part.text.length] ?? 0;
    text += i < parts.length - 1 ? part.text + between : part.text;
    for (let k = 0; k < part.text.length; k++) offsets.push(part.offsets[k] ?? end);
    while (offsets.length < text.length) offsets.push(end);
    if (i === parts.length - 1) offsets.push(end);
    for (const [from, to] of part.code) code.push([from + by, to + by]);
    for (const [from, to] of part.strong) strong.push([from + by, to + by]);
  }
  return parts.length === 0 ? { text, offsets: [0], code, strong } : { text, offsets, code, strong };
}

/** A text with a label before it, which stands nowhere: its characters are at the text's own start. */
export function labelledRich(label: string, text: RichText): RichText {
  const at = text.offsets[0] ?? 0;
  return joinedRich([{ text: label, offsets: Array.from(`${label} `, () => at), code: [], strong: [] }, text], '');
}
