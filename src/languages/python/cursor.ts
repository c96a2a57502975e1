import type { Tree } from 'web-tree-sitter';
import { grammar } from './grammar.js';

/** A walk over a syntax tree, as few numbers at a time as the parser gives. One at a time: a second one would move the first. */
export interface Cursor {
  readonly type: () => number;
  readonly start: () => number;
  readonly end: () => number;
  readonly field: () => number;
  readonly missing: () => boolean;
  readonly down: () => boolean;
  readonly next: () => boolean;
  readonly up: () => void;
  readonly close: () => void;
}

/** Straight to the compiled parser where it lets us, which halves the time of reading a tree; else through the public cursor. */
export function cursorOf(tree: Tree): Cursor {
  const compiled = grammar().compiled;
  const address = (tree as unknown as readonly number[])[0];
  return address !== undefined && NEEDED.every((name) => typeof compiled[name] === 'function')
    ? direct(compiled as unknown as Compiled, address)
    : plain(tree);
}

const NEEDED = [
  '_ts_tree_root_node_wasm',
  '_ts_tree_cursor_new_wasm',
  '_ts_tree_cursor_delete_wasm',
  '_ts_tree_cursor_current_node_type_id_wasm',
  '_ts_tree_cursor_start_index_wasm',
  '_ts_tree_cursor_end_index_wasm',
  '_ts_tree_cursor_current_field_id_wasm',
  '_ts_tree_cursor_current_node_is_missing_wasm',
  '_ts_tree_cursor_goto_first_child_wasm',
  '_ts_tree_cursor_goto_next_sibling_wasm',
  '_ts_tree_cursor_goto_parent_wasm',
] as const;

type Compiled = Readonly<Record<(typeof NEEDED)[number], (tree: number) => number>>;

/**
 * The compiled functions hand the cursor over in a buffer that each reads and those that move write, so nothing has to be copied
 * between two calls as long as nobody else calls the parser.
 */
function direct(compiled: Compiled, tree: number): Cursor {
  const typeOf = compiled._ts_tree_cursor_current_node_type_id_wasm;
  const startOf = compiled._ts_tree_cursor_start_index_wasm;
  const endOf = compiled._ts_tree_cursor_end_index_wasm;
  const fieldOf = compiled._ts_tree_cursor_current_field_id_wasm;
  const isMissing = compiled._ts_tree_cursor_current_node_is_missing_wasm;
  const firstChild = compiled._ts_tree_cursor_goto_first_child_wasm;
  const nextSibling = compiled._ts_tree_cursor_goto_next_sibling_wasm;
  const parent = compiled._ts_tree_cursor_goto_parent_wasm;
  compiled._ts_tree_root_node_wasm(tree);
  compiled._ts_tree_cursor_new_wasm(tree);
  return {
    type: () => typeOf(tree),
    start: () => startOf(tree),
    end: () => endOf(tree),
    field: () => fieldOf(tree),
    missing: () => isMissing(tree) === 1,
    down: () => firstChild(tree) === 1,
    next: () => nextSibling(tree) === 1,
    up: () => {
      parent(tree);
    },
    close: () => {
      compiled._ts_tree_cursor_delete_wasm(tree);
    },
  };
}

function plain(tree: Tree): Cursor {
  const cursor = tree.walk();
  return {
    type: () => cursor.nodeTypeId,
    start: () => cursor.startIndex,
    end: () => cursor.endIndex,
    field: () => cursor.currentFieldId,
    missing: () => cursor.nodeIsMissing,
    down: () => cursor.gotoFirstChild(),
    next: () => cursor.gotoNextSibling(),
    up: () => {
      cursor.gotoParent();
    },
    close: () => cursor.delete(),
  };
}
