import type { PyExpr, PyMatchCase, PyPattern } from './ast.js';
import { dottedOf, onlyExpression } from './expressions.js';
import { identifier } from './names.js';
import {
  type Cst,
  errorNode,
  expressionAt,
  fieldOf,
  isNamed,
  namedChildren,
  nameOfType,
  statements,
  textOf,
} from './tree.js';

/** A `case` clause. */
export function caseOf(cst: Cst, i: number): PyMatchCase {
  const found = namedChildren(cst, i).filter((c) => nameOfType(cst, c) === 'case_pattern');
  const parts = found.map((c) => patternOf(cst, c));
  const [first] = parts;
  const pattern: PyPattern =
    first && (parts.length > 1 || hasComma(cst, i))
      ? { kind: 'pattern', start: first.start, end: parts.at(-1)!.end, form: 'sequence', parts }
      : (first ?? { kind: 'pattern', start: cst.start[i]!, end: cst.start[i]!, form: 'wildcard', parts: [] });
  const guard = fieldOf(cst, i, 'guard');
  const body = statements(cst, fieldOf(cst, i, 'consequence'));
  return {
    kind: 'match_case',
    start: cst.start[i]!,
    end: body.at(-1)?.end ?? cst.end[i]!,
    pattern,
    ...(guard >= 0 && { guard: onlyExpression(cst, guard) }),
    body,
  };
}

/** `keys` of a mapping go with the first `parts`; those of a class are the names of its last `parts`. */
function patternOf(cst: Cst, i: number): PyPattern {
  const span = { kind: 'pattern', start: cst.start[i]!, end: cst.end[i]! } as const;
  const value = (expr: PyExpr): PyPattern => ({ ...span, form: 'value', value: expr, parts: [] });
  switch (nameOfType(cst, i)) {
    case 'case_pattern': {
      const [inner] = namedChildren(cst, i);
      if (inner === undefined) return { ...span, form: 'wildcard', parts: [] };
      return hasMinus(cst, i) ? value(negative(cst, i, inner)) : patternOf(cst, inner);
    }
    case 'dotted_name': {
      const expr = dottedOf(cst, i);
      if (expr.kind !== 'Name') return value(expr);
      return expr.id === '_'
        ? { ...span, form: 'wildcard', parts: [] }
        : { ...span, form: 'capture', name: expr.id, parts: [] };
    }
    case 'tuple_pattern':
    case 'list_pattern': {
      const parts = namedChildren(cst, i).map((c) => patternOf(cst, c));
      const grouped = nameOfType(cst, i) === 'tuple_pattern' && parts.length === 1 && !hasComma(cst, i);
      return grouped ? parts[0]! : { ...span, form: 'sequence', parts };
    }
    case 'union_pattern':
      return { ...span, form: 'or', parts: namedChildren(cst, i).map((c) => patternOf(cst, c)) };
    case 'as_pattern': {
      const [inner, name] = namedChildren(cst, i);
      return {
        ...span,
        form: 'as',
        ...(name !== undefined && { name: identifier(textOf(cst, name)) }),
        parts: inner === undefined ? [] : [patternOf(cst, inner)],
      };
    }
    case 'splat_pattern': {
      const [name] = namedChildren(cst, i);
      return { ...span, form: 'star', ...(name !== undefined && { name: identifier(textOf(cst, name)) }), parts: [] };
    }
    case 'dict_pattern':
      return mappingOf(cst, i);
    case 'class_pattern':
      return classOf(cst, i);
    case 'complex_pattern':
      return value(complexOf(cst, i));
    default:
      return value(expressionAt(cst, i, i));
  }
}

function mappingOf(cst: Cst, i: number): PyPattern {
  const keys: PyExpr[] = [];
  const parts: PyPattern[] = [];
  const rest: PyPattern[] = [];
  const key = fieldIdOf(cst, i, 'key');
  let minus = false;
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    const form = nameOfType(cst, c);
    if (form === '-') minus = true;
    else if (form === 'splat_pattern') rest.push(patternOf(cst, c));
    else if (isNamed(cst, c) && cst.field[c] === key) {
      keys.push(minus ? negative(cst, c - 1, c) : expressionAt(cst, c, i));
      minus = false;
    } else if (isNamed(cst, c)) parts.push(patternOf(cst, c));
  }
  return { kind: 'pattern', start: cst.start[i]!, end: cst.end[i]!, form: 'mapping', keys, parts: [...parts, ...rest] };
}

function classOf(cst: Cst, i: number): PyPattern {
  const [cls, ...rest] = namedChildren(cst, i);
  const parts: PyPattern[] = [];
  const keys: string[] = [];
  for (const c of rest) {
    const [inner] = nameOfType(cst, c) === 'case_pattern' ? namedChildren(cst, c) : [c];
    if (inner !== undefined && nameOfType(cst, inner) === 'keyword_pattern') {
      const [name, value] = namedChildren(cst, inner);
      keys.push(name === undefined ? '' : identifier(textOf(cst, name)));
      parts.push(keywordValue(cst, inner, value));
    } else parts.push(patternOf(cst, c));
  }
  const named = cls === undefined ? errorNode(cst.start[i]!, cst.start[i]!, []) : expressionAt(cst, cls, i);
  return { kind: 'pattern', start: cst.start[i]!, end: cst.end[i]!, form: 'class', cls: named, parts, keys };
}

function keywordValue(cst: Cst, i: number, value: number | undefined): PyPattern {
  const at = cst.end[i]!;
  // A lone `_` is a token of the grammar, not a node.
  if (value === undefined) return { kind: 'pattern', start: at - 1, end: at, form: 'wildcard', parts: [] };
  if (!hasMinus(cst, i)) return patternOf(cst, value);
  const expr = negative(cst, i, value);
  return { kind: 'pattern', start: expr.start, end: expr.end, form: 'value', value: expr, parts: [] };
}

function complexOf(cst: Cst, i: number): PyExpr {
  const [first = -1, second = -1] = namedChildren(cst, i);
  const real =
    hasMinus(cst, i) && cst.start[i] !== cst.start[first] ? negative(cst, i, first) : expressionAt(cst, first, i);
  const between = cst.text.slice(cst.end[first], cst.start[second]);
  const right = expressionAt(cst, second, i);
  return {
    kind: 'BinOp',
    start: cst.start[i]!,
    end: cst.end[i]!,
    left: real,
    op: between.includes('-') ? '-' : '+',
    right,
  };
}

/** A minus before a number, which stands at the start of `i` or just before it. */
function negative(cst: Cst, i: number, number: number): PyExpr {
  const end = cst.next[i]!;
  let start = cst.start[i]!;
  for (let c = i + 1; c < end && c < number; c++) if (nameOfType(cst, c) === '-') start = cst.start[c]!;
  return { kind: 'UnaryOp', start, end: cst.end[number]!, op: '-', operand: expressionAt(cst, number, i) };
}

const fieldIdOf = (cst: Cst, i: number, name: 'key'): number => {
  const at = fieldOf(cst, i, name);
  return at < 0 ? -1 : cst.field[at]!;
};

function hasMinus(cst: Cst, i: number): boolean {
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (nameOfType(cst, c) === '-') return true;
  return false;
}

function hasComma(cst: Cst, i: number): boolean {
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (nameOfType(cst, c) === ',') return true;
  return false;
}
