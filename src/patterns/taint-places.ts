import type { G } from './tree.js';

/** Labels that an expression carries. Nothing is the empty set. */
export type Labels = ReadonlySet<string>;
export const CLEAN: Labels = new Set();

/** Labels of each place: a variable, or a path such as `x.a` and `x[0]`. */
export type Places = Map<string, Labels>;

export function union(...sets: readonly Labels[]): Labels {
  const full = sets.filter((set) => set.size > 0);
  if (full.length <= 1) return full[0] ?? CLEAN;
  return new Set(full.flatMap((set) => [...set]));
}

/** `x`, `x.a`, `x[0]`, `x["k"].b`; nothing where an index is not a constant. */
export function pathOf(node: G): string | undefined {
  const steps: string[] = [];
  let at = node;
  for (;;) {
    if (at.kind === 'Name') return at.id + steps.reverse().join('');
    if (at.kind === 'Attr') steps.push(`.${at.attr}`);
    else if (at.kind === 'Subscript' && at.index.kind === 'Const') steps.push(`[${String(at.index.value)}]`);
    else return undefined;
    at = at.value;
  }
}

export function basePath(node: G): string | undefined {
  let at = node;
  while (at.kind === 'Attr' || at.kind === 'Subscript') {
    at = at.value;
    const path = pathOf(at);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** A variable carries what it was given and what its parts carry. */
export const readPlace = (places: Places, name: string): Labels =>
  union(places.get(name) ?? CLEAN, partsOf(places, name));

export function partsOf(places: Places, whole: string): Labels {
  let labels: Labels = CLEAN;
  for (const [path, own] of places) if (own.size > 0 && isPart(path, whole)) labels = union(labels, own);
  return labels;
}

/** What the elements of a collection carry, whatever their index. */
export function elementsOf(places: Places, whole: string | undefined): Labels {
  let labels: Labels = CLEAN;
  if (whole === undefined) return labels;
  for (const [path, own] of places) if (own.size > 0 && path.startsWith(`${whole}[`)) labels = union(labels, own);
  return labels;
}

const isPart = (path: string, of: string): boolean =>
  path.length > of.length && path.startsWith(of) && (path[of.length] === '.' || path[of.length] === '[');

export function drop(places: Places, path: string): void {
  for (const known of places.keys()) if (known === path || isPart(known, path)) places.delete(known);
}

export function merge(a: Places | undefined, b: Places | undefined): Places | undefined {
  if (!a) return b;
  if (!b) return a;
  const found: Places = new Map(a);
  for (const [path, labels] of b) found.set(path, union(found.get(path) ?? CLEAN, labels));
  return found;
}
