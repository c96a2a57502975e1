import { infoLanguage, parseMarkdown } from '../languages/markdown/index.js';
import type { ArtefactKind, Exam, Exercise, GivenText } from '../model/rubric.js';
import { sourceOf } from '../model/text.js';
import { prepare, preparedFor } from '../package/prepared.js';
import { compileRegex, type Regex } from '../regex/regex.js';
import { apiNames, lineKeys } from './code-shape.js';
import { textOf } from './rich.js';
import { globOf, type NamedExercise, namedExercises, nameOf } from './sections.js';
import { Shingles, type ShinglesData, sentencesOf, wordsOf } from './words.js';

/** All that reading hand-ins needs to know of one exam; made once per exam. */
export interface ExamIndex {
  readonly exam: Exam;
  readonly named: readonly NamedExercise[];
  readonly prompts: Shingles;
  readonly solutions: Shingles;
  /** Keys of the lines of all given code, and of all official code. */
  readonly givenKeys: ReadonlySet<string>;
  readonly solutionKeys: ReadonlySet<string>;
  readonly exercises: ReadonlyMap<string, ExerciseIndex>;
  readonly kinds: readonly IndexedKind[];
}

export interface ExerciseIndex {
  readonly id: string;
  /** Library names in the given code. */
  readonly given: ReadonlySet<string>;
  /** Given code, one text per block or file. */
  readonly texts: readonly string[];
  /** Names that the official solution uses and the given code does not: what a fix looks like. */
  readonly fixes: ReadonlySet<string>;
  /** Words that speak of this exercise and of no other. */
  readonly words: ReadonlySet<string>;
}

export interface IndexedKind {
  readonly exercise: string;
  readonly kind: ArtefactKind;
  readonly globs: readonly RegExp[];
  readonly looks: readonly { readonly pattern: Pick<Regex, 'test'>; readonly weight: number }[];
}

const memo = new WeakMap<Exam, ExamIndex>();

/** The index of an exam. */
export function indexOf(exam: Exam): ExamIndex {
  const known = memo.get(exam);
  if (known) return known;
  const data = (preparedFor('index', exam.rubric.digest) as IndexData | undefined) ?? readTexts(exam);
  const index = indexFrom(exam, data);
  memo.set(exam, index);
  return index;
}

/** Works out beforehand what `indexOf` needs of a shipped exam; called by the build. */
export const prepareIndex = (exam: Exam): void => prepare('index', exam.rubric.digest, readTexts(exam));

/** All of the index that takes reading the exam's texts, as plain data. */
interface IndexData {
  readonly prompts: ShinglesData;
  readonly solutions: ShinglesData;
  readonly givenKeys: ReadonlySet<string>;
  readonly solutionKeys: ReadonlySet<string>;
  readonly exercises: ReadonlyMap<string, ExerciseIndex>;
  /** By exercise, kind and pattern, in the rubric's order. */
  readonly weights: readonly (readonly (readonly number[])[])[];
}

function indexFrom(exam: Exam, { weights, ...data }: IndexData): ExamIndex {
  return {
    exam,
    ...data,
    named: namedExercises(exam.exercises),
    prompts: new Shingles(data.prompts),
    solutions: new Shingles(data.solutions),
    kinds: exam.exercises.flatMap((exercise, i) =>
      exercise.rubric.artefacts.map((kind, k) => ({
        exercise: exercise.id,
        kind,
        globs: kind.files.map(globOf),
        looks: kind.looksLike.map((regex, n) => ({ pattern: lazyRegex(regex), weight: weights[i]?.[k]?.[n] ?? 0 })),
      })),
    ),
  };
}

interface CodeText {
  readonly exercise: string | undefined;
  readonly text: string;
  readonly card: boolean;
}

function readTexts(exam: Exam): IndexData {
  const named = namedExercises(exam.exercises);
  const prompts = new Shingles();
  const solutions = new Shingles();
  const given = exam.given.flatMap((text) => readGiven(text, named, prompts));
  const official = exam.solutions.flatMap((text) => readGiven(text, named, solutions));
  const code = given.filter((text) => !text.card);
  const keys = (texts: readonly CodeText[]): Set<string> => new Set(texts.flatMap(({ text }) => lineKeys(text)));
  return {
    prompts: prompts.data(),
    solutions: solutions.data(),
    givenKeys: keys(code),
    solutionKeys: keys(official.filter((text) => !text.card)),
    exercises: new Map(exam.exercises.map((exercise) => [exercise.id, exerciseIndex(exercise, exam, given, official)])),
    weights: exam.exercises.map(({ id, rubric }) =>
      rubric.artefacts.map((kind) => kind.looksLike.map((regex) => weightOf(lazyRegex(regex), id, code))),
    ),
  };
}

/** Adds a text's lines to the shingles and returns its code, with the exercise that it belongs to. */
function readGiven(text: GivenText, named: readonly NamedExercise[], shingles: Shingles): CodeText[] {
  const byFile =
    text.exercise ?? named.find((exercise) => exercise.files.some((glob) => glob.test(baseName(text.file))))?.id;
  for (const line of text.text.split('\n')) shingles.add(line);
  if (!/\.(?:md|markdown|mdx)$/i.test(text.file)) return [{ exercise: byFile, text: text.text, card: false }];
  if (byFile !== undefined) return [{ exercise: byFile, text: text.text, card: true }];
  const codes: CodeText[] = [];
  let exercise: string | undefined;
  for (const block of parseMarkdown(sourceOf(text.file, text.text)).blocks) {
    if (block.kind === 'heading') exercise = nameOf(block.text.text, named)?.exercise ?? exercise;
    else if (block.kind !== 'code' && block.kind !== 'table') addProse(textOf(block), shingles);
    if (block.kind === 'code')
      codes.push({ exercise, text: block.source.text, card: /^(?:markdown|md)$/.test(infoLanguage(block.info)) });
  }
  return codes;
}

/** A text as a whole, its lines and its sentences. */
function addProse(text: string, shingles: Shingles): void {
  shingles.add(text);
  for (const line of text.split('\n')) shingles.add(line);
  for (const { start, end } of sentencesOf(text)) shingles.add(text.slice(start, end));
}

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

function exerciseIndex(
  exercise: Exercise,
  exam: Exam,
  given: readonly CodeText[],
  official: readonly CodeText[],
): ExerciseIndex {
  const own = given.filter((text) => text.exercise === exercise.id);
  const solved = official.filter((text) => text.exercise === exercise.id);
  const names = new Set(own.filter((text) => !text.card).flatMap(({ text }) => [...apiNames(text)]));
  const fixes = new Set(
    solved
      .filter((text) => !text.card)
      .flatMap(({ text }) => [...apiNames(text)])
      .filter((name) => !names.has(name)),
  );
  const cardWords = (texts: readonly CodeText[]): Set<string> =>
    new Set(texts.filter((text) => text.card).flatMap(({ text }) => labelWords(text)));
  const known = cardWords(own);
  for (const word of cardWords(solved)) if (!known.has(word)) fixes.add(word);
  return {
    id: exercise.id,
    given: names,
    texts: own.map(({ text }) => text),
    fixes,
    words: ownWords(exercise, exam, given),
  };
}

/** Words of headings and of bold or list labels: what a document has sections about. */
export function labelWords(text: string): string[] {
  const words: string[] = [];
  for (const line of text.split('\n')) {
    const label = /^\s*(?:>\s*)?(?:#{1,6}\s+(.*)|(?:[-*+]\s+)?\*\*([^*]{2,60})\*\*)/.exec(line);
    if (label) words.push(...wordsOf(label[1] ?? label[2] ?? '').filter((word) => word.length > 3));
  }
  return words;
}

/** Words that the exercise's texts use and no other exercise's do. */
function ownWords(exercise: Exercise, exam: Exam, given: readonly CodeText[]): Set<string> {
  const mine = new Set(textWords(exercise));
  for (const code of given) if (code.exercise === exercise.id) for (const word of wordsOf(code.text)) mine.add(word);
  for (const other of exam.exercises) if (other !== exercise) for (const word of textWords(other)) mine.delete(word);
  for (const code of given) if (code.exercise !== exercise.id) for (const word of wordsOf(code.text)) mine.delete(word);
  return new Set([...mine].filter((word) => word.length > 3 && !/^\d+$/.test(word)));
}

const wordMemo = new WeakMap<Exercise, ReadonlySet<string>>();

function textWords(exercise: Exercise): ReadonlySet<string> {
  const known = wordMemo.get(exercise);
  if (known) return known;
  const texts = [exercise.id, exercise.title.es, exercise.title.en, ...exercise.keywords];
  for (const criterion of exercise.rubric.criteria) {
    texts.push(criterion.title.es, criterion.title.en);
    collectStrings([criterion.mentions], texts);
  }
  for (const kind of exercise.rubric.artefacts) texts.push(kind.title.es, kind.title.en);
  const words = new Set(texts.flatMap(wordsOf));
  wordMemo.set(exercise, words);
  return words;
}

function collectStrings(values: readonly unknown[], into: string[]): void {
  const queue: unknown[] = [...values];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (typeof value === 'string') into.push(value);
    else if (Array.isArray(value)) queue.push(...value.filter((item) => item !== undefined));
    else if (typeof value === 'object' && value !== null)
      queue.push(...Object.values(value).filter((item) => item !== undefined));
  }
}

/** A pattern that the given code of other exercises shows too says little. */
function weightOf(pattern: Pick<Regex, 'test'>, exercise: string, given: readonly CodeText[]): number {
  const showing = given.filter((text) => text.exercise !== exercise && pattern.test(text.text));
  return 1 / (1 + 2 * new Set(showing.map((text) => text.exercise)).size);
}

/** Compiled when it is first asked; one that does not compile fits nothing: `rubric lint` tells its author. */
function lazyRegex(pattern: string): { readonly test: (text: string) => boolean } {
  let compiled: Pick<Regex, 'test'> | undefined;
  return { test: (text) => (compiled ??= compile(pattern)).test(text) };
}

function compile(pattern: string): Pick<Regex, 'test'> {
  try {
    return compileRegex(pattern);
  } catch {
    return { test: () => false };
  }
}
