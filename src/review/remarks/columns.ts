import type { Block } from '../../model/document.js';
import { fold } from '../text/normalise.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import { severityOf } from './severity.js';

export type Table = Block & { kind: 'table' };
/** What a column of a review holds. */
export type Role = 'verdict' | 'number' | 'problem' | 'severity' | 'fix' | 'where' | 'harm' | 'detail' | 'unknown';

/** What the words over a column say that it holds. */
export function roleOf(header: string): Role {
  const text = headerText(header);
  if (text === '' || text.length > 60) return 'unknown';
  return ROLES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}

/** Fills in what the header does not say from what the cells hold. */
export function guessRoles(named: readonly Role[], rows: Table['rows']): Role[] {
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

export const headerText = (header: string): string =>
  fold(header)
    .replace(/[*_`:¿?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
