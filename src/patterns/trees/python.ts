import type { Py, PyArguments, PyExpr, PyModule, PyPattern, PyStmt } from '../../languages/python/ast.js';
import type { Bag, G, Param } from '../tree.js';

/** Python's tree as a tree of patterns. Names that stand for holes are still names here; see `holes.ts`. */
export function fromPython(module: PyModule): readonly G[] {
  depth = 0;
  return stmts(module.body);
}

/** Deeper than any code a person writes; what lies below is left out rather than risk the stack. */
const DEEPEST = 900;
let depth = 0;

function stmts(body: readonly PyStmt[]): G[] {
  const found: G[] = [];
  for (const one of body) stmt(one, found);
  return found;
}

function opaque(node: { readonly start: number; readonly end: number }, type = 'unread'): G {
  return { kind: 'Other', start: node.start, end: node.end, type, parts: [] };
}

function stmt(node: PyStmt, into: G[]): void {
  if (depth > DEEPEST) {
    into.push(opaque(node));
    return;
  }
  depth++;
  pushStmt(node, into);
  depth--;
}

function pushStmt(node: PyStmt, into: G[]): void {
  const { start, end } = node;
  switch (node.kind) {
    case 'Expr':
      into.push({ kind: 'ExprStmt', start, end, value: expr(node.value) });
      return;
    case 'Assign': {
      const targets = node.targets.map(expr);
      const target: G =
        targets.length === 1
          ? targets[0]!
          : { kind: 'Seq', type: 'tuple', start, end: targets.at(-1)?.end ?? end, elts: targets };
      into.push(exprStmt({ kind: 'Assign', start, end, target, value: expr(node.value) }));
      return;
    }
    case 'AugAssign':
      into.push(
        exprStmt({
          kind: 'AugAssign',
          start,
          end,
          op: node.op.replace(/=$/, ''),
          target: expr(node.target),
          value: expr(node.value),
        }),
      );
      return;
    case 'AnnAssign': {
      const value = node.value && expr(node.value);
      into.push(
        exprStmt({ kind: 'Assign', start, end, target: expr(node.target), annotation: expr(node.annotation), value }),
      );
      return;
    }
    case 'Return':
      into.push({ kind: 'Return', start, end, value: node.value && expr(node.value) });
      return;
    case 'If':
    case 'While':
      into.push({
        kind: node.kind,
        start,
        end,
        test: expr(node.test),
        body: stmts(node.body),
        orelse: stmts(node.orelse),
      });
      return;
    case 'For':
      into.push({
        kind: 'For',
        start,
        end,
        target: expr(node.target),
        iter: expr(node.iter),
        body: stmts(node.body),
        orelse: stmts(node.orelse),
        async: node.async,
      });
      return;
    case 'With': {
      const items = node.items.map(
        (item): G => ({
          kind: 'WithItem',
          start: item.start,
          end: item.end,
          value: expr(item.contextExpr),
          target: item.optionalVars && expr(item.optionalVars),
        }),
      );
      into.push({ kind: 'With', start, end, items, body: stmts(node.body), async: node.async });
      return;
    }
    case 'Try': {
      const handlers = node.handlers.map((one): G => {
        const type = one.type && expr(one.type);
        const body = stmts(one.body);
        return {
          kind: 'Handler',
          start: one.start,
          end: one.end,
          type,
          name: one.name,
          nameStart: type?.end ?? one.start,
          body,
        };
      });
      into.push({
        kind: 'Try',
        start,
        end,
        body: stmts(node.body),
        handlers,
        orelse: stmts(node.orelse),
        final: stmts(node.finalbody),
      });
      return;
    }
    case 'FunctionDef': {
      const decorators = node.decorators.map(expr);
      into.push({
        kind: 'Func',
        start: decorated(decorators, start),
        end,
        name: node.name,
        nameStart: node.nameStart,
        ...(node.typeParams.length > 0 && { types: node.typeParams.map(expr) }),
        params: params(node.args),
        returns: node.returns && expr(node.returns),
        body: stmts(node.body),
        decorators,
        async: node.async,
        words: [],
      });
      return;
    }
    case 'ClassDef': {
      const decorators = node.decorators.map(expr);
      const bases = args(node.bases, node.keywords);
      into.push({
        kind: 'Class',
        start: decorated(decorators, start),
        end,
        name: node.name,
        nameStart: node.nameStart,
        ...(node.typeParams.length > 0 && { types: node.typeParams.map(expr) }),
        bases,
        body: stmts(node.body),
        decorators,
      });
      return;
    }
    case 'Import':
      for (const one of node.names)
        into.push({ kind: 'Import', start, end, level: 0, module: one.name, alias: one.asname, item: one });
      return;
    case 'ImportFrom':
      for (const one of node.names)
        into.push({
          kind: 'Import',
          start,
          end,
          level: node.level,
          module: node.module,
          name: one.name,
          alias: one.asname,
          item: one,
        });
      return;
    case 'Raise':
      into.push({
        kind: 'Raise',
        start,
        end,
        value: node.exc && expr(node.exc),
        cause: node.cause && expr(node.cause),
      });
      return;
    case 'Assert':
      into.push({ kind: 'Assert', start, end, args: node.msg ? [expr(node.test), expr(node.msg)] : [expr(node.test)] });
      return;
    case 'Delete':
      into.push({ kind: 'Del', start, end, targets: node.targets.map(expr) });
      return;
    case 'Global':
    case 'Nonlocal':
      // Each name is a statement of its own, as those of an import.
      for (const name of node.names) into.push({ kind: 'Scope', start, end, word: node.kind, names: [name] });
      return;
    case 'Pass':
    case 'Break':
    case 'Continue':
      into.push({ kind: 'Word', start, end, word: node.kind });
      return;
    case 'Match': {
      const cases = node.cases.map(
        (one): G => ({
          kind: 'Case',
          start: one.start,
          end: one.end,
          pattern: matchPattern(one.pattern),
          guard: one.guard && expr(one.guard),
          body: stmts(one.body),
        }),
      );
      into.push({ kind: 'Match', start, end, subject: expr(node.subject), cases });
      return;
    }
    case 'TypeAlias':
      into.push(
        exprStmt({
          kind: 'Other',
          start,
          end,
          type: 'type',
          parts: [expr(node.name), node.typeParams.map(expr), expr(node.value)],
        }),
      );
      return;
    case 'Error':
      for (const one of node.body) recovered(one, into);
  }
}

const exprStmt = (value: G): G => ({ kind: 'ExprStmt', start: value.start, end: value.end, value });

/** The `@` stands just before the first decorator; spaces between them are rare and harmless to the line. */
const decorated = (decorators: readonly G[], start: number): number =>
  decorators.length > 0 ? Math.min(start, decorators[0]!.start - 1) : start;

/** What could be read inside a stretch that does not parse stands as statements of its own. */
function recovered(node: Py, into: G[]): void {
  if (STATEMENT.has(node.kind)) stmt(node as PyStmt, into);
  else if (EXPRESSION.has(node.kind)) into.push(exprStmt(expr(node as PyExpr)));
}

const STATEMENT: ReadonlySet<string> = new Set([
  'FunctionDef',
  'ClassDef',
  'Return',
  'Delete',
  'Assign',
  'AugAssign',
  'AnnAssign',
  'TypeAlias',
  'For',
  'While',
  'If',
  'With',
  'Match',
  'Raise',
  'Try',
  'Assert',
  'Import',
  'ImportFrom',
  'Global',
  'Nonlocal',
  'Expr',
  'Pass',
  'Break',
  'Continue',
  'Error',
]);
const EXPRESSION: ReadonlySet<string> = new Set([
  'BoolOp',
  'NamedExpr',
  'BinOp',
  'UnaryOp',
  'Lambda',
  'IfExp',
  'Dict',
  'Set',
  'ListComp',
  'SetComp',
  'DictComp',
  'GeneratorExp',
  'Await',
  'Yield',
  'YieldFrom',
  'Compare',
  'Call',
  'JoinedStr',
  'FormattedValue',
  'Constant',
  'Attribute',
  'Subscript',
  'Starred',
  'Name',
  'List',
  'Tuple',
  'Slice',
]);

function expr(node: PyExpr): G {
  if (depth > DEEPEST) return opaque(node);
  depth++;
  const made = makeExpr(node);
  depth--;
  return made;
}

function makeExpr(node: PyExpr): G {
  const { start, end } = node;
  switch (node.kind) {
    case 'Name':
      return { kind: 'Name', start, end, id: node.id };
    case 'Constant':
      return { kind: 'Const', start, end, type: constType(node.type), value: node.value, text: node.text };
    case 'Attribute':
      return { kind: 'Attr', start, end, value: expr(node.value), attr: node.attr, attrStart: node.attrStart };
    case 'Call':
      return { kind: 'Call', start, end, func: expr(node.func), args: args(node.args, node.keywords) };
    case 'BinOp':
      return leftSpine(node);
    case 'BoolOp':
      return { kind: 'Op', start, end, op: node.op, args: node.values.map(expr) };
    case 'UnaryOp':
      return { kind: 'Op', start, end, op: node.op, args: [expr(node.operand)] };
    case 'Compare':
      return { kind: 'Op', start, end, op: node.ops.join(','), args: [expr(node.left), ...node.comparators.map(expr)] };
    case 'JoinedStr':
      return { kind: 'FString', start, end, parts: node.values.map(expr) };
    case 'FormattedValue':
      return { kind: 'FValue', start, end, value: expr(node.value) };
    case 'Subscript':
      return { kind: 'Subscript', start, end, value: expr(node.value), index: expr(node.slice) };
    case 'Slice':
      return {
        kind: 'Slice',
        start,
        end,
        lower: node.lower && expr(node.lower),
        upper: node.upper && expr(node.upper),
        step: node.step && expr(node.step),
      };
    case 'Starred':
      return { kind: 'Star', start, end, value: expr(node.value) };
    case 'List':
      return { kind: 'Seq', type: 'list', start, end, elts: node.elts.map(expr) };
    case 'Tuple':
      return { kind: 'Seq', type: 'tuple', start, end, elts: node.elts.map(expr) };
    case 'Set':
      return { kind: 'Bag', type: 'set', start, end, elts: node.elts.map(expr) };
    case 'Dict':
      return dict(node);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return { kind: 'Comp', start, end, type: node.kind, elt: expr(node.elt), clauses: clauses(node.generators) };
    case 'DictComp': {
      const pair: G = {
        kind: 'Pair',
        start: node.key.start,
        end: node.value.end,
        key: expr(node.key),
        value: expr(node.value),
      };
      return { kind: 'Comp', start, end, type: node.kind, elt: pair, clauses: clauses(node.generators) };
    }
    case 'Lambda': {
      const value = expr(node.body);
      return {
        kind: 'Lambda',
        start,
        end,
        params: params(node.args),
        body: [{ kind: 'Return', start: value.start, end: value.end, value }],
        async: false,
      };
    }
    case 'IfExp':
      return { kind: 'Cond', start, end, test: expr(node.test), body: expr(node.body), orelse: expr(node.orelse) };
    case 'NamedExpr':
      return { kind: 'Assign', start, end, target: expr(node.target), value: expr(node.value) };
    case 'Await':
    case 'YieldFrom':
      return { kind: node.kind, start, end, value: expr(node.value) };
    case 'Yield':
      return { kind: 'Yield', start, end, value: node.value && expr(node.value) };
    case 'Error':
      return {
        kind: 'Other',
        start,
        end,
        type: 'error',
        parts: [node.body.flatMap((one) => (EXPRESSION.has(one.kind) ? [expr(one as PyExpr)] : []))],
      };
    default:
      return opaque(node);
  }
}

function constType(type: string): Extract<G, { kind: 'Const' }>['type'] {
  if (type === 'int' || type === 'float' || type === 'complex') return 'number';
  return type as 'str' | 'bytes' | 'bool' | 'none' | 'ellipsis';
}

/** `a + b + c + …` leans to the left as deep as it is long: walked, not recursed. */
function leftSpine(node: PyExpr): G {
  const chain: Extract<PyExpr, { kind: 'BinOp' }>[] = [];
  let first = node;
  while (first.kind === 'BinOp') {
    chain.push(first);
    first = first.left;
  }
  let made = expr(first);
  // A spine that is too long for what recurses later is cut: its beginning stays unread.
  const from = Math.min(chain.length, DEEPEST - depth);
  for (let i = from - 1; i >= 0; i--) {
    const { start, end, op, right } = chain[i]!;
    made = { kind: 'Op', start, end, op, args: [made, expr(right)] };
  }
  return made;
}

function args(positional: readonly PyExpr[], keywords: Extract<Py, { kind: 'Call' }>['keywords']): G[] {
  const found: G[] = positional.map(expr);
  for (const one of keywords) {
    const { start, end } = one;
    const value = expr(one.value);
    found.push(
      one.arg === undefined
        ? { kind: 'DStar', start, end, value }
        : { kind: 'KwArg', start, end, name: one.arg, nameStart: start, value },
    );
  }
  if (keywords.length > 0 && positional.length > 0) found.sort((a, b) => a.start - b.start);
  return found;
}

function dict(node: Extract<PyExpr, { kind: 'Dict' }>): Bag {
  const elts = node.values.map((one, i): G => {
    const value = expr(one);
    const key = node.keys[i];
    if (!key) return { kind: 'DStar', start: value.start, end: value.end, value };
    return { kind: 'Pair', start: key.start, end: value.end, key: expr(key), value };
  });
  return { kind: 'Bag', type: 'dict', start: node.start, end: node.end, elts };
}

function clauses(generators: Extract<PyExpr, { kind: 'ListComp' }>['generators']): G[] {
  const found: G[] = [];
  for (const { start, end, target, iter, ifs, async } of generators) {
    found.push({ kind: 'CompFor', start, end, target: expr(target), iter: expr(iter), async });
    for (const one of ifs) found.push({ kind: 'CompIf', start: one.start, end: one.end, test: expr(one) });
  }
  return found;
}

/** Parameters in source order. A default belongs to the parameter it follows, which also holds for patterns such as `def f(..., x=1, ...)`. */
function params(node: PyArguments): G[] {
  const defaults = [...node.defaults, ...node.kwDefaults.filter((one) => one !== undefined)];
  const groups: [string, typeof node.args][] = [
    ['', node.posonlyargs],
    ['/', []],
    ['', node.args],
    ['*', node.vararg ? [node.vararg] : []],
    ['', node.kwonlyargs],
    ['**', node.kwarg ? [node.kwarg] : []],
  ];
  const found: Param[] = [];
  for (const [star, group] of groups) {
    if (star === '/' && node.posonlyargs.length > 0) found.push(separator('/', found.at(-1)!.end));
    if (star === '*' && group.length === 0 && node.kwonlyargs.length > 0)
      found.push(separator('*', found.at(-1)?.end ?? node.start));
    for (const { start, end, arg, annotation } of group) {
      found.push({
        kind: 'Param',
        start,
        end,
        star,
        name: arg,
        nameStart: start,
        annotation: annotation && expr(annotation),
      });
    }
  }
  if (defaults.length === 0) return found;
  return found.map((param, i) => {
    if (param.star !== '') return param;
    const next = found[i + 1]?.start ?? node.end;
    const value = defaults.find((one) => one.start >= param.end && one.start < Math.max(next, param.end + 1));
    return value ? { ...param, end: value.end, default: expr(value) } : param;
  });
}

const separator = (star: string, at: number): Param => ({
  kind: 'Param',
  start: at,
  end: at,
  star: `${star}only`,
  name: '',
  nameStart: at,
});

function matchPattern(node: PyPattern): G {
  const { start, end, form } = node;
  if (depth > DEEPEST) return opaque(node);
  depth++;
  const parts = node.parts.map(matchPattern);
  const keys = (node.keys ?? []).map(
    (key): G => (typeof key === 'string' ? { kind: 'Name', start, end: start, id: key } : expr(key)),
  );
  const value = node.value && expr(node.value);
  const cls = node.cls && expr(node.cls);
  depth--;
  if (form === 'value' && value) return value;
  if (form === 'wildcard') return { kind: 'Name', start, end, id: '_' };
  if (form === 'capture') return { kind: 'Name', start, end, id: node.name ?? '' };
  if (form === 'or') return { kind: 'Op', start, end, op: '|', args: parts };
  if (form === 'class' && cls) {
    const values = parts.map((part, i): G => {
      const names = node.keys ?? [];
      const key = names[i - (parts.length - names.length)];
      return typeof key === 'string' && key !== ''
        ? { kind: 'KwArg', start: part.start, end: part.end, name: key, nameStart: part.start, value: part }
        : part;
    });
    return { kind: 'Call', start, end, func: cls, args: values };
  }
  if (form === 'sequence') return { kind: 'Seq', type: 'list', start, end, elts: parts };
  return { kind: 'Other', start, end, type: `case-${form}`, parts: [node.name, value, cls, keys, parts] };
}
