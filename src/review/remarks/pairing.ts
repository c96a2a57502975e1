import { labelledRich } from '../../languages/markdown/index.js';
import type { Block, RichText } from '../../model/document.js';
import { roleOf } from './columns.js';
import { isOnlySeverity } from './severity.js';

type Item = Extract<Block, { kind: 'item' }>;
type Table = Extract<Block, { kind: 'table' }>;

/**
 * Blocks in which a second list gives the levels of a first one by its order ("Severity: 1. high, 2. low"), or a second table the levels
 * or the corrections of the first by number, with each of these beside its problem. Lists of corrections are joined in by-number.ts.
 */
export function withPaired(blocks: readonly Block[]): readonly Block[] {
  const out: Block[] = [];
  let points: number[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const run = isLevelTitle(block) ? listAt(blocks, i + 1) : [];
    if (run.length > 1 && grades(out, points, run)) {
      i += run.length;
      continue;
    }
    const above = isAnswerTable(block) ? out.findLastIndex((one) => one.kind === 'table') : -1;
    if (above >= 0 && answersRows(out, above, block as Table)) continue;
    const own = listAt(blocks, i);
    if (own.length > 1) {
      points = own.map((_, k) => out.length + k);
      for (const item of own) out.push(item);
      i += own.length - 1;
    } else out.push(block);
  }
  return out;
}

/** The items of one list, from its first. */
function listAt(blocks: readonly Block[], from: number): Item[] {
  const out: Item[] = [];
  for (let i = from; blocks[i]?.kind === 'item'; i++) out.push(blocks[i] as Item);
  return out;
}

/** A title over levels, and nothing else: "Severity:", "### Severidad". */
function isLevelTitle(block: Block): boolean {
  if (block.kind !== 'heading' && block.kind !== 'paragraph') return false;
  const text = block.text.text.trim();
  const title = text.replace(/[\s:.*_]+$/, '');
  const isTitle =
    block.kind === 'heading' || title !== text || block.text.strong.some(([a, b]) => b - a >= title.length);
  return isTitle && title.split(/\s+/).length <= 4 && roleOf(title) === 'severity';
}

/** Sets each level beside the point of the same place; false where they do not go together. */
function grades(out: Block[], points: readonly number[], run: readonly Item[]): boolean {
  const isGraded = run.every(({ text }) => isOnlySeverity(text.text) || BLANK.test(text.text));
  if (!isGraded || run.length !== points.length) return false;
  for (const [i, item] of run.entries()) {
    const point = out[points[i]!] as Item;
    if (BLANK.test(item.text.text)) continue;
    out[points[i]!] = {
      ...point,
      children: [...point.children, { ...item, text: labelledRich('Severity: ', item.text) }],
    };
  }
  return true;
}

const BLANK = /^[\s—–.-]{0,4}$/;

/** A table that has no problems of its own: numbers, and corrections or levels. */
function isAnswerTable(block: Block): boolean {
  if (block.kind !== 'table') return false;
  const [first, ...rest] = block.header.map((cell) => roleOf(cell.text));
  return first === 'number' && rest.length > 0 && rest.every((role) => role === 'fix' || role === 'severity');
}

function answersRows(out: Block[], at: number, below: Table): boolean {
  const above = out[at] as Table;
  const taken = new Set(above.header.map((cell) => roleOf(cell.text)));
  const signOf = (row: Table['rows'][number]): string => row.cells[0]?.text.replace(/\W/g, '') ?? '';
  const rows = new Map(below.rows.map((row) => [signOf(row), row]));
  const isNumbered = roleOf(above.header[0]?.text ?? '') === 'number';
  if (!isNumbered || below.header.slice(1).some((cell) => taken.has(roleOf(cell.text)))) return false;
  const empty: RichText = { text: '', offsets: [above.end], code: [], strong: [] };
  const width = above.header.length;
  out[at] = {
    ...above,
    header: [...above.header, ...below.header.slice(1)],
    rows: above.rows.map((row) => ({
      ...row,
      cells: [
        ...Array.from({ length: width }, (_, i) => row.cells[i] ?? empty),
        ...(rows.get(signOf(row))?.cells.slice(1) ?? []),
      ],
    })),
  };
  return true;
}
