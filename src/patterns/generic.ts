import { type Bound, bindTo, type Env, lookup } from './bindings.js';
import type { Hit } from './search.js';

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly word: boolean;
}

/** Matches of a pattern of words, `$X` and `...` on plain text, whatever the layout. An ellipsis spans at most `span` lines. */
export function genericHits(pattern: string, text: string, span: number): Hit[] {
  const ps = tokens(pattern, true);
  const ns = tokens(text, false);
  const hits: Hit[] = [];
  if (ps.length === 0) return hits;
  let steps = 200_000 + ns.length * 20;
  const at = (
    i: number,
    j: number,
    env: Env | undefined,
    last: Token | undefined,
  ): { env: Env | undefined; end: number } | undefined => {
    if (--steps < 0) return undefined;
    const p = ps[i];
    if (!p) return { env, end: last?.end ?? -1 };
    if (p.text === '...') {
      if (i === ps.length - 1) return { env, end: trailing(ns, j, last, span) };
      const line = (last ?? ns[j])?.line ?? 0;
      for (let k = j; k < ns.length && ns[k]!.line - line <= span; k++) {
        const found = at(i + 1, k, env, last ?? ns[j]);
        if (found) return found;
      }
      return undefined;
    }
    const n = ns[j];
    if (!n) return undefined;
    if (p.text.startsWith('$') && p.text.length > 1) {
      if (!n.word) return undefined;
      const bound: Bound = { kind: 'text', start: n.start, end: n.end, text: n.text };
      const known = lookup(env, p.text);
      if (known && known.text !== n.text) return undefined;
      return at(i + 1, j + 1, known || p.text === '$_' ? env : bindTo(env, p.text, bound), n);
    }
    return p.text === n.text ? at(i + 1, j + 1, env, n) : undefined;
  };
  for (let j = 0; j < ns.length; j++) {
    const found = at(0, j, undefined, undefined);
    if (found) hits.push({ start: ns[j]!.start, end: Math.max(found.end, ns[j]!.end), env: found.env });
  }
  return hits;
}

function trailing(ns: readonly Token[], from: number, last: Token | undefined, span: number): number {
  let end = last?.end ?? -1;
  for (let k = from; k < ns.length && ns[k]!.line - (last?.line ?? 0) <= span; k++) end = ns[k]!.end;
  return end;
}

function tokens(text: string, pattern: boolean): Token[] {
  const found: Token[] = [];
  const regex = pattern ? /\.\.\.|\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\w+|[^\s\w]/g : /\w+|[^\s\w]/g;
  let line = 0;
  let from = 0;
  for (const one of text.matchAll(regex)) {
    for (let i = from; i < one.index; i++) if (text.charCodeAt(i) === 10) line++;
    from = one.index;
    found.push({ text: one[0], start: one.index, end: one.index + one[0].length, line, word: /^\w/.test(one[0]) });
  }
  return found;
}
