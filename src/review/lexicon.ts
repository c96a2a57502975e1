import { conjugate, wish } from './conjugate.js';
import { fold, keysOf, splitCode } from './normalise.js';
import { allowance, distance } from './typo.js';

/** One file of `rubrics/lexicon/`: concepts and the phrases that name them. */
export type LexiconFile = Readonly<Record<string, readonly string[]>>;

export interface PhraseWord {
  readonly text: string;
  /** `prefix`: `param*`; `exact`: `=dato`, no stems; `number`: `#`, any number; `stem`: the word in any of its forms. */
  readonly how: 'stem' | 'exact' | 'prefix' | 'number';
}

export interface Phrase {
  readonly concept: number;
  readonly words: readonly PhraseWord[];
  /** `next`: side by side, little words between; `after`: in this order, at most four words apart (`..`); `near`: any order within six (`&`). */
  readonly gap: 'next' | 'after' | 'near';
  /** `<datos>`: the words fill their piece of a list. */
  readonly alone?: true;
}

/** Plain data in maps: it can be cloned to a worker and written to a cache. */
export interface Lexicon {
  readonly concepts: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly phrases: readonly Phrase[];
  /** Phrases by a key of their first word; prefixes by their first three letters; phrases that start with a number. */
  readonly first: ReadonlyMap<string, readonly number[]>;
  readonly prefixes: ReadonlyMap<string, readonly number[]>;
  readonly numbers: readonly number[];
  /** Words a slip of the pen may have meant, by first letter; `w*` stands for a prefix, `w!` for a cue, which only swapped letters may mean. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Words that are themselves: never taken for a slip of another. */
  readonly known: ReadonlySet<string>;
  /** Phrases from here on are the rubric's own: their words are names, whatever else they may mean. */
  readonly own?: number;
  /** Words of the rubric's own titles, examples and concepts: things of this exercise. */
  readonly home?: ReadonlySet<string>;
}

/** Concepts of this name hold cues of stance; the words of `guards` are never read as slips. */
export const CUE = 'cue-';
export const GUARDS = 'guards';
/** Little words that may stand inside a phrase. */
export const LITTLE = new Set(
  'a al an and by con de del e el en esta este for from in into is la las le lo los mas mi muy nuestro of on or our para por que se su sus the their this to un una unos with y your its it as sobre'.split(
    ' ',
  ),
);

/** Compiles the shared lexicon. Pure; later files add to the concepts of earlier ones. */
export function compileLexicon(files: readonly LexiconFile[]): Lexicon {
  const empty: Lexicon = {
    concepts: [],
    ids: new Map(),
    phrases: [],
    first: new Map(),
    prefixes: new Map(),
    numbers: [],
    targets: new Map(),
    known: new Set(),
  };
  return extendLexicon(empty, files);
}

/** The lexicon with a rubric's own concepts over it: `name+` widens a concept, `name` makes or replaces one. */
export function extendLexicon(base: Lexicon, files: readonly LexiconFile[]): Lexicon {
  const grown = {
    concepts: [...base.concepts],
    ids: new Map(base.ids),
    phrases: [...base.phrases],
    first: new Map([...base.first].map(([key, list]) => [key, [...list]])),
    prefixes: new Map([...base.prefixes].map(([key, list]) => [key, [...list]])),
    numbers: [...base.numbers],
    targets: new Map([...base.targets].map(([key, list]) => [key, [...list]])),
    known: new Set(base.known),
    aims: new Set([...base.targets.values()].flat()),
  };
  for (const file of files) {
    for (const [name, phrases] of Object.entries(file)) addConcept(grown, name, phrases);
  }
  return grown;
}

/** The lexicon of one rubric: its own phrases are names, and its words are never slips nor things of another world. */
export function atHome(lexicon: Lexicon, own: number, words: Iterable<string>): Lexicon {
  const home = new Set(words);
  return { ...lexicon, own, home, known: new Set([...lexicon.known, ...home]) };
}

/** Raised for a phrase no one could match; names the concept. */
export class LexiconError extends Error {}

type Growing = {
  concepts: string[];
  ids: Map<string, number>;
  phrases: Phrase[];
  first: Map<string, number[]>;
  prefixes: Map<string, number[]>;
  numbers: number[];
  targets: Map<string, string[]>;
  known: Set<string>;
  /** All targets, to add each once. */
  aims: Set<string>;
};

function addConcept(lexicon: Growing, written: string, phrases: readonly string[]): void {
  if (written === GUARDS) {
    for (const word of phrases) lexicon.known.add(fold(word));
    return;
  }
  const name = written.endsWith('+') ? written.slice(0, -1) : written;
  let concept = lexicon.ids.get(name);
  if (concept === undefined) {
    concept = lexicon.concepts.push(name) - 1;
    lexicon.ids.set(name, concept);
  }
  for (const phrase of phrases) {
    if (typeof phrase !== 'string' || phrase.trim() === '')
      throw new LexiconError(`concept ${name}: a phrase must be text`);
    const forms = formsOf(phrase);
    if (forms.length === 0) throw new LexiconError(`concept ${name}: "${phrase}" is no Spanish infinitive with a ~`);
    for (const form of forms) addPhrase(lexicon, concept, form, name.startsWith(CUE));
  }
}

/** `guardar~`: all that was or is done; `que guardar~`: what is wished. */
function formsOf(phrase: string): string[] {
  if (!phrase.endsWith('~')) return [phrase];
  const verb = phrase.slice(0, -1);
  return verb.startsWith('que ') ? wish(verb.slice(4)).map((form) => `que ${form}`) : conjugate(verb);
}

function addPhrase(lexicon: Growing, concept: number, phrase: string, cue: boolean): void {
  const alone = phrase.startsWith('<') && phrase.endsWith('>');
  const pieces = (alone ? phrase.slice(1, -1) : phrase).split(' ').filter(Boolean);
  let gap: Phrase['gap'] = 'next';
  const words: PhraseWord[] = [];
  for (const piece of pieces) {
    if (piece === '..') gap = 'after';
    else if (piece === '&') gap = 'near';
    else if (PLAIN.test(piece)) words.push({ text: piece, how: cue ? 'exact' : 'stem' });
    else words.push(...wordsOf(piece, cue));
  }
  if (words.length === 0) {
    throw new LexiconError(`concept ${lexicon.concepts[concept]}: nothing to match in "${phrase}"`);
  }
  index(lexicon, { concept, words, gap, ...(alone ? { alone: true } : {}) });
  if (pieces.length > 1 || words.length === 1) return;
  const joined = words.map((word) => word.text).join('');
  if (joined.length >= 6) index(lexicon, { concept, words: [{ text: joined, how: words.at(-1)!.how }], gap });
}

/** The common case: one plain lower-case word. */
const PLAIN = /^[a-z]+$/;

function wordsOf(piece: string, cue: boolean): PhraseWord[] {
  if (piece === '#') return [{ text: '#', how: 'number' }];
  const exact = piece.startsWith('=') && piece.length > 1;
  const prefix = piece.endsWith('*');
  const bare = piece.slice(exact ? 1 : 0, prefix ? -1 : undefined);
  const parts = splitCode(bare).flatMap((part) => part.split(/\.|(?<=.)\/|(?<=^\/)|[(),]/).filter(Boolean));
  const code = parts.length > 1 && /[_.(]|[a-z][A-Z]/.test(bare);
  return parts.map((part, i) => {
    const text = fold(part);
    if (prefix && i === parts.length - 1) return { text, how: 'prefix' };
    return { text, how: exact || cue || code || !/^[\p{L}\p{M}]+$/u.test(part) ? 'exact' : 'stem' };
  });
}

function index(lexicon: Growing, phrase: Phrase): void {
  const id = lexicon.phrases.push(phrase) - 1;
  for (const first of phrase.gap === 'near' ? phrase.words : phrase.words.slice(0, 1)) {
    if (first.how === 'number') lexicon.numbers.push(id);
    else if (first.how === 'prefix') put(lexicon.prefixes, first.text.slice(0, 3), id);
    else if (first.how === 'exact') put(lexicon.first, first.text, id);
    else for (const key of keysOf(first.text)) put(lexicon.first, key, id);
  }
  for (const word of phrase.words) {
    if (word.how === 'number') continue;
    lexicon.known.add(word.text);
    if (word.text.length < 5) continue;
    const cue = lexicon.concepts[phrase.concept]!.startsWith(CUE);
    const target = word.how === 'prefix' ? `${word.text}*` : cue ? `${word.text}!` : word.text;
    if (lexicon.aims.has(target)) continue;
    lexicon.aims.add(target);
    put(lexicon.targets, target[0]!, target);
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The word of the lexicon that a student most likely meant, or nothing: a word that means something itself is never mended. */
export function mended(lexicon: Lexicon, word: string): string | undefined {
  if (word.length < 5 || !/^\p{L}+$/u.test(word) || isKnown(lexicon, word)) return undefined;
  let memo = mendMemo.get(lexicon);
  if (!memo) {
    memo = new Map();
    mendMemo.set(lexicon, memo);
  }
  if (memo.has(word)) return memo.get(word);
  const found = nearest(lexicon.targets.get(word[0]!) ?? [], word);
  if (memo.size > 20_000) memo.clear();
  memo.set(word, found);
  return found;
}

const mendMemo = new WeakMap<Lexicon, Map<string, string | undefined>>();

function isKnown(lexicon: Lexicon, word: string): boolean {
  for (const key of keysOf(word)) if (lexicon.known.has(key) || lexicon.first.has(key)) return true;
  for (const id of lexicon.prefixes.get(word.slice(0, 3)) ?? []) {
    for (const part of lexicon.phrases[id]!.words) if (part.how === 'prefix' && word.startsWith(part.text)) return true;
  }
  return false;
}

function nearest(candidates: readonly string[], word: string): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const candidate of candidates) {
    const prefix = candidate.endsWith('*');
    const cue = candidate.endsWith('!');
    const target = prefix || cue ? candidate.slice(0, -1) : candidate;
    if (cue && target.length < 7 && !(target.length === word.length && isPermutation(word, target))) continue;
    if (prefix && target.length < 6) continue;
    const limit = allowance(Math.min(word.length, target.length));
    const against = prefix ? word.slice(0, target.length) : word;
    if (target.length === 5 && against.length === 5 && !isPermutation(against, target)) continue;
    const edits = distance(against, target, Math.min(limit, least - 1));
    if (edits <= limit && edits < least) {
      least = edits;
      best = target;
    }
  }
  return best;
}

/** In five letters a changed one makes another word (`sabra`, `sobra`); only swapped ones are a slip. */
function isPermutation(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}
