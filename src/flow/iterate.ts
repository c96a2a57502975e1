import type { PyComprehension, PyExpr } from '../languages/python/ast.js';
import { assign } from './assign.js';
import { type Frame, type Machine, spend } from './machine.js';
import { choice, derived, type Mapping, sequence, truthOf, type Value } from './value.js';

const UNROLL = 40;

/** The elements of a value: those that are known, one by one, and one that stands for all others. */
export function elementsOf(value: Value): { readonly known: readonly Value[]; readonly rest: Value | undefined } {
  switch (value.kind) {
    case 'sequence':
      return {
        known: value.items.slice(0, UNROLL),
        rest: restOf(value.open, value.items.length > UNROLL ? value : undefined),
      };
    case 'mapping':
      return { known: value.entries.slice(0, UNROLL).map((entry) => entry.key), rest: restOf(value.open) };
    case 'choice': {
      const all = value.options.map(elementsOf);
      const rests = all.flatMap((one) => (one.rest ? [one.rest] : []));
      return {
        known: all.flatMap((one) => one.known).slice(0, UNROLL),
        rest: rests.length > 0 ? choice(rests) : undefined,
      };
    }
    default:
      return { known: [], rest: value.kind === 'const' && value.value === '' ? undefined : derived('element', value) };
  }
}

/** Key and value pairs of a mapping, as tuples. */
export function itemsOf(value: Mapping): Value {
  const pairs = value.entries.map((entry) => sequence('tuple', [entry.key, entry.value]));
  const open = value.open.map((one) => derived('items()', one));
  return sequence('list', pairs, open);
}

/** What is told about one element of a comprehension: the names bound for it, and whether elements are left out or unknown. */
export interface Round {
  readonly frame: Frame;
  readonly filtered: boolean;
  readonly open: boolean;
}

/** Reads a comprehension: `emit` is called once for each element that is known, and once for the rest. */
export function comprehend(
  m: Machine,
  generators: readonly PyComprehension[],
  outer: Frame,
  emit: (round: Round) => void,
): void {
  const scope = {
    kind: 'function',
    vars: new Map(),
    parent: outer.scope,
    source: outer.source,
    outward: new Map(),
  } as const;
  nest(m, generators, 0, { frame: { ...outer, scope }, filtered: false, open: false }, emit);
}

function nest(
  m: Machine,
  generators: readonly PyComprehension[],
  at: number,
  round: Round,
  emit: (round: Round) => void,
): void {
  const generator = generators[at];
  if (!generator) {
    emit(round);
    return;
  }
  const { known, rest } = elementsOf(m.evaluate(generator.iter, round.frame));
  const visit = (element: Value, unknown: boolean) => {
    if (!spend(m)) return;
    assign(m, generator.target, element, round.frame);
    const verdicts = generator.ifs.map((test) => keeps(m, test, round.frame));
    if (verdicts.includes(false)) return;
    const filtered = round.filtered || verdicts.includes(undefined);
    nest(m, generators, at + 1, { frame: round.frame, filtered, open: round.open || unknown }, emit);
  };
  for (const element of known) visit(element, false);
  if (rest) visit(rest, true);
}

function keeps(m: Machine, test: PyExpr, frame: Frame): boolean | undefined {
  return truthOf(m.evaluate(test, frame));
}

function restOf(open: readonly Value[], more?: Value): Value | undefined {
  const all = more ? [...open, more] : open;
  return all.length > 0 ? choice(all.map((one) => derived('element', one))) : undefined;
}
