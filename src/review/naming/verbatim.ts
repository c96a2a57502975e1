import { fold } from '../text/normalise.js';
import type { ExampleBook } from './examples.js';

const TICKED = /[✅✔☑👍👌🆗]/u;

interface Written {
  readonly defect: string;
  readonly words: readonly string[];
  readonly against: boolean;
}

const memo = new WeakMap<ExampleBook, ReadonlyMap<number, readonly Written[]>>();

/** The defects of which a text is an example, word for word, but for articles, signs, accents and a slip in a long word. */
export function saidVerbatim(book: ExampleBook, text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  // «Metrics» alone is a title, and a tick says that it is there.
  if (words.length < 2 || TICKED.test(text)) return new Set();
  const said = (byLength(book).get(words.length) ?? []).filter((one) => isSame(one.words, words));
  const against = new Set(said.flatMap((one) => (one.against ? [one.defect] : [])));
  return new Set(said.flatMap((one) => (one.against || against.has(one.defect) ? [] : [one.defect])));
}

/** Examples by how many words they have. */
function byLength(book: ExampleBook): ReadonlyMap<number, readonly Written[]> {
  const known = memo.get(book);
  if (known) return known;
  const made = new Map<number, Written[]>();
  for (const { defect, text, against } of book.examples) {
    const words = wordsOf(text);
    if (words.length === 0) continue;
    const some = made.get(words.length);
    const one = { defect, words, against };
    if (some) some.push(one);
    else made.set(words.length, [one]);
  }
  memo.set(book, made);
  return made;
}

const ARTICLES = new Set(['a', 'an', 'the', 'el', 'la', 'los', 'las', 'un', 'una']);

const wordsOf = (text: string): string[] =>
  (text.slice(0, LONGEST).match(/[\p{L}\p{N}]+/gu) ?? []).map(fold).filter((word) => !ARTICLES.has(word));

/** No example is longer. */
const LONGEST = 600;

function isSame(one: readonly string[], other: readonly string[]): boolean {
  let slips = 0;
  for (const [i, word] of one.entries()) {
    const written = other[i]!;
    if (word === written) continue;
    if (word.length < SLIPS_FROM || !isSlip(word, written) || ++slips > 1) return false;
  }
  return true;
}

/** In a shorter word another letter makes another word: `test`, `text`. */
const SLIPS_FROM = 6;

/** One letter more, less or other, or two that changed places. */
function isSlip(one: string, other: string): boolean {
  if (/\d/.test(one) || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.length, other.length];
  while (a > start && b > start && one[a - 1] === other[b - 1]) {
    a--;
    b--;
  }
  const [left, right] = [one.slice(start, a), other.slice(start, b)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === `${right[1]}${right[0]}`);
}
