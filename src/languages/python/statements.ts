import type {
  Py,
  PyAlias,
  PyClassDef,
  PyExceptHandler,
  PyExpr,
  PyFunctionDef,
  PyIf,
  PyKeyword,
  PyStmt,
  PyWithItem,
} from './ast.js';
import { joinItems, onlyExpression, operatorOf, splitArguments } from './expressions.js';
import { ERROR_TYPE } from './grammar.js';
import { caseOf } from './match.js';
import { identifier } from './names.js';
import { parametersOf, typeParametersOf } from './parameters.js';
import {
  type Cst,
  commaIn,
  errorNode,
  errorOf,
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
  optionalExpression,
  statements,
  textOf,
} from './tree.js';

const spanOf = (cst: Cst, i: number): { start: number; end: number } => ({ start: cst.start[i]!, end: cst.end[i]! });

/** Grammar node → statement. */
export const statementHandlers: Readonly<Record<string, Handler>> = {
  expression_statement: expressionStatementOf,
  assignment: assignmentOf,
  augmented_assignment: augmentedOf,
  pass_statement: (cst, i) => ({ kind: 'Pass', ...spanOf(cst, i) }),
  break_statement: (cst, i) => ({ kind: 'Break', ...spanOf(cst, i) }),
  continue_statement: (cst, i) => ({ kind: 'Continue', ...spanOf(cst, i) }),
  return_statement: (cst, i) => {
    const [value] = expressions(cst, i);
    return { kind: 'Return', ...spanOf(cst, i), ...(value && { value }) };
  },
  delete_statement: (cst, i) => ({ kind: 'Delete', ...spanOf(cst, i), targets: targetsOf(cst, i) }),
  raise_statement: raiseOf,
  assert_statement: (cst, i) => {
    const [test = errorNode(cst.end[i]!, cst.end[i]!, []), msg] = expressions(cst, i);
    return { kind: 'Assert', ...spanOf(cst, i), test, ...(msg && { msg }) };
  },
  global_statement: (cst, i) => ({ kind: 'Global', ...spanOf(cst, i), names: identifiersOf(cst, i) }),
  nonlocal_statement: (cst, i) => ({ kind: 'Nonlocal', ...spanOf(cst, i), names: identifiersOf(cst, i) }),
  import_statement: (cst, i) => ({ kind: 'Import', ...spanOf(cst, i), names: aliasesOf(cst, i, -1) }),
  future_import_statement: (cst, i) => ({
    kind: 'ImportFrom',
    ...spanOf(cst, i),
    module: '__future__',
    names: aliasesOf(cst, i, -1),
    level: 0,
  }),
  import_from_statement: importFromOf,
  type_alias_statement: typeAliasOf,
  print_statement: (cst, i) => commandOf(cst, i, 'print', 5),
  exec_statement: (cst, i) => commandOf(cst, i, 'exec', 4),
  if_statement: ifOf,
  for_statement: (cst, i) => {
    const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
    const orelse = elseOf(cst, i);
    const target = fieldExpression(cst, i, 'left');
    const iter = fieldExpression(cst, i, 'right');
    return {
      kind: 'For',
      ...spanTo(cst, i, body, orelse),
      async: hasToken(cst, i, 'async'),
      target,
      iter,
      body,
      orelse,
    };
  },
  while_statement: (cst, i) => {
    const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
    const orelse = elseOf(cst, i);
    return { kind: 'While', ...spanTo(cst, i, body, orelse), test: fieldExpression(cst, i, 'condition'), body, orelse };
  },
  try_statement: tryOf,
  with_statement: withOf,
  match_statement: matchOf,
  function_definition: (cst, i) => functionOf(cst, i, []),
  class_definition: (cst, i) => classOf(cst, i, []),
  decorated_definition: decoratedOf,
};

/** A block's statements, with what is broken in the head of its statement. */
function bodyOf(cst: Cst, i: number, block: number): PyStmt[] {
  const body = statements(cst, block);
  if (body.length === 0 && cst.type[i] !== ERROR_TYPE) {
    const end = block < 0 ? cst.end[i]! : cst.start[block]!;
    cst.report('Expected an indented block', end, end);
  }
  if (!cst.broken) return body;
  const end = cst.next[i]!;
  for (let c = i + 1; c < end; c = cst.next[c]!) if (cst.type[c] === ERROR_TYPE) body.push(errorOf(cst, c));
  return body.sort((a, b) => a.start - b.start);
}

/** A compound statement ends where its last statement ends; the grammar adds the comments that follow. */
function spanTo(cst: Cst, i: number, ...bodies: readonly (readonly Py[])[]): { start: number; end: number } {
  const last = bodies.findLast((body) => body.length > 0)?.at(-1);
  return { start: cst.start[i]!, end: last ? last.end : cst.end[i]! };
}

/** `del a, b` has two targets, `del (a, b)` one. */
function targetsOf(cst: Cst, i: number): PyExpr[] {
  const list = namedChildren(cst, i)[0];
  return list !== undefined && nameOfType(cst, list) === 'expression_list'
    ? expressions(cst, list)
    : expressions(cst, i);
}

function expressionStatementOf(cst: Cst, i: number): Py {
  const first = i + 1;
  const form = nameOfType(cst, first);
  if (cst.next[first] === cst.next[i]) {
    if (form === 'assignment') return assignmentOf(cst, first);
    if (form === 'augmented_assignment') return augmentedOf(cst, first);
  }
  const items = expressions(cst, i);
  if (items.length === 0) return errorOf(cst, i);
  // A tuple without parentheses ends after its last comma.
  const tuple = items.length > 1 || hasToken(cst, i, ',');
  return {
    kind: 'Expr',
    ...spanOf(cst, i),
    value: tuple ? { kind: 'Tuple', ...spanOf(cst, i), elts: items } : items[0]!,
  };
}

/** `a = b = value` is a chain in the grammar and one statement in CPython. */
function assignmentOf(cst: Cst, i: number): Py {
  const annotation = fieldOf(cst, i, 'type');
  if (annotation >= 0) {
    const value = optionalExpression(cst, i, 'right');
    const target = fieldExpression(cst, i, 'left');
    return {
      kind: 'AnnAssign',
      ...spanOf(cst, i),
      target,
      annotation: expressionAt(cst, annotation, i),
      ...(value && { value }),
    };
  }
  const targets: PyExpr[] = [];
  let at = i;
  for (;;) {
    targets.push(fieldExpression(cst, at, 'left'));
    const right = fieldOf(cst, at, 'right');
    if (right >= 0 && nameOfType(cst, right) === 'assignment' && fieldOf(cst, right, 'type') < 0) {
      if (endsLine(cst, at, right)) return assignmentOf(cst, right);
      at = right;
    } else return { kind: 'Assign', ...spanOf(cst, i), targets, value: expressionAt(cst, right, at) };
  }
}

/** `y =` at the end of a line: the grammar takes the next line's assignment for the value. */
function endsLine(cst: Cst, i: number, right: number): boolean {
  const between = cst.text.slice(cst.end[i + 1], cst.start[right]);
  if (!between.includes('\n') || between.includes('\\')) return false;
  const at = cst.text.indexOf('=', cst.end[i + 1]) + 1;
  cst.report('Expected a value', at, at);
  return true;
}

function augmentedOf(cst: Cst, i: number): Py {
  const op = operatorOf(cst, i).slice(0, -1);
  return {
    kind: 'AugAssign',
    ...spanOf(cst, i),
    target: fieldExpression(cst, i, 'left'),
    op,
    value: fieldExpression(cst, i, 'right'),
  };
}

function raiseOf(cst: Cst, i: number): Py {
  const causeAt = fieldOf(cst, i, 'cause');
  const [first] = namedChildren(cst, i).filter((c) => c !== causeAt);
  return {
    kind: 'Raise',
    ...spanOf(cst, i),
    ...(first !== undefined && { exc: expressionAt(cst, first, i) }),
    ...(causeAt >= 0 && { cause: expressionAt(cst, causeAt, i) }),
  };
}

const identifiersOf = (cst: Cst, i: number): string[] => namedChildren(cst, i).map((c) => identifier(textOf(cst, c)));

function aliasesOf(cst: Cst, i: number, except: number): PyAlias[] {
  const found: PyAlias[] = [];
  for (const c of namedChildren(cst, i)) {
    const form = nameOfType(cst, c);
    if (c === except || cst.missing[c] === 1) continue;
    if (form === 'aliased_import') {
      const name = fieldOf(cst, c, 'name');
      const alias = fieldOf(cst, c, 'alias');
      found.push({
        kind: 'alias',
        ...spanOf(cst, c),
        name: name < 0 ? '' : dottedText(cst, name),
        ...(alias >= 0 && { asname: identifier(textOf(cst, alias)) }),
      });
    } else if (form === 'wildcard_import') found.push({ kind: 'alias', ...spanOf(cst, c), name: '*' });
    else if (form === 'dotted_name') found.push({ kind: 'alias', ...spanOf(cst, c), name: dottedText(cst, c) });
  }
  return found;
}

const dottedText = (cst: Cst, i: number): string =>
  namedChildren(cst, i)
    .map((c) => identifier(textOf(cst, c)))
    .join('.');

function importFromOf(cst: Cst, i: number): Py {
  const from = fieldOf(cst, i, 'module_name');
  const names = aliasesOf(cst, i, from);
  if (from < 0) return { kind: 'ImportFrom', ...spanOf(cst, i), module: '', names, level: 0 };
  if (nameOfType(cst, from) !== 'relative_import')
    return { kind: 'ImportFrom', ...spanOf(cst, i), module: dottedText(cst, from), names, level: 0 };
  const parts = namedChildren(cst, from);
  const prefix = parts.find((c) => nameOfType(cst, c) === 'import_prefix');
  const module = parts.find((c) => nameOfType(cst, c) === 'dotted_name');
  const dots = prefix === undefined ? '' : textOf(cst, prefix);
  const level = dots.split('.').length - 1;
  return {
    kind: 'ImportFrom',
    ...spanOf(cst, i),
    module: module === undefined ? '' : dottedText(cst, module),
    names,
    level,
  };
}

function typeAliasOf(cst: Cst, i: number): Py {
  const left = fieldOf(cst, i, 'left');
  const value = fieldExpression(cst, i, 'right');
  const inner = left < 0 ? undefined : namedChildren(cst, left)[0];
  if (inner !== undefined && nameOfType(cst, inner) === 'generic_type') {
    const [name = -1, list = -1] = namedChildren(cst, inner);
    return {
      kind: 'TypeAlias',
      ...spanOf(cst, i),
      name: expressionAt(cst, name, i),
      typeParams: typeParametersOf(cst, list),
      value,
    };
  }
  return { kind: 'TypeAlias', ...spanOf(cst, i), name: expressionAt(cst, left, i), typeParams: [], value };
}

/** `print x` and `exec x` of Python 2, as calls. */
function commandOf(cst: Cst, i: number, id: string, length: number): Py {
  const start = cst.start[i]!;
  const args = namedChildren(cst, i).map((c) =>
    nameOfType(cst, c) === 'chevron' ? onlyExpression(cst, c) : expressionAt(cst, c, i),
  );
  const func: PyExpr = { kind: 'Name', start, end: start + length, id };
  return { kind: 'Expr', ...spanOf(cst, i), value: { kind: 'Call', ...spanOf(cst, i), func, args, keywords: [] } };
}

/** `elif`s become nested. */
function ifOf(cst: Cst, i: number): Py {
  const clauses = namedChildren(cst, i);
  let orelse: PyStmt[] = [];
  for (const c of clauses.reverse()) {
    const form = nameOfType(cst, c);
    if (form === 'else_clause') orelse = bodyOf(cst, c, fieldOf(cst, c, 'body'));
    else if (form === 'elif_clause') orelse = [branchOf(cst, c, orelse)];
  }
  return branchOf(cst, i, orelse);
}

function branchOf(cst: Cst, i: number, orelse: PyStmt[]): PyIf {
  const body = bodyOf(cst, i, fieldOf(cst, i, 'consequence'));
  return { kind: 'If', ...spanTo(cst, i, body, orelse), test: fieldExpression(cst, i, 'condition'), body, orelse };
}

function elseOf(cst: Cst, i: number): PyStmt[] {
  const clause = fieldOf(cst, i, 'alternative');
  return clause < 0 ? [] : bodyOf(cst, clause, fieldOf(cst, clause, 'body'));
}

function tryOf(cst: Cst, i: number): Py {
  const handlers: PyExceptHandler[] = [];
  let orelse: PyStmt[] = [];
  let finalbody: PyStmt[] = [];
  for (const c of namedChildren(cst, i)) {
    const form = nameOfType(cst, c);
    if (form === 'except_clause') handlers.push(handlerOf(cst, c));
    else if (form === 'else_clause') orelse = bodyOf(cst, c, fieldOf(cst, c, 'body'));
    else if (form === 'finally_clause') finalbody = bodyOf(cst, c, blockIn(cst, c));
  }
  const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
  if (handlers.length === 0 && finalbody.length === 0)
    cst.report('Expected `except` or `finally`', cst.end[i]!, cst.end[i]!);
  return { kind: 'Try', ...spanTo(cst, i, body, handlers, orelse, finalbody), body, handlers, orelse, finalbody };
}

const blockIn = (cst: Cst, i: number): number =>
  namedChildren(cst, i).find((c) => nameOfType(cst, c) === 'block') ?? -1;

function handlerOf(cst: Cst, i: number): PyExceptHandler {
  const body = bodyOf(cst, i, blockIn(cst, i));
  const base = { kind: 'ExceptHandler', ...spanTo(cst, i, body), star: hasToken(cst, i, '*'), body } as const;
  const values = namedChildren(cst, i).filter((c) => nameOfType(cst, c) !== 'block');
  const [first, second] = values;
  if (first === undefined) return base;
  if (nameOfType(cst, first) === 'as_pattern') {
    const [type = -1] = namedChildren(cst, first);
    const alias = fieldOf(cst, first, 'alias');
    return { ...base, type: expressionAt(cst, type, i), ...(alias >= 0 && { name: identifier(textOf(cst, alias)) }) };
  }
  const type = expressionAt(cst, first, i);
  if (second === undefined) return { ...base, type };
  const last = expressionAt(cst, second, i);
  const aliased = fieldOf(cst, i, 'alias') === second;
  // `except Error, e` of Python 2 binds; `except One, Two` of Python 3.14 catches both.
  if (values.length === 2 && last.kind === 'Name' && (aliased || /^[a-z_]/.test(last.id)))
    return { ...base, type, name: last.id };
  return {
    ...base,
    type: joinItems(
      values.map((c) => expressionAt(cst, c, i)),
      0,
      cst.start[i]!,
    ),
  };
}

function withOf(cst: Cst, i: number): Py {
  const clause = namedChildren(cst, i).find((c) => nameOfType(cst, c) === 'with_clause') ?? -1;
  const found = clause < 0 ? [] : namedChildren(cst, clause);
  const items = found.flatMap((c) => withItemsOf(cst, c, found.length === 1));
  const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
  return { kind: 'With', ...spanTo(cst, i, body), async: hasToken(cst, i, 'async'), items, body };
}

/** `with (a, b):` opens two. */
function withItemsOf(cst: Cst, i: number, alone: boolean): PyWithItem[] {
  const value = fieldOf(cst, i, 'value');
  if (value >= 0 && alone && nameOfType(cst, value) === 'tuple')
    return namedChildren(cst, value).map((c) => withItemOf(cst, c, c));
  return [withItemOf(cst, i, value)];
}

function withItemOf(cst: Cst, i: number, value: number): PyWithItem {
  const bound = value < 0 ? -1 : asPatternIn(cst, value);
  if (bound >= 0) {
    const [expr = -1] = namedChildren(cst, bound);
    const alias = fieldOf(cst, bound, 'alias');
    const contextExpr = expressionAt(cst, expr, i);
    return {
      kind: 'withitem',
      ...spanOf(cst, i),
      contextExpr,
      ...(alias >= 0 && { optionalVars: expressionAt(cst, alias, i) }),
    };
  }
  return { kind: 'withitem', ...spanOf(cst, i), contextExpr: expressionAt(cst, value, i) };
}

/** `with (open(x) as f):`: the grammar sees parentheses around an expression. */
function asPatternIn(cst: Cst, value: number): number {
  let at = value;
  while (at >= 0 && nameOfType(cst, at) === 'parenthesized_expression') at = namedChildren(cst, at)[0] ?? -1;
  return at >= 0 && nameOfType(cst, at) === 'as_pattern' ? at : -1;
}

function matchOf(cst: Cst, i: number): Py {
  const body = fieldOf(cst, i, 'body');
  const subjects: PyExpr[] = [];
  const end = body < 0 ? cst.next[i]! : body;
  for (let c = i + 1; c < end; c = cst.next[c]!) {
    if (isNamed(cst, c) || isError(cst, c)) subjects.push(expressionAt(cst, c, i));
  }
  const clauses = body < 0 ? [] : namedChildren(cst, body).filter((c) => nameOfType(cst, c) === 'case_clause');
  const cases = clauses.map((c) => caseOf(cst, c));
  return {
    kind: 'Match',
    ...spanTo(cst, i, cases),
    subject: joinItems(subjects, commaIn(cst, i), cst.start[i]!),
    cases,
  };
}

function functionOf(cst: Cst, i: number, decorators: readonly PyExpr[]): PyFunctionDef {
  const name = fieldOf(cst, i, 'name');
  const returns = optionalExpression(cst, i, 'return_type');
  const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
  return {
    kind: 'FunctionDef',
    ...spanTo(cst, i, body),
    async: hasToken(cst, i, 'async'),
    name: name < 0 ? '' : identifier(textOf(cst, name)),
    nameStart: name < 0 ? cst.start[i]! : cst.start[name]!,
    typeParams: typeParametersOf(cst, fieldOf(cst, i, 'type_parameters')),
    args: parametersOf(cst, fieldOf(cst, i, 'parameters'), cst.start[i]!),
    ...(returns && { returns }),
    body,
    decorators,
  };
}

function classOf(cst: Cst, i: number, decorators: readonly PyExpr[]): PyClassDef {
  const name = fieldOf(cst, i, 'name');
  const bases: PyExpr[] = [];
  const keywords: PyKeyword[] = [];
  const list = fieldOf(cst, i, 'superclasses');
  if (list >= 0) splitArguments(cst, list, bases, keywords);
  const body = bodyOf(cst, i, fieldOf(cst, i, 'body'));
  return {
    kind: 'ClassDef',
    ...spanTo(cst, i, body),
    name: name < 0 ? '' : identifier(textOf(cst, name)),
    nameStart: name < 0 ? cst.start[i]! : cst.start[name]!,
    typeParams: typeParametersOf(cst, fieldOf(cst, i, 'type_parameters')),
    bases,
    keywords,
    body,
    decorators,
  };
}

function decoratedOf(cst: Cst, i: number): Py {
  const decorators = namedChildren(cst, i)
    .filter((c) => nameOfType(cst, c) === 'decorator')
    .map((c) => onlyExpression(cst, c));
  const definition = fieldOf(cst, i, 'definition');
  if (definition < 0) return errorNode(cst.start[i]!, cst.end[i]!, decorators);
  return nameOfType(cst, definition) === 'class_definition'
    ? classOf(cst, definition, decorators)
    : functionOf(cst, definition, decorators);
}
