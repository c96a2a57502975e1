import type { FoundRule } from './answer.js';
import { type Expr, parseExpr } from './expression.js';

const DEEPEST = 3;

/** Puts the expression of a recording rule in place of each series that it records. */
export function inlineRecords(expr: Expr, rules: readonly FoundRule[]): Expr {
  const records = new Map(rules.filter(({ rule }) => rule.kind === 'record').map(({ rule }) => [rule.name, rule.expr]));
  return records.size === 0 ? expr : replace(expr, records, DEEPEST);
}

function replace(expr: Expr, records: ReadonlyMap<string, string>, left: number): Expr {
  const inner = (one: Expr): Expr => replace(one, records, left);
  switch (expr.kind) {
    case 'selector': {
      const recorded = left > 0 && expr.range === undefined ? records.get(expr.name) : undefined;
      const parsed = recorded === undefined ? undefined : parseExpr(recorded);
      return parsed && 'expr' in parsed ? replace(parsed.expr, records, left - 1) : expr;
    }
    case 'call':
    case 'aggregate':
      return { ...expr, args: expr.args.map(inner) };
    case 'binary':
      return { ...expr, left: inner(expr.left), right: inner(expr.right) };
    case 'subquery':
    case 'unary':
      return { ...expr, of: inner(expr.of) };
    default:
      return expr;
  }
}
