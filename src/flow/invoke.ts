import type { PyArguments, PyExpr } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import { classMember } from './lookup.js';
import { type Arguments, argumentsOf, DEPTH, type Frame, type Machine, NO_ARGUMENTS, type Site } from './machine.js';
import { skip } from './oddities.js';
import { isWork } from './spares.js';
import { type Activation, EXIT, NEXT, RAISE } from './trace.js';
import {
  type Cls,
  choice,
  constant,
  derived,
  type Fn,
  type Instance,
  leftOut,
  mapping,
  ref,
  type Scope,
  sequence,
  type Value,
} from './value.js';

const CHAIN = 14;

/** Follows a call into one of the answer's own functions. */
export function invoke(m: Machine, fn: Fn, given: Arguments, site: Site): Value {
  m.called.add(fn.def);
  const { root } = m.activation;
  const { file } = site.frame.source;
  if (
    root.kind === 'module' &&
    m.decorating === 0 &&
    fn.scope.source.file === file &&
    !m.mainly.has(file) &&
    isWork(fn)
  )
    m.mainly.add(file);
  if (m.depth > DEPTH - 20 || tooDeep(m.activation, fn))
    return derived('unknown', ...given.args, ...given.keywords.values());
  if (fn.role === 'manager') return manager(m, fn, given, site);
  if (site.node === m.discarding && waits(fn)) {
    skip(m, fn.def.kind === 'Lambda' ? [] : fn.def.body, fn.scope.source);
    return derived('unknown');
  }
  return around(m, fn.decorators, isAsync(fn), site, () => run(m, fn, given, site));
}

/** A coroutine that nobody awaits, or a generator that nobody goes through: to call it does nothing. */
function waits(fn: Fn): boolean {
  if (isAsync(fn)) return true;
  let yields = false;
  walk(fn.def, (node) => {
    if (node.kind === 'Yield' || node.kind === 'YieldFrom') yields = true;
    return node === fn.def || (node.kind !== 'FunctionDef' && node.kind !== 'Lambda');
  });
  return yields;
}

/** An object of one of the answer's own classes; `__init__` is followed, dataclass fields are filled in. */
export function construct(m: Machine, cls: Cls, given: Arguments, site: Site): Instance {
  const made: Instance = { kind: 'instance', cls, attrs: new Map() };
  if (!m.built.has(cls.def)) m.built.set(cls.def, made);
  const init = classMember(cls, '__init__', made);
  if (init?.kind === 'function') m.invoke(init, given, site);
  else fill(m, cls, made, given, site);
  const post = classMember(cls, '__post_init__', made);
  if (post?.kind === 'function') m.invoke(post, argumentsOf(), site);
  return made;
}

/** Runs a body inside decorators that are not the answer's own, as if each were a context manager. */
function around(m: Machine, decorators: readonly Value[], async: boolean, site: Site, body: () => Value): Value {
  const [outermost, ...inner] = decorators;
  if (!outermost) return body();
  let result: Value = derived('unknown');
  m.within(outermost, 'decorator', async, site, () => {
    result = around(m, inner, async, site, body);
  });
  return result;
}

function run(m: Machine, fn: Fn, given: Arguments, site: Site, onYield?: (value: Value) => void): Value {
  const scope: Scope = {
    kind: 'function',
    vars: new Map(),
    parent: fn.scope,
    source: fn.scope.source,
    outward: new Map(),
  };
  const cls = fn.self?.kind === 'instance' ? fn.self.cls : undefined;
  const frame: Frame = { scope, source: fn.scope.source, returns: [], yields: [], onYield, self: fn.self, cls };
  bindParameters(m, fn, given, frame, site);
  const outer = m.activation;
  const handedTo = m.handing;
  m.handing = undefined;
  m.activation = { id: ++m.activations, name: fn.name, async: isAsync(fn), outer, root: outer.root, handedTo };
  let result: Value;
  if (fn.def.kind === 'Lambda') result = m.evaluate(fn.def.body, frame);
  else {
    const exits = m.execute(fn.def.body, frame);
    if (exits === RAISE || exits === EXIT) m.stopped |= exits;
    if (exits & NEXT) frame.returns.push(constant(null, 'none'));
    result = resultOf(frame);
  }
  if (frame.onYield) frame.onYield(derived('unknown'));
  m.activation = outer;
  return result;
}

function resultOf(frame: Frame): Value {
  if (frame.yields.length > 0) return sequence('list', [], [choice(frame.yields)]);
  return frame.returns.length > 0 ? choice(frame.returns) : derived('unknown');
}

/** A generator under `@contextmanager`: what runs the body of the `with` at its `yield`. */
function manager(m: Machine, fn: Fn, given: Arguments, site: Site): Value {
  const value = derived('manager', ...given.args, ...given.keywords.values());
  m.pending.set(value, (body) => {
    run(m, { ...fn, role: undefined as never }, given, site, body);
  });
  return value;
}

function bindParameters(m: Machine, fn: Fn, given: Arguments, frame: Frame, site: Site): void {
  const parameters: PyArguments = fn.def.args;
  const positional = [...(fn.self ? [fn.self] : []), ...(fn.fixed?.args ?? []), ...given.args];
  const keywords = new Map([...(fn.fixed?.keywords ?? []), ...given.keywords]);
  const plain = [...parameters.posonlyargs, ...parameters.args];
  const absent = (parameter: PyArguments['args'][number], node: PyExpr | undefined): Value => {
    const fallback = node ? m.evaluate(node, { ...frame, scope: fn.scope }) : undefined;
    if (isUnknown(site)) return unknown(m, fn, parameter, fallback, site);
    return given.open[0] ?? (fallback && leftOut(fallback)) ?? ref(`$${parameter.arg}`);
  };
  plain.forEach((parameter, i) => {
    const fallback = parameters.defaults[i - (plain.length - parameters.defaults.length)];
    const value = positional[i] ?? take(keywords, parameter.arg);
    set(frame, parameter.arg, value ?? absent(parameter, fallback));
  });
  parameters.kwonlyargs.forEach((parameter, i) => {
    const fallback = parameters.kwDefaults[i];
    const value = take(keywords, parameter.arg);
    set(frame, parameter.arg, value ?? absent(parameter, fallback));
  });
  const rest = isUnknown(site) ? true : given.open.length > 0;
  if (parameters.vararg) {
    const open = rest ? (given.open.length > 0 ? [...given.open] : [ref(`$${parameters.vararg.arg}`)]) : [];
    set(frame, parameters.vararg.arg, sequence('tuple', positional.slice(plain.length), open));
  }
  if (parameters.kwarg) {
    const all = mapping();
    for (const [key, value] of keywords) all.entries.push({ key: constant(key, 'str'), value });
    if (rest) all.open.push(...(given.open.length > 0 ? given.open : [ref(`$${parameters.kwarg.arg}`)]));
    set(frame, parameters.kwarg.arg, all);
  }
}

/** A parameter of which the caller is not shown: an object of the annotated class, or anything, or its default. */
function unknown(
  m: Machine,
  fn: Fn,
  parameter: PyArguments['args'][number],
  fallback: Value | undefined,
  site: Site,
): Value {
  const annotation = parameter.annotation;
  const named = annotation?.kind === 'Name' || annotation?.kind === 'Attribute';
  const type = named ? m.evaluate(annotation, { ...site.frame, scope: fn.scope }) : undefined;
  if (type?.kind === 'class' && !m.building.has(type.def)) {
    m.building.add(type.def);
    const made = m.construct(type, NO_ARGUMENTS, unknownSite({ ...site }));
    m.building.delete(type.def);
    return made;
  }
  if (!type && fallback && isShared(fallback)) return fallback;
  const library =
    type?.kind === 'ref' && /^[A-Za-z]/.test(type.path) && !NO_CLASS.test(type.path) ? type.path : undefined;
  return {
    kind: 'ref',
    path: library ? `${library}()` : `$${parameter.arg}`,
    inputs: [],
    ...(fallback ? { fallback } : {}),
    ...(isListed(annotation) ? { listed: true } : {}),
  };
}

/** `list[float]`, `Sequence[str]`, `np.ndarray`. */
function isListed(annotation: PyExpr | undefined): boolean {
  const type = annotation?.kind === 'Subscript' ? annotation.value : annotation;
  const name = type?.kind === 'Name' ? type.id : type?.kind === 'Attribute' ? type.attr : '';
  return /^(list|tuple|sequence|iterable|ndarray|arraylike|series)$/i.test(name);
}

/** A default that the module made and named is an object for all calls, and callers seldom bring another. */
const isShared = (fallback: Value): boolean =>
  fallback.kind === 'instance' || (fallback.kind === 'made' && fallback.label !== undefined);

/** Annotations that do not say of which class an object is. */
const NO_CLASS = /^(?:builtins|typing|typing_extensions|collections\.abc)\./;

function set(frame: Frame, name: string, value: Value): void {
  if (value.kind !== 'ref' || value.inputs.length > 0) value.label ??= name;
  frame.scope.vars.set(name, value);
}

function take(keywords: Map<string, Value>, name: string): Value | undefined {
  const value = keywords.get(name);
  keywords.delete(name);
  return value;
}

const isUnknown = (site: Site): boolean => unknownSites.has(site);
const unknownSites = new WeakSet<Site>();

/** A call that nobody shows: parameters are unknown instead of missing. */
export function unknownSite(site: Site): Site {
  unknownSites.add(site);
  return site;
}

function fill(m: Machine, cls: Cls, made: Instance, given: Arguments, site: Site): void {
  const fields = cls.def.body.flatMap((stmt) =>
    stmt.kind === 'AnnAssign' && stmt.target.kind === 'Name' ? [stmt.target.id] : [],
  );
  for (const [name, value] of cls.scope.vars) {
    const factory =
      value.kind === 'made' && /(^|[.?])field\(\)$/i.test(value.path)
        ? value.event.keywords.get('default_factory')
        : undefined;
    const fallback = value.kind === 'made' && factory === undefined ? value.event.keywords.get('default') : undefined;
    if (factory) made.attrs.set(name, m.call(factory, argumentsOf(), site));
    else if (fields.includes(name)) made.attrs.set(name, fallback ?? value);
  }
  given.args.forEach((value, i) => {
    const name = fields[i];
    made.attrs.set(name ?? `#${i}`, value);
  });
  for (const [name, value] of given.keywords) made.attrs.set(name, value);
}

const isAsync = (fn: Fn): boolean => fn.def.kind === 'FunctionDef' && fn.def.async;

function tooDeep(activation: Activation, fn: Fn): boolean {
  let same = 0;
  let length = 0;
  for (let at: Activation | undefined = activation; at; at = at.outer) {
    length++;
    if (at.name === fn.name && fn.name !== '<lambda>') same++;
  }
  return length > CHAIN || same >= 3;
}
