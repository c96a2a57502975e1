import { ParamsError } from '../check.js';
import type { DataEntry, DataNode } from './node.js';

/** A step of a path: a key or index by name, `*` for any child, `[*]` for any item, `**` for any depth, or those items that hold certain values. */
type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'items' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'where'; readonly key: string; readonly value: string };

export type DataPath = readonly Step[];

/** What a path led to: the node, and its entry where it is the value of a key. */
export interface Reached {
  readonly node: DataNode;
  readonly entry: DataEntry | undefined;
  /** Which of the entries of its key it is, and of how many: HCL repeats a key for each block. */
  readonly nth?: readonly [index: number, count: number];
}

/**
 * Reads `spec.containers[*].image`, `jobs.*.steps[name=Test].run`, `**.password`, `"a.b".c`, `items[0]`, `items[-1]`. Blocks of HCL that share a key
 * are its items: `ingress[0]`, `ingress[from_port=22]`.
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
  if (star !== undefined) return { kind: 'any' };
  if (all !== undefined) return { kind: 'items' };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (key !== undefined) return { kind: 'where', key, value: (value ?? '').replace(/^"|"$/g, '') };
  return { kind: 'key', key: quoted ?? plain ?? '' };
}

const MOST = 5000;

/** All that a path leads to, in the order of the text; what two ways lead to counts once. */
export function reach(root: DataNode, path: DataPath): Reached[] {
  let at: Reached[] = [{ node: root, entry: undefined }];
  for (const step of path) {
    const next = at.flatMap((one) => follow(one, step)).slice(0, MOST);
    at = [...new Map(next.map((one) => [one.node, one])).values()];
  }
  return at;
}

function follow(from: Reached, step: Step): Reached[] {
  const { node } = from;
  switch (step.kind) {
    case 'key':
      return node.kind === 'map' ? entriesOf(node.entries.filter((entry) => entry.key === step.key)) : [];
    case 'any':
      return childrenOf(node);
    case 'items':
      return itemsOf(from);
    case 'deep':
      return descendants(from);
    case 'index':
      return indexed(from, step.index);
    default:
      return itemsOf(from).filter((item) => holds(item.node, step.key, step.value));
  }
}

/** What brackets choose from: the items of a list, the values of a mapping, a block itself. */
const itemsOf = (from: Reached): Reached[] =>
  from.node.kind === 'map' && from.node.block ? [from] : childrenOf(from.node);

function indexed(from: Reached, index: number): Reached[] {
  const { node, nth } = from;
  if (node.kind === 'map' && node.block && nth) return nth[0] === (index < 0 ? index + nth[1] : index) ? [from] : [];
  const item = node.kind === 'list' ? node.items.at(index) : undefined;
  return item ? [{ node: item, entry: undefined }] : [];
}

function childrenOf(node: DataNode): Reached[] {
  if (node.kind === 'map') return entriesOf(node.entries);
  return node.kind === 'list' ? node.items.map((item) => ({ node: item, entry: undefined })) : [];
}

function entriesOf(entries: readonly DataEntry[]): Reached[] {
  const counts = new Map<string, number>();
  for (const { key } of entries) counts.set(key, (counts.get(key) ?? 0) + 1);
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const index = seen.get(entry.key) ?? 0;
    seen.set(entry.key, index + 1);
    return { node: entry.value, entry, nth: [index, counts.get(entry.key) ?? 1] };
  });
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

/** A key by its whole name, else a path of keys below it; a list holds what an item of it is. */
function holds(node: DataNode, key: string, value: string): boolean {
  const whole = node.kind === 'map' ? node.entries.find((one) => one.key === key)?.value : undefined;
  const found = whole ?? key.split('.').reduce<DataNode | undefined>(childAt, node);
  const texts = found?.kind === 'list' ? found.items : found ? [found] : [];
  return texts.some((one) => one.kind === 'scalar' && one.text === value);
}

const childAt = (node: DataNode | undefined, key: string): DataNode | undefined =>
  node?.kind === 'map' ? node.entries.find((one) => one.key === key)?.value : undefined;
