import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checks } from '../checks/index.js';
import { packageRoot } from '../package/root.js';
import { authorFile } from '../rubric/author-file.js';
import { examSchema, rubricSchema } from '../rubric/schema.js';
import { fixtureSchema } from './expectation.js';
import { reference } from './reference.js';

/** The reference of this package: what `rubrics/reference.md` holds. */
export function packageReference(): string {
  return reference({
    rubric: rubricSchema(checks),
    exam: examSchema,
    fixture: fixtureSchema,
    checks,
    lexicon: lexiconFiles(join(packageRoot(), 'rubrics', 'lexicon')).map(lexiconFile),
  });
}

function lexiconFile(path: string) {
  const table = authorFile(path, readFileSync(path, 'utf8')).data as Record<string, string[]>;
  return { title: basename(path), concepts: table };
}

const lexiconFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
