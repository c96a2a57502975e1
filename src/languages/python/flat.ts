import type { Tree } from 'web-tree-sitter';
import { cursorOf } from './cursor.js';
import { ERROR_TYPE, grammar } from './grammar.js';

/**
 * A syntax tree as flat arrays in document order: node `i`'s first child is `i + 1` if `next[i] > i + 1`, and its next sibling is
 * `next[i]`. Comments and meaningless punctuation are left out. Reading the tree once, with a cursor, and converting from arrays is far
 * cheaper than asking the parser's nodes.
 */
export interface Flat {
  text: string;
  type: Uint16Array;
  start: Int32Array;
  end: Int32Array;
  field: Uint8Array;
  next: Int32Array;
  /** 1 for a token that the parser made up. */
  missing: Uint8Array;
  count: number;
  broken: boolean;
}

/** Deeper nodes are cut off: people who walk our trees may recurse. */
export const MAX_DEPTH = 1000;

const flat: Flat = { text: '', ...arrays(1 << 14), count: 0, broken: false };

/** Reads a whole tree. The result is valid until the next call. `tooDeep` hears the places that were cut off. */
export function flatten(tree: Tree, text: string, tooDeep: (start: number, end: number) => void): Flat {
  const { skip, leaf, fields, punctuated } = grammar();
  const parents: number[] = [];
  flat.text = text;
  flat.broken = tree.rootNode.hasError;
  const cursor = cursorOf(tree);
  let count = 0;
  let parentType = 0;
  let wantsField = 0;
  for (;;) {
    const type = cursor.type();
    const skipped = skip[type]!;
    if (skipped === 0 || (skipped === 2 && punctuated[parentType] === 1)) {
      if (count === flat.type.length) grow();
      const i = count++;
      const start = cursor.start();
      const end = cursor.end();
      flat.type[i] = type;
      flat.start[i] = start;
      flat.end[i] = end;
      flat.field[i] = wantsField === 1 ? cursor.field() : 0;
      flat.missing[i] = flat.broken && start === end && cursor.missing() ? 1 : 0;
      flat.next[i] = count;
      if (leaf[type] === 0) {
        if (parents.length >= MAX_DEPTH) {
          tooDeep(start, end);
          flat.type[i] = ERROR_TYPE;
        } else if (cursor.down()) {
          parents.push(i);
          parentType = type;
          wantsField = fields[type]!;
          continue;
        }
      }
    } else if (flat.broken && cursor.start() === cursor.end() && cursor.missing()) {
      // A made-up bracket: nothing to convert, but worth a problem.
      if (count === flat.type.length) grow();
      flat.type[count] = type;
      flat.start[count] = flat.end[count] = cursor.start();
      flat.field[count] = 0;
      flat.missing[count] = 1;
      flat.next[count] = ++count;
    }
    while (parents.length > 0 && !cursor.next()) {
      cursor.up();
      flat.next[parents.pop()!] = count;
      const parent = parents.at(-1);
      parentType = parent === undefined ? 0 : flat.type[parent]!;
      wantsField = parent === undefined ? 0 : fields[parentType]!;
    }
    if (parents.length === 0) break;
  }
  cursor.close();
  flat.count = count;
  return flat;
}

/** Moves all places of a tree of a repaired text back to the text that was handed in. */
export function relocate(tree: Flat, text: string, original: (offset: number) => number): void {
  tree.text = text;
  for (let i = 0; i < tree.count; i++) {
    tree.start[i] = original(tree.start[i]!);
    tree.end[i] = original(tree.end[i]!);
  }
}

function arrays(size: number): Pick<Flat, 'type' | 'start' | 'end' | 'field' | 'next' | 'missing'> {
  return {
    type: new Uint16Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    field: new Uint8Array(size),
    next: new Int32Array(size),
    missing: new Uint8Array(size),
  };
}

function grow(): void {
  const bigger = arrays(flat.type.length * 2);
  bigger.type.set(flat.type);
  bigger.start.set(flat.start);
  bigger.end.set(flat.end);
  bigger.field.set(flat.field);
  bigger.next.set(flat.next);
  bigger.missing.set(flat.missing);
  Object.assign(flat, bigger);
}
