import type { Block, MarkdownDocument, RichText } from '../../model/document.js';
import type { Source } from '../../model/text.js';
import { readYaml } from '../data/node.js';
import { dataStatements } from './data-card.js';
import { nameOf, type Statement, statementOf } from './statement.js';

interface Place {
  readonly path: readonly string[];
  readonly source: Source;
}

/** The statements of a card in markdown: whatever its headings are made of. */
export function markdownStatements(document: MarkdownDocument): Statement[] {
  const front = document.frontMatter
    ? readYaml(document.frontMatter.source).nodes.flatMap((node) =>
        dataStatements(node, document.frontMatter?.source as Source),
      )
    : [];
  return [...front, ...blockStatements(document.blocks, { path: [], source: document.source })];
}

/** Headings, bold lines and names with nothing after them open a section that lasts until the next one of its rank. */
function blockStatements(blocks: readonly Block[], place: Place): Statement[] {
  const found: Statement[] = [];
  let open: { rank: number; name: string }[] = [];
  const here = (): Place => ({ path: [...place.path, ...open.map((one) => one.name)], source: place.source });
  const enter = (rank: number, name: string) => {
    open = [...open.filter((one) => one.rank < rank), { rank, name: nameOf(name) }];
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const said = splitLabel(block.text, 0);
      enter(block.level, block.text.text);
      if (said && said.label.length < block.text.text.length) found.push(...lineStatements(block.text, here()));
      continue;
    }
    if (block.kind === 'paragraph') {
      for (const line of linesOf(block.text, place.source)) {
        const label = openingLabel(line);
        if (label !== undefined) enter(PARAGRAPH, label);
        found.push(...lineStatements(line, here()));
      }
      continue;
    }
    found.push(...innerStatements(block, here()));
  }
  return found;
}

const PARAGRAPH = 7;

function innerStatements(block: Exclude<Block, { kind: 'heading' | 'paragraph' }>, place: Place): Statement[] {
  switch (block.kind) {
    case 'item': {
      const label = openingLabel(block.text) ?? block.text.text;
      const below = blockStatements(block.children, { ...place, path: [...place.path, nameOf(label)] });
      return [...lineStatements(block.text, place), ...below];
    }
    case 'table':
      return tableStatements(block, place);
    case 'quote':
      return blockStatements(block.children, place);
    case 'details':
      return blockStatements(block.children, { ...place, path: [...place.path, nameOf(block.summary.text)] });
    default:
      return [];
  }
}

/** A paragraph as the lines that a reader sees as separate: those that start with a name. Other line breaks are only wrapping. */
function linesOf(text: RichText, source: Source): RichText[] {
  const starts = [0];
  for (let i = 0; i < text.text.length; i++) {
    if (!/\s/.test(text.text[i] ?? '') || !source.text.slice(text.offsets[i], text.offsets[i + 1]).includes('\n'))
      continue;
    if (splitLabel(text, i + 1) || /^[^\p{L}\p{N}\s(["'¿¡`:]/u.test(text.text.slice(i + 1, i + 3))) starts.push(i + 1);
  }
  for (const [start] of text.strong)
    if (/[.;:·|)\]]\s{1,3}$|\s[-–—]\s$/.test(text.text.slice(Math.max(0, start - 4), start))) starts.push(start);
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  return sorted.map((start, i) => part(text, start, sorted[i + 1] ?? text.text.length));
}

function part(text: RichText, start: number, end: number): RichText {
  const inside = (ranges: RichText['strong']): [number, number][] =>
    ranges.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start, to - start]);
  return {
    text: text.text.slice(start, end),
    offsets: text.offsets.slice(start, end + 1),
    code: inside(text.code),
    strong: inside(text.strong),
  };
}

interface Labelled {
  readonly label: string;
  /** Where the rest starts. */
  readonly rest: number;
}

const LONGEST_LABEL = 70;

/** The name with which a line starts: set in bold, or followed by a colon, a dash or an equals sign. */
function splitLabel(text: RichText, at: number): Labelled | undefined {
  const lead = /^[^\p{L}\p{N}]{0,8}(?:\d{1,2}[.)]\s{1,3})?/u.exec(text.text.slice(at, at + 16))?.[0].length ?? 0;
  const strong = text.strong.find(
    ([start, end]) => start >= at && start <= at + lead && end - start <= LONGEST_LABEL && end > start,
  );
  if (strong) {
    const gap = /^\s{0,3}(?:[:.=]|[-–—→|]\s)?\s{0,3}/.exec(text.text.slice(strong[1], strong[1] + 10))?.[0].length ?? 0;
    return { label: text.text.slice(strong[0], strong[1]), rest: strong[1] + gap };
  }
  const line = text.text.slice(at, at + LONGEST_LABEL + 20);
  const named = /^([^:=\n.!?;|]{1,70}?)\s{0,3}(?::(?=\s|$)|=|\s[-–—→]\s|\t)\s{0,3}/.exec(line);
  return named?.[1] && isName(named[1]) ? { label: named[1], rest: at + named[0].length } : undefined;
}

/** A name is a few words; what is longer, or has a comma, is a sentence that a colon cuts. */
const isName = (text: string): boolean =>
  /\p{L}/u.test(text) && !text.includes(', ') && text.trim().split(/\s+/).length <= MOST_WORDS;

const MOST_WORDS = 7;

/** The name of a line, where what follows may belong to it as well. */
function openingLabel(text: RichText): string | undefined {
  return splitLabel(text, 0)?.label;
}

/** `Version: 5. Tool: H2O. Owner: marketing` is one line with several names. */
function lineStatements(text: RichText, place: Place): Statement[] {
  const ends = splitLabel(text, 0)
    ? [...text.text.matchAll(/[.;]\s{1,3}(?=\p{Lu}[^:.;\n]{1,40}:\s)/gu)].map((end) => end.index + end[0].length)
    : [];
  return [0, ...ends].map((start, i) => lineStatement(part(text, start, ends[i] ?? text.text.length), place));
}

function lineStatement(text: RichText, { path, source }: Place): Statement {
  const split = splitLabel(text, 0);
  const start = split?.rest ?? 0;
  const words = text.text.slice(start).replaceAll('\n', ' ');
  const whole = { text: text.text.replaceAll('\n', ' '), offsets: text.offsets };
  return statementOf(path, split?.label ?? '', words, text.offsets.slice(start), source, whole);
}

/** The cells that name a row: those before its first number, or the first alone. */
function namesIn(cells: readonly RichText[]): string[] {
  const numbers = cells.findIndex((cell, i) => i > 0 && /^[^\p{L}\p{N}]{0,3}\d/u.test(cell.text));
  const names = cells.slice(0, Math.max(1, numbers)).map((cell) => cell.text);
  return names.every((name) => name.length <= LONGEST_LABEL) ? names : names.slice(0, 1);
}

/** Each cell under its row's and its column's name, and each row under the name in its first cell. */
function tableStatements(table: Extract<Block, { kind: 'table' }>, place: Place): Statement[] {
  const found: Statement[] = [];
  const header = table.header.map((cell) => cell.text);
  const rows = `rows ${table.rows[0]?.cells[0]?.offsets[0]}`;
  const columns = `columns ${table.rows[0]?.cells[0]?.offsets[0]}`;
  for (const { cells } of table.rows) {
    const [first, ...others] = cells;
    if (!first) continue;
    if (others.length === 0) found.push(...lineStatements(first, place));
    const named = namesIn(cells);
    const row: Place = { ...place, path: [...place.path, nameOf(first.text)] };
    for (const [i, cell] of others.entries()) {
      const column = header[i + 1] ?? '';
      const name = i + 1 < named.length ? first.text : (named.at(-1) ?? first.text);
      const above = i + 1 < named.length ? row.path : [...place.path, ...named.map(nameOf)];
      const byRow = statementOf([...above, nameOf(column)], name, cell.text, cell.offsets, place.source);
      found.push({ ...byRow, among: rows });
      if (column)
        found.push({ ...statementOf(row.path, column, cell.text, cell.offsets, place.source), among: columns });
    }
    const column = header[0] ?? '';
    if (column && others.length > 0)
      found.push(statementOf(place.path, column, first.text, first.offsets, place.source));
  }
  return found;
}
