import type { Py } from '../languages/python/ast.js';
import type { Frame, Machine } from './machine.js';
import type { Place } from './trace.js';
import { choice, type Made, pathOf, ref, type Value } from './value.js';

/**
 * What the answer put in place of a library's own functions and classes (`mlflow.log_params = print`), by their path: from then on a
 * call of that name is not the library's. Tests may do as they like: what they replace, they replace for themselves.
 */
export type Patched = Map<string, Value>;

/** `lib.name = value`: names of a library, as opposed to settings of it and to attributes of objects. */
export function patch(m: Machine, path: string, value: Value, node: Py, frame: Frame): void {
  if (!LIBRARY.test(path) || !CALLABLE.has(value.kind) || isTest(m, frame)) return;
  if (value.kind !== 'made' || STAND_IN.test(value.path)) m.oddities.patches.set(path, { node, source: frame.source });
  m.patched.set(path, isDoubtful(m.place) ? choice([m.patched.get(path) ?? ref(path), value]) : value);
}

/** What stands for `base.name` now; what is set on a class holds for its objects. */
export function patchedAttribute(m: Machine, base: string, name: string): Value | undefined {
  if (m.patched.size === 0) return undefined;
  const cls = base === 'logging.getLogger()' ? 'logging.Logger' : base.endsWith('()') ? base.slice(0, -2) : undefined;
  return patchedPath(m, `${base}.${name}`) ?? (cls ? patchedPath(m, `${cls}.${name}`) : undefined);
}

/** What stands for a dotted name of a library now. */
export function patchedPath(m: Machine, path: string): Value | undefined {
  const value = m.patched.get(path);
  if (value) m.oddities.used.add(path);
  return value;
}

/** Runs a body while `mock.patch(…)`, as context manager or decorator, replaces what it names. */
export function whilePatched(m: Machine, manager: Value, frame: Frame, body: () => void): void {
  const kept = m.patched;
  m.patched = new Map(kept);
  if (manager.kind === 'made') startPatch(m, manager, frame);
  body();
  m.patched = kept;
}

/** `mock.patch("lib.name")` and `mock.patch.object(lib, "name")`. */
export function startPatch(m: Machine, made: Made, frame: Frame): void {
  const { args, keywords } = made.event;
  const [first, second] = args;
  const fresh = keywords.get('new') ?? keywords.get('side_effect');
  const mock = ref('unittest.mock.MagicMock()');
  if (/(^|[.?])patch\(\)$/.test(made.path)) {
    const path = textOf(first);
    if (path) patch(m, path, fresh ?? second ?? mock, made.event.node, frame);
  } else if (/(^|[.?])patch\.object\(\)$/.test(made.path)) {
    const name = textOf(second);
    if (first && name) patch(m, `${pathOf(first)}.${name}`, fresh ?? args[2] ?? mock, made.event.node, frame);
  }
}

/** `logging.disable()`: from then on its loggers write nothing. */
export function disable(m: Machine, { event }: Made, frame: Frame): void {
  const level = event.args[0] ?? event.keywords.get('level');
  const all =
    !level ||
    /^logging\.(?:CRITICAL|FATAL)$/.test(pathOf(level)) ||
    (level.kind === 'const' && Number(level.value) >= 50);
  if (!all || isTest(m, frame)) return;
  for (const name of 'debug info warning warn error exception critical fatal log'.split(' '))
    for (const owner of ['logging', 'logging.Logger']) patch(m, `${owner}.${name}`, ref('!mock'), event.node, frame);
}

const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'const' && typeof value.value === 'string' ? value.value : undefined;

const isTest = (m: Machine, frame: Frame): boolean =>
  /(^|\/)(tests?\/|test_|conftest)|_test\.py$/i.test(frame.source.file) || /^(test|setUp)/.test(m.activation.name);

/** Whether what happens here may not happen: where a library is missing, or when a setting says so. */
export function isDoubtful(place: Place | undefined): boolean {
  for (let at = place; at; at = at.outer) if (at.kind === 'branch' || at.kind === 'handler') return true;
  return false;
}

/** What is made to be called in place of something; other results are values that a library's object carries for us. */
const STAND_IN = /(^|[.?])(\w*Mock|partial|create_autospec)\(\)$/;
const LIBRARY = /^\??[A-Za-z_][\w.]*$/;
const CALLABLE = new Set<Value['kind']>(['function', 'class', 'instance', 'ref', 'made', 'choice']);
