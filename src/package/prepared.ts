import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { isBuilt, packageRoot } from './root.js';

/**
 * What the build worked out beforehand, so that starting costs neither YAML nor examples: files in `dist/prepared/`, each named by the digest of the
 * texts it was made from. A text that changed finds nothing here and is worked out again.
 */
const FOLDER = join(packageRoot(), 'dist', 'prepared');

export const digestOf = (...texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
};

/** An author's file as data · the words of all exams · what reviews are compared with · what hand-ins are compared with · regexes that cost little. */
type Kind = 'yaml' | 'lexicon' | 'readings' | 'index' | 'regexes';

/** The prepared value of these texts, or undefined. */
export function preparedFor(kind: Kind, digest: string): unknown {
  const file = fileFor(kind, digest);
  // From `src/` (tests, development) a build may be older than the code: nothing prepared is trusted there.
  if (!isBuilt() || !existsSync(file)) return undefined;
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

export function prepare(kind: Kind, digest: string, value: unknown): void {
  writeFileSync(fileFor(kind, digest), kind === 'yaml' ? JSON.stringify(value) : serialize(value));
}

const fileFor = (kind: Kind, digest: string): string =>
  join(FOLDER, `${kind}-${digest.replace(/\W/g, '-').slice(-32)}.${kind === 'yaml' ? 'json' : 'bin'}`);
