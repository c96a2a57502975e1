import { sliceRich, trimRich } from '../languages/markdown/index.js';
import type { Block } from '../model/document.js';
import { codeBlocks } from './code-sections.js';
import type { Page } from './place.js';
import { isTitleOnly, type NamedExercise, nameOf } from './sections.js';

type Paragraph = Extract<Block, { kind: 'paragraph' }>;

/**
 * Pages with the labels of exercises on their own: a line `Exercise 2` within a paragraph, `Ejercicio 2: there is no …` where no heading
 * names an exercise, and comments that head parts of one block of code.
 */
export function labelledPages(pages: readonly Page[], named: readonly NamedExercise[]): readonly Page[] {
  const own = pages.map((page) => ({
    ...page,
    blocks: page.blocks.flatMap((block) => (block.kind === 'paragraph' ? lineLabels(block, named) : [block])),
  }));
  const blocks = own.flatMap((page) => page.blocks);
  if (blocks.some((block) => isLabel(block, named))) return own;
  const inline = new Set(blocks.flatMap((block) => (block.kind === 'paragraph' ? inlineNames(block, named) : [])));
  const cells = pages.length > 1 ? 1 : 2;
  return own.map((page) => ({
    ...page,
    blocks: page.blocks.flatMap((block) => {
      if (block.kind === 'code') return codeBlocks(block, named, cells);
      return block.kind === 'paragraph' && inline.size > 1 ? inlineLabels(block, named) : [block];
    }),
  }));
}

/** A heading, or a line of its own, that names an exercise by its number. */
function isLabel(block: Block, named: readonly NamedExercise[]): boolean {
  if (block.kind === 'heading') return nameOf(block.text.text, named)?.by === 'number';
  return block.kind === 'paragraph' && !block.text.text.includes('\n') && titles(block.text.text, named);
}

function titles(line: string, named: readonly NamedExercise[]): boolean {
  if (line.length > 90) return false;
  const naming = nameOf(line, named);
  return naming?.by === 'number' && isTitleOnly(naming, named);
}

function lineLabels(block: Paragraph, named: readonly NamedExercise[]): readonly Block[] {
  const { text } = block.text;
  if (!text.includes('\n')) return [block];
  const cuts: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (titles(line, named)) cuts.push(at, at + line.length);
    at += line.length + 1;
  }
  return cutAt(block, cuts);
}

const INLINE =
  /^[^\p{L}\p{N}\n]*(?:e[jx]c?er[cs][a-z]{1,6}|ejerc|ejer|ej|exer|ex|pregunta|preg|question|q)[\s._#-]*(?:n[º°o.]*)?\s*\d{1,2}\W{0,3}(?:\([^()\n]{1,40}\)\s*)?[:.)\-–—]+/iu;

const inlineAt = (line: string, named: readonly NamedExercise[]): number => {
  const label = INLINE.exec(line)?.[0];
  return label !== undefined && nameOf(label, named)?.by === 'number' ? label.length : 0;
};

const inlineNames = (block: Paragraph, named: readonly NamedExercise[]): string[] =>
  block.text.text
    .split('\n')
    .flatMap((line) => (inlineAt(line, named) > 0 ? (nameOf(line.slice(0, 60), named)?.exercise ?? []) : []));

function inlineLabels(block: Paragraph, named: readonly NamedExercise[]): readonly Block[] {
  const cuts: number[] = [];
  let at = 0;
  for (const line of block.text.text.split('\n')) {
    const label = inlineAt(line, named);
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
