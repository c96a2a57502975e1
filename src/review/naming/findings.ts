import { type Lexicon, LITTLE } from '../lexicon/lexicon.js';
import { unpacked } from '../lexicon/phrases.js';
import { keysOf, tokenise } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import { compileKin, type Kin, type KinFile, kinOf } from './kin.js';
import { type Cure, curesIn, flatCures, type KnownCures } from './known-cures.js';

/**
 * One file of `rubrics/lexicon/findings/`: a fault of software at large, and what reviewers say of it, in any words; after ✓ what mends it,
 * after ✗ what only looks so.
 */
export type FindingsFile = Readonly<Record<string, string>>;

/**
 * Faults of software at large as bags of words: how much each word points at which. It tells that two sentences without a word in
 * common speak of the same matter. Plain data in flat arrays: it is loaded at every start.
 */
export interface Findings {
  /** Number of the word that a key stands for, and of the word that a prefix (`alert*`) stands for. */
  readonly names: ReadonlyMap<string, number>;
  readonly prefixes: ReadonlyMap<string, number>;
  readonly kin: Kin;
  readonly count: number;
  /** The findings of word `n` are those from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Uint32Array;
  readonly of: Uint16Array;
  readonly cures: KnownCures;
}

/** What software at large is told by: phrases of topics, and findings in whole sentences. */
export interface Topics {
  readonly lexicon: Lexicon;
  readonly findings: Findings;
}

/** Joins the topics of a lexicon with findings told in sentences and words that are kin. Pure. */
export function compileTopics(
  lexicon: Lexicon,
  files: readonly FindingsFile[],
  kinFiles: readonly KinFile[] = [],
): Topics {
  const vocabulary = vocabularyOf(lexicon);
  const kin = compileKin(kinFiles, vocabulary.next);
  const told = new Map<string, Set<number>>();
  const add = (finding: string, word: string, isPrefix = false): void => {
    if (isEmpty(word)) return;
    const own = told.get(finding) ?? new Set<number>();
    told.set(finding, own.add(vocabulary.nameOf(word, isPrefix)));
    for (const one of kinOf(kin, word)) own.add(one);
  };
  for (const [i, phrase] of lexicon.phrases.entries()) {
    const topic = lexicon.concepts[lexicon.means[i]!]!;
    if (topic.startsWith('t-'))
      for (const { text, how } of unpacked(phrase).words) if (how !== 'number') add(topic, text, how === 'prefix');
  }
  const cures = new Map<string, Cure[]>();
  for (const file of files)
    for (const [finding, text] of Object.entries(file)) {
      for (const { kind, word } of tokenise(text).tokens) if (kind === 'word') add(finding, word);
      const own = curesIn(text).map(({ text: said, mends }) => ({
        mends,
        words: wordsIn(said).map((word) => vocabulary.nameOf(word, false)),
      }));
      cures.set(finding, [...(cures.get(finding) ?? []), ...own.filter(({ words: all }) => all.length > 0)]);
    }
  const { names, prefixes } = vocabulary;
  const flat = flatCures(Array.from(told.keys(), (finding) => cures.get(finding) ?? []));
  return {
    lexicon,
    findings: { names, prefixes, kin, cures: flat, ...postingsOf([...told.values()], vocabulary.size()) },
  };
}

/** The words of a text that say something, each once. */
function wordsIn(text: string): string[] {
  return [
    ...new Set(tokenise(text).tokens.flatMap(({ kind, word }) => (kind === 'word' && !isEmpty(word) ? [word] : []))),
  ];
}

/** Words that say nothing of any matter. */
export const isEmpty = (word: string): boolean => word.length < 2 || LITTLE.has(word) || STOP.has(word);

const STOP = words('common.stop');

/** All forms of a word, and the words that both languages have for a thing (`w-…`), are one. */
function vocabularyOf(lexicon: Lexicon) {
  const names = new Map<string, number>();
  const prefixes = new Map<string, number>();
  const groups = new Map<string, number>();
  let size = 0;
  for (const [i, phrase] of lexicon.phrases.entries()) {
    const group = lexicon.concepts[lexicon.means[i]!]!;
    const [word, ...more] = unpacked(phrase).words;
    if (!group.startsWith('w-') || !word || more.length > 0) continue;
    const name = groups.get(group) ?? size++;
    groups.set(group, name);
    if (word.how === 'prefix') prefixes.set(word.text, name);
    else for (const key of word.keys) if (!names.has(key)) names.set(key, name);
  }
  const grouped = new Map(prefixes);
  const nameOf = (word: string, isPrefix: boolean): number => {
    const keys = keysOf(word);
    const known = keys.map((key) => names.get(key)).find((one) => one !== undefined) ?? byPrefix(grouped, word);
    const name = known ?? size++;
    for (const key of keys) if ((key.length >= 4 || key === word) && !names.has(key)) names.set(key, name);
    if (isPrefix && !prefixes.has(word)) prefixes.set(word, name);
    return name;
  };
  return { names, prefixes, nameOf, next: () => size++, size: () => size };
}

/** The number of a word, by any of its forms or the longest prefix that it begins with. */
export function numberOf({ names, prefixes }: Pick<Findings, 'names' | 'prefixes'>, word: string): number | undefined {
  for (const key of keysOf(word)) {
    const name = names.get(key);
    if (name !== undefined) return name;
  }
  return byPrefix(prefixes, word);
}

function byPrefix(prefixes: ReadonlyMap<string, number>, word: string): number | undefined {
  for (let length = Math.min(word.length, LONGEST); length >= 3; length--) {
    const name = prefixes.get(word.slice(0, length));
    if (name !== undefined) return name;
  }
  return undefined;
}

const LONGEST = 20;

/** For each word, the findings that have it. */
function postingsOf(findings: readonly ReadonlySet<number>[], size: number) {
  const lists = Array.from({ length: size }, (): number[] => []);
  for (const [finding, own] of findings.entries()) for (const name of own) lists[name]!.push(finding);
  const starts = new Uint32Array(size + 1);
  for (const [name, list] of lists.entries()) starts[name + 1] = starts[name]! + list.length;
  return { count: findings.length, starts, of: Uint16Array.from(lists.flat()) };
}
