#!/usr/bin/env node
// Becomes `dist/cli/index.js`: runs the bundled command with the byte code that the build kept beside it, so that starting compiles next to nothing.
// Another version of Node refuses that byte code and compiles the bundle itself: slower, never different.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

const filename = join(__dirname, 'main.cjs');
const kept = join(__dirname, 'main.cache');

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
    '--wasm-tiering-budget=2000000000',
    '--wasm-lazy-compilation',
    '--no-regexp-tier-up',
  ])
    v8.setFlagsFromString(flag);
}

script.runInThisContext()(exports, require, module, filename, __dirname);
