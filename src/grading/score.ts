import type { Remedy, ResultStatus, Score, ShareResult } from '../model/report.js';
import type { Criterion, Rubric, Severity, ShareId } from '../model/rubric.js';
import { evidenceOf, fractionOf, type Verdict } from '../model/verdict.js';
import type { Mention } from '../review/index.js';

/** What is known about one criterion before it is weighed. */
export interface Findings {
  readonly mention: Mention | undefined;
  /** The verdict on the corrected artefact; absent where the criterion has no check of one. */
  readonly artefact: Verdict | undefined;
  /** Whether an artefact was handed in that could show the fix. */
  readonly couldShow: boolean;
}

export interface Weighed {
  readonly shares: Partial<Record<ShareId, ShareResult>>;
  readonly score: Score;
}

/**
 * The only place where verdicts meet points.
 * `found` is earned by naming the problem or by any credit for the artefact; `severity` by the level on the remark that names it, or, where the artefact shows the cure, on its bare name;
 * `fixed` by the artefact, or by right words, which earn less beside an artefact that could show the fix and does not.
 */
export function weigh(criterion: Criterion, rubric: Rubric, findings: Findings): Weighed {
  const shares: Partial<Record<ShareId, ShareResult>> = {};
  if (rubric.shares.found) shares.found = foundShare(findings);
  if (rubric.shares.severity) shares.severity = severityShare(criterion, rubric, findings);
  if (rubric.shares.fixed) shares.fixed = fixedShare(rubric, findings);
  let earned = 0;
  for (const id of ['found', 'severity', 'fixed'] as const)
    earned += (rubric.shares[id] ?? 0) * (shares[id]?.fraction ?? 0);
  return { shares, score: { earned: exact(criterion.points * earned), maximum: criterion.points } };
}

/** Sums keep full precision: three thirds are a whole. */
export function total(scores: readonly Score[]): Score {
  return {
    earned: exact(scores.reduce((sum, score) => sum + score.earned, 0)),
    maximum: scores.reduce((sum, score) => sum + score.maximum, 0),
  };
}

/** Passing is decided on the score as it is shown: two decimals. */
export const passes = (score: Score, passMark: number): boolean => Math.round(score.earned) >= passMark;

// Hundredths of a point, free of the last bits that floating point leaves.
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

function foundShare({ mention, artefact }: Findings): ShareResult {
  const words = mention?.found ?? false;
  const shown = artefact !== undefined && fractionOf(artefact) > 0;
  const evidence = words ? (mention?.evidence ?? []) : shown ? evidenceOf(artefact) : [];
  return {
    fraction: words || shown ? 1 : 0,
    by: byOf(words, shown),
    status: words || shown ? 'met' : 'unmet',
    evidence,
  };
}

function severityShare(criterion: Criterion, rubric: Rubric, { mention, artefact }: Findings): ShareResult {
  const shown = artefact !== undefined && fractionOf(artefact) > 0;
  const given = mention?.found || shown ? mention?.severity : undefined;
  const fraction =
    given && criterion.severity ? severityFraction(given, criterion.severity, rubric.adjacentSeverity) : 0;
  return {
    fraction,
    by: fraction > 0 ? 'words' : 'none',
    status: statusOf(fraction),
    evidence: given ? (mention?.evidence ?? []) : [],
    ...(given ? {} : { reason: 'no-severity' }),
  };
}

const LEVELS: readonly Severity[] = ['minor', 'medium', 'critical'];

function severityFraction(given: Severity, right: Severity, adjacent: number): number {
  const distance = Math.abs(LEVELS.indexOf(given) - LEVELS.indexOf(right));
  return distance === 0 ? 1 : distance === 1 ? adjacent : 0;
}

function fixedShare(rubric: Rubric, { mention, artefact, couldShow }: Findings): ShareResult {
  const shown = artefact ? fractionOf(artefact) : 0;
  const said = mention?.found === true ? SAID[mention.remedy] : 0;
  const right = said > 0;
  const words = said * (couldShow ? rubric.words.besideArtefact : rubric.words.alone);
  const fraction = Math.max(shown, words);
  const shareEvidence = [
    ...(artefact && shown >= words ? evidenceOf(artefact) : []),
    ...(right ? (mention?.evidence ?? []) : []),
  ];
  if (fraction === 0 && artefact && 'reason' in artefact) {
    return { fraction, by: 'none', status: artefact.status, evidence: [], reason: artefact.reason };
  }
  return { fraction, by: byOf(right, shown > 0), status: statusOf(fraction), evidence: shareEvidence };
}

/** What a remedy in words is worth. */
const SAID: Readonly<Record<Remedy, number>> = { right: 1, half: 0.5, unknown: 0, wrong: 0, none: 0 };

const byOf = (words: boolean, artefact: boolean): ShareResult['by'] =>
  words ? (artefact ? 'both' : 'words') : artefact ? 'artefact' : 'none';

const statusOf = (fraction: number): 'met' | 'partly' | 'unmet' =>
  fraction >= 1 ? 'met' : fraction > 0 ? 'partly' : 'unmet';

/** The status of a whole result: our own failures and doubts go to a person, they are never a silent zero. */
export function statusOfResult(shares: readonly ShareResult[], doubtful: boolean): ResultStatus {
  if (shares.some((share) => share.status === 'failed')) return 'partial';
  return doubtful ? 'needs-review' : 'graded';
}
