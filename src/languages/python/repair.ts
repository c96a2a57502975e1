import type { Parser } from 'web-tree-sitter';
import { type Edit, type Line, linesOf } from './lines.js';
import { withoutPrompts } from './prompts.js';

/** A text that parses better than the one it comes from, and the way back. */
export interface Repair {
  readonly text: string;
  /** From an offset of the repaired text to one of the original. */
  readonly original: (offset: number) => number;
  /** Lines that no repair helps: each stands in the repaired text as one name, so that what is around it is read. */
  readonly broken: readonly Line[];
  readonly problems: readonly { readonly message: string; readonly at: number }[];
}

const MOST_TEXT = 400_000;
const MOST_LINES = 8000;

/** Mends a text that does not parse, line by line. */
export function repairOf(text: string, parser: Parser): Repair | undefined {
  if (text.length > MOST_TEXT) return undefined;
  const ready = withoutPrompts(text);
  const { lines, edits } = linesOf(ready);
  if (lines.length > MOST_LINES) return undefined;
  const broken = brokenLines(ready, lines, edits, parser);
  const kept = edits.filter((edit) => !broken.some((line) => edit.at >= line.start && edit.at <= line.end));
  const all = [...kept, ...broken.flatMap((line) => placeholder(ready, line))].sort((a, b) => a.at - b.at);
  return {
    text: applied(ready, 0, ready.length, all),
    original: wayBack(all),
    broken,
    problems: kept.flatMap(({ message, at }) => (message ? [{ message, at }] : [])),
  };
}

function brokenLines(text: string, lines: readonly Line[], edits: readonly Edit[], parser: Parser): Line[] {
  let from = 0;
  return lines.filter((line) => {
    while (from < edits.length && edits[from]!.at < line.start) from++;
    let to = from;
    while (to < edits.length && edits[to]!.at <= line.end) to++;
    const code = applied(text, line.start, line.end, edits.slice(from, to));
    const tree = parser.parse(alone(code, line));
    const bad = tree?.rootNode.hasError ?? true;
    tree?.delete();
    return bad;
  });
}

/** A line with what it needs around it to be a program. */
function alone(code: string, line: Line): string {
  const body = line.colon && code.endsWith(':') ? `${code} pass` : code;
  if (line.head === 'elif' || line.head === 'else') return `if x: pass\n${body}\n`;
  if (line.head === 'except' || line.head === 'finally') return `try: pass\n${body}\n`;
  if (line.head === 'case' && line.colon) return `match x:\n  ${body}\n`;
  if (line.head === 'match' && line.colon) return `${code}\n  case _: pass\n`;
  return code.startsWith('@') ? `${code}\ndef f(): pass\n` : `${body}\n`;
}

/** One name over the line's first row; the rows that follow are blank. */
function placeholder(text: string, line: Line): Edit[] {
  const rows = text.slice(line.start, line.end).split('\n');
  const [first = '', ...rest] = rows;
  const name = '_'.repeat(first.trimEnd().length);
  const insert = [name.padEnd(first.length), ...rest.map((row) => ' '.repeat(row.length))].join('\n');
  return [{ at: line.start, remove: line.end - line.start, insert, message: '' }];
}

function applied(text: string, start: number, end: number, edits: readonly Edit[]): string {
  let result = '';
  let at = start;
  for (const edit of edits) {
    if (edit.at < at || edit.at > end) continue;
    result +=
      text.slice(at, edit.at) + (edit.remove > edit.insert.length ? edit.insert.padEnd(edit.remove) : edit.insert);
    at = edit.at + edit.remove;
  }
  return result + text.slice(at, end);
}

/** Only insertions move what follows them. */
function wayBack(edits: readonly Edit[]): (offset: number) => number {
  const insertions = edits.filter((edit) => edit.insert.length > edit.remove);
  const starts: number[] = [];
  let shift = 0;
  for (const edit of insertions) {
    starts.push(edit.at + shift);
    shift += edit.insert.length - edit.remove;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const edit = insertions[low - 1]!;
    const grown = edit.insert.length - edit.remove;
    const past = offset - starts[low - 1]!;
    return edit.at + edit.remove + Math.max(0, past - edit.remove - grown);
  };
}
