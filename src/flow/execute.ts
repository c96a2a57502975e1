import type { PyClassDef, PyError, PyExpr, PyFunctionDef, PyStmt } from '../languages/python/ast.js';
import { assign, storeItem } from './assign.js';
import { attempt, readStray, strayClause } from './attempt.js';
import { branch, loop, match, withItems } from './control.js';
import { combine } from './data.js';
import { define, defineClass } from './define.js';
import { isExpression } from './evaluate.js';
import { type Frame, type Machine, spend, stopped } from './machine.js';
import { importModules, importNames } from './modules.js';
import { replacing, skip } from './oddities.js';
import { JUMP, NEXT, RAISE, RETURN } from './trace.js';
import { constant, pathOf, truthOf, type Value } from './value.js';

/** Reads statements in order up to where control cannot go on; says how it may leave (see `NEXT` and its fellows). */
export function execute(m: Machine, body: readonly PyStmt[], frame: Frame): number {
  let exits = 0;
  for (const [i, stmt] of body.entries()) {
    if (!spend(m) || m.depth > 400) return exits | NEXT;
    const clause = strayClause(stmt, frame);
    if (clause) {
      // What follows belongs to the clause where the stretch itself holds none of its statements.
      const whole = (stmt as PyError).body.length > 0;
      exits |= readStray(m, stmt as PyError, clause, whole ? [] : body.slice(i + 1), frame) & ~NEXT;
      if (whole) continue;
      return exits | NEXT;
    }
    m.oddities.reached.add(stmt);
    m.depth++;
    const one = statement(m, stmt, frame);
    m.depth--;
    exits |= one & ~NEXT;
    if (!(one & NEXT)) {
      if (LEAVES.has(stmt.kind)) skip(m, body.slice(i + 1), frame.source);
      return exits;
    }
  }
  return exits | NEXT;
}

/** Statements that always leave, as opposed to those that do for what is known of a value. */
const LEAVES = new Set<PyStmt['kind']>(['Return', 'Raise', 'Break', 'Continue', 'Expr']);

/** A generator or a `map` that nobody goes through does nothing. */
function isLazy(m: Machine, node: PyExpr, frame: Frame): boolean {
  if (node.kind === 'GeneratorExp') return true;
  return (
    node.kind === 'Call' &&
    node.func.kind === 'Name' &&
    (node.func.id === 'map' || node.func.id === 'filter') &&
    /^\??builtins\./.test(pathOf(m.evaluate(node.func, frame)))
  );
}

function statement(m: Machine, node: PyStmt, frame: Frame): number {
  const of = (one: PyExpr): Value => m.evaluate(one, frame);
  switch (node.kind) {
    case 'Expr': {
      if (isLazy(m, node.value, frame)) {
        skip(m, [node], frame.source);
        return stopped(m);
      }
      m.discarding = node.value;
      const value = of(node.value);
      // A function that is only named is not handed to anybody.
      if (node.value.kind === 'Name' && value.kind === 'function') m.named.delete(value.def);
      if (value.kind === 'made') value.event.discarded = true;
      return stopped(m);
    }
    case 'Assign': {
      const value = of(node.value);
      for (const target of node.targets) assign(m, target, value, frame);
      return stopped(m);
    }
    case 'AnnAssign':
      if (node.value) assign(m, node.target, of(node.value), frame);
      return stopped(m);
    case 'AugAssign':
      assign(m, node.target, combine(node.op.replace(/=$/, ''), [of(node.target), of(node.value)]), frame);
      return stopped(m);
    case 'Return':
      frame.returns.push(node.value ? of(node.value) : constant(null, 'none'));
      return stopped(m) === NEXT ? RETURN : stopped(m);
    case 'Raise':
      if (node.exc) of(node.exc);
      if (node.cause) of(node.cause);
      stopped(m);
      return RAISE;
    case 'Delete':
      for (const target of node.targets) remove(m, target, frame);
      return NEXT;
    case 'Assert':
      return truthOf(of(node.test)) === false && node.test.kind === 'Constant' ? RAISE : NEXT;
    case 'If':
      return branch(m, node, frame);
    case 'For':
    case 'While':
      return loop(m, node, frame);
    case 'With':
      return withItems(m, node, 0, frame);
    case 'Try':
      return attempt(m, node, frame);
    case 'Match':
      return match(m, node, frame);
    case 'FunctionDef':
      return functionDef(m, node, frame);
    case 'ClassDef':
      return classDef(m, node, frame);
    case 'Import':
      importModules(m, node, frame);
      return NEXT;
    case 'ImportFrom':
      importNames(m, node, frame);
      return NEXT;
    case 'Global':
    case 'Nonlocal':
      outward(node.kind, node.names, frame);
      return NEXT;
    case 'Break':
    case 'Continue':
      return JUMP;
    case 'Error':
      return broken(m, node, frame);
    default:
      return NEXT;
  }
}

function remove(m: Machine, target: PyExpr, frame: Frame): void {
  if (target.kind === 'Name') frame.scope.vars.delete(target.id);
  if (target.kind === 'Subscript')
    storeItem(m, m.evaluate(target.value, frame), m.evaluate(target.slice, frame), undefined, target, frame);
}

function functionDef(m: Machine, node: PyFunctionDef, frame: Frame): number {
  const value = define(m, node, frame);
  replacing(m, node, frame);
  assign(m, nameOf(node), value, frame);
  return NEXT;
}

function classDef(m: Machine, node: PyClassDef, frame: Frame): number {
  replacing(m, node, frame);
  assign(m, nameOf(node), defineClass(m, node, frame), frame);
  return NEXT;
}

const nameOf = (node: PyFunctionDef | PyClassDef): PyExpr => ({
  kind: 'Name',
  id: node.name,
  start: node.nameStart,
  end: node.nameStart + node.name.length,
});

function outward(kind: 'Global' | 'Nonlocal', names: readonly string[], frame: Frame): void {
  let scope = frame.scope.parent;
  while (kind === 'Global' && scope?.parent) scope = scope.parent;
  if (!scope) return;
  for (const name of names) {
    let target = scope;
    while (kind === 'Nonlocal' && !target.vars.has(name) && target.parent) target = target.parent;
    frame.scope.outward.set(name, target);
  }
}

/** What parses inside a stretch that does not is read all the same. */
function broken(m: Machine, node: Extract<PyStmt, { kind: 'Error' }>, frame: Frame): number {
  for (const part of node.body) {
    if (isExpression(part.kind)) m.evaluate(part as PyExpr, frame);
    else if (STATEMENTS.has(part.kind)) m.execute([part as PyStmt], frame);
  }
  m.stopped = 0;
  return NEXT;
}

const STATEMENTS = new Set(
  'FunctionDef ClassDef Return Assign AugAssign AnnAssign For While If With Match Raise Try Import ImportFrom Expr Delete Error'.split(
    ' ',
  ),
);
