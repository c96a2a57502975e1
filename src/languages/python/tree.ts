import type { Py, PyError, PyExpr, PyStmt } from './ast.js';
import type { Flat } from './flat.js';
import { ERROR_TYPE, grammar } from './grammar.js';

/** Turns node `i` into ours, or nothing where it has no meaning of its own (a block, a list of arguments). */
export type Handler = (cst: Cst, i: number) => Py | undefined;

/** The flat tree with the questions that converters ask. */
export interface Cst extends Flat {
  readonly convert: (i: number) => Py | undefined;
  /** Statements that stand for lines nothing could mend, by their start. */
  readonly unreadable: ReadonlyMap<number, PyError>;
  readonly report: (message: string, start: number, end: number) => void;
}

export const nameOfType = (cst: Cst, i: number): string => grammar().names[cst.type[i]!] ?? '';
export const isNamed = (cst: Cst, i: number): boolean => grammar().named[cst.type[i]!] === 1;
export const isError = (cst: Cst, i: number): boolean => cst.type[i] === ERROR_TYPE || cst.missing[i] === 1;
export const textOf = (cst: Cst, i: number): string => cst.text.slice(cst.start[i], cst.end[i]);

/** The child with this field, or -1. */
export function fieldOf(cst: Cst, i: number, name: FieldName): number {
  const id = F[name];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (cst.field[c] === id && cst.missing[c] === 0) return c;
  return -1;
}

/** Children that are nodes, not tokens. Errors are left out. */
export function namedChildren(cst: Cst, i: number): number[] {
  const { named } = grammar();
  const found: number[] = [];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (named[cst.type[c]!] === 1) found.push(c);
  return found;
}

export function hasToken(cst: Cst, i: number, token: string): boolean {
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (nameOfType(cst, c) === token) return true;
  return false;
}

/** Where the last comma among the children ends, or -1. */
export function commaIn(cst: Cst, i: number): number {
  let found = -1;
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (nameOfType(cst, c) === ',') found = cst.end[c]!;
  return found;
}

/** An expression from node `i`; where it is absent or broken, an error that stands there. */
export function expressionAt(cst: Cst, i: number, parent: number): PyExpr {
  if (i < 0) return errorNode(cst.end[parent]!, cst.end[parent]!, []);
  if (isError(cst, i)) return errorOf(cst, i);
  return (cst.convert(i) as PyExpr | undefined) ?? errorOf(cst, i);
}

export const fieldExpression = (cst: Cst, i: number, name: FieldName): PyExpr =>
  expressionAt(cst, fieldOf(cst, i, name), i);

export function optionalExpression(cst: Cst, i: number, name: FieldName): PyExpr | undefined {
  const c = fieldOf(cst, i, name);
  return c < 0 ? undefined : expressionAt(cst, c, i);
}

/** The expressions among the children, errors included. */
export function expressions(cst: Cst, i: number): PyExpr[] {
  const { named } = grammar();
  const found: PyExpr[] = [];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (cst.type[c] === ERROR_TYPE) found.push(errorOf(cst, c));
    else if (named[cst.type[c]!] === 1 && cst.missing[c] === 0) {
      const node = cst.convert(c);
      if (node) found.push(node as PyExpr);
    }
  }
  return found;
}

/** The statements among the children; an expression that recovery left alone becomes a statement. */
export function statements(cst: Cst, i: number): PyStmt[] {
  const found: PyStmt[] = [];
  if (i < 0) return found;
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (cst.type[c] === ERROR_TYPE) found.push(errorOf(cst, c));
    else if (isNamed(cst, c) && cst.missing[c] === 0) {
      const node = cst.unreadable.size > 0 ? (cst.unreadable.get(cst.start[c]!) ?? cst.convert(c)) : cst.convert(c);
      if (node) found.push(asStatement(node));
      else if (cst.broken) found.push(...statements(cst, c));
    }
  }
  if (found.length > 1) checkIndents(cst, found);
  return found;
}

/** The grammar accepts any indentation within a block; Python wants one. */
function checkIndents(cst: Cst, block: readonly PyStmt[]): void {
  let expected = -1;
  let newline = -1;
  for (const { start } of block) {
    // On the same row as the one before: nothing to compare.
    if (newline > start) continue;
    const next = cst.text.indexOf('\n', start);
    newline = next < 0 ? cst.text.length : next;
    const lineStart = cst.text.lastIndexOf('\n', start - 1) + 1;
    const indent = cst.text.slice(lineStart, start);
    if (/\S/.test(indent)) continue;
    if (expected < 0) expected = indent.length;
    else if (indent.length !== expected && !indent.includes('\t')) {
      cst.report(indent.length > expected ? 'Unexpected indent' : 'Unexpected unindent', start, start);
      return;
    }
  }
}

/** An error with all that is sound inside it, however deep. */
export function errorOf(cst: Cst, i: number): PyError {
  const body: Py[] = [];
  const end = cst.next[i]!;
  let c = i + 1;
  while (c < end) {
    const node = isError(cst, c) || !isNamed(cst, c) ? undefined : cst.convert(c);
    if (node) body.push(node);
    // What is no node of ours is opened: its children come next in the arrays.
    c = node ? cst.next[c]! : c + 1;
  }
  return errorNode(cst.start[i]!, cst.end[i]!, body);
}

export const errorNode = (start: number, end: number, body: readonly Py[]): PyError => ({
  kind: 'Error',
  start,
  end,
  body,
});

const STATEMENTS: ReadonlySet<string> = new Set(
  (
    'FunctionDef ClassDef Return Delete Assign AugAssign AnnAssign TypeAlias For While If With Match Raise Try Assert ' +
    'Import ImportFrom Global Nonlocal Expr Pass Break Continue Error'
  ).split(' '),
);

const asStatement = (node: Py): PyStmt =>
  STATEMENTS.has(node.kind)
    ? (node as PyStmt)
    : { kind: 'Expr', start: node.start, end: node.end, value: node as PyExpr };

type FieldName =
  | 'alias'
  | 'alternative'
  | 'argument'
  | 'arguments'
  | 'attribute'
  | 'body'
  | 'cause'
  | 'code'
  | 'condition'
  | 'consequence'
  | 'definition'
  | 'expression'
  | 'format_specifier'
  | 'function'
  | 'guard'
  | 'key'
  | 'left'
  | 'module_name'
  | 'name'
  | 'object'
  | 'operator'
  | 'operators'
  | 'parameters'
  | 'return_type'
  | 'right'
  | 'subject'
  | 'subscript'
  | 'superclasses'
  | 'type'
  | 'type_conversion'
  | 'type_parameters'
  | 'value';

/** Field ids, filled from the grammar when it is loaded. */
export const F = Object.create(null) as Record<FieldName, number>;

export function readFields(): void {
  for (const [name, id] of grammar().field) F[name as FieldName] = id;
}
