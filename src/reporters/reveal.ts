import type { CriterionResult, ExamResult, RemarkResult, Report, ShareResult } from '../model/report.js';
import type { Evidence } from '../model/verdict.js';
import { isFound } from './places.js';
import type { Reveal } from './reporter.js';

/**
 * The report without what the reader is not to be told. What explains a lost point (the message of evidence that earned nothing,
 * the last hint, how a remark was read) names the cure, and the title of a criterion that was not found names the defect, so only
 * `full` keeps them.
 */
export function reveal(report: Report, level: Reveal): Report {
  if (level === 'full') return report;
  return { ...report, results: report.results.map((result) => resultAt(result, level)) };
}

function resultAt(result: ExamResult, level: Reveal): ExamResult {
  const exercises = result.exercises.map((exercise) => ({
    ...exercise,
    criteria: exercise.criteria.map((criterion) => criterionAt(criterion, level)),
    remarks: exercise.remarks.map(withoutTrace),
    advice: level === 'none' ? [] : exercise.advice,
  }));
  return { ...result, exercises };
}

function criterionAt(criterion: CriterionResult, level: Reveal): CriterionResult {
  const shares = Object.fromEntries(Object.entries(criterion.shares).map(([id, share]) => [id, shareAt(share)]));
  const hints = level === 'none' ? [] : hintsAllowed(criterion.hints);
  const found = isFound(criterion);
  const title = found ? criterion.title : (criterion.topic ?? criterion.title);
  return { ...criterion, title, shares, hints, learn: level === 'none' || !found ? [] : criterion.learn };
}

/** The last hint of several is nearly the answer. */
function hintsAllowed(hints: readonly string[]): readonly string[] {
  return hints.length > 1 ? hints.slice(0, -1) : hints;
}

function shareAt(share: ShareResult): ShareResult {
  return share.fraction > 0 ? share : { ...share, evidence: share.evidence.map(withoutMessage) };
}

function withoutMessage(evidence: Evidence): Evidence {
  return { ...evidence, message: '' };
}

function withoutTrace(remark: RemarkResult): RemarkResult {
  const { trace: _, ...rest } = remark;
  return rest;
}
