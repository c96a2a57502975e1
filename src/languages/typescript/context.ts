import type { ts as TS } from 'ts-morph';
import type { GenericNode } from '../generic.js';
import type { Compiler } from './compiler.js';

export type Syntax = TS.Node;

/** What handlers need: the compiler, the text, and how to turn other nodes. */
export interface Context {
  readonly ts: Compiler;
  readonly file: TS.SourceFile;
  readonly text: string;
  readonly node: (syntax: Syntax) => GenericNode;
  readonly nodes: (list: readonly Syntax[] | undefined) => GenericNode[];
  /** Nothing for nothing: for spreading an optional field. */
  readonly optional: <K extends string>(field: K, syntax: Syntax | undefined) => { readonly [P in K]?: GenericNode };
  /** Statements: one syntax node may be several, or none. */
  readonly block: (syntax: Syntax | readonly Syntax[] | undefined) => GenericNode[];
}

export type Handler = (cx: Context, syntax: never, span: Span) => GenericNode | readonly GenericNode[];
export interface Span {
  readonly start: number;
  readonly end: number;
}
