import type { PyBinOp, PyBoolOp, PyCall, PyExpr, PySubscript } from '../languages/python/ast.js';
import { argumentsIn } from './arguments.js';
import { assign } from './assign.js';
import { compare } from './compare.js';
import { combine, itemOf } from './data.js';
import { collect, dict, dictComprehension, listComprehension } from './displays.js';
import { isEnvironment, variable } from './environment.js';
import { lookup } from './lookup.js';
import { DEPTH, type Frame, type Machine, spend } from './machine.js';
import { callOwnData } from './own-data.js';
import { choice, constant, derived, type Fn, NONE, pathOf, truthOf, type Value } from './value.js';

/** The value of an expression; the calls in it are recorded on the way, in Python's order. */
export function evaluate(m: Machine, expression: PyExpr, frame: Frame): Value {
  // `...` stands for what a student left out.
  if (expression.kind === 'Constant')
    return expression.type === 'ellipsis' ? derived('unknown') : constant(expression.value, expression.type);
  if (!spend(m) || m.depth > DEPTH) return derived('unknown');
  m.depth++;
  const value = dispatch(m, expression, frame);
  m.depth--;
  return value;
}

function dispatch(m: Machine, node: PyExpr, frame: Frame): Value {
  const of = (one: PyExpr) => m.evaluate(one, frame);
  switch (node.kind) {
    case 'Constant':
      return constant(node.value, node.type);
    case 'Name':
      return lookup(m, node.id, frame, node);
    case 'Attribute':
      return m.attribute(of(node.value), node.attr);
    case 'Call':
      return evaluateCall(m, node, frame);
    case 'JoinedStr':
      return {
        kind: 'text',
        parts: node.values.map((part) => (part.kind === 'FormattedValue' ? of(part.value) : of(part))),
      };
    case 'FormattedValue':
    case 'Await':
      return of(node.value);
    case 'NamedExpr': {
      const value = of(node.value);
      assign(m, node.target, value, frame);
      return value;
    }
    case 'BinOp':
      return binary(m, node, frame);
    case 'BoolOp':
      return boolean(m, node, frame);
    case 'UnaryOp':
      return unary(node.op, of(node.operand));
    case 'Compare':
      return compare(m, node, frame);
    case 'IfExp':
      return conditional(m, node, frame);
    case 'Lambda':
      return { kind: 'function', def: node, name: '<lambda>', scope: frame.scope, decorators: [] } satisfies Fn;
    case 'Dict':
      return dict(m, node, frame);
    case 'List':
    case 'Tuple':
    case 'Set':
      return collect(m, node.kind === 'List' ? 'list' : node.kind === 'Tuple' ? 'tuple' : 'set', node.elts, frame);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return listComprehension(m, node, frame);
    case 'DictComp':
      return dictComprehension(m, node, frame);
    case 'Subscript':
      return subscript(m, node, frame);
    case 'Slice':
      return derived('slice', ...[node.lower, node.upper, node.step].flatMap((part) => (part ? [of(part)] : [])));
    case 'Starred':
      return of(node.value);
    case 'Yield':
    case 'YieldFrom':
      return yielded(node.value ? of(node.value) : constant(null, 'none'), frame);
    case 'Error':
      for (const part of node.body) if (isExpression(part.kind)) m.evaluate(part as PyExpr, frame);
      return derived('unknown');
  }
}

function evaluateCall(m: Machine, node: PyCall, frame: Frame): Value {
  const site = { node, frame };
  if (node.func.kind !== 'Attribute') {
    const target = m.evaluate(node.func, frame);
    return m.call(target, argumentsIn(m, node, frame), site);
  }
  const receiver = m.evaluate(node.func.value, frame);
  const given = argumentsIn(m, node, frame);
  return (
    callOwnData(m, receiver, node.func.attr, given, site) ?? m.call(m.attribute(receiver, node.func.attr), given, site)
  );
}

/** Chains of one operator lean to the left and may be long: they are read in a loop. */
function binary(m: Machine, node: PyBinOp, frame: Frame): Value {
  const operands: PyExpr[] = [node.right];
  let left = node.left;
  while (left.kind === 'BinOp' && left.op === node.op && operands.length < 500) {
    operands.push(left.right);
    left = left.left;
  }
  const values = [left, ...operands.reverse()].map((one) => m.evaluate(one, frame));
  return combine(node.op, values);
}

function boolean(m: Machine, node: PyBoolOp, frame: Frame): Value {
  const values: Value[] = [];
  for (const one of node.values) {
    const value = m.evaluate(one, frame);
    const truth = truthOf(value);
    if (truth !== undefined && truth === (node.op === 'and')) {
      if (one === node.values.at(-1)) values.push(value);
      continue;
    }
    values.push(value);
    if (truth !== undefined) break;
  }
  const last = values.at(-1);
  // What is false in the end is false whatever the rest says.
  if (last && (values.length === 1 || (node.op === 'and' && truthOf(last) === false))) return last;
  return node.op === 'or' ? choice(values) : derived('and', ...values);
}

function unary(op: string, operand: Value): Value {
  const truth = truthOf(operand);
  if (op === 'not' && truth !== undefined) return constant(!truth, 'bool');
  if (op === '-' && operand.kind === 'const' && typeof operand.value === 'number')
    return constant(-operand.value, operand.type);
  return derived(op, operand);
}

function conditional(m: Machine, node: Extract<PyExpr, { kind: 'IfExp' }>, frame: Frame): Value {
  const test = m.evaluate(node.test, frame);
  const truth = truthOf(test);
  if (truth !== undefined) return m.evaluate(truth ? node.body : node.orelse, frame);
  return choice([m.evaluate(node.body, frame), m.evaluate(node.orelse, frame)], test);
}

function subscript(m: Machine, node: PySubscript, frame: Frame): Value {
  const base = m.evaluate(node.value, frame);
  const key = m.evaluate(node.slice, frame);
  const set = isEnvironment(pathOf(base)) ? variable(m, key) : undefined;
  return set && set !== NONE ? set : itemOf(base, key);
}

function yielded(value: Value, frame: Frame): Value {
  frame.yields.push(value);
  const body = frame.onYield;
  if (body) {
    frame.onYield = undefined;
    body(value);
  }
  return constant(null, 'none');
}

const EXPRESSIONS = new Set(
  'BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp Await Yield YieldFrom Compare Call JoinedStr FormattedValue Constant Attribute Subscript Starred Name List Tuple Slice'.split(
    ' ',
  ),
);

/** Whether a node's kind is that of an expression. */
export const isExpression = (kind: string): boolean => EXPRESSIONS.has(kind);
