import { affineOf } from './affine.js';
import { type Binary, type Expr, everyExpr, type Selector } from './expression.js';

export const SHAPES = ['quantile', 'average', 'share', 'ratio', 'rate', 'value', 'change', 'count', 'absent'] as const;
export type Shape = (typeof SHAPES)[number];

export const selectorsIn = (expr: Expr): Selector[] => [...everyExpr(expr)].filter((one) => one.kind === 'selector');

const RATES = new Set(['rate', 'increase', 'irate']);
const CHANGES = new Set(['changes', 'delta', 'idelta', 'deriv', 'resets']);

/** What an expression measures. */
export function shapesOf(core: Expr): Set<Shape> {
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
export function sameSeries(a: Expr, b: Expr): boolean {
  const left = selectorsIn(a);
  const right = selectorsIn(b);
  const names = new Set(left.map((selector) => selector.name));
  if (left.length === 0 || !right.some((selector) => names.has(selector.name))) return false;
  const times = (list: readonly Selector[]) => list.map((one) => `${one.range ?? ''}${one.shifted ? '@' : ''}`).join();
  return times(left) !== times(right) || shifts(a) !== shifts(b);
}

const shifts = (expr: Expr): string =>
  [...everyExpr(expr)].map((one) => (one.kind === 'subquery' ? `${one.range}${one.shifted}` : '')).join('');
