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

/**
 * A table whose titles stand on the left and whose topics stand above ("| Section | Metrics | Limits |", "| State | missing | missing |"),
 * turned so that each topic is a row. Undefined for a table whose titles stand above, as they mostly do.
 */
export function uprightOf(table: Table, isTitle: (text: string) => boolean): Table | undefined {
  const [corner, ...topics] = table.header;
  if (!corner || topics.length < 2 || table.rows.length < 2) return undefined;
  const isNamed = topics.every(({ text }) => text.trim() !== '' && !ANSWERS.has(roleOf(text)));
  const titled = table.rows.filter((row) => isTitle(titleOf(row)));
  const isUpright =
    titled.length * 2 >= table.rows.length &&
    new Set(titled.map((row) => roleOf(titleOf(row)))).size === titled.length &&
    topics.filter(({ text }) => isTitle(text)).length * 2 < topics.length &&
    table.rows.every((row) => titled.includes(row) || row.cells.slice(1).every(({ text }) => text.length < 20));
  if (!isNamed || !isUpright) return undefined;
  const empty = { text: '', offsets: [table.end], code: [], strong: [] };
  const rows = topics.map((topic, i) => {
    const cells = [topic, ...table.rows.map((row) => row.cells[i + 1] ?? empty)];
    const start = topic.offsets[0] ?? table.start;
    return { cells, start, end: Math.max(start, topic.offsets.at(-1) ?? start) };
  });
  const head =
    corner.text.trim() === ''
      ? { ...empty, text: 'Problem', offsets: Array.from('Problem ', () => table.start) }
      : corner;
  return { ...table, header: [head, ...table.rows.map((row) => row.cells[0] ?? empty)], rows };
}
