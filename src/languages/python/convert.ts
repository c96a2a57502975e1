import type { PyError, PyModule } from './ast.js';
import { expressionHandlers } from './expressions.js';
import type { Flat } from './flat.js';
import { grammar } from './grammar.js';
import { statementHandlers } from './statements.js';
import { type Cst, errorNode, errorOf, type Handler, statements } from './tree.js';

export interface Conversion {
  readonly unreadable: ReadonlyMap<number, PyError>;
  readonly report: Cst['report'];
}

const SILENT: Conversion = { unreadable: new Map(), report: () => {} };

/** The normalised tree of a whole file. */
export function moduleOf(flat: Flat, conversion: Conversion): PyModule {
  const cst = cstOf(flat, conversion);
  return { kind: 'Module', start: 0, end: cst.text.length, body: statements(cst, 0) };
}

/** What is sound in a stretch that does not parse. */
export function errorIn(flat: Flat, start: number, end: number): PyError {
  return errorNode(start, end, errorOf(cstOf(flat, SILENT), 0).body);
}

let handlers: readonly (Handler | undefined)[] | undefined;

function cstOf(flat: Flat, conversion: Conversion): Cst {
  handlers ??= grammar().names.map((name) => statementHandlers[name] ?? expressionHandlers[name]);
  const table = handlers;
  const cst: Cst = Object.assign(flat as Cst, conversion, { convert: (i: number) => table[cst.type[i]!]?.(cst, i) });
  return cst;
}
