import type { TreeDocument, TreeNode } from '../model/document.js';

/**
 * The tree of data, the same for YAML, JSON and TOML: a stream of documents of mappings, sequences and scalars. Offsets in
 * TOML, whose parser gives none, are those of the line, list or table.
 */
export type DataNode = DataMapping | DataSequence | DataScalar | DataAlias;

interface Node<K extends string> extends TreeNode {
  readonly kind: K;
  readonly anchor?: string;
  readonly tag?: string;
}

export interface DataStream extends Node<'Stream'> {
  readonly documents: readonly DataNode[];
}
export interface DataMapping extends Node<'Mapping'> {
  /** Set in braces. */
  readonly flow: boolean;
  /** The body of a block (HCL), of which one key may have several. */
  readonly block?: true;
  readonly pairs: readonly DataPair[];
}
export interface DataPair extends Node<'Pair'> {
  readonly key: DataNode;
  readonly value: DataNode;
}
export interface DataSequence extends Node<'Sequence'> {
  readonly flow: boolean;
  readonly items: readonly DataNode[];
}
export interface DataScalar extends Node<'Scalar'> {
  /** As the notation reads it: `1` is a number, `"1"` a string; a date stays text. */
  readonly value: string | number | boolean | null;
  /** The text of the scalar without quotes; a block scalar without its indentation. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
}
/** `*name`, not followed in the tree. */
export interface DataAlias extends Node<'Alias'> {
  readonly name: string;
}

export interface DataDocument extends TreeDocument {
  readonly tree: DataStream;
}

/** One plain value per document. Mappings have no prototype; an alias is replaced by a copy of what it names, up to a cap. */
export function valuesOf(document: DataDocument): unknown[] {
  return document.tree.documents.map((root) => {
    const anchors = anchorsOf(root);
    const budget = { left: MOST_COPIED };
    return plain(root, anchors, budget, 0);
  });
}

/** The node at a path of keys and indices in one document of the stream. */
export function nodeAt(document: DataDocument, path: readonly (string | number)[], index = 0): DataNode | undefined {
  let at = document.tree.documents[index];
  for (const step of path) {
    if (at?.kind === 'Mapping') at = at.pairs.find((pair) => keyOf(pair) === String(step))?.value;
    else if (at?.kind === 'Sequence' && typeof step === 'number') at = at.items[step];
    else return undefined;
  }
  return at;
}

/** The key of a pair as text; empty where the key is no scalar. */
export const keyOf = (pair: DataPair): string => (pair.key.kind === 'Scalar' ? pair.key.text : '');

const MOST_COPIED = 20_000;
const DEEPEST = 200;

function anchorsOf(root: DataNode): Map<string, DataNode> {
  const anchors = new Map<string, DataNode>();
  const pending: DataNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.anchor !== undefined && !anchors.has(node.anchor)) anchors.set(node.anchor, node);
    if (node.kind === 'Mapping') for (const pair of node.pairs) pending.push(pair.key, pair.value);
    else if (node.kind === 'Sequence') pending.push(...node.items);
  }
  return anchors;
}

/** Recursion is bounded: trees are capped in depth by their parsers, aliases by the budget. */
function plain(
  node: DataNode,
  anchors: ReadonlyMap<string, DataNode>,
  budget: { left: number },
  depth: number,
): unknown {
  if (depth > DEEPEST || budget.left <= 0) return null;
  if (node.kind === 'Scalar') return node.value;
  if (node.kind === 'Alias') {
    const target = anchors.get(node.name);
    budget.left -= target ? sizeOf(target, budget.left) : 0;
    return target ? plain(target, anchors, budget, depth + 1) : null;
  }
  if (node.kind === 'Sequence') return node.items.map((item) => plain(item, anchors, budget, depth + 1));
  const table = Object.create(null) as Record<string, unknown>;
  for (const pair of node.pairs) table[keyOf(pair)] = plain(pair.value, anchors, budget, depth + 1);
  return table;
}

function sizeOf(root: DataNode, most: number): number {
  let count = 0;
  const pending: DataNode[] = [root];
  for (let node = pending.pop(); node && count <= most; node = pending.pop()) {
    count++;
    if (node.kind === 'Mapping') for (const pair of node.pairs) pending.push(pair.value);
    else if (node.kind === 'Sequence') pending.push(...node.items);
  }
  return count;
}
