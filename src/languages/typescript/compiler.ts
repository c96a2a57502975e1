import { createRequire } from 'node:module';
import type { ts as TS } from 'ts-morph';

export type Compiler = typeof TS;

let loaded: Compiler | undefined;

/** The compiler inside ts-morph, loaded when the first file needs it: it takes longer than the rest of the program together. */
export function compiler(): Compiler {
  loaded ??= (createRequire(import.meta.url)('ts-morph') as { ts: Compiler }).ts;
  return loaded;
}
