import type { Parser } from 'web-tree-sitter';
import { loadGrammarFile } from '../tree-sitter.js';

/** The parser of tree-sitter's Python grammar and its tables by node type id. A tree never leaves this folder. */
export interface PythonGrammar {
  readonly parser: Parser;
  /** The compiled functions behind the parser, for `cursor.ts`. */
  readonly compiled: Readonly<Record<string, unknown>>;
  /** Node type id → name; an anonymous token's name is its text. */
  readonly names: readonly string[];
  /** Node type id → how the flattening treats it: see `flat.ts`. */
  readonly skip: Uint8Array;
  readonly leaf: Uint8Array;
  readonly named: Uint8Array;
  readonly fields: Uint8Array;
  readonly punctuated: Uint8Array;
  /** Field name → field id. */
  readonly field: ReadonlyMap<string, number>;
}

/** Tree-sitter gives this id to nodes of what it could not parse. */
export const ERROR_TYPE = 65_535;

let loaded: PythonGrammar | undefined;
let loading: Promise<PythonGrammar> | undefined;

export const grammar = (): PythonGrammar => {
  if (!loaded) throw new Error('The Python grammar is not loaded: call `load()` first.');
  return loaded;
};

export async function loadGrammar(): Promise<void> {
  loading ??= readGrammar();
  loaded = await loading;
}

async function readGrammar(): Promise<PythonGrammar> {
  const { parser, grammar: language, compiled } = await loadGrammarFile('tree-sitter-python.wasm');
  const names = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? '');
  const table = (holds: (name: string, id: number) => boolean | number): Uint8Array => {
    const values = new Uint8Array(ERROR_TYPE + 1);
    for (const [id, name] of names.entries()) values[id] = Number(holds(name, id));
    return values;
  };
  const isNamed = (id: number): boolean => language.nodeTypeIsNamed(id);
  return {
    parser,
    compiled,
    names,
    named: table((_, id) => isNamed(id)),
    skip: table((name, id) => {
      if (isNamed(id)) return COMMENTS.has(name);
      if (PUNCTUATION.has(name)) return 2;
      return !MEANINGFUL.has(name);
    }),
    leaf: table((name, id) => !isNamed(id) || LEAVES.has(name)),
    fields: table((name) => !FIELDLESS.has(name)),
    punctuated: table((name) => PUNCTUATED.has(name)),
    field: new Map(language.fields.flatMap((name, id) => (name ? [[name, id] as const] : []))),
  };
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const COMMENTS = words('comment line_continuation');
/** Anonymous tokens that carry meaning. */
const MEANINGFUL: ReadonlySet<string> = new Set([
  ...words('async from __future__ _ and or not + - * / // % ** @ & | ^ << >> ~ < <= == != >= > <> in is'),
  ...words('+= -= *= /= @= //= %= **= >>= <<= &= ^= |='),
  'not in',
  'is not',
]);
/** Tokens that matter only within the nodes of `PUNCTUATED`. */
const PUNCTUATION = words(', : =');
const PUNCTUATED = words(
  'match_statement type_parameter expression_statement subscript slice tuple_pattern case_clause interpolation format_expression',
);
const LEAVES = words(
  'identifier integer float true false none ellipsis string_start string_content string_end type_conversion ' +
    'pass_statement break_statement continue_statement import_prefix wildcard_import positional_separator keyword_separator',
);
const FIELDLESS = words(
  'module block argument_list expression_list pattern_list tuple list set dictionary parenthesized_expression ' +
    'expression_statement comparison_operator_ dotted_name parameters lambda_parameters decorator string_ list_splat ' +
    'dictionary_splat concatenated_string string',
);
