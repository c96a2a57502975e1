import type { Py, PyExpr, PyFunctionDef, PyLambda, PyStmt } from '../languages/python/ast.js';
import type { Source } from '../model/text.js';
import type { Environment } from './environment.js';
import type { Oddities } from './oddities.js';
import type { Patched } from './patched.js';
import {
  type Activation,
  type CallEvent,
  type Context,
  type ImportedName,
  type NameUse,
  NEXT,
  type Place,
  type StoreEvent,
} from './trace.js';
import type { Cls, Fn, Instance, Ref, Scope, Value } from './value.js';

/** The arguments of a call, with spreads resolved as far as they are known. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly open: readonly Value[];
  readonly nodes: ReadonlyMap<number | string, Py>;
}

export const NO_ARGUMENTS: Arguments = { args: [], keywords: new Map(), open: [], nodes: new Map() };
export const argumentsOf = (...args: Value[]): Arguments => ({ ...NO_ARGUMENTS, args });

/** A module or a function while it is being read. */
export interface Frame {
  readonly scope: Scope;
  readonly source: Source;
  readonly returns: Value[];
  readonly yields: Value[];
  /** Set while a generator serves as context manager: reads the body of the `with`. */
  onYield?: ((value: Value) => void) | undefined;
  readonly self?: Value | undefined;
  readonly cls?: Cls | undefined;
}

export interface ModuleState {
  readonly names: readonly string[];
  readonly path: string;
  readonly scope: Scope;
  readonly body: readonly PyStmt[];
  readonly source: Source;
  /** A module of this exercise, as opposed to one that is only there to be imported. */
  readonly own: boolean;
  state: 'new' | 'running' | 'done';
}

export interface Site {
  readonly node: Py;
  readonly frame: Frame;
}

/** The abstract machine: its state, and the operations that call each other across files. */
export interface Machine {
  readonly calls: CallEvent[];
  readonly stores: StoreEvent[];
  readonly free: Map<string, NameUse>;
  readonly freeRefs: Map<string, Ref>;
  readonly imports: ImportedName[];
  readonly importOf: Map<Value, ImportedName>;
  readonly modules: ModuleState[];
  /** Names and attributes that occur anywhere in the answer, apart from definitions. */
  readonly mentioned: ReadonlySet<string>;
  /** Definitions that nothing which runs can get to; known once the modules have run. */
  spares: ReadonlySet<Py>;
  /** How often each name is bound. */
  readonly bindings: ReadonlyMap<string, number>;
  /** Definitions that something has called, and that something has named. */
  readonly called: Set<PyFunctionDef | PyLambda>;
  readonly named: Set<PyFunctionDef | PyLambda>;
  readonly built: Map<Cls['def'], Instance>;
  /** Classes of which an object is being made for an annotated parameter. */
  readonly building: Set<Cls['def']>;
  /** Nested functions, which become roots when nobody calls them. */
  readonly nested: Fn[];
  /** Context managers made by the answer's own generators: what runs them around a body. */
  readonly pending: Map<Value, (body: (value: Value) => void) => void>;
  /** Names of libraries that the answer has replaced so far. */
  patched: Patched;
  /** What the answer has done to the environment so far. */
  environment: Environment;
  readonly oddities: Oddities;
  /** Files whose own statements call functions that they define and that do the work. */
  readonly mainly: Set<string>;
  index: number;
  steps: number;
  depth: number;
  /** Above 0 while decorators are applied. */
  decorating: number;
  activations: number;
  place: Place | undefined;
  context: Context | undefined;
  activation: Activation;
  /** The library's call that takes over the function which runs next. */
  handing: string | undefined;
  /** The expression of the statement being read, of which nobody takes the value. */
  discarding: PyExpr | undefined;
  /** Set when a call of the answer's own code cannot return. */
  stopped: number;
  evaluate(expression: PyExpr, frame: Frame): Value;
  execute(body: readonly PyStmt[], frame: Frame): number;
  call(target: Value, given: Arguments, site: Site): Value;
  invoke(fn: Fn, given: Arguments, site: Site): Value;
  construct(cls: Cls, given: Arguments, site: Site): Instance;
  attribute(base: Value, name: string): Value;
  within(value: Value, how: Context['how'], async: boolean, site: Site, body: (bound: Value) => void): void;
  runModule(module: ModuleState): void;
}

export const STEPS = 60_000;
export const EVENTS = 3_000;
export const DEPTH = 160;

/** Whether there is budget for one more step; what is not read is unknown, never wrong. */
export const spend = (m: Machine): boolean => ++m.steps <= STEPS;

/** Whether a call in the statement cannot have returned. */
export function stopped(m: Machine): number {
  const how = m.stopped;
  m.stopped = 0;
  return how === 0 ? NEXT : how;
}
