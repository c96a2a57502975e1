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
