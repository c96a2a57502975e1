import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Rubric } from '../../src/model/rubric.js';
import { type CompiledReview, compileReview } from '../../src/review/index.js';
import { loadTopics } from '../../src/rubric/load.js';
import { namesIn, readRow, reviewKeys, sharedLexicon } from './forms-of-hito-5.js';

/** A defect of an exam that the lexicon was not written for, and what students may say of it. */
interface UnseenDefect {
  readonly id: string;
  readonly title: { readonly es: string; readonly en: string };
  readonly mentions: unknown[];
  readonly fix: unknown[];
  readonly examples: string[];
  readonly named: string[];
  readonly consequence: string[];
  readonly fine: string[];
}

interface UnseenExam {
  readonly concepts: Record<string, string[]>;
  readonly defects: UnseenDefect[];
  readonly unrelated: string[];
}

export type Kind = 'example' | 'named' | 'consequence' | 'fine' | 'unrelated';

export interface UnseenRow {
  readonly exam: string;
  readonly kind: Kind;
  readonly text: string;
  /** The defect that must be named; of `fine`, the one that must not. */
  readonly id: string;
}

const folder = new URL('unseen/', import.meta.url);
const words = loadTopics();
const topics = () => words;
const forms = new Map<string, CompiledReview>();

/** All remarks of the folder `unseen/`. */
export function unseenRows(): UnseenRow[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const exam = parse(readFileSync(new URL(file, folder), 'utf8')) as UnseenExam;
      forms.set(file, formOf(exam));
      const row = (kind: Kind, id: string) => (text: string) => ({ exam: file, kind, id, text });
      return [
        ...exam.defects.flatMap((one) => [
          ...one.examples.map(row('example', one.id)),
          ...one.named.map(row('named', one.id)),
          ...one.consequence.map(row('consequence', one.id)),
          ...one.fine.map(row('fine', one.id)),
        ]),
        ...exam.unrelated.map(row('unrelated', '')),
      ];
    });
}

/** The defects that a row names. */
export const namedBy = (one: UnseenRow): string[] => namesIn(readRow(forms.get(one.exam)!, { text: one.text }));

function formOf(exam: UnseenExam): CompiledReview {
  const keys = reviewKeys({
    criteria: exam.defects.map(({ id, title, mentions, fix, examples }) => ({
      id,
      title,
      mentions,
      examples,
      fix: { any: fix },
    })),
  });
  const review: Rubric['review'] = { ...keys.review, concepts: exam.concepts };
  return compileReview({ ...keys, review }, sharedLexicon, topics);
}
