import type { Block } from '../model/document.js';
import type { Prose } from '../model/submission.js';
import type { Source } from '../model/text.js';
import { nothingGiven } from './exam-code.js';
import type { ExamIndex } from './exam-index.js';
import { unfold } from './folds.js';
import { isOfOtherWork } from './foreign.js';
import { judgeCode, proseOfFence } from './gather.js';
import { flag, type Journal, noteAt } from './hand-in.js';
import { instructionIn } from './integrity.js';
import { labelledPages } from './labels.js';
import { knownSections, whyLayout, withoutQuestion } from './layout.js';
import { takeCards } from './loose-cards.js';
import { spokenFence } from './notation.js';
import { withNotes } from './notes.js';
import { type Patch, patchesIn } from './patches.js';
import { type Page, placeBlocks } from './place.js';
import { type Findings, noFindings, subtract } from './prose.js';
import type { Item, Reader, Sorted } from './reader.js';
import { textOf } from './rich.js';
import { byWords } from './sections.js';
import { spread } from './spread.js';
import { Shingles, sentencesOf, wordsOf } from './words.js';

/** Sorts the pages of one document (a file, or the cells of a notebook) by exercise: prose, code, cards; what is the exam's own goes. */
export function sortDocument(pages: readonly Page[], index: ExamIndex, journal: Journal): Sorted {
  const reader = makeReader(pages, index, journal);
  const { items } = reader;
  const patches = patchesIn(items, index);
  for (const [i, item] of items.entries())
    if (item.block.kind === 'code') judge(reader, item, labelBefore(items, i), patches.get(item));
  for (const item of items) if (item.block.kind !== 'code') readProse(reader, item);
  takeCards(reader);
  flagCopies(reader);
  return { prose: proseRuns(reader), code: reader.code };
}

function makeReader(pages: readonly Page[], index: ExamIndex, journal: Journal): Reader {
  const local = nothingGiven();
  const official = new Shingles();
  const open = pages.map((page) => ({
    ...page,
    blocks: unfold(page.blocks, page.source, index, journal, official).flatMap(
      (block) => spokenFence(block, page.source) ?? [block],
    ),
  }));
  const noted = open.map((page) => ({ ...page, blocks: withNotes(page.blocks) }));
  const placed = placeBlocks(labelledPages(noted, index.named), index);
  const items = spread(placed, index);
  return {
    items,
    index,
    journal,
    local,
    known: { prompts: [index.prompts, local.prompts], solutions: [index.solutions, official] },
    knownSections: knownSections(items, index),
    code: [],
    set: new Set(),
    printed: new Set(),
    copied: [],
    extra: [],
    pageExercise: new Map(pages.map((page) => [page.source, page.exercise])),
  };
}

/** Words right above a block: the paragraph, heading or item that it follows. */
function labelBefore(items: readonly Item[], i: number): string {
  const before = items[i - 1];
  const here = items[i];
  if (!before || !here || before.section !== here.section) return '';
  if (before.block.kind === 'code' || before.block.kind === 'table') return '';
  return textOf(before.block).slice(-300);
}

function judge(reader: Reader, item: Item, label: string, patch: Patch | undefined): void {
  const { block } = item;
  if (block.kind !== 'code') return;
  const { index, local, journal } = reader;
  if (patch?.partOf) {
    const whole = reader.code.find(
      ({ block: { start, page } }) => start === patch.partOf?.block.start && page === item.source,
    );
    const kind = whole ? `${whole.judged.kind.exercise}/${whole.judged.kind.kind.id}` : 'text';
    noteAt(journal, item.source, block.start, block.end, kind, 'a diff, taken together with the first one');
    return;
  }
  const at = {
    source: patch?.made ?? block.source,
    info: patch?.made ? languageIn(item.to[0], index) : block.info,
    made: patch?.made !== undefined,
    exercise: item.to.length === 1 ? item.to[0] : undefined,
    zone: item.zone,
    label,
    start: block.start,
    end: block.end,
    page: item.source,
    file: false,
  };
  const judged = judgeCode(at, index, local, reader.knownSections.has(item.section));
  if (judged.as === 'artefact') reader.code.push({ block: at, judged });
  else if (judged.as === 'exam') {
    reader.set.add(block.source);
    if (item.zone === 'prompt') reader.printed.add(item.section);
    noteAt(journal, item.source, block.start, block.end, 'exam text', judged.why);
  } else if (judged.as === 'text') readFence(reader, item, judged.why);
  else noteAt(journal, item.source, block.start, block.end, 'ignored', judged.why);
}

/** The language of an exercise's files, where they have but one. */
function languageIn(exercise: string | undefined, { kinds }: ExamIndex): string {
  const languages = new Set(kinds.flatMap((one) => (one.exercise === exercise ? one.kind.language : [])));
  const [only = ''] = languages;
  return languages.size === 1 ? only : '';
}

/** A fence that is no artefact: prose when it reads as such, else it is listed and has no effect. */
function readFence(reader: Reader, item: Item, why: string): void {
  const { block } = item;
  if (block.kind !== 'code') return;
  const blocks = proseOfFence(block.source, block.info);
  const findings = noFindings();
  const left = blocks.flatMap((one) => subtract(one, reader.known, findings) ?? []);
  report(reader, block.source, findings);
  const spoken = item.zone !== 'points' && item.zone !== 'prompt' && item.zone !== 'aside';
  if (left.length > 0 && spoken) {
    reader.extra.push({ exercise: item.to, prose: { source: block.source, blocks: left } });
    for (const exercise of item.to)
      noteAt(
        reader.journal,
        item.source,
        block.start,
        block.end,
        `${exercise}/prose`,
        'a fenced block that holds text',
      );
  } else if (spoken && findings.removed === 0) {
    item.left = block;
    noteAt(reader.journal, item.source, block.start, block.end, 'text', why);
  } else noteAt(reader.journal, item.source, block.start, block.end, 'exam text', why);
}

function readProse(reader: Reader, item: Item): void {
  const { block, source } = item;
  const layout = whyLayout(reader, item);
  if (layout !== undefined) {
    skip(reader, item, layout);
    return;
  }
  const findings = noFindings();
  const asked = withoutQuestion(block, reader, item);
  const left = asked && subtract(asked, reader.known, findings);
  report(reader, source, findings);
  if (left === undefined || findings.removed > 0 || asked !== block)
    noteAt(reader.journal, source, block.start, block.end, 'exam text', left ? 'part of it' : undefined);
  item.left = left;
}

function skip(reader: Reader, item: Item, why: string): void {
  noteAt(reader.journal, item.source, item.block.start, item.block.end, 'exam text', why);
  if (item.block.kind === 'table' || item.block.kind === 'heading') return;
  for (const { start, end } of sentencesOf(textOf(item.block))) {
    const sentence = textOf(item.block).slice(start, end);
    if (instructionIn(sentence))
      flag(
        reader.journal,
        'instruction-to-grader',
        'a sentence speaks to the grader; it has no effect',
        item.source,
        item.block.start,
        item.block.end,
      );
  }
}

function report(reader: Reader, source: Source, findings: Findings): void {
  for (const { start, end } of findings.instructions) {
    flag(
      reader.journal,
      'instruction-to-grader',
      'a sentence speaks to the grader; it has no effect',
      source,
      start,
      end,
    );
    noteAt(reader.journal, source, start, end, 'ignored', 'it speaks to the grader');
  }
  for (const { start, end } of findings.copied) reader.copied.push({ source, start, end });
}

// Two remedies of five words may be the same by nature; two dozen words are not.
const COPIED_WORDS = 24;

/** Two passages or more in the official solution's very words: told once, with the first as evidence. */
function flagCopies({ copied, journal }: Reader): void {
  const [first] = copied;
  const words = copied.reduce((sum, { source, start, end }) => sum + wordsOf(source.text.slice(start, end)).length, 0);
  if (!first || copied.length < 2 || words < COPIED_WORDS) return;
  flag(
    journal,
    'copy-of-solution',
    `${copied.length} passages repeat the official solution word for word`,
    first.source,
    first.start,
    first.end,
  );
}

/** What is left, as runs of neighbouring blocks of one exercise and one page. */
function proseRuns(reader: Reader): Sorted['prose'] {
  const runs: { exercise: string; source: Source; blocks: Block[]; start: number; end: number }[] = [];
  for (const item of reader.items) {
    const { left } = item;
    if (!left) continue;
    for (const exercise of item.to) {
      const last = runs.findLast((run) => run.exercise === exercise);
      if (last && last.source === item.source) {
        last.blocks.push(left);
        last.end = item.block.end;
      } else runs.push({ exercise, source: item.source, blocks: [left], start: item.block.start, end: item.block.end });
    }
  }
  const spoken = runs.filter((run) =>
    run.blocks.some((block) => block.kind !== 'heading' || !isBareTitle(block, reader)),
  );
  for (const run of spoken) noteAt(reader.journal, run.source, run.start, run.end, `${run.exercise}/prose`);
  const loose = isLoose(reader);
  const extra = reader.extra.flatMap(({ exercise, prose }) =>
    exercise.map((id) => ({ exercise: id, prose: loose ? { ...prose, loose } : prose })),
  );
  const foreign = isOfOtherWork(reader.items, reader.index);
  const about = (exercise: string, source: Source): Pick<Prose, 'about' | 'foreign' | 'loose'> => {
    const said = saidOf(exercise, source, reader);
    return {
      ...(said.length > 0 ? { about: said } : {}),
      ...(foreign ? { foreign } : {}),
      ...(loose ? { loose } : {}),
    };
  };
  return [
    ...spoken.map(({ exercise, source, blocks }) => ({
      exercise,
      prose: { source, blocks, ...about(exercise, source), ...aheadOf(reader, source) },
    })),
    ...extra,
  ];
}

/** No heading, label or file name says of which exercise anything speaks. */
const isLoose = ({ items, index }: Reader): boolean =>
  index.named.length > 1 && items.every((item) => item.exercise === undefined && item.zone === 'open');

/** What cells of a notebook say before the first exercise, where a run of prose is of another cell. */
function aheadOf({ items }: Reader, source: Source): Pick<Prose, 'ahead'> {
  const ahead = items.filter((item) => item.zone === 'aside' && item.to.length === 0 && item.source !== source);
  const text = ahead.map((item) => item.source.text.slice(item.block.start, item.block.end)).join('\n');
  return text.trim() === '' ? {} : { ahead: text.slice(0, 4000) };
}

/** The student's own words about the whole: what stands before the first exercise, and what the exercise's heading says besides. */
function saidOf(exercise: string, source: Source, { items, index }: Reader): NonNullable<Prose['about']>[number][] {
  return items.flatMap((item) => {
    const { block, zone, layout, to } = item;
    const ahead = zone === 'aside' && to.length === 0 && block.kind !== 'table';
    const title = layout === 'title' || (layout === 'exercise' && to.includes(exercise));
    if (item.source !== source || block.kind === 'code' || !(ahead || title)) return [];
    const text = textOf(block);
    return index.prompts.coverage(text) < 0.8 ? [{ text, heading: block.kind === 'heading' }] : [];
  });
}

/** A heading that names an exercise or a file and says nothing of it. */
const isBareTitle = (block: Block, reader: Reader): boolean =>
  block.kind === 'heading' &&
  byWords(block.text.text, reader.index.named) !== undefined &&
  wordsOf(block.text.text).length <= 4;
