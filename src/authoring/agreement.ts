import type { ExamResult } from '../model/report.js';
import type { Expectation } from './expectation.js';

/** How far marks agree with a person's, over many hand-ins. Criteria in doubt are left out. */
export interface Agreement {
  readonly found: Rates;
  readonly fixed: Rates;
  /** Share of severities given by the person's marks that came out the same. */
  readonly severity: number;
  /** Points. */
  readonly meanError: number;
  readonly worstError: number;
  readonly passFail: number;
  /** Of criteria marked `sure`, how many are right; and how many are left to a person. */
  readonly sureRight: number;
  readonly inReview: number;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Marked {
  readonly expected: Expectation;
  readonly result: ExamResult;
  /** Points needed to pass. */
  readonly passMark: number;
}

export function agreementOf(marked: readonly Marked[]): Agreement {
  const found: Pair[] = [];
  const fixed: Pair[] = [];
  const severity: boolean[] = [];
  const sure: boolean[] = [];
  let review = 0;
  for (const { expected, result } of marked) {
    for (const exercise of result.exercises) {
      for (const one of exercise.criteria) {
        const name = `${exercise.exercise}/${one.criterion}`;
        if (expected.doubt.includes(name)) continue;
        const want = expected.criteria[name] ?? {};
        const got = (id: 'found' | 'severity' | 'fixed') => one.shares[id]?.fraction ?? 0;
        found.push([(want.found ?? 0) > 0, got('found') > 0]);
        fixed.push([(want.fixed ?? 0) >= 0.5, got('fixed') >= 0.5]);
        if (one.shares.severity) severity.push(Math.abs((want.severity ?? 0) - got('severity')) < 0.01);
        const right = (want.found ?? 0) > 0 === got('found') > 0 && Math.abs((want.fixed ?? 0) - got('fixed')) <= 0.26;
        if (one.confidence === 'sure') sure.push(right);
        else review++;
      }
    }
  }
  const errors = marked.map(({ expected, result }) => Math.abs(expected.total - result.score.earned / 100));
  const passes = marked.map(({ expected, result, passMark }) => expected.total >= passMark === result.passed);
  return {
    found: ratesOf(found),
    fixed: ratesOf(fixed),
    severity: shareOf(severity),
    meanError: errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length),
    worstError: Math.max(0, ...errors),
    passFail: shareOf(passes),
    sureRight: shareOf(sure),
    inReview: review / Math.max(1, review + sure.length),
  };
}

type Pair = readonly [wanted: boolean, got: boolean];

function ratesOf(pairs: readonly Pair[]): Rates {
  const count = (wanted: boolean, got: boolean) => pairs.filter(([w, g]) => w === wanted && g === got).length;
  const [hit, noisy, missing] = [count(true, true), count(false, true), count(true, false)];
  const precision = hit / Math.max(1, hit + noisy);
  const recall = hit / Math.max(1, hit + missing);
  return { precision, recall, f1: (2 * hit) / Math.max(1, 2 * hit + noisy + missing) };
}

const shareOf = (values: readonly boolean[]): number => values.filter(Boolean).length / Math.max(1, values.length);
