import { joinedRich, labelledRich, sliceRich, trimRich } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import { sentencesOf } from './words.js';

type Paragraph = Extract<Block, { kind: 'paragraph' }>;
type Item = Extract<Block, { kind: 'item' }>;

/** Blocks in which each sentence has the footnotes that it refers to as what is answered to it; notes without a place stay where they are. */
export function withNotes(blocks: readonly Block[]): readonly Block[] {
  const notes = new Map<string, RichText>();
  for (const block of blocks)
    if (block.kind === 'paragraph') for (const { label, text } of notesIn(block)) notes.set(label, text);
  if (notes.size === 0) return blocks;
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'item') return [itemWith(block, notes)];
    if (block.kind !== 'paragraph') return [block];
    return notesIn(block).length > 0 ? [] : sentencesWith(block, notes);
  });
}

/** "[^1]: …" at the start of each line; lines below that open no note go on with theirs. */
function notesIn({ text }: Paragraph): { label: string; text: RichText }[] {
  if (!/^\[\^[^\]\s]{1,40}\]:/.test(text.text)) return [];
  const marks = Array.from(text.text.matchAll(/(?<=^|\n)\[\^([^\]\s]{1,40})\]:\s*/g));
  return marks.map(({ 0: mark, 1: label, index }, i) => ({
    label: label!,
    text: trimRich(sliceRich(text, index + mark.length, marks[i + 1]?.index ?? text.text.length)),
  }));
}

const REFERENCE = /\s?\[\^([^\]\s[]{1,40})\]/g;

const referredIn = (text: string, notes: ReadonlyMap<string, RichText>): RichText[] =>
  Array.from(text.matchAll(REFERENCE)).flatMap(([, label]) => notes.get(label!) ?? []);

function sentencesWith(block: Paragraph, notes: ReadonlyMap<string, RichText>): readonly Block[] {
  const { text } = block;
  if (referredIn(text.text, notes).length === 0) return [block];
  return sentencesOf(text.text).map(({ start, end }): Block => {
    const own = trimRich(sliceRich(text, start, end));
    const said = withoutReferences(own);
    const place = { start: own.offsets[0] ?? block.start, end: own.offsets.at(-1) ?? block.end };
    const found = referredIn(own.text, notes);
    if (found.length === 0) return { kind: 'paragraph', text: said, ...place };
    return { kind: 'item', depth: 0, ordered: false, text: said, children: [answerOf(found)], ...place };
  });
}

function itemWith(block: Item, notes: ReadonlyMap<string, RichText>): Block {
  const found = referredIn(block.text.text, notes);
  if (found.length === 0) return block;
  return { ...block, text: withoutReferences(block.text), children: [...block.children, answerOf(found)] };
}

/** What is told elsewhere of a point, as it would stand under it. */
export function answerOf(parts: readonly RichText[]): Item {
  const text = labelledRich('Fix: ', joinedRich(parts, ' '));
  const place = { start: text.offsets[0] ?? 0, end: text.offsets.at(-1) ?? 0 };
  return { kind: 'item', depth: 1, ordered: false, text, children: [], ...place };
}

/** What stands on both sides of a reference goes on without a break. */
function withoutReferences(text: RichText): RichText {
  const marks = Array.from(text.text.matchAll(REFERENCE));
  const ends = [...marks.map(({ index }) => index), text.text.length];
  const starts = [0, ...marks.map((mark) => mark.index + mark[0].length)];
  return joinedRich(
    starts.map((from, i) => sliceRich(text, from, ends[i]!)),
    '',
  );
}
