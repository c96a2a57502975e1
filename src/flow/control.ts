import type { PyExpr, PyFor, PyIf, PyStmt, PyWhile, PyWith } from '../languages/python/ast.js';
import { assign } from './assign.js';
import { elementsOf } from './iterate.js';
import { type Frame, type Machine, stopped } from './machine.js';
import { skip } from './oddities.js';
import { isFixed, isLiteral, MANY } from './settled.js';
import { JUMP, NEXT, type Place } from './trace.js';
import { choice, derived, isLeftOut, NONE, pathOf, truthOf, type Value } from './value.js';

/** Runs a block at a place of its own. */
export function at(m: Machine, place: Omit<Place, 'outer' | 'ends'>, run: () => number): number {
  const outer = m.place;
  const here: Place = { ...place, outer, ends: 0 };
  m.place = here;
  const exits = run();
  here.ends = exits;
  m.place = outer;
  return exits;
}

export function branch(m: Machine, node: PyIf, frame: Frame): number {
  const test = m.evaluate(node.test, frame);
  const how = stopped(m);
  if (how !== NEXT) return how;
  const truth = isTypeChecking(test) ? false : truthOf(test);
  if (truth !== undefined && isSettled(m, node.test, test))
    return settled(m, node.test, truth ? node.orelse : node.body, truth ? node.body : node.orelse, frame);
  const negated = isNegated(node.test);
  return either(frame, [
    () => at(m, { kind: 'branch', test, negated }, () => m.execute(node.body, frame)),
    () => at(m, { kind: 'branch', test, negated: !negated }, () => m.execute(node.orelse, frame)),
  ]);
}

/** Where the test cannot come out otherwise, the other branch is dead: a person hears of it where the test is no setting to be changed. */
function settled(m: Machine, test: PyExpr, dead: readonly PyStmt[], live: readonly PyStmt[], frame: Frame): number {
  if (isLiteral(test) || [...m.environment.values()].includes(NONE)) skip(m, dead, frame.source);
  return m.execute(live, frame);
}

const isTypeChecking = (test: Value): boolean => /(^|[.?])TYPE_CHECKING$/.test(pathOf(test));

/** Nobody passes it by name, and nothing but the parameter binds it. */
const ONCE_AS_PARAMETER = MANY;

/** A variable that happens to hold a constant may be a loop's memory: only constants in capitals, None, literals and what is bound once decide. */
function isSettled(m: Machine, test: PyExpr, value: Value): boolean {
  if (test.kind === 'Name')
    return (
      value.kind !== 'const' ||
      value.type === 'none' ||
      test.id === test.id.toUpperCase() ||
      isFixed(m, test) ||
      (isLeftOut(value) && m.bindings.get(test.id) === ONCE_AS_PARAMETER) ||
      isTypeChecking(value)
    );
  if (test.kind === 'UnaryOp' && test.op === 'not') return isSettled(m, test.operand, value);
  return true;
}

function isNegated(test: PyExpr): boolean {
  if (test.kind === 'UnaryOp' && test.op === 'not') return true;
  return (
    test.kind === 'Compare' &&
    test.ops.length === 1 &&
    (test.ops[0] === 'is' || test.ops[0] === '==') &&
    isNone(test.comparators[0])
  );
}

const isNone = (node: PyExpr | undefined): boolean => node?.kind === 'Constant' && node.type === 'none';

/** Runs alternatives from the same state and joins what they leave behind. */
function either(frame: Frame, alternatives: readonly (() => number)[]): number {
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

export function joined(all: readonly Map<string, Value>[]): Map<string, Value> {
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

export function loop(m: Machine, node: PyFor | PyWhile, frame: Frame): number {
  if (node.kind === 'While') return whileLoop(m, node, frame);
  const { known, rest } = elementsOf(m.evaluate(node.iter, frame));
  let exits = stopped(m);
  if (exits !== NEXT) return exits;
  const round = (element: Value, open: boolean) => {
    assign(m, node.target, element, frame);
    const body = () => m.execute(node.body, frame);
    const how = open ? either(frame, [() => at(m, { kind: 'loop' }, body), () => NEXT]) : body();
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
  const known = node.test.kind === 'Constant' || (truth === false && isFixed(m, node.test)) ? truth : undefined;
  if (known === false) {
    skip(m, node.body, frame.source);
    return m.execute(node.orelse, frame);
  }
  const exits = either(frame, [() => at(m, { kind: 'loop' }, () => m.execute(node.body, frame)), () => NEXT]);
  const leaves = known !== true || hasBreak(node.body);
  return (exits & ~(JUMP | NEXT)) | (leaves ? NEXT : 0);
}

function hasBreak(body: readonly PyStmt[], depth = 0): boolean {
  return body.some((stmt) => {
    if (stmt.kind === 'Break') return true;
    if (depth > 30) return true;
    if (stmt.kind === 'If') return hasBreak(stmt.body, depth + 1) || hasBreak(stmt.orelse, depth + 1);
    if (stmt.kind === 'With') return hasBreak(stmt.body, depth + 1);
    if (stmt.kind !== 'Try') return stmt.kind === 'Match';
    return [stmt.body, ...stmt.handlers.map((handler) => handler.body), stmt.orelse, stmt.finalbody].some((part) =>
      hasBreak(part, depth + 1),
    );
  });
}

export function match(m: Machine, node: Extract<PyStmt, { kind: 'Match' }>, frame: Frame): number {
  const subject = m.evaluate(node.subject, frame);
  const fits = node.cases.filter((one) => !isFixed(m, node.subject) || !differs(subject, one.pattern));
  const whole = fits.some((one) => one.pattern.form === 'wildcard' || (one.pattern.form === 'capture' && !one.guard));
  const cases = fits.map((one) => () => {
    for (const name of captures(one.pattern)) frame.scope.vars.set(name, derived('element', subject));
    return at(m, { kind: 'branch', test: subject }, () => m.execute(one.body, frame));
  });
  return either(frame, whole ? cases : [...cases, () => NEXT]);
}

/** Whether a constant is not the one that a pattern asks for. */
function differs(
  subject: Value,
  { form, value }: Extract<PyStmt, { kind: 'Match' }>['cases'][number]['pattern'],
): boolean {
  return subject.kind === 'const' && form === 'value' && value?.kind === 'Constant' && value.value !== subject.value;
}

function captures(pattern: Extract<PyStmt, { kind: 'Match' }>['cases'][number]['pattern'], depth = 0): string[] {
  const own = pattern.name ? [pattern.name] : [];
  return depth > 20 ? own : [...own, ...pattern.parts.flatMap((part) => captures(part, depth + 1))];
}

const ITEMS = 40;

export function withItems(m: Machine, node: PyWith, i: number, frame: Frame): number {
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
