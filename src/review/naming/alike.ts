import type { Likeness } from './likeness.js';
import type { Reading } from './reading.js';

/** How surely a remark speaks of a defect that only examples tell. */
export function alikeness(like: Likeness, coverage: number, reading: Reading): number {
  return aspectsOf(like, coverage, reading).reduce((sum, aspect, i) => sum + aspect * WEIGHTS[i]!, 0);
}

/** Of a logistic regression on exams of other subjects (scripts/fit-likeness.ts), each left out in turn; see test/review/README.md. */
const WEIGHTS = [-6.16, 0.57, 1.01, 1.52, 2.76, 4.58, 3.5, 0.41];

/** What speaks for a remark's being about a defect; the first is always 1. */
export function aspectsOf(
  { shared, nearness, kindred }: Likeness,
  coverage: number,
  { problem, fix, detail }: Reading,
): number[] {
  const length = [problem, fix, detail].reduce((sum, part) => sum + (part?.signs().words.length ?? 0), 0);
  return [
    1,
    Math.min(shared, 4),
    coverage,
    Math.log(1 + length),
    nearness.whole,
    Math.max(nearness.ahead, FAR),
    Math.max(nearness.part, FAR),
    Math.min(Math.max(kindred, -2), 5),
  ];
}

/** Who speaks of something else speaks no less of this. */
const FAR = -0.3;

/** `faintly`: it is a guess, for want of a better one; `hardly`: not even that, unless the better one is told elsewhere. */
export function howAlike(score: number, reading: Reading): 'surely' | 'alike' | 'faintly' | 'hardly' | 'no' {
  const brief = isBrief(reading);
  if (score >= (brief ? BRIEFLY : ALIKE)) return score >= SURELY ? 'surely' : 'alike';
  if (brief || score < HARDLY) return 'no';
  return score >= FAINTLY ? 'faintly' : 'hardly';
}

/** A handful of words may be of anything. */
const isBrief = ({ problem, fix }: Reading): boolean => !fix && problem.signs().words.length < BRIEF;

const BRIEF = 5;
const ALIKE = -0.8;
const BRIEFLY = 0;
const FAINTLY = -1.5;
const HARDLY = -2.2;
const SURELY = 1;
export const PLAINLY = 1.5;
export const BEYOND_DOUBT = 3;
