import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

/**
 * What the build worked out beforehand, so that starting costs neither YAML nor examples: files in `dist/prepared/`, each named by the digest of the
 * texts it was made from. A text that changed finds nothing here and is worked out again.
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, '..', 'prepared');
// From `src/` (tests, development) a build may be older than the code: nothing prepared is trusted there.
const isBuilt = /[\\/]dist[\\/]rubric$/.test(HERE);

export const digestOf = (...texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
};

/** The prepared value of these texts, or undefined. */
export function preparedFor(kind: 'yaml' | 'readings', digest: string): unknown {
  const file = fileFor(kind, digest);
  if (!isBuilt || !existsSync(file)) return undefined;
  try {
    const bytes = readFileSync(file);
    return kind === 'yaml' ? JSON.parse(bytes.toString('utf8')) : deserialize(bytes);
  } catch {
    // Written by a Node whose format this one does not know: worked out again.
    return undefined;
  }
}

const require = createRequire(import.meta.url);

/** A library that only texts without a prepared value need; loading it takes longer than marking a hand-in. */
export const loadLate = (name: string): unknown => require(name);

/** Called by the build: forgets what an earlier one prepared. */
export function clearPrepared(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

export function prepare(kind: 'yaml' | 'readings', digest: string, value: unknown): void {
  writeFileSync(fileFor(kind, digest), kind === 'yaml' ? JSON.stringify(value) : serialize(value));
}

const fileFor = (kind: 'yaml' | 'readings', digest: string): string =>
  join(FOLDER, `${digest.slice(0, 32)}.${kind === 'yaml' ? 'json' : 'bin'}`);
