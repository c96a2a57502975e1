import type { Then } from './bind.js';
import type { Env } from './bindings.js';
import type { G } from './tree.js';

/** A list of which a part of the pattern may take several items at once, in order. */
export interface Runs {
  /** How many items the part may take when the others leave it so many. */
  reach(p: G, left: number): readonly [least: number, most: number];
  take(p: G, items: readonly G[], env: Env | undefined, then: Then): void;
}

export function matchRuns(
  runs: Runs,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
  i = 0,
  j = 0,
): void {
  const p = ps[i];
  if (!p) {
    if (j === ns.length) then(env);
    return;
  }
  let left = ns.length - j;
  for (const one of ps.slice(i + 1)) left -= runs.reach(one, 0)[0];
  const [least, most] = runs.reach(p, left);
  for (let k = j + least; k <= j + Math.min(most, left); k++)
    runs.take(p, ns.slice(j, k), env, (env2) => matchRuns(runs, ps, ns, env2, then, i + 1, k));
}
