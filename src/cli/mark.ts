import { basename, resolve } from 'node:path';
import { languagesFor, reportOf } from '../api.js';
import type { CustomRunner } from '../checks/check.js';
import { gradeSubmission } from '../grading/index.js';
import { loadLanguages } from '../languages/index.js';
import type { ExamResult, Report } from '../model/report.js';
import { displayName } from '../model/safe-text.js';
import type { Submission } from '../model/submission.js';
import type { Source } from '../model/text.js';
import type { LoadedExam } from '../rubric/load.js';
import { handInOf, readSubmission } from '../submission/read.js';
import type { GradeFlags } from './flags.js';
import { describeTrouble, type Trouble } from './trouble.js';

export interface Marked {
  readonly report: Report;
  /** What was handed in, by student. */
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  /** Where one criterion is to be explained: what it was judged by, in the order of the results. */
  readonly submissions: readonly (Submission | undefined)[];
  readonly custom: CustomRunner | undefined;
  /** Faults of ours, for stderr. */
  readonly failures: readonly string[];
}

/** Marks hand-ins one after the other; trouble with one is told in its own row and never stops the others. */
export async function markAll(
  exam: LoadedExam,
  paths: readonly string[],
  flags: GradeFlags,
  stdin: Buffer | undefined,
): Promise<Marked> {
  await loadLanguages(languagesFor(exam));
  const results: ExamResult[] = [];
  const sources = new Map<string, readonly Source[]>();
  const submissions: (Submission | undefined)[] = [];
  const failures: string[] = [];
  const custom = flags.allowCustom ? (await import('../custom/run.js')).customRunner(exam) : undefined;
  for (const path of paths) {
    try {
      const submission = read(path, exam, flags, stdin);
      results.push(await withAdvice(resultOf(exam, submission, flags, custom), submission, exam, flags));
      submissions.push(flags.explain === undefined ? undefined : submission);
      if (flags.format === 'html' && paths.length === 1) sources.set(submission.student, sourcesOf(submission));
    } catch (error) {
      const trouble = describeTrouble(error);
      results.push(failed(exam, path, flags, trouble));
      submissions.push(undefined);
      failures.push(`${path}: ${trouble.ours ? trouble.stack : trouble.message}`);
    }
  }
  return { report: reportOf(exam, withNames(results, paths)), sources, submissions, custom, failures };
}

/** Two hand-ins of one name are told apart by as much of their paths as it takes. */
function withNames(results: readonly ExamResult[], paths: readonly string[]): ExamResult[] {
  const names = results.map((result) => result.student);
  const tail = (path: string | undefined, length: number): string =>
    displayName(
      resolve(path ?? '?')
        .split(/[\\/]/)
        .slice(-length)
        .join('/'),
    );
  return results.map((result, i) => {
    const twins = paths.filter((_, j) => j !== i && names[j] === result.student);
    if (twins.length === 0) return result;
    let length = 1;
    while (length < 32 && twins.some((twin) => tail(twin, length) === tail(paths[i], length))) length++;
    return { ...result, student: tail(paths[i], length) };
  });
}

function read(path: string, exam: LoadedExam, flags: GradeFlags, stdin: Buffer | undefined): Submission {
  const options = {
    ...(flags.exercise === undefined ? {} : { exercise: flags.exercise }),
    ...(flags.map.length === 0 ? {} : { map: new Map(flags.map) }),
  };
  const input = path === '-' && stdin !== undefined ? handInOf(stdin, kindOfStdin(stdin, flags)) : path;
  return readSubmission(input, exam, options);
}

/** Standard input has no name to tell what it holds; a reader of hand-ins goes by names. */
function kindOfStdin(bytes: Buffer, flags: GradeFlags): string {
  const start = bytes.subarray(0, 4096).toString('utf8').trimStart();
  if (start.startsWith('{') && /"(?:cells|nbformat)"\s*:/.test(start)) return 'ipynb';
  if (flags.exercise !== undefined && !/^(?:```|~~~|\|)/m.test(start)) {
    if (/^(?:import \w|from [\w.]+ import )/m.test(start)) return 'py';
    if (/^(?:groups|apiVersion|kind|spec):/m.test(start)) return 'yml';
  }
  return 'md';
}

function resultOf(
  exam: LoadedExam,
  submission: Submission,
  flags: GradeFlags,
  custom: CustomRunner | undefined,
): ExamResult {
  return gradeSubmission(exam, submission, {
    ...(flags.lang === undefined ? {} : { lang: flags.lang }),
    ...(flags.exercise === undefined ? {} : { exercise: flags.exercise }),
    ...(custom === undefined ? {} : { custom }),
  });
}

async function withAdvice(
  result: ExamResult,
  submission: Submission,
  exam: LoadedExam,
  flags: GradeFlags,
): Promise<ExamResult> {
  if (!flags.advice) return result;
  const { ruffAdvice } = await import('./advice.js');
  const found = await ruffAdvice(
    submission,
    exam.given.map((one) => one.text),
  );
  const exercises = result.exercises.map((one) => ({
    ...one,
    advice: [...one.advice, ...(found.get(one.exercise) ?? [])],
  }));
  return { ...result, exercises };
}

/** Everything of the hand-in that was read, for a report that shows it whole. */
function sourcesOf(submission: Submission): Source[] {
  const all = submission.answers.flatMap(({ prose, artefacts }) =>
    [...prose, ...artefacts].map(({ source }) => source),
  );
  return Array.from(new Set(all));
}

/** Trouble with the file system is the hand-in's; anything else is a fault of ours, and both are told apart from a score. */
function failed(exam: LoadedExam, path: string, flags: GradeFlags, trouble: Trouble): ExamResult {
  const exercises = exam.exercises.filter((one) => flags.exercise === undefined || one.id === flags.exercise);
  return {
    student: displayName(basename(path)),
    status: trouble.ours ? 'failed' : 'blocked',
    reason: trouble.message,
    score: { earned: 0, maximum: exercises.reduce((sum, one) => sum + one.rubric.points, 0) },
    passed: false,
    exercises: [],
    received: [],
    flags: [],
  };
}
