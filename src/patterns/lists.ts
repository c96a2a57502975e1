import { bind, boundList, type Matcher, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { Overrun } from './context.js';
import { isMeta } from './holes.js';
import { sameConst } from './literals.js';
import type { G } from './tree.js';

/** Arguments in order, but a keyword of the pattern is looked for among all that are left; `...` for any number, `$...X` for a stretch. */
export function matchArgs(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
  i = 0,
  j = 0,
): void {
  let last = ps.length - 1;
  while (last >= i && ps[last]!.kind !== 'KwArg') last--;
  if (last < i) {
    matchList(m, ps, ns, env, then, i, j);
    return;
  }
  const p = ps[i]!;
  if (++m.subject.steps > m.subject.limit) throw new Overrun();
  if (p.kind === 'KwArg') matchKeyword(m, ps, ns, env, then, i, j, p);
  else if (p.kind === 'Dots') for (let k = j; k <= ns.length; k++) matchArgs(m, ps, ns, env, then, i + 1, k);
  else if (p.kind === 'Metas')
    for (let k = j; k <= ns.length; k++)
      bind(m, p.name, boundList(m, ns.slice(j, k)), env, (env2) => matchArgs(m, ps, ns, env2, then, i + 1, k));
  else if (j < ns.length) m.node(m, p, ns[j]!, env, (env2) => matchArgs(m, ps, ns, env2, then, i + 1, j + 1));
}

function matchKeyword(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
  i: number,
  j: number,
  p: Extract<G, { kind: 'KwArg' }>,
): void {
  for (let k = j; k < ns.length; k++) {
    const n = ns[k]!;
    if (n.kind !== 'KwArg' || (!isMeta(p.name) && p.name !== n.name)) continue;
    const rest = [...ns.slice(j, k), ...ns.slice(k + 1)];
    m.node(m, p, n, env, (env2) => matchArgs(m, ps, rest, env2, then, i + 1));
    if (!isMeta(p.name)) return;
  }
}

/** An ordered list. */
export function matchList(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
  i = 0,
  j = 0,
): void {
  let at = i;
  let here = j;
  // Plain items are walked, so that long lists do not nest.
  for (;;) {
    const p = ps[at];
    if (!p) {
      if (here === ns.length) then(env);
      return;
    }
    if (p.kind === 'Dots') {
      const next = at + 1;
      if (next === ps.length) then(env);
      else if (ps[next]!.kind === 'Dots') {
        at = next;
        continue;
      } else for (let k = here; k <= ns.length; k++) matchList(m, ps, ns, env, then, next, k);
      return;
    }
    if (p.kind === 'Metas') {
      const last = at + 1 === ps.length;
      for (let k = last ? ns.length : here; k <= ns.length; k++) {
        bind(m, p.name, boundList(m, ns.slice(here, k)), env, (env2) => matchList(m, ps, ns, env2, then, at + 1, k));
      }
      return;
    }
    const n = ns[here];
    if (!n) return;
    if (p.kind === 'Const' && n.kind === 'Const' && p.value !== '...' && p.type !== 'str') {
      if (!(p.type === n.type && sameConst(p, n))) return;
      at++;
      here++;
      continue;
    }
    const [a, b] = [at, here];
    m.node(m, p, n, env, (env2) => matchList(m, ps, ns, env2, then, a + 1, b + 1));
    return;
  }
}

/** A dict, a set, an object: any order; more items only where the pattern says `...`. */
export function matchBag(m: Matcher, p: Extract<G, { kind: 'Bag' }>, n: G, env: Env | undefined, then: Then): void {
  if (n.kind !== 'Bag') return;
  const wanted = p.elts.filter((one) => one.kind !== 'Dots' && one.kind !== 'Metas');
  // Objects and attributes may always have more.
  const open =
    wanted.length < p.elts.length || p.type === 'object' || (p.type === 'attributes' && m.options.xmlAttributesOpen);
  if (p.type !== n.type && !(open && wanted.length === 0)) return;
  if (wanted.length > n.elts.length || (!open && wanted.length !== n.elts.length)) return;
  matchAnyOrder(m, wanted, 0, n.elts, [], env, then, m.node);
}

/** Each of `ps` on another one of `ns`. */
export function matchAnyOrder(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  used: readonly number[],
  env: Env | undefined,
  then: Then,
  one: (m: Matcher, p: G, n: G, env: Env | undefined, then: Then) => void,
): void {
  const p = ps[i];
  if (!p) {
    then(env);
    return;
  }
  m.subject.steps += (ns.length >> 2) * (used.length + 1);
  for (let k = 0; k < ns.length; k++) {
    if (!used.includes(k))
      one(m, p, ns[k]!, env, (env2) => matchAnyOrder(m, ps, i + 1, ns, [...used, k], env2, then, one));
  }
}
