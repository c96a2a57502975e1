import type { ts as TS } from 'ts-morph';
import type { GenericNode } from '../generic.js';
import type { Context, Handler, Span, Syntax } from './context.js';
import { defaulted, keyOf } from './expressions.js';

/** The compiler's node name → ours. */
export const statementHandlers: Readonly<Record<string, Handler>> = {
  ExpressionStatement: expressionStatementOf,
  VariableStatement: (cx: Context, syntax: TS.VariableStatement, span: Span) =>
    declarationsOf(cx, syntax.declarationList, span.start, span.end, modifiersOf(cx, syntax)),
  VariableDeclarationList: (cx: Context, syntax: TS.VariableDeclarationList, span: Span) =>
    declarationsOf(cx, syntax, span.start, span.end, []),
  FunctionDeclaration: functionOf,
  FunctionExpression: lambdaOf,
  ArrowFunction: lambdaOf,
  MethodDeclaration: functionOf,
  MethodSignature: functionOf,
  Constructor: functionOf,
  GetAccessor: functionOf,
  SetAccessor: functionOf,
  ClassDeclaration: classOf,
  ClassExpression: classOf,
  PropertyDeclaration: propertyOf,
  PropertySignature: propertyOf,
  ClassStaticBlockDeclaration: (cx: Context, { body }: TS.ClassStaticBlockDeclaration, span: Span) => ({
    kind: 'Block',
    ...span,
    body: cx.block(body),
  }),
  SemicolonClassElement: () => [],
  InterfaceDeclaration: (cx: Context, syntax: TS.InterfaceDeclaration, span: Span) => ({
    kind: 'Interface',
    ...span,
    ...named(cx, syntax.name),
    typeParams: cx.nodes(syntax.typeParameters),
    bases: basesOf(cx, syntax),
    body: cx.block(syntax.members),
    modifiers: modifiersOf(cx, syntax),
  }),
  TypeAliasDeclaration: (cx: Context, syntax: TS.TypeAliasDeclaration, span: Span) => ({
    kind: 'TypeAlias',
    ...span,
    name: cx.node(syntax.name),
    typeParams: cx.nodes(syntax.typeParameters),
    value: cx.node(syntax.type),
    modifiers: modifiersOf(cx, syntax),
  }),
  EnumDeclaration: (cx: Context, syntax: TS.EnumDeclaration, span: Span) => ({
    kind: 'Enum',
    ...span,
    ...named(cx, syntax.name),
    body: cx.nodes(syntax.members),
    modifiers: modifiersOf(cx, syntax),
  }),
  EnumMember: (cx: Context, syntax: TS.EnumMember, span: Span) => ({
    kind: 'Property',
    ...span,
    ...keyOf(cx, syntax.name),
    ...cx.optional('value', syntax.initializer),
    shorthand: false,
  }),
  ModuleDeclaration: (cx: Context, syntax: TS.ModuleDeclaration, span: Span) => ({
    kind: 'Namespace',
    ...span,
    name: syntax.name.text,
    body: cx.block(syntax.body),
    modifiers: modifiersOf(cx, syntax),
  }),
  Block: (cx: Context, { statements }: TS.Block, span: Span) => ({
    kind: 'Block',
    ...span,
    body: cx.block(statements),
  }),
  EmptyStatement: (_: Context, __: Syntax, span: Span) => ({ kind: 'Pass', ...span }),
  IfStatement: (cx: Context, syntax: TS.IfStatement, span: Span) => ({
    kind: 'If',
    ...span,
    test: cx.node(syntax.expression),
    body: cx.block(syntax.thenStatement),
    orelse: cx.block(syntax.elseStatement),
  }),
  WhileStatement: (cx: Context, syntax: TS.WhileStatement, span: Span) => ({
    kind: 'While',
    ...span,
    test: cx.node(syntax.expression),
    body: cx.block(syntax.statement),
    orelse: [],
  }),
  WithStatement: (cx: Context, syntax: TS.WithStatement, span: Span) => ({
    kind: 'WithObject',
    ...span,
    object: cx.node(syntax.expression),
    body: cx.block(syntax.statement),
  }),
  DoStatement: (cx: Context, syntax: TS.DoStatement, span: Span) => ({
    kind: 'DoWhile',
    ...span,
    body: cx.block(syntax.statement),
    test: cx.node(syntax.expression),
  }),
  ForStatement: (cx: Context, syntax: TS.ForStatement, span: Span) => ({
    kind: 'ForLoop',
    ...span,
    init: cx.block(syntax.initializer),
    ...cx.optional('test', syntax.condition),
    ...cx.optional('update', syntax.incrementor),
    body: cx.block(syntax.statement),
  }),
  ForOfStatement: (cx: Context, syntax: TS.ForOfStatement, span: Span) => loopOf(cx, syntax, span, 'of'),
  ForInStatement: (cx: Context, syntax: TS.ForInStatement, span: Span) => loopOf(cx, syntax, span, 'in'),
  SwitchStatement: (cx: Context, syntax: TS.SwitchStatement, span: Span) => ({
    kind: 'Switch',
    ...span,
    subject: cx.node(syntax.expression),
    cases: cx.nodes(syntax.caseBlock.clauses),
  }),
  CaseClause: (cx: Context, syntax: TS.CaseClause, span: Span) => ({
    kind: 'Case',
    ...span,
    test: cx.node(syntax.expression),
    body: cx.block(syntax.statements),
  }),
  DefaultClause: (cx: Context, syntax: TS.DefaultClause, span: Span) => ({
    kind: 'Case',
    ...span,
    body: cx.block(syntax.statements),
  }),
  TryStatement: tryOf,
  ThrowStatement: (cx: Context, { expression }: TS.ThrowStatement, span: Span) => ({
    kind: 'Raise',
    ...span,
    exc: cx.node(expression),
  }),
  ReturnStatement: (cx: Context, { expression }: TS.ReturnStatement, span: Span) => ({
    kind: 'Return',
    ...span,
    ...cx.optional('value', expression),
  }),
  BreakStatement: (_: Context, { label }: TS.BreakStatement, span: Span) => ({
    kind: 'Break',
    ...span,
    ...(label && { label: label.text }),
  }),
  ContinueStatement: (_: Context, { label }: TS.ContinueStatement, span: Span) => ({
    kind: 'Continue',
    ...span,
    ...(label && { label: label.text }),
  }),
  LabeledStatement: (cx: Context, syntax: TS.LabeledStatement, span: Span) => ({
    kind: 'Labeled',
    ...span,
    label: syntax.label.text,
    body: cx.block(syntax.statement),
  }),
  ImportDeclaration: importOf,
  ImportEqualsDeclaration: (cx: Context, syntax: TS.ImportEqualsDeclaration, span: Span) => {
    const { moduleReference } = syntax;
    const value = cx.ts.isExternalModuleReference(moduleReference)
      ? requireOf(cx, moduleReference)
      : cx.node(moduleReference);
    return { kind: 'Assign', ...span, targets: [cx.node(syntax.name)], value, declaration: 'import' };
  },
  ExportDeclaration: exportOf,
  ExportAssignment: (cx: Context, { expression }: TS.ExportAssignment, span: Span) => ({
    kind: 'ExportDefault',
    ...span,
    value: cx.node(expression),
  }),
};

function expressionStatementOf(cx: Context, { expression }: TS.ExpressionStatement, span: Span): GenericNode {
  const value = cx.node(expression);
  // `a = b = 1` is one statement with two targets, as in Python.
  if (value.kind === 'NamedExpr' && cx.ts.isBinaryExpression(expression)) {
    const targets = [value.target as GenericNode];
    let last = value.value as GenericNode;
    while (last.kind === 'NamedExpr') {
      targets.push(last.target as GenericNode);
      last = last.value as GenericNode;
    }
    return { kind: 'Assign', ...span, targets, value: last };
  }
  return value.kind === 'AugAssign' ? { ...value, ...span } : { kind: 'Expr', ...span, value };
}

/** `const a = 1, b = 2` is two statements; the first starts at the keyword. */
function declarationsOf(
  cx: Context,
  list: TS.VariableDeclarationList,
  start: number,
  end: number,
  modifiers: readonly string[],
): GenericNode[] {
  const declaration = list.flags & cx.ts.NodeFlags.Const ? 'const' : list.flags & cx.ts.NodeFlags.Let ? 'let' : 'var';
  const { declarations } = list;
  return declarations.map((syntax, i) => ({
    kind: 'Assign',
    start: i === 0 ? start : syntax.getStart(cx.file),
    end: i === declarations.length - 1 ? end : syntax.end,
    targets: [cx.node(syntax.name)],
    ...cx.optional('annotation', syntax.type),
    ...cx.optional('value', syntax.initializer),
    declaration,
    modifiers,
  }));
}

type Fn = TS.FunctionLikeDeclaration | TS.MethodSignature;

function functionOf(cx: Context, syntax: Fn, span: Span): GenericNode {
  const body = 'body' in syntax ? syntax.body : undefined;
  const name = syntax.name ?? undefined;
  const own = cx.ts.isConstructorDeclaration(syntax)
    ? { name: 'constructor', nameStart: span.start }
    : named(cx, name, span.start);
  return {
    kind: 'FunctionDef',
    ...span,
    ...own,
    async: has(cx, syntax, 'async'),
    generator: 'asteriskToken' in syntax && syntax.asteriskToken !== undefined,
    typeParams: cx.nodes(syntax.typeParameters),
    args: argumentsOf(cx, syntax.parameters, span),
    ...cx.optional('returns', syntax.type),
    body: cx.block(body),
    decorators: decoratorsOf(cx, syntax),
    modifiers: [
      ...modifiersOf(cx, syntax),
      ...accessor(cx, syntax),
      ...('questionToken' in syntax ? optional(syntax) : []),
    ],
  };
}

const accessor = (cx: Context, syntax: Syntax): readonly string[] =>
  cx.ts.isGetAccessor(syntax) ? ['get'] : cx.ts.isSetAccessor(syntax) ? ['set'] : [];

/** `x?: T` */
const optional = (syntax: { readonly questionToken?: Syntax | undefined }): readonly string[] =>
  syntax.questionToken ? ['?'] : [];

/** `body` is an expression, or a list of statements where it is in braces. */
function lambdaOf(cx: Context, syntax: TS.ArrowFunction | TS.FunctionExpression, span: Span): GenericNode {
  return {
    kind: 'Lambda',
    ...span,
    ...(syntax.name && named(cx, syntax.name)),
    async: has(cx, syntax, 'async'),
    generator: syntax.asteriskToken !== undefined,
    arrow: cx.ts.isArrowFunction(syntax),
    typeParams: cx.nodes(syntax.typeParameters),
    args: argumentsOf(cx, syntax.parameters, span),
    ...cx.optional('returns', syntax.type),
    body: cx.ts.isBlock(syntax.body) ? cx.block(syntax.body) : cx.node(syntax.body),
  };
}

function argumentsOf(cx: Context, parameters: readonly TS.ParameterDeclaration[], span: Span): GenericNode {
  const args = parameters.map((syntax): GenericNode => {
    const at = { start: syntax.getStart(cx.file), end: syntax.end };
    const target = cx.node(syntax.name);
    const value = defaulted(cx, target, syntax.initializer, at);
    return {
      kind: 'arg',
      ...at,
      ...(target.kind === 'Name' ? { arg: target.id } : { arg: '', target: value }),
      ...cx.optional('annotation', syntax.type),
      ...cx.optional('default', syntax.initializer),
      rest: syntax.dotDotDotToken !== undefined,
      decorators: decoratorsOf(cx, syntax),
      modifiers: [...modifiersOf(cx, syntax), ...optional(syntax)],
    };
  });
  return { kind: 'arguments', start: args[0]?.start ?? span.start, end: args.at(-1)?.end ?? span.start, args };
}

function classOf(cx: Context, syntax: TS.ClassLikeDeclaration, span: Span): GenericNode {
  return {
    kind: 'ClassDef',
    ...span,
    ...named(cx, syntax.name, span.start),
    typeParams: cx.nodes(syntax.typeParameters),
    bases: basesOf(cx, syntax),
    keywords: [],
    body: cx.block(syntax.members),
    decorators: decoratorsOf(cx, syntax),
    modifiers: modifiersOf(cx, syntax),
  };
}

/** What it extends, then, marked as such, what it implements. */
const basesOf = (cx: Context, syntax: TS.ClassLikeDeclaration | TS.InterfaceDeclaration): GenericNode[] =>
  (syntax.heritageClauses ?? []).flatMap((clause) => {
    const types = cx.nodes(clause.types);
    if (clause.token !== cx.ts.SyntaxKind.ImplementsKeyword) return types;
    return types.map((one) => ({ kind: 'Implements', start: one.start, end: one.end, children: [one] }));
  });

function propertyOf(cx: Context, syntax: TS.PropertyDeclaration | TS.PropertySignature, span: Span): GenericNode {
  return {
    kind: 'Assign',
    ...span,
    targets: [cx.node(syntax.name)],
    ...cx.optional('annotation', syntax.type),
    ...cx.optional('value', 'initializer' in syntax ? syntax.initializer : undefined),
    declaration: 'property',
    modifiers: [...modifiersOf(cx, syntax), ...optional(syntax)],
    decorators: decoratorsOf(cx, syntax),
  };
}

function loopOf(
  cx: Context,
  syntax: TS.ForOfStatement | TS.ForInStatement,
  span: Span,
  form: 'of' | 'in',
): GenericNode {
  const { initializer } = syntax;
  const declared = cx.ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  return {
    kind: 'For',
    ...span,
    form,
    async: 'awaitModifier' in syntax && syntax.awaitModifier !== undefined,
    target: cx.node(declared ?? initializer),
    iter: cx.node(syntax.expression),
    body: cx.block(syntax.statement),
    orelse: [],
  };
}

function tryOf(cx: Context, syntax: TS.TryStatement, span: Span): GenericNode {
  const clause = syntax.catchClause;
  const handlers = clause
    ? [
        {
          kind: 'ExceptHandler',
          start: clause.getStart(cx.file),
          end: clause.end,
          ...(clause.variableDeclaration && { target: cx.node(clause.variableDeclaration.name) }),
          ...cx.optional('type', clause.variableDeclaration?.type),
          body: cx.block(clause.block),
        },
      ]
    : [];
  return {
    kind: 'Try',
    ...span,
    body: cx.block(syntax.tryBlock),
    handlers,
    orelse: [],
    finalbody: cx.block(syntax.finallyBlock),
  };
}

/** A default import is the name `default`, a whole module the name `*`. */
function importOf(cx: Context, syntax: TS.ImportDeclaration, span: Span): GenericNode {
  const module = textOf(cx, syntax.moduleSpecifier);
  const clause = syntax.importClause;
  const at = { start: syntax.moduleSpecifier.getStart(cx.file), end: syntax.moduleSpecifier.end };
  if (!clause) return { kind: 'Import', ...span, names: [{ kind: 'alias', ...at, name: module }] };
  const names: GenericNode[] = [];
  if (clause.name) names.push(aliasOf(cx, clause.name, 'default', clause.name.text));
  const bindings = clause.namedBindings;
  if (bindings && cx.ts.isNamespaceImport(bindings)) names.push(aliasOf(cx, bindings, '*', bindings.name.text));
  else if (bindings) names.push(...bindings.elements.map((one) => specifierOf(cx, one)));
  return { kind: 'ImportFrom', ...span, module, names, level: 0 };
}

function exportOf(cx: Context, syntax: TS.ExportDeclaration, span: Span): GenericNode {
  const from = syntax.moduleSpecifier;
  const clause = syntax.exportClause;
  const names = !clause
    ? [{ kind: 'alias', ...span, name: '*' }]
    : cx.ts.isNamespaceExport(clause)
      ? [aliasOf(cx, clause, '*', clause.name.text)]
      : clause.elements.map((one) => specifierOf(cx, one));
  return { kind: 'Export', ...span, ...(from && { module: textOf(cx, from) }), names };
}

const specifierOf = (cx: Context, syntax: TS.ImportSpecifier | TS.ExportSpecifier): GenericNode =>
  aliasOf(cx, syntax, (syntax.propertyName ?? syntax.name).text, syntax.propertyName ? syntax.name.text : undefined);

const aliasOf = (cx: Context, syntax: Syntax, name: string, asname: string | undefined): GenericNode => ({
  kind: 'alias',
  start: syntax.getStart(cx.file),
  end: syntax.end,
  name,
  ...(asname !== undefined && { asname }),
});

function requireOf(cx: Context, syntax: TS.ExternalModuleReference): GenericNode {
  const start = syntax.getStart(cx.file);
  return {
    kind: 'Call',
    start,
    end: syntax.end,
    func: { kind: 'Name', start, end: start + 7, id: 'require' },
    args: [cx.node(syntax.expression)],
    keywords: [],
  };
}

const textOf = (cx: Context, syntax: Syntax): string => (cx.ts.isStringLiteralLike(syntax) ? syntax.text : '');

function named(
  cx: Context,
  syntax: TS.DeclarationName | undefined,
  otherwise = 0,
): { name: string; nameStart: number } {
  if (!syntax) return { name: '', nameStart: otherwise };
  const start = syntax.getStart(cx.file);
  return { name: 'text' in syntax ? syntax.text : cx.text.slice(start, syntax.end), nameStart: start };
}

const modifierList = (cx: Context, syntax: Syntax): readonly TS.ModifierLike[] =>
  (cx.ts.canHaveModifiers(syntax) ? cx.ts.getModifiers(syntax) : undefined) ?? [];

/** `export`, `default`, `static`, `readonly` … as written, without `async`. */
const modifiersOf = (cx: Context, syntax: Syntax): string[] =>
  modifierList(cx, syntax)
    .map((modifier) => cx.ts.tokenToString(modifier.kind) ?? '')
    .filter((word) => word !== 'async');

const has = (cx: Context, syntax: Syntax, word: string): boolean =>
  modifierList(cx, syntax).some((modifier) => cx.ts.tokenToString(modifier.kind) === word);

const decoratorsOf = (cx: Context, syntax: Syntax): GenericNode[] =>
  cx.ts.canHaveDecorators(syntax) ? cx.nodes(cx.ts.getDecorators(syntax)) : [];
