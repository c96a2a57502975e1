import type { Match } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';

/** What is known about the remark when its remedy is judged. */
export interface RemedyCase {
  readonly reading: Reading;
  /** The words by which the remark names the defect. */
  readonly naming: readonly Match[];
  /** Whether those words stand in the problem itself, not in a correction or the text below. */
  readonly inProblem: boolean;
  /** Whether the remark names this defect only. */
  readonly alone: boolean;
  /** The words by which it names other defects, and which these are. */
  readonly others: readonly Match[];
  readonly beside: readonly string[];
  /** Other sentences of the same paragraph. */
  readonly around: readonly Around[];
}

/** Another sentence of the paragraph. */
export interface Around {
  readonly reading: Reading;
  /** It is the very next one. */
  readonly next: boolean;
  /** What stands between names nothing: "Falta X. No se dice. Pondría …". */
  readonly follows: boolean;
  /** It names other defects and not this one. */
  readonly elsewhere: boolean;
}
