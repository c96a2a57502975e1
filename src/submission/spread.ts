import type { Block } from '../model/document.js';
import { assignElsewhere } from './elsewhere.js';
import type { ExamIndex } from './exam-index.js';
import { exerciseByContent } from './gather.js';
import type { Placed } from './place.js';
import type { Item } from './reader.js';
import { byWords, isTitleOnly, nameOf } from './sections.js';
import { wordsOf } from './words.js';

/** Blocks as items: code inside lists and quotes stands on its own, tables with an exercise column are split, the unplaced find a place. */
export function spread(placed: readonly Placed[], index: ExamIndex): Item[] {
  const items: Item[] = [];
  for (const one of placed) {
    for (const block of lift(one.block)) {
      if (block.kind === 'table' && one.exercise === undefined && one.zone !== 'points')
        items.push(...splitTable(block, one, index));
      else items.push({ ...one, block, to: one.exercise === undefined ? [] : [one.exercise] });
    }
  }
  assignByContent(items, index);
  assignByLabel(items, index);
  assignElsewhere(items);
  return items;
}

/** "2.3: un id por petición" in a list that serves several exercises: the first number is the exercise's. */
function assignByLabel(items: readonly Item[], index: ExamIndex): void {
  const labels = items.map(({ block }) => exerciseOfLabel(block, index));
  for (let from = 0; from < items.length; ) {
    let to = from;
    while (to < items.length && labels[to] !== undefined) to++;
    const run = labels.slice(from, to);
    // A list of one exercise alone may count its points in any way.
    if (new Set(run).size > 1) for (const [i, exercise] of run.entries()) items[from + i]!.to = [exercise!];
    from = to + 1;
  }
}

function exerciseOfLabel(block: Block, index: ExamIndex): string | undefined {
  if (block.kind !== 'item' && block.kind !== 'paragraph') return undefined;
  const number = /^[\s([]*(\d)\.\d{1,2}[.:)\]\s–—-]/.exec(block.text.text)?.[1];
  return index.named.find((one) => one.number === Number(number))?.id;
}

function lift(block: Block, depth = 0): Block[] {
  if ((block.kind !== 'item' && block.kind !== 'quote') || depth > 30) return [block];
  if (!block.children.some((child) => holdsCode(child))) return [block];
  const inner = block.children.flatMap((child) => lift(child, depth + 1));
  const rest = inner.filter((child) => child.kind !== 'code');
  const code = inner.filter((child) => child.kind === 'code');
  if (block.kind === 'quote') return rest.length > 0 ? [{ ...block, children: rest }, ...code] : code;
  return [{ ...block, children: rest }, ...code];
}

const holdsCode = (block: Block): boolean =>
  block.kind === 'code' ||
  ((block.kind === 'item' || block.kind === 'quote') && block.children.some((child) => holdsCode(child)));

/** A table about several exercises, with a column that names them: its rows go each to its own. */
function splitTable(table: Extract<Block, { kind: 'table' }>, placed: Placed, index: ExamIndex): Item[] {
  const column = exerciseColumn(table, index);
  if (column < 0) return sectionsOf(table, placed, index) ?? [{ ...placed, block: table, to: [] }];
  const groups = new Map<string, (typeof table.rows)[number][]>();
  let last = '';
  for (const row of table.rows) {
    const cell = row.cells[column]?.text ?? '';
    last = exerciseIn(cell, index) ?? last;
    groups.set(last, [...(groups.get(last) ?? []), row]);
  }
  const without = (cells: readonly (typeof table.header)[number][]): (typeof table.header)[number][] =>
    cells.filter((_, i) => i !== column);
  return Array.from(groups, ([exercise, rows]) => ({
    ...placed,
    block: {
      ...table,
      header: without(table.header),
      rows: rows.map((row) => ({ ...row, cells: without(row.cells) })),
    },
    to: exercise === '' ? [] : [exercise],
  }));
}

/** A table in which a row of one cell names the exercise of the rows below it. */
function sectionsOf(table: Extract<Block, { kind: 'table' }>, placed: Placed, index: ExamIndex): Item[] | undefined {
  const parts: { to: string[]; rows: (typeof table.rows)[number][] }[] = [{ to: [], rows: [] }];
  for (const row of table.rows) {
    const filled = row.cells.filter((cell) => cell.text.trim() !== '');
    const naming = filled.length === 1 && row.cells.length > 1 ? nameOf(filled[0]!.text, index.named) : undefined;
    if (naming && isTitleOnly(naming, index.named)) parts.push({ to: [naming.exercise], rows: [] });
    else parts.at(-1)!.rows.push(row);
  }
  if (new Set(parts.flatMap(({ to }) => to)).size < 2) return undefined;
  return parts
    .filter(({ rows }) => rows.length > 0)
    .map(({ to, rows }) => ({ ...placed, block: { ...table, rows }, to }));
}

/** The exercise that a cell names, by its number or its words. */
function exerciseIn(cell: string, index: ExamIndex): string | undefined {
  const number = /^\W*(?:\p{L}+\W*)?(\d{1,2})(?:[.-]\d{1,2})?\W*$/u.exec(cell)?.[1];
  return index.named.find((one) => one.number === Number(number))?.id ?? byWords(cell, index.named)?.id;
}

/** The column whose header says so, or whose every cell names an exercise, by its words and not by a number alone. */
function exerciseColumn({ header, rows }: Extract<Block, { kind: 'table' }>, index: ExamIndex): number {
  const titled = header.findIndex((cell) => EXERCISE_COLUMN.test(wordsOf(cell.text).join(' ')));
  // "Sección" may head the sections of a card as well.
  if (titled >= 0 && rows.some((row) => exerciseIn(row.cells[titled]?.text ?? '', index) !== undefined)) return titled;
  if (rows.length < 2) return -1;
  const dotted = header.findIndex((_, i) =>
    isDotted(
      rows.map((row) => row.cells[i]?.text ?? ''),
      index,
    ),
  );
  if (dotted >= 0) return dotted;
  return header.findIndex((_, i) => {
    const cells = rows.map((row) => row.cells[i]?.text.trim() ?? '').filter((cell) => cell !== '');
    if (cells.length < rows.length / 2 || cells.some((cell) => wordsOf(cell).length > 5)) return false;
    const named = cells.map((cell) => byWords(cell, index.named)?.id);
    return named.every((id) => id !== undefined) && new Set(named).size > 1;
  });
}

/** "1.1", "1.2", "2.1": the first number is the exercise's. */
function isDotted(cells: readonly string[], { named }: ExamIndex): boolean {
  const numbers = cells.map((cell) => Number(/^\W*(\d)[.-]\d{1,2}\W*$/.exec(cell)?.[1] ?? 0));
  const isOrdered = numbers.every(
    (number, i) => number > 0 && number <= named.length && number >= (numbers[i - 1] ?? 1),
  );
  return isOrdered && new Set(numbers).size > 1;
}

const EXERCISE_COLUMN =
  /^(?:ej|ex|e[jx]c?er[cs][a-z]{0,6}|archivo|file|fichero|apartado|section|seccion|parte?|pregunta|question|tarea|task|bloque|block|reto|challenge)s?(?: (?:n|no|num|numero|number))?$/;

/** Before the first heading of an exercise only a block that plainly speaks of one without a heading of its own is an answer. */
function speaksAhead(item: Item, items: readonly Item[], index: ExamIndex): string[] {
  if (item.block.kind === 'heading' || item.block.kind === 'quote') return [];
  const found = exerciseByContent([item.block], index);
  return found !== undefined && !items.some(({ exercise }) => exercise === found) ? [found] : [];
}

/** What stands under no exercise goes to the one that it speaks of, else to the one before it, else to all. */
function assignByContent(items: Item[], index: ExamIndex): void {
  const all = index.named.map(({ id }) => id);
  let before: readonly string[] | undefined;
  for (const [i, item] of items.entries()) {
    if (item.to.length > 0) {
      before = undefined;
      continue;
    }
    if (item.zone === 'points') continue;
    if (item.zone === 'aside') {
      item.to = speaksAhead(item, items, index);
      continue;
    }
    const group = item.block.kind === 'heading' ? items.slice(i, i + 2).map(({ block }) => block) : [item.block];
    const found = all.length === 1 ? all[0] : exerciseByContent(group, index);
    item.to = found ? [found] : (before ?? []);
    if (found) before = [found];
  }
  // A point of a list belongs with the others of it.
  for (const [i, item] of items.entries()) {
    if (item.to.length > 0 || item.zone !== 'aside' || item.block.kind !== 'item') continue;
    const isFellow = (one: Item | undefined): boolean =>
      one?.block.kind === 'item' && one.zone === 'aside' && one.source === item.source && one.to.length === 1;
    item.to = [items[i - 1], items[i + 1]].find(isFellow)?.to ?? [];
  }
  // What comes before the first block that speaks plainly belongs with it.
  let after: readonly string[] | undefined;
  for (const item of items.toReversed()) {
    if (item.to.length > 0) after = item.exercise === undefined ? item.to : undefined;
    else if (item.zone === 'open') item.to = after ?? all;
  }
}
