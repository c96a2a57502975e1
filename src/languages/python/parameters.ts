import type { PyArg, PyArguments, PyExpr } from './ast.js';
import { identifier } from './names.js';
import {
  type Cst,
  expressionAt,
  fieldExpression,
  fieldOf,
  isNamed,
  namedChildren,
  nameOfType,
  optionalExpression,
  textOf,
} from './tree.js';

interface Parameters {
  posonlyargs: PyArg[];
  args: PyArg[];
  vararg?: PyArg;
  kwonlyargs: PyArg[];
  kwDefaults: (PyExpr | undefined)[];
  kwarg?: PyArg;
  defaults: PyExpr[];
}

/** The parameters of a function or lambda; `i` is -1 where a lambda has none, which then stand at `at`. */
export function parametersOf(cst: Cst, i: number, at: number): PyArguments {
  const found: Parameters = { posonlyargs: [], args: [], kwonlyargs: [], kwDefaults: [], defaults: [] };
  let keywordOnly = false;
  if (i >= 0) {
    for (const c of namedChildren(cst, i)) {
      const form = nameOfType(cst, c);
      if (form === 'positional_separator') found.posonlyargs = found.args.splice(0);
      else if (form === 'keyword_separator') keywordOnly = true;
      else keywordOnly = addParameter(cst, c, form, found, keywordOnly) || keywordOnly;
    }
  }
  const start = i < 0 ? at : cst.start[i]!;
  return { kind: 'arguments', start, end: i < 0 ? at : cst.end[i]!, ...found };
}

/** Returns whether only keywords may follow. */
function addParameter(cst: Cst, i: number, form: string, found: Parameters, keywordOnly: boolean): boolean {
  const typed = form === 'typed_parameter' || form === 'typed_default_parameter';
  const defaulted = form === 'default_parameter' || form === 'typed_default_parameter';
  const named = defaulted ? fieldOf(cst, i, 'name') : typed ? i + 1 : i;
  const shape = named < 0 ? '' : nameOfType(cst, named);
  const annotation = typed ? optionalExpression(cst, i, 'type') : undefined;
  const star = shape === 'list_splat_pattern' || shape === 'dictionary_splat_pattern';
  const arg = argOf(cst, i, star ? firstNamed(cst, named) : named, annotation);
  if (shape === 'list_splat_pattern') {
    found.vararg = arg;
    return true;
  }
  if (shape === 'dictionary_splat_pattern') found.kwarg = arg;
  else if (keywordOnly) {
    found.kwonlyargs.push(arg);
    found.kwDefaults.push(defaulted ? fieldExpression(cst, i, 'value') : undefined);
  } else {
    found.args.push(arg);
    if (defaulted) found.defaults.push(fieldExpression(cst, i, 'value'));
  }
  return false;
}

/** As in CPython an argument spans its name and annotation, without stars and default. */
function argOf(cst: Cst, i: number, name: number, annotation: PyExpr | undefined): PyArg {
  const at = name < 0 ? i : name;
  const start = cst.start[at]!;
  const arg = identifier(textOf(cst, at));
  return annotation
    ? { kind: 'arg', start, end: annotation.end, arg, annotation }
    : { kind: 'arg', start, end: cst.end[at]!, arg };
}

function firstNamed(cst: Cst, i: number): number {
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (isNamed(cst, c)) return c;
  return -1;
}

/** Type parameters as expressions: `T` a name, `T: bound` a slice, `*Ts` and `**P` starred. */
export function typeParametersOf(cst: Cst, i: number): PyExpr[] {
  return i < 0 ? [] : namedChildren(cst, i).map((c) => expressionAt(cst, c, i));
}
