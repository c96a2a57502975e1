import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { Block, RichText } from '../../model/document.js';
import { fold } from '../text/normalise.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import type { Remark } from './remarks.js';
import { plainRich } from './rich.js';
import { severityOf } from './severity.js';

type Table = Block & { kind: 'table' };
type Role = 'verdict' | 'number' | 'problem' | 'severity' | 'fix' | 'where' | 'harm' | 'detail' | 'unknown';
type Row = Pick<Remark, 'start' | 'end' | 'shape' | 'problem' | 'fix' | 'detail' | 'harm' | 'level' | 'column'> & {
  /** What its column of problems is called. */
  readonly head?: string;
};

/** The rows of a review table, whatever its columns are called and in whatever order they stand. */
export function readTable(table: Table): Row[] {
  const asked = verdictColumn(table);
  const kind = kindOf(table.header.map((cell) => headerText(cell.text)));
  const there = thereColumns(table);
  const named = table.header.map((cell, i) => (i === asked?.at ? 'verdict' : roleOf(cell.text)));
  const known = named.some((role) => role !== 'unknown');
  const rows =
    known || table.header.every((cell) => cell.text.trim() === '')
      ? table.rows
      : [{ cells: table.header, start: table.start, end: table.start }, ...table.rows];
  const roles = guessRoles(known ? named : [], rows);
  const out: Row[] = [];
  const head = known ? (table.header[roles.indexOf('problem')]?.text.trim() ?? '') : '';
  for (const row of rows) {
    const own = readRow(row, roles);
    if (!own) continue;
    const plain: Row = head === '' ? own : { ...own, head };
    const column =
      kind ??
      (there.some((at) => TICK.test(row.cells[at]?.text ?? '')) ? 'there' : undefined) ??
      (asked && answerOf(row.cells[asked.at]?.text ?? '', asked.means));
    const told = asked && plain.fix === undefined ? restOf(row.cells[asked.at]) : undefined;
    const read: Row = { ...plain, ...(column ? { column } : {}), ...(told ? { fix: told } : {}) };
    const last = out.at(-1);
    if (read.problem.text === '' && last) out[out.length - 1] = merged(last, read);
    else out.push(read);
  }
  return out;
}

const ROLES: readonly (readonly [Role, Pick<Phrases, 'test'>])[] = [
  ['number', /^(?:#|n|no|nº|n°|num(?:ero)?|id|item|nro)$/],
  ['severity', phrases('tables.column-severity')],
  ['fix', phrases('tables.column-fix')],
  ['where', phrases('tables.column-where')],
  ['harm', phrases('tables.column-if-absent')],
  ['problem', phrases('tables.column-problem')],
  ['harm', phrases('tables.column-harm')],
  ['detail', phrases('tables.column-detail')],
];

const headerText = (header: string): string =>
  fold(header)
    .replace(/[*_`:¿?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

type Asked = 'lacking' | 'there' | 'applies';

/** A column that asks "missing?", "is it there?" or "does it apply?", and is answered by yes or no. */
function verdictColumn({ header, rows }: Table): { at: number; means: Asked } | undefined {
  for (const [at, cell] of header.entries()) {
    const text = headerText(cell.text);
    const means = ASKED.find(([pattern]) => pattern.test(text))?.[1];
    if (at === 0 || !means) continue;
    const cells = rows.map((row) => row.cells[at]?.text ?? '');
    if (cells.some((one) => isYes(one) || isNo(one)) && cells.every((one) => isYes(one) || isNo(one) || isBlank(one)))
      return { at, means };
  }
  return undefined;
}

const ASKED: readonly (readonly [Phrases, Asked])[] = [
  [phrases('tables.lacking'), 'lacking'],
  [phrases('tables.there'), 'there'],
  [phrases('tables.applies'), 'applies'],
];
const YES = phrases('tables.yes');
const NO = phrases('tables.no');
const isBlank = (cell: string): boolean => /^[\s\u2014–.-]{0,4}$/.test(cell);
const isYes = (cell: string): boolean => /^\s*[✓✔✅☑⬛🟩]/u.test(cell) || YES.test(headerText(cell));
const isNo = (cell: string): boolean => /^\s*[✗✘❌]/u.test(cell) || NO.test(headerText(cell));

/** "✓ use a logger": what is said after the answer. */
function restOf(cell: RichText | undefined): RichText | undefined {
  const answer = /^[^\p{L}\p{N}`]*(?:(?:s[ií]|yes)(?!\p{L}))?[\s,;:.()—–-]*/iu.exec(cell?.text ?? '')?.[0].length ?? 0;
  if (!cell || answer === 0 || isNo(cell.text) || answer >= cell.text.trimEnd().length) return undefined;
  return sliceRich(cell, answer, cell.text.length);
}

/** Of several columns of crosses, those that say that a thing is there: a row that is crossed there states no lack, whatever else it crosses. */
function thereColumns({ header, rows }: Table): number[] {
  const crossed = header.flatMap((_, at) => {
    const cells = rows.map((row) => row.cells[at]?.text.trim() ?? '');
    return at > 0 && cells.every((cell) => cell === '' || TICK.test(cell) || BLANK.test(cell)) ? [at] : [];
  });
  return crossed.length < 2 ? [] : crossed.filter((at) => THERE_TOO.test(headerText(header[at]!.text)));
}

const TICK = /^\W{0,3}(?:x|v|s[ií]|yes|y|1|✓|✔|✅|☑|●|•|⬛|🟩)\W{0,3}$/iu;
const BLANK = /^[\s—–.-]{1,4}$/;
const THERE_TOO = phrases('tables.there-too');

function answerOf(cell: string, means: Asked): 'missing' | 'there' | undefined {
  if (isBlank(cell)) return undefined;
  if (means === 'applies') return isNo(cell) ? 'there' : undefined;
  return isNo(cell) === (means === 'there') ? 'missing' : 'there';
}

/** A glossary, or a mark sheet: its rows state nothing about the work. */
function kindOf(header: readonly string[]): 'defined' | 'marks' | undefined {
  const has = (pattern: Pick<Phrases, 'test'>): boolean => header.some((text) => pattern.test(text));
  if (
    has(/^(?:termino|term|concepto|concept|palabra|word)s?$/) &&
    has(/^(?:significado|meaning|definicion|definition)s?$/)
  )
    return 'defined';
  const marks =
    has(/^(?:puntos|points|pts|maximo|maximum|marks|valor|weight|peso)$/) &&
    (has(/^(?:obtenidos?|obtained|earned|nota|score|logrados?)$/) || has(AWARDED));
  return marks || has(AWARDED_WHEN) ? 'marks' : undefined;
}

const AWARDED = phrases('tables.awarded');
const AWARDED_WHEN = phrases('tables.awarded-when');

function roleOf(header: string): Role {
  const text = headerText(header);
  if (text === '' || text.length > 60) return 'unknown';
  return ROLES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}

/** Fills in what the header does not say from what the cells hold. */
function guessRoles(named: readonly Role[], rows: Table['rows']): Role[] {
  const width = Math.max(named.length, ...rows.slice(0, 50).map((row) => row.cells.length), 0);
  const roles = Array.from({ length: width }, (_, i) => named[i] ?? 'unknown');
  const column = (i: number): string[] =>
    rows
      .slice(0, 50)
      .map((row) => row.cells[i]?.text.trim() ?? '')
      .filter(Boolean);
  for (const [i, role] of roles.entries()) {
    if (role !== 'unknown') continue;
    const cells = column(i);
    if (cells.length === 0) continue;
    const isLevel = cells.every((cell) => severityOf(cell) && !/\d/.test(cell)) && !roles.includes('severity');
    if (isLevel) roles[i] = 'severity';
    else if (cells.every((cell) => /^\W*\d{0,3}\W*$/.test(cell)) && i === 0) roles[i] = 'number';
    else if (
      !roles.includes('severity') &&
      cells.filter((cell) => cell.length < 24 && severityOf(cell)).length * 2 > cells.length
    )
      roles[i] = 'severity';
  }
  const open = (): number[] => roles.flatMap((role, i) => (role === 'unknown' ? [i] : []));
  if (!roles.includes('problem')) {
    const first =
      open().find((i) => !isCodeColumn(rows, i)) ??
      open()[0] ??
      roles.findIndex((role) => role === 'detail' || role === 'harm');
    if (first !== undefined && first >= 0) roles[first] = 'problem';
  }
  const rest = open();
  if (!roles.includes('fix') && rest.length > 0) roles[rest.at(-1)!] = 'fix';
  for (const i of open()) roles[i] = 'detail';
  return roles;
}

function isCodeColumn(rows: Table['rows'], i: number): boolean {
  const cells = rows.map((row) => row.cells[i]).filter((cell) => cell !== undefined && cell.text.trim() !== '');
  return (
    cells.length > 0 &&
    cells.every((cell) => cell!.code.reduce((sum, [a, b]) => sum + b - a, 0) > cell!.text.length * 0.8)
  );
}

function readRow(row: Table['rows'][number], roles: readonly Role[]): Row | undefined {
  const cells = (...which: Role[]): RichText[] =>
    row.cells.filter((cell, i) => which.includes(roles[i] ?? 'detail') && cell.text.trim() !== '').map(trimRich);
  const problem = cells('problem');
  const fix = cells('fix');
  const detail = cells('detail', 'harm');
  if (problem.length + fix.length + detail.length === 0) return undefined;
  const severity = cells('severity')
    .map((cell) => severityOf(cell.text))
    .find(Boolean);
  return {
    start: row.start,
    end: row.end,
    shape: 'row',
    problem: joined(problem),
    ...(fix.length > 0 ? { fix: joined(fix) } : {}),
    ...(detail.length > 0 ? { detail: joined(detail) } : {}),
    ...(detail.length > 0 && cells('detail').length === 0 ? { harm: true } : {}),
    ...(severity ? { level: severity } : {}),
  };
}

function merged(above: Row, below: Row): Row {
  const both = (a: RichText | undefined, b: RichText | undefined): RichText | undefined =>
    a && b ? joined([a, b]) : (a ?? b);
  const fix = both(above.fix, below.fix);
  const detail = both(above.detail, below.detail);
  const level = above.level ?? below.level;
  return {
    ...above,
    end: below.end,
    ...(fix ? { fix } : {}),
    ...(detail ? { detail } : {}),
    ...(level ? { level } : {}),
  };
}

function joined(parts: readonly RichText[]): RichText {
  if (parts.length === 1) return parts[0]!;
  let whole: RichText = plainRich('');
  for (const part of parts) {
    const shift = whole.text.length === 0 ? 0 : whole.text.length + 2;
    const move = (ranges: RichText['code']) => ranges.map(([a, b]) => [a + shift, b + shift] as const);
    const between = shift === 0 ? '' : '. ';
    whole = {
      text: whole.text + between + part.text,
      offsets: [
        ...whole.offsets.slice(0, -1),
        ...Array.from(between, () => whole.offsets.at(-1) ?? 0),
        ...part.offsets,
      ],
      code: [...whole.code, ...move(part.code)],
      strong: [...whole.strong, ...move(part.strong)],
    };
  }
  return whole;
}
