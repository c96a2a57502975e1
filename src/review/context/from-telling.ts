import type { Defect } from '../compile.js';
import type { Candidate } from '../naming/decide.js';
import type { Match } from '../naming/forms.js';

/** A defect that words around a remark name in a form of its own. */
export const fromTelling = (
  defect: Defect,
  matches: readonly Match[],
  sure: boolean,
  part: Candidate['part'] = 'fix',
): Candidate => ({
  defect,
  rule: 0.7,
  matches,
  part,
  similarity: 0,
  nearest: '',
  accepted: true,
  sure,
  why: 'a complaint, and the next sentence cures this',
  denied: false,
});
