import { type CallEvent, JUMP, NEXT, type Place, RAISE, RETURN, type Root, type Trace } from '../../flow/trace.js';
import { pathOf, type Value } from '../../flow/value.js';
import { ParamsError } from '../check.js';
import { type Regex, regexOf } from '../text/regex.js';
import { conditionOf, listOf } from './conditions.js';
import { type Paths, pathsOf } from './paths.js';
import { textsOf } from './provenance.js';

export type Path = readonly (string | number)[];

/** A trace, and what questions about it are worth keeping. */
export interface View {
  readonly trace: Trace;
  readonly kept: Map<unknown, unknown>;
}

/** Whether a call fits. */
export type Selector = (event: CallEvent, view: View) => boolean;

const PLACES = ['success', 'failure', 'finally', 'anywhere'] as const;

/** Keys of a selector, with their text for the reference. */
export const SELECTORS: Readonly<Record<string, { readonly type: string | string[]; readonly description: string }>> = {
  of: {
    type: ['string', 'array'],
    description:
      'Paths of what is called, imports and aliases resolved: `mlflow.log_params`, `mlflow.*.log_model`, `logging.getLogger().info` (a method of what getLogger gave), `**.predict`.',
  },
  not: { type: ['string', 'array'], description: 'Paths that are left out.' },
  with: {
    type: 'object',
    description: 'Conditions on arguments. A key names an argument by keyword or position, alternatives joined by a bar (`params|0`); `*` is any argument, `receiver` what the method is called on.',
  },
  named: { type: 'string', description: 'RE2 regex on what the result is called: its variable, the strings among its arguments.' },
  on: { type: ['object', 'string', 'array'], description: 'The object it is called on, directly or through other calls, was made by a call that fits this selector.' },
  declared: {
    type: 'string',
    description: 'The arguments are those that a maker of the object declared in this argument (`labelnames|2`): as many, or by these names. Lists that are not known agree with any.',
  },
  inside: {
    type: 'object',
    description: 'Between the opening and the closing of something: `opened-by`, `closed-by` (paths), `closed: true` where it must surely be closed. A `with` closes by itself.',
  },
  path: { type: ['string', 'array'], description: 'Where in the flow: `success` (no except, no finally), `failure` (an except branch, or `__exit__` with an exception), `finally`.' },
  propagates: { type: 'boolean', description: 'Whether the exception goes on after the except branch (raise, raise from).' },
  handler: { type: 'string', description: '`broad`: in an `except Exception`, `except BaseException` or bare except; `narrow`: in any other.' },
  beside: { type: ['object', 'string', 'array'], description: 'A function around the call also makes, or hands over, a call that fits this selector.' },
  before: { type: ['object', 'string', 'array'], description: 'A call that fits this selector comes later on the same path, or nowhere at all.' },
  after: { type: ['object', 'string', 'array'], description: 'A call that fits this selector comes earlier on the same path.' },
  entered: { type: ['boolean', 'string'], description: 'The result is used as a context manager: true, or `with`, `decorator`.' },
  discarded: { type: 'boolean', description: 'Whether nothing takes its result: it stands alone as a statement.' },
  async: { type: 'boolean', description: 'Whether it decorates an `async def`.' },
  'in-function': { type: 'boolean', description: 'Whether it happens inside a function.' },
  function: { type: 'string', description: 'RE2 regex on the name of a function around it.' },
  sure: { type: 'boolean', description: 'true leaves out helper functions that nothing calls.' },
  passed: { type: ['boolean', 'string'], description: 'Whether the callee was only handed over to be called by somebody else; `any` for either. Default: false.' },
  all: { type: 'array', description: 'Selectors that must all fit.' },
  any: { type: 'array', description: 'Selectors of which one must fit.' },
  none: { type: 'array', description: 'Selectors of which none may fit.' },
};

/** Compiles an author's selector. @throws ParamsError with the path of the key. */
export function selectorOf(raw: unknown, path: Path): Selector {
  if (typeof raw === 'string' || (Array.isArray(raw) && raw.every((item) => typeof item === 'string'))) return selectorOf({ of: raw }, path);
  if (!raw || typeof raw !== 'object' || Array.isArray(raw)) throw new ParamsError('Expected a selector of calls', path);
  const entries = Object.entries(raw);
  const parts = entries.map(([key, value]) => part(key, value, [...path, key]));
  if (!entries.some(([key]) => key === 'passed')) parts.unshift((event) => !event.passed);
  return (event, view) => parts.every((fits) => fits(event, view));
}

function part(key: string, raw: unknown, path: Path): Selector {
  switch (key) {
    case 'of':
    case 'not': {
      const paths = pathsOf(listOf(raw, path), path);
      return key === 'of' ? (event) => paths.test(event.callee) : (event) => !paths.test(event.callee);
    }
    case 'with':
      return argumentsFit(raw, path);
    case 'named':
      return named(regexOf(listOf(raw, path)[0] ?? '', path, true));
    case 'on': {
      const inner = selectorOf(raw, path);
      return (event, view) => makersOf(event).some((maker) => inner(maker, view));
    }
    case 'declared':
      return declared(listOf(raw, path)[0]?.split('|') ?? []);
    case 'inside':
      return inside(raw, path);
    case 'path':
      return atPlace(listOf(raw, path), path);
    case 'propagates':
      return (event) => handlersOf(event).some((place) => goesOn(place)) === raw;
    case 'handler':
      return (event) => handlersOf(event).some((place) => place.handler?.broad === (raw === 'broad'));
    case 'beside':
      return beside(selectorOf(withPassed(raw), path));
    case 'before':
    case 'after':
      return relative(selectorOf(withPassed(raw), path), key);
    case 'entered':
      return (event) => (raw === false ? !event.entered : event.entered !== undefined && (raw === true || event.entered.how === raw));
    case 'discarded':
      return (event) => event.discarded === raw;
    case 'async':
      return (event) => (event.entered?.async ?? false) === raw && (raw === false || event.entered?.how === 'decorator');
    case 'in-function':
      return (event) => inFunction(event) === raw;
    case 'function':
      return inFunctionNamed(regexOf(listOf(raw, path)[0] ?? '', path, true));
    case 'sure':
      return (event) => !event.activation.root.doubtful === raw;
    case 'passed':
      return (event) => raw === 'any' || event.passed === raw;
    case 'all':
    case 'any':
    case 'none':
      return several(key, raw, path);
    default:
      throw new ParamsError(`Unexpected key \`${key}\`, expected one of ${Object.keys(SELECTORS).join(', ')}`, path);
  }
}

function several(key: 'all' | 'any' | 'none', raw: unknown, path: Path): Selector {
  if (!Array.isArray(raw)) throw new ParamsError('Expected a list of selectors', path);
  const inner = raw.map((item, i) => selectorOf(withPassed(item), [...path, i]));
  if (key === 'all') return (event, view) => inner.every((fits) => fits(event, view));
  const some: Selector = (event, view) => inner.some((fits) => fits(event, view));
  return key === 'any' ? some : (event, view) => !some(event, view);
}

const withPassed = (raw: unknown): unknown =>
  typeof raw === 'string' || Array.isArray(raw) ? { of: raw, passed: 'any' } : raw && typeof raw === 'object' ? { passed: 'any', ...raw } : raw;

function argumentsFit(raw: unknown, path: Path): Selector {
  if (!raw || typeof raw !== 'object' || Array.isArray(raw)) throw new ParamsError('Expected arguments with their conditions', path);
  const all = Object.entries(raw).map(([key, value]) => {
    const absent = value === false || (value !== null && typeof value === 'object' && 'given' in value && value.given === false);
    return { names: key.split('|'), absent, condition: absent ? undefined : conditionOf(value, [...path, key], selectorOf) };
  });
  return (event, view) =>
    all.every(({ names, absent, condition }) => {
      const found = names.flatMap((name) => argument(event, name));
      if (absent) return found.length === 0;
      return found.some(([value, written]) => condition?.({ value, event, written }, view));
    });
}

/** An argument by position, keyword, `*` or `receiver`, with its text. */
export function argument(event: CallEvent, name: string): readonly (readonly [Value, string])[] {
  const written = (key: number | string): string => {
    const node = event.argNodes.get(key);
    return node ? event.source.text.slice(node.start, Math.min(node.end, node.start + 400)) : '';
  };
  if (name === '*') {
    const all = event.args.map((value, i) => [value, written(i)] as const);
    return [...all, ...[...event.keywords].map(([key, value]) => [value, written(key)] as const), ...event.open.map((value) => [value, ''] as const)];
  }
  if (name === 'receiver') return event.receiver ? [[event.receiver, '']] : [];
  const value = /^\d+$/.test(name) ? event.args[Number(name)] : event.keywords.get(name);
  return value ? [[value, written(/^\d+$/.test(name) ? Number(name) : name)]] : [];
}

function named(regex: Regex): Selector {
  return (event) => {
    if (event.made?.label !== undefined && regex.test(event.made.label)) return true;
    return [...event.args, ...event.keywords.values()].some((value) => textsOf(value).some((text) => regex.test(text)));
  };
}

/** The calls that made the object a method is called on, the nearest first. */
export function makersOf(event: CallEvent): CallEvent[] {
  const makers: CallEvent[] = [];
  const stack: (Value | undefined)[] = [event.receiver];
  for (let i = 0; i < 40 && stack.length > 0; i++) {
    const value = stack.pop();
    if (!value) continue;
    if (value.kind === 'made') {
      makers.push(value.event);
      stack.push(value.event.receiver);
    } else if (value.kind === 'ref' || value.kind === 'derived') stack.push(value.inputs[0]);
    else if (value.kind === 'choice') stack.push(...value.options);
    else if (value.kind === 'mapping') stack.push(...value.entries.map((entry) => entry.value));
    else if (value.kind === 'sequence') stack.push(...value.items);
  }
  return makers;
}

/** Whether the arguments agree with a list of names that the object was made with; none agree where it was made without. */
function declared(names: readonly string[]): Selector {
  return (event) => {
    const makers = makersOf(event);
    const lists = makers.flatMap((maker) => names.flatMap((name) => argument(maker, name).map(([value]) => value)));
    if (lists.length === 0) return !makers.some((maker) => maker.open.length === 0);
    return lists.every((list) => agrees(event, list));
  };
}

function agrees(event: CallEvent, list: Value): boolean {
  if (list.kind !== 'sequence' || list.open.length > 0 || event.open.length > 0) return list.kind !== 'const';
  if (event.args.length + event.keywords.size !== list.items.length) return false;
  const known = list.items.map((item) => (item.kind === 'const' ? item.value : undefined));
  return known.includes(undefined) || [...event.keywords.keys()].every((name) => known.includes(name));
}

function handlersOf(event: CallEvent): Place[] {
  return placesOf(event).filter((place) => place.kind === 'handler' || isExit(place));
}

function placesOf(event: CallEvent): Place[] {
  const places: Place[] = [];
  for (let at = event.place; at && places.length < 100; at = at.outer) places.push(at);
  return places;
}

/** A branch of `__exit__` that is taken when there is an exception. */
const isExit = (place: Place): boolean =>
  place.kind === 'branch' && !place.negated && place.test !== undefined && [place.test, ...(place.test.kind === 'derived' ? place.test.inputs : [])].some((value) => pathOf(value) === '$raised');

/** Whether an exception leaves the handler in every case, and is not swallowed further out. */
function goesOn(place: Place): boolean {
  if (place.kind === 'branch') return true;
  const { handler, attempt } = place;
  if (!handler || !attempt || attempt.swallowed || !(handler.exits & RAISE) || handler.exits & (NEXT | RETURN | JUMP)) return false;
  for (let at = attempt.outer; at; at = at.outer) {
    if (at.kind !== 'body' || !at.attempt || at.attempt.handlers.length === 0) continue;
    const broad = at.attempt.handlers.find((one) => one.broad);
    if (broad && !(broad.exits & RAISE)) return false;
  }
  return true;
}

function atPlace(wanted: readonly string[], path: Path): Selector {
  const unknown = wanted.find((one) => !(PLACES as readonly string[]).includes(one));
  if (unknown !== undefined) throw new ParamsError(`Unexpected path \`${unknown}\`, expected one of ${PLACES.join(', ')}`, path);
  return (event) => {
    const failure = handlersOf(event).length > 0;
    const last = placesOf(event).some((place) => place.kind === 'finally');
    const here = failure ? 'failure' : last ? 'finally' : 'success';
    return wanted.includes(here) || wanted.includes('anywhere');
  };
}

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

function beside(inner: Selector): Selector {
  return (event, view) => {
    const others = fitting(inner, view);
    if (event.entered && others.within.has(event)) return true;
    const around = activationsOf(event);
    return around.length === 0 ? others.direct.has(event.activation.id) : around.some((id) => others.activations.has(id));
  };
}

/** The calls whose context managers are open around a call. */
function contextsOf(event: CallEvent): CallEvent[] {
  const makers: CallEvent[] = [];
  for (let at = event.context; at && makers.length < 100; at = at.outer) if (at.value.kind === 'made') makers.push(at.value.event);
  return makers;
}

/** The functions around a call, without the module. */
function activationsOf(event: CallEvent): number[] {
  const ids: number[] = [];
  for (let at: CallEvent['activation'] | undefined = event.activation; at; at = at.outer) if (at.outer) ids.push(at.id);
  return ids;
}

const inFunction = (event: CallEvent): boolean => event.activation.outer !== undefined;

function inFunctionNamed(regex: Regex): Selector {
  return (event) => {
    for (let at: CallEvent['activation'] | undefined = event.activation; at?.outer; at = at.outer) if (regex.test(at.name)) return true;
    return false;
  };
}

function relative(inner: Selector, key: 'before' | 'after'): Selector {
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

function inside(raw: unknown, path: Path): Selector {
  const given = raw as { 'opened-by'?: unknown; 'closed-by'?: unknown; closed?: boolean };
  if (!given || typeof given !== 'object' || given['opened-by'] === undefined) throw new ParamsError('Expected `opened-by`', path);
  const region: Region = {
    opened: pathsOf(listOf(given['opened-by'], [...path, 'opened-by']), [...path, 'opened-by']),
    closed: pathsOf(given['closed-by'] === undefined ? [] : listOf(given['closed-by'], [...path, 'closed-by']), [...path, 'closed-by']),
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
  if (opener.entered?.how === 'decorator' || opener.index > event.index || opener.activation.root !== event.activation.root) return false;
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

