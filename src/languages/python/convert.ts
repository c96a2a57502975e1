import type { PyModule } from './ast.js';
import { expressionHandlers } from './expressions.js';
import type { Flat } from './flat.js';
import { grammar } from './grammar.js';
import { statementHandlers } from './statements.js';
import { type Cst, type Handler, statements } from './tree.js';

let handlers: readonly (Handler | undefined)[] | undefined;

/** The normalised tree of a whole file. */
export function moduleOf(flat: Flat): PyModule {
  handlers ??= grammar().names.map((name) => statementHandlers[name] ?? expressionHandlers[name]);
  const table = handlers;
  const cst: Cst = Object.assign(flat as Cst, { convert: (i: number) => table[cst.type[i]!]?.(cst, i) });
  return { kind: 'Module', start: 0, end: cst.text.length, body: statements(cst, 0) };
}
