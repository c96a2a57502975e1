import { type CallEvent, NEXT, type Root } from '../../flow/trace.js';
import { ParamsError } from '../check.js';
import { listOf } from './conditions.js';
import { type Paths, pathsOf } from './paths.js';
import { activationsOf, contextsOf, placesOf } from './places.js';
import type { Path, Selector, View } from './view.js';

/** The calls of a trace that fit a selector, and where they are. */
interface Fitting {
  readonly all: readonly CallEvent[];
  readonly activations: ReadonlySet<number>;
  /** The activations in which they happen themselves, modules too. */
  readonly direct: ReadonlySet<number>;
  /** Calls whose context managers are open around one of them. */
  readonly within: ReadonlySet<CallEvent>;
  /** By root: the first and the last. */
  readonly reach: ReadonlyMap<Root, { first: number; last: number }>;
}

/** Kept per trace: several questions ask for the same. */
function fitting(inner: Selector, view: View): Fitting {
  const known = view.kept.get(inner) as Fitting | undefined;
  if (known) return known;
  const all = view.trace.calls.filter((event) => inner(event, view));
  const reach = new Map<Root, { first: number; last: number }>();
  for (const { activation, index } of all) {
    const known = reach.get(activation.root);
    if (known) known.last = Math.max(known.last, index);
    else reach.set(activation.root, { first: index, last: index });
  }
  const found: Fitting = {
    all,
    activations: new Set(all.flatMap(activationsOf)),
    direct: new Set(all.map((event) => event.activation.id)),
    within: new Set(all.flatMap(contextsOf)),
    reach,
  };
  view.kept.set(inner, found);
  return found;
}

export function beside(inner: Selector): Selector {
  return (event, view) => {
    const others = fitting(inner, view);
    if (event.entered && others.within.has(event)) return true;
    const around = activationsOf(event);
    return around.length === 0
      ? others.direct.has(event.activation.id)
      : around.some((id) => others.activations.has(id));
  };
}

export function relative(inner: Selector, key: 'before' | 'after'): Selector {
  return (event, view) => {
    const here = fitting(inner, view).reach.get(event.activation.root);
    if (!here) return key === 'before';
    return key === 'before' ? here.last > event.index : here.first < event.index;
  };
}

interface Region {
  readonly opened: Paths;
  readonly closed: Paths;
  readonly mustClose: boolean;
}

export function inside(raw: unknown, path: Path): Selector {
  const given = raw as { 'opened-by'?: unknown; 'closed-by'?: unknown; closed?: boolean };
  if (!given || typeof given !== 'object' || given['opened-by'] === undefined)
    throw new ParamsError('Expected `opened-by`', path);
  const region: Region = {
    opened: pathsOf(listOf(given['opened-by'], [...path, 'opened-by']), [...path, 'opened-by']),
    closed: pathsOf(given['closed-by'] === undefined ? [] : listOf(given['closed-by'], [...path, 'closed-by']), [
      ...path,
      'closed-by',
    ]),
    mustClose: given.closed ?? false,
  };
  const opens: Selector = (event) => !event.passed && region.opened.test(event.callee);
  const closes: Selector = (event) => region.closed.test(event.callee);
  return (event, view) => {
    const closers = fitting(closes, view).all;
    return fitting(opens, view).all.some((opener) => holds(region, opener, event, closers));
  };
}

/** Whether `event` lies between an opening call and its closing. */
function holds(region: Region, opener: CallEvent, event: CallEvent, all: readonly CallEvent[]): boolean {
  if (opener === event) return false;
  if (contextsOf(event).includes(opener)) return true;
  if (
    opener.entered?.how === 'decorator' ||
    opener.index > event.index ||
    opener.activation.root !== event.activation.root
  )
    return false;
  if (opener.entered && opener.entered.to <= event.index) return false;
  const closers = all.filter((one) => one.activation.root === opener.activation.root && one.index > opener.index);
  if (closers.some((one) => one.index < event.index && reaches(one, event))) return false;
  return !region.mustClose || opener.entered !== undefined || closers.some((one) => one.index > event.index);
}

/** Whether control can pass from one call on to another: not out of a branch that ends in raise or return. */
function reaches(from: CallEvent, to: CallEvent): boolean {
  const around = new Set(placesOf(to));
  return placesOf(from).every((place) => around.has(place) || (place.ends & NEXT) !== 0);
}
