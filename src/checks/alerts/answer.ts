import type { Documents } from '../check.js';
import { type Metrics, metricsOf } from './definitions.js';
import type { Expr } from './expression.js';
import { parseExpr } from './read-expression.js';
import { inlineRecords } from './records.js';
import { type Rule, rulesOf } from './rules.js';
import { type Signal, signalsOf } from './signal.js';

export interface FoundRule {
  readonly rule: Rule;
  /** Id of the artefact that holds it. */
  readonly artefact: string;
  /** What it asks, with recorded series put in; `undefined` where it is no PromQL. */
  readonly asked: { readonly condition: Expr; readonly signals: readonly Signal[] } | undefined;
}

const CODE = new Set(['python', 'typescript', 'javascript']);

/** The alerting rules of this exercise's artefacts that are no program. */
export const readAlerts = (documents: Documents): readonly FoundRule[] =>
  documents.derive('alert rules', () => {
    const found = documents.artefacts
      .filter((artefact) => !CODE.has(artefact.language))
      .flatMap((artefact) =>
        rulesOf(artefact.source, artefact.document).map((rule) => ({ rule, artefact: artefact.id })),
      );
    const records = new Map(
      found.filter(({ rule }) => rule.kind === 'record').map(({ rule }) => [rule.name, rule.expr]),
    );
    return found
      .filter(({ rule }) => rule.kind === 'alert')
      .map((one) => ({ ...one, asked: askedBy(one.rule, records) }));
  });

function askedBy(rule: Rule, records: ReadonlyMap<string, string>): FoundRule['asked'] {
  const parsed = parseExpr(rule.expr);
  if ('error' in parsed) return undefined;
  const condition = inlineRecords(parsed.expr, records);
  return { condition, signals: signalsOf(condition) };
}

/** The metrics that the hand-in's programs define. */
export const definedMetrics = (documents: Documents): Metrics =>
  documents.derive('alert metrics', () =>
    metricsOf(
      documents.everything.filter((artefact) => CODE.has(artefact.language)).map((artefact) => artefact.source.text),
    ),
  );
