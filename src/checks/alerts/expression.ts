/** PromQL as the checks on alerts look at it; offsets are in the expression's text. Parentheses are gone. */
export type Expr = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number' /** Unknown where a template fills it in. */; readonly value: number | undefined }
  | { readonly kind: 'string'; readonly text: string }
  | Selector
  | { readonly kind: 'subquery'; readonly of: Expr; readonly range: number | undefined; readonly shifted: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | Aggregate
  | Binary
  | { readonly kind: 'unary'; readonly op: string; readonly of: Expr }
);

export interface Selector {
  readonly kind: 'selector';
  readonly name: string;
  readonly matchers: readonly { readonly label: string; readonly op: string; readonly value: string }[];
  /** Seconds, where it is a range vector. */
  readonly range: number | undefined;
  /** It looks at another time than now (`offset`, `@`). */
  readonly shifted: boolean;
}

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly op: string;
  readonly grouping: 'by' | 'without' | undefined;
  readonly labels: readonly string[];
  readonly args: readonly Expr[];
}

export interface Binary {
  readonly kind: 'binary';
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  /** `on`, `ignoring` or a group side is said. */
  readonly matched: boolean;
}

/** The operands and arguments directly below an expression. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
    case 'aggregate':
      return expr.args;
    case 'binary':
      return [expr.left, expr.right];
    case 'subquery':
    case 'unary':
      return [expr.of];
    default:
      return [];
  }
}

/** The expression and all below it, outermost first. */
export function* everyExpr(expr: Expr): Generator<Expr> {
  const stack = [expr];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    stack.push(...[...childrenOf(next)].reverse());
  }
}
