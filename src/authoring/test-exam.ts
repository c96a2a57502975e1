import type { CustomRunner } from '../checks/check.js';
import { gradeSubmission } from '../grading/index.js';
import type { ExamResult } from '../model/report.js';
import type { Exercise } from '../model/rubric.js';
import type { Submission } from '../model/submission.js';
import type { LoadedExam } from '../rubric/load.js';
import { type Agreement, agreementOf } from './agreement.js';
import { type Departure, departures, type Expectation, expectedOf, mendedSince } from './expectation.js';
import { confusionOf, type ProbeFailure, probesOf, runProbes } from './probes.js';

/** A hand-in with what it should get. */
export interface Fixture {
  readonly name: string;
  readonly submission: Submission;
  readonly expected: Expectation;
}

/** What holds of every exam that can be trusted. */
export const INVARIANTS = ['blank', 'model', 'met-and-unmet'] as const;

export interface Broken {
  readonly invariant: (typeof INVARIANTS)[number];
  readonly message: string;
}

/** Everything `rubric test` found out about an exam. */
export interface ExamTest {
  readonly fixtures: readonly {
    readonly name: string;
    readonly result: ExamResult;
    readonly departures: readonly Departure[];
    /** Errors tagged as known that are gone. */
    readonly mended: readonly string[];
  }[];
  readonly broken: readonly Broken[];
  /** Criteria whose check no file but the model answer's has met: whether it takes another right answer is not known. */
  readonly untried: readonly string[];
  readonly probes: {
    readonly tried: number;
    readonly failures: readonly (ProbeFailure & { readonly exercise: string })[];
  };
  readonly confusion: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, number>>>;
  readonly agreement: Agreement;
}

export interface TestOptions {
  readonly custom?: CustomRunner | undefined;
  /** Only this exercise. */
  readonly exercise?: Exercise | undefined;
}

export function testExam(whole: LoadedExam, fixtures: readonly Fixture[], options: TestOptions = {}): ExamTest {
  const { custom, exercise } = options;
  const exam = exercise ? { ...whole, exercises: [exercise] } : whole;
  const points = (exercises: readonly Exercise[]): number => exercises.reduce((sum, one) => sum + one.rubric.points, 0);
  const passMark = (whole.passMark * points(exam.exercises)) / points(whole.exercises) / 100;
  const marked = fixtures.map((fixture) => {
    const result = gradeSubmission(whole, fixture.submission, {
      ...(custom ? { custom } : {}),
      ...(exercise ? { exercise: exercise.id } : {}),
    });
    const expected = exercise ? expectedOf(exercise, fixture.expected) : fixture.expected;
    const found = departures(fixture.name, expected, result);
    return { ...fixture, expected, result, departures: found, mended: mendedSince(expected, found), passMark };
  });
  const failures: (ProbeFailure & { exercise: string })[] = [];
  const confusion = new Map<string, Map<string, Map<string, number>>>();
  let tried = 0;
  for (const { id, rubric } of exam.exercises) {
    const reading = exam.readings.get(id);
    if (!reading) continue;
    tried += probesOf(rubric).length;
    failures.push(...runProbes(rubric, reading).map((failure) => ({ ...failure, exercise: id })));
    confusion.set(id, confusionOf(rubric, reading));
  }
  return {
    fixtures: marked,
    broken: invariantsOf(exam, marked),
    untried: untriedOf(exam, marked),
    probes: { tried, failures },
    confusion,
    agreement: agreementOf(marked),
  };
}

type MarkedFixture = Fixture & { readonly result: ExamResult };

/** A blank exam earns 0, a model answer everything, and each criterion is met by one fixture and unmet by another. */
function invariantsOf(exam: LoadedExam, marked: readonly MarkedFixture[]): Broken[] {
  const broken: Broken[] = [];
  for (const kind of ['blank', 'model'] as const) {
    const some = marked.filter((one) => one.expected.kind === kind);
    if (some.length === 0) broken.push({ invariant: kind, message: `No fixture is of kind \`${kind}\`` });
    for (const { name, result } of some) {
      const want = kind === 'blank' ? 0 : result.score.maximum;
      if (Math.round(result.score.earned) === want) continue;
      broken.push({
        invariant: kind,
        message: `\`${name}\` earns ${result.score.earned / 100}, expected ${want / 100}`,
      });
    }
  }
  for (const { id, rubric } of exam.exercises) {
    for (const criterion of rubric.criteria) {
      const scores = marked.flatMap(({ result }) => {
        const exercise = result.exercises.find((one) => one.exercise === id);
        return exercise?.criteria.filter((one) => one.criterion === criterion.id) ?? [];
      });
      const full = scores.some((one) => one.score.earned === one.score.maximum);
      const none = scores.some((one) => one.score.earned === 0);
      if (full && none) continue;
      broken.push({
        invariant: 'met-and-unmet',
        message: `No fixture ${full ? 'misses' : 'meets'} \`${id}/${criterion.id}\``,
      });
    }
  }
  return broken;
}

function untriedOf(exam: LoadedExam, marked: readonly MarkedFixture[]): string[] {
  const others = marked.filter(({ expected }) => expected.kind !== 'model' && expected.kind !== 'blank');
  return exam.exercises.flatMap(({ id, rubric }) =>
    rubric.criteria.flatMap((criterion) => {
      const met = others.some(({ result }) =>
        result.exercises
          .find((one) => one.exercise === id)
          ?.criteria.some((one) => one.criterion === criterion.id && (one.shares.fixed?.fraction ?? 0) > 0),
      );
      return criterion.fixed === undefined || met ? [] : [`${id}/${criterion.id}`];
    }),
  );
}

/** Whether nothing but known errors was found. */
export function isGreen(test: ExamTest): boolean {
  const departed = test.fixtures.some((fixture) => fixture.departures.some((one) => !one.known));
  return !departed && test.broken.length === 0 && test.probes.failures.length === 0;
}
