import type { Block } from '../../model/document.js';
import type { Prose } from '../../model/submission.js';
import type { Documents } from '../check.js';
import {
  inExercise,
  inlineLabels,
  isAsked,
  type Label,
  labelsOf,
  type Wanted,
  wantedOf,
  withoutStray,
} from './labels.js';
import { type Line, linesOf, type Passage, passage, raw } from './passage.js';
import { plain } from './plain.js';
import { cellsOf } from './rows.js';
import { spokenLabels } from './spoken.js';

/** The answer to a question, where it was found; `doubt` where that takes a guess. */
export interface Place {
  readonly passage: Passage;
  readonly doubt?: string;
}

/** An answer with its lines and the labels that stand in it, in the exam's own words too. */
interface Page extends Prose {
  readonly lines: readonly Line[];
  readonly labels: readonly Label[];
  readonly headings: readonly { readonly at: number; readonly level: number }[];
  readonly end: number;
}

/** All that was said, one passage for each document. */
export const wholeOf = (documents: Documents): Place[] =>
  pagesOf(documents).map((page) => ({ passage: passage(page.source, page.lines, 0, page.end) }));

/** What answers a question: in the row that asks it, after its number or letter, after its words; else, doubtfully, by its place among the others. */
export function placeOf(documents: Documents, question: string): Place | undefined {
  const pages = pagesOf(documents);
  const wanted = wantedOf(question);
  const words = plain(question);
  for (const page of pages) {
    const cells = cellsOf(page, words, wanted);
    if (cells) return { passage: cells };
    const found = wanted ? labelled(page, wanted) : asked(page, words);
    if (found) return { passage: found };
  }
  return wanted && byPosition(pages, wanted);
}

const pagesOf = (documents: Documents): readonly Page[] =>
  documents.derive('answer pages', () => documents.prose.map(pageOf));

function pageOf(prose: Prose): Page {
  const { source, blocks } = prose;
  const { text } = source;
  const first = blocks[0]?.start ?? 0;
  const end = blocks.at(-1)?.end ?? 0;
  // A question that is the exam's own was taken out; its label stands in the source, between the heading above and the first words of the student.
  const above = text.lastIndexOf('\n#', first);
  const start = Math.max(0, above < 0 ? 0 : above + 1, first - MOST_ABOVE);
  const labels: Label[] = [];
  const headings: { at: number; level: number }[] = [];
  const fences = fencesIn(blocks);
  let isCode = false;
  for (const line of raw(source, source.text.lastIndexOf('\n', start - 1) + 1, end)) {
    const at = line.offsets[0] ?? 0;
    if (/^\s*(?:```|~~~)/.test(line.text)) isCode = !isCode;
    if ((isCode && !fences.some(([from, to]) => from <= at && at < to)) || /^\s*\|/.test(line.text)) continue;
    const own = labelsOf(line.text, at);
    const level = /^ {0,3}(#{1,6})\s/.exec(line.text)?.[1]?.length;
    labels.push(...own);
    if (own.length === 0 && level) headings.push({ at, level });
    const inline = inlineLabels(line.text, at, labels.at(-1));
    labels.push(...(inline.length > 0 ? inline : spokenLabels(line.text, at, labels.at(-1))));
  }
  const kept = withoutStray(labels);
  const isDotted = kept.length > 1 && kept.every(({ number }) => number?.includes('.'));
  return { ...prose, lines: linesOf(prose), labels: isDotted ? kept.map(inExercise) : kept, headings, end };
}

const MOST_ABOVE = 5000;

const fencesIn = (blocks: readonly Block[]): (readonly [number, number])[] =>
  blocks.flatMap((block) => (block.kind === 'code' ? [[block.start, block.end] as const] : []));

/** The first label of the question that something follows: labels of the look that comes first are the questions'. */
function labelled(page: Page, wanted: Wanted, from = 0, to = page.end): Passage | undefined {
  const labels = page.labels.filter(({ at }) => at >= from && at < to);
  const looks = [...new Set(labels.filter((one) => one.look !== 'bare').map((one) => one.look)), 'bare'];
  for (const look of looks)
    for (const label of labels) {
      if (label.look !== look || !isAsked(label, wanted)) continue;
      const found = passage(page.source, page.lines, label.body, endOf(label, labels, page, to));
      const answer = withoutQuestion(found);
      if (answer.text.trim() !== '') return answer;
    }
  const { number, letter } = wanted;
  if (number === undefined || letter === undefined) return undefined;
  // `2b` may be the `b)` below `2.`
  const outer = labels.find((label) => isAsked(label, { number, letter: undefined }));
  return outer && labelled(page, { number: undefined, letter }, outer.body, endOf(outer, labels, page, to));
}

function endOf(label: Label, labels: readonly Label[], { headings }: Page, to: number): number {
  const after = labels.filter((one) => one.at >= label.body);
  const isLetter = label.letter !== undefined;
  const ends = (one: Label): boolean => {
    if (one.heading > 0) return label.heading === 0 || one.heading <= label.heading;
    if (label.heading > 0 || one.indent > label.indent + 1 || (one.letter !== undefined) !== isLetter) return false;
    return (
      isLetter ||
      one.look === label.look ||
      (isNext(one, label) && !after.some((other) => isNext(other, label) && other.look === label.look))
    );
  };
  const nextLabel = after.find(ends)?.at ?? to;
  const nextHeading = headings.find(
    ({ at, level }) => at >= label.body && (label.heading === 0 || level <= label.heading),
  );
  return Math.min(nextLabel, nextHeading?.at ?? to, to);
}

const isNext = (one: Label, label: Label): boolean => Number(one.number) === Number(label.number) + 1;

/** A question that is repeated before its answer: «Which one? A single file». */
function withoutQuestion(found: Passage): Passage {
  const mark = /\?[*_]{0,2}(?:\s|$)/.exec(found.text.slice(0, 400));
  if (!mark || found.text.slice(mark.index + 1).trim() === '' || !ASKS.test(found.text.slice(0, mark.index)))
    return found;
  const cut = mark.index + 1;
  return { ...found, text: found.text.slice(cut), offsets: found.offsets.slice(cut) };
}

/** One sentence that asks, and no answer before it: «No. Why? …» is the student's own. */
const ASKS = /^[^.!\n]{12,}$/;

/** After the words of the question: what stands beside them, or what follows until the next heading or question. */
function asked(page: Page, words: string): Passage | undefined {
  for (const line of raw(page.source, 0, page.end)) {
    const start = line.offsets[0] ?? 0;
    if (
      !plain(line.text).startsWith(words) &&
      !plain(line.text.replace(/^\W*(?:\w{1,3}[.)]|\w+ \d+\W)\s*/, '')).startsWith(words)
    )
      continue;
    const heading = /^ {0,3}(#{1,6})\s/.exec(line.text)?.[1]?.length ?? 0;
    const mark = /[?:](?:\s|[*_]|$)/.exec(line.text);
    const body = heading > 0 ? start + line.text.length : start + (mark ? mark.index + 1 : 0);
    const until =
      page.headings.find(({ at, level }) => at >= body && (heading === 0 || level <= heading))?.at ?? page.end;
    const label = page.labels.find(({ at }) => at === start);
    const found = passage(
      page.source,
      page.lines,
      body,
      label ? Math.min(until, endOf(label, page.labels, page, page.end)) : until,
    );
    const own = label || heading > 0 ? found : upToQuestion(found);
    if (own.text.trim() !== '') return own;
  }
  return undefined;
}

/** A passage without the next line that asks something. */
function upToQuestion(found: Passage): Passage {
  const mark = /\n[^\n]{3,400}\?[*_ ]*(?=\n|$)/.exec(found.text);
  return mark
    ? { ...found, text: found.text.slice(0, mark.index), offsets: found.offsets.slice(0, mark.index + 1) }
    : found;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

/** Letters where the exam has numbers, numbers where it has letters, or none at all: answers in the order of the questions. */
function byPosition(pages: readonly Page[], wanted: Wanted): Place | undefined {
  const { number, letter } = wanted;
  if (number !== undefined && letter !== undefined) return undefined;
  const nth = letter === undefined ? Number(number) : ALPHABET.indexOf(letter) + 1;
  const labels = pages.flatMap((page) => page.labels);
  const isOwn = (one: Label): boolean => (letter === undefined ? one.number !== undefined : one.letter !== undefined);
  if (labels.some(isOwn)) return undefined;
  const other: Wanted =
    letter === undefined
      ? { number: undefined, letter: ALPHABET[nth - 1] }
      : { number: String(nth), letter: undefined };
  for (const page of pages) {
    const found = labels.length > 0 ? labelled(page, other) : nthLine(page, nth);
    if (found)
      return { passage: found, doubt: 'the answers do not bear the labels of their questions: read in their order' };
  }
  return undefined;
}

/** The n-th paragraph, item or line of an answer that has several. */
function nthLine(page: Page, nth: number): Passage | undefined {
  const parts = page.blocks.filter(
    (block) => block.kind === 'paragraph' || (block.kind === 'item' && block.depth === 0),
  );
  const lines =
    parts.length > 1
      ? parts.map(({ start, end }) => [start, end] as const)
      : page.lines.map(({ offsets }) => [offsets[0] ?? 0, (offsets.at(-1) ?? 0) + 1] as const);
  const at = lines.length > 1 ? lines[nth - 1] : undefined;
  return at && passage(page.source, page.lines, at[0], at[1]);
}
