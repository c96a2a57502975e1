import { keysOf } from './normalise.js';
import { words } from './vocabulary.js';

/**
 * Words of any review of software, whatever its subject: that two remarks share one of them says little about whether they
 * speak of the same thing.
 */
export function isCommon(word: string): boolean {
  common ??= new Set(REVIEWS.all().flatMap((one) => keysOf(one)));
  return keysOf(word).some((key) => common!.has(key));
}

let common: ReadonlySet<string> | undefined;

const REVIEWS = words('common.of-any-review');
