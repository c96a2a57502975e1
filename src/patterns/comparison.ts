import type { PyExpr, PythonDocument } from '../languages/python/ast.js';
import { python } from '../languages/python/index.js';
import { sourceOf } from '../model/text.js';
import { contentOf, lookup } from './bindings.js';
import { PatternError } from './error.js';
import { holeName } from './holes.js';
import type { Evaluation, Range } from './operators.js';
import { preparePython } from './prepass.js';
import { regexOf } from './regex.js';
import type { Condition } from './rules/model.js';

type Comparison = Extract<Condition, { kind: 'comparison' }>;
type Value = string | number | boolean | null | readonly Value[];

/** Thrown where a value is not known or an operation is not defined: the comparison does not hold. */
class Unknown extends Error {}

const parsed = new Map<string, PyExpr>();

/** Whether a comparison written in Python's words holds for the bindings of a range. */
export function compare(e: Evaluation, range: Range, condition: Comparison): boolean {
  const expression = comparisonOf(condition);
  try {
    return truth(evaluate(expression, (name) => (name === TODAY ? today(e) : metavariable(e, range, condition, name))));
  } catch (error) {
    if (error instanceof Unknown) return false;
    throw error;
  }
}

/** Not a name that code can have. */
const TODAY = 'today()';

/** Marking knows no day, or its result would depend on it. */
function today({ options }: Evaluation): string {
  if (options.today === undefined) throw new Unknown();
  return options.today;
}

/** Parses a comparison, or says what is wrong with it. */
export function comparisonOf(condition: Comparison): PyExpr {
  const known = parsed.get(condition.text);
  if (known) return known;
  const document = python.parse(sourceOf('comparison', preparePython(condition.text.trim()).text)) as PythonDocument;
  const [first] = document.tree.body;
  if (document.problems.length > 0 || first?.kind !== 'Expr') {
    throw new PatternError(
      `Unexpected comparison \`${condition.text}\`, expected an expression such as \`$X > 2\``,
      condition.path,
    );
  }
  parsed.set(condition.text, first.value);
  return first.value;
}

function metavariable(e: Evaluation, range: Range, condition: Comparison, name: string): Value {
  const bound = lookup(range.env, name);
  if (!bound) throw new Unknown();
  const constant = bound.node && e.subject.constants.valueOf(bound.node);
  if (condition.base !== undefined || condition.strip) {
    const text = contentOf(bound).trim();
    const number = numberOf(text, condition.base ?? 10);
    if (number !== undefined) return number;
  }
  // A word without quotes may be a number in a language that has only words.
  const { node } = bound;
  if (node?.kind === 'Const' && node.type === 'str' && node.text === node.value)
    return numberOf(node.text, 10) ?? node.text;
  if (constant?.known === 'lit') return constant.value;
  if (bound.kind === 'text') return numberOf(bound.text, 10) ?? bound.text;
  return bound.text;
}

function numberOf(text: string, base: number): number | undefined {
  const plain = text
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/_/g, '')
    .trim();
  const found = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|([0-9a-zA-Z]+))$/.exec(plain);
  if (found) {
    const [, sign, hex, octal, binary, other] = found;
    const value = hex
      ? Number.parseInt(hex, 16)
      : octal
        ? Number.parseInt(octal, 8)
        : binary
          ? Number.parseInt(binary, 2)
          : digits(other!, base);
    return value === undefined || Number.isNaN(value) ? undefined : sign === '-' ? -value : value;
  }
  const value = Number(plain);
  return plain !== '' && !Number.isNaN(value) ? value : undefined;
}

function digits(text: string, base: number): number | undefined {
  const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  return [...text.toLowerCase()].every((c) => allowed.includes(c)) ? Number.parseInt(text, base) : undefined;
}

type Find = (name: string) => Value;

function evaluate(node: PyExpr, find: Find): Value {
  switch (node.kind) {
    case 'Constant':
      return node.value ?? (node.type === 'none' ? null : node.text);
    case 'Name': {
      const name = holeName(node.id);
      if (name.startsWith('$')) return find(name);
      throw new Unknown();
    }
    case 'BoolOp': {
      let last: Value = node.op === 'and';
      for (const one of node.values) {
        last = evaluate(one, find);
        if (truth(last) !== (node.op === 'and')) return last;
      }
      return last;
    }
    case 'UnaryOp':
      return unary(node.op, evaluate(node.operand, find));
    case 'BinOp':
      return binary(node.op, evaluate(node.left, find), evaluate(node.right, find));
    case 'Compare': {
      let left = evaluate(node.left, find);
      return node.ops.every((op, i) => {
        const right = evaluate(node.comparators[i]!, find);
        const result = compareValues(op, left, right);
        left = right;
        return result;
      });
    }
    case 'List':
    case 'Tuple':
    case 'Set':
      return node.elts.map((one) => evaluate(one, find));
    case 'Call':
      return call(node, find);
    default:
      throw new Unknown();
  }
}

const truth = (value: Value): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function unary(op: string, value: Value): Value {
  if (op === 'not') return !truth(value);
  if (typeof value !== 'number') throw new Unknown();
  return op === '-' ? -value : op === '~' ? ~value : value;
}

function binary(op: string, a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string' && op === '+') return a + b;
  if (typeof a !== 'number' || typeof b !== 'number') throw new Unknown();
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return ((a % b) + b) % b;
    case '**':
      return a ** b;
    case '&':
      return Number(BigInt(Math.trunc(a)) & BigInt(Math.trunc(b)));
    case '|':
      return Number(BigInt(Math.trunc(a)) | BigInt(Math.trunc(b)));
    case '^':
      return Number(BigInt(Math.trunc(a)) ^ BigInt(Math.trunc(b)));
    case '<<':
      return a * 2 ** b;
    case '>>':
      return Math.floor(a / 2 ** b);
    default:
      throw new Unknown();
  }
}

function compareValues(op: string, a: Value, b: Value): boolean {
  switch (op) {
    case '==':
    case 'is':
      return same(a, b);
    case '!=':
    case 'is not':
      return !same(a, b);
    case 'in':
    case 'not in': {
      const found =
        typeof b === 'string'
          ? typeof a === 'string' && b.includes(a)
          : Array.isArray(b) && b.some((one) => same(a, one as Value));
      return found === (op === 'in');
    }
  }
  if ((typeof a !== 'number' || typeof b !== 'number') && (typeof a !== 'string' || typeof b !== 'string'))
    throw new Unknown();
  if (op === '<') return a < b;
  if (op === '<=') return a <= b;
  return op === '>' ? a > b : a >= b;
}

function same(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => same(one as Value, b[i] as Value));
  return a === b;
}

function call(node: Extract<PyExpr, { kind: 'Call' }>, find: Find): Value {
  const name =
    node.func.kind === 'Name'
      ? node.func.id
      : node.func.kind === 'Attribute' && node.func.value.kind === 'Name'
        ? `${node.func.value.id}.${node.func.attr}`
        : '';
  const args = node.args.map((one) => evaluate(one, find));
  const [a, b] = args;
  switch (name) {
    case 'int': {
      const value =
        typeof a === 'number'
          ? Math.trunc(a)
          : typeof a === 'string'
            ? numberOf(a, typeof b === 'number' ? b : 10)
            : undefined;
      if (value === undefined) throw new Unknown();
      return value;
    }
    case 'float':
      if (Number.isNaN(Number(a))) throw new Unknown();
      return Number(a);
    case 'str':
      return String(a);
    case 'len':
      if (typeof a === 'string' || Array.isArray(a)) return a.length;
      throw new Unknown();
    case 'abs':
      return Math.abs(Number(a));
    case 'lower':
      return String(a).toLowerCase();
    case 're.match':
      return regexOf(String(a)).match(String(b));
    case 're.search':
      return regexOf(String(a)).search(String(b));
    case 're.fullmatch':
      return regexOf(`(?:${String(a)})$`).match(String(b));
    case 'strptime':
      // Dates from year to day compare as text.
      if (typeof a === 'string') return a;
      throw new Unknown();
    case 'today':
      return find(TODAY);
    default:
      throw new Unknown();
  }
}
