import type { Position, Span } from '../model/text.js';

/** A replacement in a file's text; offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where its effect ends, when it reaches further than the text it replaces: the body of a block. */
  readonly reach?: number;
}

/** The text with all edits made; an edit inside another one is dropped. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

export function offsetOf(text: string, position: Position): number {
  let line = 1;
  let at = 0;
  while (line < position.line) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
    line++;
  }
  return Math.min(text.length, at + position.column - 1);
}

export const rangeOf = (text: string, span: Span): { start: number; end: number } => ({
  start: offsetOf(text, span.start),
  end: offsetOf(text, span.end),
});

/** Whole lines around a range, the last line's end included. */
export function linesAround(text: string, start: number, end: number): { start: number; end: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(start, end - 1));
  return { start: from, end: next < 0 ? text.length : next + 1 };
}

/** The lines that differ, as a unified diff without context. */
export function shortDiff(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const removed = a.slice(head, a.length - tail);
  const added = b.slice(head, b.length - tail);
  const clip = (lines: string[], mark: string) => {
    const shown = lines.slice(0, 12).map((line) => `${mark}${line}`);
    return lines.length > 12 ? [...shown, `${mark}… ${lines.length - 12} more`] : shown;
  };
  return [`@@ line ${head + 1} @@`, ...clip(removed, '-'), ...clip(added, '+')].join('\n');
}
