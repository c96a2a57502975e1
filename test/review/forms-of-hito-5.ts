import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { languageOf } from '../../src/languages/index.js';
import type { MarkdownDocument } from '../../src/model/document.js';
import type { DefectForm, Rubric } from '../../src/model/rubric.js';
import type { Prose } from '../../src/model/submission.js';
import { sourceOf } from '../../src/model/text.js';
import {
  type CompiledReview,
  compileLexicon,
  compileReview,
  type Lexicon,
  type LexiconFile,
  type ReviewReading,
  readReview,
} from '../../src/review/index.js';
import { plainRich } from '../../src/review/remarks/rich.js';

const root = new URL('../../rubrics/', import.meta.url);

/** The shared lexicon, as the package compiles it. */
export const sharedLexicon: Lexicon = compileLexicon(
  readdirSync(new URL('lexicon/', root))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parse(readFileSync(new URL(`lexicon/${file}`, root), 'utf8')) as LexiconFile),
);

interface RawDefect {
  readonly id: string;
  readonly title: { readonly es: string; readonly en: string };
  readonly mentions?: unknown[];
  readonly unless?: unknown[];
  readonly fix?: { readonly any?: unknown[]; readonly partly?: unknown[]; readonly not?: unknown[] };
  readonly examples?: string[];
  readonly not_examples?: string[];
}

/** The review keys of a rubric as `compileReview` takes them. */
export function reviewKeys(raw: {
  review?: { stance?: string; extras?: RawDefect[] };
  criteria: RawDefect[];
}): Pick<Rubric, 'review' | 'criteria'> {
  return {
    review: {
      stance: raw.review?.stance === 'listed' ? 'listed' : 'finding',
      extras: (raw.review?.extras ?? []).map(defectOf),
      concepts: {},
    },
    criteria: raw.criteria.map((one) => ({ ...one, mentions: defectOf(one) })) as unknown as Rubric['criteria'],
  };
}

function defectOf(raw: RawDefect): DefectForm {
  return {
    id: raw.id,
    title: raw.title,
    mentions: raw.mentions ?? [],
    unless: raw.unless ?? [],
    fix: { any: raw.fix?.any ?? [], partly: raw.fix?.partly ?? [], not: raw.fix?.not ?? [] },
    examples: raw.examples ?? [],
    not_examples: raw.not_examples ?? [],
  };
}

const compiled = new Map<string, CompiledReview>();

/** The compiled review of one exercise of milestone 5. */
export function formOf(exercise: string): CompiledReview {
  let form = compiled.get(exercise);
  if (!form) {
    form = compileReview(
      reviewKeys(parse(readFileSync(new URL(`hito-5/${exercise}.yaml`, root), 'utf8'))),
      sharedLexicon,
    );
    compiled.set(exercise, form);
  }
  return form;
}

export interface Row {
  readonly text: string;
  readonly severity?: string;
  readonly fix?: string;
}

/** Reads one row of a table, or one bullet where it has neither severity nor correction. */
export function readRow(form: CompiledReview, row: Row): ReviewReading {
  const source = sourceOf('answers.md', [row.text, row.severity ?? '', row.fix ?? ''].join(' | '));
  const end = source.text.length;
  if (row.severity === undefined && row.fix === undefined) {
    return readReview(form, [
      {
        source,
        blocks: [{ kind: 'item', depth: 0, ordered: false, text: plainRich(row.text), children: [], start: 0, end }],
      },
    ]);
  }
  const columns = [
    ['Problema', row.text],
    ['Severidad', row.severity],
    ['Corrección', row.fix],
  ].filter(([, cell]) => cell !== undefined);
  const header = columns.map(([name]) => plainRich(name!));
  const cells = columns.map(([, cell]) => plainRich(cell!));
  return readReview(form, [
    { source, blocks: [{ kind: 'table', header, rows: [{ cells, start: 0, end }], start: 0, end }] },
  ]);
}

/** Ids of the criteria that a reading names. */
export function namesIn(reading: ReviewReading): string[] {
  return [...reading.criteria]
    .filter(([, mention]) => mention.found)
    .map(([id]) => id)
    .sort();
}

/** What a markdown text says of an exercise of Hito 5; the languages are loaded. */
export function readText(exercise: string, text: string, about?: Prose['about']): ReviewReading {
  const source = sourceOf('answers.md', text);
  const document = languageOf('markdown')?.parse(source) as MarkdownDocument;
  return readReview(formOf(exercise), [{ source, blocks: document.blocks, ...(about ? { about } : {}) }]);
}
