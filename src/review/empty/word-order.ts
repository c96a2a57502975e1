import { table } from '../text/vocabulary.js';

/**
 * Pairs of little words that stand side by side in Spanish or English prose, counted in technical documents. A pair that is
 * not among them is a hint, no more, that words were thrown together.
 */
export function isUsualPair(left: string, right: string): boolean {
  pairs ??= read();
  const after = pairs.get(left);
  return after === undefined || !pairs.has(right) || after.has(right);
}

let pairs: ReadonlyMap<string, ReadonlySet<string>> | undefined;

const read = (): Map<string, Set<string>> =>
  new Map(Array.from(PAIRS(), ([first, after]) => [first, new Set(after.split(' '))]));

const PAIRS = table('order.pairs');
