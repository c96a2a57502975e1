import type { ExamIndex } from './exam-index.js';
import type { Item } from './reader.js';
import { textOf } from './rich.js';
import { wordsOf } from './words.js';

/**
 * Whether the answers of one page were written for other work: what its exercises are headed by is nothing of this exam ("Ejercicio 1:
 * pago del carrito"), and hardly a name of the given code stands anywhere in it. Either alone is honest: who paraphrases a title, who
 * writes without a word of code.
 */
export function isOfOtherWork(items: readonly Item[], index: ExamIndex): boolean {
  const titles = items.flatMap(({ block, layout }) =>
    block.kind === 'heading' && layout === 'exercise' ? [subjectOf(textOf(block))] : [],
  );
  // "Ejercicio 1: mis hallazgos", "Ejercicio 2: mis hallazgos": what several titles say is no subject.
  const often = (word: string): boolean => titles.filter((words) => words.includes(word)).length > 1;
  const told = titles.map((words) => words.filter((word) => !often(word))).filter((words) => words.length > 0);
  const known = examWords(index);
  const foreign = told.filter((words) => !words.some((word) => known.all.has(word)));
  if (foreign.length < FEWEST || foreign.length * 4 < told.length * 3) return false;
  const said = new Set(items.flatMap(({ block }) => wordsOf(textOf(block)).flatMap((word) => word.split('_'))));
  return [...said].filter((word) => known.code.has(word)).length <= FAMILIAR;
}

/** Exercises that are headed by a subject of their own. */
const FEWEST = 3;
/** Words of the given code that any text on software may share. */
const FAMILIAR = 3;

/** What a heading says besides its number. */
const subjectOf = (heading: string): string[] =>
  wordsOf(heading).filter((word) => word.length > 3 && !/^\d/.test(word));

interface ExamWords {
  readonly all: ReadonlySet<string>;
  /** Parts of the names in the given code. */
  readonly code: ReadonlySet<string>;
}

const memo = new WeakMap<ExamIndex, ExamWords>();

function examWords(index: ExamIndex): ExamWords {
  const found = memo.get(index);
  if (found) return found;
  const texts = [...index.exercises.values()].flatMap(({ texts }) => texts);
  const parts = texts
    .flatMap((text) => wordsOf(text.replace(/(?<=[a-z])(?=[A-Z])/g, '_')))
    .flatMap((word) => word.split('_'));
  const all = new Set(index.exam.given.flatMap(({ text }) => wordsOf(text)));
  const words = { all, code: new Set(parts.filter((word) => word.length >= 4)) };
  memo.set(index, words);
  return words;
}
