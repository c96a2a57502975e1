import type { TreeNode } from '../../model/document.js';

/**
 * The normalised tree of Python: node kinds and fields are those of CPython's `ast` module (https://docs.python.org/3/library/ast.html),
 * so that anybody who knows one knows the other. What differs:
 * - `AsyncFunctionDef`, `AsyncFor` and `AsyncWith` are the plain kinds with `async: true`;
 * - a name that stands alone (a definition's name, an attribute, an alias, a keyword) is a string with its own `…Start` offset where a span is needed;
 * - `Constant` keeps its text; `value` is decoded for str, and a number for int and float that fit;
 * - `Ellipsis` (`...`) is a `Constant` of type `ellipsis`;
 * - `Error` stands for text that does not parse; its parts that do parse are in `body`.
 */
export type Py = PyModule | PyStmt | PyExpr | PyPart;

interface Node<K extends string> extends TreeNode {
  readonly kind: K;
}

export interface PyModule extends Node<'Module'> {
  readonly body: readonly PyStmt[];
}

export type PyStmt =
  | PyFunctionDef
  | PyClassDef
  | PyReturn
  | PyDelete
  | PyAssign
  | PyAugAssign
  | PyAnnAssign
  | PyTypeAlias
  | PyFor
  | PyWhile
  | PyIf
  | PyWith
  | PyMatch
  | PyRaise
  | PyTry
  | PyAssert
  | PyImport
  | PyImportFrom
  | PyGlobal
  | PyNonlocal
  | PyExprStmt
  | PyPass
  | PyBreak
  | PyContinue
  | PyError;

/** `start` is that of `def` or `async`; the first decorator's start is `decorators[0].start` (which is just after its `@`). */
export interface PyFunctionDef extends Node<'FunctionDef'> {
  readonly async: boolean;
  readonly name: string;
  readonly nameStart: number;
  readonly typeParams: readonly PyExpr[];
  readonly args: PyArguments;
  readonly returns?: PyExpr;
  readonly body: readonly PyStmt[];
  readonly decorators: readonly PyExpr[];
}
export interface PyClassDef extends Node<'ClassDef'> {
  readonly name: string;
  readonly nameStart: number;
  readonly typeParams: readonly PyExpr[];
  readonly bases: readonly PyExpr[];
  readonly keywords: readonly PyKeyword[];
  readonly body: readonly PyStmt[];
  readonly decorators: readonly PyExpr[];
}
export interface PyReturn extends Node<'Return'> {
  readonly value?: PyExpr;
}
export interface PyDelete extends Node<'Delete'> {
  readonly targets: readonly PyExpr[];
}
export interface PyAssign extends Node<'Assign'> {
  readonly targets: readonly PyExpr[];
  readonly value: PyExpr;
}
export interface PyAugAssign extends Node<'AugAssign'> {
  readonly target: PyExpr;
  readonly op: string;
  readonly value: PyExpr;
}
export interface PyAnnAssign extends Node<'AnnAssign'> {
  readonly target: PyExpr;
  readonly annotation: PyExpr;
  readonly value?: PyExpr;
}
export interface PyTypeAlias extends Node<'TypeAlias'> {
  readonly name: PyExpr;
  readonly typeParams: readonly PyExpr[];
  readonly value: PyExpr;
}
export interface PyFor extends Node<'For'> {
  readonly async: boolean;
  readonly target: PyExpr;
  readonly iter: PyExpr;
  readonly body: readonly PyStmt[];
  readonly orelse: readonly PyStmt[];
}
export interface PyWhile extends Node<'While'> {
  readonly test: PyExpr;
  readonly body: readonly PyStmt[];
  readonly orelse: readonly PyStmt[];
}
/** `elif` is an `If` alone in `orelse`, as in CPython. */
export interface PyIf extends Node<'If'> {
  readonly test: PyExpr;
  readonly body: readonly PyStmt[];
  readonly orelse: readonly PyStmt[];
}
export interface PyWith extends Node<'With'> {
  readonly async: boolean;
  readonly items: readonly PyWithItem[];
  readonly body: readonly PyStmt[];
}
export interface PyMatch extends Node<'Match'> {
  readonly subject: PyExpr;
  readonly cases: readonly PyMatchCase[];
}
export interface PyRaise extends Node<'Raise'> {
  readonly exc?: PyExpr;
  readonly cause?: PyExpr;
}
export interface PyTry extends Node<'Try'> {
  readonly body: readonly PyStmt[];
  readonly handlers: readonly PyExceptHandler[];
  readonly orelse: readonly PyStmt[];
  readonly finalbody: readonly PyStmt[];
}
export interface PyAssert extends Node<'Assert'> {
  readonly test: PyExpr;
  readonly msg?: PyExpr;
}
export interface PyImport extends Node<'Import'> {
  readonly names: readonly PyAlias[];
}
/** `level` counts the leading dots. */
export interface PyImportFrom extends Node<'ImportFrom'> {
  readonly module: string;
  readonly names: readonly PyAlias[];
  readonly level: number;
}
export interface PyGlobal extends Node<'Global'> {
  readonly names: readonly string[];
}
export interface PyNonlocal extends Node<'Nonlocal'> {
  readonly names: readonly string[];
}
export interface PyExprStmt extends Node<'Expr'> {
  readonly value: PyExpr;
}
export interface PyPass extends Node<'Pass'> {}
export interface PyBreak extends Node<'Break'> {}
export interface PyContinue extends Node<'Continue'> {}
/** A stretch that does not parse; `body` holds the statements and expressions recovered inside it. */
export interface PyError extends Node<'Error'> {
  readonly body: readonly Py[];
}

export type PyExpr =
  | PyBoolOp
  | PyNamedExpr
  | PyBinOp
  | PyUnaryOp
  | PyLambda
  | PyIfExp
  | PyDict
  | PySet
  | PyListComp
  | PySetComp
  | PyDictComp
  | PyGeneratorExp
  | PyAwait
  | PyYield
  | PyYieldFrom
  | PyCompare
  | PyCall
  | PyJoinedStr
  | PyFormattedValue
  | PyConstant
  | PyAttribute
  | PySubscript
  | PyStarred
  | PyName
  | PyList
  | PyTuple
  | PySlice
  | PyError;

export interface PyBoolOp extends Node<'BoolOp'> {
  readonly op: 'and' | 'or';
  readonly values: readonly PyExpr[];
}
export interface PyNamedExpr extends Node<'NamedExpr'> {
  readonly target: PyExpr;
  readonly value: PyExpr;
}
/** `op` as written: `+`, `**`, `//`, `@` … */
export interface PyBinOp extends Node<'BinOp'> {
  readonly left: PyExpr;
  readonly op: string;
  readonly right: PyExpr;
}
export interface PyUnaryOp extends Node<'UnaryOp'> {
  readonly op: 'not' | '-' | '+' | '~';
  readonly operand: PyExpr;
}
export interface PyLambda extends Node<'Lambda'> {
  readonly args: PyArguments;
  readonly body: PyExpr;
}
export interface PyIfExp extends Node<'IfExp'> {
  readonly test: PyExpr;
  readonly body: PyExpr;
  readonly orelse: PyExpr;
}
/** A `**spread` has an undefined key. */
export interface PyDict extends Node<'Dict'> {
  readonly keys: readonly (PyExpr | undefined)[];
  readonly values: readonly PyExpr[];
}
export interface PySet extends Node<'Set'> {
  readonly elts: readonly PyExpr[];
}
export interface PyListComp extends Node<'ListComp'> {
  readonly elt: PyExpr;
  readonly generators: readonly PyComprehension[];
}
export interface PySetComp extends Node<'SetComp'> {
  readonly elt: PyExpr;
  readonly generators: readonly PyComprehension[];
}
export interface PyDictComp extends Node<'DictComp'> {
  readonly key: PyExpr;
  readonly value: PyExpr;
  readonly generators: readonly PyComprehension[];
}
export interface PyGeneratorExp extends Node<'GeneratorExp'> {
  readonly elt: PyExpr;
  readonly generators: readonly PyComprehension[];
}
export interface PyAwait extends Node<'Await'> {
  readonly value: PyExpr;
}
export interface PyYield extends Node<'Yield'> {
  readonly value?: PyExpr;
}
export interface PyYieldFrom extends Node<'YieldFrom'> {
  readonly value: PyExpr;
}
/** `ops` as written: `==`, `not in`, `is` … */
export interface PyCompare extends Node<'Compare'> {
  readonly left: PyExpr;
  readonly ops: readonly string[];
  readonly comparators: readonly PyExpr[];
}
export interface PyCall extends Node<'Call'> {
  readonly func: PyExpr;
  readonly args: readonly PyExpr[];
  readonly keywords: readonly PyKeyword[];
}
/** An f-string, or adjacent strings of which one is an f-string: `Constant` and `FormattedValue` in order. */
export interface PyJoinedStr extends Node<'JoinedStr'> {
  readonly values: readonly PyExpr[];
}
export interface PyFormattedValue extends Node<'FormattedValue'> {
  readonly value: PyExpr;
  readonly conversion?: string;
  readonly formatSpec?: PyExpr;
}
export interface PyConstant extends Node<'Constant'> {
  readonly type: 'str' | 'bytes' | 'int' | 'float' | 'complex' | 'bool' | 'none' | 'ellipsis';
  /** str: the decoded text (adjacent strings joined); int, float: the number; bool; null for None and ellipsis; else the text. */
  readonly value: string | number | boolean | null;
  readonly text: string;
}
export interface PyAttribute extends Node<'Attribute'> {
  readonly value: PyExpr;
  readonly attr: string;
  readonly attrStart: number;
}
export interface PySubscript extends Node<'Subscript'> {
  readonly value: PyExpr;
  readonly slice: PyExpr;
}
export interface PyStarred extends Node<'Starred'> {
  readonly value: PyExpr;
}
export interface PyName extends Node<'Name'> {
  readonly id: string;
}
export interface PyList extends Node<'List'> {
  readonly elts: readonly PyExpr[];
}
export interface PyTuple extends Node<'Tuple'> {
  readonly elts: readonly PyExpr[];
}
export interface PySlice extends Node<'Slice'> {
  readonly lower?: PyExpr;
  readonly upper?: PyExpr;
  readonly step?: PyExpr;
}

export type PyPart =
  | PyArguments
  | PyArg
  | PyKeyword
  | PyAlias
  | PyWithItem
  | PyMatchCase
  | PyPattern
  | PyExceptHandler
  | PyComprehension;

/** `defaults` belong to the last of `posonlyargs` and `args`; `kwDefaults[i]` to `kwonlyargs[i]`. */
export interface PyArguments extends Node<'arguments'> {
  readonly posonlyargs: readonly PyArg[];
  readonly args: readonly PyArg[];
  readonly vararg?: PyArg;
  readonly kwonlyargs: readonly PyArg[];
  readonly kwDefaults: readonly (PyExpr | undefined)[];
  readonly kwarg?: PyArg;
  readonly defaults: readonly PyExpr[];
}
export interface PyArg extends Node<'arg'> {
  readonly arg: string;
  readonly annotation?: PyExpr;
}
/** `**spread` has no `arg`. */
export interface PyKeyword extends Node<'keyword'> {
  readonly arg?: string;
  readonly value: PyExpr;
}
export interface PyAlias extends Node<'alias'> {
  readonly name: string;
  readonly asname?: string;
}
export interface PyWithItem extends Node<'withitem'> {
  readonly contextExpr: PyExpr;
  readonly optionalVars?: PyExpr;
}
export interface PyMatchCase extends Node<'match_case'> {
  readonly pattern: PyPattern;
  readonly guard?: PyExpr;
  readonly body: readonly PyStmt[];
}
/** Match patterns, kept simple: `parts` are sub-patterns, `name` a capture, `value` an expression, `cls` a class. */
export interface PyPattern extends Node<'pattern'> {
  readonly form: 'value' | 'wildcard' | 'capture' | 'sequence' | 'mapping' | 'class' | 'star' | 'or' | 'as';
  readonly name?: string;
  readonly value?: PyExpr;
  readonly cls?: PyExpr;
  readonly parts: readonly PyPattern[];
  readonly keys?: readonly (PyExpr | string)[];
}
export interface PyExceptHandler extends Node<'ExceptHandler'> {
  readonly type?: PyExpr;
  readonly name?: string;
  readonly star: boolean;
  readonly body: readonly PyStmt[];
}
export interface PyComprehension extends Node<'comprehension'> {
  readonly async: boolean;
  readonly target: PyExpr;
  readonly iter: PyExpr;
  readonly ifs: readonly PyExpr[];
}

export interface PythonDocument {
  readonly language: 'python';
  readonly source: import('../../model/text.js').Source;
  readonly tree: PyModule;
  readonly problems: readonly import('../../model/document.js').Problem[];
}
