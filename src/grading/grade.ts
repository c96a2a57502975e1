import type { CustomRunner, Documents, ReadArtefact } from '../checks/check.js';
import type { Lang } from '../model/local.js';
import type { AdviceResult, CriterionResult, ExamResult, ExerciseResult } from '../model/report.js';
import type { Criterion, Exercise, Rubric } from '../model/rubric.js';
import type { Answer, Flag, Submission } from '../model/submission.js';
import { type Evidence, evidenceOf, fractionOf, type Verdict } from '../model/verdict.js';
import { type Mention, type ReviewReading, readReview } from '../review/index.js';
import { evaluate } from '../rubric/expression.js';
import type { LoadedExam } from '../rubric/load.js';
import { codeFlags } from './code-flags.js';
import { documentsOf } from './documents.js';
import { feedbackOf } from './feedback.js';
import { withLoosePlaced } from './loose.js';
import { type Findings, passes, statusOfResult, total, weigh } from './score.js';
import { inSpanish } from './spanish.js';

export interface GradeOptions {
  readonly lang?: Lang;
  /** Judges only this exercise; the others are not part of the result. */
  readonly exercise?: string;
  /** Runs the instructor's own checks; without it they are blocked. */
  readonly custom?: CustomRunner;
}

/** Marks one submission. Pure: the same submission and exam give the same result. Languages must have been loaded. */
export function gradeSubmission(exam: LoadedExam, submission: Submission, options: GradeOptions = {}): ExamResult {
  const lang = options.lang ?? exam.language;
  const result = gradeIn(exam, options.exercise ? submission : withLoosePlaced(exam, submission), options, lang);
  return lang === 'es' ? inSpanish(result) : result;
}

function gradeIn(exam: LoadedExam, submission: Submission, options: GradeOptions, lang: Lang): ExamResult {
  const exercises = exam.exercises.filter((one) => !options.exercise || one.id === options.exercise);
  const maximum = exercises.reduce((sum, one) => sum + one.rubric.points, 0);
  const base = { student: submission.student, received: submission.received };
  if (submission.blocked !== undefined) {
    const score = { earned: 0, maximum };
    return {
      ...base,
      status: 'blocked',
      reason: submission.blocked,
      score,
      passed: false,
      exercises: [],
      flags: submission.flags,
    };
  }
  const documents = documentsOf(
    submission,
    exercises.map((one) => one.id),
    options.custom,
  );
  const flags: Flag[] = [...submission.flags];
  const results = exercises.map((exercise) => {
    const answers = submission.answers.filter((answer) => answer.exercise === exercise.id);
    return gradeExercise(exam, exercise, answers, documents.get(exercise.id) as Documents, flags, lang);
  });
  const score = total(results.map((result) => result.score));
  const criteria = results.flatMap((result) => result.criteria);
  const status = statusOfResult(
    criteria.flatMap((one) => Object.values(one.shares)),
    criteria.some((one) => one.confidence === 'review'),
  );
  return { ...base, status, score, passed: passes(score, passMarkFor(exam, maximum)), exercises: results, flags };
}

/** Where only some exercises are judged, the pass mark shrinks with them. */
function passMarkFor(exam: LoadedExam, maximum: number): number {
  const whole = exam.exercises.reduce((sum, one) => sum + one.rubric.points, 0);
  return maximum === whole ? exam.passMark : (exam.passMark * maximum) / whole;
}

function gradeExercise(
  exam: LoadedExam,
  exercise: Exercise,
  answers: readonly Answer[],
  documents: Documents,
  flags: Flag[],
  lang: Lang,
): ExerciseResult {
  const reading = exam.readings.get(exercise.id);
  const comments = answers.flatMap((answer) => answer.comments ?? []);
  const review: ReviewReading | undefined = reading ? readReview(reading, documents.prose, comments) : undefined;
  flags.push(...(review?.flags ?? []), ...parseFlags(documents, lang), ...codeFlags(documents, lang));
  const { rubric } = exercise;
  const criteria = rubric.criteria.map((criterion) =>
    gradeCriterion(exam, rubric, criterion, documents, review?.criteria.get(criterion.id), lang),
  );
  return {
    exercise: exercise.id,
    title: exercise.title[lang],
    score: total(criteria.map((one) => one.score)),
    criteria,
    remarks: review?.remarks ?? [],
    advice: adviceOf(exam, rubric, documents, lang),
  };
}

function gradeCriterion(
  exam: LoadedExam,
  rubric: Rubric,
  criterion: Criterion,
  documents: Documents,
  mention: Mention | undefined,
  lang: Lang,
): CriterionResult {
  const artefact = criterion.fixed ? evaluate(criterion.fixed, documents, exam.checks) : undefined;
  const couldShow =
    criterion.fixed !== undefined && documents.artefacts.some((one) => criterion.shownBy.includes(one.id));
  const findings: Findings = { mention, artefact, couldShow };
  const { shares, score } = weigh(criterion, rubric, findings);
  const doubt = doubtOf(findings, documents, lang);
  return {
    criterion: criterion.id,
    title: criterion.title[lang],
    ...(criterion.topic ? { topic: criterion.topic[lang] } : {}),
    score,
    shares,
    confidence: doubt === undefined ? 'sure' : 'review',
    ...(doubt === undefined ? {} : { doubt }),
    feedback: feedbackOf(criterion, shares, findings, lang),
    hints: criterion.hints[lang],
    learn: criterion.learn,
  };
}

const DOUBTS = {
  failed: {
    es: 'dictamen no pudo comprobarlo; no es culpa de la entrega',
    en: 'dictamen could not check it; the hand-in is not to blame',
  },
  recovered: {
    es: 'la prueba está en un archivo que no se puede interpretar entero',
    en: 'the evidence is in a file that does not parse as a whole',
  },
} as const;

/** Why a person should look at this criterion, or undefined where the verdict is sure. */
function doubtOf({ mention, artefact }: Findings, documents: Documents, lang: Lang): string | undefined {
  if (artefact?.status === 'failed') return `${DOUBTS.failed[lang]} (${artefact.reason})`;
  if (artefact?.status === 'blocked') return artefact.reason;
  const shown = artefact ? fractionOf(artefact) : 0;
  if (artefact && shown > 0) {
    if ('review' in artefact && artefact.review) return artefact.review;
    if (inBrokenFile(artefact, documents)) return DOUBTS.recovered[lang];
    // What the artefact shows settles the matter, whatever the doubt about the words.
    if (shown >= 1) return undefined;
  }
  return mention?.confidence === 'review' ? (mention.doubt ?? '') : undefined;
}

function inBrokenFile(verdict: Verdict, documents: Documents): boolean {
  const broken = documents.artefacts.filter((one) => one.document.problems.length > 0);
  return evidenceOf(verdict).some((evidence) => broken.some((one) => covers(one, evidence)));
}

function covers({ source }: ReadArtefact, { file, span }: Evidence): boolean {
  const first = source.lines[0]?.line ?? 1;
  const last = source.lines.at(-1)?.line ?? first;
  return source.file === file && span.start.line >= first && span.start.line <= last;
}

function parseFlags(documents: Documents, lang: Lang): Flag[] {
  const label = { es: 'No se puede interpretar', en: 'Does not parse' }[lang];
  return documents.artefacts.flatMap((one) => {
    const problem = one.document.problems[0];
    if (!problem) return [];
    const evidence = { file: one.source.file, span: problem.span, excerpt: '', message: problem.message };
    return [{ kind: 'does-not-parse' as const, message: `${label}: ${problem.message}`, evidence }];
  });
}

function adviceOf(exam: LoadedExam, rubric: Rubric, documents: Documents, lang: Lang): AdviceResult[] {
  return rubric.advice.flatMap((one) => {
    const verdict = evaluate(one.when, documents, exam.checks);
    if (fractionOf(verdict) === 0) return [];
    return [{ id: one.id, message: one.message[lang], evidence: evidenceOf(verdict) }];
  });
}
