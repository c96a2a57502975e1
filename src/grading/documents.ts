import type { CustomRunner, Documents, ReadArtefact } from '../checks/check.js';
import { languageOf } from '../languages/index.js';
import type { Document } from '../model/document.js';
import type { Answer, Artefact, Submission } from '../model/submission.js';

/** The parsed documents of each answer, by exercise. Superseded artefacts are left out: they are shown, never evidence. */
export function documentsOf(
  submission: Submission,
  exercises: readonly string[],
  custom?: CustomRunner,
): Map<string, Documents> {
  const read = new Map<Answer, ReadArtefact[]>();
  for (const answer of submission.answers)
    read.set(
      answer,
      answer.artefacts.flatMap((artefact) => readArtefact(artefact)),
    );
  const everything = [...read.values()].flat();
  return new Map(
    exercises.map((exercise) => {
      const answers = submission.answers.filter((answer) => answer.exercise === exercise);
      const artefacts = answers.flatMap((answer) => read.get(answer) ?? []);
      return [exercise, documents(exercise, artefacts, everything, answers, custom)];
    }),
  );
}

function readArtefact(artefact: Artefact): ReadArtefact[] {
  if (artefact.superseded !== undefined) return [];
  const document = languageOf(artefact.language)?.parse(artefact.source) ?? plainDocument(artefact);
  return [{ ...artefact, document }];
}

function documents(
  exercise: string,
  artefacts: ReadArtefact[],
  everything: ReadArtefact[],
  answers: readonly Answer[],
  custom: CustomRunner | undefined,
): Documents {
  const kept = new Map<string, unknown>();
  return {
    exercise,
    artefacts,
    everything,
    prose: answers.flatMap((answer) => answer.prose),
    ...(custom ? { custom } : {}),
    derive<T>(key: string, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
  };
}

/** A notation that no language here reads (a log, a drawing of a tree, Terraform) is looked at as text. */
const plainDocument = ({ language, source }: Artefact): Document => ({
  language,
  source,
  tree: { kind: 'Text', start: 0, end: source.text.length },
  problems: [],
});
