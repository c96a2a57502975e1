import { type DataEntry, type DataMap, type DataNode, type DataScalar, textAt } from '../../../checks/data/node.js';

export interface Change {
  /** Whether it stands in something that was added whole: its name is a choice, and so is its value. */
  readonly inside?: boolean;
  readonly path: string;
  readonly parent: string;
  readonly before: DataNode | undefined;
  readonly after: DataNode | undefined;
}

const MOST = 400;

/** The differences of two documents, outermost first; what was added is told whole and by its values. */
export function changesOf(before: DataNode | undefined, after: DataNode): Change[] {
  const changes: Change[] = [];
  const pending: Change[] = [{ path: '', parent: '', before, after }];
  for (let one = pending.shift(); one && changes.length < MOST; one = pending.shift()) {
    const { before: old, after: now, path } = one;
    if (old && now && old.kind === 'scalar' && now.kind === 'scalar') {
      // `3.10` is a number and `"3.10"` a text, though they are written alike.
      if (old.text !== now.text || typeof old.value !== typeof now.value) changes.push(one);
    } else if (old?.kind === 'map' && now?.kind === 'map') pending.push(...ofMaps(old, now, path));
    else if (old?.kind === 'list' && now?.kind === 'list' && old.items.length > 0)
      pending.push(...ofLists(old.items, now.items, path));
    else {
      if (path !== '') changes.push(one);
      if (now && now.kind !== 'scalar') {
        const below = now.kind === 'map' ? ofMaps(undefined, now, path) : ofLists([], now.items, path);
        pending.push(...below.map((change) => ({ ...change, inside: now.kind === 'map' })));
      }
    }
  }
  return changes;
}

function ofMaps(before: DataMap | undefined, after: DataMap, path: string): Change[] {
  const [were, are] = [before ? entriesOf(before) : [], entriesOf(after)];
  const find = (entries: readonly DataEntry[], key: string): DataEntry | undefined =>
    entries.find((one) => one.key === key);
  const repeated = new Set([...repeatedBlocks(before), ...repeatedBlocks(after)]);
  const blocks = [...repeated].flatMap((key) =>
    ofLists(bodiesAt(before, key), bodiesAt(after, key), joined(path, keyStep(key))),
  );
  const single = (entries: DataEntry[]) => entries.filter((entry) => !repeated.has(entry.key));
  const now = single(are).map((entry) => change(path, keyStep(entry.key), find(were, entry.key)?.value, entry.value));
  const gone = single(were).filter((entry) => !find(are, entry.key));
  return [...blocks, ...now, ...gone.map((entry) => change(path, keyStep(entry.key), entry.value, undefined))];
}

/** Keys that stand before several blocks of HCL without labels, which a path takes for a list. */
const repeatedBlocks = (map: DataMap | undefined): string[] =>
  (map?.entries ?? []).map(({ key }) => key).filter((key) => bodiesAt(map, key).length > 1);

const bodiesAt = (map: DataMap | undefined, key: string): DataNode[] =>
  (map?.entries ?? []).flatMap((entry) =>
    entry.key === key && entry.value.kind === 'map' && entry.value.block ? [entry.value] : [],
  );

/** Blocks of one name are one map: `resource "a" "b" {}` stands as often as there are resources. */
function entriesOf(map: DataMap): DataEntry[] {
  const byKey = new Map<string, DataEntry>();
  for (const entry of map.entries) {
    const first = byKey.get(entry.key);
    if (!first) byKey.set(entry.key, entry);
    else if (first.value.kind === 'map' && entry.value.kind === 'map')
      byKey.set(entry.key, {
        ...first,
        value: { ...first.value, entries: [...first.value.entries, ...entry.value.entries] },
      });
  }
  return [...byKey.values()];
}

const change = (parent: string, step: string, before: DataNode | undefined, after: DataNode | undefined): Change => ({
  path: joined(parent, step),
  parent,
  before,
  after,
});

const joined = (parent: string, step: string): string => (parent === '' ? step.replace(/^\./, '') : `${parent}${step}`);

export const keyStep = (key: string): string => (/^[\w$/-]+$/.test(key) ? `.${key}` : `."${key.replaceAll('"', '')}"`);

/** Items are told apart by what names them; without a name, by the values they hold. */
function ofLists(before: readonly DataNode[], after: readonly DataNode[], path: string): Change[] {
  const key = ['name', 'id', 'repo', 'alert', 'job', 'job_name', 'from_port', 'containerPort'].find(
    (one) => names(after, one) && names(before, one),
  );
  if (key !== undefined && after.length > 1) {
    const step = (node: DataNode) => `[${key}=${quoted(textAt(node, key) ?? '')}]`;
    const find = (nodes: readonly DataNode[], node: DataNode) =>
      nodes.find((one) => textAt(one, key) === textAt(node, key));
    const now = after.map((node) => change(path, step(node), find(before, node), node));
    const gone = before.filter((node) => !find(after, node));
    return [...now, ...gone.map((node) => change(path, step(node), node, undefined))];
  }
  if (before.length === 1 && after.length === 1) return [change(path, '[*]', before[0], after[0])];
  const pairs = pairedByValue(before, after, path);
  const left = (nodes: readonly DataNode[]) =>
    nodes.filter((node) => !pairs.some((one) => one.before === node || one.after === node));
  return [...pairs, ...bySets(leavesOf(left(before), `${path}[*]`), leavesOf(left(after), `${path}[*]`))];
}

/** Items without a name of their own that one value tells apart in both files: `[column=age]`. */
function pairedByValue(before: readonly DataNode[], after: readonly DataNode[], path: string): Change[] {
  const holding = (nodes: readonly DataNode[], key: string, text: string) =>
    nodes.filter((node) => node.kind === 'map' && textAt(node, key) === text);
  return after.flatMap((now): Change[] => {
    const entries =
      now.kind === 'map' ? now.entries.filter(({ value }) => value.kind === 'scalar' && value.value !== null) : [];
    // The shortest says what the item is about, rather than of which kind it is.
    const texts = entries.map(({ key, value }) => ({ key, text: value.kind === 'scalar' ? value.text : '' }));
    for (const { key, text } of texts.sort((a, b) => a.text.length - b.text.length)) {
      const [old, ...others] = holding(before, key, text);
      if (old && others.length === 0 && holding(after, key, text).length === 1 && !/^[\d.]*$/.test(text))
        return [change(path, `[${key}=${quoted(text)}]`, old, now)];
    }
    return [];
  });
}

function names(nodes: readonly DataNode[], key: string): boolean {
  const found = nodes.map((node) => textAt(node, key));
  return found.every((name) => name !== undefined) && new Set(found).size === found.length;
}

const quoted = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`);

interface Leaf {
  readonly path: string;
  readonly node: DataScalar;
}

export function leavesOf(nodes: readonly DataNode[], path: string): Leaf[] {
  const found: Leaf[] = [];
  const pending: { path: string; node: DataNode }[] = nodes.map((node) => ({ path, node }));
  for (let one = pending.shift(); one && found.length < MOST; one = pending.shift()) {
    const { node } = one;
    if (node.kind === 'scalar') found.push({ path: one.path, node });
    else if (node.kind === 'list') pending.push(...node.items.map((item) => ({ path: `${one.path}[*]`, node: item })));
    else
      pending.push(...node.entries.map((entry) => ({ path: `${one.path}${keyStep(entry.key)}`, node: entry.value })));
  }
  return found;
}

/** Values that came are paired with those of the same path that went and start alike. */
function bySets(before: readonly Leaf[], after: readonly Leaf[]): Change[] {
  const has = (leaves: readonly Leaf[], leaf: Leaf) =>
    leaves.some((one) => one.path === leaf.path && one.node.text === leaf.node.text);
  const gone = before.filter((leaf) => !has(after, leaf));
  const paired = new Set<Leaf>();
  const now = after
    .filter((leaf) => !has(before, leaf))
    .map((leaf) => {
      const rest = gone.filter((one) => one.path === leaf.path && !paired.has(one));
      const [best] = rest.sort((a, b) => shared(b.node.text, leaf.node.text) - shared(a.node.text, leaf.node.text));
      const old = best && shared(best.node.text, leaf.node.text) >= LEAST_SHARED ? best : undefined;
      if (old) paired.add(old);
      return { path: leaf.path, parent: parentOf(leaf.path), before: old?.node, after: leaf.node };
    });
  const left = gone.filter((leaf) => !paired.has(leaf));
  return [...now, ...left.map(({ path, node }) => ({ path, parent: parentOf(path), before: node, after: undefined }))];
}

const LEAST_SHARED = 4;
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('[*]'));

function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}
