import { type Binary, type Expr, everyExpr, type Selector } from './expression.js';

/** What an alert watches: one comparison of its condition, taken apart. */
export interface Signal {
  readonly shapes: ReadonlySet<Shape>;
  /** The series that are watched: of a quotient, those above the line. */
  readonly metrics: readonly Selector[];
  /** All series of the comparison. */
  readonly all: readonly Selector[];
  readonly compare: 'above' | 'below' | 'equal' | 'none';
  /** In the unit of the series: factors and constant terms of the expression are carried over. */
  readonly threshold: number | undefined;
  readonly core: Expr;
  readonly whole: Expr;
  /** Always yields a result, whatever the value: no comparison, or one with `bool`. */
  readonly always: 'no-comparison' | 'bool-comparison' | undefined;
}

export const SHAPES = ['quantile', 'average', 'share', 'ratio', 'rate', 'value', 'change', 'count', 'absent'] as const;
export type Shape = (typeof SHAPES)[number];

const COMPARISONS: Readonly<Record<string, { compare: Signal['compare']; flipped: string }>> = {
  '>': { compare: 'above', flipped: '<' },
  '>=': { compare: 'above', flipped: '<=' },
  '<': { compare: 'below', flipped: '>' },
  '<=': { compare: 'below', flipped: '>=' },
  '==': { compare: 'equal', flipped: '==' },
  '!=': { compare: 'equal', flipped: '!=' },
};

/** The comparisons of a condition, each as a signal; the condition itself where it compares nothing. */
export function signalsOf(condition: Expr): Signal[] {
  const found: Signal[] = [];
  const outer = outermost(condition);
  for (const expr of everyExpr(condition)) {
    if (expr.kind !== 'binary' || !Object.hasOwn(COMPARISONS, expr.op)) continue;
    const always = expr.bool && outer.includes(expr) ? 'bool-comparison' : undefined;
    found.push(...comparisonOf(expr, always));
  }
  return found.length > 0
    ? found
    : [describe(condition, condition, { compare: 'none', threshold: undefined, always: 'no-comparison' })];
}

/** Whether a condition yields nothing whatever the series: a comparison of constants that does not hold, `unless` something that is always there. */
export function isNever(expr: Expr): boolean {
  if (expr.kind !== 'binary') return false;
  const { op, left, right } = expr;
  if (op === 'and') return isNever(left) || isNever(right);
  if (op === 'or') return isNever(left) && isNever(right);
  if (op === 'unless') return isNever(left) || (expr.matched && typeof constantOf(right) === 'number');
  const holds = HOLDS[op];
  const a = constantOf(left);
  const b = constantOf(right);
  return !expr.bool && holds !== undefined && typeof a === 'number' && typeof b === 'number' && !holds(a, b);
}

const HOLDS: Readonly<Record<string, ((a: number, b: number) => boolean) | undefined>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** The operands that `and`, `or` and `unless` join. */
export function outermost(expr: Expr): Expr[] {
  const found: Expr[] = [];
  const stack = [expr];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.kind === 'binary' && (next.op === 'and' || next.op === 'or' || next.op === 'unless'))
      stack.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

function comparisonOf(expr: Binary & Expr, always: Signal['always']): Signal[] {
  const right = constantOf(expr.right);
  const left = constantOf(expr.left);
  const sides: [core: Expr, op: string, threshold: number | undefined | 'vector', other: Expr][] = [];
  if (right !== 'vector') sides.push([expr.left, expr.op, right, expr.right]);
  else if (left !== 'vector') sides.push([expr.right, COMPARISONS[expr.op]?.flipped ?? expr.op, left, expr.left]);
  else {
    sides.push([expr.left, expr.op, 'vector', expr.right]);
    sides.push([expr.right, COMPARISONS[expr.op]?.flipped ?? expr.op, 'vector', expr.left]);
  }
  return sides.map(([side, op, limit, other]) => {
    const { core, factor, term } = affineOf(side);
    const compare = COMPARISONS[factor < 0 ? (COMPARISONS[op]?.flipped ?? op) : op]?.compare ?? 'equal';
    const threshold = typeof limit === 'number' ? (limit - term) / factor : undefined;
    const signal = describe(core, expr, { compare, threshold, always });
    if (limit !== 'vector' || !sameSeries(core, other)) return signal;
    return { ...signal, shapes: new Set<Shape>([...signal.shapes, 'change']) };
  });
}

/** The value of an expression without series; `undefined` where a template hides it, `'vector'` where there are series. */
function constantOf(expr: Expr): number | undefined | 'vector' {
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
function affineOf(side: Expr): { core: Expr; factor: number; term: number } {
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

type Found = Pick<Signal, 'compare' | 'threshold' | 'always'>;

function describe(core: Expr, whole: Expr, found: Found): Signal {
  const peeled = affineOf(core).core;
  const upper = numeratorOf(peeled);
  return {
    ...found,
    core: peeled,
    whole,
    shapes: shapesOf(peeled),
    metrics: selectorsIn(upper),
    all: selectorsIn(whole),
  };
}

export const selectorsIn = (expr: Expr): Selector[] => [...everyExpr(expr)].filter((one) => one.kind === 'selector');

function numeratorOf(core: Expr): Expr {
  return core.kind === 'binary' && core.op === '/' ? affineOf(core.left).core : core;
}

const RATES = new Set(['rate', 'increase', 'irate']);
const CHANGES = new Set(['changes', 'delta', 'idelta', 'deriv', 'resets']);

function shapesOf(core: Expr): Set<Shape> {
  switch (core.kind) {
    case 'selector':
      return new Set(['value']);
    case 'aggregate':
      return new Set(core.op === 'count' || core.op === 'count_values' ? ['count'] : ['value']);
    case 'call':
      return new Set(shapeOfCall(core.name));
    case 'binary':
      return shapesOfBinary(core);
    default:
      return new Set();
  }
}

function shapeOfCall(name: string): Shape[] {
  if (name === 'histogram_quantile' || name === 'histogram_quantiles') return ['quantile'];
  if (name === 'histogram_avg') return ['average'];
  if (name === 'histogram_fraction') return ['share'];
  if (name === 'absent' || name === 'absent_over_time') return ['absent'];
  if (name === 'count_over_time') return ['count'];
  if (RATES.has(name)) return ['rate'];
  if (CHANGES.has(name)) return ['change'];
  return name.endsWith('_over_time') || name === 'predict_linear' ? ['value'] : [];
}

function shapesOfBinary(core: Binary): Set<Shape> {
  const left = affineOf(core.left).core;
  if (core.op === '-') return sameSeries(core.left, core.right) ? new Set(['change']) : shapesOf(left);
  if (core.op !== '/') return shapesOf(left);
  if (left.kind === 'binary' && left.op === '-' && shapesOf(left).has('change')) return new Set(['change']);
  const upper = selectorsIn(core.left).map((selector) => selector.name);
  const lower = selectorsIn(core.right).map((selector) => selector.name);
  if (
    sameSeries(core.left, core.right) &&
    [...selectorsIn(core.left), ...selectorsIn(core.right)].some((one) => one.shifted)
  )
    return new Set(['change']);
  if (upper.some((name) => name.endsWith('_sum')) && lower.some((name) => name.endsWith('_count')))
    return new Set(['average']);
  if (upper.some((name) => name.endsWith('_bucket')) && lower.some((name) => /_(?:count|bucket)$/.test(name)))
    return new Set(['share']);
  return new Set(['ratio']);
}

/** The same series at another time or over another window, which is how a change is written. */
function sameSeries(a: Expr, b: Expr): boolean {
  const left = selectorsIn(a);
  const right = selectorsIn(b);
  const names = new Set(left.map((selector) => selector.name));
  if (left.length === 0 || !right.some((selector) => names.has(selector.name))) return false;
  const times = (list: readonly Selector[]) => list.map((one) => `${one.range ?? ''}${one.shifted ? '@' : ''}`).join();
  return times(left) !== times(right) || shifts(a) !== shifts(b);
}

const shifts = (expr: Expr): string =>
  [...everyExpr(expr)].map((one) => (one.kind === 'subquery' ? `${one.range}${one.shifted}` : '')).join('');
