import type { Source } from '../model/text.js';
import { apiNames, lineKeys, scanCode } from './code-shape.js';
import type { ExamIndex } from './exam-index.js';
import { labelWords } from './exam-index.js';
import { Shingles, wordsOf } from './words.js';

/** Given code and cards that the hand-in itself shows: another edition's, which the exam in hand does not know. */
export interface LocalGiven {
  readonly keys: Set<string>;
  readonly names: Set<string>;
  readonly prompts: Shingles;
  readonly texts: string[];
}

/** Whether code is the exam's own, give or take white space, comments, strings, numbers and names that it gives itself. */
export function isGivenCode(text: string, index: ExamIndex, local: LocalGiven): boolean {
  const keys = lineKeys(text);
  if (keys.every((key) => index.givenKeys.has(key) || local.keys.has(key))) return true;
  return keys.length <= 2 && isQuote(text, index, local);
}

/**
 * Whether a configuration, a Dockerfile or other text is the exam's own, or a stretch of it: there a number or a text may be all of a fix, and so may be
 * a line that was taken out. White space and comments do not count.
 */
export function isGivenText(text: string, index: ExamIndex, local: LocalGiven): boolean {
  const lines = meaningful(text);
  if (lines.length === 0) return false;
  return givenTexts(index, local).some((given) => isStretchOf(lines, meaningful(given)));
}

/** All given code, of the exam and of another edition in the hand-in. */
const givenTexts = (index: ExamIndex, local: LocalGiven): string[] =>
  [...index.exercises.values()].flatMap((one) => one.texts).concat(local.texts);

const isStretchOf = (lines: readonly string[], whole: readonly string[]): boolean =>
  `\n${whole.join('\n')}\n`.includes(`\n${lines.join('\n')}\n`);

const meaningful = (text: string): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/(?:^|\s)#.*$/, '')
        .trim()
        .replace(/[ \t]+/g, ' '),
    )
    .filter((line) => line !== '');

/** Fewer lines in common say nothing. */
const ENOUGH = 4;

/**
 * Whether code is the given code with some lines changed, added or taken out: most of it stands there word for word, and something does not. In a file
 * handed in as corrected that is a student's edit, also where it adds no name; another edition's code has other words in most of its lines.
 */
export function isEdited(text: string, index: ExamIndex, local: LocalGiven): boolean {
  const lines = meaningful(text);
  return givenTexts(index, local).some((one) => {
    const given = meaningful(one);
    const known = new Set(given);
    const same = lines.filter((line) => known.has(line));
    if (same.length < ENOUGH || same.length < lines.length * 0.6) return false;
    if (same.length < lines.length) return true;
    return lines.length >= given.length * 0.7 && !isStretchOf(lines, given);
  });
}

/** Whether each line stands, whole or in part, in some given code: a quote of the place that a remark is about. */
function isQuote(text: string, index: ExamIndex, local: LocalGiven): boolean {
  const squeeze = (code: string): string => code.replace(/[ \t]+/g, '');
  const given = givenTexts(index, local).map(squeeze);
  const lines = text
    .split('\n')
    .map(squeeze)
    .filter((line) => line !== '');
  return lines.every((line) => line.length >= 8 && given.some((code) => code.includes(line)));
}

/**
 * Whether code has nothing of a fix in it: none of the names that the official solution adds, and little that the given code lacks. Flawed code of
 * another edition is like that, whatever its model and its variables are called.
 */
export function isUnfixed(text: string, exercise: string | undefined, index: ExamIndex, local: LocalGiven): boolean {
  const names = apiNames(text);
  const ids = exercise ? [exercise] : [...index.exercises.keys()];
  return ids.some((id) => {
    const own = index.exercises.get(id);
    if (!own || own.fixes.size === 0 || names.size === 0 || doesMore(text, names, own.texts)) return false;
    let known = 0;
    for (const name of names) {
      if (own.fixes.has(name)) return false;
      if (own.given.has(name) || local.names.has(name)) known++;
    }
    return known >= names.size * 0.7 && known >= 2;
  });
}

/** A second counter, one more metric logged, an `except` where none was given: more of the same is a fix without a new name. */
function doesMore(text: string, names: ReadonlySet<string>, given: readonly string[]): boolean {
  if (given.length === 0) return false;
  const most = (word: string): number => Math.max(...given.map((one) => timesCalled(one, word)));
  // One more `print` mends nothing.
  return [...names, 'except'].some((word) => word !== 'print' && timesCalled(text, word) > most(word));
}

/** How often a name is called, or a clause of that word opens. */
const timesCalled = (text: string, word: string): number =>
  scanCode(text).tokens.filter(
    ({ kind, text: name }, i, all) =>
      kind === 'name' && name === word && (word === 'except' || all[i + 1]?.text === '('),
  ).length;

/** Whether code shows anything of a fix: what tells a correction in place from another edition's flawed code. */
export function showsFix(text: string, exercise: string | undefined, index: ExamIndex): boolean {
  const own = exercise ? index.exercises.get(exercise) : undefined;
  if (!own) return false;
  for (const name of apiNames(text)) if (own.fixes.has(name)) return true;
  return false;
}

/** Whether a card says nothing that the exam's own does not. */
export function isGivenCard(text: string, index: ExamIndex, local: LocalGiven): boolean {
  const lines = text.split('\n').filter((line) => wordsOf(line).length > 0);
  return lines.every((line) => index.prompts.has(line) || local.prompts.has(line));
}

/** Whether a card has parts that the given one lacks and the official one has. */
export function extendsCard(text: string, exercise: string | undefined, index: ExamIndex): boolean {
  const own = exercise ? index.exercises.get(exercise) : undefined;
  if (!own) return false;
  return new Set(labelWords(text).filter((word) => own.fixes.has(word))).size >= 2;
}

export const nothingGiven = (): LocalGiven => ({
  keys: new Set(),
  names: new Set(),
  prompts: new Shingles(),
  texts: [],
});

/** Whether a card has no part that the given one lacks and says hardly more: another edition's given card is like that. */
export function isUnfixedCard(text: string, exercise: string | undefined, index: ExamIndex): boolean {
  const own = exercise ? index.exercises.get(exercise) : undefined;
  const card = own?.texts.find((given) => labelWords(given).length > 0);
  if (!own || card === undefined) return false;
  const [title = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const known = new Set(wordsOf(card));
  const labels = labelWords(/^\s*#\s/.test(title) ? rest.join('\n') : text);
  return (
    labels.length > 0 && labels.every((word) => known.has(word)) && wordsOf(text).length <= wordsOf(card).length * 1.3
  );
}

/** Remembers a given text of another edition, so that it is known when it is pasted again. */
export function learnGiven(source: Source, card: boolean, local: LocalGiven): void {
  for (const line of source.text.split('\n')) local.prompts.add(line);
  local.texts.push(source.text);
  if (card) return;
  for (const key of lineKeys(source.text)) local.keys.add(key);
  for (const name of apiNames(source.text)) local.names.add(name);
}

/** Whether code repeats the official solution: most of its lines, and enough of them. */
export function isCopiedCode(text: string, index: ExamIndex): boolean {
  const keys = lineKeys(text).filter((key) => !index.givenKeys.has(key));
  if (keys.length < 6) return false;
  return keys.filter((key) => index.solutionKeys.has(key)).length >= keys.length * 0.9;
}
