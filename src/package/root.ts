import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | undefined;

/** The package's own folder, the one that holds the grammars: the same from `src/`, from a module in `dist/` and from the bundled command. */
export function packageRoot(): string {
  if (root) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'grammars')) && dirname(folder) !== folder) folder = dirname(folder);
  return (root = folder);
}

/** The path of one of the package's own files. */
export const packageFile = (...parts: readonly string[]): string => join(packageRoot(), ...parts);

/** A compiled grammar, one of the package's own files. */
export const grammarFile = (name: string): Uint8Array => readFileSync(packageFile('grammars', name));

/** A file of a library, by the name under which the library publishes it. */
export const libraryFile = (name: string): Uint8Array => readFileSync(createRequire(import.meta.url).resolve(name));

/** Whether this code runs as it was built, not from its sources. */
export const isBuilt = (): boolean => fileURLToPath(import.meta.url).startsWith(join(packageRoot(), 'dist'));
