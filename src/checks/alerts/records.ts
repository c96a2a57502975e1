import type { Expr } from './expression.js';
import { parseExpr } from './read-expression.js';

const DEEPEST = 3;
const MOST = 50;

interface Inlining {
  readonly records: ReadonlyMap<string, string>;
  /** How many series may still be replaced. */
  replacements: number;
}

/** Puts the expression of a recording rule in place of each series that it records. */
export const inlineRecords = (expr: Expr, records: ReadonlyMap<string, string>): Expr =>
  records.size === 0 ? expr : replace(expr, { records, replacements: MOST }, DEEPEST);

function replace(expr: Expr, inlining: Inlining, left: number): Expr {
  const inner = (one: Expr): Expr => replace(one, inlining, left);
  switch (expr.kind) {
    case 'selector': {
      const recorded = left > 0 && expr.range === undefined ? inlining.records.get(expr.name) : undefined;
      const parsed = recorded === undefined || --inlining.replacements < 0 ? undefined : parseExpr(recorded);
      return parsed && 'expr' in parsed ? replace(parsed.expr, inlining, left - 1) : expr;
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
