import { gradeSubmission } from '../grading/index.js';
import type { GivenText } from '../model/rubric.js';
import type { Evidence } from '../model/verdict.js';
import { frameOf } from '../rubric/errors.js';
import type { LoadedExam } from '../rubric/load.js';
import { submissionOf } from '../submission/submission.js';
import type { Diagnostic } from './diagnostic.js';

/** The official solution is an answer too: what does not parse in it, what a marker would advise on, and what it does not earn. Languages must be loaded. */
export function lintAnswerKey(exam: LoadedExam): Diagnostic[] {
  return exam.solutions.flatMap((solution) => {
    const bytes = new TextEncoder().encode(solution.text);
    const result = gradeSubmission(
      exam,
      submissionOf({ name: 'solution', files: [{ name: solution.file, bytes }] }, exam),
      {
        lang: 'en',
      },
    );
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
    return [...broken, ...advised, ...short];
  });
}

function diagnosticOf(
  solution: GivenText,
  evidence: Evidence | undefined,
  level: Diagnostic['level'],
  message: string,
): Diagnostic {
  const position = evidence?.span.start ?? { line: 1, column: 1 };
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
