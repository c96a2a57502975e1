import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { RichText } from '../../model/document.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import { guessRoles, headerText, type Role, roleOf, type Table } from './columns.js';
import { peel } from './peel.js';
import type { Remark } from './remarks.js';
import { plainRich, splitFields } from './rich.js';
import { isOnlySeverity, type Level, severityOf, severityWithin } from './severity.js';
import { recordsOf, uprightOf } from './turned.js';

type Row = Pick<Remark, 'start' | 'end' | 'shape' | 'problem' | 'fix' | 'detail' | 'harm' | 'level' | 'column'> & {
  /** What its column of problems is called. */
  readonly head?: string;
};

/** The rows of a review table, whatever its columns are called and in whatever order they stand. */
export function readTable(given: Table): Row[] {
  const isTitle = (text: string): boolean =>
    roleOf(text) !== 'unknown' || ASKED.some(([pattern]) => pattern.test(headerText(text)));
  const table = recordsOf(given) ? given : (uprightOf(given, isTitle) ?? given);
  const asked = verdictColumn(table);
  const there = thereColumns(table);
  const named = table.header.map((cell, i) => (i === asked?.at ? 'verdict' : roleOf(cell.text)));
  const known = named.some((role) => role !== 'unknown');
  const kind = kindOf(
    table.header.map((cell) => headerText(cell.text)),
    named,
  );
  const rows =
    known || table.header.every((cell) => cell.text.trim() === '')
      ? table.rows
      : [{ cells: table.header, start: table.start, end: table.start }, ...table.rows];
  const roles = guessRoles(known ? named : [], rows);
  const records = kind ? undefined : recordsOf(table);
  if (records) return records.flatMap(({ row, roles }) => readRow(row, roles) ?? []);
  const out: Row[] = [];
  let section: Level | undefined;
  const head = known ? (table.header[roles.indexOf('problem')]?.text.trim() ?? '') : '';
  for (const row of rows) {
    const graded = sectionOf(row);
    if (graded) {
      section = graded;
      continue;
    }
    const found = readRow(row, roles);
    if (!found) continue;
    const own: Row = section && !found.level ? { ...found, level: section } : found;
    const plain: Row = head === '' ? own : { ...own, head };
    const column =
      kind ??
      (there.some((at) => TICK.test(row.cells[at]?.text ?? '')) ? 'there' : undefined) ??
      (asked && answerOf(row.cells[asked.at]?.text ?? '', asked.means));
    const told = asked && plain.fix === undefined ? restOf(row.cells[asked.at]) : undefined;
    const read: Row = { ...plain, ...(column ? { column } : {}), ...(told ? { fix: told } : {}) };
    const last = out.at(-1);
    const answer = last && !last.fix && answerIn(read);
    if (answer) out[out.length - 1] = { ...last, fix: answer, end: read.end };
    else if (read.problem.text === '' && last) out[out.length - 1] = merged(last, read);
    else out.push(read);
  }
  return out;
}

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

/** A glossary, a list of keywords or a mark sheet: its rows state nothing about the work. */
function kindOf(header: readonly string[], roles: readonly Role[]): 'defined' | 'marks' | undefined {
  const has = (pattern: Pick<Phrases, 'test'>): boolean => header.some((text) => pattern.test(text));
  const isReview = roles.includes('severity') || roles.includes('fix') || roles.includes('verdict');
  if (!isReview && has(KEYWORDS)) return 'defined';
  if (
    has(/^(?:termino|term|concepto|concept|palabra|word)s?$/) &&
    has(/^(?:significado|meaning|definicion|definition)s?$/)
  )
    return 'defined';
  // A second column of meanings, and nothing asked or mended in the others.
  if (
    !header.some((text) => /falta|missing|problem|defect|ausen/.test(text)) &&
    !roles.includes('fix') &&
    has(MEANINGS)
  )
    return 'defined';
  const marks =
    has(POINTS) &&
    (has(/^(?:obtenid[oa]s?|obtained|earned|nota|score|logrados?|mi nota|my (?:marks?|score))$/) || has(AWARDED));
  return marks || has(AWARDED_WHEN) ? 'marks' : undefined;
}

const KEYWORDS = phrases('tables.keywords');
const MEANINGS = phrases('tables.meanings');
const POINTS = phrases('tables.points');
const AWARDED = phrases('tables.awarded');
const AWARDED_WHEN = phrases('tables.awarded-when');

/** A row with nothing but a level in it heads those below. */
function sectionOf({ cells }: Table['rows'][number]): Level | undefined {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  return cells.length > 1 && filled.length === 1 && isOnlySeverity(filled[0]!.text)
    ? severityOf(filled[0]!.text)
    : undefined;
}

/** "→ use a logger", in a row of its own under the problem. */
function answerIn({ problem, fix }: Row): RichText | undefined {
  const arrow = fix ? undefined : ARROW.exec(problem.text);
  return arrow ? trimRich(sliceRich(problem, arrow[0].length, problem.text.length)) : undefined;
}

const ARROW = /^\s{0,4}(?:→|⇒|➜|➡|↳|└>?|⟶|[-=]{1,2}>)\s{0,4}(?=\S)/u;

function readRow(row: Table['rows'][number], roles: readonly Role[]): Row | undefined {
  const cells = (...which: Role[]): RichText[] =>
    row.cells.filter((cell, i) => which.includes(roles[i] ?? 'detail') && cell.text.trim() !== '').map(trimRich);
  const problem = cells('problem');
  const fix = cells('fix');
  const detail = cells('detail', 'harm');
  if (problem.length + fix.length + detail.length === 0) return undefined;
  const whole = joined(problem);
  const fields = splitFields(whole);
  const labelled = fields.labelled && fields.problem.text !== '';
  const cures = [...(labelled && fields.fix ? [fields.fix] : []), ...fix];
  const severity =
    cells('severity')
      .map((cell) => severityOf(cell.text))
      .find(Boolean) ??
    fields.level ??
    (roles.includes('severity') ? undefined : severityWithin(whole.text, whole.strong));
  return {
    start: row.start,
    end: row.end,
    shape: 'row',
    problem: peel(labelled ? fields.problem : whole),
    ...(cures.length > 0 ? { fix: joined(cures) } : {}),
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
