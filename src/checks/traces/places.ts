import { type CallEvent, JUMP, NEXT, type Place, RAISE, RETURN } from '../../flow/trace.js';
import { pathOf } from '../../flow/value.js';
import { ParamsError } from '../check.js';
import type { Regex } from '../text/regex.js';
import type { Paths } from './paths.js';
import type { Path, Selector } from './view.js';

export const PLACES = ['success', 'failure', 'finally', 'anywhere'] as const;

export function handlersOf(event: CallEvent): Place[] {
  return placesOf(event).filter((place) => place.kind === 'handler' || isExit(place));
}

export function placesOf(event: CallEvent): Place[] {
  const places: Place[] = [];
  for (let at = event.place; at && places.length < 100; at = at.outer) places.push(at);
  return places;
}

/** A branch of `__exit__` that is taken when there is an exception. */
export const isExit = (place: Place): boolean =>
  place.kind === 'branch' &&
  !place.negated &&
  place.test !== undefined &&
  [place.test, ...(place.test.kind === 'derived' ? place.test.inputs : [])].some(
    (value) => pathOf(value) === '$raised',
  );

/** Whether an exception leaves the handler in every case, and is not swallowed further out. */
export function goesOn(place: Place): boolean {
  if (place.kind === 'branch') return true;
  const { handler, attempt } = place;
  if (!handler || !attempt || attempt.swallowed || !(handler.exits & RAISE) || handler.exits & (NEXT | RETURN | JUMP))
    return false;
  for (let at = attempt.outer; at; at = at.outer) {
    if (at.kind !== 'body' || !at.attempt || at.attempt.handlers.length === 0) continue;
    const broad = at.attempt.handlers.find((one) => one.broad);
    if (broad && !(broad.exits & RAISE)) return false;
  }
  return true;
}

export function atPlace(wanted: readonly string[], path: Path): Selector {
  const unknown = wanted.find((one) => !(PLACES as readonly string[]).includes(one));
  if (unknown !== undefined)
    throw new ParamsError(`Unexpected path \`${unknown}\`, expected one of ${PLACES.join(', ')}`, path);
  return (event) => {
    const failure = handlersOf(event).length > 0;
    const last = placesOf(event).some((place) => place.kind === 'finally');
    const here = failure ? 'failure' : last ? 'finally' : 'success';
    return wanted.includes(here) || wanted.includes('anywhere');
  };
}

/** The calls whose context managers are open around a call. */
export function contextsOf(event: CallEvent): CallEvent[] {
  const makers: CallEvent[] = [];
  for (let at = event.context; at && makers.length < 100; at = at.outer)
    if (at.value.kind === 'made') makers.push(at.value.event);
  return makers;
}

/** The functions around a call, without the module. */
export function activationsOf(event: CallEvent): number[] {
  const ids: number[] = [];
  for (let at: CallEvent['activation'] | undefined = event.activation; at; at = at.outer) if (at.outer) ids.push(at.id);
  return ids;
}

export const inFunction = (event: CallEvent): boolean => event.activation.outer !== undefined;

export function inFunctionNamed(regex: Regex): Selector {
  return (event) => {
    for (let at: CallEvent['activation'] | undefined = event.activation; at?.outer; at = at.outer)
      if (regex.test(at.name)) return true;
    return false;
  };
}

/** Whether a function around the call was handed over to such a call. */
export function handedTo(paths: Paths): Selector {
  return (event) => {
    for (let at: CallEvent['activation'] | undefined = event.activation; at; at = at.outer)
      if (at.handedTo !== undefined && paths.test(at.handedTo)) return true;
    return false;
  };
}

/** Whether a function around the call has such a decorator, with or without arguments. */
export function decorated(paths: Paths): Selector {
  return (event) => {
    for (let at = event.context; at; at = at.outer)
      if (at.how === 'decorator' && paths.test(pathOf(at.value).replace(/\(\)$/, ''))) return true;
    return false;
  };
}
