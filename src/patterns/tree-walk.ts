import type { G, Kind, Stmt } from './tree.js';

/** The fields of each kind that hold nodes (`1`), lists of nodes (`2`) and words (`3`), in source order. */
export const FIELDS: Readonly<Record<Kind, readonly (readonly [field: string, holds: 1 | 2 | 3])[]>> = {
  Name: [['id', 3]],
  Const: [],
  FString: [['parts', 2]],
  FValue: [['value', 1]],
  Attr: [
    ['value', 1],
    ['attr', 3],
  ],
  Call: [
    ['func', 1],
    ['args', 2],
  ],
  New: [
    ['func', 1],
    ['args', 2],
  ],
  KwArg: [
    ['name', 3],
    ['value', 1],
  ],
  Star: [['value', 1]],
  DStar: [['value', 1]],
  Op: [
    ['op', 3],
    ['args', 2],
  ],
  Seq: [
    ['type', 3],
    ['elts', 2],
  ],
  Bag: [
    ['type', 3],
    ['elts', 2],
  ],
  Pair: [
    ['key', 1],
    ['value', 1],
  ],
  Subscript: [
    ['value', 1],
    ['index', 1],
  ],
  Slice: [
    ['lower', 1],
    ['upper', 1],
    ['step', 1],
  ],
  Lambda: [
    ['params', 2],
    ['returns', 1],
    ['body', 2],
  ],
  Cond: [
    ['body', 1],
    ['test', 1],
    ['orelse', 1],
  ],
  Comp: [
    ['type', 3],
    ['elt', 1],
    ['clauses', 2],
  ],
  CompFor: [
    ['target', 1],
    ['iter', 1],
  ],
  CompIf: [['test', 1]],
  Await: [['value', 1]],
  Yield: [['value', 1]],
  YieldFrom: [['value', 1]],
  Assign: [
    ['target', 1],
    ['annotation', 1],
    ['value', 1],
  ],
  AugAssign: [
    ['op', 3],
    ['target', 1],
    ['value', 1],
  ],
  Other: [],
  ExprStmt: [['value', 1]],
  Return: [['value', 1]],
  If: [
    ['test', 1],
    ['body', 2],
    ['orelse', 2],
  ],
  While: [
    ['test', 1],
    ['body', 2],
    ['orelse', 2],
  ],
  For: [
    ['target', 1],
    ['iter', 1],
    ['body', 2],
    ['orelse', 2],
  ],
  With: [
    ['items', 2],
    ['body', 2],
  ],
  WithItem: [
    ['value', 1],
    ['target', 1],
  ],
  Try: [
    ['body', 2],
    ['handlers', 2],
    ['orelse', 2],
    ['final', 2],
  ],
  Handler: [
    ['type', 1],
    ['name', 3],
    ['body', 2],
  ],
  Func: [
    ['decorators', 2],
    ['name', 3],
    ['params', 2],
    ['returns', 1],
    ['body', 2],
  ],
  Class: [
    ['decorators', 2],
    ['name', 3],
    ['bases', 2],
    ['body', 2],
  ],
  Param: [
    ['star', 3],
    ['name', 3],
    ['annotation', 1],
    ['default', 1],
  ],
  Import: [
    ['module', 3],
    ['name', 3],
    ['alias', 3],
  ],
  Raise: [
    ['value', 1],
    ['cause', 1],
  ],
  Assert: [['args', 2]],
  Del: [['targets', 2]],
  Scope: [['word', 3]],
  Word: [['word', 3]],
  Match: [
    ['subject', 1],
    ['cases', 2],
  ],
  Case: [
    ['pattern', 1],
    ['guard', 1],
    ['body', 2],
  ],
  Block: [['body', 2]],
  Meta: [['name', 3]],
  Metas: [['name', 3]],
  Dots: [],
  Deep: [['value', 1]],
  TypedMeta: [
    ['name', 3],
    ['type', 1],
  ],
  DotChain: [['value', 1]],
};

const NODE_FIELDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, fields]) => [
    kind,
    fields.filter(([, holds]) => holds !== 3).map(([field]) => field),
  ]),
);

/** Appends the children of a node to `into`, in source order. */
export function pushChildren(node: G, into: G[]): void {
  if (node.kind === 'Other') {
    for (const part of node.parts) pushPart(part, into);
    return;
  }
  const record = node as unknown as Record<string, unknown>;
  for (const field of NODE_FIELDS[node.kind]!) pushPart(record[field], into);
}

function pushPart(part: unknown, into: G[]): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) for (const one of part as G[]) into.push(one);
  else into.push(part as G);
}

/** Visits all nodes below (and with) `roots`, parents first, without recursion; `false` from `visit` skips what is below. */
export function walkTree(roots: readonly G[], visit: (node: G) => unknown): void {
  const stack: G[] = [];
  for (let i = roots.length - 1; i >= 0; i--) stack.push(roots[i]!);
  const children: G[] = [];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (visit(node) === false) continue;
    children.length = 0;
    pushChildren(node, children);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
}

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  'ExprStmt',
  'Return',
  'If',
  'While',
  'For',
  'With',
  'Try',
  'Func',
  'Class',
  'Import',
  'Raise',
  'Assert',
  'Del',
  'Scope',
  'Word',
  'Match',
  'Block',
]);
export const isStatement = (node: G): boolean => STATEMENTS.has(node.kind);

/** The lists of statements that a node holds, in source order. */
export function blocksOf(node: G): readonly (readonly G[])[] {
  switch (node.kind) {
    case 'If':
    case 'While':
    case 'For':
      return node.orelse.length > 0 ? [node.body, node.orelse] : [node.body];
    case 'With':
    case 'Handler':
    case 'Func':
    case 'Class':
    case 'Case':
    case 'Block':
      return [node.body];
    case 'Try':
      return [
        node.body,
        ...node.handlers.map((handler) => (handler.kind === 'Handler' ? handler.body : [handler])),
        node.orelse,
        node.final,
      ];
    case 'Match':
      return node.cases.map((one) => (one.kind === 'Case' ? one.body : [one]));
    case 'Other':
      return node.parts.filter(
        (part): part is readonly G[] => Array.isArray(part) && part.some((one: G) => isStatement(one)),
      );
    default:
      return NONE;
  }
}
const NONE: readonly (readonly G[])[] = [];

/** Expressions that stand directly in a statement: its value, its condition, not what its blocks hold. */
export function headOf(node: G): readonly G[] {
  switch (node.kind) {
    case 'ExprStmt':
      return [node.value];
    case 'Return':
      return node.value ? [node.value] : [];
    case 'If':
    case 'While':
      return [node.test];
    case 'For':
      return [node.target, node.iter];
    case 'With':
      return node.items.flatMap((item) =>
        item.kind === 'WithItem' ? (item.target ? [item.value, item.target] : [item.value]) : [item],
      );
    case 'Raise':
      return node.value ? (node.cause ? [node.value, node.cause] : [node.value]) : [];
    case 'Assert':
      return node.args;
    case 'Del':
      return node.targets;
    case 'Match':
      return [node.subject];
    default:
      return [];
  }
}
