#!/usr/bin/env node
// Becomes `dist/cli/index.js`: runs the bundled command with the byte code that the build kept beside it, so that starting compiles next to nothing.
// Another version of Node refuses that byte code and compiles the bundle itself: slower, never different.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';

const folder = dirname(fileURLToPath(import.meta.url));
const filename = join(folder, 'main.cjs');
const kept = join(folder, 'main.cache');

const script = new vm.Script(
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`,
  {
    filename,
    ...(existsSync(kept) ? { cachedData: readFileSync(kept) } : {}),
  },
);
// Most runs mark one hand-in and are over before optimised code has paid for its making: that comes later, and regexes are compiled once, not twice.
// Only where the byte code was taken: this is the engine that these were measured on.
if (script.cachedDataRejected === false) {
  for (const flag of [
    '--interrupt-budget=1000000',
    '--wasm-tiering-budget=50000000',
    '--wasm-lazy-compilation',
    '--no-regexp-tier-up',
  ])
    v8.setFlagsFromString(flag);
}

const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, folder);
