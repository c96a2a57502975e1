/** A token of code in any of the languages that hand-ins use; comments and white space are none. */
export interface CodeToken {
  readonly kind: 'name' | 'string' | 'number' | 'mark';
  readonly text: string;
  readonly line: number;
}

/** The same block is looked at from several sides: what was made of the last few texts is kept. */
const RECENT = 24;
/** Characters of them all: the tokens of a huge file take a hundred times its size. */
const MOST_KEPT = 200_000;
const scans = new Map<string, CodeScan>();
const keys = new Map<string, readonly string[]>();
const names = new Map<string, ReadonlySet<string>>();

function remember<T>(kept: Map<string, T>, text: string, make: (text: string) => T): T {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const made = make(text);
  let size = text.length;
  for (const other of kept.keys()) size += other.length;
  for (const oldest of kept.keys()) {
    if (kept.size < RECENT && size <= MOST_KEPT) break;
    kept.delete(oldest);
    size -= oldest.length;
  }
  kept.set(text, made);
  return made;
}

/** A comment, by its place in the text. */
export interface CodeComment {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Whether nothing but white space stands before it on its line. */
  readonly alone: boolean;
}

export interface CodeScan {
  readonly tokens: readonly CodeToken[];
  readonly comments: readonly CodeComment[];
}

/** Splits code into tokens and comments, with Python's strings and `#` comments (YAML's and the shell's too). Linear, never throws. */
export function scanCode(text: string): CodeScan {
  return remember(scans, text, scan);
}

function scan(text: string): CodeScan {
  const tokens: CodeToken[] = [];
  const comments: CodeComment[] = [];
  let line = 0;
  let fresh = true;
  for (let i = 0; i < text.length; ) {
    const c = text.charAt(i);
    if (c === '\n') {
      line++;
      fresh = true;
      i++;
    } else if (c === ' ' || c === '\t' || c === '\r' || c === '\f') i++;
    else if (c === '#') {
      const newline = text.indexOf('\n', i);
      const end = newline < 0 ? text.length : newline;
      comments.push({ start: i, end, line, alone: fresh });
      i = end;
    } else {
      fresh = false;
      const token = tokenAt(text, i, line);
      tokens.push(token.token);
      for (let k = i; k < token.end; k++) if (text.charCodeAt(k) === 10) line++;
      i = Math.max(token.end, i + 1);
    }
  }
  return { tokens, comments };
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d[\w.]*/y;
const PREFIXED = /^(?:[rbuf]|rb|br|fr|rf)$/i;

function tokenAt(text: string, i: number, line: number): { token: CodeToken; end: number } {
  const c = text.charAt(i);
  if (c === '"' || c === "'") return stringAt(text, i, i, line);
  NAME.lastIndex = i;
  const name = NAME.exec(text)?.[0];
  if (name !== undefined) {
    const next = text.charAt(i + name.length);
    if ((next === '"' || next === "'") && PREFIXED.test(name)) return stringAt(text, i, i + name.length, line);
    return { token: { kind: 'name', text: name, line }, end: i + name.length };
  }
  NUMBER.lastIndex = i;
  const number = NUMBER.exec(text)?.[0];
  if (number !== undefined) return { token: { kind: 'number', text: number, line }, end: i + number.length };
  return { token: { kind: 'mark', text: c, line }, end: i + 1 };
}

function stringAt(text: string, start: number, quote: number, line: number): { token: CodeToken; end: number } {
  const mark = text.charAt(quote);
  const triple = text.startsWith(mark.repeat(3), quote);
  const close = triple ? mark.repeat(3) : mark;
  let i = quote + close.length;
  while (i < text.length) {
    const c = text.charAt(i);
    if (c === '\\') i += 2;
    else if (!triple && c === '\n') break;
    else if (text.startsWith(close, i)) {
      i += close.length;
      break;
    } else i++;
  }
  const end = Math.min(i, text.length);
  return { token: { kind: 'string', text: text.slice(start, end), line }, end };
}

/**
 * One key per line of code, by which lines of two texts are the same when only white space, comments, strings, numbers or the names that
 * the code gives itself differ.
 */
export function lineKeys(text: string): readonly string[] {
  return remember(keys, text, keysOf);
}

function keysOf(text: string): string[] {
  const { tokens } = scanCode(text);
  const own = ownNames(tokens);
  const lines: string[] = [];
  let line = -1;
  for (const token of tokens) {
    if (token.line !== line) lines.push('');
    line = token.line;
    const shape =
      token.kind === 'string'
        ? 'S'
        : token.kind === 'number'
          ? '0'
          : token.kind === 'name' && own.has(token.text)
            ? 'V'
            : token.text;
    lines[lines.length - 1] += `${shape} `;
  }
  return lines;
}

/** Names that the code binds itself: assigned, parameters, loop variables, functions, aliases, classes that it imports. */
function ownNames(tokens: readonly CodeToken[]): Set<string> {
  const own = new Set<string>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name') continue;
    const before = tokens[i - 1]?.text ?? '';
    const after = tokens[i + 1]?.text ?? '';
    const starts = tokens[i - 1]?.line !== token.line;
    if (starts && after === '=' && tokens[i + 2]?.text !== '=') own.add(token.text);
    if (before === 'as' || before === 'for' || before === 'def') own.add(token.text);
    if (before === '(' && tokens[i - 3]?.text === 'def') own.add(token.text);
    if (
      /^[A-Z]\w*[a-z]/.test(token.text) &&
      /(?:Classifier|Regressor|Model|Regression|Forest|Boost\w*|SVC|Tree|Net)$/.test(token.text)
    )
      own.add(token.text);
  }
  return own;
}

/** The names by which code uses libraries: attributes, keyword arguments, imported names, called names, keywords of the language. */
export function apiNames(text: string): ReadonlySet<string> {
  return remember(names, text, namesOf);
}

function namesOf(text: string): Set<string> {
  const { tokens } = scanCode(text);
  const own = ownNames(tokens);
  const found = new Set<string>();
  let importing = -1;
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name') continue;
    const before = tokens[i - 1]?.text ?? '';
    const after = tokens[i + 1]?.text ?? '';
    if ((token.text === 'import' || token.text === 'from') && tokens[i - 1]?.line !== token.line)
      importing = token.line;
    const used =
      before === '.' ||
      before === '@' ||
      after === '(' ||
      (after === '=' && (before === '(' || before === ',')) ||
      importing === token.line;
    if (KEYWORDS.has(token.text) || (used && (before === '.' || !own.has(token.text)))) found.add(token.text);
  }
  for (const common of COMMON) found.delete(common);
  return found;
}

const KEYWORDS = new Set(['with', 'finally', 'yield', 'async', 'await', 'lambda']);
const COMMON = ['import', 'from', 'as', 'self', 'append', 'items', 'str', 'int', 'float', 'len', 'dict', 'list'];
