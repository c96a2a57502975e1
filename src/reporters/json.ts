import { pointsOf } from '../model/points.js';
import type {
  CriterionResult,
  ExamResult,
  ExerciseResult,
  RemarkResult,
  Report,
  Score,
  ShareResult,
} from '../model/report.js';
import type { ShareId } from '../model/rubric.js';
import type { Flag, Received } from '../model/submission.js';
import type { Span } from '../model/text.js';
import type { Evidence } from '../model/verdict.js';
import type { Reporter } from './reporter.js';

/** The published shape: schema/report.schema.json. Keys are named one by one, so that the model may grow without it. */
export const json: Reporter = {
  id: 'json',
  render: (report) => `${escapeUnseen(JSON.stringify(publish(report), null, 2))}\n`,
};

function publish(report: Report): unknown {
  return {
    schema: report.schema,
    engine: report.engine,
    exam: report.exam,
    rubric: { version: report.rubric.version, digest: report.rubric.digest },
    results: report.results.map(publishResult),
    diagnostics: report.diagnostics.map(({ level, message }) => ({ level, message })),
  };
}

function publishResult(result: ExamResult): unknown {
  const { student, status, reason } = result;
  return {
    student,
    status,
    ...(reason === undefined ? {} : { reason }),
    score: scoreOf(result.score),
    passed: result.passed,
    exercises: result.exercises.map(publishExercise),
    received: result.received.map(publishReceived),
    flags: result.flags.map(publishFlag),
  };
}

function publishExercise(exercise: ExerciseResult): unknown {
  const ids = (['found', 'severity', 'fixed'] as const).filter((id) => exercise.criteria.some((c) => c.shares[id]));
  return {
    exercise: exercise.exercise,
    title: exercise.title,
    score: scoreOf(exercise.score),
    criteria: exercise.criteria.map((criterion) => publishCriterion(criterion, ids)),
    remarks: exercise.remarks.map(publishRemark),
    advice: exercise.advice.map(({ id, message, evidence }) => ({
      id,
      message,
      evidence: evidence.map(publishEvidence),
    })),
  };
}

/** Every share that the exercise pays is said, also where nothing was earned. */
function publishCriterion(criterion: CriterionResult, ids: readonly ShareId[]): unknown {
  return {
    criterion: criterion.criterion,
    title: criterion.title,
    score: scoreOf(criterion.score),
    shares: Object.fromEntries(ids.map((id) => [id, publishShare(criterion.shares[id])])),
    confidence: criterion.confidence,
    ...(criterion.doubt === undefined ? {} : { doubt: criterion.doubt }),
    feedback: criterion.feedback,
    ...(criterion.hints.length > 0 ? { hints: criterion.hints } : {}),
    ...(criterion.learn.length > 0 ? { learn: criterion.learn } : {}),
  };
}

function publishShare(share: ShareResult | undefined): unknown {
  if (!share) return { fraction: 0, by: 'none', status: 'unmet', evidence: [] };
  return {
    fraction: Math.round(share.fraction * 1e6) / 1e6,
    by: share.by,
    status: share.status,
    evidence: share.evidence.map(publishEvidence),
    ...(share.reason === undefined ? {} : { reason: share.reason }),
  };
}

function publishRemark(remark: RemarkResult): unknown {
  const { text, file, span, names, kind, severity, remedy, confidence, trace } = remark;
  return {
    text,
    file,
    span: publishSpan(span),
    names,
    kind,
    severity,
    remedy,
    confidence,
    ...(trace === undefined ? {} : { trace }),
  };
}

function publishReceived({ file, span, taken_as, note }: Received): unknown {
  return { file, ...(span ? { span: publishSpan(span) } : {}), taken_as, ...(note === undefined ? {} : { note }) };
}

function publishFlag({ kind, message, evidence }: Flag): unknown {
  return { kind, message, ...(evidence ? { evidence: publishEvidence(evidence) } : {}) };
}

function publishEvidence({ file, span, excerpt, message }: Evidence): unknown {
  return { file, span: publishSpan(span), excerpt, message };
}

function publishSpan({ start, end }: Span): unknown {
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}

function scoreOf({ earned, maximum }: Score): unknown {
  return { earned: pointsOf(earned), maximum: pointsOf(maximum) };
}

/** JSON may carry controls, bidi overrides and tag characters raw; a terminal or an editor that shows the file would obey them. */
function escapeUnseen(text: string): string {
  return text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
