import type { Py, PyStmt } from '../languages/python/ast.js';
import { argumentsOf, type Frame, type Machine } from './machine.js';
import { patchedAttribute } from './patched.js';
import {
  type Cls,
  choice,
  type Fn,
  type Instance,
  pathOf,
  ref,
  type Scope,
  type Store,
  text,
  truthOf,
  type Value,
} from './value.js';

/** The value of a name: local, enclosing, module, another block of the same answer, builtin, or free. */
export function lookup(m: Machine, id: string, frame: Frame, node: Py): Value {
  const value = find(m, id, frame.scope);
  if (value) {
    note(m, value);
    return value;
  }
  if (BUILTINS.has(id)) return named(m, `builtins.${id}`);
  if (!m.free.has(id)) m.free.set(id, { name: id, node, source: frame.source });
  return named(m, `?${id}`);
}

/** Binds a name where Python would. */
export function bind(frame: Frame, name: string, value: Value): void {
  const scope = frame.scope.outward.get(name) ?? frame.scope;
  // A parameter or an unbound name keeps the name it came with.
  if (value.kind !== 'ref' || value.inputs.length > 0) value.label ??= name;
  scope.vars.set(name, value);
}

export function attribute(m: Machine, base: Value, name: string): Value {
  switch (base.kind) {
    case 'module':
      return noted(m, base.scope.vars.get(name)) ?? ref(`${base.label ?? '!module'}.${name}`);
    case 'instance':
      return noted(m, memberOf(m, base, name)) ?? askedFor(m, base, name) ?? outside(base, name);
    case 'class':
      return noted(m, classMember(base, name, undefined)) ?? classOutside(base, name);
    case 'made':
      return madeAttribute(m, base, name);
    case 'choice': {
      const some = base.options.filter((option) => !(option.kind === 'const' && option.type === 'none'));
      return choice((some.length > 0 ? some : base.options).map((option) => m.attribute(option, name)));
    }
    default:
      if (isMock(base)) return ref(MOCK, base);
      return patchedAttribute(m, pathOf(base), name) ?? ref(`${pathOf(base)}.${name}`, base);
  }
}

/** Whether a value is a mock, or what one gives: it answers to any name, and does nothing. */
export const isMock = (value: Value): boolean => {
  const path = pathOf(value);
  return path.startsWith(MOCK) || MOCKS.test(path) || (value.kind === 'made' && value.stores.some(isOff));
};

/** `logger.disabled = True`. */
const isOff = ({ key, value }: Store): boolean =>
  key.kind === 'const' && key.value === '.disabled' && value !== undefined && truthOf(value) === true;

/** How calls on a mock are written. */
export const MOCK = '!mock';
const MOCKS = /(^|[.?])((NonCallable|Magic|Async|Property|NonCallableMagic)?Mock|create_autospec)\(\)$/;

/** A member of the answer's own class, bound to `self`. */
export function classMember(cls: Cls, name: string, self: Value | undefined, seen = 0): Value | undefined {
  const own = cls.scope.vars.get(name);
  if (own) return own.kind === 'function' ? boundTo(own, self, cls) : own;
  if (seen > 6) return undefined;
  for (const base of cls.bases) {
    const found = base.kind === 'class' ? classMember(base, name, self, seen + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The library class that a class of the answer extends, if any. */
export function libraryBase(cls: Cls, seen = 0): string | undefined {
  for (const base of cls.bases) {
    if (base.kind === 'ref') return base.path;
    const deeper = base.kind === 'class' && seen < 6 ? libraryBase(base, seen + 1) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}

/** Whether a module's own statements define a name (an import does not). */
export function defines(body: readonly PyStmt[], name: string): boolean {
  return body.some((stmt) => {
    if (stmt.kind === 'FunctionDef' || stmt.kind === 'ClassDef') return stmt.name === name;
    if (stmt.kind === 'Assign') return stmt.targets.some((target) => target.kind === 'Name' && target.id === name);
    return stmt.kind === 'AnnAssign' && stmt.target.kind === 'Name' && stmt.target.id === name;
  });
}

function find(m: Machine, id: string, from: Scope): Value | undefined {
  const outward = from.outward.get(id);
  if (outward) return outward.vars.get(id);
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.kind === 'class' && scope !== from) continue;
    const value = scope.vars.get(id);
    if (value) return value;
  }
  for (const module of m.modules) {
    const value = module.own ? module.scope.vars.get(id) : undefined;
    if (value) return value;
  }
  return undefined;
}

function note(m: Machine, value: Value): void {
  if (value.kind === 'function') m.named.add(value.def);
  const imported = m.importOf.get(value);
  if (imported) imported.used = true;
}

function noted(m: Machine, value: Value | undefined): Value | undefined {
  if (value) note(m, value);
  return value;
}

function named(m: Machine, path: string): Value {
  const known = m.freeRefs.get(path);
  if (known) return known;
  const made = ref(path);
  m.freeRefs.set(path, made);
  return made;
}

function memberOf(m: Machine, base: Instance, name: string): Value | undefined {
  const own = base.attrs.get(name);
  if (own) return own;
  const member = classMember(base.cls, name, base);
  if (member?.kind === 'function' && member.role === 'property') {
    return m.invoke(
      { ...member, role: undefined as never },
      { args: [], keywords: new Map(), open: [], nodes: new Map() },
      siteOf(member),
    );
  }
  return member;
}

/** What `__getattr__` gives for a name that an object does not have. */
function askedFor(m: Machine, base: Instance, name: string): Value | undefined {
  const getter = classMember(base.cls, '__getattr__', base);
  return getter?.kind === 'function' ? m.invoke(getter, argumentsOf(text(name)), siteOf(getter)) : undefined;
}

const siteOf = (fn: Fn) => ({
  node: fn.def as Py,
  frame: { scope: fn.scope, source: fn.scope.source, returns: [], yields: [] } satisfies Frame,
});

function boundTo(fn: Fn, self: Value | undefined, cls: Cls): Fn {
  if (fn.role === 'static' || fn.self) return fn;
  if (fn.role === 'class') return { ...fn, self: cls };
  return self ? { ...fn, self } : fn;
}

function outside(base: Instance, name: string): Value {
  const library = libraryBase(base.cls);
  return ref(`${library ? `${library}()` : '$self'}.${name}`, base);
}

function classOutside(base: Cls, name: string): Value {
  const library = libraryBase(base);
  return ref(`${library ?? pathOf(base)}.${name}`);
}

/** What an object was given by keyword it most likely answers to by attribute (`SimpleNamespace`, dataclasses, records of a library). */
function madeAttribute(m: Machine, base: Extract<Value, { kind: 'made' }>, name: string): Value {
  for (let i = base.stores.length - 1; i >= 0; i--) {
    const store = base.stores[i];
    if (store?.value && store.key.kind === 'const' && store.key.value === `.${name}`) return store.value;
  }
  if (isMock(base)) return ref(MOCK, base);
  return base.event.keywords.get(name) ?? patchedAttribute(m, base.path, name) ?? ref(`${base.path}.${name}`, base);
}

const BUILTINS = new Set(
  (
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate ' +
    'eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals ' +
    'map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str ' +
    'sum super tuple type vars zip __import__ __name__ __file__ __doc__ NotImplemented Exception BaseException ValueError TypeError KeyError ' +
    'IndexError AttributeError RuntimeError NotImplementedError OSError IOError FileNotFoundError PermissionError TimeoutError ConnectionError ' +
    'ImportError ModuleNotFoundError NameError ZeroDivisionError ArithmeticError OverflowError StopIteration StopAsyncIteration KeyboardInterrupt ' +
    'SystemExit GeneratorExit AssertionError LookupError MemoryError UnicodeError UnicodeDecodeError UnicodeEncodeError Warning UserWarning ' +
    'DeprecationWarning FutureWarning RuntimeWarning ExceptionGroup BaseExceptionGroup EnvironmentError InterruptedError BrokenPipeError ' +
    'ConnectionResetError ConnectionRefusedError ChildProcessError RecursionError ReferenceError BufferError EOFError'
  ).split(' '),
);
