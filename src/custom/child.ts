import { readFileSync } from 'node:fs';
import { createJiti } from 'jiti';

// The child's side of a custom check: the path of the check is the argument, its input comes on standard input, its result goes to standard output.
const [path = ''] = process.argv.slice(2);
const input: unknown = JSON.parse(readFileSync(0, 'utf8'));
const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false });
const module = (await jiti.import(path)) as { check?: (input: unknown) => unknown };
if (typeof module.check !== 'function') throw new TypeError('expected an exported function `check`');
process.stdout.write(JSON.stringify((await module.check(input)) ?? null));
