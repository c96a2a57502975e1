import type { PyClassDef, PyExpr, PyFor, PyFunctionDef, PyIf, PyStmt, PyTry, PyWhile, PyWith } from '../languages/python/ast.js';
import { assign, storeItem } from './assign.js';
import { combine } from './data.js';
import { define, defineClass } from './define.js';
import { isExpression } from './evaluate.js';
import { elementsOf } from './iterate.js';
import { type Frame, type Machine, spend } from './machine.js';
import { importModules, importNames } from './modules.js';
import { type Attempt, type Handler, JUMP, NEXT, type Place, RAISE, RETURN } from './trace.js';
import { choice, constant, derived, pathOf, truthOf, type Value } from './value.js';

/** Reads statements in order up to where control cannot go on; says how it may leave (see `NEXT` and its fellows). */
export function execute(m: Machine, body: readonly PyStmt[], frame: Frame): number {
  let exits = 0;
  for (const stmt of body) {
    if (!spend(m) || m.depth > 400) return exits | NEXT;
    m.depth++;
    const one = statement(m, stmt, frame);
    m.depth--;
    exits |= one & ~NEXT;
    if (!(one & NEXT)) return exits;
  }
  return exits | NEXT;
}

function statement(m: Machine, node: PyStmt, frame: Frame): number {
  const of = (one: PyExpr): Value => m.evaluate(one, frame);
  switch (node.kind) {
    case 'Expr': {
      const value = of(node.value);
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
      of(node.test);
      return NEXT;
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

/** Whether a call in the statement cannot have returned. */
function stopped(m: Machine): number {
  const how = m.stopped;
  m.stopped = 0;
  return how === 0 ? NEXT : how;
}

function remove(m: Machine, target: PyExpr, frame: Frame): void {
  if (target.kind === 'Name') frame.scope.vars.delete(target.id);
  if (target.kind === 'Subscript') storeItem(m, m.evaluate(target.value, frame), m.evaluate(target.slice, frame), undefined, target, frame);
}

function functionDef(m: Machine, node: PyFunctionDef, frame: Frame): number {
  assign(m, nameOf(node), define(m, node, frame), frame);
  return NEXT;
}

function classDef(m: Machine, node: PyClassDef, frame: Frame): number {
  assign(m, nameOf(node), defineClass(m, node, frame), frame);
  return NEXT;
}

const nameOf = (node: PyFunctionDef | PyClassDef): PyExpr => ({
  kind: 'Name',
  id: node.name,
  start: node.nameStart,
  end: node.nameStart + node.name.length,
});

/** Runs a block at a place of its own. */
function at(m: Machine, place: Omit<Place, 'outer' | 'ends'>, run: () => number): number {
  const outer = m.place;
  const here: Place = { ...place, outer, ends: 0 };
  m.place = here;
  const exits = run();
  here.ends = exits;
  m.place = outer;
  return exits;
}

function branch(m: Machine, node: PyIf, frame: Frame): number {
  const test = m.evaluate(node.test, frame);
  const how = stopped(m);
  if (how !== NEXT) return how;
  const truth = isTypeChecking(test) ? false : truthOf(test);
  if (truth !== undefined && isSettled(node.test, test)) return truth ? m.execute(node.body, frame) : m.execute(node.orelse, frame);
  const negated = isNegated(node.test);
  return either(m, frame, [
    () => at(m, { kind: 'branch', test, negated }, () => m.execute(node.body, frame)),
    () => at(m, { kind: 'branch', test, negated: !negated }, () => m.execute(node.orelse, frame)),
  ]);
}

const isTypeChecking = (test: Value): boolean => /(^|[.?])TYPE_CHECKING$/.test(pathOf(test));

/** A variable that happens to hold a constant may be a switch or a loop's memory: only constants in capitals, None and literals decide. */
function isSettled(test: PyExpr, value: Value): boolean {
  if (test.kind === 'Name') return value.kind !== 'const' || value.type === 'none' || test.id === test.id.toUpperCase() || isTypeChecking(value);
  if (test.kind === 'UnaryOp' && test.op === 'not') return isSettled(test.operand, value);
  return true;
}

function isNegated(test: PyExpr): boolean {
  if (test.kind === 'UnaryOp' && test.op === 'not') return true;
  return test.kind === 'Compare' && test.ops.length === 1 && (test.ops[0] === 'is' || test.ops[0] === '==') && isNone(test.comparators[0]);
}

const isNone = (node: PyExpr | undefined): boolean => node?.kind === 'Constant' && node.type === 'none';

/** Runs alternatives from the same state and joins what they leave behind. */
function either(m: Machine, frame: Frame, alternatives: readonly (() => number)[]): number {
  const before = frame.scope.vars;
  const ways: { readonly exits: number; readonly vars: Map<string, Value> }[] = [];
  for (const alternative of alternatives) {
    frame.scope.vars = new Map(before);
    ways.push({ exits: alternative(), vars: frame.scope.vars });
  }
  const goingOn = ways.filter((way) => way.exits & NEXT);
  frame.scope.vars = joined((goingOn.length > 0 ? goingOn : ways).map((way) => way.vars));
  return ways.reduce((all, way) => all | way.exits, 0);
}

function joined(all: readonly Map<string, Value>[]): Map<string, Value> {
  const [first, ...others] = all;
  if (!first || others.length === 0) return first ?? new Map();
  const result = new Map(first);
  for (const other of others) {
    for (const [name, value] of other) {
      const known = result.get(name);
      if (known === undefined) result.set(name, value);
      else if (known !== value) result.set(name, joinedValue(known, value));
    }
  }
  return result;
}

function joinedValue(a: Value, b: Value): Value {
  const made = choice([a, b]);
  const label = a.label ?? b.label;
  if (label) made.label ??= label;
  return made;
}

function loop(m: Machine, node: PyFor | PyWhile, frame: Frame): number {
  if (node.kind === 'While') return whileLoop(m, node, frame);
  const { known, rest } = elementsOf(m.evaluate(node.iter, frame));
  let exits = stopped(m);
  if (exits !== NEXT) return exits;
  const round = (element: Value, open: boolean) => {
    assign(m, node.target, element, frame);
    const body = () => m.execute(node.body, frame);
    const how = open ? either(m, frame, [() => at(m, { kind: 'loop' }, body), () => NEXT]) : body();
    exits |= how & ~(NEXT | JUMP);
    return how;
  };
  for (const element of known) {
    const how = round(element, false);
    if (!(how & (NEXT | JUMP))) return exits & ~NEXT;
  }
  if (rest) round(rest, true);
  const after = m.execute(node.orelse, frame);
  return exits | after;
}

function whileLoop(m: Machine, node: PyWhile, frame: Frame): number {
  const truth = truthOf(m.evaluate(node.test, frame));
  const how = stopped(m);
  if (how !== NEXT) return how;
  const settled = node.test.kind === 'Constant' ? truth : undefined;
  if (settled === false) return m.execute(node.orelse, frame);
  const exits = either(m, frame, [() => at(m, { kind: 'loop' }, () => m.execute(node.body, frame)), () => NEXT]);
  const leaves = settled !== true || hasBreak(node.body);
  return (exits & ~(JUMP | NEXT)) | (leaves ? NEXT : 0);
}

function hasBreak(body: readonly PyStmt[], depth = 0): boolean {
  return body.some((stmt) => {
    if (stmt.kind === 'Break') return true;
    if (depth > 30) return true;
    if (stmt.kind === 'If') return hasBreak(stmt.body, depth + 1) || hasBreak(stmt.orelse, depth + 1);
    if (stmt.kind === 'With') return hasBreak(stmt.body, depth + 1);
    if (stmt.kind !== 'Try') return stmt.kind === 'Match';
    return [stmt.body, ...stmt.handlers.map((handler) => handler.body), stmt.orelse, stmt.finalbody].some((part) => hasBreak(part, depth + 1));
  });
}

const ITEMS = 40;

function withItems(m: Machine, node: PyWith, i: number, frame: Frame): number {
  const item = node.items[i];
  if (!item || i >= ITEMS) return m.execute(node.body, frame);
  const value = m.evaluate(item.contextExpr, frame);
  const how = stopped(m);
  if (how !== NEXT) return how;
  let exits = NEXT;
  m.within(value, 'with', node.async, { node: item.contextExpr, frame }, (bound) => {
    if (item.optionalVars) assign(m, item.optionalVars, bound, frame);
    exits = withItems(m, node, i + 1, frame);
  });
  const swallows = /(^|[.?])(suppress|catch)\(\)$/.test(pathOf(value));
  return swallows ? exits | NEXT : exits;
}

function attempt(m: Machine, node: PyTry, frame: Frame): number {
  const handlers: Handler[] = [];
  const info: Attempt = { handlers, outer: m.place, swallowed: false };
  const before = new Map(frame.scope.vars);
  let exits = at(m, { kind: 'body', attempt: info }, () => m.execute(node.body, frame));
  const raised = joined([frame.scope.vars, before]);
  const ways = [{ exits: 0, vars: frame.scope.vars }];
  if (exits & NEXT && node.orelse.length > 0) {
    const otherwise = at(m, { kind: 'else', attempt: info }, () => m.execute(node.orelse, frame));
    exits = (exits & ~NEXT) | otherwise;
  }
  ways[0] = { exits, vars: frame.scope.vars };
  for (const handler of node.handlers) {
    frame.scope.vars = new Map(raised);
    ways.push({ exits: handle(m, handler, info, frame), vars: frame.scope.vars });
  }
  if (handlers.length > 0) exits &= ~RAISE;
  for (const way of ways.slice(1)) exits |= way.exits;
  const goingOn = ways.filter((way) => way.exits & NEXT);
  const after = joined((goingOn.length > 0 ? goingOn : ways).map((way) => way.vars));
  frame.scope.vars = after;
  if (node.finalbody.length === 0) return exits;
  // `finally` sees what every way leaves behind, what follows only what can go on.
  const all = joined(ways.map((way) => way.vars));
  frame.scope.vars = new Map(all);
  const last = at(m, { kind: 'finally', attempt: info }, () => m.execute(node.finalbody, frame));
  for (const [name, value] of frame.scope.vars) if (all.get(name) !== value || !after.has(name)) after.set(name, value);
  frame.scope.vars = after;
  if (last & RETURN) info.swallowed = true;
  return last & NEXT ? exits | (last & ~NEXT) : last;
}

function handle(m: Machine, node: PyTry['handlers'][number], info: Attempt, frame: Frame): number {
  const type = node.type ? m.evaluate(node.type, frame) : undefined;
  const types = type ? (type.kind === 'sequence' ? type.items : [type]).map(pathOf) : [];
  const broad = types.length === 0 || types.some((path) => /(^|\.)(Base)?Exception$/.test(path));
  const handler: Handler = { types, broad, exits: 0 };
  info.handlers.push(handler);
  if (node.name) {
    const caught: Value = { kind: 'ref', path: `$caught`, inputs: [] };
    frame.scope.vars.set(node.name, caught);
    caught.label = node.name;
  }
  handler.exits = at(m, { kind: 'handler', attempt: info, handler }, () => m.execute(node.body, frame));
  return handler.exits;
}

function match(m: Machine, node: Extract<PyStmt, { kind: 'Match' }>, frame: Frame): number {
  const subject = m.evaluate(node.subject, frame);
  const whole = node.cases.some((one) => one.pattern.form === 'wildcard' || (one.pattern.form === 'capture' && !one.guard));
  const cases = node.cases.map((one) => () => {
    for (const name of captures(one.pattern)) frame.scope.vars.set(name, derived('element', subject));
    return at(m, { kind: 'branch', test: subject }, () => m.execute(one.body, frame));
  });
  return either(m, frame, whole ? cases : [...cases, () => NEXT]);
}

function captures(pattern: Extract<PyStmt, { kind: 'Match' }>['cases'][number]['pattern'], depth = 0): string[] {
  const own = pattern.name ? [pattern.name] : [];
  return depth > 20 ? own : [...own, ...pattern.parts.flatMap((part) => captures(part, depth + 1))];
}

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
  'FunctionDef ClassDef Return Assign AugAssign AnnAssign For While If With Match Raise Try Import ImportFrom Expr Delete Error'.split(' '),
);

