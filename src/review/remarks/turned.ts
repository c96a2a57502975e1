import { type Role, roleOf, type Table } from './columns.js';

type Line = Table['rows'][number];

/** A row as if it stood in a table with one column for each part. */
export interface Record {
  readonly row: Line;
  readonly roles: readonly Role[];
}

/**
 * The findings of a table whose titles stand on the left: a card for each ("Problem | …", "Severity | …", "Fix | …"), or a column for
 * each. Undefined for a table that has its titles above.
 */
export function recordsOf(table: Table): Record[] | undefined {
  const titles: Line = { cells: table.header, start: table.start, end: table.start };
  const lines = hasRole(titles) ? [titles, ...table.rows] : table.rows;
  if (lines.length < 2 || !lines.every(hasRole)) return undefined;
  const cards = cardsOf(lines);
  const width = Math.max(...lines.map((line) => line.cells.length));
  const complete = cards.filter(({ roles }) => roles.includes('problem') && roles.some((role) => ANSWERS.has(role)));
  if (width < 2 || complete.length < cards.length) return undefined;
  return cards.flatMap(({ lines: own, roles }) =>
    Array.from({ length: width - 1 }, (_, i) => ({ row: columnOf(own, i + 1, width === 2), roles })),
  );
}

const ANSWERS: ReadonlySet<Role> = new Set(['fix', 'severity']);

const titleOf = (line: Line): string => line.cells[0]?.text ?? '';
const hasRole = (line: Line): boolean => titleOf(line).length <= 40 && roleOf(titleOf(line)) !== 'unknown';

/** Lines up to the next whose title was there before. */
function cardsOf(lines: readonly Line[]): { readonly lines: Line[]; readonly roles: Role[] }[] {
  const cards: { lines: Line[]; roles: Role[] }[] = [];
  for (const line of lines) {
    const role = roleOf(titleOf(line));
    const last = cards.at(-1);
    if (last && !last.roles.includes(role)) {
      last.lines.push(line);
      last.roles.push(role);
    } else cards.push({ lines: [line], roles: [role] });
  }
  return cards;
}

function columnOf(lines: readonly Line[], at: number, isCard: boolean): Line {
  const cells = lines.map((line) => line.cells[at] ?? { text: '', offsets: [line.end], code: [], strong: [] });
  if (isCard) return { cells, start: lines[0]!.start, end: lines.at(-1)!.end };
  const first = cells.find((cell) => cell.text !== '') ?? cells[0]!;
  const start = first.offsets[0] ?? lines[0]!.start;
  return { cells, start, end: Math.max(start, first.offsets.at(-1) ?? start) };
}
