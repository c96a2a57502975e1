import type { PyClassDef, PyExpr, PyFunctionDef } from '../languages/python/ast.js';
import { argumentsOf, type Frame, type Machine } from './machine.js';
import { type Cls, type Fn, pathOf, type Scope, type Value } from './value.js';

/** The value that `def` binds: the function with its decorators applied. */
export function define(m: Machine, node: PyFunctionDef, frame: Frame): Value {
  const plain: Fn = { kind: 'function', def: node, name: node.name, scope: frame.scope, decorators: [] };
  if (frame.scope.kind === 'function') m.nested.push(plain);
  let value: Value = plain;
  m.decorating++;
  for (const decorator of [...node.decorators].reverse()) value = decorate(m, value, decorator, frame);
  m.decorating--;
  return value;
}

/** The value that `class` binds. Its body is read at once, its methods when they are called. */
export function defineClass(m: Machine, node: PyClassDef, frame: Frame): Cls {
  const bases = node.bases.map((base) => m.evaluate(base, frame));
  for (const keyword of node.keywords) m.evaluate(keyword.value, frame);
  for (const decorator of node.decorators) m.evaluate(decorator, frame);
  const scope: Scope = {
    kind: 'class',
    vars: new Map(),
    parent: frame.scope,
    source: frame.source,
    outward: new Map(),
  };
  m.execute(node.body, { scope, source: frame.source, returns: [], yields: [] });
  return { kind: 'class', def: node, scope, bases };
}

function decorate(m: Machine, value: Value, decorator: PyExpr, frame: Frame): Value {
  const by = m.evaluate(decorator, frame);
  if (by.kind === 'function' || by.kind === 'instance' || by.kind === 'class') {
    const site = { node: decorator, frame };
    const made = by.kind === 'instance' && m.pending.has(by) ? undefined : m.call(by, argumentsOf(value), site);
    if (made && (made.kind === 'function' || made.kind === 'instance')) return made;
    if (value.kind === 'function') m.named.add(value.def);
    return value;
  }
  if (value.kind !== 'function') return value;
  const path = pathOf(by);
  const role = ROLES.find(([pattern]) => pattern.test(path))?.[1];
  if (role) return { ...value, role };
  if (PLAIN.test(path)) return value;
  return value.decorators.length < DECORATORS ? { ...value, decorators: [by, ...value.decorators] } : value;
}

const DECORATORS = 20;

const ROLES: readonly (readonly [RegExp, NonNullable<Fn['role']>])[] = [
  [/(^|[.?])(async)?contextmanager$/, 'manager'],
  [/(^|[.?])staticmethod$/, 'static'],
  [/(^|[.?])classmethod$/, 'class'],
  [/(^|[.?])(cached_)?property$/, 'property'],
];

/** Decorators that leave a function as it is, and do not make anybody call it. */
const PLAIN = /(^|[.?])(wraps\(\)|abstractmethod|override|final|no_type_check|overload|lru_cache(\(\))?|cache)$/;
