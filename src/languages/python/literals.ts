import type { PyConstant, PyExpr, PyFormattedValue, PyJoinedStr } from './ast.js';
import { decodeBraces, decodeNumber, decodeString } from './strings.js';
import {
  type Cst,
  errorOf,
  expressionAt,
  fieldExpression,
  fieldOf,
  hasToken,
  isError,
  namedChildren,
  nameOfType,
  textOf,
} from './tree.js';

type ConstantType = PyConstant['type'];

const constant = (cst: Cst, i: number, type: ConstantType, value: PyConstant['value'], text: string): PyConstant => ({
  kind: 'Constant',
  start: cst.start[i]!,
  end: cst.end[i]!,
  type,
  value,
  text,
});

export const trueOf = (cst: Cst, i: number): PyConstant => constant(cst, i, 'bool', true, 'True');
export const falseOf = (cst: Cst, i: number): PyConstant => constant(cst, i, 'bool', false, 'False');
export const noneOf = (cst: Cst, i: number): PyConstant => constant(cst, i, 'none', null, 'None');
export const ellipsisOf = (cst: Cst, i: number): PyConstant => constant(cst, i, 'ellipsis', null, '...');

export function numberOf(cst: Cst, i: number): PyConstant {
  const text = textOf(cst, i);
  if (/[jJ]$/.test(text)) return constant(cst, i, 'complex', text, text);
  const type = nameOfType(cst, i) === 'integer' ? 'int' : 'float';
  return constant(cst, i, type, decodeNumber(text) ?? text, text);
}

/** A string literal: a constant, or a joined string if it is an f-string. */
export function stringOf(cst: Cst, i: number): PyConstant | PyJoinedStr {
  const { start, end } = cst;
  const open = i + 1;
  const prefix = prefixOf(cst, open);
  if (/[fFtT]/.test(prefix))
    return { kind: 'JoinedStr', start: start[i]!, end: end[i]!, values: partsOf(cst, i, prefix) };
  const last = lastChild(cst, i);
  // By the length of the quotes: the grammar's closing token may take in what stands before them.
  const quotes = end[open]! - start[open]! - prefix.length;
  const closed = nameOfType(cst, last) === 'string_end' && end[last]! - start[last]! >= quotes;
  const inside = cst.text.slice(end[open], closed ? end[i]! - quotes : end[i]);
  return constant(cst, i, /[bB]/.test(prefix) ? 'bytes' : 'str', decodeString(inside, prefix), textOf(cst, i));
}

/** Adjacent literals: one constant, or one joined string if any of them is an f-string. */
export function concatenatedOf(cst: Cst, i: number): PyExpr {
  const pieces = namedChildren(cst, i).map((c) => expressionAt(cst, c, i));
  const [first] = pieces;
  if (pieces.every((piece) => piece.kind === 'Constant')) {
    const type = first?.kind === 'Constant' ? first.type : 'str';
    return constant(cst, i, type, pieces.map((piece) => String(piece.value)).join(''), textOf(cst, i));
  }
  const values = pieces.flatMap((piece) => (piece.kind === 'JoinedStr' ? piece.values : [piece]));
  return { kind: 'JoinedStr', start: cst.start[i]!, end: cst.end[i]!, values: joinConstants(values) };
}

function partsOf(cst: Cst, i: number, prefix: string): PyExpr[] {
  const values: PyExpr[] = [];
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    const form = nameOfType(cst, c);
    if (form === 'string_content') {
      const text = textOf(cst, c);
      values.push(constant(cst, c, 'str', decodeBraces(decodeString(text, prefix)), text));
    } else if (form === 'interpolation') values.push(...interpolationOf(cst, c, prefix));
    else if (isError(cst, c)) values.push(errorOf(cst, c));
  }
  return joinConstants(values);
}

/** `{value!r:spec}`; `{value=}` also shows its own text. */
function interpolationOf(cst: Cst, i: number, prefix: string): PyExpr[] {
  const expression = fieldOf(cst, i, 'expression');
  const value = fieldExpression(cst, i, 'expression');
  // At the top of a field `:=` is no assignment: a format follows the colon.
  if (value.kind === 'NamedExpr' && nameOfType(cst, expression) === 'named_expression') {
    const at = cst.text.indexOf(':', value.target.end);
    const text = cst.text.slice(at + 1, cst.end[expression]);
    const literal: PyExpr = {
      kind: 'Constant',
      start: at + 1,
      end: cst.end[expression]!,
      type: 'str',
      value: text,
      text,
    };
    const formatSpec: PyJoinedStr = { kind: 'JoinedStr', start: at + 1, end: literal.end, values: [literal] };
    return [{ kind: 'FormattedValue', start: cst.start[i]!, end: cst.end[i]!, value: value.target, formatSpec }];
  }
  const conversionAt = fieldOf(cst, i, 'type_conversion');
  const specAt = fieldOf(cst, i, 'format_specifier');
  const shows = hasToken(cst, i, '=');
  const conversion =
    conversionAt >= 0 ? textOf(cst, conversionAt).slice(1).trim() : shows && specAt < 0 ? 'r' : undefined;
  const node: PyFormattedValue = {
    kind: 'FormattedValue',
    start: cst.start[i]!,
    end: cst.end[i]!,
    value,
    ...(conversion === undefined ? {} : { conversion }),
    ...(specAt < 0 ? {} : { formatSpec: formatSpecOf(cst, specAt, prefix) }),
  };
  if (!shows) return [node];
  const stop = conversionAt >= 0 ? cst.start[conversionAt]! : specAt >= 0 ? cst.start[specAt]! : cst.end[i]! - 1;
  const start = cst.start[i]! + 1;
  const text = cst.text.slice(start, stop);
  return [{ kind: 'Constant', start, end: stop, type: 'str', value: text, text }, node];
}

/** The spec's literal text lies between its nested replacement fields. */
function formatSpecOf(cst: Cst, i: number, prefix: string): PyJoinedStr {
  const values: PyExpr[] = [];
  const stop = cst.end[i]!;
  const start = cst.start[i]! + 1;
  let at = start;
  const literalUntil = (end: number): void => {
    const text = cst.text.slice(at, end);
    if (text) values.push({ kind: 'Constant', start: at, end, type: 'str', value: decodeString(text, prefix), text });
  };
  for (const c of namedChildren(cst, i)) {
    if (nameOfType(cst, c) !== 'format_expression' && nameOfType(cst, c) !== 'interpolation') continue;
    literalUntil(cst.start[c]!);
    values.push(...interpolationOf(cst, c, prefix));
    at = cst.end[c]!;
  }
  literalUntil(stop);
  return { kind: 'JoinedStr', start, end: stop, values };
}

/** As CPython does, neighbours that are plain text become one. */
function joinConstants(values: readonly PyExpr[]): PyExpr[] {
  const joined: PyExpr[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    if (value.kind === 'Constant' && last?.kind === 'Constant') {
      joined[joined.length - 1] = {
        ...last,
        end: value.end,
        value: `${last.value}${value.value}`,
        text: last.text + value.text,
      };
    } else joined.push(value);
  }
  return joined;
}

function prefixOf(cst: Cst, open: number): string {
  const text = cst.text;
  const start = cst.start[open]!;
  let at = start;
  for (let code = text.charCodeAt(at); code >= 65 && code <= 122 && at < cst.end[open]!; code = text.charCodeAt(at))
    at++;
  return at === start ? '' : text.slice(start, at);
}

function lastChild(cst: Cst, i: number): number {
  const end = cst.next[i]!;
  let last = i;
  for (let c = i + 1; c < end; c = cst.next[c]!) last = c;
  return last;
}
