import { type Bound, bindTo, type Env, lookup } from './bindings.js';
import type { Hit } from './search.js';

export interface GenericOptions {
  /** An ellipsis spans at most so many lines. */
  readonly span: number;
  readonly caseless: boolean;
  /** Comments that are passed over: `shell`, `c`, `cpp`, or nothing. */
  readonly comments: string;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly word: boolean;
}

/** Matches of a pattern of words, `$X`, `$...X` and `...` on plain text, whatever the layout; brackets of the pattern stay balanced. */
export function genericHits(pattern: string, text: string, options: GenericOptions): Hit[] {
  const search: Search = {
    ps: tokens(pattern, true, options.caseless),
    ns: tokens(withoutComments(text, options.comments), false, options.caseless),
    text,
    span: options.span,
    steps: 0,
    pairsP: new Map(),
    pairsN: new Map(),
  };
  const { ps, ns } = search;
  if (ps.length === 0) return [];
  search.steps = 200_000 + ns.length * 20;
  pairs(ps, search.pairsP);
  pairs(ns, search.pairsN);
  const hits: Hit[] = [];
  for (let j = 0; j < ns.length; j++) {
    const found = at(search, 0, j, undefined, undefined, undefined);
    if (found) hits.push({ start: ns[j]!.start, end: Math.max(found.end, ns[j]!.end), env: found.env });
  }
  return hits;
}

interface Search {
  readonly ps: readonly Token[];
  readonly ns: readonly Token[];
  readonly text: string;
  readonly span: number;
  /** Brackets that belong together, from either side. */
  readonly pairsP: Map<number, number>;
  readonly pairsN: Map<number, number>;
  steps: number;
}

/** The closing bracket, in the text, of the innermost group of the pattern that is open. */
interface Group {
  readonly close: number;
  readonly outer: Group | undefined;
}
interface End {
  readonly env: Env | undefined;
  readonly end: number;
}

function at(
  s: Search,
  i: number,
  j: number,
  env: Env | undefined,
  last: Token | undefined,
  group: Group | undefined,
): End | undefined {
  if (--s.steps < 0) return undefined;
  const p = s.ps[i];
  if (!p) return { env, end: last?.end ?? -1 };
  if (p.text === '...' || p.text.startsWith('$...')) return ellipsis(s, i, j, env, last, group);
  const n = s.ns[j];
  if (!n) return undefined;
  if (group && s.pairsP.has(i) && s.pairsP.get(i)! < i) {
    return j === group.close ? at(s, i + 1, j + 1, env, n, group.outer) : undefined;
  }
  if (group && j >= group.close) return undefined;
  if (p.text.startsWith('$') && p.text.length > 1) {
    if (!n.word) return undefined;
    const known = lookup(env, p.text);
    if (known && known.text !== n.text) return undefined;
    const bound: Bound = { kind: 'text', start: n.start, end: n.end, text: n.text };
    return at(s, i + 1, j + 1, known || p.text === '$_' ? env : bindTo(env, p.text, bound), n, group);
  }
  if (p.text !== n.text) return undefined;
  const close = s.pairsN.get(j);
  if (!s.pairsP.has(i)) return at(s, i + 1, j + 1, env, n, group);
  return close === undefined ? undefined : at(s, i + 1, j + 1, env, n, { close, outer: group });
}

/** As little as will do; at the pattern's end all that is left of the lines an ellipsis may span. */
function ellipsis(
  s: Search,
  i: number,
  j: number,
  env: Env | undefined,
  last: Token | undefined,
  group: Group | undefined,
): End | undefined {
  const { ps, ns } = s;
  const name = ps[i]!.text;
  const line = (last ?? ns[j])?.line ?? 0;
  const limit = group?.close ?? ns.length;
  const upTo = (k: number): Env | undefined => {
    if (name === '...' || name === '$..._') return env;
    const [start, end] = k > j ? [ns[j]!.start, ns[k - 1]!.end] : [last?.end ?? 0, last?.end ?? 0];
    return bindTo(env, name, { kind: 'text', start, end, text: s.text.slice(start, end) });
  };
  if (i === ps.length - 1) {
    let k = j;
    // A named one takes the rest of its line.
    const lines = name === '...' ? s.span : 0;
    while (k < limit && ns[k]!.line - line <= lines) k++;
    return { env: upTo(k), end: k > j ? ns[k - 1]!.end : (last?.end ?? -1) };
  }
  for (let k = j; k <= limit && k < ns.length && ns[k]!.line - line <= s.span; k++) {
    const found = at(s, i + 1, k, upTo(k), last ?? ns[j], group);
    if (found) return found;
  }
  return undefined;
}

/** Comments become spaces, so that all places stay. */
function withoutComments(text: string, style: string): string {
  const marks = COMMENTS[style];
  if (!marks) return text;
  const opening = new RegExp(marks.map(([open]) => open.replace(/[*/]/g, '\\$&')).join('|'), 'g');
  let out = '';
  let from = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const close = marks.find(([open]) => open === found![0])![1];
    const end = text.indexOf(close, found.index + found[0].length);
    const to = end < 0 ? text.length : end + (close === '\n' ? 0 : close.length);
    out += text.slice(from, found.index) + text.slice(found.index, to).replace(/[^\n]/g, ' ');
    from = opening.lastIndex = to;
  }
  return out + text.slice(from);
}

const COMMENTS: Readonly<Record<string, readonly (readonly [open: string, close: string])[]>> = {
  shell: [['#', '\n']],
  c: [['/*', '*/']],
  cpp: [
    ['/*', '*/'],
    ['//', '\n'],
  ],
};

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** So many brackets may be left open inside a pair. */
const DEEPEST = 50;

function pairs(list: readonly Token[], into: Map<number, number>): void {
  const open: number[] = [];
  for (const [i, { text }] of list.entries()) {
    if (text === '(' || text === '[' || text === '{') open.push(i);
    const wanted = CLOSERS[text];
    if (wanted === undefined) continue;
    // A bracket that nobody closes does not keep others from their pair.
    let from = open.length - 1;
    while (from >= 0 && open.length - from < DEEPEST && list[open[from]!]!.text !== wanted) from--;
    const start = open[from];
    if (start === undefined || list[start]!.text !== wanted) continue;
    open.length = from;
    into.set(start, i);
    into.set(i, start);
  }
}

function tokens(text: string, pattern: boolean, caseless: boolean): Token[] {
  const found: Token[] = [];
  const regex = pattern ? /\.\.\.|\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\w+|[^\s\w]/g : /\w+|[^\s\w]/g;
  let line = 0;
  let from = 0;
  for (const one of text.matchAll(regex)) {
    for (let i = from; i < one.index; i++) if (text.charCodeAt(i) === 10) line++;
    from = one.index;
    const [given] = one;
    const isHole = pattern && /^\$|^\.\.\.$/.test(given);
    found.push({
      text: caseless && !isHole ? given.toLowerCase() : given,
      start: one.index,
      end: one.index + given.length,
      line,
      word: /^\w/.test(given),
    });
  }
  return found;
}
