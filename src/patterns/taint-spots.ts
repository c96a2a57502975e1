import type { Range } from './operators.js';
import type { Requirement } from './requires.js';
import type { TaintSpec } from './rules/model.js';

/** A stretch that a source, a sanitizer or a sink matches. */
export interface Spot extends Range {
  readonly spec: TaintSpec;
  readonly requires?: Requirement | undefined;
  /** What is asked of the place of each metavariable. */
  readonly needs?: readonly { readonly at: string; readonly requires: Requirement }[] | undefined;
}

/** A propagator's match: what stands at one stretch is handed to another. */
export interface Carrier {
  readonly spec: TaintSpec;
  readonly requires?: Requirement | undefined;
  readonly from: string;
  readonly to: string;
}

export const keyOf = (node: { readonly start: number; readonly end: number }): string => `${node.start}-${node.end}`;

/** Stretches, asked for those around a place. */
export class Spots {
  private readonly list: readonly Spot[];
  /** The furthest end among a stretch and those before it. */
  private readonly furthest: number[] = [];

  constructor(spots: readonly Spot[]) {
    this.list = [...spots].sort((a, b) => a.start - b.start);
    let end = -1;
    for (const one of this.list) {
      end = Math.max(end, one.end);
      this.furthest.push(end);
    }
  }

  around(node: { readonly start: number; readonly end: number }): readonly Spot[] {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle]!.start <= node.start) low = middle + 1;
      else high = middle;
    }
    const found: Spot[] = [];
    for (let i = low - 1; i >= 0 && this.furthest[i]! >= node.end; i--)
      if (this.list[i]!.end >= node.end) found.push(this.list[i]!);
    return found;
  }
}
