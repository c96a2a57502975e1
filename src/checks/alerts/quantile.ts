import { baseOf, definitionOf, type Metrics } from './definitions.js';
import type { Expr } from './expression.js';
import type { Trouble } from './trouble.js';

/** What is wrong with the arguments of `histogram_quantile`. */
export function quantileTroubles(args: readonly Expr[], metrics: Metrics): Trouble[] {
  const [quantile, vector] = args;
  if (!quantile || !vector) return ['not-a-histogram'];
  const value = quantile.kind === 'number' ? quantile.value : undefined;
  const range: Trouble[] = value !== undefined && (value < 0 || value > 1) ? ['quantile-range'] : [];
  return [...range, ...vectorTroubles(vector, metrics)];
}

/** Walks from the outside in: aggregations that may drop `le`, a rate, the series. */
function vectorTroubles(vector: Expr, metrics: Metrics): Trouble[] {
  let lost = false;
  let rated = false;
  let next: Expr | undefined = vector;
  while (next && next.kind !== 'selector') {
    if (next.kind === 'aggregate') {
      lost ||= dropsLe(next);
      next = next.args.at(-1);
    } else if (next.kind === 'call') {
      rated ||= /^(?:rate|increase|irate|delta)$/.test(next.name);
      next = next.args.find((arg) => arg.kind !== 'number' && arg.kind !== 'string');
    } else if (next.kind === 'subquery' || next.kind === 'unary') next = next.of;
    else next = next.kind === 'binary' ? next.left : undefined;
  }
  if (!next) return ['not-a-histogram'];
  const { name, range } = next;
  if (range !== undefined && !rated) return ['range-not-wanted'];
  if (name.endsWith('_bucket'))
    return [...(lost ? (['le-lost'] as const) : []), ...(rated ? [] : (['quantile-without-rate'] as const))];
  const kind = definitionOf(name, metrics)?.kind;
  if (name !== baseOf(name) || (kind !== undefined && kind !== 'histogram')) return ['not-a-histogram'];
  return rated ? [] : ['quantile-of-name'];
}

function dropsLe(expr: Expr & { kind: 'aggregate' }): boolean {
  if (expr.op === 'topk' || expr.op === 'bottomk') return false;
  const named = expr.labels.includes('le') || expr.labels.includes('vmrange');
  return expr.grouping === 'without' ? named : !named;
}
