import { definitionOf, isDefined, type Metrics } from './definitions.js';
import { type Aggregate, type Expr, everyExpr, type Selector } from './expression.js';
import { quantileTroubles } from './quantile.js';
import { type Shape, selectorsIn } from './shapes.js';
import type { Signal } from './signal.js';

/** What can be wrong with an alert, and what each means for a reader. */
export const TROUBLES = {
  syntax: 'the expression is not PromQL',
  'no-comparison': 'nothing is compared, so it fires whenever there is data',
  'bool-comparison': '`bool` makes the comparison return a value always, so it fires always',
  'needs-range': 'a range such as `[5m]` is missing',
  'range-not-wanted': 'a range vector stands where an instant vector is needed',
  'rate-of-aggregate': 'a rate is taken after aggregating: resets of single counters get lost',
  'rate-of-gauge': 'a rate of a gauge',
  'delta-of-counter': '`delta` or `deriv` of a counter',
  irate: '`irate` looks at two samples only',
  'quantile-range': 'a quantile lies between 0 and 1',
  'quantile-of-name':
    '`histogram_quantile` of the bare name: a classic histogram has its series under `_bucket`, and needs `rate`',
  'quantile-without-rate': 'buckets without `rate`: a quantile since the process started',
  'not-a-histogram': '`histogram_quantile` of something that is no histogram',
  'le-lost': 'the aggregation drops `le`, which `histogram_quantile` needs',
  'label-lost': 'an aggregation keeps a label that an inner one has dropped',
  'average-of-quantile': 'quantiles cannot be averaged or added',
  'summary-quantile': 'a `quantile` label, which the Python client does not expose',
  'raw-counter': 'a counter itself is compared: it only grows, so the alert never resolves',
  'raw-series': 'a `_bucket`, `_count` or `_sum` series itself is compared',
  'raw-histogram': 'the bare name of a histogram selects no series',
  'lifetime-ratio': 'counters are divided without `rate`: a value since the process started',
  'labels-differ': 'the two sides of the division carry different labels, so nothing matches',
  'self-ratio': 'each series is divided by itself: the result is always 1',
  'unit-mismatch': 'the threshold is in another unit than the series',
  'ratio-over-one': 'a share above 1 cannot be reached',
  'always-true': 'the comparison holds whatever the value',
  'never-fires': 'a constant part of the condition keeps it from ever firing',
  'unknown-metric': 'nothing in the answer defines the metric',
  'no-for': 'there is no `for`, so a single bad evaluation fires',
  'bad-duration': 'this is not a duration of Prometheus',
} as const;

export type Trouble = keyof typeof TROUBLES;

const COUNTER_FUNCTIONS = new Set(['rate', 'increase', 'irate']);
const GAUGE_FUNCTIONS = new Set(['delta', 'idelta', 'deriv', 'predict_linear']);
const RANGE_FUNCTIONS = new Set([
  ...COUNTER_FUNCTIONS,
  ...GAUGE_FUNCTIONS,
  'changes',
  'resets',
  'holt_winters',
  'double_exponential_smoothing',
]);
const takesRange = (name: string): boolean => RANGE_FUNCTIONS.has(name) || name.endsWith('_over_time');

/** What is wrong with the part of a condition that a signal stands for. `known`: metrics of exporters that no code defines. */
export function troublesOf(signal: Signal, metrics: Metrics, known: (name: string) => boolean): Set<Trouble> {
  const found = new Set<Trouble>();
  if (signal.always) found.add(signal.always);
  for (const expr of everyExpr(signal.whole)) for (const trouble of typeTroubles(expr, metrics)) found.add(trouble);
  for (const trouble of coreTroubles(signal, metrics)) found.add(trouble);
  for (const trouble of thresholdTroubles(signal)) found.add(trouble);
  const judgeable = metrics.defined.size > 0;
  if (judgeable && signal.all.some((one) => !known(one.name) && !isDefined(one.name, metrics)))
    found.add('unknown-metric');
  return found;
}

function typeTroubles(expr: Expr, metrics: Metrics): Trouble[] {
  if (expr.kind === 'call')
    return expr.name.startsWith('histogram_quantile')
      ? quantileTroubles(expr.args, metrics)
      : callTroubles(expr.name, expr.args, metrics);
  if (expr.kind === 'aggregate') return aggregateTroubles(expr);
  if (expr.kind === 'selector' && expr.matchers.some((matcher) => matcher.label === 'quantile'))
    return ['summary-quantile'];
  if (expr.kind === 'binary')
    return [expr.left, expr.right].some(isRange)
      ? ['range-not-wanted']
      : expr.op === '/'
        ? divisionTroubles(expr, metrics)
        : [];
  return [];
}

const isRange = (expr: Expr): boolean =>
  (expr.kind === 'selector' && expr.range !== undefined) || expr.kind === 'subquery';

function callTroubles(name: string, args: readonly Expr[], metrics: Metrics): Trouble[] {
  const found: Trouble[] = name === 'irate' ? ['irate'] : [];
  if (!takesRange(name)) return args.some(isRange) && name !== 'absent_over_time' ? ['range-not-wanted'] : found;
  const arg = args.find((one) => one.kind !== 'number' && one.kind !== 'string');
  if (!arg) return found;
  const counter = COUNTER_FUNCTIONS.has(name);
  if (arg.kind === 'selector') {
    if (arg.range === undefined) found.push('needs-range');
    const kind = kindOf(arg, metrics);
    if (counter && kind === 'gauge') found.push('rate-of-gauge');
    if (GAUGE_FUNCTIONS.has(name) && kind === 'counter') found.push('delta-of-counter');
  } else if (arg.kind !== 'subquery') found.push(counter ? 'rate-of-aggregate' : 'needs-range');
  else if (counter && arg.of.kind !== 'selector') found.push('rate-of-aggregate');
  return found;
}

/** What a series is: by the code that defines it, else by its suffix. */
export function kindOf(
  selector: Selector,
  metrics: Metrics,
): 'counter' | 'gauge' | 'histogram' | 'summary' | undefined {
  const { name } = selector;
  if (/_(?:total|count|sum|bucket)$/.test(name)) return 'counter';
  const defined = definitionOf(name, metrics)?.kind;
  return defined === 'other' ? 'gauge' : defined;
}

function aggregateTroubles(expr: Aggregate): Trouble[] {
  const inner = expr.args.at(-1);
  const found: Trouble[] = inner && isRange(inner) ? ['range-not-wanted'] : [];
  if ((expr.op === 'avg' || expr.op === 'sum') && inner?.kind === 'call' && inner.name.startsWith('histogram_quantile'))
    found.push('average-of-quantile');
  if (expr.grouping === 'by' && inner?.kind === 'aggregate' && inner.grouping !== 'without') {
    if (!['topk', 'bottomk', 'limitk'].includes(inner.op) && expr.labels.some((label) => !inner.labels.includes(label)))
      found.push('label-lost');
  }
  return found;
}

function divisionTroubles(expr: Expr & { kind: 'binary' }, metrics: Metrics): Trouble[] {
  if (expr.matched) return [];
  if (bare(expr.left) === bare(expr.right)) return ['self-ratio', 'always-true'];
  const upper = labelsOf(expr.left, metrics);
  const lower = labelsOf(expr.right, metrics);
  if (upper && lower && [...upper].sort().join() !== [...lower].sort().join()) return ['labels-differ'];
  const left = perSeries(expr.left);
  const right = perSeries(expr.right);
  const filtered =
    left &&
    right &&
    left.name === right.name &&
    !left.shifted &&
    !right.shifted &&
    left.matchers.length > right.matchers.length;
  return filtered ? ['self-ratio'] : [];
}

/** An expression without the places where it stands. */
const bare = (expr: Expr): string =>
  JSON.stringify(expr, (key, value) => (key === 'start' || key === 'end' ? undefined : value));

/** The labels of a result, where the code tells them. */
function labelsOf(expr: Expr, metrics: Metrics): readonly string[] | undefined {
  if (expr.kind === 'aggregate') return expr.grouping === 'without' ? undefined : expr.labels;
  const selector = perSeries(expr);
  if (!selector || /_bucket$/.test(selector.name)) return undefined;
  return definitionOf(selector.name, metrics)?.labels;
}

/** The one selector of an expression that keeps the series apart. */
function perSeries(expr: Expr): Selector | undefined {
  if (expr.kind === 'selector') return expr;
  const arg = expr.kind === 'call' && COUNTER_FUNCTIONS.has(expr.name) ? expr.args[0] : undefined;
  return arg?.kind === 'selector' ? arg : undefined;
}

function coreTroubles(signal: Signal, metrics: Metrics): Trouble[] {
  const { core } = signal;
  if (signal.shapes.has('change')) return [];
  if (core.kind === 'binary' && core.op === '/') {
    const rated = [core.left, core.right].map((side) => rawSelectors(side));
    const raw = rated.flat().filter((one) => kindOf(one, metrics) === 'counter');
    return raw.length > 0 ? ['lifetime-ratio'] : [];
  }
  return rawSelectors(core).flatMap((one): Trouble[] => {
    if (/_(?:bucket|count|sum)$/.test(one.name)) return ['raw-series'];
    const kind = kindOf(one, metrics);
    if (kind === 'counter') return ['raw-counter'];
    return kind === 'histogram' ? ['raw-histogram'] : [];
  });
}

/** Selectors that are looked at as they are: no rate, no quantile, nothing over time in between. */
function rawSelectors(expr: Expr): Selector[] {
  const inside = new Set<Expr>();
  for (const one of everyExpr(expr))
    if (one.kind === 'call' && TRANSFORMING.test(one.name))
      for (const selector of selectorsIn(one)) inside.add(selector as Expr);
  return selectorsIn(expr).filter((selector) => !inside.has(selector as Expr));
}

const TRANSFORMING =
  /^(?:rate|increase|irate|delta|idelta|deriv|changes|resets|predict_linear|absent.*|histogram_.*|count_over_time|timestamp)$/;

const SECONDS_AT_MOST = 100;
const MILLISECONDS_AT_LEAST = 1;

/** Whether every value is above: none of these is ever negative, and a duration is not 0 either. */
function isPassed({ shapes, whole, core }: Signal, threshold: number): boolean {
  if (!['quantile', 'average', 'share', 'ratio', 'rate', 'count', 'value'].some((shape) => shapes.has(shape as Shape)))
    return false;
  if (shapes.has('change') || (core.kind === 'binary' && core.op === '-')) return false;
  const orEqual = whole.kind === 'binary' && /=$/.test(whole.op);
  return threshold < 0 || (threshold === 0 && (orEqual || shapes.has('quantile') || shapes.has('average')));
}

function thresholdTroubles(signal: Signal): Trouble[] {
  const { threshold, shapes } = signal;
  if (threshold === undefined) return [];
  if (signal.compare === 'above' && isPassed(signal, threshold)) return ['always-true'];
  if (shapes.has('ratio') && threshold > 1) return ['ratio-over-one'];
  if (!(shapes.has('quantile') || shapes.has('average') || shapes.has('value'))) return [];
  const names = signal.metrics.map((one) => one.name.replace(/_(?:sum|count|bucket)$/, ''));
  const seconds =
    names.some((name) => /_(?:seconds|secs?|s)$/.test(name)) && !names.some((name) => /timestamp/.test(name));
  const milliseconds = names.some((name) => /_(?:milliseconds|millis|msecs?|ms)$/.test(name));
  if (seconds && threshold >= SECONDS_AT_MOST) return ['unit-mismatch'];
  return milliseconds && threshold > 0 && threshold < MILLISECONDS_AT_LEAST ? ['unit-mismatch'] : [];
}
