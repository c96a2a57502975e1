import { traceOf } from '../flow/index.js';
import { documentsOf } from '../grading/documents.js';
import { gradeSubmission } from '../grading/index.js';
import type { PythonDocument } from '../languages/python/ast.js';
import { python } from '../languages/python/index.js';
import type { Document } from '../model/document.js';
import type { GivenText } from '../model/rubric.js';
import type { Submission } from '../model/submission.js';
import { type Position, positionAt, type Source, sourceOf } from '../model/text.js';
import { type Evidence, met } from '../model/verdict.js';
import { frameOf } from '../rubric/errors.js';
import type { LoadedExam } from '../rubric/load.js';
import { indexOf } from '../submission/exam-index.js';
import { submissionOf } from '../submission/submission.js';
import { contradictionsIn } from './contradictions.js';
import type { Diagnostic } from './diagnostic.js';

/** The official solution is an answer too: what does not parse in it, what a marker would advise on, numbers that contradict each other, and what it does not earn. Languages must be loaded. */
export function lintAnswerKey(exam: LoadedExam): Diagnostic[] {
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
    const short = result.exercises.flatMap((exercise) =>
      exercise.criteria
        .filter((one) => Math.round(one.score.earned) < one.score.maximum)
        .map((one) =>
          diagnosticOf(
            solution,
            undefined,
            'error',
            `The solution earns ${one.score.earned / 100} of ${one.score.maximum / 100} for \`${exercise.exercise}/${one.criterion}\``,
          ),
        ),
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
