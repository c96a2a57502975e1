import type { PyCompare, PyExpr } from '../languages/python/ast.js';
import { isEnvironment, variable } from './environment.js';
import { elementsOf } from './iterate.js';
import type { Frame, Machine } from './machine.js';
import { isFixed } from './settled.js';
import { type Const, constant, derived, NONE, pathOf, type Value } from './value.js';

/** Only what cannot be otherwise is decided: `x is None` where None was passed, comparisons of literals, of what is fixed, with what never is. */
export function compare(m: Machine, node: PyCompare, frame: Frame): Value {
  const values = [node.left, ...node.comparators].map((one) => m.evaluate(one, frame));
  if (values.length > 2 && isBroken(m, node, values)) return constant(false, 'bool');
  const [left, right] = values;
  const op = node.ops[0] ?? '';
  const told =
    values.length === 2 && left && right
      ? (ofName(op, left, right) ??
        ofConstants(m, node, op, left, right) ??
        member(m, op, left, right) ??
        bounds(op, left, right))
      : undefined;
  return told === undefined ? derived(node.ops.join(' '), ...values) : constant(told, 'bool');
}

/** `1 < 0 < 5`: one link of the chain cannot hold. */
const isBroken = (m: Machine, node: PyCompare, values: readonly Value[]): boolean =>
  node.ops.some((op, i) => {
    const [left, right] = [values[i]!, values[i + 1]!];
    const link = { ...node, left: i === 0 ? node.left : node.comparators[i - 1]!, comparators: [node.comparators[i]!] };
    return ofConstants(m, link, op, left, right) === false;
  });

/** A file's own name is that of the program that runs. */
function ofName(op: string, left: Value, right: Value): boolean | undefined {
  const other = pathOf(left) === NAME ? right : pathOf(right) === NAME ? left : undefined;
  if (!other) return undefined;
  const same = other.kind !== 'const' || other.value === '__main__';
  return op === '!=' || op === 'is not' ? !same : same;
}

const NAME = 'builtins.__name__';

function ofConstants(m: Machine, node: PyCompare, op: string, left: Value, right: Value): boolean | undefined {
  if (left.kind !== 'const' || right.kind !== 'const') return undefined;
  if (op === '==' || op === 'is') return isSame(left, right);
  if (op === '!=' || op === 'is not') return !isSame(left, right);
  // A variable may be a loop's memory: numbers are weighed where they are written, or never change.
  const fixed = (one: PyExpr | undefined): boolean => one !== undefined && isFixed(m, one);
  if (
    typeof left.value === 'number' &&
    typeof right.value === 'number' &&
    fixed(node.left) &&
    fixed(node.comparators[0])
  )
    return ORDERS.get(op)?.includes(Math.sign(left.value - right.value));
  return undefined;
}

const isSame = (left: Const, right: Const): boolean =>
  left.value === right.value && (left.type === right.type || typeof left.value === 'number');

const ORDERS = new Map([
  ['<', [-1]],
  ['<=', [-1, 0]],
  ['>', [1]],
  ['>=', [0, 1]],
]);

function member(m: Machine, op: string, left: Value, right: Value): boolean | undefined {
  if ((op !== 'in' && op !== 'not in') || left.kind !== 'const') return undefined;
  const found = isMember(m, left, right);
  return found === undefined ? undefined : found === (op === 'in');
}

function isMember(m: Machine, left: Const, right: Value): boolean | undefined {
  if (isEnvironment(pathOf(right))) {
    const value = variable(m, left);
    return value && value !== NONE;
  }
  if (right.kind === 'const')
    return typeof right.value === 'string' && typeof left.value === 'string'
      ? right.value.includes(left.value)
      : undefined;
  const { known, rest } = elementsOf(right);
  if (right.kind !== 'sequence' || rest || !known.every((one) => one.kind === 'const')) return undefined;
  return known.some((one) => one.kind === 'const' && one.value === left.value);
}

/** Results that lie between two bounds whatever is passed, against a number beyond them. */
function bounds(op: string, left: Value, right: Value): boolean | undefined {
  const range = RANGES.get(pathOf(left));
  if (range === undefined || right.kind !== 'const' || typeof right.value !== 'number') return undefined;
  const [least, most] = range;
  if (right.value < least) return op === '>' || op === '>=' || op === '!=';
  if (right.value > most) return op === '<' || op === '<=' || op === '!=';
  if ((right.value === least && op === '<') || (right.value === most && op === '>')) return false;
  if (right.value === least && op === '>=') return true;
  return undefined;
}

const COUNT = [0, Number.POSITIVE_INFINITY] as const;

const RANGES = new Map<string, readonly [number, number]>([
  ['builtins.len()', COUNT],
  ['builtins.abs()', COUNT],
  ['builtins.id()', COUNT],
  ['os.getpid()', COUNT],
  ['time.time()', COUNT],
  ['time.perf_counter()', COUNT],
  ['time.monotonic()', COUNT],
  ['random.random()', [0, 1]],
  ['sys.version_info[]', [3, 3]],
  ['sys.version_info.major', [3, 3]],
]);
