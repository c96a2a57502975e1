import type { Block } from '../../model/document.js';
import type { Prose } from '../../model/submission.js';
import { isAsked, labelOf, type Wanted } from './labels.js';
import { type Line, type Passage, passage } from './passage.js';
import { plain } from './plain.js';

type Table = Extract<Block, { kind: 'table' }>;
type Cell = Table['header'][number];

/** The answer to a question in a table: beside it in its row, or below it in its column. */
export function cellsOf({ source, blocks }: Prose, words: string, wanted: Wanted | undefined): Passage | undefined {
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const cells = inRow(block, words, wanted) ?? inColumn(block, words, wanted);
    const found = cells && passage(source, cells.map(lineOf), 0, Number.POSITIVE_INFINITY);
    if (found && found.text.trim() !== '') return found;
  }
  return undefined;
}

const lineOf = ({ text, offsets }: Cell): Line => ({ text: text.replaceAll('\n', ' '), offsets, opens: true });

/** By number or letter, by its words, or as the n-th row where rows bear no number. */
function inRow(table: Table, words: string, wanted: Wanted | undefined): readonly Cell[] | undefined {
  // A table without a header of its own: its first answer stands there.
  const rows = [{ cells: table.header }, ...table.rows];
  const bear = table.rows.some(({ cells }) => cells[0] && labelIn(cells[0].text) !== undefined);
  const asksAndAnswers = table.header.some((cell) => ANSWERS.test(plain(cell.text)));
  const nth = wanted?.number !== undefined && !bear && asksAndAnswers ? Number(wanted.number) : -1;
  for (const [i, { cells }] of rows.entries()) {
    const at = cells.slice(0, -1).findIndex((cell) => asks(cell.text, words, wanted));
    if (at < 0 && i !== nth) continue;
    if (i === 0 && (at > 0 || cells.length > 2)) continue;
    const question = cells.findLastIndex((cell, k) => k > 0 && k < cells.length - 1 && /\?\s*$/.test(cell.text));
    return cells.slice(cells.length > 1 ? Math.max(at, question, 0) + 1 : 0);
  }
  return undefined;
}

/** Questions side by side, with their answers in the row below. */
function inColumn(table: Table, words: string, wanted: Wanted | undefined): readonly Cell[] | undefined {
  const at = table.header.findIndex((cell) => asks(cell.text, words, wanted));
  const others = table.header.filter((cell) => labelIn(cell.text) !== undefined || /\?\s*$/.test(cell.text));
  return at >= 0 && others.length > 1 ? table.rows.flatMap(({ cells }) => cells[at] ?? []) : undefined;
}

const asks = (text: string, words: string, wanted: Wanted | undefined): boolean => {
  if (!wanted) return plain(text).startsWith(words);
  const label = labelIn(text);
  return label !== undefined && isAsked(label, wanted);
};

const labelIn = (text: string) => labelOf(text.trim().slice(0, 200), 0);

const ANSWERS = /^(?:mi |my |tu |your )?(?:respuesta|answer|contestacion)/;
