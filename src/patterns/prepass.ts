import { PatternError } from './error.js';

/** Stand-ins that a language's own grammar takes for names. */
export const MARK = {
  meta: '__dm_mv_',
  metas: '__dm_mvs_',
  dots: '__dm_dots',
  deep: '__dm_deep',
  typed: '__dm_typed',
} as const;

/** A pattern's text in which holes are names, and the way back from its offsets to those of the author's text. */
export interface Prepared {
  readonly text: string;
  /** Offset in the author's text of an offset in `text`. */
  origin(offset: number): number;
}

interface Writer {
  readonly inDicts: string;
  out: string;
  readonly marks: [out: number, original: number][];
}

/**
 * Turns the holes of a Python pattern into names: `$X`, `$...X`, `...`, `<... e ...>` and `$X: T` in parentheses.
 * Strings and comments stay, but for the fields of f-strings.
 */
export function preparePython(pattern: string, bag: 'dict' | 'set' = 'dict'): Prepared {
  const writer: Writer = { inDicts: bag === 'dict' ? '**' : '', out: '', marks: [[0, 0]] };
  write(pattern, 0, pattern.length, writer, []);
  return { text: writer.out, origin: (offset) => originOf(writer.marks, offset) };
}

function originOf(marks: readonly (readonly [number, number])[], offset: number): number {
  let best = marks[0]!;
  for (const mark of marks) if (mark[0] <= offset) best = mark;
  return best[1] + Math.max(0, offset - best[0]);
}

const META = /\$(\.\.\.)?([A-Z_][A-Z_0-9]*|[0-9]+)(?![A-Za-z0-9_])/y;
const STRING = /([A-Za-z]{0,2})('''|"""|'|")/y;
const DOTS = /\.{3,}/y;

/** Writes the code between two offsets; `brackets` holds the open brackets, `d` for the parameters of a definition. */
function write(text: string, from: number, to: number, writer: Writer, brackets: string[]): void {
  let i = from;
  while (i < to) i = step(text, i, to, writer, brackets);
}

function step(text: string, i: number, to: number, writer: Writer, brackets: string[]): number {
  const c = text[i]!;
  if (c === '#') return copy(text, i, lineEnd(text, i, to), writer);
  const string = c === '"' || c === "'" || /[bBrRuUfFtT]/.test(c) ? at(STRING, text, i) : undefined;
  if (string && !/[A-Za-z0-9_]/.test(text[i - 1] ?? '')) return writeString(text, i, string, writer);
  if (c === '$') return writeMeta(text, i, to, writer, brackets);
  if (c === '<' && text.startsWith('<...', i)) return replace(writer, i, 4, `${MARK.deep}(`);
  if (c === '.' && text.startsWith('...>', i)) return replace(writer, i, 4, ')');
  if (c === '.') {
    const dots = at(DOTS, text, i)?.[0].length ?? 0;
    if (dots === 3)
      return replace(writer, i, 3, isDictItem(text, i, brackets) ? writer.inDicts + MARK.dots : MARK.dots);
    // `$X....m()`, `$X.....m()`: a dot, an ellipsis, a dot.
    if (dots > 3) return replace(writer, i, dots, `.${MARK.dots}.`);
  }
  if (c === '(' || c === '[' || c === '{')
    brackets.push(c === '(' && /\bdef\s+\w+\s*(\[[^\]\n]*\]\s*)?$/.test(writer.out) ? 'd' : c);
  if (c === ')' || c === ']' || c === '}') brackets.pop();
  return copy(text, i, i + 1, writer);
}

/** An ellipsis that is a whole item of braces; `{...}` alone stays a set, which matches dicts too. */
function isDictItem(text: string, i: number, brackets: readonly string[]): boolean {
  if (brackets.at(-1) !== '{') return false;
  const before = text.slice(0, i).trimEnd().at(-1);
  const after = text.slice(i + 3).trimStart()[0];
  return (before === ',' && (after === ',' || after === '}')) || (before === '{' && after === ',');
}

function at(regex: RegExp, text: string, i: number): RegExpExecArray | undefined {
  regex.lastIndex = i;
  return regex.exec(text) ?? undefined;
}

function lineEnd(text: string, i: number, to: number): number {
  const end = text.indexOf('\n', i);
  return end < 0 ? to : Math.min(end, to);
}

function copy(text: string, from: number, to: number, writer: Writer): number {
  writer.out += text.slice(from, to);
  return to;
}

function replace(writer: Writer, i: number, length: number, by: string): number {
  writer.marks.push([writer.out.length, i]);
  writer.out += by;
  writer.marks.push([writer.out.length, i + length]);
  return i + length;
}

function writeMeta(text: string, i: number, to: number, writer: Writer, brackets: string[]): number {
  const found = at(META, text, i);
  if (!found)
    throw new PatternError('Unexpected `$`, expected a metavariable in capitals such as `$X` or `$...ARGS`', [], i);
  const name = found[2]!;
  if (found[1]) {
    const items = brackets.at(-1) === '{' && /[{,]\s*$/.test(writer.out) ? writer.inDicts : '';
    return replace(writer, i, found[0].length, items + MARK.metas + name);
  }
  const end = i + found[0].length;
  const colon = /[ \t]*:(?!=)/y;
  const typed = brackets.at(-1) === '(' && at(colon, text, end);
  if (!typed || /\blambda\b[^:()[\]{}]*$/.test(writer.out))
    return replace(writer, i, found[0].length, MARK.meta + name);
  const type = typeEnd(text, end + typed[0].length, to);
  replace(writer, i, end + typed[0].length - i, `${MARK.typed}(${MARK.meta}${name},`);
  write(text, end + typed[0].length, type, writer, []);
  writer.out += ')';
  writer.marks.push([writer.out.length, type]);
  return type;
}

function typeEnd(text: string, from: number, to: number): number {
  let open = 0;
  for (let i = from; i < to; i++) {
    const c = text[i]!;
    if ('([{'.includes(c)) open++;
    else if (')]}'.includes(c) && open-- === 0) return i;
    else if ((c === ',' || c === '=') && open === 0) return i;
  }
  return to;
}

function writeString(text: string, i: number, opening: RegExpExecArray, writer: Writer): number {
  const prefix = opening[1]!.toLowerCase();
  const quote = opening[2]!;
  const formatted = prefix.includes('f') || prefix.includes('t');
  let here = i + opening[0].length;
  writer.out += opening[0];
  while (here < text.length && !text.startsWith(quote, here)) {
    if (text[here] === '\\') here = copy(text, here, here + 2, writer);
    else if (formatted && text.startsWith('{{', here)) here = copy(text, here, here + 2, writer);
    else if (formatted && text[here] === '{') here = writeField(text, here, writer);
    else here = copy(text, here, here + 1, writer);
  }
  return copy(text, here, Math.min(here + quote.length, text.length), writer);
}

/** A replacement field, from `{` to its `}`. */
function writeField(text: string, i: number, writer: Writer): number {
  let open = 0;
  let end = i;
  for (; end < text.length; end++) {
    if (text[end] === '{') open++;
    else if (text[end] === '}' && --open === 0) break;
  }
  writer.out += '{';
  write(text, i + 1, end, writer, ['{']);
  return copy(text, end, end + 1, writer);
}
