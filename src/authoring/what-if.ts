import { gradeSubmission } from '../grading/index.js';
import type { ExamResult } from '../model/report.js';
import type { Submission } from '../model/submission.js';
import type { LoadedExam } from '../rubric/load.js';

/** How one hand-in fares under two versions of an exam's rubrics. Points. */
export interface Change {
  readonly student: string;
  readonly before: number;
  readonly after: number;
  readonly crosses: 'passes now' | 'fails now' | undefined;
  readonly criteria: readonly { readonly criterion: string; readonly before: number; readonly after: number }[];
}

/** Whose score moves, by how much, through which criterion, and who crosses the pass mark; the largest move first. */
export function whatIf(before: LoadedExam, after: LoadedExam, submissions: readonly Submission[]): Change[] {
  const changes = submissions.map((submission): Change => {
    const [old, now] = [gradeSubmission(before, submission), gradeSubmission(after, submission)];
    return {
      student: submission.student,
      before: points(old.score.earned),
      after: points(now.score.earned),
      crosses: old.passed === now.passed ? undefined : now.passed ? 'passes now' : 'fails now',
      criteria: moved(scores(old), scores(now)),
    };
  });
  const size = (change: Change) => Math.abs(change.after - change.before);
  return changes
    .filter((change) => change.criteria.length > 0)
    .sort((a, b) => size(b) - size(a) || (a.student < b.student ? -1 : 1));
}

const points = (hundredths: number): number => Math.round(hundredths) / 100;

const scores = (result: ExamResult): Map<string, number> =>
  new Map(
    result.exercises.flatMap((e) =>
      e.criteria.map((one) => [`${e.exercise}/${one.criterion}`, one.score.earned] as const),
    ),
  );

function moved(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((criterion) => {
    const [old, now] = [points(before.get(criterion) ?? 0), points(after.get(criterion) ?? 0)];
    return old === now ? [] : [{ criterion, before: old, after: now }];
  });
}
