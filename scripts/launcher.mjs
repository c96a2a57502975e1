#!/usr/bin/env node
// Becomes `dist/cli/index.js`: runs the bundled command with the byte code that the build kept beside it, so that starting compiles next to nothing.
// Another version of Node refuses that byte code and compiles the bundle itself: slower, never different.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, folder);
