/**
 * The tree on which patterns match: one shape for all languages. A language's own tree is turned into it by `trees/<language>.ts`,
 * for code and for patterns alike; a pattern's tree may also hold the kinds of `Hole`.
 */
export type G = Expr | Stmt | Part | Hole;

interface Base<K extends string> {
  readonly kind: K;
  readonly start: number;
  readonly end: number;
}

export interface Name extends Base<'Name'> {
  readonly id: string;
  /** Made by expanding an import: it is not resolved again. */
  readonly virtual?: boolean;
  /** The name of a member, a keyword or a definition: it stands for no variable. */
  readonly word?: boolean;
}
export interface Const extends Base<'Const'> {
  readonly type: 'str' | 'bytes' | 'number' | 'bool' | 'none' | 'ellipsis' | 'regex' | 'other';
  readonly value: string | number | boolean | null;
  readonly text: string;
}
export interface FString extends Base<'FString'> {
  readonly parts: readonly G[];
  /** In a pattern: a word whose holes are stretches of the word. */
  readonly words?: boolean;
}
export interface FValue extends Base<'FValue'> {
  readonly value: G;
}
export interface Attr extends Base<'Attr'> {
  readonly value: G;
  readonly attr: string;
  readonly attrStart: number;
}
export interface Call extends Base<'Call'> {
  readonly func: G;
  readonly args: readonly G[];
  /** Type arguments, which are no part of what is walked. */
  readonly types?: readonly G[];
}
/** `new C(...)` where a language has it. */
export interface New extends Base<'New'> {
  readonly func: G;
  readonly args: readonly G[];
  readonly types?: readonly G[];
}
export interface KwArg extends Base<'KwArg'> {
  readonly name: string;
  readonly nameStart: number;
  readonly value: G;
}
export interface Star extends Base<'Star'> {
  readonly value: G;
}
export interface DStar extends Base<'DStar'> {
  readonly value: G;
}
/** Unary, binary, n-ary and comparing operators; a chain of comparisons has an `op` of several words joined by `,`. */
export interface Op extends Base<'Op'> {
  readonly op: string;
  readonly args: readonly G[];
}
/** Ordered: a list or a tuple. */
export interface Seq extends Base<'Seq'> {
  readonly type: string;
  readonly elts: readonly G[];
}
/** Unordered: a dict, a set, an object. */
export interface Bag extends Base<'Bag'> {
  readonly type: string;
  readonly elts: readonly G[];
}
export interface Pair extends Base<'Pair'> {
  readonly key: G;
  readonly value: G;
}
export interface Subscript extends Base<'Subscript'> {
  readonly value: G;
  readonly index: G;
}
export interface Slice extends Base<'Slice'> {
  readonly lower?: G | undefined;
  readonly upper?: G | undefined;
  readonly step?: G | undefined;
}
export interface Lambda extends Base<'Lambda'> {
  readonly types?: readonly G[];
  readonly params: readonly G[];
  readonly returns?: G | undefined;
  readonly body: readonly G[];
  readonly async: boolean;
  readonly arrow?: boolean;
}
export interface Cond extends Base<'Cond'> {
  readonly test: G;
  readonly body: G;
  readonly orelse: G;
}
export interface Comp extends Base<'Comp'> {
  readonly type: string;
  readonly elt: G;
  readonly clauses: readonly G[];
}
export interface CompFor extends Base<'CompFor'> {
  readonly target: G;
  readonly iter: G;
  readonly async: boolean;
}
export interface CompIf extends Base<'CompIf'> {
  readonly test: G;
}
export interface Await extends Base<'Await'> {
  readonly value: G;
}
export interface Yield extends Base<'Yield'> {
  readonly value?: G | undefined;
}
export interface YieldFrom extends Base<'YieldFrom'> {
  readonly value: G;
}
/** An assignment, also a walrus and a declaration with a value; `decl` is `const`, `let`, `var`. */
export interface Assign extends Base<'Assign'> {
  readonly target: G;
  readonly value?: G | undefined;
  readonly annotation?: G | undefined;
  readonly decl?: string | undefined;
  /** `export` and the like. */
  readonly words?: readonly string[];
  /** A member of a class, in a language where that is no assignment. */
  readonly field?: boolean;
}
export interface AugAssign extends Base<'AugAssign'> {
  readonly op: string;
  readonly target: G;
  readonly value: G;
}
/** Whatever a language has besides: parts are compared one by one. */
export interface Other extends Base<'Other'> {
  readonly type: string;
  readonly parts: readonly (G | readonly G[] | string | undefined)[];
  /** An element without a closing tag. */
  readonly single?: boolean;
}

export type Expr =
  | Name
  | Const
  | FString
  | FValue
  | Attr
  | Call
  | New
  | KwArg
  | Star
  | DStar
  | Op
  | Seq
  | Bag
  | Pair
  | Subscript
  | Slice
  | Lambda
  | Cond
  | Comp
  | CompFor
  | CompIf
  | Await
  | Yield
  | YieldFrom
  | Assign
  | AugAssign
  | Other;

export interface ExprStmt extends Base<'ExprStmt'> {
  readonly value: G;
}
export interface Return extends Base<'Return'> {
  readonly value?: G | undefined;
  /** What a function without braces gives: the word is not there. */
  readonly implicit?: boolean;
}
export interface If extends Base<'If'> {
  readonly test: G;
  readonly body: readonly G[];
  readonly orelse: readonly G[];
}
export interface While extends Base<'While'> {
  readonly test: G;
  readonly body: readonly G[];
  readonly orelse: readonly G[];
}
export interface For extends Base<'For'> {
  readonly target: G;
  readonly iter: G;
  readonly body: readonly G[];
  readonly orelse: readonly G[];
  readonly async: boolean;
}
export interface With extends Base<'With'> {
  readonly items: readonly G[];
  readonly body: readonly G[];
  readonly async: boolean;
}
export interface WithItem extends Base<'WithItem'> {
  readonly value: G;
  readonly target?: G | undefined;
}
export interface Try extends Base<'Try'> {
  readonly body: readonly G[];
  readonly handlers: readonly G[];
  readonly orelse: readonly G[];
  readonly final: readonly G[];
}
export interface Handler extends Base<'Handler'> {
  readonly type?: G | undefined;
  readonly name?: string | undefined;
  readonly nameStart: number;
  readonly body: readonly G[];
}
export interface Func extends Base<'Func'> {
  readonly name: string;
  readonly nameStart: number;
  readonly types?: readonly G[];
  readonly params: readonly G[];
  readonly returns?: G | undefined;
  readonly body: readonly G[];
  readonly decorators: readonly G[];
  readonly async: boolean;
  readonly words: readonly string[];
}
export interface Class extends Base<'Class'> {
  readonly name: string;
  readonly nameStart: number;
  readonly types?: readonly G[];
  readonly bases: readonly G[];
  readonly body: readonly G[];
  readonly decorators: readonly G[];
  /** `export`, `abstract` and the like. */
  readonly words?: readonly string[];
}
export interface Param extends Base<'Param'> {
  /** `*`, `**`, `/` (a bare separator) or nothing. */
  readonly star: string;
  readonly name: string;
  readonly nameStart: number;
  readonly annotation?: G | undefined;
  readonly default?: G | undefined;
  readonly decorators?: readonly G[];
  readonly words?: readonly string[];
}
/** One name of an import statement. `name` is absent for `import module`. */
export interface Import extends Base<'Import'> {
  readonly level: number;
  readonly module: string;
  readonly name?: string | undefined;
  readonly alias?: string | undefined;
  /** Where what is imported stands, alias and all. */
  readonly item?: { readonly start: number; readonly end: number };
}
export interface Raise extends Base<'Raise'> {
  readonly value?: G | undefined;
  readonly cause?: G | undefined;
}
export interface Assert extends Base<'Assert'> {
  readonly args: readonly G[];
}
export interface Del extends Base<'Del'> {
  readonly targets: readonly G[];
}
export interface Scope extends Base<'Scope'> {
  readonly word: string;
  readonly names: readonly string[];
}
/** `pass`, `break`, `continue`. */
export interface Word extends Base<'Word'> {
  readonly word: string;
}
export interface Match extends Base<'Match'> {
  readonly subject: G;
  readonly cases: readonly G[];
}
export interface Case extends Base<'Case'> {
  readonly pattern: G;
  readonly guard?: G | undefined;
  readonly body: readonly G[];
}
export interface Block extends Base<'Block'> {
  readonly body: readonly G[];
}

export type Stmt =
  | ExprStmt
  | Return
  | If
  | While
  | For
  | With
  | Try
  | Func
  | Class
  | Import
  | Raise
  | Assert
  | Del
  | Scope
  | Word
  | Match
  | Block;
export type Part = WithItem | Handler | Param | Case;

/** `$X`; `$_` binds nothing. */
export interface Meta extends Base<'Meta'> {
  readonly name: string;
}
/** `$...X` */
export interface Metas extends Base<'Metas'> {
  readonly name: string;
}
/** `...` */
export interface Dots extends Base<'Dots'> {}
/** `<... e ...>` */
export interface Deep extends Base<'Deep'> {
  readonly value: G;
}
/** `($X: T)` */
export interface TypedMeta extends Base<'TypedMeta'> {
  readonly name: string;
  readonly type: G;
}
/** `$O. ...` */
export interface DotChain extends Base<'DotChain'> {
  readonly value: G;
}

export type Hole = Meta | Metas | Dots | Deep | TypedMeta | DotChain;
export type Kind = G['kind'];

/** What a language's text became. `body` is the top level. */
export interface Program {
  readonly language: string;
  readonly text: string;
  readonly body: readonly G[];
}

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
