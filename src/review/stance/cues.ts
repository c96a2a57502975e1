import type { Operator } from './clauses.js';

/** What a cue does to the things around it; the lists are in rubrics/lexicon/cues.yaml. */
export type Kind =
  | 'not'
  | 'absent'
  | 'want'
  | 'must'
  | 'unwanted'
  | 'instead'
  | 'replace'
  | 'fine'
  | 'unneeded'
  | 'present'
  | 'good'
  | 'bad'
  | 'ask'
  | 'verb'
  | 'only'
  | 'but'
  | 'so'
  | 'with';

export interface Cue {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/** An operator as it is read, before its words are known. */
export type Read = Omit<Operator, 'words' | 'denies' | 'relative'> & { readonly denies?: boolean };

export const COPULA = new Set('is are es son esta estan seems looks parece was'.split(' '));
/** What can be need not be wanted. */
export const POSSIBLE = new Set(
  'can could puede pueden puedes podes podemos podria podrian podrias podriamos podriais'.split(' '),
);
export const ANDS = new Set(['y', 'e', 'and', 'o', 'or', 'u']);
