import { type PromDocument, type PromNode, promql } from '../../languages/promql/index.js';
import { sourceOf } from '../../model/text.js';
import type { Aggregate, Expr, Selector } from './expression.js';

export type Parsed = { readonly expr: Expr } | { readonly error: number };

const LONGEST = 4000;
const DEEPEST = 100;

/** Reads one expression; `error` is the offset at which it stops being PromQL. Templates (`{{ … }}`, `${…}`, `$var`) stand for what they would become. */
export function parseExpr(text: string): Parsed {
  const { filled, unknown } = fillTemplates(text);
  if (text.length > LONGEST || depthOf(text) > DEEPEST) return { error: 0 };
  const { tree, problems } = promql.parse(sourceOf('', filled)) as PromDocument;
  const error = problems[0];
  const top = tree.children[0];
  if (error || !top) return { error: error ? error.span.start.column - 1 : 0 };
  const expr = convert(top, { text: filled, unknown });
  return expr ? { expr } : { error: top.start };
}

interface Reading {
  readonly text: string;
  readonly unknown: readonly number[];
}

/** Puts a number, an identifier or a duration of the same length where a template stands. */
function fillTemplates(text: string): { filled: string; unknown: number[] } {
  const unknown: number[] = [];
  const filled = text.replace(
    /\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|\$[A-Za-z_]\w{0,60}/g,
    (template, at: number) => {
      const before = text[at - 1] ?? '';
      const after = text[at + template.length] ?? '';
      if (before === '[' || after === ']') return '5m'.padEnd(template.length);
      if (/[\w:]/.test(before) || /[A-Za-z_:{[]/.test(after)) return 'x'.repeat(template.length);
      if (/["'`]/.test(before)) return 'x'.repeat(template.length);
      unknown.push(at);
      return '1'.padEnd(template.length);
    },
  );
  return { filled, unknown };
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const c of text) {
    if (c === '(' || c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === ')' || c === '}' || c === ']') depth--;
  }
  return deepest;
}

function convert(node: PromNode, reading: Reading): Expr | undefined {
  const at = { start: node.start, end: node.end };
  const inner = () => firstExpr(node, reading);
  switch (node.kind) {
    case 'ParenExpr':
      return inner();
    case 'StepInvariantExpr':
    case 'OffsetExpr': {
      const of = inner();
      return of && (of.kind === 'selector' || of.kind === 'subquery') ? { ...of, shifted: true, ...at } : of;
    }
    case 'NumberDurationLiteral':
      return {
        kind: 'number',
        value: reading.unknown.includes(node.start) ? undefined : numberOf(textOf(node, reading)),
        ...at,
      };
    case 'StringLiteral':
      return { kind: 'string', text: textOf(node, reading).slice(1, -1), ...at };
    case 'VectorSelector':
      return { ...selectorOf(node, reading), ...at };
    case 'MatrixSelector': {
      const of = inner();
      return of?.kind === 'selector' ? { ...of, range: rangeOf(node, reading), ...at } : of;
    }
    case 'SubqueryExpr': {
      const of = inner();
      return of && { kind: 'subquery', of, range: rangeOf(node, reading), shifted: false, ...at };
    }
    case 'UnaryExpr': {
      const of = inner();
      return of && { kind: 'unary', op: reading.text[node.start] ?? '-', of, ...at };
    }
    case 'FunctionCall':
      return {
        kind: 'call',
        name: textOf(childOf(node, 'FunctionIdentifier') ?? node, reading),
        args: argsOf(node, reading),
        ...at,
      };
    case 'AggregateExpr':
      return { ...aggregateOf(node, reading), ...at };
    case 'BinaryExpr':
      return binaryOf(node, reading);
    default:
      return undefined;
  }
}

const childOf = (node: PromNode | undefined, kind: string): PromNode | undefined =>
  node?.children.find((child) => child.kind === kind);

const textOf = (node: PromNode, reading: Reading): string => reading.text.slice(node.start, node.end);

function firstExpr(node: PromNode, reading: Reading): Expr | undefined {
  for (const child of node.children) {
    const expr = convert(child, reading);
    if (expr) return expr;
  }
  return undefined;
}

function exprsOf(node: PromNode, reading: Reading): Expr[] {
  const found: Expr[] = [];
  for (const child of node.children) {
    const expr = convert(child, reading);
    if (expr) found.push(expr);
  }
  return found;
}

function argsOf(node: PromNode, reading: Reading): Expr[] {
  const body = childOf(node, 'FunctionCallBody');
  return body ? exprsOf(body, reading) : [];
}

function aggregateOf(node: PromNode, reading: Reading): Aggregate {
  const modifier = childOf(node, 'AggregateModifier');
  const grouping = childOf(modifier, 'By') ? 'by' : childOf(modifier, 'Without') ? 'without' : undefined;
  const op = textOf(childOf(node, 'AggregateOp') ?? node, reading).toLowerCase();
  return {
    kind: 'aggregate',
    op,
    grouping,
    labels: modifier ? labelsOf(modifier, reading) : [],
    args: argsOf(node, reading),
  };
}

function labelsOf(modifier: PromNode, reading: Reading): string[] {
  const labels = childOf(modifier, 'GroupingLabels');
  return labels
    ? textOf(labels, reading)
        .split(/[(),\s"']/)
        .filter(Boolean)
    : [];
}

function binaryOf(node: PromNode, reading: Reading): Expr | undefined {
  const operands = exprsOf(node, reading);
  const [left, right] = operands;
  if (!left || !right) return undefined;
  let op = '';
  for (const child of node.children) {
    if (OPERATORS.has(textOf(child, reading).toLowerCase())) op = textOf(child, reading).toLowerCase();
  }
  const matched = childOf(node, 'MatchingModifierClause') !== undefined;
  return {
    kind: 'binary',
    op,
    left,
    right,
    bool: childOf(node, 'BoolModifier') !== undefined,
    matched,
    start: node.start,
    end: node.end,
  };
}

const OPERATORS = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  'atan2',
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'and',
  'or',
  'unless',
]);

function selectorOf(node: PromNode, reading: Reading): Selector {
  const list = childOf(node, 'LabelMatchers');
  const matchers = list ? matchersOf(list, reading) : [];
  const identifier = childOf(node, 'Identifier');
  const quoted = childOf(list, 'QuotedLabelName');
  const named = matchers.find((m) => m.label === '__name__');
  const name = identifier
    ? textOf(identifier, reading)
    : quoted
      ? textOf(quoted, reading).slice(1, -1)
      : (named?.value ?? '');
  return { kind: 'selector', name, matchers, range: undefined, shifted: false };
}

function matchersOf(list: PromNode, reading: Reading): { label: string; op: string; value: string }[] {
  const found = [];
  for (const child of list.children) {
    const value = childOf(child, 'StringLiteral');
    const op = childOf(child, 'MatchOp');
    if (!value || !op) continue;
    const label = reading.text.slice(child.start, op.start).trim();
    found.push({ label, op: textOf(op, reading), value: textOf(value, reading).slice(1, -1) });
  }
  return found;
}

function rangeOf(node: PromNode, reading: Reading): number | undefined {
  const duration = childOf(node, 'DurationExpr');
  return duration ? durationOf(textOf(duration, reading).trim()) : undefined;
}

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a Prometheus duration (`1h30m`), or `undefined` where it is none. */
export function durationOf(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    seconds += Number(count) * (SECONDS[unit ?? ''] ?? 0);
  return seconds;
}

function numberOf(text: string): number | undefined {
  const bare = text.trim().toLowerCase();
  if (bare === 'inf' || bare === '+inf') return Number.POSITIVE_INFINITY;
  const value = durationOf(bare) ?? Number(bare.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}
