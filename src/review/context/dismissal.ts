import type { Candidate } from '../naming/decide.js';
import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import { isDeclined } from '../stance/declined.js';
import { phrases, words } from '../text/vocabulary.js';
import { isSaid } from './frame.js';

/**
 * What the other cell of a row says against its first: "| tags | N/A |", "| no signature | not needed |". `fine` denies any
 * problem, `nothing` only one that is named and not stated: "| datos personales | ninguno |", `not-so` only one that is stated,
 * `removed` what is there and is to go.
 */
export function dismissalOf(reading: Reading): Dismissal | undefined {
  if (reading.remark.shape !== 'row') return reading.detail && isTakenBack(reading) ? 'fine' : undefined;
  const other = reading.fix ?? reading.detail;
  if (!other) return undefined;
  const asks = reading.problem.tokens.some((token) => token.kind === 'mark' && token.word === '?');
  if (asks && REFUSED.test(wordsOf(other))) return 'fine';
  if (FINDS_NONE.test(wordsOf(reading.problem)) && SUPPOSES.test(wordsOf(other))) return 'fine';
  if (REMOVED.test(wordsOf(other))) return 'removed';
  if (MENDED_BY_ME.test(wordsOf(other))) return undefined;
  const words = other.tokens.filter((token) => token.kind === 'word');
  if (words.length === 0) return other.tokens.some((token) => token.word === '✅') ? 'fine' : undefined;
  if (words.length > 12 || advises(other)) return undefined;
  if (other.praise || WITHDRAWN.test(wordsOf(other)) || PRESENT.test(wordsOf(other))) return 'fine';
  if (NOT_SO.test(wordsOf(other))) return 'not-so';
  return words.length <= 4 && NOTHING.has(words[0]!.word) && words.slice(1).every((token) => NOTHING.has(token.word))
    ? 'nothing'
    : undefined;
}

type Dismissal = 'fine' | 'nothing' | 'not-so' | 'removed';

const FINDS_NONE = phrases('discourse.row-finds-none');
const SUPPOSES = phrases('discourse.row-supposes');
const REMOVED = phrases('discourse.row-removed');

const MENDED_BY_ME = phrases('discourse.row-mended-by-me');

const NOT_SO = phrases('discourse.row-not-so');
const REFUSED = phrases('discourse.refused');

/** Whether a dismissal speaks against a candidate. */
export function isDismissed(one: Candidate, dismissal: Dismissal): boolean {
  if (dismissal === 'fine') return true;
  // "| The tags clutter the view | Delete them |": what is wanted there is no lack.
  if (dismissal === 'removed')
    return !one.matches.some(isSaid) && one.matches.every(({ form }) => form.startsWith('missing'));
  if (dismissal === 'not-so') return one.matches.some(isSaid);
  const match = one.matches[0];
  if (!match || one.part === 'examples') return true;
  return /harmful|says|unwanted/.test(match.form) && !match.form.includes('missing');
}

const NOTHING = words('discourse.nothing');

const isTakenBack = ({ problem, detail }: Reading): boolean =>
  takesBack(detail!) || (/\?\W*$/.test(problem.text) && isDeclined(problem.tokens, detail!.tokens));

/** Whether a sentence approves of what was said before it, or takes it back, and says nothing else. */
export function takesBack(part: Analysis): boolean {
  const words = wordsOf(part);
  return words.length < 60 && (APPROVAL.test(words) || WITHDRAWN.test(words));
}

const wordsOf = (part: Analysis): string =>
  part.tokens
    .filter((token) => token.kind === 'word')
    .map((token) => token.word)
    .join(' ');

const APPROVAL = phrases('discourse.approval');
const WITHDRAWN = phrases('discourse.withdrawn');

const PRESENT = phrases('discourse.row-present');

/** It says what to do after all. */
function advises(part: Analysis): boolean {
  return part.hits.some((hit) => !hit.above && (hit.code || (hit.stance === 'wanted' && hit.cue !== '')));
}
