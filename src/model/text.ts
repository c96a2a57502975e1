/** 1-based line and column; a column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Half-open. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/**
 * A stretch of text and where it came from: a whole file, a fenced block, a notebook cell.
 * `lines[i]` is where line `i` of `text` starts in what was handed in, so that evidence points there.
 */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly Position[];
}

/** The source of a whole file: every line starts at column 1. */
export function sourceOf(file: string, text: string): Source {
  const count = lineStarts(text).length;
  return { file, text, lines: Array.from({ length: count }, (_, i) => ({ line: i + 1, column: 1 })) };
}

/** The part of `source` between two offsets, keeping its place in the file. */
export function sliceSource(source: Source, start: number, end: number): Source {
  const text = source.text.slice(start, end);
  const starts = startsOf(source);
  const first = lineIndexAt(starts, start);
  const lines = lineStarts(text).map((_, i) => {
    const at = source.lines[first + i] ?? { line: first + i + 1, column: 1 };
    return i === 0 ? { line: at.line, column: at.column + start - (starts[first] ?? 0) } : at;
  });
  return { file: source.file, text, lines };
}

const startsMemo = new WeakMap<Source, readonly number[]>();

function startsOf(source: Source): readonly number[] {
  let starts = startsMemo.get(source);
  if (!starts) startsMemo.set(source, (starts = lineStarts(source.text)));
  return starts;
}

/** Where the character at `offset` of the source's text stands in the file that was handed in. */
export function positionAt(source: Source, offset: number): Position {
  const starts = startsOf(source);
  const index = lineIndexAt(starts, Math.max(0, Math.min(offset, source.text.length)));
  const at = source.lines[index] ?? { line: index + 1, column: 1 };
  return { line: at.line, column: at.column + offset - (starts[index] ?? 0) };
}

export function spanAt(source: Source, start: number, end: number): Span {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** Offsets at which lines start: after LF, CR LF or a lone CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) starts.push(i + 1);
    else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}

/** Index of the line that holds `offset`, of lines that start at `starts`. */
export function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
