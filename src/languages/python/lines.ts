import { endOfMagic } from './prompts.js';

/** A statement's line, or the head of a compound statement, with all lines that its brackets join. */
export interface Line {
  readonly start: number;
  end: number;
  /** Columns before it, a tab to the next multiple of eight. */
  readonly indent: number;
  readonly head: string;
  /** Has the `:` of a compound statement. */
  colon: boolean;
}

/** A change that lets the text parse: `remove` characters at `at` become `insert`. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  /** What to tell the reader; empty where nothing is wrong. */
  readonly message: string;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly edits: readonly Edit[];
}

/** Splits a text that does not parse into lines of statements, closing brackets and strings where they were most likely meant to close. */
export function linesOf(text: string): Lines {
  const scan: Scan = {
    text,
    at: 0,
    open: [],
    lines: [],
    edits: [],
    line: undefined,
    lambdas: 0,
    lastEnd: 0,
    operand: false,
    string: false,
    unpaired: unpairedIn(text),
  };
  while (scan.at < text.length) step(scan);
  finish(scan);
  return { lines: scan.lines, edits: [...scan.edits, ...colons(scan.lines)].sort((a, b) => a.at - b.at) };
}

interface Scan {
  readonly text: string;
  at: number;
  /** Open brackets. */
  open: { readonly close: string; readonly at: number }[];
  lines: Line[];
  edits: Edit[];
  line: Line | undefined;
  lambdas: number;
  lastEnd: number;
  /** Whether the last token ends an expression; whether it is a string. */
  operand: boolean;
  string: boolean;
  /** Triple quotes that do not come in pairs, until the odd one is found. */
  readonly unpaired: Set<string>;
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
/** Quotes that word processors make of straight ones. */
const CURLY: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‘', "'"],
  ['’', "'"],
]);
const OPERATORS: ReadonlySet<string> = new Set(
  'and or not in is if else for lambda await return yield from import as async print assert del raise with elif while'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{N}_]+/uy;
export const QUOTED = /(?:[rRbBuUfFtT]{0,2})("""|'''|"|')/y;

function step(scan: Scan): void {
  const { text, at } = scan;
  const c = text[at]!;
  if (c === '\n') newline(scan);
  else if (c === ' ' || c === '\t' || c === '\r' || c === '\f') scan.at++;
  else if (c === '#') scan.at = endOfLine(text, at);
  else if (c === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) scan.at = text.indexOf('\n', at) + 1;
  else if (!scan.line && endOfMagic(text, at) > at) {
    scan.edits.push({ at, remove: endOfMagic(text, at) - at, insert: '', message: '' });
    scan.at = endOfMagic(text, at);
  } else token(scan, c);
}

function token(scan: Scan, c: string): void {
  QUOTED.lastIndex = scan.at;
  const quoted = QUOTED.exec(scan.text);
  const close = CLOSERS.get(c);
  const straight = CURLY.get(c);
  if (quoted) string(scan, quoted[0], quoted[1]!);
  else if (close) {
    scan.open.push({ close, at: scan.at });
    took(scan, 1, false);
  } else if (c === ')' || c === ']' || c === '}') closer(scan, c);
  else if (straight) curly(scan, c, straight);
  else word(scan, c);
}

function word(scan: Scan, c: string): void {
  const { text, at } = scan;
  WORD.lastIndex = at;
  const found = WORD.exec(text)?.[0];
  if (found) {
    if (found === 'lambda') scan.lambdas++;
    took(scan, found.length, !OPERATORS.has(found));
    return;
  }
  if (c === ':' && scan.open.length === 0 && scan.line) {
    if (scan.lambdas > 0) scan.lambdas--;
    else scan.line.colon = true;
  }
  took(scan, 1, text.startsWith('...', at - 2) || c === '…');
}

function took(scan: Scan, length: number, operand: boolean): void {
  if (!scan.line) {
    WORD.lastIndex = scan.at;
    scan.line = {
      start: scan.at,
      end: scan.at,
      indent: indentAt(scan.text, scan.at),
      head: WORD.exec(scan.text)?.[0] ?? '',
      colon: false,
    };
    scan.lambdas = 0;
  }
  scan.at += length;
  scan.lastEnd = scan.at;
  scan.operand = operand;
  scan.string = false;
}

function string(scan: Scan, opening: string, quote: string): void {
  const { text, at } = scan;
  const end = endOfString(text, at + opening.length, quote);
  const flipped = end >= 0 && scan.unpaired.has(quote) && holdsCode(scan, at, end);
  if (flipped) scan.unpaired.delete(quote);
  const alone = text.slice(at + opening.length, endOfLine(text, at)).trim() === '';
  if (flipped && (scan.line || alone)) {
    scan.edits.push({ at, remove: opening.length, insert: '', message: `Unexpected \`${quote}\`` });
    scan.at += opening.length;
    return;
  }
  if (end >= 0 && !flipped) took(scan, end - at, true);
  else {
    const stop = endOfLine(text, at);
    const before = text[stop - 1] === '\r' ? stop - 1 : stop;
    scan.edits.push({ at: before, remove: 0, insert: quote, message: `Expected \`${quote}\`` });
    took(scan, before - at, true);
  }
  scan.string = true;
}

/**
 * Where one of a pair of triple quotes is missing, all that follows is taken inside out. Then a "string" holds definitions that stand
 * further left than its own line.
 */
function holdsCode(scan: Scan, at: number, end: number): boolean {
  const indent = indentAt(scan.text, at);
  return [...scan.text.slice(at, end).matchAll(DEFINITION)].some(
    ([, before = '']) => before.length < indent || (indent === 0 && before === ''),
  );
}

const DEFINITION = /^([ \t]*)(?:(?:async )?def \w|class \w|import \w|from [\w.]+ import |@\w)/gm;

/** The triple quotes of which a text has an odd number. */
const unpairedIn = (text: string): Set<string> =>
  new Set(['"""', "'''"].filter((quote) => text.split(quote).length % 2 === 0));

/** After the closing quotes, or -1 where the string does not end. */
export function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at += text[at + 1] === '\r' ? 2 : 1;
    else if (c === '\n' && quote.length === 1) return -1;
    else if (c === quote[0] && (quote.length === 1 || text.startsWith(quote, at))) return at + quote.length;
  }
  return -1;
}

/** `“a”` is taken for `"a"`. */
function curly(scan: Scan, c: string, straight: string): void {
  const { text, at } = scan;
  const stop = endOfLine(text, at);
  let end = at + 1;
  while (end < stop && !CURLY.has(text[end]!) && text[end] !== straight) end++;
  scan.edits.push({ at, remove: 1, insert: straight, message: `Unexpected \`${c}\`, expected \`${straight}\`` });
  if (end < stop) scan.edits.push({ at: end, remove: 1, insert: straight, message: '' });
  else scan.edits.push({ at: end, remove: 0, insert: straight, message: '' });
  took(scan, Math.min(end + 1, stop) - at, true);
  scan.string = true;
}

function closer(scan: Scan, c: string): void {
  const depth = scan.open.findLastIndex((open) => open.close === c);
  if (depth < 0) {
    scan.edits.push({ at: scan.at, remove: 1, insert: ' ', message: `Unexpected \`${c}\`` });
    scan.at++;
    return;
  }
  closeDownTo(scan, depth + 1);
  took(scan, 1, true);
  scan.open.pop();
}

/** Closes brackets that were left open. */
function closeDownTo(scan: Scan, depth: number): void {
  let message = '';
  while (scan.open.length > depth) {
    const { close } = scan.open.pop()!;
    // One message for all that end at the same place.
    message = message ? ' ' : `Expected \`${close}\``;
    scan.edits.push({ at: scan.lastEnd, remove: 0, insert: close, message: message.trim() });
  }
}

function finish(scan: Scan): void {
  closeDownTo(scan, 0);
  if (scan.line) {
    scan.line.end = scan.lastEnd;
    scan.lines.push(scan.line);
  }
  scan.line = undefined;
}

function newline(scan: Scan): void {
  scan.at++;
  if (scan.open.length === 0) {
    // After a backslash the line goes on; that newline never comes here.
    finish(scan);
    return;
  }
  const stop = endOfLine(scan.text, scan.at);
  let start = scan.at;
  while (start < stop && /[ \t\f\r]/.test(scan.text[start]!)) start++;
  if (start === stop || scan.text[start] === '#') return;
  const next = scan.text.slice(start, Math.min(stop, start + 200)).trimEnd();
  if (headEnds(scan)) finish(scan);
  else if (startsStatement(scan, next, indentAt(scan.text, start))) finish(scan);
  else if (
    scan.operand &&
    startsOperand(next) &&
    (!scan.string || !/^[rRbBuUfF]{0,2}["']/.test(next) || startsPair(scan, next))
  ) {
    scan.edits.push({ at: scan.lastEnd, remove: 0, insert: ',', message: 'Expected `,`' });
  }
}

/** `def f(a, b:`: the colon that ends the head is taken for one inside the parentheses. */
function headEnds(scan: Scan): boolean {
  const { line, lastEnd } = scan;
  if (!line || line.colon || scan.text[lastEnd - 1] !== ':' || !COMPOUND.has(line.head)) return false;
  if (scan.lambdas > 0 || scan.open.some((open) => open.close !== ')')) return false;
  scan.lastEnd--;
  closeDownTo(scan, 0);
  scan.lastEnd = lastEnd;
  line.colon = true;
  return true;
}

const STATEMENT =
  /^(?:(?:import|from|def|class|return|with|while|try|except|finally|raise|assert|del|pass|break|continue|global|nonlocal|elif)\b|(?:for|if|else|async)\b.*:$)/;
const ASSIGNMENT = /^[\p{L}_][\p{L}\p{N}_.]*(?:\[[^\]]*\])?\s*[-+*/|&]?=(?!=)/u;

/** Whether a line inside open brackets is the next statement, so that the brackets were left open. */
function startsStatement(scan: Scan, next: string, indent: number): boolean {
  if (STATEMENT.test(next)) return true;
  const outer = scan.line?.indent ?? 0;
  if (indent > outer) return false;
  if (next.startsWith('@')) return true;
  if (ASSIGNMENT.test(next)) return scan.open.at(-1)?.close !== ')' || scan.operand || / = /.test(next);
  return scan.operand && /^[\p{L}_]/u.test(next) && (startsOperand(next) || /^(?:for|if|async)\b/.test(next));
}

const startsOperand = (next: string): boolean => {
  const word = /^[\p{L}\p{N}_]+/u.exec(next)?.[0];
  return word === undefined ? /^["']/.test(next) : !OPERATORS.has(word);
};

/** `"key": …` after a string without a comma. */
const startsPair = (scan: Scan, next: string): boolean =>
  scan.open.at(-1)?.close === '}' && /^[rRbBuUfF]{0,2}(["'])[^"']*\1\s*:/.test(next);

const COMPOUND: ReadonlySet<string> = new Set(
  'if elif else for while with try except finally def class async match case'.split(' '),
);
const ALWAYS: ReadonlySet<string> = new Set(['else', 'try', 'finally', 'def', 'class']);

/** The colons that compound statements lack. */
function colons(lines: readonly Line[]): Edit[] {
  return lines.flatMap((line, i) => {
    if (line.colon || !COMPOUND.has(line.head)) return [];
    const deeper = (lines[i + 1]?.indent ?? 0) > line.indent;
    if (!deeper && !ALWAYS.has(line.head)) return [];
    line.colon = true;
    return [{ at: line.end, remove: 0, insert: ':', message: 'Expected `:`' }];
  });
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function indentAt(text: string, at: number): number {
  let indent = 0;
  for (let i = text.lastIndexOf('\n', at - 1) + 1; i < at; i++) {
    if (text[i] === '\t') indent += 8 - (indent % 8);
    else if (text[i] === ' ') indent++;
    else break;
  }
  return indent;
}
