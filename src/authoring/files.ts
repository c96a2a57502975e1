import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Submission } from '../model/submission.js';
import { authorFile } from '../rubric/author-file.js';
import { findExam, type LoadedExam, loadExam } from '../rubric/load.js';
import { readSubmission, submissionOf } from '../submission/read.js';
import { type Expectation, parseExpectation } from './expectation.js';
import type { Files } from './mutation-lab.js';
import type { Fixture } from './test-exam.js';

/** A file that an author wrote, with the name to print. */
export interface NamedText {
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

const shown = (path: string): string => relative(process.cwd(), path).split(sep).join('/') || path;

export const readText = (path: string): NamedText => ({ path, file: shown(path), text: readFileSync(path, 'utf8') });

/** The rubric files of an exam, or the files themselves where their paths are given. */
export function rubricFiles(examOrFiles: readonly string[]): NamedText[] {
  return examOrFiles.flatMap((one) => {
    if (/\.ya?ml$/.test(one) && basename(one) !== 'exam.yaml') return [readText(resolve(one))];
    return rubricPaths(findExam(one)).map(readText);
  });
}

/** Where an exam's rubrics are, without reading them: a mistake in one must not hide those of the others. */
function rubricPaths(exam: string): string[] {
  const { data } = authorFile(shown(exam), readFileSync(exam, 'utf8'));
  const exercises = (data as { exercises?: unknown } | null)?.exercises;
  const rubrics = Array.isArray(exercises) ? exercises.map((one) => (one as { rubric?: unknown } | null)?.rubric) : [];
  // An exam that is wrong itself is told by the loader, with the place.
  if (rubrics.length === 0 || !rubrics.every((rubric) => typeof rubric === 'string')) loadExam(exam);
  return rubrics.filter((rubric) => typeof rubric === 'string').map((rubric) => resolve(dirname(exam), rubric));
}

/** Where an exam's fixtures are: given, or `fixtures/<id>` beside the folder that holds its exam. */
export function fixturesFolder(exam: LoadedExam, given?: string): string {
  if (given) return resolve(given);
  const beside = join(dirname(dirname(exam.folder)), 'fixtures', exam.id);
  return existsSync(beside) ? beside : join(exam.folder, 'fixtures');
}

/** Every folder below that holds an `expect.yaml`, as a fixture; sorted by name. */
export async function loadFixtures(exam: LoadedExam, folder: string): Promise<Fixture[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
  const fixtures: Fixture[] = [];
  for (const name of names) {
    const expectation = join(folder, name, 'expect.yaml');
    if (!existsSync(expectation)) continue;
    const submission = await readSubmission(join(folder, name), exam);
    fixtures.push({
      name,
      submission,
      expected: parseExpectation(shown(expectation), readFileSync(expectation, 'utf8')),
    });
  }
  return fixtures;
}

/** The texts of the first fixture of kind `model`, or of the exam's first solution. */
export function modelAnswer(exam: LoadedExam, folder: string): Files {
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const expectation = join(folder, name, 'expect.yaml');
    const text = existsSync(expectation) ? readFileSync(expectation, 'utf8') : '';
    // Reading takes long; most fixtures do not even hold the word. `rubric test` says what is wrong with them.
    if (text.includes('model') && (authorFile(shown(expectation), text).data as Partial<Expectation>)?.kind === 'model')
      return filesIn(join(folder, name));
  }
  const [solution] = exam.solutions;
  return solution ? new Map([['answers.md', solution.text]]) : new Map();
}

function filesIn(folder: string): Files {
  const names = readdirSync(folder)
    .filter((name) => name !== 'expect.yaml')
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Reads texts as one hand-in. */
export function readTexts(exam: LoadedExam, files: Files): Submission {
  const bytes = [...files].map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }));
  return submissionOf({ name: 'model', files: bytes }, exam);
}

/** Writes new files; where one is there already, none is written but with `force`. Returns the names written. @throws TakenError */
export function writeNew(root: string, files: ReadonlyMap<string, string>, force = false): string[] {
  const paths = [...files].map(([name, text]) => ({ path: join(root, name), text }));
  const taken = paths.filter(({ path }) => existsSync(path)).map(({ path }) => shown(path));
  if (taken.length > 0 && !force) throw new TakenError(taken);
  return paths.map(({ path, text }) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return shown(path);
  });
}

/** Files that an author may have worked on are in the way. */
export class TakenError extends Error {
  constructor(taken: readonly string[]) {
    super(
      `${taken[0]}${taken.length > 1 ? ` and ${taken.length - 1} more` : ''} exist${taken.length > 1 ? '' : 's'} already; nothing was written`,
    );
  }
}

/** Folder of the schemas as files two folders below `root` name it, so that an editor finds them without network; else where they are published. */
export function schemasFor(root: string, published: string): string {
  const file = 'schema/rubric.schema.json';
  if (existsSync(join(root, file))) return '../../schema';
  for (let up = resolve(root), depth = 2; depth < 12; up = dirname(up), depth++) {
    const inside = join('node_modules', 'dictamen');
    if (existsSync(join(up, inside, file))) return `${'../'.repeat(depth)}node_modules/dictamen/schema`;
    if (dirname(up) === up) break;
  }
  return published;
}
