import { lineIndexAt, lineStarts, type Position } from '../model/text.js';

export interface Cell {
  readonly type: 'markdown' | 'code' | 'raw' | 'other';
  readonly text: string;
  /** Where each line of the text stands in the notebook's file. */
  readonly lines: readonly Position[];
}

export interface Notebook {
  readonly cells: readonly Cell[];
  /** What was left out: outputs and attachments are no evidence. */
  readonly outputs: number;
  readonly trouble?: string;
}

const MOST_CELLS = 1_000;
const DEEPEST = 500;

interface Draft {
  type: string;
  parts: { text: string; at: number }[];
  outputs: boolean;
}

/**
 * Reads the cells of a notebook (nbformat 3 and 4) straight from its JSON text, so that each line knows its place in the file and outputs
 * are never built. Iterative; broken JSON yields the cells before the break.
 */
export function readNotebook(text: string): Notebook {
  const cells: Draft[] = [];
  const path: (string | number)[] = [];
  const kinds: ('{' | '[')[] = [];
  let trouble: string | undefined;
  let i = skipSpace(text, 0);
  if (text.charAt(i) !== '{') return { cells: [], outputs: 0, trouble: 'it is no JSON object' };
  let expectKey = false;
  while (i < text.length) {
    const c = text.charAt(i);
    if (c === '{' || c === '[') {
      if (kinds.length >= DEEPEST) return done(cells, text, 'it is nested too deeply');
      kinds.push(c);
      path.push(c === '[' ? 0 : '');
      expectKey = c === '{';
      if (c === '{' && isCellPath(path)) {
        if (cells.length >= MOST_CELLS) return done(cells, text, 'it has too many cells');
        cells.push({ type: '', parts: [], outputs: false });
      }
      i++;
    } else if (c === '}' || c === ']') {
      kinds.pop();
      path.pop();
      i++;
    } else if (c === ',') {
      const top = path.length - 1;
      if (kinds[kinds.length - 1] === '[') path[top] = Number(path[top]) + 1;
      else expectKey = true;
      i++;
    } else if (c === '"') {
      const end = stringEnd(text, i);
      if (end < 0) {
        trouble = 'its JSON breaks off';
        break;
      }
      if (expectKey) {
        path[path.length - 1] = text.slice(i + 1, end);
        expectKey = false;
      } else take(cells, path, text, i, end);
      i = end + 1;
    } else i++;
  }
  return done(cells, text, trouble ?? (kinds.length > 0 ? 'its JSON breaks off' : undefined));
}

const skipSpace = (text: string, from: number): number =>
  from + (text.slice(from, from + 1000).length - text.slice(from, from + 1000).trimStart().length);

/** `cells[i]`, or `worksheets[i].cells[j]` of the old format. The path's last entry is the new object's own. */
const isCellPath = (path: readonly (string | number)[]): boolean =>
  (path.length === 3 && path[0] === 'cells') || (path.length === 5 && path[0] === 'worksheets' && path[2] === 'cells');

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 34) return i;
  }
  return -1;
}

function take(
  cells: readonly Draft[],
  path: readonly (string | number)[],
  text: string,
  start: number,
  end: number,
): void {
  const depth = path[0] === 'cells' ? 2 : path[0] === 'worksheets' && path[2] === 'cells' ? 4 : -1;
  const cell = cells[cells.length - 1];
  if (depth < 0 || !cell || path.length <= depth) return;
  const key = path[depth];
  if (path.length === depth + 1 && key === 'cell_type') cell.type = text.slice(start + 1, end);
  else if (key === 'outputs' || key === 'attachments') cell.outputs = true;
  else if ((key === 'source' || key === 'input') && path.length <= depth + 2)
    cell.parts.push({ text: text.slice(start, end + 1), at: start });
}

function done(cells: readonly Draft[], text: string, trouble: string | undefined): Notebook {
  const starts = lineStarts(text);
  const read = cells.map((cell): Cell => {
    const lines: Position[] = [];
    let whole = '';
    for (const part of cell.parts) {
      const value = unquote(part.text);
      const at = place(starts, part.at);
      if (whole === '' || whole.endsWith('\n')) lines.push(at);
      for (let i = value.indexOf('\n'); i >= 0 && i < value.length - 1; i = value.indexOf('\n', i + 1)) lines.push(at);
      whole += value;
    }
    if (whole.endsWith('\n')) lines.push(lines[lines.length - 1] ?? { line: 1, column: 1 });
    return { type: typeOf(cell.type), text: whole, lines };
  });
  const outputs = cells.filter((cell) => cell.outputs).length;
  return trouble ? { cells: read, outputs, trouble } : { cells: read, outputs };
}

function typeOf(type: string): Cell['type'] {
  if (type === 'markdown' || type === 'code' || type === 'raw') return type;
  return type === 'heading' ? 'markdown' : 'other';
}

function unquote(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : '';
  } catch {
    return json.slice(1, -1).replaceAll('\\n', '\n');
  }
}

function place(starts: readonly number[], offset: number): Position {
  const line = lineIndexAt(starts, offset);
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 2 };
}

/** Why a code cell is no code, or `undefined` when it is: a cell magic hands its text to something else. */
export function cellMagic(text: string): string | undefined {
  const first = /^\s*(%%\S+)([^\n]*)/.exec(text);
  if (!first) return undefined;
  return /^%%(?:time|timeit|capture|prun|memit|python3?)$/.test(first[1] ?? '') && !/false/i.test(first[2] ?? '')
    ? undefined
    : `the cell magic \`${first[1]}\` makes it no code`;
}

/** A code cell as Python: line magics and shell escapes become blanks of the same length, so that places stay true. */
export function withoutMagics(text: string): string {
  return text.replace(/^[ \t]*[%!?].*$/gm, (line) => ' '.repeat(line.length));
}
