import type { Source } from '../../model/text.js';

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
  'nginx',
]);
const SLASH = new Set([
  'css',
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

/** `-- to the end of the line`. */
const DASH = new Set(['sql', 'lua', 'haskell']);
const BLOCK = new Set([...SLASH, 'sql']);

const BY_ENDING: readonly (readonly [name: RegExp, notation: string])[] = [
  [/\.(?:tf|tfvars|hcl|nomad)$/i, 'hcl'],
  [/\.(?:sql|ddl|dml|psql)$/i, 'sql'],
  [/\.(?:sh|bash|zsh|ksh|fish|env)$/i, 'shell'],
  [
    /(?:\.(?:conf|mk|cfg|ini|properties|service|gitignore|dockerignore)|(?:^|\/)(?:Makefile|Jenkinsfile|Vagrantfile|Gemfile|\.[a-z]+ignore))$/i,
    'ini',
  ],
  [/\.(?:java|go|c|h|cpp|cc|rs|kt|scala|swift|cs|php|proto|groovy|gradle|scss|css|dart)$/i, 'java'],
  [/\.(?:rb|r|jl|pl|ex|exs)$/i, 'ruby'],
  [/\.lua$/i, 'lua'],
];
const BY_LOOK: readonly (readonly [look: RegExp, notation: string])[] = [
  [/^#!.*\b(?:ba|z|k|da)?sh\b/, 'shell'],
  [/^[ \t]*(?:resource|provider|variable|terraform|module|data|output|locals)\b[^\n{}]{0,200}\{/m, 'hcl'],
  [
    /^[ \t]*(?:select|insert into|update|delete from|create (?:or replace )?(?:table|view|index|function|procedure)|alter table|with \w{1,40} as)\b/im,
    'sql',
  ],
  [/^[ \t]*(?:server|http|events|location|upstream)\b[^\n{}]{0,200}\{/m, 'nginx'],
  [/^[ \t]*(?:set -\w|export \w|if \[|fi$|done$|esac$|echo |cd |trap )/m, 'shell'],
  [/^(?:\.PHONY\s*:|[\w.-]{1,60}\s*:(?!=)[^\n]{0,200}\n\t)/m, 'make'],
];

/** The notation of a text that a rubric takes as plain: by its file's ending, by a fence's look. Undefined for prose, drawings and logs. */
export function notationOf({ file, text }: Source): string | undefined {
  const [, named] = BY_ENDING.find(([ending]) => ending.test(file)) ?? [];
  return named ?? BY_LOOK.find(([look]) => look.test(text.slice(0, 20_000)))?.[1];
}

export interface Marks {
  readonly comments: readonly (readonly [start: number, end: number])[];
  readonly strings: readonly (readonly [start: number, end: number])[];
}

/** Where the comments and strings of a source's code stand: enough for a regex to pass over what does not run. */
export function marksOf(source: Source, declared: string): Marks {
  const { text } = source;
  const language = declared === 'text' ? (notationOf(source) ?? 'text') : declared;
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
  if (DASH.has(language) && c === '-' && text[at + 1] === '-') return line();
  if (language === 'ini' && c === ';' && /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 80), at))) return line();
  if (BLOCK.has(language) && c === '/' && text[at + 1] === '*') {
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
