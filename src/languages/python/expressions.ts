import type { PyComprehension, PyExpr, PyKeyword, PyName, PyStarred, PyTuple, PyUnaryOp } from './ast.js';
import { concatenatedOf, ellipsisOf, falseOf, noneOf, numberOf, stringOf, trueOf } from './literals.js';
import { identifier } from './names.js';
import { parametersOf } from './parameters.js';
import {
  type Cst,
  commaIn,
  errorNode,
  expressionAt,
  expressions,
  fieldExpression,
  fieldOf,
  type Handler,
  hasToken,
  isError,
  isNamed,
  namedChildren,
  nameOfType,
  textOf,
} from './tree.js';

const nameOf = (cst: Cst, i: number): PyName => {
  const start = cst.start[i]!;
  const end = cst.end[i]!;
  return { kind: 'Name', start, end, id: identifier(cst.text.slice(start, end)) };
};

const starredOf = (cst: Cst, i: number): PyStarred => ({
  kind: 'Starred',
  start: cst.start[i]!,
  end: cst.end[i]!,
  value: onlyExpression(cst, i),
});

const tupleOf = (cst: Cst, i: number): PyTuple => ({
  kind: 'Tuple',
  start: cst.start[i]!,
  end: cst.end[i]!,
  elts: expressions(cst, i),
});

/** A wrapper without meaning of its own: parentheses, `type`. */
const inside: Handler = (cst, i) => onlyExpression(cst, i);

/** Grammar node → expression. A node that is missing here has no meaning of its own. */
export const expressionHandlers: Readonly<Record<string, Handler>> = {
  identifier: nameOf,
  keyword_identifier: nameOf,
  string: stringOf,
  concatenated_string: concatenatedOf,
  integer: numberOf,
  float: numberOf,
  true: trueOf,
  false: falseOf,
  none: noneOf,
  ellipsis: ellipsisOf,
  parenthesized_expression: inside,
  type: inside,
  as_pattern_target: inside,
  attribute: (cst, i) => attributeOf(cst, i, fieldOf(cst, i, 'object'), fieldOf(cst, i, 'attribute')),
  member_type: (cst, i) => attributeOf(cst, i, ...pairOf(cst, i)),
  dotted_name: dottedOf,
  call: callOf,
  subscript: subscriptOf,
  generic_type: genericOf,
  slice: sliceOf,
  constrained_type: (cst, i) => {
    const [lower, upper] = pairOf(cst, i);
    return { kind: 'Slice', ...spanOf(cst, i), lower: expressionAt(cst, lower, i), upper: expressionAt(cst, upper, i) };
  },
  union_type: unionOf,
  tuple: tupleOf,
  expression_list: tupleOf,
  pattern_list: tupleOf,
  // `(x): int` and `for (x) in y` have no tuple.
  tuple_pattern: (cst, i) =>
    namedChildren(cst, i).length === 1 && !hasToken(cst, i, ',') ? onlyExpression(cst, i) : tupleOf(cst, i),
  list: (cst, i) => ({ kind: 'List', ...spanOf(cst, i), elts: expressions(cst, i) }),
  list_pattern: (cst, i) => ({ kind: 'List', ...spanOf(cst, i), elts: expressions(cst, i) }),
  set: (cst, i) => ({ kind: 'Set', ...spanOf(cst, i), elts: expressions(cst, i) }),
  dictionary: dictOf,
  pair: (cst, i) =>
    errorNode(cst.start[i]!, cst.end[i]!, [fieldExpression(cst, i, 'key'), fieldExpression(cst, i, 'value')]),
  list_splat: starredOf,
  list_splat_pattern: starredOf,
  splat_type: starredOf,
  parenthesized_list_splat: inside,
  dictionary_splat: starredOf,
  dictionary_splat_pattern: starredOf,
  binary_operator: binaryOf,
  boolean_operator: boolOpOf,
  not_operator: (cst, i) => ({
    kind: 'UnaryOp',
    ...spanOf(cst, i),
    op: 'not',
    operand: fieldExpression(cst, i, 'argument'),
  }),
  unary_operator: (cst, i) => ({
    kind: 'UnaryOp',
    ...spanOf(cst, i),
    op: operatorOf(cst, i) as PyUnaryOp['op'],
    operand: fieldExpression(cst, i, 'argument'),
  }),
  comparison_operator: compareOf,
  named_expression: (cst, i) => ({
    kind: 'NamedExpr',
    ...spanOf(cst, i),
    target: fieldExpression(cst, i, 'name'),
    value: fieldExpression(cst, i, 'value'),
  }),
  conditional_expression: (cst, i) => {
    const [body, test, orelse] = expressions(cst, i);
    const absent = errorNode(cst.end[i]!, cst.end[i]!, []);
    return { kind: 'IfExp', ...spanOf(cst, i), test: test ?? absent, body: body ?? absent, orelse: orelse ?? absent };
  },
  lambda: (cst, i) => ({
    kind: 'Lambda',
    ...spanOf(cst, i),
    args: parametersOf(cst, fieldOf(cst, i, 'parameters'), cst.start[i]! + 6),
    body: fieldExpression(cst, i, 'body'),
  }),
  list_comprehension: (cst, i) => ({
    kind: 'ListComp',
    ...spanOf(cst, i),
    elt: fieldExpression(cst, i, 'body'),
    generators: generatorsOf(cst, i),
  }),
  set_comprehension: (cst, i) => ({
    kind: 'SetComp',
    ...spanOf(cst, i),
    elt: fieldExpression(cst, i, 'body'),
    generators: generatorsOf(cst, i),
  }),
  generator_expression: (cst, i) => ({
    kind: 'GeneratorExp',
    ...spanOf(cst, i),
    elt: fieldExpression(cst, i, 'body'),
    generators: generatorsOf(cst, i),
  }),
  dictionary_comprehension: (cst, i) => {
    const pair = fieldOf(cst, i, 'body');
    const parent = pair < 0 ? i : pair;
    return {
      kind: 'DictComp',
      ...spanOf(cst, i),
      key: fieldExpression(cst, parent, 'key'),
      value: fieldExpression(cst, parent, 'value'),
      generators: generatorsOf(cst, i),
    };
  },
  await: awaitOf,
  yield: yieldOf,
  // Outside of `with` and `except` an `as` has no meaning.
  as_pattern: (cst, i) => expressionAt(cst, namedChildren(cst, i)[0] ?? -1, i),
};

/** The one expression inside; two or more are a tuple. */
export function onlyExpression(cst: Cst, i: number): PyExpr {
  const found = expressions(cst, i);
  const sound = found.filter((node) => node.kind !== 'Error');
  if (found.length === 1 && found[0]) return found[0];
  if (sound.length === 1 && sound[0]) return sound[0];
  return errorNode(cst.start[i]!, cst.end[i]!, found);
}

const spanOf = (cst: Cst, i: number): { start: number; end: number } => ({ start: cst.start[i]!, end: cst.end[i]! });

function pairOf(cst: Cst, i: number): [number, number] {
  const [first = -1, second = -1] = namedChildren(cst, i);
  return [first, second];
}

export const operatorOf = (cst: Cst, i: number): string => {
  const at = fieldOf(cst, i, 'operator');
  return at < 0 ? '' : nameOfType(cst, at);
};

function attributeOf(cst: Cst, i: number, value: number, attr: number): PyExpr {
  const at = attr < 0 ? cst.end[i]! : cst.start[attr]!;
  const name = attr < 0 ? '' : identifier(textOf(cst, attr));
  const base = expressionAt(cst, value, i);
  const node: PyExpr = {
    kind: 'Attribute',
    start: cst.start[i]!,
    end: cst.end[i]!,
    value: base,
    attr: name,
    attrStart: at,
  };
  return base.kind === 'Starred' ? starOutside(base, { ...node, start: base.value.start, value: base.value }) : node;
}

/** `*a.b`: where a tuple has no brackets, the grammar binds the star to `a`. */
const starOutside = (star: PyStarred, value: PyExpr): PyStarred => ({ ...star, end: value.end, value });

/** `a.b.c` where the grammar has a dotted name (decorators of old, match patterns). */
export function dottedOf(cst: Cst, i: number): PyExpr {
  const [first = -1, ...rest] = namedChildren(cst, i);
  let value = expressionAt(cst, first, i);
  for (const c of rest) {
    value = {
      kind: 'Attribute',
      start: cst.start[i]!,
      end: cst.end[c]!,
      value,
      attr: identifier(textOf(cst, c)),
      attrStart: cst.start[c]!,
    };
  }
  return value;
}

function callOf(cst: Cst, i: number): PyExpr {
  const args: PyExpr[] = [];
  const keywords: PyKeyword[] = [];
  const list = fieldOf(cst, i, 'arguments');
  if (list >= 0 && nameOfType(cst, list) === 'generator_expression') args.push(expressionAt(cst, list, i));
  else if (list >= 0) splitArguments(cst, list, args, keywords);
  const func = fieldExpression(cst, i, 'function');
  const node: PyExpr = { kind: 'Call', start: cst.start[i]!, end: cst.end[i]!, func, args, keywords };
  return func.kind === 'Starred' ? starOutside(func, { ...node, start: func.value.start, func: func.value }) : node;
}

/** Sorts an argument list into positional and keyword arguments. */
export function splitArguments(cst: Cst, list: number, args: PyExpr[], keywords: PyKeyword[]): void {
  const end = cst.next[list]!;
  for (let c = list + 1; c < end; c = cst.next[c]!) {
    if (!isNamed(cst, c) && !isError(cst, c)) continue;
    const form = nameOfType(cst, c);
    if (form === 'keyword_argument') {
      const name = fieldOf(cst, c, 'name');
      keywords.push({
        kind: 'keyword',
        ...spanOf(cst, c),
        arg: name < 0 ? '' : identifier(textOf(cst, name)),
        value: fieldExpression(cst, c, 'value'),
      });
    } else if (form === 'dictionary_splat')
      keywords.push({ kind: 'keyword', ...spanOf(cst, c), value: onlyExpression(cst, c) });
    else args.push(expressionAt(cst, c, list));
  }
}

function subscriptOf(cst: Cst, i: number): PyExpr {
  const items: PyExpr[] = [];
  const value = fieldOf(cst, i, 'value');
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (c !== value && (isNamed(cst, c) || isError(cst, c))) items.push(expressionAt(cst, c, i));
  }
  const base = expressionAt(cst, value, i);
  // A star makes a tuple: `a[*b]` is `a[(*b,)]`.
  const slice = joinItems(
    items,
    Math.max(commaIn(cst, i), items[0]?.kind === 'Starred' ? items[0].end : -1),
    cst.end[i]!,
  );
  const node: PyExpr = { kind: 'Subscript', ...spanOf(cst, i), value: base, slice };
  return base.kind === 'Starred' ? starOutside(base, { ...node, start: base.value.start, value: base.value }) : node;
}

function genericOf(cst: Cst, i: number): PyExpr {
  const [value, list] = pairOf(cst, i);
  const items = list < 0 ? [] : expressions(cst, list);
  return {
    kind: 'Subscript',
    ...spanOf(cst, i),
    value: expressionAt(cst, value, i),
    slice: joinItems(items, list < 0 ? -1 : commaIn(cst, list), cst.end[i]!),
  };
}

/** Items without parentheses: one by itself, or a tuple that spans them. `comma` is where the last comma ends, or -1. */
export function joinItems(items: readonly PyExpr[], comma: number, at: number): PyExpr {
  const [first] = items;
  if (!first) return errorNode(at, at, []);
  if (items.length === 1 && comma < 0) return first;
  return { kind: 'Tuple', start: first.start, end: Math.max(items.at(-1)!.end, comma), elts: items };
}

/** `A | B | C`: a chain to the right in the grammar, to the left in Python. */
function unionOf(cst: Cst, i: number): PyExpr {
  const members: number[] = [];
  const pending = [i];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    let at = next;
    while (nameOfType(cst, at) === 'type' && isNamed(cst, at + 1) && cst.next[at + 1] === cst.next[at]) at++;
    const form = nameOfType(cst, at);
    if (form === 'union_type') pending.push(...namedChildren(cst, at).reverse());
    else if (form === 'binary_operator' && operatorOf(cst, at) === '|')
      pending.push(fieldOf(cst, at, 'right'), fieldOf(cst, at, 'left'));
    else members.push(next);
  }
  const [first = errorNode(cst.end[i]!, cst.end[i]!, []), ...more] = members.map((c) => expressionAt(cst, c, i));
  const { start } = spanOf(cst, i);
  return more.reduce((left, right) => ({ kind: 'BinOp', start, end: right.end, left, op: '|', right }), first);
}

function sliceOf(cst: Cst, i: number): PyExpr {
  const parts: (PyExpr | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (isNamed(cst, c) || isError(cst, c)) parts[at] = expressionAt(cst, c, i);
    else if (nameOfType(cst, c) === ':') at = Math.min(at + 1, 2);
  }
  const [lower, upper, step] = parts;
  return { kind: 'Slice', ...spanOf(cst, i), ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
}

function dictOf(cst: Cst, i: number): PyExpr {
  const keys: (PyExpr | undefined)[] = [];
  const values: PyExpr[] = [];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    const form = nameOfType(cst, c);
    if (form === 'pair') {
      keys.push(fieldExpression(cst, c, 'key'));
      values.push(fieldExpression(cst, c, 'value'));
    } else if (form === 'dictionary_splat') {
      keys.push(undefined);
      values.push(onlyExpression(cst, c));
    } else if (isError(cst, c)) {
      keys.push(undefined);
      values.push(expressionAt(cst, c, i));
    }
  }
  return { kind: 'Dict', ...spanOf(cst, i), keys, values };
}

function binaryOf(cst: Cst, i: number): PyExpr {
  const op = operatorOf(cst, i);
  if (op === '&' || op === '^') return bitwiseOf(cst, i);
  return {
    kind: 'BinOp',
    ...spanOf(cst, i),
    left: fieldExpression(cst, i, 'left'),
    op,
    right: fieldExpression(cst, i, 'right'),
  };
}

/** The grammar lets `^` bind tighter than `&`; in Python it is the other way round. So such a chain is read again from its parts. */
function bitwiseOf(cst: Cst, i: number): PyExpr {
  const operands: number[] = [];
  const ops: string[] = [];
  const pending: (number | string)[] = [i];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if (typeof next === 'string') {
      ops.push(next);
      continue;
    }
    const op = next >= 0 && nameOfType(cst, next) === 'binary_operator' ? operatorOf(cst, next) : '';
    if (op === '&' || op === '^') pending.push(fieldOf(cst, next, 'right'), op, fieldOf(cst, next, 'left'));
    else operands.push(next);
  }
  const build = (from: number, to: number, op: '^' | '&'): PyExpr => {
    const at = ops.lastIndexOf(op, to - 1);
    const start = cst.start[operands[from]!] ?? cst.start[i]!;
    const end = cst.end[operands[to]!] ?? cst.end[i]!;
    if (from === to) return expressionAt(cst, operands[from]!, i);
    if (at < from) return build(from, to, '&');
    return { kind: 'BinOp', start, end, left: build(from, at, op), op, right: build(at + 1, to, '&') };
  };
  return build(0, operands.length - 1, '^');
}

/** `await` binds tighter than `**`, unlike in the grammar. */
function awaitOf(cst: Cst, i: number): PyExpr {
  const value = onlyExpression(cst, i);
  const bare = nameOfType(cst, i + 1) === 'binary_operator' && value.kind === 'BinOp';
  if (!bare) return { kind: 'Await', ...spanOf(cst, i), value };
  return {
    ...value,
    start: cst.start[i]!,
    left: { kind: 'Await', start: cst.start[i]!, end: value.left.end, value: value.left },
  };
}

/** `a and b and c` is one node in CPython and a chain in the grammar; parentheses keep their own. */
function boolOpOf(cst: Cst, i: number): PyExpr {
  const op = operatorOf(cst, i) as 'and' | 'or';
  const values: PyExpr[] = [];
  let at = i;
  for (;;) {
    values.push(fieldExpression(cst, at, 'right'));
    const left = fieldOf(cst, at, 'left');
    if (left >= 0 && nameOfType(cst, left) === 'boolean_operator' && operatorOf(cst, left) === op) at = left;
    else {
      values.push(expressionAt(cst, left, at));
      break;
    }
  }
  return { kind: 'BoolOp', ...spanOf(cst, i), op, values: values.reverse() };
}

function compareOf(cst: Cst, i: number): PyExpr {
  const operands: PyExpr[] = [];
  const ops: string[] = [];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (isNamed(cst, c) || isError(cst, c)) operands.push(expressionAt(cst, c, i));
    else ops.push(nameOfType(cst, c) === '<>' ? '!=' : nameOfType(cst, c));
  }
  const [left = errorNode(cst.start[i]!, cst.start[i]!, []), ...comparators] = operands;
  return { kind: 'Compare', ...spanOf(cst, i), left, ops, comparators };
}

function generatorsOf(cst: Cst, i: number): PyComprehension[] {
  const found: (Omit<PyComprehension, 'ifs' | 'end'> & { ifs: PyExpr[]; end: number })[] = [];
  for (const c of namedChildren(cst, i)) {
    const form = nameOfType(cst, c);
    if (form === 'for_in_clause') {
      const right = namedChildren(cst, c).filter((n) => cst.field[n] === cst.field[fieldOf(cst, c, 'right')]);
      const iter = joinItems(
        right.map((n) => expressionAt(cst, n, c)),
        -1,
        cst.end[c]!,
      );
      const target = fieldExpression(cst, c, 'left');
      found.push({ kind: 'comprehension', ...spanOf(cst, c), async: hasToken(cst, c, 'async'), target, iter, ifs: [] });
    } else if (form === 'if_clause') {
      const last = found.at(-1);
      last?.ifs.push(onlyExpression(cst, c));
      if (last) last.end = cst.end[c]!;
    }
  }
  return found;
}

function yieldOf(cst: Cst, i: number): PyExpr {
  const [value] = expressions(cst, i);
  if (hasToken(cst, i, 'from'))
    return { kind: 'YieldFrom', ...spanOf(cst, i), value: value ?? errorNode(cst.end[i]!, cst.end[i]!, []) };
  return { kind: 'Yield', ...spanOf(cst, i), ...(value && { value }) };
}
