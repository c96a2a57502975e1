import type { G, Kind, Program } from './tree.js';
import { blocksOf, isStatement, pushChildren } from './tree-walk.js';

/** A program with its nodes sorted by kind, as one walk found them. */
export interface Indexed extends Program {
  /** Nodes of a kind in source order. */
  of(kind: Kind): readonly G[];
  /** All expressions, parents first. */
  readonly expressions: readonly G[];
  readonly statements: readonly G[];
  /** Decorators as calls, `@d` as `d()`; they are not among the expressions. */
  readonly decorators: readonly G[];
  /** Lists of statements: bodies, branches, the top level. */
  readonly blocks: readonly (readonly G[])[];
  /** What encloses a function or a class: the index of the innermost in `scopes`, or -1. */
  scopeAt(offset: number): number;
  readonly scopes: readonly ScopeNode[];
}

export interface ScopeNode {
  readonly node: G;
  readonly parent: number;
}

const NO_EXPRESSION: ReadonlySet<Kind> = new Set<Kind>([
  'KwArg',
  'Pair',
  'CompFor',
  'CompIf',
  'FValue',
  'Param',
  'WithItem',
  'Handler',
  'Case',
  'Slice',
]);

export function indexProgram(program: Program): Indexed {
  const byKind = new Map<Kind, G[]>();
  const expressions: G[] = [];
  const statements: G[] = [];
  const blocks: (readonly G[])[] = [program.body];
  const scopes: ScopeNode[] = [];
  const open: number[] = [];
  const stack: G[] = [];
  const children: G[] = [];
  const decorators = new Set<G>();
  const outermost = new Set<G>();
  const called: G[] = [];
  for (let i = program.body.length - 1; i >= 0; i--) stack.push(program.body[i]!);
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (isStatement(node)) statements.push(node);
    if (decorators.has(node)) {
      if (node.kind === 'Call') called.push(node);
      else if (outermost.has(node))
        called.push({ kind: 'Call', start: node.start, end: node.end, func: node, args: [] });
    }
    if (!decorators.has(node)) {
      const list = byKind.get(node.kind);
      if (list) list.push(node);
      else byKind.set(node.kind, [node]);
      if (!isStatement(node) && !NO_EXPRESSION.has(node.kind)) expressions.push(node);
    }
    if (node.kind === 'Func' || node.kind === 'Class') {
      for (const one of node.decorators) {
        outermost.add(one);
        addDecorator(one, decorators);
      }
    }
    if (node.kind !== 'ExprStmt' && (isStatement(node) || node.kind === 'Other' || node.kind === 'Lambda')) {
      const inner = node.kind === 'Lambda' ? [node.body] : blocksOf(node);
      for (const block of inner) if (block.length > 0) blocks.push(block);
    }
    if (node.kind === 'Func' || node.kind === 'Lambda' || node.kind === 'Class') {
      while (open.length > 0 && scopes[open.at(-1)!]!.node.end <= node.start) open.pop();
      scopes.push({ node, parent: open.at(-1) ?? -1 });
      open.push(scopes.length - 1);
    }
    children.length = 0;
    pushChildren(node, children);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  return {
    ...program,
    expressions,
    statements,
    decorators: called,
    blocks,
    scopes,
    of: (kind) => byKind.get(kind) ?? NO_NODES,
    scopeAt: (offset) => scopeAt(scopes, offset),
  };
}

/** A decorator is an expression only to patterns of calls (`attr_expr`); its arguments are expressions like others. */
function addDecorator(node: G, into: Set<G>): void {
  into.add(node);
  let at = node.kind === 'Call' ? node.func : node;
  while (at.kind === 'Attr') {
    into.add(at);
    at = at.value;
  }
  into.add(at);
}

const NO_NODES: readonly G[] = [];

/** Scopes come in the order of their starts: the last that starts before the offset, or one of its parents. */
function scopeAt(scopes: readonly ScopeNode[], offset: number): number {
  let low = 0;
  let high = scopes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scopes[middle]!.node.start <= offset) low = middle + 1;
    else high = middle;
  }
  let at = low - 1;
  while (at >= 0 && scopes[at]!.node.end <= offset) at = scopes[at]!.parent;
  return at;
}
