import { type Piece, slicePiece, trimPiece } from './piece.js';

export interface RawRow {
  readonly cells: readonly Piece[];
  readonly start: number;
  readonly end: number;
}

export interface RawTable {
  readonly header: readonly Piece[];
  readonly rows: readonly RawRow[];
  /** Lines taken. */
  readonly lines: number;
}

const DELIMITER = /^\s*[|+]?(?:\s*:?[-–—=]+:?\s*(?:[|+]|$))+\s*$/;
const BORDER = /^\s*\+(?:[:=-]+\+)+\s*$/;
/** A border or a row of a table that is drawn with lines. */
const DRAWN = /^\s*[┌├╔╠┏┣└╚┗│║┃╭╰]/u;

/** Whether a line may begin a table; `next` is the line after it. Cheap: it is asked for every line of a paragraph. */
export function mayStartTable(line: string, next: string | undefined): boolean {
  if (!line.includes('|') && !line.includes('\t') && !BORDER.test(line) && !DRAWN.test(line)) return false;
  return readsAsTable(line, next ?? '') !== undefined;
}

type Form = 'delimited' | 'headless' | 'grid' | 'drawn' | 'tabs' | 'bare';

function readsAsTable(line: string, next: string): Form | undefined {
  if (line.length > 20_000) return undefined;
  if (BORDER.test(line)) return next.trimStart().startsWith('|') ? 'grid' : undefined;
  if (DRAWN.test(line)) return DRAWN.test(next) ? 'drawn' : undefined;
  const tabs = tabsIn(line);
  if (tabs > 1 && !line.includes('|') && tabsIn(next) === tabs) return 'tabs';
  const columns = splitRow(line).length;
  if (isDelimiter(line)) return next.includes('|') ? 'headless' : undefined;
  if (isDelimiter(next) && columns > 0 && (next.includes('|') || line.trim().startsWith('|')))
    return columns > 1 || line.trim().startsWith('|') ? 'delimited' : undefined;
  const leading = line.trimStart().startsWith('|');
  if (leading && columns >= 2 && (line.trimEnd().endsWith('|') || next.trimStart().startsWith('|'))) return 'bare';
  return columns >= 3 && next.includes('|') && splitRow(next).length === columns ? 'bare' : undefined;
}

/** Tabs between the words of a line; one that indents it parts nothing. */
const tabsIn = (line: string): number => (/^[\t ]*\S.*$/.exec(line)?.[0].trimStart().split('\t').length ?? 1) - 1;

const isDelimiter = (line: string): boolean =>
  line.length < 2000 &&
  /[-–—=]/.test(line) &&
  DELIMITER.test(line) &&
  /-{1,}|–|—|=/.test(line) &&
  !/^\s*[-–—=]+\s*$/.test(line);

/**
 * Reads the table that starts with the first of `lines`: GitHub's kind with or without outer pipes, one without its delimiter row, or a
 * grid with `+---+` borders. The lines end before the first blank one.
 */
export function readTable(lines: readonly Piece[]): RawTable | undefined {
  const form = readsAsTable(lines[0]?.text ?? '', lines[1]?.text ?? '');
  if (!form) return undefined;
  if (form === 'grid') return readGrid(lines);
  if (form === 'drawn') return readDrawn(lines);
  if (form === 'tabs') return readTabs(lines);
  const count = tableLength(lines, form);
  const body: Piece[] = [];
  let header: Piece | undefined;
  for (const line of lines.slice(0, count)) {
    if (!isDelimiter(line.text)) body.push(line);
    else if (!header && body.length === 1) header = body.pop();
  }
  if (!header && form === 'bare' && body[0] && looksLikeHeader(body)) header = body.shift();
  const titles = header ? cellsOf(header, undefined) : [];
  const rows = body.map((line) => rowOf(line, titles.length || undefined));
  return { header: titles, rows: joinContinued(rows), lines: count };
}

/** Cells copied from a spreadsheet. */
function readTabs(lines: readonly Piece[]): RawTable {
  const tabs = tabsIn(lines[0]!.text);
  const end = lines.findIndex((line) => tabsIn(line.text) !== tabs);
  return withTitles(
    lines.slice(0, end < 0 ? lines.length : end).map((line) => piped(line, '\t')),
    end < 0 ? lines.length : end,
  );
}

function readDrawn(lines: readonly Piece[]): RawTable {
  const end = lines.findIndex((line) => !DRAWN.test(line.text));
  const own = lines.slice(0, end < 0 ? lines.length : end);
  const rows = own.filter((line) => /^\s*[│║┃]/u.test(line.text)).map((line) => piped(line, '│║┃'));
  return withTitles(rows, own.length);
}

/** The line with other signs between its cells, read as if they were pipes. */
function piped(line: Piece, signs: string): Piece {
  const text = Array.from(line.text, (c) => (signs.includes(c) ? '|' : c === '|' ? '¦' : c)).join('');
  return text.length === line.text.length ? { text, offsets: line.offsets } : line;
}

function withTitles(rows: readonly Piece[], lines: number): RawTable {
  const [first, ...rest] = rows;
  const titled = first && looksLikeHeader(rows);
  const titles = titled ? cellsOf(first, undefined) : [];
  return { header: titles, rows: (titled ? rest : rows).map((row) => rowOf(row, titles.length || undefined)), lines };
}

function tableLength(lines: readonly Piece[], form: Form): number {
  const columns = splitRow(lines[0]?.text ?? '').length;
  let count = form === 'bare' ? 1 : 2;
  while (count < lines.length) {
    const text = lines[count]?.text ?? '';
    if (!text.includes('|')) break;
    if (form === 'bare' && !text.trimStart().startsWith('|') && splitRow(text).length !== columns) break;
    count++;
  }
  return count;
}

/** Short cells without numbers or code, over rows that say more. */
function looksLikeHeader(rows: readonly Piece[]): boolean {
  const [first, ...rest] = rows.map((row) => cellsOf(row, undefined).map((cell) => cell.text));
  if (!first || rest.length === 0) return false;
  const short = first.every((cell) => cell.split(/\s+/).length <= 4 && !/[`.]|\d{2}/.test(cell));
  return short && rest.some((row) => row.join(' ').length > first.join(' ').length);
}

function rowOf(line: Piece, columns: number | undefined): RawRow {
  const text = trimPiece(line);
  return { cells: cellsOf(line, columns), start: text.offsets[0] ?? 0, end: text.offsets[text.text.length] ?? 0 };
}

/**
 * The cells of one row. Pipes in code spans do not part cells unless only so the number of columns comes out right; what is left over
 * belongs to the last cell, where a stray pipe in code is likeliest.
 */
function cellsOf(line: Piece, columns: number | undefined): Piece[] {
  let cuts = splitRow(line.text);
  if (columns !== undefined && cuts.length !== columns) {
    const naive = splitRow(line.text, false);
    if (naive.length === columns) cuts = naive;
  }
  if (columns !== undefined && columns > 1 && cuts.length > columns) {
    while (cuts.length > columns && isEmptyCut(line, cuts[cuts.length - 1])) cuts = cuts.slice(0, -1);
    const last = cuts[cuts.length - 1];
    const first = cuts[columns - 1];
    if (cuts.length > columns && first && last) cuts = [...cuts.slice(0, columns - 1), [first[0], last[1]]];
  }
  return cuts.map(([start, end]) => unescapePipes(trimPiece(slicePiece(line, start, end))));
}

const isEmptyCut = (line: Piece, cut: readonly [number, number] | undefined): boolean =>
  cut !== undefined && line.text.slice(cut[0], cut[1]).trim() === '';

function splitRow(text: string, mindCode = true): (readonly [number, number])[] {
  const cuts: (readonly [number, number])[] = [];
  const end = text.trimEnd().length;
  let start = text.length - text.trimStart().length;
  if (text.charAt(start) === '|') start++;
  let from = start;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 96 && mindCode) i = skipCode(text, i, end);
    else if (c === 124) {
      cuts.push([from, i]);
      from = i + 1;
    }
  }
  if (from < end || cuts.length === 0) cuts.push([from, Math.max(from, end)]);
  return cuts;
}

/** The last backtick of the code span that starts at `i`, or `i`'s own run when it is never closed. */
function skipCode(text: string, i: number, end: number): number {
  let length = 1;
  while (text.charCodeAt(i + length) === 96) length++;
  const ticks = '`'.repeat(length);
  const close = text.indexOf(ticks, i + length);
  return close < 0 || close >= end ? i + length - 1 : close + length - 1;
}

function unescapePipes(cell: Piece): Piece {
  if (!cell.text.includes('\\|')) return cell;
  let text = '';
  const offsets: number[] = [];
  for (let i = 0; i < cell.text.length; i++) {
    if (cell.text.charAt(i) === '\\' && cell.text.charAt(i + 1) === '|') continue;
    text += cell.text.charAt(i);
    offsets.push(cell.offsets[i] ?? 0);
  }
  offsets.push(cell.offsets[cell.text.length] ?? 0);
  return { text, offsets };
}

/** A grid table: rows stand between borders, and lines between the same borders continue their cells. */
function readGrid(lines: readonly Piece[]): RawTable {
  const groups: Piece[][] = [[]];
  let count = 0;
  let headerGroups = -1;
  for (; count < lines.length; count++) {
    const line = lines[count] as Piece;
    if (BORDER.test(line.text)) {
      if (line.text.includes('=')) headerGroups = groups.length;
      if (groups[groups.length - 1]?.length) groups.push([]);
    } else if (line.text.trimStart().startsWith('|')) groups[groups.length - 1]?.push(line);
    else break;
  }
  const filled = groups.filter((group) => group.length > 0);
  // As a database prints it: borders above, below and under the titles, and none between the rows.
  const ruled = filled.length === 2 && filled[0]!.length === 1 && filled[1]!.length > 1;
  const rows = filled.flatMap((group, i) => {
    const own = group.map((line) => rowOf(line, undefined));
    return ruled && i === 1 ? joinContinued(own) : [own.reduce(mergeRows)];
  });
  const withHeader = headerGroups > 0 || rows.length > 1;
  return { header: withHeader ? (rows[0]?.cells ?? []) : [], rows: withHeader ? rows.slice(1) : rows, lines: count };
}

/** Rows whose first cell is empty under numbered ones, and that go on in lower case, continue the row above. */
function joinContinued(rows: readonly RawRow[]): RawRow[] {
  const numbered = rows.filter((row) => /^\W*\d+\W*$/.test(row.cells[0]?.text ?? '')).length;
  const joined: RawRow[] = [];
  for (const row of rows) {
    const above = joined[joined.length - 1];
    const words = row.cells.slice(1).map((cell) => cell.text);
    const said = words.find((text) => text !== '');
    const gap = words.some((text) => text === '') || words.length === 0;
    const continues =
      row.cells[0]?.text === '' &&
      numbered > 0 &&
      above &&
      said !== undefined &&
      /^[\p{Ll}(,;]/u.test(said) &&
      (gap || words.every((text) => /^[\p{Ll}(,;`]/u.test(text)));
    if (continues) joined[joined.length - 1] = mergeRows(above, row);
    else joined.push(row);
  }
  return joined;
}

function mergeRows(above: RawRow, below: RawRow): RawRow {
  const count = Math.max(above.cells.length, below.cells.length);
  const cells = Array.from({ length: count }, (_, i) => mergeCells(above.cells[i], below.cells[i]));
  return { cells, start: above.start, end: below.end };
}

function mergeCells(above: Piece | undefined, below: Piece | undefined): Piece {
  if (!above || above.text === '') return below ?? above ?? { text: '', offsets: [0] };
  if (!below || below.text === '') return above;
  return { text: `${above.text} ${below.text}`, offsets: [...above.offsets, ...below.offsets] };
}
