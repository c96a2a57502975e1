import { readdirSync, readFileSync } from 'node:fs';
import { digestOf, loadLate, prepare, preparedFor } from './prepared.js';
import { packageFile } from './root.js';

/** An author's text. */
export interface VocabularyText {
  readonly file: string;
  readonly text: string;
}

/** A list of words, parted by spaces, or turns of phrase: see rubrics/README.md. */
export type VocabularyEntry = string | Readonly<Record<string, string | readonly string[]>>;
/** By file, without its ending, and by name in it. */
export type Vocabulary = Readonly<Record<string, Readonly<Record<string, VocabularyEntry>>>>;

const FOLDER = packageFile('rubrics', 'lexicon', 'vocabulary');
let texts: readonly VocabularyText[] | undefined;
let vocabulary: Vocabulary | undefined;

/** The files that say which Spanish and English words the reader of reviews knows, whatever the exam. */
export const vocabularyTexts = (): readonly VocabularyText[] =>
  (texts ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: packageFile('rubrics', 'lexicon', 'vocabulary', name), text: textOf(name) })));

const textOf = (name: string): string =>
  readFileSync(packageFile('rubrics', 'lexicon', 'vocabulary', name), 'utf8').replace(/^\uFEFF/, '');

/** What those files hold; read at the first question, prepared by the build. */
export const loadVocabulary = (): Vocabulary =>
  (vocabulary ??= (preparedFor('yaml', digest()) as Vocabulary | undefined) ?? parsed());

/** Called by the build. */
export const prepareVocabulary = (): void => prepare('yaml', digest(), parsed());

const digest = (): string => digestOf('vocabulary', ...vocabularyTexts().map(({ text }) => text));

function parsed(): Vocabulary {
  const { parse } = loadLate('yaml') as { parse(text: string): Vocabulary[string] };
  return Object.fromEntries(
    vocabularyTexts().map(({ file, text }) => [file.replace(/^.*[\\/]|\.yaml$/g, ''), parse(text)]),
  );
}
