import { parseMarkdown } from '../languages/markdown/index.js';
import type { Block } from '../model/document.js';
import type { GivenText } from '../model/rubric.js';
import { positionAt, type Source, sourceOf } from '../model/text.js';

/** Two places of a text that give one quantity different numbers; offsets in the text. */
export interface Contradiction {
  /** What both numbers are said to be, as it stands at the second place. */
  readonly label: string;
  readonly first: { readonly text: string; readonly line: number };
  readonly second: { readonly text: string; readonly line: number; readonly offset: number };
}

interface Figure {
  readonly label: string;
  readonly key: string;
  readonly value: number;
  readonly text: string;
  readonly offset: number;
}

/**
 * Where sections of one part of a text give the same quantity different numbers: the card says `test 20 %`, the code `test_size=0.3`. A part is
 * what stands under a heading of the first two levels. A quantity with several numbers in one section (a before and an after, one `for:` per
 * alert) is not compared, nor is a table of more than two columns, which speaks of many things.
 */
export function contradictionsIn(text: GivenText): Contradiction[] {
  const source = sourceOf(text.file, text.text);
  return partsOf(source).flatMap((sections) => {
    const known = new Map<string, Figure>();
    const found: Contradiction[] = [];
    for (const section of sections) {
      for (const figure of singleFigures(section)) {
        const first = known.get(figure.key);
        if (!first) known.set(figure.key, figure);
        else if (first.value !== figure.value) found.push(contradiction(source, first, figure));
      }
    }
    return found;
  });
}

function contradiction(source: Source, first: Figure, second: Figure): Contradiction {
  const lineOf = (figure: Figure): number => positionAt(source, figure.offset).line;
  return {
    label: second.label,
    first: { text: first.text, line: lineOf(first) },
    second: { text: second.text, line: lineOf(second), offset: second.offset },
  };
}

interface Piece {
  readonly text: string;
  readonly offset: number;
}

/** Parts, each with its sections: the text under one heading, or one block of code. */
function partsOf(source: Source): Piece[][][] {
  if (!/\.(?:md|markdown|mdx)$/i.test(source.file)) return [];
  const parts: Piece[][][] = [[[]]];
  const take = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      const part = parts.at(-1) as Piece[][];
      if (block.kind === 'heading') {
        if (block.level <= 2) parts.push([[]]);
        else part.push([]);
      } else if (block.kind === 'code') {
        part.push(...codeSections(source, block), []);
      } else if (block.kind === 'quote' || block.kind === 'details') {
        take(block.children);
      } else if (block.kind !== 'table' || block.header.length <= 2) {
        part.at(-1)?.push({ text: source.text.slice(block.start, block.end), offset: block.start });
      }
    }
  };
  take(parseMarkdown(source).blocks);
  return parts;
}

/** A card inside a fence has sections of its own. */
function codeSections(source: Source, { start, end }: Block): Piece[][] {
  const sections: Piece[][] = [[]];
  let offset = start;
  for (const line of source.text.slice(start, end).split('\n')) {
    if (/^\s*#{2,6} /.test(line)) sections.push([]);
    sections.at(-1)?.push({ text: line, offset });
    offset += line.length + 1;
  }
  return sections;
}

/** The figures of a section whose quantity has one value in it. */
function singleFigures(section: readonly Piece[]): Figure[] {
  const byKey = new Map<string, Figure[]>();
  for (const figure of section.flatMap(figuresOf)) byKey.set(figure.key, [...(byKey.get(figure.key) ?? []), figure]);
  return [...byKey.values()].flatMap((all) =>
    all.every(({ value }) => value === all[0]?.value) ? all.slice(0, 1) : [],
  );
}

// label: 0.87 · label = 0.87 · | label | 0.87 | · "label": 0.87 · label of 0.87
const FIGURE =
  /(?<![\p{L}\p{N}_.])(?<label>\p{L}[\p{L}\p{N}_-]{0,30}(?: \p{L}[\p{L}\p{N}_-]{0,30}){0,2})["'`*_]{0,4} {0,3}(?:[:=|]| (?:de|of|es|is) ) {0,20}["'`*_]{0,4}(?<number>\d+(?:[.,]\d+)*)(?<unit> ?(?:%|ms\b|s\b|k\b|M\b))?(?![\p{L}\p{N}]|[.,]\d| (?:for|in|among|para|en|entre) )/gu;

/** Words by which a quantity is the same in another order or with an article, and those that name no quantity. */
const SMALL = new Set('a al con de del el en es for is its la las los of on su the un una y and with'.split(' '));
const NAMELESS =
  /^(?:v|version|versi[oó]n|python|line|l[ií]nea|lines?|step|paso|id|n|no|num|port|puerto|seed|a[nñ]o|year|le|for|interval|date|fecha|random_?state|exercise|ejercicio|part|parte|points?|puntos?|size|tama[nñ]o|rows|filas|total|count|value|valor|instead|limit|threshold|umbral)$/u;

function figuresOf({ text, offset }: Piece): Figure[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const { label = '', number = '', unit = '' } = match.groups ?? {};
    const words = label
      .toLowerCase()
      .split(/[\s_-]+/)
      .filter((word) => word.length > 1 && !SMALL.has(word));
    const value = quantityOf(number, unit.trim());
    if (words.length === 0 || words.some((word) => NAMELESS.test(word)) || value === undefined) return [];
    return [{ label, key: words.sort().join(' '), value, text: `${number}${unit}`, offset: offset + match.index }];
  });
}

const SCALE: Readonly<Record<string, number>> = { '%': 0.01, ms: 0.001, k: 1000, M: 1_000_000 };

/** Undefined for what is no quantity: a date, a version. */
function quantityOf(number: string, unit: string): number | undefined {
  if (/^\d+[.,]\d+[.,]\d+/.test(number) && !/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(number)) return undefined;
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(number);
  const plain = Number(grouped ? number.replace(/[.,]/g, '') : number.replace(',', '.'));
  // Rounded, since 0.2 and 20 % are one number and not one double.
  return Number((plain * (SCALE[unit] ?? 1)).toPrecision(12));
}
