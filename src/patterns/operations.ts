import type { Matcher, Then } from './bind.js';
import type { Env } from './bindings.js';
import { matchList } from './lists.js';
import { matchRuns, type Runs } from './runs.js';
import type { G } from './tree.js';

const COMMUTATIVE: ReadonlySet<string> = new Set(['|', '&', '^']);
const ASSOCIATIVE: ReadonlySet<string> = new Set(['and', 'or', '&&', '||', ...COMMUTATIVE]);

/** Operators; `and`, `or`, `|`, `&` and `^` take their operands as a flat list. */
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
    const commutes = COMMUTATIVE.has(p.op) || m.options.commutativeBoolop;
    const ps = flatten(p, p.op);
    const ns = flatten(n, p.op);
    if (commutes) matchCommutative(m, ps, 0, ns, p.op, env, then);
    else matchRuns(operands(m, p.op), ps, ns, env, then);
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
const operands = (m: Matcher, op: string): Runs => ({
  reach: (p, left) => (p.kind === 'Dots' ? [0, left] : [1, p.kind === 'Meta' || p.kind === 'Deep' ? left : 1]),
  take: (p, items, env, then) => {
    if (p.kind === 'Dots') then(env);
    else m.node(m, p, joined(op, items), env, then);
  },
});

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
