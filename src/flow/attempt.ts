import type { Py, PyError, PyExpr, PyStmt, PyTry } from '../languages/python/ast.js';
import { at, joined } from './control.js';
import { isExpression } from './evaluate.js';
import type { Frame, Machine } from './machine.js';
import { type Attempt, type Handler, NEXT, RAISE, RETURN } from './trace.js';
import { pathOf, type Value } from './value.js';

export function attempt(m: Machine, node: PyTry, frame: Frame): number {
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
    if (waitsForNothing(m, node, handler, frame)) continue;
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
  const all = joined([...ways.map((way) => way.vars), raised]);
  frame.scope.vars = new Map(all);
  const last = at(m, { kind: 'finally', attempt: info }, () => m.execute(node.finalbody, frame));
  for (const [name, value] of frame.scope.vars) if (all.get(name) !== value || !after.has(name)) after.set(name, value);
  frame.scope.vars = after;
  if (last & RETURN) info.swallowed = true;
  return last & NEXT ? exits | (last & ~NEXT) : last;
}

/** A handler for imports that fail, of a body that imports nothing: never reached. */
function waitsForNothing(m: Machine, { body }: PyTry, { type }: PyTry['handlers'][number], frame: Frame): boolean {
  if (!type || !body.every((one) => one.kind === 'Pass' || (one.kind === 'Expr' && one.value.kind === 'Constant')))
    return false;
  const value = m.evaluate(type, frame);
  return (value.kind === 'sequence' ? value.items : [value]).every((one) =>
    /(^|\.)(?:ImportError|ModuleNotFoundError)$/.test(pathOf(one)),
  );
}

function handle(m: Machine, node: PyTry['handlers'][number], info: Attempt, frame: Frame): number {
  const type = node.type ? m.evaluate(node.type, frame) : undefined;
  const types = type ? (type.kind === 'sequence' ? type.items : [type]).map(pathOf) : [];
  const handler: Handler = { types, broad: isBroad(types), exits: 0 };
  info.handlers.push(handler);
  if (node.name) {
    const caught: Value = { kind: 'ref', path: `$caught`, inputs: [] };
    frame.scope.vars.set(node.name, caught);
    caught.label = node.name;
  }
  handler.exits = at(m, { kind: 'handler', attempt: info, handler }, () => m.execute(node.body, frame));
  return handler.exits;
}

/** What a stretch that does not parse starts with, where it is a clause whose `try` the student left out. */
export function strayClause(node: PyStmt, frame: Frame): 'handler' | 'finally' | undefined {
  if (node.kind !== 'Error') return undefined;
  const [, word] = /^\s*(except|finally)\b/.exec(frame.source.text.slice(node.start, node.start + 40)) ?? [];
  return word === 'except' ? 'handler' : word === 'finally' ? 'finally' : undefined;
}

/**
 * Reads an `except` or `finally` that stands without its `try`, as in a fragment of a correction. The parser leaves its statements in the
 * stretch, the type of the exception first, or behind it, the first one as an annotation of that type.
 */
export function readStray(
  m: Machine,
  node: PyError,
  clause: 'handler' | 'finally',
  following: readonly PyStmt[],
  frame: Frame,
): number {
  const info: Attempt = { handlers: [], outer: m.place, swallowed: false };
  if (clause === 'finally')
    return at(m, { kind: 'finally', attempt: info }, () =>
      m.execute([...statementsIn(node.body), ...following], frame),
    );
  const [first] = following;
  const split = node.body.length === 0 && first?.kind === 'AnnAssign' && !first.value ? first : undefined;
  const named = split
    ? split.target
    : node.body.find((part) => part.kind === 'Name' || part.kind === 'Tuple' || part.kind === 'Attribute');
  const type = named ? m.evaluate(named as PyExpr, frame) : undefined;
  const types = type ? (type.kind === 'sequence' ? type.items : [type]).map(pathOf) : [];
  const handler: Handler = { types, broad: isBroad(types), exits: 0 };
  info.handlers.push(handler);
  const name = /^\s*except\b[^:\n]*\bas\s+(\w+)/.exec(frame.source.text.slice(node.start, node.start + 200))?.[1];
  if (name) frame.scope.vars.set(name, { kind: 'ref', path: '$caught', inputs: [], label: name });
  handler.exits = at(m, { kind: 'handler', attempt: info, handler }, () => {
    if (split) m.evaluate(split.annotation, frame);
    return m.execute([...statementsIn(node.body), ...(split ? following.slice(1) : following)], frame);
  });
  return handler.exits;
}

const statementsIn = (body: readonly Py[]): PyStmt[] => body.filter((part): part is PyStmt => !isExpression(part.kind));

const isBroad = (types: readonly string[]): boolean =>
  types.length === 0 || types.some((path) => /(^|\.)(Base)?Exception$/.test(path));
