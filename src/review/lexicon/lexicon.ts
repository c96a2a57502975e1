import { fold } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import { conjugate, wish } from './conjugate.js';
import { type Lists, listsOf, startOf } from './lists.js';
import { type Phrase, type PhraseWord, packed, readPhrase, unpacked } from './phrases.js';

/** One file of `rubrics/lexicon/`: concepts and the phrases that name them. */
export type LexiconFile = Readonly<Record<string, readonly string[]>>;

/** Plain data, loaded at every start: phrases stay packed until a text has their rarest word. */
export interface Lexicon {
  /** The lexicon that this one widens; its phrases come first. */
  readonly below?: Lexicon;
  /** All concepts, those of the lexicon below too. */
  readonly concepts: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** How many phrases there are below. */
  readonly start: number;
  readonly phrases: readonly string[];
  /** The concept of each. */
  readonly means: readonly number[];
  /** Phrases by the keys of their rarest word; where all their words are prefixes, by three letters; where all are numbers, by `#`. */
  readonly byKey: ReadonlyMap<string, number>;
  readonly byPrefix: ReadonlyMap<string, number>;
  /** The phrases themselves, under the numbers that the two lead to. */
  readonly under: Lists;
  /** Prefixes with which phrases begin, by their first three letters. */
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
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
/** Concepts of this name tell remedies apart, right, half or wrong, and name no defect. */
export const REMEDY = 'remedy-';
export const GUARDS = 'guards';
/** Little words that may stand inside a phrase. */
export const LITTLE = words('common.little');

/** Compiles the shared lexicon. Pure; later files add to the concepts of earlier ones. */
export const compileLexicon = (files: readonly LexiconFile[]): Lexicon => layer(undefined, files);

/** The lexicon with a rubric's own concepts over it: `name+` widens a concept, `name` makes or replaces one. */
export const extendLexicon = (base: Lexicon, files: readonly LexiconFile[]): Lexicon => layer(base, files);

/** The lexicon of one rubric: its own phrases are names, and its words are never slips nor things of another world. */
export function atHome(lexicon: Lexicon, own: number, words: Iterable<string>): Lexicon {
  return { ...lexicon, own, home: new Set(words) };
}

/** How many phrases a lexicon has, those below too. */
export const sizeOf = (lexicon: Lexicon): number => lexicon.start + lexicon.phrases.length;

/** How many phrases name one of these concepts. */
export function phrasesOf(lexicon: Lexicon, concepts: readonly string[]): number {
  const ids = new Set(concepts.map((name) => lexicon.ids.get(name)));
  let count = 0;
  for (let at: Lexicon | undefined = lexicon; at; at = at.below) count += at.means.filter((id) => ids.has(id)).length;
  return count;
}

/** Raised for a phrase no one could match; says which of which concept. */
export class LexiconError extends Error {
  readonly concept: string;
  readonly index: number;
  constructor(concept: string, index: number, trouble: string) {
    super(`concept ${concept}: ${trouble}`);
    this.concept = concept;
    this.index = index;
  }
}

interface Growing {
  readonly below?: Lexicon;
  concepts: string[];
  ids: Map<string, number>;
  start: number;
  phrases: string[];
  means: number[];
  byKey: Map<string, number>;
  byPrefix: Map<string, number>;
  under: Lists;
  prefixes: Map<string, string[]>;
  targets: Map<string, string[]>;
  known: Set<string>;
}

function layer(below: Lexicon | undefined, files: readonly LexiconFile[]): Lexicon {
  const lexicon: Growing = {
    ...(below ? { below } : {}),
    concepts: [...(below?.concepts ?? [])],
    ids: new Map(below?.ids),
    start: below ? sizeOf(below) : 0,
    phrases: [],
    means: [],
    byKey: new Map(),
    byPrefix: new Map(),
    under: listsOf([]),
    prefixes: new Map(),
    targets: new Map(),
    known: new Set(),
  };
  const read: Phrase[] = [];
  for (const file of files) {
    for (const [name, phrases] of Object.entries(file)) addConcept(lexicon, name, phrases, read);
  }
  indexWords(lexicon, read);
  indexPhrases(lexicon, read);
  return lexicon;
}

function addConcept(lexicon: Growing, written: string, phrases: readonly string[], read: Phrase[]): void {
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
  for (const [i, phrase] of phrases.entries()) {
    if (typeof phrase !== 'string' || phrase.trim() === '') throw new LexiconError(written, i, 'a phrase must be text');
    const before = sizeOf(lexicon);
    const forms = formsOf(phrase);
    if (forms.length === 0) throw new LexiconError(written, i, `"${phrase}" is no Spanish infinitive with a ~`);
    for (const one of forms.flatMap((form) => readPhrase(form, name.startsWith(CUE)))) {
      read.push(one);
      lexicon.phrases.push(packed(one));
      lexicon.means.push(concept);
    }
    if (sizeOf(lexicon) === before) throw new LexiconError(written, i, `nothing to match in "${phrase}"`);
    // The infinitive is no slip of one of its forms.
    if (phrase.endsWith('~')) lexicon.known.add(phrase.slice(phrase.lastIndexOf(' ') + 1, -1));
  }
}

/** `guardar~`: all that was or is done; `que guardar~`: what is wished. */
function formsOf(phrase: string): string[] {
  if (!phrase.endsWith('~')) return [phrase];
  const verb = phrase.slice(0, -1);
  return verb.startsWith('que ') ? wish(verb.slice(4)).map((form) => `que ${form}`) : conjugate(verb);
}

/** What slips may have meant, and what is no slip. */
function indexWords(lexicon: Growing, read: readonly Phrase[]): void {
  const aims = new Set<string>();
  for (let below = lexicon.below; below; below = below.below)
    for (const list of below.targets.values()) for (const target of list) aims.add(target);
  for (const [i, phrase] of read.entries()) {
    const cue = lexicon.concepts[lexicon.means[i]!]!.startsWith(CUE);
    for (const first of phrase.gap === 'near' ? phrase.words : phrase.words.slice(0, 1)) {
      for (const key of first.keys) lexicon.known.add(key);
      if (first.how !== 'prefix') continue;
      for (const word of phrase.words)
        if (word.how === 'prefix') put(lexicon.prefixes, first.text.slice(0, 3), word.text);
    }
    for (const { text, how } of phrase.words) {
      if (how === 'number') continue;
      lexicon.known.add(text);
      const target = how === 'prefix' ? `${text}*` : cue ? `${text}!` : text;
      if (text.length < 5 || aims.has(target)) continue;
      aims.add(target);
      put(lexicon.targets, target[0]!, target);
    }
  }
}

function indexPhrases(lexicon: Growing, read: readonly Phrase[]): void {
  const uses = new Map<string, number>();
  for (const { words } of read)
    for (const { keys } of words) for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  const usesOf = ({ keys }: PhraseWord): number => Math.max(...keys.map((key) => uses.get(key) ?? 0));
  const lists: number[][] = [];
  const list = (map: Map<string, number>, key: string, id: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, lists.push([id]) - 1);
    else lists[known]!.push(id);
  };
  for (const [i, { words }] of read.entries()) {
    const id = lexicon.start + i;
    const keyed = words.filter((word) => word.keys.length > 0);
    const prefix = words.find((word) => word.how === 'prefix' && word.text.length >= 3);
    if (keyed.length > 0) {
      const rarest = keyed.reduce((best, word) => (usesOf(word) < usesOf(best) ? word : best));
      for (const key of rarest.keys) list(lexicon.byKey, key, id);
    } else if (prefix) list(lexicon.byPrefix, prefix.text.slice(0, 3), id);
    else list(lexicon.byKey, '#', id);
  }
  lexicon.under = listsOf(lists);
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A phrase with its concept, unpacked once. */
export interface Entry extends Phrase {
  readonly id: number;
  readonly concept: string;
}

/** What a text has: words by key, the first three letters of its words, numbers. */
export interface Found {
  readonly byKey: ReadonlyMap<string, unknown>;
  readonly byPrefix: ReadonlyMap<string, unknown>;
  readonly numbers: readonly unknown[];
}

/** The phrases whose rarest word a text has: hundreds, where many thousands begin with one of its words. */
export function entriesUnder(lexicon: Lexicon, { byKey, byPrefix, numbers }: Found): Entry[] {
  const out: Entry[] = [];
  for (let layer: Lexicon | undefined = lexicon; layer; layer = layer.below) {
    const book = bookOf(layer);
    const round = ++book.round;
    const { under } = layer;
    const add = (list: number | undefined): void => {
      if (list === undefined) return;
      for (let at = startOf(under, list); at < under.ends[list]!; at++) {
        const i = under.all[at]! - book.start;
        // A word of several keys leads to its phrases more than once.
        if (book.seen[i] === round) continue;
        book.seen[i] = round;
        out.push((book.entries[i] ??= unpack(book, i)));
      }
    };
    for (const key of byKey.keys()) add(layer.byKey.get(key));
    for (const letters of byPrefix.keys()) add(layer.byPrefix.get(letters));
    if (numbers.length > 0) add(layer.byKey.get('#'));
  }
  return out;
}

/** The unpacked phrases of one layer. */
interface Book {
  readonly layer: Lexicon;
  readonly start: number;
  readonly entries: (Entry | undefined)[];
  readonly seen: Uint32Array;
  round: number;
}

const books = new WeakMap<readonly string[], Book>();

function bookOf(layer: Lexicon): Book {
  let book = books.get(layer.phrases);
  if (!book) {
    book = { layer, start: layer.start, entries: [], seen: new Uint32Array(layer.phrases.length), round: 0 };
    books.set(layer.phrases, book);
  }
  return book;
}

/** Written out, not spread: these are read for every text, and one shape is read quickest. */
function unpack({ layer, start }: Book, i: number): Entry {
  const { words: parts, gap, alone } = unpacked(layer.phrases[i]!);
  return { words: parts, gap, alone, id: start + i, concept: layer.concepts[layer.means[i]!]! };
}
