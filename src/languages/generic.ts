import type { TreeNode } from '../model/document.js';

/** A node of any language's tree: whatever it holds is in named fields, as nodes, lists of nodes, or plain values. */
export interface GenericNode extends TreeNode {
  readonly text?: string;
  readonly [field: string]: unknown;
}

/** The nodes in the fields of a node, in source order. Works for every language. */
export function childrenOf(node: TreeNode): TreeNode[] {
  const found: TreeNode[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) found.push(item);
  }
  let sorted = true;
  for (let i = 1; i < found.length && sorted; i++) sorted = found[i - 1]!.start <= found[i]!.start;
  return sorted ? found : found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Visits a node and all below it, parents first; `false` from `visit` skips what is below. Does not recurse. */
export function walkTree(node: TreeNode, visit: (node: TreeNode, parent: TreeNode | undefined) => unknown): void {
  const pending: [TreeNode, TreeNode | undefined][] = [[node, undefined]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (visit(next[0], next[1]) === false) continue;
    const children = childrenOf(next[0]);
    for (let i = children.length - 1; i >= 0; i--) pending.push([children[i]!, next[0]]);
  }
}

const isNode = (value: unknown): value is TreeNode =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as TreeNode).kind === 'string' &&
  typeof (value as TreeNode).start === 'number';
