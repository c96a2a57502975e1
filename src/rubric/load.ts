import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '../checks/check.js';
import { checks as allChecks } from '../checks/index.js';
import type { Exam, Exercise, GivenText } from '../model/rubric.js';
import { type CompiledReview, compileLexicon, compileReview, FormError, type Lexicon } from '../review/index.js';
import { authorFile } from './author-file.js';
import type { CheckTable } from './expression.js';
import { hundredths, parseRubric } from './parse.js';
import { examSchema, type RawExam, rubricSchema } from './schema.js';
import { validate } from './validate.js';

/** An exam with all that marking it needs, compiled. */
export interface LoadedExam extends Exam {
  /** The folder of its `exam.yaml`. */
  readonly folder: string;
  readonly checks: CheckTable;
  readonly lexicon: Lexicon;
  /** By exercise. */
  readonly readings: ReadonlyMap<string, CompiledReview>;
}

/** Exams that come with the package, by id. */
export function listExams(): string[] {
  const folder = join(packageRoot(), 'exams');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((id) => existsSync(join(folder, id, 'exam.yaml'))).sort();
}

/**
 * Loads an exam of the package by its id, or any exam by the path of its folder or its `exam.yaml`.
 * @throws RubricError with file, line and column where an author's file is wrong.
 */
export function loadExam(idOrPath: string): LoadedExam {
  const path = findExam(idOrPath);
  const folder = dirname(path);
  const known = compiledData();
  const texts = new Map<string, string>();
  const read = (file: string): string => {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    texts.set(displayName(file), text);
    return text;
  };
  const raw = readData<RawExam>(path, read(path), known, () => examSchema);
  const lexicon = readLexicon(read, known, [join(packageRoot(), 'rubrics', 'lexicon'), join(folder, 'lexicon')]);
  const table: CheckTable = new Map(allChecks.map((check) => [check.kind, check as Check]));
  const readings = new Map<string, CompiledReview>();
  const exercises = raw.exercises.map((one): Exercise => {
    const file = resolve(folder, one.rubric);
    const text = read(file);
    const rubric = parseRubric(displayName(file), text, { checks: table, schema: schemaOfRubrics(), data: known.get(digestOf(text)) });
    readings.set(one.id, readingOf(file, text, () => compileReview(rubric, lexicon)));
    return { id: one.id, title: one.title, keywords: one.keywords ?? [], rubric };
  });
  return {
    id: raw.id,
    title: raw.title,
    language: raw.language,
    duration: raw.duration ?? { minimum: 0, maximum: 0 },
    passMark: hundredths(raw['pass-mark']),
    exercises,
    given: expand(folder, raw.given ?? []).map((file) => givenText(folder, file, read(file))),
    solutions: expand(folder, raw.solutions ?? []).map((file) => givenText(folder, file, read(file))),
    rubric: { version: raw.version, digest: digestOfAll(texts) },
    folder,
    checks: table,
    lexicon,
    readings,
  };
}

/** What the YAML files of exams, rubrics and the lexicon hold, by digest of their text: parsed and validated when the package was built. */
export function compileData(files: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const file of [...files].sort()) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    out[digestOf(text)] = readData(file, text, new Map(), () => schemaFor(file));
  }
  return out;
}

let rubrics: ReturnType<typeof rubricSchema> | undefined;
const schemaOfRubrics = () => (rubrics ??= rubricSchema(allChecks as readonly Check[]));

function schemaFor(file: string) {
  if (basename(file) === 'exam.yaml') return examSchema;
  return basename(dirname(file)) === 'lexicon' ? undefined : schemaOfRubrics();
}

function readData<T>(file: string, text: string, known: ReadonlyMap<string, unknown>, schema: () => ReturnType<typeof schemaFor>): T {
  const data = known.get(digestOf(text));
  if (data !== undefined) return data as T;
  const author = authorFile(displayName(file), text);
  const rules = schema();
  if (rules) for (const error of validate(author, rules)) throw error;
  return author.data as T;
}

function readingOf(file: string, text: string, compile: () => CompiledReview): CompiledReview {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw authorFile(displayName(file), text).error(error.message, error.path);
  }
}

/** The shared lexicon of the package. */
export function loadLexicon(): Lexicon {
  return readLexicon((file) => readFileSync(file, 'utf8'), compiledData(), [join(packageRoot(), 'rubrics', 'lexicon')]);
}

/** The exam with another version of one of its rubrics, told by its `exercise`; undefined where the exam has no such exercise. */
export function withRubric(exam: LoadedExam, path: string): LoadedExam | undefined {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const rubric = parseRubric(displayName(path), text, { checks: exam.checks, schema: schemaOfRubrics() });
  if (!exam.exercises.some((one) => one.id === rubric.exercise)) return undefined;
  const reading = readingOf(path, text, () => compileReview(rubric, exam.lexicon));
  return {
    ...exam,
    exercises: exam.exercises.map((one) => (one.id === rubric.exercise ? { ...one, rubric } : one)),
    readings: new Map([...exam.readings, [rubric.exercise, reading]]),
    rubric: { ...exam.rubric, digest: `${exam.rubric.digest}+${digestOf(text).slice(0, 8)}` },
  };
}

function readLexicon(read: (file: string) => string, known: ReadonlyMap<string, unknown>, folders: readonly string[]): Lexicon {
  const files = folders.filter((folder) => existsSync(folder)).flatMap((folder) => yamlFilesIn(folder));
  return compileLexicon(files.map((file) => readData<Record<string, string[]>>(file, read(file), known, () => undefined)));
}

export const yamlFilesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(folder, name));

function findExam(idOrPath: string): string {
  const shipped = join(packageRoot(), 'exams', idOrPath, 'exam.yaml');
  if (/^[\w-]+$/.test(idOrPath) && existsSync(shipped)) return shipped;
  const path = resolve(idOrPath);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'exam.yaml') : path;
  if (existsSync(file) && statSync(file).isFile()) return file;
  throw new Error(`Unknown exam \`${idOrPath}\`: expected one of ${listExams().join(', ')}, or the path of an exam.yaml`);
}

let root: string | undefined;

/** The folder that holds package.json: the same from src/ and from dist/. */
export function packageRoot(): string {
  if (root) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return (root = folder);
}

let compiled: ReadonlyMap<string, unknown> | undefined;

function compiledData(): ReadonlyMap<string, unknown> {
  if (compiled) return compiled;
  const file = join(packageRoot(), 'dist', 'compiled.json');
  const data = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  return (compiled = new Map(Object.entries(data)));
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function digestOfAll(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  // Line ends differ between checkouts; what decides a score does not.
  for (const file of [...texts.keys()].sort()) hash.update(`${file}\0${texts.get(file)?.replaceAll('\r\n', '\n')}\0`);
  return `sha256:${hash.digest('hex').slice(0, 16)}`;
}

/** A name for messages and digests that is the same on every machine. */
function displayName(file: string): string {
  const inside = relative(packageRoot(), file);
  const name = inside.startsWith('..') ? relative(process.cwd(), file) : inside;
  return name.replaceAll('\\', '/');
}

/** Files beside exam.yaml; the last part of a path may be a glob with `*`. */
function expand(folder: string, globs: readonly string[]): string[] {
  return globs.flatMap((glob) => {
    const path = join(folder, glob);
    if (!basename(path).includes('*')) return existsSync(path) ? [path] : [];
    const [head = '', ...tail] = basename(path).split('*');
    const matches = (name: string) => name.startsWith(head) && name.endsWith(tail.at(-1) ?? '');
    const within = dirname(path);
    return existsSync(within) ? readdirSync(within).filter(matches).sort().map((name) => join(within, name)) : [];
  });
}

const givenText = (folder: string, file: string, text: string): GivenText => ({
  file: relative(folder, file).replaceAll('\\', '/'),
  text,
});


/** The schemas that the package publishes for editors, by file name. */
export function publishedSchemas(): Record<string, unknown> {
  return { 'rubric.schema.json': schemaOfRubrics(), 'exam.schema.json': examSchema };
}
