import type { Py } from '../languages/python/ast.js';
import type { Source } from '../model/text.js';
import type { Value } from './value.js';

/** What a Python answer would do, in the order in which it would do it. */
export interface Trace {
  readonly calls: readonly CallEvent[];
  readonly stores: readonly StoreEvent[];
  readonly roots: readonly Root[];
  /** Names that nothing binds: undefined, or left out with the imports. */
  readonly free: readonly NameUse[];
  /** Imported names, and whether anything uses them. */
  readonly imports: readonly ImportedName[];
  /** What a person should look at, as it looks like what it is not. */
  readonly oddities: readonly Oddity[];
  /** Whether the budget ran out before the end. */
  readonly cut: boolean;
}

/** A call that leaves the answer's own code; calls of its own functions are followed instead. */
export interface CallEvent {
  readonly index: number;
  /** Path of what is called, without the final `()`. */
  readonly callee: string;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Spread arguments whose contents are not known. */
  readonly open: readonly Value[];
  /** All that the result was made from. */
  readonly inputs: readonly Value[];
  readonly node: Py;
  /** The argument expressions as written, by position and by name. */
  readonly argNodes: ReadonlyMap<number | string, Py>;
  readonly source: Source;
  readonly place: Place | undefined;
  readonly context: Context | undefined;
  readonly activation: Activation;
  /** Nothing takes the result. */
  discarded: boolean;
  /** The callee was handed to somebody else to be called (`to_thread(model.predict, data)`). */
  readonly passed: boolean;
  /** Where a context manager that this call made was entered and left. */
  entered?: { readonly how: Context['how']; readonly from: number; to: number; readonly async: boolean };
  made?: Value;
}

/** `target.attr = value` on something that is not an instance of the answer's own, and on parameters. */
export interface StoreEvent {
  readonly index: number;
  readonly target: Value;
  readonly attr: string;
  readonly value: Value;
  readonly node: Py;
  readonly source: Source;
  readonly activation: Activation;
}

/** Where an event stands among the compound statements around it, innermost first; it goes on through inlined calls. */
export interface Place {
  readonly kind: 'body' | 'handler' | 'else' | 'finally' | 'branch' | 'loop';
  readonly outer: Place | undefined;
  readonly attempt?: Attempt;
  readonly handler?: Handler;
  readonly test?: Value;
  readonly negated?: boolean;
  /** How control leaves the block; known once it has been read. */
  ends: number;
}

export interface Attempt {
  readonly handlers: Handler[];
  readonly outer: Place | undefined;
  /** A `finally` that returns swallows what was raised. */
  swallowed: boolean;
}

export interface Handler {
  /** Paths of the exception types; empty for a bare `except`. */
  readonly types: readonly string[];
  readonly broad: boolean;
  exits: number;
}

/** Context managers that are open, innermost first. */
export interface Context {
  readonly value: Value;
  readonly how: 'with' | 'decorator' | 'entered';
  /** A decorator on `async def`. */
  readonly async: boolean;
  readonly outer: Context | undefined;
}

/** A running function, or a module. */
export interface Activation {
  readonly id: number;
  readonly name: string;
  readonly async: boolean;
  readonly outer: Activation | undefined;
  readonly root: Root;
  /** Path of the library's call that the function was handed to. */
  readonly handedTo?: string | undefined;
}

/** Where a path of execution starts. */
export interface Root {
  readonly id: number;
  readonly name: string;
  readonly kind: 'module' | 'function' | 'class';
  /** Nothing calls it although others are called or look more like the way in. */
  readonly doubtful: boolean;
}

/** Code that nothing reaches, or a library's name behind which the answer put something of its own. */
export interface Oddity {
  readonly kind: 'dead' | 'shadowed';
  /** The name that is not what it seems. */
  readonly name: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export interface NameUse {
  readonly name: string;
  readonly node: Py;
  readonly source: Source;
}
export interface ImportedName extends NameUse {
  readonly path: string;
  used: boolean;
}

/** How control may leave a block: a set of bits. */
export const NEXT = 1;
export const RETURN = 2;
export const RAISE = 4;
export const JUMP = 8;
export const EXIT = 16;
