import type { Documents } from '../check.js';
import { type Metrics, metricsOf } from './definitions.js';
import { type Rule, rulesOf } from './rules.js';

export interface FoundRule {
  readonly rule: Rule;
  /** Id of the artefact that holds it. */
  readonly artefact: string;
}

const CODE = new Set(['python', 'typescript', 'javascript']);

/** The rules of this exercise's artefacts that are no program. */
export const readRules = (documents: Documents): readonly FoundRule[] =>
  documents.derive('alert rules', () =>
    documents.artefacts
      .filter((artefact) => !CODE.has(artefact.language))
      .flatMap((artefact) =>
        rulesOf(artefact.source, artefact.document).map((rule) => ({ rule, artefact: artefact.id })),
      ),
  );

/** The metrics that the hand-in's programs define. */
export const definedMetrics = (documents: Documents): Metrics =>
  documents.derive('alert metrics', () =>
    metricsOf(
      documents.everything.filter((artefact) => CODE.has(artefact.language)).map((artefact) => artefact.source.text),
    ),
  );
