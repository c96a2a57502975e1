import type { ts as TS } from 'ts-morph';
import type { GenericNode } from '../generic.js';
import type { Context, Handler, Span, Syntax } from './context.js';

type H<S extends Syntax> = (cx: Context, syntax: S, span: Span) => GenericNode;

const name: H<Syntax> = (cx, _, span) =>
  // The parser makes up a name where one is missing.
  span.start >= span.end
    ? { kind: 'Error', start: span.end, end: span.end, body: [] }
    : { kind: 'Name', ...span, id: cx.text.slice(span.start, span.end) };

const constant =
  (type: string, value: (text: string, syntax: TS.LiteralLikeNode) => unknown): H<TS.LiteralLikeNode> =>
  (cx, syntax, span) => {
    const text = cx.text.slice(span.start, span.end);
    return { kind: 'Constant', ...span, type, value: value(text, syntax), text };
  };

const inside: H<TS.ParenthesizedExpression> = (cx, { expression }) => cx.node(expression);

/** The compiler's node name → ours. */
export const expressionHandlers: Readonly<Record<string, Handler>> = {
  Identifier: name,
  PrivateIdentifier: name,
  ThisKeyword: name,
  SuperKeyword: name,
  ImportKeyword: name,
  StringLiteral: constant('str', (_, { text }) => text),
  NoSubstitutionTemplateLiteral: constant('str', (_, { text }) => text),
  NumericLiteral: (cx: Context, syntax: TS.NumericLiteral, span: Span) => {
    const value = Number(syntax.text);
    return {
      kind: 'Constant',
      ...span,
      type: Number.isInteger(value) ? 'int' : 'float',
      value,
      text: cx.text.slice(span.start, span.end),
    };
  },
  BigIntLiteral: constant('int', (text) => text),
  RegularExpressionLiteral: constant('regex', (text) => text),
  TrueKeyword: constant('bool', () => true),
  FalseKeyword: constant('bool', () => false),
  NullKeyword: constant('none', () => null),
  TemplateExpression: templateOf,
  TaggedTemplateExpression: (cx: Context, { tag, template }: TS.TaggedTemplateExpression, span: Span) => ({
    kind: 'TaggedTemplate',
    ...span,
    tag: cx.node(tag),
    value: cx.node(template),
  }),
  ParenthesizedExpression: inside,
  NonNullExpression: inside,
  PropertyAccessExpression: (cx: Context, syntax: TS.PropertyAccessExpression, span: Span) => ({
    kind: 'Attribute',
    ...span,
    value: cx.node(syntax.expression),
    attr: syntax.name.text,
    attrStart: syntax.name.getStart(cx.file),
    ...chained(syntax),
  }),
  ElementAccessExpression: (cx: Context, syntax: TS.ElementAccessExpression, span: Span) => ({
    kind: 'Subscript',
    ...span,
    value: cx.node(syntax.expression),
    slice: cx.node(syntax.argumentExpression),
    ...chained(syntax),
  }),
  CallExpression: (cx: Context, syntax: TS.CallExpression, span: Span) => ({
    kind: 'Call',
    ...span,
    func: cx.node(syntax.expression),
    typeArgs: cx.nodes(syntax.typeArguments),
    args: cx.nodes(syntax.arguments),
    keywords: [],
    ...chained(syntax),
  }),
  NewExpression: (cx: Context, syntax: TS.NewExpression, span: Span) => ({
    kind: 'New',
    ...span,
    func: cx.node(syntax.expression),
    typeArgs: cx.nodes(syntax.typeArguments),
    args: cx.nodes(syntax.arguments),
    keywords: [],
  }),
  SpreadElement: starred,
  SpreadAssignment: starred,
  ArrayLiteralExpression: (cx: Context, { elements }: TS.ArrayLiteralExpression, span: Span) => ({
    kind: 'List',
    ...span,
    elts: cx.nodes(elements),
  }),
  ArrayBindingPattern: (cx: Context, { elements }: TS.ArrayBindingPattern, span: Span) => ({
    kind: 'List',
    ...span,
    elts: cx.nodes(elements),
  }),
  ObjectLiteralExpression: (cx: Context, { properties }: TS.ObjectLiteralExpression, span: Span) => ({
    kind: 'Object',
    ...span,
    properties: cx.nodes(properties),
  }),
  ObjectBindingPattern: (cx: Context, { elements }: TS.ObjectBindingPattern, span: Span) => ({
    kind: 'Object',
    ...span,
    properties: elements.map((one) => propertyOf(cx, one)),
  }),
  PropertyAssignment: (cx: Context, syntax: TS.PropertyAssignment, span: Span) => ({
    kind: 'Property',
    ...span,
    ...keyOf(cx, syntax.name),
    value: cx.node(syntax.initializer),
    shorthand: false,
  }),
  ShorthandPropertyAssignment: (cx: Context, syntax: TS.ShorthandPropertyAssignment, span: Span) => ({
    kind: 'Property',
    ...span,
    ...keyOf(cx, syntax.name),
    value: defaulted(cx, cx.node(syntax.name), syntax.objectAssignmentInitializer, span),
    shorthand: true,
  }),
  BindingElement: bindingOf,
  ComputedPropertyName: inside,
  OmittedExpression: (_: Context, __: Syntax, span: Span) => ({ kind: 'Omitted', ...span }),
  BinaryExpression: binaryOf,
  PrefixUnaryExpression: (cx: Context, { operator, operand }: TS.PrefixUnaryExpression, span: Span) => {
    const op = cx.ts.tokenToString(operator) ?? '';
    return op === '++' || op === '--'
      ? { kind: 'Update', ...span, op, prefix: true, operand: cx.node(operand) }
      : { kind: 'UnaryOp', ...span, op, operand: cx.node(operand) };
  },
  PostfixUnaryExpression: (cx: Context, { operator, operand }: TS.PostfixUnaryExpression, span: Span) => ({
    kind: 'Update',
    ...span,
    op: cx.ts.tokenToString(operator),
    prefix: false,
    operand: cx.node(operand),
  }),
  TypeOfExpression: wordOperator('typeof'),
  VoidExpression: wordOperator('void'),
  DeleteExpression: wordOperator('delete'),
  ConditionalExpression: (cx: Context, syntax: TS.ConditionalExpression, span: Span) => ({
    kind: 'IfExp',
    ...span,
    test: cx.node(syntax.condition),
    body: cx.node(syntax.whenTrue),
    orelse: cx.node(syntax.whenFalse),
  }),
  AwaitExpression: (cx: Context, { expression }: TS.AwaitExpression, span: Span) => ({
    kind: 'Await',
    ...span,
    value: cx.node(expression),
  }),
  YieldExpression: (cx: Context, syntax: TS.YieldExpression, span: Span) => ({
    kind: syntax.asteriskToken ? 'YieldFrom' : 'Yield',
    ...span,
    ...cx.optional('value', syntax.expression),
  }),
  AsExpression: castOf,
  SatisfiesExpression: castOf,
  TypeAssertionExpression: castOf,
  MetaProperty: (cx: Context, syntax: TS.MetaProperty, span: Span) => ({
    kind: 'Attribute',
    ...span,
    attr: syntax.name.text,
    attrStart: syntax.name.getStart(cx.file),
    value: {
      kind: 'Name',
      start: span.start,
      end: syntax.name.getStart(cx.file) - 1,
      id: cx.ts.tokenToString(syntax.keywordToken),
    },
  }),
  Decorator: (cx: Context, { expression }: TS.Decorator) => cx.node(expression),
  ExpressionWithTypeArguments: (cx: Context, syntax: TS.ExpressionWithTypeArguments, span: Span) =>
    typeArguments(cx, cx.node(syntax.expression), syntax.typeArguments, span),
  TypeReference: (cx: Context, syntax: TS.TypeReferenceNode, span: Span) =>
    typeArguments(cx, cx.node(syntax.typeName), syntax.typeArguments, span),
  QualifiedName: (cx: Context, syntax: TS.QualifiedName, span: Span) => ({
    kind: 'Attribute',
    ...span,
    value: cx.node(syntax.left),
    attr: syntax.right.text,
    attrStart: syntax.right.getStart(cx.file),
  }),
  TypeParameter: (cx: Context, syntax: TS.TypeParameterDeclaration, span: Span) => ({
    kind: 'TypeParameter',
    ...span,
    name: cx.node(syntax.name),
    ...cx.optional('constraint', syntax.constraint),
    ...cx.optional('default', syntax.default),
  }),
  TypeOperator: (cx: Context, syntax: TS.TypeOperatorNode, span: Span) => ({
    kind: 'UnaryOp',
    ...span,
    op: cx.ts.tokenToString(syntax.operator) ?? '',
    operand: cx.node(syntax.type),
  }),
  TypeQuery: (cx: Context, { exprName }: TS.TypeQueryNode, span: Span) => ({
    kind: 'UnaryOp',
    ...span,
    op: 'typeof',
    operand: cx.node(exprName),
  }),
  IndexedAccessType: (cx: Context, { objectType, indexType }: TS.IndexedAccessTypeNode, span: Span) => ({
    kind: 'Subscript',
    ...span,
    value: cx.node(objectType),
    slice: cx.node(indexType),
  }),
  UnionType: chainOf('|'),
  IntersectionType: chainOf('&'),
  ArrayType: (cx: Context, { elementType }: TS.ArrayTypeNode, span: Span) => ({
    kind: 'Subscript',
    ...span,
    value: { kind: 'Name', start: span.end, end: span.end, id: 'Array' },
    slice: cx.node(elementType),
  }),
  ParenthesizedType: (cx: Context, { type }: TS.ParenthesizedTypeNode) => cx.node(type),
  TypeLiteral: (cx: Context, { members }: TS.TypeLiteralNode, span: Span) => ({
    kind: 'TypeLiteral',
    ...span,
    body: cx.block(members),
  }),
  LiteralType: (cx: Context, { literal }: TS.LiteralTypeNode) => cx.node(literal),
  ...Object.fromEntries(
    'String Number Boolean Any Unknown Never Void Undefined Object Symbol BigInt'
      .split(' ')
      .map((type) => [`${type}Keyword`, name]),
  ),
  JsxElement: (cx: Context, syntax: TS.JsxElement, span: Span) =>
    elementOf(cx, syntax.openingElement, syntax.children, span),
  JsxSelfClosingElement: (cx: Context, syntax: TS.JsxSelfClosingElement, span: Span) => ({
    ...elementOf(cx, syntax, [], span),
    single: true,
  }),
  JsxFragment: (cx: Context, { children }: TS.JsxFragment, span: Span) => ({
    kind: 'JsxElement',
    ...span,
    attributes: [],
    children: cx.nodes(children),
  }),
  JsxAttribute: (cx: Context, syntax: TS.JsxAttribute, span: Span) => ({
    kind: 'JsxAttribute',
    ...span,
    name: syntax.name.getText(cx.file),
    ...cx.optional('value', syntax.initializer),
  }),
  JsxSpreadAttribute: starred,
  JsxExpression: (cx: Context, { expression }: TS.JsxExpression, span: Span) =>
    expression ? cx.node(expression) : { kind: 'Omitted', ...span },
  JsxText: constant('str', (text) => text),
};

function starred(cx: Context, syntax: { readonly expression: Syntax }, span: Span): GenericNode {
  return { kind: 'Starred', ...span, value: cx.node(syntax.expression) };
}

const chained = (syntax: { readonly questionDotToken?: Syntax | undefined }): { optional?: true } =>
  syntax.questionDotToken ? { optional: true } : {};

function templateOf(cx: Context, { head, templateSpans }: TS.TemplateExpression, span: Span): GenericNode {
  const values: GenericNode[] = [];
  const literal = (part: TS.TemplateLiteralLikeNode): void => {
    const start = part.getStart(cx.file) + 1;
    if (part.text)
      values.push({
        kind: 'Constant',
        start,
        end: part.end,
        type: 'str',
        value: part.text,
        text: cx.text.slice(start, part.end),
      });
  };
  literal(head);
  for (const { expression, literal: tail } of templateSpans) {
    const value = cx.node(expression);
    values.push({ kind: 'FormattedValue', start: value.start, end: value.end, value });
    literal(tail);
  }
  return { kind: 'JoinedStr', ...span, values };
}

/** A property's key: a constant where it is written out, an expression in brackets where it is computed. */
export function keyOf(cx: Context, syntax: TS.PropertyName): { key: GenericNode; computed: boolean } {
  const key = cx.node(syntax);
  if (cx.ts.isComputedPropertyName(syntax)) return { key, computed: true };
  const { start, end } = key;
  return {
    key:
      key.kind === 'Name' ? { kind: 'Constant', start, end, type: 'str', value: key.id, text: key.id as string } : key,
    computed: false,
  };
}

/** `target = value` in a parameter or a pattern. */
export const defaulted = (cx: Context, target: GenericNode, value: Syntax | undefined, span: Span): GenericNode =>
  value ? { kind: 'Default', ...span, target, value: cx.node(value) } : target;

/** An element of an array pattern. */
function bindingOf(cx: Context, syntax: TS.BindingElement, span: Span): GenericNode {
  const target = cx.node(syntax.name);
  return syntax.dotDotDotToken
    ? { kind: 'Starred', ...span, value: target }
    : defaulted(cx, target, syntax.initializer, span);
}

/** An element of an object pattern. */
function propertyOf(cx: Context, syntax: TS.BindingElement): GenericNode {
  const span = { start: syntax.getStart(cx.file), end: syntax.end };
  const value = bindingOf(cx, syntax, span);
  if (value.kind === 'Starred') return value;
  const named = syntax.propertyName ? keyOf(cx, syntax.propertyName) : keyOf(cx, syntax.name as TS.Identifier);
  return { kind: 'Property', ...span, ...named, value, shorthand: !syntax.propertyName };
}

const COMPARING: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=', 'in', 'instanceof']);

function binaryOf(cx: Context, syntax: TS.BinaryExpression, span: Span): GenericNode {
  const op = cx.ts.tokenToString(syntax.operatorToken.kind) ?? '';
  const left = cx.node(syntax.left);
  const right = cx.node(syntax.right);
  if (op === '=') return { kind: 'NamedExpr', ...span, target: left, value: right };
  if (op.endsWith('=') && !COMPARING.has(op))
    return { kind: 'AugAssign', ...span, target: left, op: op.slice(0, -1), value: right };
  if (COMPARING.has(op)) return { kind: 'Compare', ...span, left, ops: [op], comparators: [right] };
  if (op === ',')
    return {
      kind: 'Tuple',
      ...span,
      elts: left.kind === 'Tuple' ? [...(left.elts as GenericNode[]), right] : [left, right],
    };
  if (op !== '&&' && op !== '||' && op !== '??') return { kind: 'BinOp', ...span, left, op, right };
  const same = left.kind === 'BoolOp' && left.op === op && cx.ts.isBinaryExpression(syntax.left);
  return { kind: 'BoolOp', ...span, op, values: same ? [...(left.values as GenericNode[]), right] : [left, right] };
}

function wordOperator(op: string): H<TS.TypeOfExpression> {
  return (cx, { expression }, span) => ({ kind: 'UnaryOp', ...span, op, operand: cx.node(expression) });
}

function castOf(cx: Context, syntax: TS.AsExpression, span: Span): GenericNode {
  return { kind: 'Cast', ...span, value: cx.node(syntax.expression), annotation: cx.node(syntax.type) };
}

function typeArguments(cx: Context, value: GenericNode, list: readonly Syntax[] | undefined, span: Span): GenericNode {
  const [first, ...more] = cx.nodes(list);
  if (!first) return value;
  const slice =
    more.length === 0 ? first : { kind: 'Tuple', start: first.start, end: more.at(-1)!.end, elts: [first, ...more] };
  return { kind: 'Subscript', ...span, value, slice };
}

function chainOf(op: string): H<TS.UnionTypeNode> {
  return (cx, { types }, span) => {
    const [first, ...more] = cx.nodes(types);
    return more.reduce<GenericNode>(
      (left, right) => ({ kind: 'BinOp', start: left.start, end: right.end, left, op, right }),
      first ?? { kind: 'Error', ...span, body: [] },
    );
  };
}

function elementOf(
  cx: Context,
  opening: TS.JsxOpeningLikeElement,
  children: readonly Syntax[],
  span: Span,
): GenericNode {
  const blank = (child: Syntax): boolean => cx.ts.isJsxText(child) && child.containsOnlyTriviaWhiteSpaces;
  return {
    kind: 'JsxElement',
    ...span,
    name: cx.node(opening.tagName),
    attributes: cx.nodes(opening.attributes.properties),
    children: cx.nodes(children.filter((child) => !blank(child))),
  };
}
