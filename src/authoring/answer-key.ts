import { traceOf } from '../flow/index.js';
import { documentsOf } from '../grading/documents.js';
import { gradeSubmission } from '../grading/index.js';
import type { PythonDocument } from '../languages/python/ast.js';
import { python } from '../languages/python/index.js';
import type { Document } from '../model/document.js';
import type { CriterionResult, ExamResult, ShareResult } from '../model/report.js';
import type { Expression, GivenText } from '../model/rubric.js';
import type { Submission } from '../model/submission.js';
import { type Position, positionAt, type Source, sourceOf } from '../model/text.js';
import { type Evidence, fractionOf, met } from '../model/verdict.js';
import { frameOf } from '../rubric/errors.js';
import { evaluate } from '../rubric/expression.js';
import type { LoadedExam } from '../rubric/load.js';
import type { RawRubric } from '../rubric/schema.js';
import { indexOf } from '../submission/exam-index.js';
import { submissionOf } from '../submission/submission.js';
import { contradictionsIn } from './contradictions.js';
import type { Diagnostic } from './diagnostic.js';
import { type Judged, plainWords } from './plain-words.js';

/** The official solution is an answer too: what does not parse in it, what a marker would advise on, numbers that contradict each other, and what it does not earn. Languages must be loaded. */
export function lintAnswerKey(exam: LoadedExam, rubrics: readonly RawRubric[] = []): Diagnostic[] {
  const left = namesLeft(exam);
  return exam.solutions.flatMap((solution) => {
    const bytes = new TextEncoder().encode(solution.text);
    const submission = submissionOf({ name: 'solution', files: [{ name: solution.file, bytes }] }, exam);
    // An author's own check does not run here: the solution is taken to meet it.
    const result = gradeSubmission(exam, submission, { lang: 'en', custom: () => met() });
    const broken = result.flags
      .filter((flag) => flag.kind === 'does-not-parse')
      .map((flag) => diagnosticOf(solution, flag.evidence, 'error', flag.message));
    const advised = result.exercises.flatMap((exercise) =>
      exercise.advice.map((one) =>
        diagnosticOf(solution, one.evidence[0], 'warning', `${exercise.exercise}/${one.id}: ${one.message}`),
      ),
    );
    const short = shortOf(exam, submission, result, rubrics).map(({ at, message }) =>
      diagnosticAt(solution, at, 'error', message),
    );
    const source = sourceOf(solution.file, solution.text);
    const contradicting = contradictionsIn(solution).map(({ label, first, second }) => {
      const message = `\`${label}\` is ${second.text} here and ${first.text} on line ${first.line}`;
      return diagnosticAt(solution, positionAt(source, second.offset), 'warning', message);
    });
    return [
      ...broken,
      ...undefinedIn(exam, solution, submission, source, left),
      ...advised,
      ...contradicting,
      ...short,
    ];
  });
}

/** What the solution does not earn: where it comes nearest to it, and which part of the criterion it lacks. */
function shortOf(
  exam: LoadedExam,
  submission: Submission,
  result: ExamResult,
  rubrics: readonly RawRubric[],
): { at: Position; message: string }[] {
  const documents = documentsOf(
    submission,
    exam.exercises.map((one) => one.id),
    () => met(),
  );
  return result.exercises.flatMap(({ exercise, criteria }) =>
    criteria
      .filter((one) => Math.round(one.score.earned) < one.score.maximum)
      .map((one) => {
        const raw = rubrics.find((some) => some.exercise === exercise);
        const expression = exam.exercises
          .find(({ id }) => id === exercise)
          ?.rubric.criteria.find(({ id }) => id === one.criterion)?.fixed;
        const here = documents.get(exercise);
        const judged = expression &&
          here && {
            expression,
            fractionOf: (part: Expression) => fractionOf(evaluate(part, here, exam.checks)),
            lackingOnly: true,
          };
        const [near] = Object.values(one.shares).flatMap((share) => share.evidence);
        return {
          at: near?.span.start ?? startOf(submission, exercise),
          message: `The solution earns ${one.score.earned / 100} of ${one.score.maximum / 100} for \`${exercise}/${one.criterion}\`: ${reasonsOf(one, raw, judged).join('; ')}`,
        };
      }),
  );
}

/** Where the solution begins to speak of an exercise. */
function startOf({ answers }: Submission, exercise: string): Position {
  const starts = answers
    .filter((one) => one.exercise === exercise)
    .flatMap(({ prose, artefacts }) => [
      ...prose.map(({ source, blocks }) => positionAt(source, blocks[0]?.start ?? 0)),
      ...artefacts.map(({ source }) => positionAt(source, 0)),
    ]);
  return starts.sort((a, b) => a.line - b.line)[0] ?? { line: 1, column: 1 };
}

function reasonsOf(one: CriterionResult, raw: RawRubric | undefined, judged: Judged | undefined): string[] {
  const { found, severity, fixed } = one.shares;
  const short = (share: ShareResult | undefined): boolean => share !== undefined && share.fraction < 1;
  const criterion = raw?.criteria.find(({ id }) => id === one.criterion);
  const lacking = plainWords(criterion?.fixed, (raw?.define ?? {}) as Record<string, unknown>, 'en', judged);
  const told = lacking.slice(0, MOST_TOLD).map((line) => shortened(line.trim().replace(/^- /, '')));
  const more = lacking.length > MOST_TOLD ? [`… (\`dictamen rubric explain ${one.criterion}\` has it all)`] : [];
  const shown =
    told.length > 0 ? `no file shows it: ${[...told, ...more].join(' ')}` : 'its words are no remedy of `fix`';
  return [
    ...(short(found) ? [`no remark names it${one.doubt ? ` (${one.doubt})` : ''}`] : []),
    ...(short(severity) && !short(found)
      ? [`its severity is not \`${criterion?.severity ?? 'that of the rubric'}\``]
      : []),
    ...(short(fixed) ? [fixed?.reason ?? shown] : []),
  ];
}

/** A check of the shipped rubrics may hold a page of parameters. */
const MOST_TOLD = 5;
const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** Names that the solution's Python reads, that nothing defines and that the given code does not leave undefined too. */
function undefinedIn(
  exam: LoadedExam,
  solution: GivenText,
  submission: Submission,
  source: Source,
  left: (exercise: string) => ReadonlySet<string>,
): Diagnostic[] {
  const documents = documentsOf(
    submission,
    exam.exercises.map((one) => one.id),
  );
  return [...documents].flatMap(([exercise, { artefacts }]) => {
    const parsed = artefacts.map((artefact) => artefact.document).filter((document) => document.language === 'python');
    return freeNames(parsed)
      .filter((name) => !left(exercise).has(name))
      .map((name) => {
        const offset = new RegExp(`\\b${name}\\b`).exec(source.text)?.index ?? 0;
        return diagnosticAt(
          solution,
          positionAt(source, offset),
          'warning',
          `${exercise}: nothing defines \`${name}\``,
        );
      });
  });
}

/** Names that an exercise's given code leaves undefined, read once whatever the number of solutions. */
function namesLeft(exam: LoadedExam): (exercise: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (exercise) => {
    let names = known.get(exercise);
    if (!names) {
      const given = indexOf(exam).exercises.get(exercise)?.texts ?? [];
      known.set(exercise, (names = new Set(freeNames(given.map((text) => python.parse(sourceOf('', text)))))));
    }
    return names;
  };
}

const freeNames = (documents: readonly Document[]): string[] => {
  const modules = documents.map((document) => ({ source: document.source, tree: (document as PythonDocument).tree }));
  return modules.length === 0 ? [] : [...new Set(traceOf(modules, []).free.map(({ name }) => name))];
};

function diagnosticOf(
  solution: GivenText,
  evidence: Evidence | undefined,
  level: Diagnostic['level'],
  message: string,
): Diagnostic {
  return diagnosticAt(solution, evidence?.span.start ?? { line: 1, column: 1 }, level, message);
}

function diagnosticAt(
  solution: GivenText,
  position: Position,
  level: Diagnostic['level'],
  message: string,
): Diagnostic {
  return {
    rule: 'answer-key',
    level,
    file: solution.file.replace(/^(?:\.\.\/)+/, ''),
    position,
    message,
    why: 'Students learn from the official solution, and its mistakes become theirs.',
    mend: 'Mend the solution, or the check that misjudges it.',
    frame: frameOf(solution.text, position),
  };
}
