import type { Matcher, Then } from './bind.js';
import type { Env } from './bindings.js';
import { matchList } from './lists.js';
import type { G } from './tree.js';

const ASSOCIATIVE: ReadonlySet<string> = new Set(['and', 'or', '&&', '||', '|', '&']);

/** Operators; `and`, `or`, `|` and `&` take their operands as a flat list. */
export function matchOp(
  m: Matcher,
  p: Extract<G, { kind: 'Op' }>,
  n: Extract<G, { kind: 'Op' }>,
  env: Env | undefined,
  then: Then,
): void {
  if (p.op !== n.op) {
    matchNegated(m, p, n, env, then);
    return;
  }
  if (p.args.length > 1 && m.options.acMatching && ASSOCIATIVE.has(p.op)) {
    const commutes = p.op === '|' || p.op === '&' || m.options.commutativeBoolop;
    const ps = flatten(p, p.op);
    const ns = flatten(n, p.op);
    if (commutes) matchCommutative(m, ps, 0, ns, p.op, env, then);
    else matchAssociative(m, ps, 0, ns, 0, p.op, env, then);
    return;
  }
  matchList(m, p.args, n.args, env, then);
  if (m.options.symmetricEq && p.args.length === 2 && ['==', '!=', '===', '!=='].includes(p.op))
    matchList(m, p.args, [...n.args].reverse(), env, then);
}

/** `a != b` is `not (a == b)`, and `not (a in b)` is `a not in b`. */
function matchNegated(
  m: Matcher,
  p: Extract<G, { kind: 'Op' }>,
  n: Extract<G, { kind: 'Op' }>,
  env: Env | undefined,
  then: Then,
): void {
  const [inner] = n.args;
  if ((n.op !== 'not' && n.op !== '!') || inner?.kind !== 'Op' || OPPOSITE[p.op] !== inner.op) return;
  matchList(m, p.args, inner.args, env, then);
}
const OPPOSITE: Readonly<Record<string, string>> = { '!=': '==', '!==': '===', 'not in': 'in', 'is not': 'is' };

function flatten(node: Extract<G, { kind: 'Op' }>, op: string): G[] {
  const found: G[] = [];
  const stack: G[] = [...node.args].reverse();
  while (stack.length > 0) {
    const one = stack.pop()!;
    if (one.kind === 'Op' && one.op === op && one.args.length > 1)
      for (let i = one.args.length - 1; i >= 0; i--) stack.push(one.args[i]!);
    else found.push(one);
  }
  return found;
}

const joined = (op: string, args: readonly G[]): G =>
  args.length === 1 ? args[0]! : { kind: 'Op', start: args[0]!.start, end: args.at(-1)!.end, op, args };

/** Operands in order; a hole may take several. */
function matchAssociative(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  j: number,
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  const p = ps[i];
  if (!p) {
    if (j === ns.length) then(env);
    return;
  }
  const left = ps.slice(i + 1).filter((one) => one.kind !== 'Dots').length;
  if (p.kind === 'Dots') {
    for (let k = j; k <= ns.length - left; k++) matchAssociative(m, ps, i + 1, ns, k, op, env, then);
    return;
  }
  const most = p.kind === 'Meta' || p.kind === 'Deep' ? ns.length - left : Math.min(j + 1, ns.length);
  for (let k = j + 1; k <= most; k++) {
    m.node(m, p, joined(op, ns.slice(j, k)), env, (env2) => matchAssociative(m, ps, i + 1, ns, k, op, env2, then));
  }
}

/** Operands in any order: those without holes first, then each hole takes one, the last hole the rest. */
function matchCommutative(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  if (i === 0 && ps.some(isHole)) {
    const sorted = [...ps.filter((one) => !isHole(one)), ...ps.filter(isHole)];
    matchRest(m, sorted, 0, ns, op, env, then);
  } else matchRest(m, ps, i, ns, op, env, then);
}
const isHole = (one: G): boolean => one.kind === 'Meta' || one.kind === 'Dots';

function matchRest(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  const p = ps[i];
  if (!p) {
    if (ns.length === 0) then(env);
    return;
  }
  if (p.kind === 'Dots') {
    then(env);
    return;
  }
  if (p.kind === 'Meta' && i === ps.length - 1 && ns.length > 0) {
    m.node(m, p, joined(op, ns), env, then);
    return;
  }
  for (let k = 0; k < ns.length; k++) {
    m.node(m, p, ns[k]!, env, (env2) =>
      matchRest(
        m,
        ps,
        i + 1,
        ns.filter((_, at) => at !== k),
        op,
        env2,
        then,
      ),
    );
  }
}
