import { CLEAN, drop, type Labels, type Places, pathOf, union } from './taint-places.js';
import { keyOf, type Spot, Spots } from './taint-spots.js';
import type { G } from './tree.js';

/** The label of a source without one. */
export const DEFAULT = '__SOURCE__';
/** The place of what a path has passed; no variable has this name. */
const CONTROL = ' control';

/** Where a file has sources and sanitizers, and what they make of the values there. */
export class Marks {
  private readonly sources: Spots;
  private readonly sanitizers: Spots;
  private readonly hasControl: boolean;

  constructor(sources: readonly Spot[], sanitizers: readonly Spot[]) {
    this.sources = new Spots(sources);
    this.sanitizers = new Spots(sanitizers);
    this.hasControl = sources.some((one) => one.spec.control);
  }

  isSanitized(node: G): boolean {
    return this.sanitizers
      .around(node)
      .some((one) => one.spec.bySideEffect !== 'only' && (!one.spec.exact || keyOf(one) === keyOf(node)));
  }

  /** Labels of the sources that a stretch belongs to; a source may ask that something else came in. */
  sourceLabels(node: { readonly start: number; readonly end: number }, incoming: Labels, exactly = false): Labels {
    let labels: Labels = CLEAN;
    for (const one of this.sources.around(node)) {
      const same = one.start === node.start && one.end === node.end;
      if ((exactly || one.spec.exact) && !same) continue;
      if ((one.spec.bySideEffect === 'only' && !exactly) || one.spec.control) continue;
      if (one.requires && !one.requires(incoming)) continue;
      labels = union(labels, new Set([one.spec.label ?? DEFAULT]));
    }
    return labels;
  }

  /** Sources and sanitizers that change the variable itself, not just what is read there. */
  bySideEffect(node: G, labels: Labels, places: Places): void {
    const path = node.kind === 'Name' || node.kind === 'Attr' || node.kind === 'Subscript' ? pathOf(node) : undefined;
    if (path === undefined) return;
    for (const one of this.sanitizers.around(node)) {
      if (one.spec.bySideEffect === false || keyOf(one) !== keyOf(node)) continue;
      drop(places, path);
      places.set(path, CLEAN);
    }
    for (const one of this.sources.around(node)) {
      if (one.spec.bySideEffect === false || keyOf(one) !== keyOf(node) || (one.requires && !one.requires(labels)))
        continue;
      places.set(path, union(places.get(path) ?? CLEAN, new Set([one.spec.label ?? DEFAULT])));
    }
  }

  /** What has been passed on the way here, where a source speaks of the way and not of values. */
  control(node: G, places: Places): Labels {
    if (!this.hasControl) return CLEAN;
    const before = places.get(CONTROL) ?? CLEAN;
    for (const one of this.sources.around(node))
      if (one.spec.control && keyOf(one) === keyOf(node))
        places.set(CONTROL, union(before, new Set([one.spec.label ?? DEFAULT])));
    for (const one of this.sanitizers.around(node))
      if (one.spec.bySideEffect !== false && keyOf(one) === keyOf(node)) places.delete(CONTROL);
    return before;
  }
}
