import type { GenericNode } from '../../languages/generic.js';
import type { G, Param } from '../tree.js';

/** TypeScript's and JavaScript's tree as a tree of patterns. */
export function fromTypescript(module: unknown): readonly G[] {
  return stmts((module as GenericNode).body);
}

type N = GenericNode;
const list = (value: unknown): readonly N[] => (Array.isArray(value) ? (value as N[]) : []);
const node = (value: unknown): N => value as N;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A semicolon alone is no statement. */
const stmts = (value: unknown): G[] =>
  list(value)
    .filter((one) => one.kind !== 'Pass')
    .flatMap((one) => (one.kind === 'Import' || one.kind === 'ImportFrom' ? importsOf(one) : [stmt(one)]));
const exprs = (value: unknown): G[] => list(value).map(expr);
const maybe = (value: unknown): G | undefined => (value ? expr(node(value)) : undefined);

function stmt(n: N): G {
  const { start, end } = n;
  switch (n.kind) {
    case 'Expr':
      return { kind: 'ExprStmt', start, end, value: expr(node(n.value)) };
    case 'Assign':
      return n.declaration === 'property' ? propertyStmt(n) : { kind: 'ExprStmt', start, end, value: assignment(n) };
    case 'AugAssign':
      return { kind: 'ExprStmt', start, end, value: expr(n) };
    case 'Return':
      return { kind: 'Return', start, end, value: maybe(n.value) };
    case 'If':
    case 'While':
      return { kind: n.kind, start, end, test: expr(node(n.test)), body: stmts(n.body), orelse: stmts(n.orelse) };
    case 'For': {
      const iter = expr(node(n.iter));
      const over: G = { kind: 'Other', start: iter.start, end: iter.end, type: text(n.form), parts: [iter] };
      return {
        kind: 'For',
        start,
        end,
        target: expr(node(n.target)),
        iter: over,
        body: stmts(n.body),
        orelse: [],
        async: n.async === true,
      };
    }
    case 'ForLoop':
      return {
        kind: 'Other',
        start,
        end,
        type: 'for',
        parts: [stmts(n.init), maybe(n.test), maybe(n.update), stmts(n.body)],
      };
    case 'DoWhile':
      return { kind: 'Other', start, end, type: 'do', parts: [stmts(n.body), maybe(n.test)] };
    case 'Switch':
      return { kind: 'Match', start, end, subject: expr(node(n.subject)), cases: list(n.cases).map(caseOf) };
    case 'Try':
      return {
        kind: 'Try',
        start,
        end,
        body: stmts(n.body),
        handlers: list(n.handlers).map(handler),
        orelse: [],
        final: stmts(n.finalbody),
      };
    case 'Raise':
      return { kind: 'Raise', start, end, value: maybe(n.exc) };
    case 'Break':
    case 'Continue':
    case 'Pass':
      return { kind: 'Word', start, end, word: n.kind };
    case 'FunctionDef':
      return funcOf(n);
    case 'ClassDef':
      return classOf(n);
    case 'Block':
      return { kind: 'Block', start, end, body: stmts(n.body) };
    case 'ExportDefault':
      return {
        kind: 'ExprStmt',
        start,
        end,
        value: { kind: 'Other', start, end, type: 'export-default', parts: [expr(node(n.value))] },
      };
    case 'Export': {
      const names = list(n.names).map(
        (one): G => ({
          kind: 'KwArg',
          start: one.start,
          end: one.end,
          name: text(one.asname) || text(one.name),
          nameStart: one.start,
          value: { kind: 'Name', start: one.start, end: one.end, id: text(one.name) },
        }),
      );
      return {
        kind: 'ExprStmt',
        start,
        end,
        value: { kind: 'Other', start, end, type: 'export', parts: [text(n.module), names] },
      };
    }
    case 'WithObject':
      return { kind: 'Other', start, end, type: 'with', parts: [expr(node(n.object)), stmts(n.body)] };
    case 'Labeled':
      return { kind: 'Other', start, end, type: 'label', parts: [text(n.label), stmts(n.body)] };
    case 'Enum':
      return { kind: 'Other', start, end, type: 'Enum', parts: [text(n.name), list(n.body).map(enumMember)] };
    case 'Interface':
    case 'Namespace':
      return {
        kind: 'Other',
        start,
        end,
        type: n.kind,
        parts: [text(n.name), exprs(n.bases), stmts(n.body), typesOf(n.typeParams).types],
      };
    default:
      return { kind: 'ExprStmt', start, end, value: expr(n) };
  }
}

function assignment(n: N): G {
  const { start, end } = n;
  const targets = exprs(n.targets);
  const target: G =
    targets.length === 1
      ? targets[0]!
      : { kind: 'Seq', type: 'tuple', start, end: targets.at(-1)?.end ?? end, elts: targets };
  const decl = n.declaration === 'property' ? undefined : text(n.declaration) || undefined;
  return {
    kind: 'Assign',
    start,
    end,
    target,
    value: maybe(n.value),
    annotation: maybe(n.annotation),
    decl,
    words: decl ? wordsOf(n) : [],
    ...(n.declaration === 'property' && { field: true }),
  };
}

/** A member with decorators or words such as `private`, of which a pattern may give some. */
function propertyStmt(n: N): G {
  const { start, end } = n;
  const value = assignment(n);
  const decorators = exprs(n.decorators);
  const words = wordsOf(n).map((id): G => ({ kind: 'Name', start, end: start, id, virtual: true }));
  if (decorators.length === 0 && words.length === 0) return { kind: 'ExprStmt', start, end, value };
  const whole: G = { kind: 'Other', start, end, type: 'property', parts: [decorators, words, value] };
  return { kind: 'ExprStmt', start, end, value: whole };
}

const wordsOf = (n: N): string[] =>
  (Array.isArray(n.modifiers) ? (n.modifiers as string[]) : []).filter((word) => word !== 'default');

function enumMember(n: N): G {
  const { start, end } = n;
  const key = node(n.key);
  const target: G = { kind: 'Name', start: key.start, end: key.end, id: text(key.value) || text(key.text) };
  const value = maybe(n.value);
  return value ? { kind: 'Assign', start, end, target, value } : { kind: 'ExprStmt', start, end, value: target };
}

function caseOf(n: N): G {
  const { start, end } = n;
  const pattern: G = n.test ? expr(node(n.test)) : { kind: 'Name', start, end: start, id: 'default' };
  return { kind: 'Case', start, end, pattern, body: stmts(n.body) };
}

function handler(n: N): G {
  const { start, end } = n;
  const target = n.target ? expr(node(n.target)) : undefined;
  const name = target?.kind === 'Name' ? target.id : undefined;
  // Without a type in the language, every handler takes everything.
  return {
    kind: 'Handler',
    start,
    end,
    type: { kind: 'Name', start, end: start, id: 'any' },
    name,
    nameStart: target?.start ?? start,
    body: stmts(n.body),
  };
}

function params(value: unknown): G[] {
  return list(node(value)?.args).map((one): G => {
    const { start, end } = one;
    const name = text(one.arg);
    if (name === '') return one.target ? expr(node(one.target)) : { kind: 'Name', start, end, id: '' };
    const found: Param = {
      kind: 'Param',
      start,
      end,
      star: one.rest === true ? '*' : '',
      name,
      nameStart: start,
      annotation: maybe(one.annotation),
      default: maybe(one.default),
      decorators: exprs(one.decorators),
      words: wordsOf(one),
    };
    return found;
  });
}

function funcOf(n: N): G {
  const { start, end } = n;
  const words = n.generator === true ? [...wordsOf(n), '*'] : wordsOf(n);
  const decorators = exprs(n.decorators);
  return {
    kind: 'Func',
    start: decorators.length > 0 ? Math.min(start, decorators[0]!.start - 1) : start,
    end,
    name: text(n.name),
    nameStart: Number(n.nameStart ?? start),
    ...typesOf(n.typeParams),
    params: params(n.args),
    returns: maybe(n.returns),
    body: stmts(n.body),
    decorators,
    async: n.async === true,
    words,
  };
}

function classOf(n: N): G {
  const { start, end } = n;
  const decorators = exprs(n.decorators);
  return {
    kind: 'Class',
    start,
    end,
    name: text(n.name),
    nameStart: Number(n.nameStart ?? start),
    ...typesOf(n.typeParams),
    bases: exprs(n.bases),
    body: stmts(n.body),
    decorators,
    words: wordsOf(n),
  };
}

/** Each name is an import of its own, as in Python. */
function importsOf(n: N): G[] {
  const { start, end } = n;
  return list(n.names).map((one): G => {
    if (n.kind === 'Import') return { kind: 'Import', start, end, level: -1, module: text(one.name) };
    const alias = text(one.asname) || undefined;
    return { kind: 'Import', start, end, level: -1, module: text(n.module), name: text(one.name), alias, item: one };
  });
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function keyOf(value: unknown): G {
  const key = node(value);
  if (key.kind === 'Constant' && typeof key.value === 'string' && IDENTIFIER.test(key.value)) {
    const quote = key.end - key.start === key.value.length + 2 ? 1 : 0;
    return { kind: 'Name', start: key.start + quote, end: key.end - quote, id: key.value, virtual: true };
  }
  return expr(key);
}

function expr(n: N): G {
  const { start, end } = n;
  switch (n.kind) {
    case 'Name':
      return { kind: 'Name', start, end, id: text(n.id) };
    case 'Constant': {
      const type = n.type === 'int' || n.type === 'float' ? 'number' : n.type;
      return { kind: 'Const', start, end, type: type as 'str', value: n.value as string, text: text(n.text) };
    }
    case 'Attribute':
      return {
        kind: 'Attr',
        start,
        end,
        value: expr(node(n.value)),
        attr: text(n.attr),
        attrStart: Number(n.attrStart),
      };
    case 'Call':
    case 'New':
      return { kind: n.kind, start, end, func: expr(node(n.func)), args: exprs(n.args), ...typesOf(n.typeArgs) };
    case 'Subscript':
      return { kind: 'Subscript', start, end, value: expr(node(n.value)), index: expr(node(n.slice)) };
    case 'Starred':
      return { kind: 'Star', start, end, value: expr(node(n.value)) };
    case 'List':
      return { kind: 'Seq', type: 'list', start, end, elts: exprs(n.elts) };
    case 'Tuple':
      return { kind: 'Seq', type: 'tuple', start, end, elts: exprs(n.elts) };
    case 'Object':
      return { kind: 'Bag', type: 'object', start, end, elts: list(n.properties).map(property) };
    case 'BinOp':
      return { kind: 'Op', start, end, op: text(n.op), args: [expr(node(n.left)), expr(node(n.right))] };
    case 'BoolOp':
      return { kind: 'Op', start, end, op: text(n.op), args: exprs(n.values) };
    case 'Compare':
      return {
        kind: 'Op',
        start,
        end,
        op: (n.ops as string[]).join(','),
        args: [expr(node(n.left)), ...exprs(n.comparators)],
      };
    case 'UnaryOp':
      return { kind: 'Op', start, end, op: text(n.op), args: [expr(node(n.operand))] };
    case 'Update':
      return {
        kind: 'Op',
        start,
        end,
        op: n.prefix ? `${text(n.op)}_` : `_${text(n.op)}`,
        args: [expr(node(n.operand))],
      };
    case 'IfExp':
      return {
        kind: 'Cond',
        start,
        end,
        test: expr(node(n.test)),
        body: expr(node(n.body)),
        orelse: expr(node(n.orelse)),
      };
    case 'NamedExpr':
    case 'Default':
      return { kind: 'Assign', start, end, target: expr(node(n.target)), value: expr(node(n.value)) };
    case 'Assign':
      return assignment(n);
    case 'AugAssign':
      return {
        kind: 'AugAssign',
        start,
        end,
        op: text(n.op),
        target: expr(node(n.target)),
        value: expr(node(n.value)),
      };
    case 'Await':
      return { kind: 'Await', start, end, value: expr(node(n.value)) };
    case 'Yield':
      return { kind: 'Yield', start, end, value: maybe(n.value) };
    case 'YieldFrom':
      return { kind: 'YieldFrom', start, end, value: expr(node(n.value)) };
    case 'JoinedStr':
      return { kind: 'FString', start, end, parts: exprs(n.values) };
    case 'FormattedValue':
      return { kind: 'FValue', start, end, value: expr(node(n.value)) };
    case 'Lambda': {
      const body = Array.isArray(n.body) ? stmts(n.body) : [returned(node(n.body))];
      const async = n.async === true;
      return {
        kind: 'Lambda',
        start,
        end,
        ...typesOf(n.typeParams),
        params: params(n.args),
        returns: maybe(n.returns),
        body,
        async,
        arrow: n.arrow === true,
      };
    }
    case 'FunctionDef':
      return funcOf(n);
    case 'ClassDef':
      return classOf(n);
    case 'Cast':
      return { kind: 'Other', start, end, type: 'cast', parts: [expr(node(n.value)), expr(node(n.annotation))] };
    case 'JsxElement': {
      const attributes: G = { kind: 'Bag', type: 'attributes', start, end, elts: exprs(n.attributes) };
      return {
        kind: 'Other',
        start,
        end,
        type: 'jsx',
        // A fragment has an empty name: no name at all would be any.
        parts: [maybe(n.name) ?? { kind: 'Name', start, end: start, id: '' }, attributes, exprs(n.children)],
        single: n.single === true,
      };
    }
    case 'JsxAttribute':
      return {
        kind: 'KwArg',
        start,
        end,
        name: text(n.name),
        nameStart: start,
        value: maybe(n.value) ?? { kind: 'Const', start, end, type: 'bool', value: true, text: 'true' },
      };
    case 'TypeAlias':
      return {
        kind: 'Other',
        start,
        end,
        type: 'type',
        parts: [text(node(n.name)?.id), expr(node(n.value)), typesOf(n.typeParams).types],
      };
    case 'TypeParameter':
      return n.constraint || n.default
        ? {
            kind: 'Other',
            start,
            end,
            type: n.kind,
            parts: [expr(node(n.name)), maybe(n.constraint), maybe(n.default)],
          }
        : expr(node(n.name));
    case 'TypeLiteral':
      return { kind: 'Other', start, end, type: 'TypeLiteral', parts: [stmts(n.body)] };
    case 'TaggedTemplate':
      return { kind: 'Other', start, end, type: 'tagged', parts: [expr(node(n.tag)), expr(node(n.value))] };
    case 'Block':
      return { kind: 'Block', start, end, body: stmts(n.body) };
    default:
      return {
        kind: 'Other',
        start,
        end,
        type: n.kind,
        parts: n.text === undefined ? [exprs(n.children ?? n.body)] : [text(n.text).replace(/;$/, '')],
      };
  }
}

/** Type arguments or parameters, where there are any. */
const typesOf = (value: unknown): { types?: readonly G[] } => (list(value).length > 0 ? { types: exprs(value) } : {});

function returned(n: N): G {
  const value = expr(n);
  return { kind: 'Return', start: value.start, end: value.end, value, implicit: true };
}

function property(n: N): G {
  const { start, end } = n;
  if (n.kind === 'Property') {
    const value = expr(node(n.value));
    // An ellipsis among properties can only be written as a shorthand.
    if (n.shorthand === true && value.kind === 'Name')
      return { kind: 'Pair', start, end, key: { ...value, virtual: true }, value };
    return { kind: 'Pair', start, end, key: n.computed === true ? expr(node(n.key)) : keyOf(n.key), value };
  }
  return n.kind === 'FunctionDef' ? funcOf(n) : expr(n);
}
