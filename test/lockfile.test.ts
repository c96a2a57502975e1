import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

// npm drops from the lock file what the registry could not serve on the day it was written, and `npm ci`
// then refuses the whole tree: every platform's binary has to be in it.
test('the lock file names every optional dependency of every package', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => ![`${path}/node_modules/${name}`, `node_modules/${name}`].some((at) => lock.packages[at]?.version),
    ),
  );
  expect(Object.keys(lock.packages).length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
