import { loadVocabulary, type VocabularyEntry } from '../../package/vocabulary.js';

/**
 * The words and turns of phrase that the reader of reviews knows, by their names in `rubrics/lexicon/vocabulary/`: `signs.spoils`
 * is the list `spoils` of signs.yaml. What stays in code beside them is grammar: closed classes of a dozen little words (articles,
 * copulas, conjunctions) that a rule of syntax is written with, and patterns of endings and marks.
 */
export interface Words {
  has(word: string): boolean;
  all(): readonly string[];
}

export interface Phrases {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
  readonly regex: RegExp;
}

/** A list of words, read when first asked. */
export function words(name: string): Words {
  declared.add(name);
  let set: ReadonlySet<string> | undefined;
  const list = (): ReadonlySet<string> => (set ??= new Set(listed(name)));
  return { has: (word) => (set ?? list()).has(word), all: () => [...list()] };
}

/** Turns of phrase, compiled when first asked. */
export function phrases(name: string, flags = ''): Phrases {
  declared.add(name);
  let regex: RegExp | undefined;
  const compiled = (): RegExp => (regex ??= new RegExp(sourceOf(entry(name)), flags));
  return {
    test: (text) => compiled().test(text),
    exec: (text) => compiled().exec(text),
    get regex() {
      return compiled();
    },
  };
}

/** What words stand for, or go with. */
export function table(name: string): () => ReadonlyMap<string, string> {
  declared.add(name);
  let map: ReadonlyMap<string, string> | undefined;
  return () => (map ??= new Map(Object.entries(entry(name)).map(([word, means]) => [word, String(means)])));
}

const declared = new Set<string>();
/** All names that the code asks for: each must be written, and nothing else. */
export const declaredNames = (): readonly string[] => [...declared].sort();

const listed = (name: string): string[] => String(entry(name)).trim().split(/\s+/);

function entry(name: string): VocabularyEntry {
  const [file = '', key = ''] = name.split('.');
  const found = loadVocabulary()[file]?.[key];
  if (found === undefined) throw new Error(`rubrics/lexicon/vocabulary/${file}.yaml has no \`${key}\``);
  return found;
}

/** Where in the text a phrase must stand. */
const PLACES: Readonly<Record<string, readonly [head: string, tail: string]>> = {
  whole: ['^', '$'],
  start: ['^', '\\b'],
  end: ['\\b', '$'],
  within: ['\\b', '\\b'],
  prefix: ['^', ''],
  opens: ['\\b', ''],
  anywhere: ['', ''],
};

/** `{whole: […], before: …, after: …, unless: …}` as the source of a regex. */
export function sourceOf(phrase: VocabularyEntry): string {
  if (typeof phrase === 'string') throw new Error(`Unexpected words "${phrase.slice(0, 20)}…", expected phrases`);
  const part = (key: string): string => ungrouped(String(phrase[key] ?? ''));
  const unless = phrase.unless === undefined ? '' : `(?!.*\\b(?:${part('unless')})\\b)`;
  return Object.entries(PLACES)
    .filter(([place]) => phrase[place] !== undefined)
    .map(([place, [head, tail]]) => {
      const any = [phrase[place] ?? []].flat().map(ungrouped).join('|');
      return `${head}${part('before')}(?:${any})${part('after')}${tail}${unless}`;
    })
    .join('|');
}

/** Groups only group. */
const ungrouped = (text: string): string =>
  text.replace(/\\.|\[[^\]]*\]|\((?!\?)/g, (found) => (found === '(' ? '(?:' : found));
