import { joinedRich, labelledRich, sliceRich, trimRich } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import { sentencesOf } from './words.js';

type Paragraph = Extract<Block, { kind: 'paragraph' }>;
type Item = Extract<Block, { kind: 'item' }>;

/** Blocks in which each sentence has the footnotes that it refers to as what is answered to it; notes without a place stay where they are. */
export function withNotes(blocks: readonly Block[]): readonly Block[] {
  const notes = blocks.flatMap((block, at) => (block.kind === 'paragraph' ? notesIn(block, at) : []));
  if (notes.length === 0) return blocks;
  return blocks.flatMap((block, at): readonly Block[] => {
    if (block.kind !== 'item' && block.kind !== 'paragraph') return [block];
    if (notes.some((note) => note.at === at)) return [];
    // Who counts from one again in each exercise means the notes that come next.
    const find = (label: string): RichText | undefined => {
      const own = notes.filter((note) => note.label === label);
      return (own.find((note) => note.at > at) ?? own.at(-1))?.text;
    };
    return block.kind === 'item' ? [itemWith(block, find)] : sentencesWith(block, find);
  });
}

interface Note {
  readonly at: number;
  readonly label: string;
  readonly text: RichText;
}

type Find = (label: string) => RichText | undefined;

/** "[^1]: …" at the start of each line; lines below that open no note go on with theirs. */
function notesIn({ text }: Paragraph, at: number): Note[] {
  if (!/^\[\^[^\]\s]{1,40}\]:/.test(text.text)) return [];
  const marks = Array.from(text.text.matchAll(/(?<=^|\n)\[\^([^\]\s]{1,40})\]:\s*/g));
  return marks.map(({ 0: mark, 1: label, index }, i) => ({
    at,
    label: label!,
    text: trimRich(sliceRich(text, index + mark.length, marks[i + 1]?.index ?? text.text.length)),
  }));
}

const REFERENCE = /\s?\[\^([^\]\s[]{1,40})\]/g;

const referredIn = (text: string, find: Find): RichText[] =>
  Array.from(text.matchAll(REFERENCE)).flatMap(([, label]) => find(label!) ?? []);

function sentencesWith(block: Paragraph, find: Find): readonly Block[] {
  const { text } = block;
  if (referredIn(text.text, find).length === 0) return [block];
  return sentencesOf(text.text).map(({ start, end }): Block => {
    const own = trimRich(sliceRich(text, start, end));
    const said = withoutReferences(own);
    const place = { start: own.offsets[0] ?? block.start, end: own.offsets.at(-1) ?? block.end };
    const found = referredIn(own.text, find);
    if (found.length === 0) return { kind: 'paragraph', text: said, ...place };
    return { kind: 'item', depth: 0, ordered: false, text: said, children: [answerOf(found)], ...place };
  });
}

function itemWith(block: Item, find: Find): Block {
  const found = referredIn(block.text.text, find);
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
