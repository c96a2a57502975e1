import { affineOf, constantOf } from './affine.js';
import { type Binary, type Expr, everyExpr, type Selector } from './expression.js';
import { type Shape, sameSeries, selectorsIn, shapesOf } from './shapes.js';

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

function numeratorOf(core: Expr): Expr {
  return core.kind === 'binary' && core.op === '/' ? affineOf(core.left).core : core;
}
