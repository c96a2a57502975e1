import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Check } from '../checks/check.js';
import { checks as allChecks, checksByKind } from '../checks/index.js';
import type { Exam, Exercise, GivenText, Rubric } from '../model/rubric.js';
import { clearPrepared, digestOf, prepare, preparedFor } from '../package/prepared.js';
import { packageRoot } from '../package/root.js';
import { prepareVocabulary, vocabularyTexts } from '../package/vocabulary.js';
import { cheapPatterns, knowCheap } from '../regex/regex.js';
import {
  type CompiledReview,
  compileLexicon,
  compileReview,
  compileTopics,
  FormError,
  type Lexicon,
  type Topics,
} from '../review/index.js';
import { authorFile } from './author-file.js';
import { nearestOf } from './errors.js';
import { type CheckTable, makeReady } from './expression.js';
import { hundredths, parseRubric } from './parse.js';
import { examSchema, type RawExam, rubricSchema, vocabularySchema } from './schema.js';
import { validate } from './validate.js';

/** An exam with all that marking it needs, compiled. */
export interface LoadedExam extends Exam {
  /** The folder of its `exam.yaml`. */
  readonly folder: string;
  readonly checks: CheckTable;
  readonly lexicon: Lexicon;
  /** By exercise. */
  readonly readings: ReadonlyMap<string, CompiledReview>;
  /** Of the texts that `readings` were made from. */
  readonly readingsDigest: string;
}

/** Exams that come with the package, by id. */
export function listExams(): string[] {
  const folder = join(packageRoot(), 'exams');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, 'exam.yaml')))
    .sort();
}

/**
 * Loads an exam of the package by its id, or any exam by the path of its folder or its `exam.yaml`.
 * @throws RubricError with file, line and column where an author's file is wrong.
 */
export function loadExam(idOrPath: string): LoadedExam {
  const path = findExam(idOrPath);
  const folder = dirname(path);
  const texts = new Map<string, string>();
  const read = (file: string): string => {
    const text = readAuthorText(file);
    texts.set(displayName(file), text);
    return text;
  };
  const raw = readData<RawExam>(path, read(path), () => examSchema);
  const lexicons = lexiconFiles(folder).map((file) => ({ file, text: read(file) }));
  const topicTexts = topicFiles().map((file) => ({ file, text: read(file) }));
  for (const { file, text } of vocabularyTexts()) texts.set(displayName(file), text);
  const lexicon = once(() => compileLexiconOf(lexicons));
  const topics = once(() => compileTopicsOf(topicTexts));
  const rubricTexts = raw.exercises.map((one) => {
    const file = resolve(folder, one.rubric);
    return { file, text: read(file) };
  });
  const exercises = raw.exercises.map((one, i): Exercise => {
    const { file, text } = rubricTexts[i] as AuthorText;
    const data = preparedFor('yaml', digestOf(text));
    const rubric = parseRubric(displayName(file), text, { checks: checksByKind, schema: schemaOfRubrics(), data });
    return { id: one.id, title: one.title, keywords: one.keywords ?? [], rubric };
  });
  const given = expand(folder, raw.given ?? []).map((file) => givenText(folder, file, read(file)));
  const digest = digestOf(
    ...[...lexicons, ...topicTexts, ...vocabularyTexts(), ...rubricTexts, ...given].map(({ text }) => text),
  );
  const readings =
    (preparedFor('readings', digest) as Map<string, CompiledReview> | undefined) ??
    new Map(
      exercises.map((one, i) => [
        one.id,
        readingOf(rubricTexts[i] as AuthorText, one.rubric, lexicon(), topics, given),
      ]),
    );
  knowCheap((preparedFor('regexes', digest) as ReturnType<typeof cheapPatterns> | undefined) ?? []);
  return {
    id: raw.id,
    title: raw.title,
    language: raw.language,
    duration: raw.duration ?? { minimum: 0, maximum: 0 },
    passMark: hundredths(raw['pass-mark']),
    exercises,
    given,
    solutions: expand(folder, raw.solutions ?? []).map((file) => givenText(folder, file, read(file))),
    rubric: { version: raw.version, digest: digestOfAll(texts) },
    folder,
    checks: checksByKind,
    get lexicon() {
      return lexicon();
    },
    readings,
    readingsDigest: digest,
  };
}

/** What recognising an exam needs of it: much less than marking. */
export interface ExamOutline {
  readonly id: string;
  readonly exercises: readonly { readonly id: string; readonly keywords: readonly string[] }[];
  readonly given: readonly GivenText[];
}

/** The outline of an exam, without its rubrics. */
export function outlineExam(idOrPath: string): ExamOutline {
  const path = findExam(idOrPath);
  const folder = dirname(path);
  const raw = readData<RawExam>(path, readAuthorText(path), () => examSchema);
  return {
    id: raw.id,
    exercises: raw.exercises.map((one) => ({ id: one.id, keywords: one.keywords ?? [] })),
    given: expand(folder, raw.given ?? []).map((file) => givenText(folder, file, readAuthorText(file))),
  };
}

interface AuthorText {
  readonly file: string;
  readonly text: string;
}

const readAll = (files: readonly string[]): AuthorText[] => files.map((file) => ({ file, text: readAuthorText(file) }));

const readAuthorText = (file: string): string => readFileSync(file, 'utf8').replace(/^\uFEFF/, '');

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Works out beforehand what the shipped exams need; called by the build. `files` are their YAML files. */
export function prepareExams(files: readonly string[]): void {
  clearPrepared();
  for (const file of files) {
    const text = readAuthorText(file);
    prepare(
      'yaml',
      digestOf(text),
      readData(file, text, () => schemaFor(file)),
    );
  }
  prepareVocabulary();
  const [words, topics] = [lexiconFiles(), topicFiles()].map(readAll) as [AuthorText[], AuthorText[]];
  prepare('lexicon', digestOfWords(words), compileLexiconOf(words));
  prepare('lexicon', digestOfWords(topics), compileTopicsOf(topics));
  for (const id of listExams()) {
    const exam = loadExam(id);
    prepare('readings', exam.readingsDigest, exam.readings);
    for (const { rubric } of exam.exercises) for (const { fixed } of rubric.criteria) if (fixed) makeReady(fixed);
    prepare('regexes', exam.readingsDigest, cheapPatterns());
  }
}

let rubrics: ReturnType<typeof rubricSchema> | undefined;
const schemaOfRubrics = () => (rubrics ??= rubricSchema(allChecks as readonly Check[]));

function schemaFor(file: string) {
  if (basename(file) === 'exam.yaml') return examSchema;
  const folder = basename(dirname(file));
  if (folder === 'vocabulary') return vocabularySchema;
  // Files of concepts have no schema of their own.
  return folder === 'lexicon' || folder === TOPICS || folder === FINDINGS || folder === KIN
    ? undefined
    : schemaOfRubrics();
}

function readData<T>(file: string, text: string, schema: () => ReturnType<typeof schemaFor>): T {
  // What was prepared as one kind of file is not taken for another: a rubric named as an exam is told.
  const data = schemaFor(file) === schema() ? preparedFor('yaml', digestOf(text)) : undefined;
  if (data !== undefined) return data as T;
  const author = authorFile(displayName(file), text);
  const rules = schema();
  if (rules) for (const error of validate(author, rules)) throw error;
  return author.data as T;
}

function readingOf(
  { file, text }: AuthorText,
  rubric: Rubric,
  lexicon: Lexicon,
  topics: () => Topics,
  given: readonly GivenText[],
): CompiledReview {
  try {
    return compileReview(
      rubric,
      lexicon,
      topics,
      given.map((one) => one.text),
    );
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw authorFile(displayName(file), text).error(error.message, error.path);
  }
}

/** The shared lexicon of the package. */
export const loadLexicon = (): Lexicon => compileLexiconOf(readAll(lexiconFiles()));

/** The words of software at large, which make remarks like the examples of a rubric for any subject. */
export const loadTopics = (): Topics => compileTopicsOf(readAll(topicFiles()));

const topicFiles = (): string[] =>
  [TOPICS, FINDINGS, KIN].flatMap((folder) => yamlFilesIn(join(packageRoot(), 'rubrics', 'lexicon', folder)));

const TOPICS = 'topics';
/** Whole sentences, where the topics are phrases. */
const FINDINGS = 'findings';
/** Words that are kin. */
const KIN = 'kin';

/** The package's lexicon, and the exam's own beside its `exam.yaml`. */
function lexiconFiles(exam?: string): string[] {
  const folders = [join(packageRoot(), 'rubrics', 'lexicon'), ...(exam ? [join(exam, 'lexicon')] : [])];
  return folders.filter((folder) => existsSync(folder)).flatMap((folder) => yamlFilesIn(folder));
}

const compileLexiconOf = (texts: readonly AuthorText[]): Lexicon =>
  (preparedFor('lexicon', digestOfWords(texts)) as Lexicon | undefined) ??
  compileLexicon(texts.map(({ file, text }) => readData<Record<string, string[]>>(file, text, () => undefined)));

function compileTopicsOf(texts: readonly AuthorText[]): Topics {
  const prepared = preparedFor('lexicon', digestOfWords(texts));
  if (prepared) return prepared as Topics;
  const of = (folder: string) => texts.filter(({ file }) => basename(dirname(file)) === folder);
  const data = <T>(one: AuthorText): T => readData<T>(one.file, one.text, () => undefined);
  return compileTopics(
    compileLexicon(of(TOPICS).map((one) => data(one))),
    of(FINDINGS).map((one) => data(one)),
    of(KIN).map((one) => data(one)),
  );
}

const digestOfWords = (texts: readonly AuthorText[]): string =>
  digestOf(...[...texts, ...vocabularyTexts()].map(({ text }) => text));

/** The exam with another version of one of its rubrics, told by its `exercise`; undefined where the exam has no such exercise. */
export function withRubric(exam: LoadedExam, path: string): LoadedExam | undefined {
  const text = readAuthorText(path);
  const rubric = parseRubric(displayName(path), text, { checks: exam.checks, schema: schemaOfRubrics() });
  if (!exam.exercises.some((one) => one.id === rubric.exercise)) return undefined;
  const reading = readingOf({ file: path, text }, rubric, exam.lexicon, loadTopics, exam.given);
  return {
    ...exam,
    exercises: exam.exercises.map((one) => (one.id === rubric.exercise ? { ...one, rubric } : one)),
    readings: new Map([...exam.readings, [rubric.exercise, reading]]),
    rubric: { ...exam.rubric, digest: `${exam.rubric.digest}+${digestOf(text).slice(0, 8)}` },
  };
}

const yamlFilesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));

/** The path of the `exam.yaml` of an exam given by its id (of the package, else of `./exams`) or by a path. @throws UnknownExam */
export function findExam(idOrPath: string): string {
  const shipped = join(packageRoot(), 'exams', idOrPath, 'exam.yaml');
  if (/^[\w-]+$/.test(idOrPath) && existsSync(shipped)) return shipped;
  const beside = resolve('exams', idOrPath, 'exam.yaml');
  const path =
    /^[\w-]+$/.test(idOrPath) && !existsSync(resolve(idOrPath)) && existsSync(beside) ? beside : resolve(idOrPath);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'exam.yaml') : path;
  if (existsSync(file) && statSync(file).isFile()) return file;
  throw new UnknownExam(idOrPath);
}

/** Nothing that was named is an exam: told to the person at the keyboard, no fault of ours. */
export class UnknownExam extends Error {
  readonly hint: string;

  constructor(name: string) {
    super(`there is no exam \`${name}\``);
    this.name = 'UnknownExam';
    const ids = listExams();
    const near = nearestOf(name, ids);
    this.hint = `${near ? `Did you mean \`${near}\`? ` : ''}Expected ${ids.map((id) => `\`${id}\``).join(', ')}, the name of a folder in ./exams, or the path of an exam.yaml.`;
  }
}

function digestOfAll(texts: ReadonlyMap<string, string>): string {
  // Line ends differ between checkouts; what decides a score does not.
  const parts = [...texts.keys()].sort().flatMap((file) => [file, texts.get(file)?.replaceAll('\r\n', '\n') ?? '']);
  return `sha256:${digestOf(...parts).slice(0, 16)}`;
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
    return existsSync(within)
      ? readdirSync(within)
          .filter(matches)
          .sort()
          .map((name) => join(within, name))
      : [];
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
