import { ParamsError } from '../check.js';
import type { DataEntry, DataNode } from './node.js';

/** A step of a path: a key or index by name, `*` for any child, `**` for any depth, or those children that hold certain values. */
type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'where'; readonly key: string; readonly value: string };

export type DataPath = readonly Step[];

/** What a path led to: the node, and its entry where it is the value of a key. */
export interface Reached {
  readonly node: DataNode;
  readonly entry: DataEntry | undefined;
}

/**
 * Reads `spec.containers[*].image`, `jobs.*.steps[name=Test].run`, `**.password`, `"a.b".c`, `items[0]`, `items[-1]`.
 * @throws ParamsError at the character that is no path.
 */
export function pathOf(text: string, at: readonly (string | number)[]): DataPath {
  const steps: Step[] = [];
  const token =
    /\.?(?:"([^"]*)"|(\*\*)|(\*)|\[\s*(\*)\s*\]|\[\s*(-?\d+)\s*\]|\[\s*([\w./-]+)\s*=\s*("[^"]*"|[^\]]*?)\s*\]|([^.[\]"*\s][^.[\]]*))/y;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new ParamsError(`Unexpected path \`${text}\`, at \`${text.slice(from)}\``, at, from);
    steps.push(stepOf(found));
  }
  if (steps.length === 0) throw new ParamsError('Unexpected empty path, expected keys joined by dots', at, 0);
  return steps;
}

function stepOf([, quoted, deep, star, all, index, key, value, plain]: RegExpExecArray): Step {
  if (deep !== undefined) return { kind: 'deep' };
  if (star !== undefined || all !== undefined) return { kind: 'any' };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (key !== undefined) return { kind: 'where', key, value: (value ?? '').replace(/^"|"$/g, '') };
  return { kind: 'key', key: quoted ?? plain ?? '' };
}

const MOST = 5000;

/** All that a path leads to, in the order of the text. */
export function reach(root: DataNode, path: DataPath): Reached[] {
  let at: Reached[] = [{ node: root, entry: undefined }];
  for (const step of path) {
    at = at.flatMap((one) => follow(one, step)).slice(0, MOST);
    if (step.kind === 'deep') at = [...new Map(at.map((one) => [one.node, one])).values()];
  }
  return at;
}

function follow(from: Reached, step: Step): Reached[] {
  const { node } = from;
  switch (step.kind) {
    case 'key':
      return node.kind === 'map' ? node.entries.filter((entry) => entry.key === step.key).map(reached) : [];
    case 'any':
      return childrenOf(node);
    case 'deep':
      return descendants(from);
    case 'index': {
      const item = node.kind === 'list' ? node.items.at(step.index) : undefined;
      return item ? [{ node: item, entry: undefined }] : [];
    }
    default:
      return childrenOf(node).filter((child) => holds(child.node, step.key, step.value));
  }
}

const reached = (entry: DataEntry): Reached => ({ node: entry.value, entry });

function childrenOf(node: DataNode): Reached[] {
  if (node.kind === 'map') return node.entries.map(reached);
  return node.kind === 'list' ? node.items.map((item) => ({ node: item, entry: undefined })) : [];
}

function descendants(from: Reached): Reached[] {
  const found: Reached[] = [];
  const stack = [from];
  for (let next = stack.pop(); next && found.length < MOST; next = stack.pop()) {
    found.push(next);
    stack.push(...childrenOf(next.node).reverse());
  }
  return found;
}

function holds(node: DataNode, key: string, value: string): boolean {
  const entry = node.kind === 'map' ? node.entries.find((one) => one.key === key) : undefined;
  return entry?.value.kind === 'scalar' && entry.value.text === value;
}
