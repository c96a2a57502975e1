/** Notations by how they mark comments and quote strings. */
const HASH = new Set([
  'python',
  'yaml',
  'toml',
  'dockerfile',
  'shell',
  'bash',
  'hcl',
  'terraform',
  'promql',
  'ruby',
  'make',
  'ini',
  'r',
]);
const SLASH = new Set([
  'typescript',
  'javascript',
  'json',
  'hcl',
  'terraform',
  'java',
  'go',
  'c',
  'rust',
  'groovy',
  'jsonnet',
]);

export interface Marks {
  readonly comments: readonly (readonly [start: number, end: number])[];
  readonly strings: readonly (readonly [start: number, end: number])[];
}

/** Where the comments and strings of code stand, by its look: enough for a regex to pass over what does not run. */
export function marksOf(text: string, language: string): Marks {
  const comments: [number, number][] = [];
  const strings: [number, number][] = [];
  const hash = HASH.has(language);
  const slash = SLASH.has(language);
  let i = 0;
  while (i < text.length) {
    const end = commentEnd(text, i, hash, slash, language);
    if (end > i) comments.push([i, end]);
    const closed = end > i ? end : stringEnd(text, i, language);
    if (end <= i && closed > i) strings.push([i, closed]);
    i = Math.max(closed, i + 1);
  }
  return { comments, strings };
}

function commentEnd(text: string, at: number, hash: boolean, slash: boolean, language: string): number {
  const c = text[at];
  const line = () => {
    const newline = text.indexOf('\n', at);
    return newline < 0 ? text.length : newline;
  };
  // A `#` within a word is none: an anchor of a link, a colour.
  if (hash && c === '#' && (language === 'python' || at === 0 || /[\s;,)\]}]/.test(text[at - 1] ?? ''))) return line();
  if (slash && c === '/' && text[at + 1] === '/' && text[at - 1] !== ':') return line();
  if (slash && c === '/' && text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  return at;
}

/** A string ends at its quote; one of a single line also at the end of the line. */
function stringEnd(text: string, at: number, language: string): number {
  const quote = text[at] ?? '';
  if (quote !== '"' && quote !== "'" && quote !== '`') return at;
  if (quote === '`' && !SLASH.has(language)) return at;
  // An apostrophe within a word.
  if (language !== 'python' && quote === "'" && /\w/.test(text[at - 1] ?? '')) return at;
  const triple = language === 'python' && text.startsWith(quote.repeat(3), at);
  const mark = triple ? quote.repeat(3) : quote;
  let i = at + mark.length;
  while (i < text.length && !text.startsWith(mark, i)) {
    if (text[i] === '\n' && !triple && quote !== '`') return i;
    i += text[i] === '\\' ? 2 : 1;
  }
  return Math.min(text.length, i + mark.length);
}

/** `text` with these stretches blanked, line ends kept, so that offsets stay. */
export function blanked(text: string, ranges: readonly (readonly [number, number])[]): string {
  let out = '';
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return out + text.slice(at);
}
