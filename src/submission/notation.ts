import { parseMarkdown } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import type { Source } from '../model/text.js';
import { isCodeLine, proseComments } from './comments.js';

type Code = Extract<Block, { kind: 'code' }>;
type Table = Extract<Block, { kind: 'table' }>;
type Cell = RichText;

/**
 * A review that is written in some notation, as the blocks that a reader sees in it: records of JSON, YAML or TOML and the lines of a
 * CSV as a table, columns set off by blanks as a table, comments without code as lines. Undefined for any other block of code.
 */
export function spokenBlocks(block: Code): readonly Block[] | undefined {
  const { source, info } = block;
  if (source.text.length > 200_000 || !/\p{L}/u.test(source.text)) return undefined;
  if (DATA.test(info.trim())) {
    const table = recordTable(source) ?? separated(source);
    if (table) return [table];
    const columns = inColumns(source.text);
    if (columns !== undefined) return parseMarkdown({ ...source, text: columns }).blocks;
  }
  const signed = /^(?:diff|patch|)$/.test(info.trim()) ? spokenDiff(source) : undefined;
  if (signed) return [signed];
  const said = proseComments(source.text);
  return said === undefined ? undefined : parseMarkdown({ ...source, text: said }).blocks;
}

/** "- there is no run" and under it "+ open one": problems and what answers them, set as a diff. */
function spokenDiff(source: Source): Table | undefined {
  const lines = Array.from(source.text.matchAll(/^([-+])[ \t]*(\S[^\n]*)$/gm));
  const unsigned = source.text.split('\n').filter((line) => line.trim() !== '').length - lines.length;
  const spoken = lines.filter(([line, , said]) => isSpoken(said!) && !/^(?:\+\+\+|---) /.test(line));
  if (spoken.length < 2 || spoken.length < lines.length * 0.7 || unsigned > lines.length) return undefined;
  if (!spoken.some(({ 1: sign }) => sign === '-')) return undefined;
  const rows = pairedLines(
    lines.map(({ 1: sign, 2: said, index, 0: line }) => ({
      isProblem: sign === '-',
      cell: cellAt(said!, index + line.length - said!.length),
    })),
  );
  const width = Math.max(...rows.map(({ fixes }) => fixes.length));
  return tableOf(
    source,
    ['Problem', ...Array.from({ length: width }, () => 'Fix')].map((title) => cellAt(title, 0)),
    rows.map(({ problem, fixes }) => [problem, ...Array.from({ length: width }, (_, i) => fixes[i] ?? cellAt('', 0))]),
  );
}

/** Problems with their answers: as many answers as problems above them go to these in order, else to the last of them. */
function pairedLines(lines: readonly { isProblem: boolean; cell: Cell }[]): { problem: Cell; fixes: Cell[] }[] {
  const rows: { problem: Cell; fixes: Cell[] }[] = [];
  for (let i = 0; i < lines.length; ) {
    let answers = i;
    while (lines[answers]?.isProblem) answers++;
    let end = answers;
    while (lines[end] && !lines[end]!.isProblem) end++;
    const problems = lines.slice(i, answers).map(({ cell }) => ({ problem: cell, fixes: [] as Cell[] }));
    for (const [k, { cell }] of lines.slice(answers, end).entries()) {
      const to = end - answers === problems.length ? problems[k] : problems.at(-1);
      if (to) to.fixes.push(cell);
      else rows.push({ problem: cell, fixes: [] });
    }
    rows.push(...problems);
    i = end;
  }
  return rows;
}

/** A line that says something: neither code, nor a heading or a field of a document. */
const isSpoken = (line: string): boolean =>
  !isCodeLine(line) &&
  !/^(?:#|[*_]{0,2}[\p{L} ]{2,30}[*_]{0,2}:\s)/u.test(line) &&
  (line.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3;

const DATA = /^(?:|text|txt|plain|plaintext|none|jsonc?|json5|ya?ml|toml|ini|csv|tsv)$/;

const PROBLEM = /^(?:problem[as]?|issue|finding|hallazgo|defecto?|observaci[oó]n|observation|bug|fallo)$/i;
const ANSWER =
  /^(?:severi(?:dad|ty)|gravedad|prioridad|priority|nivel|level|sev|correcci[oó]n|correction|soluci[oó]n|solution|fix|arreglo|propuesta|remed(?:io|y)|recomendaci[oó]n|recommendation|mejora|sugerencia|suggestion|how_to_fix)$/i;

/** A fence within a page as blocks of that page; undefined where its text does not stand there as it is. */
export function spokenFence(block: Block, page: Source): readonly Block[] | undefined {
  if (block.kind === 'paragraph') return spokenLines(block, page);
  if (block.kind !== 'code') return undefined;
  const blocks = spokenBlocks(block);
  const by = blocks ? page.text.indexOf(block.source.text, block.start) : -1;
  return by < 0 ? undefined : blocks!.map((one) => shifted(one, by));
}

/** Records under keys that name exercises: for each its key and its table. */
export function recordParts(
  source: Source,
  names: (key: string) => boolean,
): readonly { readonly key: string; readonly table: Block }[] {
  const marks = Array.from(source.text.matchAll(SECTION)).filter(({ 1: key }) => names(key!.replace(/[_-]+/g, ' ')));
  return marks.flatMap((mark, i) => {
    const to = marks[i + 1]?.index ?? source.text.length;
    const masked =
      source.text.slice(0, mark.index + mark[0].length).replace(/[^\n]/g, ' ') +
      source.text.slice(mark.index + mark[0].length, to);
    const table = recordTable({ ...source, text: masked });
    return table ? [{ key: mark[1]!.replace(/[_-]+/g, ' '), table }] : [];
  });
}

const SECTION = /(?<=^|[\n{,]\s{0,20})["']?([\p{L}\d][\p{L}\d _.-]{0,40})["']?\s{0,4}:\s{0,4}(?=[[{\n])/gu;

/** The same without a fence around it. */
function spokenLines({ start, end }: Block, page: Source): readonly Block[] | undefined {
  const text = page.text.slice(start, end);
  if (text.length > 100_000 || !/^\s*[{[]|^[^\n]{0,80}[;,\t]/.test(text)) return undefined;
  const own: Source = { ...page, text };
  const table = (/^\s*[{[]/.test(text) ? recordTable(own) : undefined) ?? separated(own);
  return table && [shifted(table, start)];
}

function shifted(block: Block, by: number): Block {
  const text = (rich: RichText): RichText => ({ ...rich, offsets: rich.offsets.map((at) => at + by) });
  const at = { start: block.start + by, end: block.end + by };
  switch (block.kind) {
    case 'table':
      return {
        ...block,
        ...at,
        header: block.header.map(text),
        rows: block.rows.map((row) => ({ cells: row.cells.map(text), start: row.start + by, end: row.end + by })),
      };
    case 'heading':
    case 'paragraph':
      return { ...block, ...at, text: text(block.text) };
    case 'item':
      return { ...block, ...at, text: text(block.text), children: block.children.map((one) => shifted(one, by)) };
    case 'quote':
      return { ...block, ...at, children: block.children.map((one) => shifted(one, by)) };
    case 'details':
      return { ...block, ...at, summary: text(block.summary), children: block.children.map((one) => shifted(one, by)) };
    default:
      return { ...block, ...at };
  }
}

/** `"problem": "…", "severity": "…"` over and over, in whatever notation holds keys and values. */
function recordTable(source: Source): Table | undefined {
  const pairs = pairsOf(source.text);
  // Code may name its variables so; a review is hardly anything else.
  const told = pairs.reduce((sum, { key, value }) => sum + key.length + value.text.length, 0);
  if (told < source.text.replace(/[\s`]+/g, '').length * 0.6) return undefined;
  const keys = [...new Set(pairs.map(({ key }) => key))];
  if (keys.length > 12 || !keys.some((key) => PROBLEM.test(key)) || !keys.some((key) => ANSWER.test(key)))
    return undefined;
  const rows: Map<string, Cell>[] = [];
  for (const { key, value } of pairs) {
    const last = rows.at(-1);
    if (last && !last.has(key)) last.set(key, value);
    else rows.push(new Map([[key, value]]));
  }
  return tableOf(
    source,
    keys.map((key) => cellAt(key, 0)),
    rows.map((row) => keys.map((key) => row.get(key) ?? cellAt('', 0))),
  );
}

const PAIR =
  /(?<=^|[\n{,[]\s{0,20}(?:-\s{1,4})?)(?:"(\p{L}[\p{L} _-]{0,24})"|(\p{L}[\p{L}_-]{0,24}))[ \t]{0,4}[:=][ \t]{0,4}(?:"((?:[^"\\\n]|\\.){0,2000})"|'([^'\n]{0,2000})'|([^\s"'{}[\]|>][^\n]{0,2000}))/gu;

function pairsOf(text: string): { key: string; value: Cell }[] {
  return Array.from(text.matchAll(PAIR), (match) => {
    const raw = match[3] ?? match[4] ?? match[5] ?? '';
    const value = match[5] === undefined ? raw : raw.replace(/,\s{0,4}$/, '');
    const at = match.index + match[0].length - raw.length - (match[5] === undefined ? 1 : 0);
    return { key: (match[1] ?? match[2]!).toLowerCase(), value: unescaped(value, at, match[3] !== undefined) };
  });
}

function unescaped(raw: string, at: number, isQuoted: boolean): Cell {
  if (!isQuoted || !raw.includes('\\')) return cellAt(raw, at);
  let text = '';
  const offsets: number[] = [];
  for (let i = 0; i < raw.length; i++) {
    const isEscape = raw[i] === '\\' && i + 1 < raw.length;
    if (isEscape) i++;
    text += isEscape && raw[i] === 'n' ? '\n' : raw[i];
    offsets.push(at + i);
  }
  return withCode({ text, offsets: [...offsets, at + raw.length] });
}

const cellAt = (text: string, at: number): Cell =>
  withCode({ text, offsets: Array.from({ length: text.length + 1 }, (_, i) => at + i) });

/** Backticks are no markup here, and set code apart all the same. */
function withCode(piece: { text: string; offsets: number[] }): Cell {
  const kept = Array.from(piece.text, (_, i) => i).filter((i) => piece.text[i] !== '`');
  const code: [number, number][] = [];
  let open: number | undefined;
  let length = 0;
  for (const c of piece.text) {
    if (c !== '`') length += c.length;
    else if (open === undefined) open = length;
    else {
      if (length > open) code.push([open, length]);
      open = undefined;
    }
  }
  return {
    text: piece.text.replaceAll('`', ''),
    offsets: [...kept.map((i) => piece.offsets[i] ?? 0), piece.offsets.at(-1) ?? 0],
    code,
    strong: [],
  };
}

function tableOf(source: Source, header: readonly Cell[], rows: readonly Cell[][]): Table | undefined {
  if (rows.length === 0) return undefined;
  const placed = rows.map((cells) => {
    const filled = cells.filter((cell) => cell.text !== '');
    const start = Math.min(...filled.map((cell) => cell.offsets[0] ?? 0));
    return { cells, start, end: Math.max(start, ...filled.map((cell) => cell.offsets.at(-1) ?? 0)) };
  });
  return { kind: 'table', header, rows: placed, start: 0, end: source.text.length };
}

/** Lines of a CSV whose first names its columns. */
export function separated(source: Source): Table | undefined {
  const text = source.text;
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const sign = [';', ',', '\t'].find((one) => {
    const titles = first.split(one).map((title) => title.replace(/["'\s]/g, ''));
    return (
      titles.length > 1 && titles.some((title) => PROBLEM.test(title)) && titles.some((title) => ANSWER.test(title))
    );
  });
  if (sign === undefined) return undefined;
  const lines = cellsOf(text, sign);
  const [header, ...rows] = lines;
  return (
    header &&
    tableOf(
      source,
      header,
      rows.map((row) => row.slice(0, 20)),
    )
  );
}

function cellsOf(text: string, sign: string): Cell[][] {
  const rows: Cell[][] = [[]];
  let from = 0;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    if (c !== undefined && (quoted || (c !== sign && c !== '\n'))) continue;
    rows.at(-1)!.push(trimmed(text.slice(from, i), from));
    if (c === '\n') rows.push([]);
    from = i + 1;
  }
  return rows.filter((row) => row.some((cell) => cell.text !== ''));
}

function trimmed(raw: string, at: number): Cell {
  const text = raw.trim();
  const start = at + raw.indexOf(text);
  return text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? cellAt(text.slice(1, -1).replaceAll('""', '"'), start + 1)
    : cellAt(text, start);
}

/** Lines that are blank at the same places: a pipe is set where each column starts. */
function inColumns(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 3 || lines.some((line) => line.includes('|'))) return undefined;
  const [first] = lines;
  const starts = Array.from(first!.matchAll(/\s{2,}(?=\S)/g), (match) => match.index + match[0].length - 1);
  const isClear = (at: number): boolean =>
    lines.every((line) => /^\s?$/.test(line[at] ?? '') && /^\s?$/.test(line[at - 1] ?? ''));
  const cuts = new Set(starts.filter((at) => at > 1 && isClear(at)));
  if (cuts.size < 2) return undefined;
  return text
    .split('\n')
    .map((line) => Array.from(line, (c, i) => (cuts.has(i) ? '|' : c)).join(''))
    .join('\n');
}
