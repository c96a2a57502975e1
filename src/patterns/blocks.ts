import { bind, boundList, type Matcher, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { type Flattened, Overrun, type Subject } from './context.js';
import { matchAnyOrder } from './lists.js';
import type { G } from './tree.js';
import { blocksOf, isStatement } from './tree-walk.js';

/** Where a run of statements stopped: the end of the last one that matched. */
type ThenEnd = (env: Env | undefined, end: number) => void;

/** A body: all of it has to match, unless `open`. */
export function blockMatches(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  open: boolean,
  env: Env | undefined,
  then: Then,
): void {
  stretchMatches(m, ps, ns, 0, open, env, (env2) => then(env2));
}

/**
 * Statements of a pattern on the statements of a list from the `from`-th on. A pattern with `...` that does not match them side by side is tried on
 * the statements with all that they hold.
 */
export function stretchMatches(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  from: number,
  open: boolean,
  env: Env | undefined,
  then: ThenEnd,
): void {
  if (ps.length === 1 && isDots(ps[0]!)) {
    then(env, ns.at(-1)?.end ?? -1);
    return;
  }
  let found = false;
  run(m, ps, 0, ns, from, open, env, -1, (env2, end) => {
    found = true;
    then(env2, end);
  });
  if (found || !ps.some(isDots) || from >= ns.length) return;
  const flat = flattened(m.subject, ns);
  if (flat.all.length > ns.length) run(m, ps, 0, flat.all, flat.from[from]!, open, env, -1, then);
}

export const isDots = (one: G): boolean =>
  one.kind === 'Dots' || (one.kind === 'ExprStmt' && one.value.kind === 'Dots');

function run(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  j: number,
  open: boolean,
  env: Env | undefined,
  end: number,
  then: ThenEnd,
): void {
  const p = ps[i];
  if (!p) {
    if (open || j === ns.length) then(env, end);
    return;
  }
  if (isDots(p)) {
    if (++m.subject.steps > m.subject.limit) throw new Overrun();
    if (i === ps.length - 1) then(env, j < ns.length ? Math.max(end, endsFrom(m.subject, ns)[j]!) : end);
    else
      for (const k of placesOf(m, ps, i + 1, ns, j))
        run(m, ps, i + 1, ns, k, open, env, k > j ? Math.max(end, ns[k - 1]!.end) : end, then);
    return;
  }
  if (p.kind === 'ExprStmt' && p.value.kind === 'Metas') {
    const { name } = p.value;
    const last = i === ps.length - 1;
    for (let k = last ? ns.length : j; k <= ns.length; k++) {
      bind(m, name, boundList(m, ns.slice(j, k)), env, (env2) =>
        run(m, ps, i + 1, ns, k, open, env2, k > j ? ns[k - 1]!.end : end, then),
      );
    }
    return;
  }
  const n = ns[j];
  if (!n) return;
  // One statement may import several names, in any order, or declare them.
  const [wanted, given] = p.kind === 'Import' || p.kind === 'Scope' ? [together(ps, i), together(ns, j)] : [[p], [n]];
  matchAnyOrder(m, wanted, 0, given, [], env, next, m.statement);
  function next(env2: Env | undefined): void {
    run(m, ps, i + wanted.length, ns, j + given.length, open, env2, Math.max(end, n!.end), then);
  }
}

/** Where in the code what follows an ellipsis may go on. */
function* placesOf(m: Matcher, ps: readonly G[], i: number, ns: readonly G[], from: number): Iterable<number> {
  const p = ps[i]!;
  if (isDots(p) || (p.kind === 'ExprStmt' && p.value.kind === 'Metas')) {
    const last = ns.length - (ps.slice(i).every(isDots) ? 0 : 1);
    for (let k = from; k <= last; k++) yield k;
    return;
  }
  const fitting = fittingOf(m, p, ns);
  let low = 0;
  for (let high = fitting.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (fitting[middle]! < from) low = middle + 1;
    else high = middle;
  }
  for (; low < fitting.length; low++) yield fitting[low]!;
}

function fittingOf(m: Matcher, p: G, ns: readonly G[]): readonly number[] {
  const known = m.fits.get(p) ?? new Map<readonly G[], readonly number[]>();
  m.fits.set(p, known);
  let found = known.get(ns);
  if (!found) {
    found = [...ns.keys()].filter((k) => (p.kind === 'ExprStmt' ? fits(m, p, ns[k]!) : mayBe(p, ns[k]!)));
    known.set(ns, found);
  }
  return found;
}

const mayBe = (p: G, n: G): boolean => p.kind === n.kind || (p.kind === 'For' && n.kind === 'Other');

const FITS = new Error('fits');

/** One way to match is enough, and there may be very many. */
function fits(m: Matcher, p: G, n: G): boolean {
  try {
    m.statement(m, p, n, undefined, () => {
      throw FITS;
    });
    return false;
  } catch (error) {
    if (error !== FITS) throw error;
    return true;
  }
}

/** The imports, or names, that stand in one statement with the one at `from`. */
function together(list: readonly G[], from: number): readonly G[] {
  const { kind, start, end } = list[from]!;
  let to = from + 1;
  while (list[to]?.kind === kind && list[to]!.start === start && list[to]!.end === end) to++;
  return list.slice(from, to);
}

/** For each statement of a list the furthest end of those from there on. */
function endsFrom({ ends }: Subject, ns: readonly G[]): Int32Array {
  let found = ends.get(ns);
  if (!found) {
    found = new Int32Array(ns.length);
    for (let k = ns.length - 1, last = -1; k >= 0; k--) found[k] = last = Math.max(last, ns[k]!.end);
    ends.set(ns, found);
  }
  return found;
}

function flattened(subject: Subject, list: readonly G[]): Flattened {
  let found = subject.flattened.get(list);
  if (!found) {
    const all: G[] = [];
    const from: number[] = [];
    for (const one of list) {
      from.push(all.length);
      flattenInto(one, all);
    }
    found = { all, from };
    subject.flattened.set(list, found);
  }
  return found;
}

function flattenInto(root: G, all: G[]): void {
  const stack: G[] = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (isStatement(node)) all.push(node);
    const inner = blocksOf(node);
    for (let i = inner.length - 1; i >= 0; i--)
      for (let k = inner[i]!.length - 1; k >= 0; k--) stack.push(inner[i]![k]!);
  }
}
