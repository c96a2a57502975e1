import { gradeSubmission } from '../grading/index.js';
import { languageOf } from '../languages/index.js';
import type { TreeDocument } from '../model/document.js';
import type { CriterionResult, ExamResult } from '../model/report.js';
import type { Artefact, Submission } from '../model/submission.js';
import type { LoadedExam } from '../rubric/load.js';

/** The files of a hand-in, by name. */
export type Files = ReadonlyMap<string, string>;

export interface MutateInput {
  readonly exam: LoadedExam;
  readonly files: Files;
  readonly read: (files: Files) => Submission;
  /** Only this exercise. */
  readonly exercise?: string;
}

export const CHANNELS = ['artefact', 'words'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Several operators break a remedy alike, and both channels look at one text: each is read and marked once. */
export interface Lab extends MutateInput {
  readonly marks: (files: Files, channel: Channel) => Marks;
}

export function labOf(input: MutateInput): Lab {
  const read = remembered(input.read);
  const marks = { artefact: remembered(marker('artefact')), words: remembered(marker('words')) };
  const lab: Lab = { ...input, read, marks: (files, channel) => marks[channel](files) };
  return lab;

  function marker(channel: Channel): (files: Files) => Marks {
    return (files) => marksOf(lab, files, channel);
  }
}

function remembered<T>(work: (files: Files) => T): (files: Files) => T {
  const known = new Map<string, T>();
  return (files) => {
    const key = JSON.stringify([...files]);
    const made = known.get(key) ?? work(files);
    known.set(key, made);
    return made;
  };
}

/** Files as they are marked, channel by channel. */
export interface Marks {
  readonly files: Files;
  readonly criteria: ReadonlyMap<string, CriterionResult>;
  /** Asked for where evidence is broken; most mutants are only marked. */
  readonly trees: () => readonly Tree[];
}

function marksOf(input: MutateInput, files: Files, channel: Channel): Marks {
  const submission = input.read(files);
  const criteria = scoresOf(gradeChannel(input, submission, channel));
  let trees: readonly Tree[] | undefined;
  return { files, criteria, trees: () => (trees ??= channel === 'artefact' ? treesOf(submission) : []) };
}

/** Only one channel is graded at a time: what the words say would otherwise cover up what the code lacks. */
function gradeChannel({ exam, exercise }: MutateInput, submission: Submission, channel: Channel): ExamResult {
  const answers = submission.answers.map((answer) =>
    channel === 'artefact' ? { ...answer, prose: [], comments: [] } : { ...answer, artefacts: [], comments: [] },
  );
  return gradeSubmission(exam, { ...submission, answers }, exercise ? { exercise } : {});
}

function scoresOf(result: ExamResult): Map<string, CriterionResult> {
  return new Map(
    result.exercises.flatMap((e) => e.criteria.map((one) => [`${e.exercise}/${one.criterion}`, one] as const)),
  );
}

export interface Tree {
  readonly artefact: Artefact;
  readonly document: TreeDocument;
}

function treesOf(submission: Submission): Tree[] {
  return submission.answers
    .flatMap((answer) => answer.artefacts)
    .filter((artefact) => artefact.language === 'python' && artefact.superseded === undefined)
    .map((artefact) => ({ artefact, document: languageOf('python')?.parse(artefact.source) as TreeDocument }));
}
