import type { Block, RichText } from '../model/document.js';
import { fold } from './normalise.js';
import type { Remark } from './remarks.js';
import { plainRich, trimRich } from './rich.js';
import { severityOf } from './severity.js';

type Table = Block & { kind: 'table' };
type Role = 'number' | 'problem' | 'severity' | 'fix' | 'where' | 'detail' | 'unknown';
type Row = Pick<Remark, 'start' | 'end' | 'shape' | 'problem' | 'fix' | 'detail' | 'level'>;

/** The rows of a review table, whatever its columns are called and in whatever order they stand. */
export function readTable(table: Table): Row[] {
  const named = table.header.map((cell) => roleOf(cell.text));
  const known = named.some((role) => role !== 'unknown');
  const rows =
    known || table.header.every((cell) => cell.text.trim() === '')
      ? table.rows
      : [{ cells: table.header, start: table.start, end: table.start }, ...table.rows];
  const roles = guessRoles(known ? named : [], rows);
  const out: Row[] = [];
  for (const row of rows) {
    const read = readRow(row, roles);
    if (!read) continue;
    const last = out.at(-1);
    if (read.problem.text === '' && last) out[out.length - 1] = merged(last, read);
    else out.push(read);
  }
  return out;
}

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['number', /^(?:#|n|no|nº|n°|num(?:ero)?|id|item|nro)$/],
  [
    'severity',
    /^(?:(?:nivel|level)(?: de| of)? )?(?:severidad|severity|sev|gravedad|prioridad|priority|prio|criticidad|criticality|nivel|level|importancia|impact level|grado|riesgo|risk)\b/,
  ],
  [
    'fix',
    /correcc|\bfix|soluci|solution|remedi|arregl|propuesta|propon|propose|como lo har|recomend|recommend|sugeren|suggest|correction|accion|\baction|mejora|improvement|cambio|change|resol|proposed|how to|como (?:se )?(?:corr|arreg|solu)|deberia|should|debe ser/,
  ],
  ['where', /^(?:linea|line|lugar|ubicacion|location|donde|where|codigo|code|file|archivo|fragment|snippet|loc)/],
  [
    'problem',
    /problem|issue|hallazg|encontr|found|\bvi\b|finding|defect|\berror|observaci|seccion|section|metric|falta|missing|descripci|description|titulo|title|nombre|\bname|que (?:esta|pasa|va)|what|alert|apartado|concepto|gap|smell|bug|elemento/,
  ],
  [
    'detail',
    /por que|why|impact|motivo|reason|consecuen|tipo|\btype|contenido|content|detalle|detail|ejemplo|example|para que|uso|purpose|labels|comentario|comment|notas?|justific|explica|include|incluir|campos|fields/,
  ],
];

function roleOf(header: string): Role {
  const text = fold(header)
    .replace(/[*_`:¿?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
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
    const first = open().find((i) => !isCodeColumn(rows, i)) ?? open()[0] ?? roles.indexOf('detail');
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
  const cells = (role: Role): RichText[] =>
    row.cells.filter((cell, i) => (roles[i] ?? 'detail') === role && cell.text.trim() !== '').map(trimRich);
  const problem = cells('problem');
  const fix = cells('fix');
  const detail = cells('detail');
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
