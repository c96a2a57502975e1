import { existsSync } from 'node:fs';
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

/** Whether this code runs as it was built, not from its sources. */
export const isBuilt = (): boolean => fileURLToPath(import.meta.url).startsWith(join(packageRoot(), 'dist'));
