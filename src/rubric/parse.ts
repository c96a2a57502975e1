import type { JsonSchema } from '../checks/check.js';
import type { Criterion, DefectForm, Path, Rubric, ShareId } from '../model/rubric.js';
import { type AuthorFile, authorFile } from './author-file.js';
import { type CheckTable, compileExpression } from './expression.js';
import type { RawCriterion, RawDefect, RawRubric } from './schema.js';
import { validate } from './validate.js';

export interface ParseOptions {
  readonly checks: CheckTable;
  readonly schema: JsonSchema;
  /** The file's data, where its text is known to have been parsed and validated before. */
  readonly data?: unknown;
}

/** A rubric from the text of its file. @throws RubricError for the first trouble; `rubric lint` lists all. */
export function parseRubric(name: string, text: string, options: ParseOptions): Rubric {
  const file = authorFile(name, text, options.data);
  if (options.data === undefined) for (const error of validate(file, options.schema)) throw error;
  const raw = file.data as RawRubric;
  const define = raw.define ?? {};
  const compile = (value: unknown, path: Path) =>
    compileExpression(
      file,
      value,
      path,
      options.checks,
      define as Record<string, unknown>,
      options.data === undefined ? 'now' : 'when-needed',
    );
  const artefacts = Object.entries(raw.artefacts ?? {}).map(([id, kind]) => ({
    id,
    title: kind.title,
    language: kind.language,
    files: kind.files ?? [],
    looksLike: kind['looks-like'] ?? [],
  }));
  return {
    file: name,
    exercise: raw.exercise,
    version: raw.version,
    title: raw.title,
    points: hundredths(raw.points),
    artefacts,
    shares: sharesOf(file, raw),
    words: { alone: raw.words?.alone ?? 1, besideArtefact: raw.words?.['beside-artefact'] ?? 0.5 },
    adjacentSeverity: raw['adjacent-severity'] ?? 0.5,
    review: {
      stance: raw.review?.stance ?? 'finding',
      extras: (raw.review?.extras ?? []).map(defectOf),
      concepts: raw.review?.concepts ?? {},
    },
    criteria: criteriaOf(
      file,
      raw,
      artefacts.map((kind) => kind.id),
      compile,
    ),
    advice: (raw.advice ?? []).map((one, i) => ({
      id: one.id,
      ...(one.criterion ? { criterion: one.criterion } : {}),
      message: one.message,
      when: compile(one.when, ['advice', i, 'when']),
    })),
  };
}

/** Points as an author writes them, in integer hundredths. */
export const hundredths = (points: number): number => Math.round(points * 100);

function criteriaOf(file: AuthorFile, raw: RawRubric, artefacts: readonly string[], compile: Compile): Criterion[] {
  const seen = new Set<string>();
  return raw.criteria.map((one, i) => {
    const path: Path = ['criteria', i];
    if (seen.has(one.id)) throw file.error(`Unexpected second criterion \`${one.id}\``, [...path, 'id']);
    seen.add(one.id);
    const unknown = one['shown-by']?.findIndex((id) => !artefacts.includes(id)) ?? -1;
    if (unknown >= 0) {
      const hint = `The artefacts of this exercise are: ${artefacts.join(', ') || 'none'}.`;
      throw file.error(`Unknown artefact \`${one['shown-by']?.[unknown]}\``, [...path, 'shown-by', unknown], { hint });
    }
    return criterionOf(file, one, path, artefacts, compile);
  });
}

type Compile = (value: unknown, path: Path) => NonNullable<Criterion['fixed']>;

function criterionOf(
  _file: AuthorFile,
  one: RawCriterion,
  path: Path,
  artefacts: readonly string[],
  compile: Compile,
): Criterion {
  const { missing, met, partly } = one.feedback;
  return {
    id: one.id,
    title: one.title,
    ...(one.topic ? { topic: one.topic } : {}),
    points: hundredths(one.points),
    ...(one.severity ? { severity: one.severity } : {}),
    feedback: { missing, ...(met ? { met } : {}), ...(partly ? { partly } : {}) },
    hints: one.hints ?? { es: [], en: [] },
    learn: one.learn ?? [],
    mentions: defectOf(one),
    ...(one.fixed === undefined ? {} : { fixed: compile(one.fixed, [...path, 'fixed']) }),
    shownBy: one['shown-by'] ?? artefacts,
    ...(one['equivalent-mutants'] ? { equivalentMutants: one['equivalent-mutants'] } : {}),
    path,
  };
}

function defectOf(raw: RawCriterion | RawDefect): DefectForm {
  return {
    id: raw.id,
    title: raw.title,
    mentions: raw.mentions,
    unless: raw.unless ?? [],
    fix: { any: raw.fix?.any ?? [], partly: raw.fix?.partly ?? [], not: raw.fix?.not ?? [] },
    examples: raw.examples ?? [],
    not_examples: raw.not_examples ?? [],
  };
}

function sharesOf(file: AuthorFile, raw: RawRubric): Partial<Record<ShareId, number>> {
  const sum = Object.values(raw.shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 100) > 1e-9) throw file.error(`Unexpected sum ${sum} of the shares, expected 100`, ['shares']);
  const shares: Partial<Record<ShareId, number>> = {};
  for (const id of ['found', 'severity', 'fixed'] as const) if (raw.shares[id]) shares[id] = raw.shares[id] / 100;
  return shares;
}
