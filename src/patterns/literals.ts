import { bind, type Matcher, type Then } from './bind.js';
import { type Env, writtenText } from './bindings.js';
import { MARK } from './prepass.js';
import { matchRuns, type Runs } from './runs.js';
import { piecesIn, stringMatches } from './strings.js';
import type { Const, G } from './tree.js';

/** A literal of the pattern on a literal, or on code that is known to be that constant. */
export function matchConst(m: Matcher, p: Const, n: G, env: Env | undefined, then: Then): void {
  if (p.type === 'str' && p.value !== '...' && /^(\.\.\.)+$/.test(String(p.value)) && piecesIn(p.text) > 1) {
    // `"..." "..."` stands for strings side by side, and only for those.
    if (n.kind === 'Const' && n.type === 'str' && piecesIn(n.text) > 1) then(env);
    return;
  }
  // A template without fields stands for those with fields too.
  if (n.kind === 'FString' && p.value === '...' && p.text.startsWith('`')) {
    then(env);
    return;
  }
  if (n.kind === 'Const' && p.type === 'regex' && n.type === 'regex') {
    const [, name, flags] = META_REGEX.exec(p.text) ?? [];
    const close = n.text.lastIndexOf('/');
    if (name !== undefined) {
      if (flags && flags !== n.text.slice(close + 1)) return;
      const [start, end] = [n.start + 1, n.start + close];
      bind(m, `$${name}`, { kind: 'text', start, end, text: n.text.slice(1, close) }, env, then);
      return;
    }
  }
  if (n.kind === 'Const') {
    // Bytes say what a string says, but a pattern of bytes is no string.
    if (p.type === 'str' && (n.type === 'str' || n.type === 'bytes')) matchString(m, p, n, env, then);
    else if (p.type === n.type && sameConst(p, n)) then(env);
    return;
  }
  if (!m.options.constantPropagation) return;
  if (n.kind !== 'Name' && n.kind !== 'Attr' && n.kind !== 'Op' && n.kind !== 'FString' && n.kind !== 'Cond') return;
  const value = m.subject.constants.valueOf(n);
  if (!value || value.type !== p.type) return;
  if (value.known === 'type') {
    if (p.type === 'str' && p.value === '...') then(env);
  } else if (p.type === 'str' && value.node?.kind === 'Const') matchString(m, p, value.node, env, then);
  else if (p.type === 'str') stringMatches(m, writtenText(p), String(value.value), value.node, env, then);
  else if (p.value === value.value) then(env);
}

/** Two strings: what they say is the same, or what the pattern asks holds of the other as it is written. */
function matchString(m: Matcher, p: Const, n: Const, env: Env | undefined, then: Then): void {
  if (p.value === n.value) then(env);
  else stringMatches(m, writtenText(p), writtenText(n), n, env, then);
}

/** `/$X/`, `/$X/g` */
const META_REGEX = new RegExp(`^/(?:\\$|${MARK.meta})([A-Z_][A-Z_0-9]*)/([a-z]*)$`);

export function sameConst(p: Const, n: Const): boolean {
  // `/.../` is any regex; the ellipsis stands there as its stand-in name.
  if (p.type === 'regex' && p.text === `/${MARK.dots}/`) return n.type === 'regex';
  if (p.type === 'bytes' && /^(?:[bB][rR]?|[rR][bB])(['"])\.\.\.\1$/.test(p.text)) return true;
  if (p.type === 'number' && isFloat(p.text) !== isFloat(n.text)) return false;
  return p.value === n.value && (p.value !== null || p.text === n.text || p.type === 'none');
}

/** `1.0` is not `1`. */
const isFloat = (text: string): boolean => !/^0[xXoObB]/.test(text) && /[.eEjJ]/.test(text);

/** `f"..."` on a plain string. */
export function matchPlainFString(
  m: Matcher,
  p: Extract<G, { kind: 'FString' }>,
  n: Const,
  env: Env | undefined,
  then: Then,
): void {
  if (p.words) matchWord(m, p, n, env, then);
  else if (n.type === 'str' && /^[fFrR]+['"]/.test(n.text)) matchParts(m, p.parts, [n], env, then);
}

/** `$USER:$GROUP` on a word: each hole takes as little as will do, and at least one letter. */
function matchWord(m: Matcher, p: Extract<G, { kind: 'FString' }>, n: Const, env: Env | undefined, then: Then): void {
  const text = String(n.value);
  const at = n.start + Math.max(0, n.text.indexOf(text));
  const step = (i: number, from: number, now: Env | undefined): void => {
    const part = p.parts[i];
    if (!part) {
      if (from === text.length) then(now);
      return;
    }
    if (part.kind !== 'Meta') {
      const literal = part.kind === 'Const' ? String(part.value) : '';
      if (text.startsWith(literal, from)) step(i + 1, from + literal.length, now);
      return;
    }
    const next = p.parts[i + 1];
    const stop = next?.kind === 'Const' ? text.indexOf(String(next.value), from + 1) : text.length;
    if (stop <= from) return;
    const taken = { kind: 'text', start: at + from, end: at + stop, text: text.slice(from, stop) } as const;
    bind(m, part.name, taken, now, (env2) => step(i + 1, stop, env2));
  };
  step(0, 0, env);
}

/** Parts of an interpolated string: a text part of `...` stands for any parts. */
export const matchParts = (m: Matcher, ps: readonly G[], ns: readonly G[], env: Env | undefined, then: Then): void =>
  matchRuns(parts(m), ps, ns, env, then);

const parts = (m: Matcher): Runs => ({
  reach: (p, left) => (isAnyText(p) ? [0, left] : [1, 1]),
  take: (p, [n], env, then) => {
    if (isAnyText(p)) then(env);
    else if (!n) return;
    else if (p.kind !== 'FValue') m.node(m, p, n, env, then);
    else if (n.kind === 'FValue') m.node(m, p.value, n.value, env, then);
  },
});
const isAnyText = (p: G): boolean => p.kind === 'Const' && p.value === '...';
