import type { PyClassDef, PyFunctionDef, PyLambda } from '../languages/python/ast.js';
import type { Source } from '../model/text.js';
import type { CallEvent } from './trace.js';

/**
 * What an expression stands for, as far as reading tells. Values form a graph: a derived value keeps what it was made from, so that
 * a question about provenance ("does the payload reach this argument?") is a walk over `inputs` that nobody has to foresee while tracing.
 */
export type Value = Const | Text | Ref | Made | Mapping | Sequence | Fn | Cls | Instance | Choice | Derived | Own;

interface Base {
  /** The first name that it was bound to. */
  label?: string;
}

export interface Const extends Base {
  readonly kind: 'const';
  readonly value: string | number | boolean | null;
  readonly type: 'str' | 'bytes' | 'int' | 'float' | 'complex' | 'bool' | 'none' | 'ellipsis';
}
/** A string put together: f-string, `%`, `format`, `+`, `join`. */
export interface Text extends Base {
  readonly kind: 'text';
  readonly parts: readonly Value[];
}
/**
 * A dotted name whose definition is not in the answer. A path starts with a library (`mlflow.sklearn`), with `?` for a name that nothing
 * binds, with `$` for a parameter or something reached from one, with `!` for a class of the answer.
 */
export interface Ref extends Base {
  readonly kind: 'ref';
  readonly path: string;
  readonly inputs: readonly Value[];
  /** Parameters: the default. */
  readonly fallback?: Value;
  /** Parameters: annotated as a list or an array. */
  readonly listed?: boolean;
}
/** The result of a call into a library: `path` ends in `()`. */
export interface Made extends Base {
  readonly kind: 'made';
  readonly path: string;
  readonly event: CallEvent;
  /** `x["k"] = v`, `x.k = v`, `x.pop("k")` after it was made. */
  readonly stores: Store[];
}
export interface Store {
  readonly key: Value;
  readonly value: Value | undefined;
}
export interface Mapping extends Base {
  readonly kind: 'mapping';
  readonly entries: { readonly key: Value; readonly value: Value }[];
  /** Spread or merged mappings whose contents are not known. */
  readonly open: Value[];
}
export interface Sequence extends Base {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: Value[];
  readonly open: Value[];
}
export interface Fn extends Base {
  readonly kind: 'function';
  readonly def: PyFunctionDef | PyLambda;
  readonly name: string;
  readonly scope: Scope;
  readonly self?: Value;
  /** Decorators that are not the answer's own; the outermost first. */
  readonly decorators: readonly Value[];
  readonly role?: 'static' | 'class' | 'property' | 'manager';
  /** Arguments that `functools.partial` fixed. */
  readonly fixed?: { readonly args: readonly Value[]; readonly keywords: ReadonlyMap<string, Value> };
}
export interface Cls extends Base {
  readonly kind: 'class';
  readonly def: PyClassDef;
  readonly scope: Scope;
  readonly bases: readonly Value[];
}
export interface Instance extends Base {
  readonly kind: 'instance';
  readonly cls: Cls;
  readonly attrs: Map<string, Value>;
}
export interface Choice extends Base {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  readonly test?: Value;
}
/** Anything else: `op` says how it came about (`-`, `[]`, `element`, `filtered`, `masked` …). */
export interface Derived extends Base {
  readonly kind: 'derived';
  readonly op: string;
  readonly inputs: readonly Value[];
}
/** A module of the answer. */
export interface Own extends Base {
  readonly kind: 'module';
  readonly scope: Scope;
}

/** Names bound in a module, class body or function. */
export interface Scope {
  readonly kind: 'module' | 'class' | 'function';
  vars: Map<string, Value>;
  readonly parent: Scope | undefined;
  readonly source: Source;
  readonly outward: Map<string, Scope>;
}

export const constant = (value: string | number | boolean | null, type: Const['type']): Const => ({
  kind: 'const',
  value,
  type,
});
/** A switch that a known caller leaves as its function declares it. */
export function leftOut(value: Value): Value {
  if (value.kind !== 'const' || value.type !== 'bool') return value;
  const made = { ...value };
  switches.add(made);
  return made;
}

export const isLeftOut = (value: Value): boolean => switches.has(value);
const switches = new WeakSet<Value>();

export const text = (value: string): Const => constant(value, 'str');
export const NONE: Const = constant(null, 'none');
export const derived = (op: string, ...inputs: Value[]): Derived => ({ kind: 'derived', op, inputs });
export const ref = (path: string, ...inputs: Value[]): Ref => ({ kind: 'ref', path: path.slice(0, 240), inputs });
export const sequence = (type: Sequence['type'], items: Value[] = [], open: Value[] = []): Sequence => ({
  kind: 'sequence',
  type,
  items,
  open,
});
export const mapping = (): Mapping => ({ kind: 'mapping', entries: [], open: [] });

const OPTIONS = 6;

/** One of several values, depending on the path taken. */
export function choice(values: readonly Value[], test?: Value): Value {
  const flat = [...new Set(values.flatMap((value) => (value.kind === 'choice' && !test ? value.options : [value])))];
  if (flat.length === 1 && flat[0] && !test) return flat[0];
  return { kind: 'choice', options: flat.slice(0, OPTIONS), ...(test ? { test } : {}) };
}

/** How calls on a value and attributes of it are written in a trace. */
export function pathOf(value: Value): string {
  switch (value.kind) {
    case 'ref':
    case 'made':
      return value.path;
    case 'const':
      return value.type === 'str' ? 'str' : '?';
    case 'text':
      return 'str';
    case 'mapping':
      return 'dict';
    case 'sequence':
      return value.type;
    case 'function':
      return `!${value.name}`;
    case 'class':
      return `!${value.def.name}`;
    case 'instance':
      return `!${value.cls.def.name}()`;
    case 'module':
      return '!module';
    case 'choice':
      return '?';
    case 'derived':
      return value.op === '[]' || value.op === 'element' || value.op === 'item' ? elementPath(value) : '?';
  }
}

function elementPath(value: Derived): string {
  let base: Value | undefined = value;
  let suffix = '';
  for (
    let i = 0;
    i < 8 && base?.kind === 'derived' && (base.op === '[]' || base.op === 'element' || base.op === 'item');
    i++
  ) {
    suffix += '[]';
    base = base.inputs[0];
  }
  const path = base && base.kind !== 'derived' ? pathOf(base) : '?';
  return `${path}${suffix}`.slice(0, 240);
}

/** What a value was made from, one step back. */
export function inputsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'ref':
      return value.fallback ? [...value.inputs, value.fallback] : value.inputs;
    case 'made':
      return [...value.event.inputs, ...value.stores.flatMap((store) => (store.value ? [store.value] : []))];
    case 'mapping':
      return [...value.entries.flatMap((entry) => [entry.key, entry.value]), ...value.open];
    case 'sequence':
      return [...value.items, ...value.open];
    case 'choice':
      return value.options;
    case 'derived':
      return value.inputs;
    case 'instance':
      return [...value.attrs.values()];
    case 'function':
      return value.fixed ? [...value.fixed.args, ...value.fixed.keywords.values()] : [];
    default:
      return [];
  }
}

/** Whether a value is known to be true or false in a condition. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind === 'const')
    return value.type === 'ellipsis' || (value.type === 'str' ? value.value !== '' : Boolean(value.value));
  if (value.kind === 'mapping')
    return isHeld(
      value.entries.map((entry) => entry.value),
      value.open,
    );
  if (value.kind === 'sequence') return isHeld(value.items, value.open);
  return undefined;
}

/** Whether a container holds anything; elements that a condition may have left out do not tell. */
function isHeld(members: readonly Value[], open: readonly Value[]): boolean | undefined {
  if (members.some((member) => !(member.kind === 'derived' && member.op === 'filtered'))) return true;
  return members.length + open.length > 0 ? undefined : false;
}
