import type { Binary, Expr } from './expression.js';

/** The value of an expression without series; `undefined` where a template hides it, `'vector'` where there are series. */
export function constantOf(expr: Expr): number | undefined | 'vector' {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'unary') return negated(constantOf(expr.of), expr.op);
  if (expr.kind === 'call' && (expr.name === 'vector' || expr.name === 'scalar') && expr.args[0])
    return constantOf(expr.args[0]);
  if (expr.kind !== 'binary') return 'vector';
  const left = constantOf(expr.left);
  const right = constantOf(expr.right);
  if (left === 'vector' || right === 'vector') return 'vector';
  return left === undefined || right === undefined ? undefined : calculate(expr.op, left, right);
}

const negated = (value: number | undefined | 'vector', op: string) =>
  typeof value === 'number' && op === '-' ? -value : value;

function calculate(op: string, a: number, b: number): number | undefined {
  const results: Readonly<Record<string, number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '%': a % b,
    '^': a ** b,
  };
  return Object.hasOwn(results, op) ? results[op] : undefined;
}

/** `factor × core + term`, with what only passes a value on peeled off. */
export function affineOf(side: Expr): { core: Expr; factor: number; term: number } {
  let core = side;
  let factor = 1;
  let term = 0;
  for (;;) {
    const step = stepOf(core);
    if (!step) return { core, factor, term };
    term += factor * step.term;
    factor *= step.factor || 1;
    core = step.core;
  }
}

const PASSING = new Set([
  'abs',
  'ceil',
  'floor',
  'round',
  'clamp',
  'clamp_min',
  'clamp_max',
  'sort',
  'sort_desc',
  'label_replace',
  'label_join',
  'scalar',
  'vector',
  'sum',
  'avg',
  'min',
  'max',
  'topk',
  'bottomk',
  'quantile',
  'group',
  'stddev',
  'last_over_time',
  'avg_over_time',
  'max_over_time',
  'min_over_time',
  'quantile_over_time',
  'sum_over_time',
  'median',
]);

function stepOf(core: Expr): { core: Expr; factor: number; term: number } | undefined {
  if (core.kind === 'unary') return { core: core.of, factor: core.op === '-' ? -1 : 1, term: 0 };
  if (core.kind === 'subquery') return { core: core.of, factor: 1, term: 0 };
  if (core.kind === 'call' || core.kind === 'aggregate') {
    const name = core.kind === 'call' ? core.name : core.op;
    const inner = core.args.find((arg) => arg.kind !== 'number' && arg.kind !== 'string');
    return PASSING.has(name) && inner && !isRange(inner) ? { core: inner, factor: 1, term: 0 } : undefined;
  }
  if (core.kind !== 'binary') return undefined;
  if (core.op === 'or' || core.op === 'and' || core.op === 'unless') return { core: core.left, factor: 1, term: 0 };
  const left = constantOf(core.left);
  const right = constantOf(core.right);
  if (right !== 'vector') return scaled(core.op, core.left, right);
  if (left !== 'vector') return scaledFromLeft(core.op, core.right, left);
  if (core.op === '/') return scaledAbove(core);
  return core.op === '*' ? { core: core.left, factor: 1, term: 0 } : undefined;
}

/** `100 * a / b`: a factor above the line is one of the quotient. */
function scaledAbove(core: Binary & Expr): { core: Expr; factor: number; term: number } | undefined {
  const { left } = core;
  if (left.kind !== 'binary' || left.op !== '*') return undefined;
  const factors = [constantOf(left.left), constantOf(left.right)];
  const at = factors.findIndex((one) => one !== 'vector');
  const factor = factors[at];
  if (at < 0 || factor === 'vector') return undefined;
  return { core: { ...core, left: at === 0 ? left.right : left.left }, factor: factor ?? 1, term: 0 };
}

const isRange = (expr: Expr): boolean => expr.kind === 'selector' && expr.range !== undefined;

function scaled(
  op: string,
  core: Expr,
  by: number | undefined,
): { core: Expr; factor: number; term: number } | undefined {
  if (by === undefined) return { core, factor: 1, term: 0 };
  if (op === '*' && by !== 0) return { core, factor: by, term: 0 };
  if (op === '/' && by !== 0) return { core, factor: 1 / by, term: 0 };
  if (op === '+') return { core, factor: 1, term: by };
  return op === '-' ? { core, factor: 1, term: -by } : undefined;
}

function scaledFromLeft(
  op: string,
  core: Expr,
  by: number | undefined,
): { core: Expr; factor: number; term: number } | undefined {
  if (op === '*' || op === '+') return scaled(op, core, by);
  return op === '-' ? { core, factor: -1, term: by ?? 0 } : undefined;
}
