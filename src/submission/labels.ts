import { labelledRich, sliceRich, trimRich } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import { codeBlocks } from './code-sections.js';
import type { Page } from './place.js';
import { isTitleOnly, type NamedExercise, type Naming, nameOf, orderOf, questionsIn } from './sections.js';
import { wordsOf } from './words.js';

type Paragraph = Extract<Block, { kind: 'paragraph' }>;
type Item = Extract<Block, { kind: 'item' }>;

/**
 * Pages with the labels of exercises on their own: a line `Exercise 2` within a paragraph, items of a list that only count or title the
 * exercises, `Ejercicio 2: there is no …` where no heading names an exercise, and comments that head parts of one block of code.
 */
export function labelledPages(pages: readonly Page[], named: readonly NamedExercise[]): readonly Page[] {
  const names = namesIn(pages, named);
  /** "> Ejercicio 1" */
  const outOfQuote = (block: Block): Block => {
    const [only, ...more] = block.kind === 'quote' ? block.children : [];
    return only?.kind === 'paragraph' && more.length === 0 && titles(only.text.text, names) ? only : block;
  };
  const own = withItemLabels(pages, names).map((page) => ({
    ...page,
    blocks: page.blocks
      .map(outOfQuote)
      .flatMap((block) => (block.kind === 'paragraph' ? lineLabels(block, names) : [block])),
  }));
  const blocks = own.flatMap((page) => page.blocks);
  const labelled = new Set(blocks.flatMap((block) => labelOf(block, names) ?? []));
  const inline = new Set(blocks.flatMap((block) => (block.kind === 'paragraph' ? inlineNames(block, names) : [])));
  if (labelled.size > 0)
    return [...inline].every((id) => labelled.has(id)) ? own : withInlineLabels(own, names, labelled);
  const cells = pages.length > 1 ? 1 : 2;
  // One label alone may be a reference, unless the hand-in begins with it.
  const [first] = blocks;
  const isLabelled = inline.size > 1 || (first?.kind === 'paragraph' && inlineAt(first.text.text, names) > 0);
  return own.map((page) => ({
    ...page,
    blocks: page.blocks.flatMap((block) => {
      if (block.kind === 'code') return codeBlocks(block, named, cells);
      return block.kind === 'paragraph' && isLabelled ? inlineLabels(block, names) : [block];
    }),
  }));
}

/** The exercises, and the one that a line names; a question of an exercise is none. */
interface Names {
  readonly named: readonly NamedExercise[];
  of(line: string): Naming | undefined;
}

function namesIn(pages: readonly Page[], named: readonly NamedExercise[]): Names {
  const lines = pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'heading' || block.kind === 'paragraph' ? block.text.text.split('\n') : [],
    ),
  );
  const isQuestion = questionsIn(lines);
  return { named, of: (line) => (isQuestion(line) ? undefined : nameOf(line, named)) };
}

/** "**Ejercicio 2.** See the file." is a line of its own, "**Ejercicio 4.** There is no …" among them is none: both are labels. */
function withInlineLabels(pages: readonly Page[], names: Names, labelled: ReadonlySet<string>): readonly Page[] {
  const isOpen = (block: Paragraph): boolean => inlineNames(block, names).some((id) => !labelled.has(id));
  const cut = (block: Block): readonly Block[] =>
    block.kind === 'paragraph' && isOpen(block) ? inlineLabels(block, names) : [block];
  return pages.map((page) => ({ ...page, blocks: page.blocks.flatMap(cut) }));
}

/** `1)`, `2. MLflow` or `- Ejercicio 3` as items with the answer below them: headings, in all but their markup. */
function withItemLabels(pages: readonly Page[], names: Names): readonly Page[] {
  const labels = new Map<Block, Block>();
  const numbers: number[] = [];
  for (const { source, blocks } of pages)
    for (const block of blocks) {
      if (block.kind === 'heading' && names.of(block.text.text)) return pages;
      if (block.kind !== 'item' || block.depth > 0) continue;
      const number = block.ordered
        ? Number(/^\s*(\d{1,2})[.)]/.exec(source.text.slice(block.start, block.start + 12))?.[1])
        : 0;
      if (!isItemLabel(block, names, number)) continue;
      const text = titleOf(block, number);
      labels.set(block, { kind: 'heading', level: 6, text, start: block.start, end: block.start + text.text.length });
      numbers.push(number || orderOf(block.text.text));
    }
  const counts =
    numbers.length > 1 && numbers.every((number, i) => number > (numbers[i - 1] ?? 0) && number <= names.named.length);
  if (!counts) return pages;
  const lifted = (block: Block): readonly Block[] => {
    const label = labels.get(block);
    return label && block.kind === 'item' ? [label, ...block.children] : [block];
  };
  return pages.map((page) => ({ ...page, blocks: page.blocks.flatMap(lifted) }));
}

function isItemLabel({ text: { text }, children }: Item, names: Names, number: number): boolean {
  if (number > 0 && text === '') return true;
  if (titles(text, names)) return true;
  const naming = number > 0 && children.length > 0 ? names.of(`${number}. ${text}`) : undefined;
  return naming !== undefined && isTitleOnly(naming, names.named) && wordsOf(text).length <= 6;
}

const titleOf = ({ text }: Item, number: number): RichText => (number > 0 ? labelledRich(`${number}. `, text) : text);

/** The exercise that a heading, or a line of its own, names by its number. */
function labelOf(block: Block, names: Names): string | undefined {
  if (block.kind !== 'heading' && block.kind !== 'paragraph') return undefined;
  const { text } = block.text;
  if (block.kind === 'paragraph' && (text.includes('\n') || !titles(text, names))) return undefined;
  const naming = names.of(text);
  return naming?.by === 'number' ? naming.exercise : undefined;
}

function titles(line: string, names: Names): boolean {
  if (line.length > 90) return false;
  const naming = names.of(line);
  return naming?.by === 'number' && isTitleOnly(naming, names.named);
}

function lineLabels(block: Paragraph, names: Names): readonly Block[] {
  const { text } = block.text;
  if (!text.includes('\n')) return [block];
  const cuts: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (titles(line, names)) cuts.push(at, at + line.length);
    at += line.length + 1;
  }
  return cutAt(block, cuts);
}

const INLINE =
  /^[^\p{L}\p{N}\n]*(?:e[jx]c?er[cs][a-z]{1,6}|ejerc|ejer|ej|exer|ex|pregunta|preg|question|q)[\s._#-]*(?:n[º°o.]*)?\s*\d{1,2}\W{0,3}(?:\([^()\n]{1,40}\)\s*)?[:.)\-–—]+/iu;

/** "**Ejercicio 2, el servicio.** …": a title in few words, up to its full stop. */
const WITH_TITLE = /^[^\p{L}\p{N}\n]*(?:ejercicio|exercise)[\s#]*\d{1,2}, [^\n.:;,]{2,40}[.:]/iu;

/** "Del logging (ejercicio 2). …": the number stands after the words of the title. */
const AFTER_TITLE = /^[^\n.:;,]{1,60}\(\s*(?:ejercicio|exercise|ej|ex)[\s.#]*\d{1,2}\s*\)[.:)*\s–—-]*/iu;

const inlineAt = (line: string, names: Names): number => {
  const label = (INLINE.exec(line) ?? WITH_TITLE.exec(line) ?? AFTER_TITLE.exec(line))?.[0];
  return label !== undefined && names.of(label)?.by === 'number' ? label.length : 0;
};

const inlineNames = (block: Paragraph, names: Names): string[] =>
  block.text.text.split('\n').flatMap((line) => {
    const label = inlineAt(line, names);
    // A title may go on behind the number, or end with it.
    const naming = names.of(line.slice(0, Math.max(60, label))) ?? names.of(line.slice(0, label));
    return label > 0 ? (naming?.exercise ?? []) : [];
  });

function inlineLabels(block: Paragraph, names: Names): readonly Block[] {
  const cuts: number[] = [];
  let at = 0;
  for (const line of block.text.text.split('\n')) {
    const label = inlineAt(line, names);
    if (label > 0) cuts.push(at, at + label);
    at += line.length + 1;
  }
  return cutAt(block, cuts);
}

function cutAt(block: Paragraph, cuts: readonly number[]): readonly Block[] {
  if (cuts.length === 0) return [block];
  const places = [0, ...cuts, block.text.text.length];
  return places.slice(1).flatMap((to, i): Block[] => {
    const text = trimRich(sliceRich(block.text, places[i] ?? 0, to));
    if (text.text === '') return [];
    return [{ ...block, text, start: text.offsets[0] ?? block.start, end: text.offsets.at(-1) ?? block.end }];
  });
}
