import { keysOf, ownString, type Token } from '../text/normalise.js';
import { CUE, type Entry, entriesUnder, type Lexicon, LITTLE } from './lexicon.js';
import type { Phrase, PhraseWord } from './phrases.js';
import { isWord, mended } from './slips.js';

/** A concept found in a text: at which tokens, and how sure the reading of the words is. */
export interface Hit {
  readonly concept: string;
  /** Indexes of the tokens that named it. */
  readonly at: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly typo: boolean;
  readonly code: boolean;
  /** Named by a phrase of several words that the rubric itself brings. */
  readonly ours: boolean;
}

/**
 * All concepts and cues that a text names. A phrase inside a longer one is not a hit of its own; a concept that the rubric
 * does not use never takes words from one that it does.
 */
export function findConcepts(
  lexicon: Lexicon,
  tokens: readonly Token[],
  used?: ReadonlySet<string>,
): { hits: Hit[]; cues: Hit[]; mended: ReadonlyMap<number, string> } {
  const reading = readKeys(lexicon, tokens);
  const places = placesOf(tokens, reading.keys);
  const matches: { hit: Hit; id: number; rank: number }[] = [];
  for (const entry of entriesUnder(lexicon, places)) {
    if (!hasWords(entry, places)) continue;
    for (const i of startsOf(entry, places)) {
      const at = matchPhrase(entry, i, tokens, reading.keys);
      if (!at || isQuoted(at, tokens, entry.concept) || (entry.alone && !isAlone(at, tokens))) continue;
      const hit = hitOf(lexicon, entry, at, tokens, reading.mended);
      matches.push({ hit, id: entry.id, rank: rankOf(entry, reading.keys[i]!) });
    }
  }
  matches.sort((a, b) => a.hit.from - b.hit.from || a.rank - b.rank || a.id - b.id);
  const found = matches.map((match) => match.hit);
  const longest = withoutInner(found, tokens, used);
  const names = namesOf(longest, tokens);
  const isName = (hit: Hit): boolean =>
    hit.at.every((i) => names.coded.has(i) || (names.ours.has(i) && DEEDS.has(hit.concept)));
  return {
    hits: longest.filter((hit) => !hit.concept.startsWith(CUE)),
    cues: longest
      .filter((hit) => hit.concept.startsWith(CUE) && !isName(hit))
      .sort((a, b) => a.from - b.from || b.to - a.to),
    mended: reading.mended,
  };
}

/** Verbs that a rubric may have as keywords; that a thing is not there stays said, even inside a phrase. */
const DEEDS = new Set(
  ['want', 'present', 'verb', 'unwanted', 'replace', 'with', 'so', 'ask'].map((name) => `${CUE}${name}`),
);

/** Tokens that are names here and no cues: words of the rubric's own phrases, and `None` or `set` where it is code. */
function namesOf(hits: readonly Hit[], tokens: readonly Token[]): { ours: Set<number>; coded: Set<number> } {
  const coded = new Set<number>();
  const prose = tokens.some((token) => token.kind === 'word' && !token.code);
  for (const [i, { code, part, kind }] of tokens.entries()) if (prose && code && !part && kind === 'word') coded.add(i);
  return { ours: new Set(hits.filter((hit) => hit.ours).flatMap((hit) => hit.at)), coded };
}

type Keys = readonly string[];

/** Where the words of a text stand, by each of their keys and by their first three letters. */
interface Places {
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  readonly byPrefix: ReadonlyMap<string, readonly number[]>;
  readonly numbers: readonly number[];
}

function placesOf(tokens: readonly Token[], keys: readonly Keys[]): Places {
  const byKey = new Map<string, number[]>();
  const byPrefix = new Map<string, number[]>();
  const numbers: number[] = [];
  for (const [i, { kind }] of tokens.entries()) {
    if (kind === 'number') numbers.push(i);
    for (const key of keys[i]!) {
      put(byKey, key, i);
      if (key.length >= 3 && kind !== 'mark') put(byPrefix, key.slice(0, 3), i);
    }
  }
  return { byKey, byPrefix, numbers };
}

function put(map: Map<string, number[]>, key: string, i: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [i]);
  else if (list.at(-1) !== i) list.push(i);
}

/** Asked of hundreds of phrases for every text: whether all their words stand in it somewhere. */
function hasWords({ words }: Phrase, { byKey, numbers }: Places): boolean {
  if (words.length === 1) return true;
  for (const { how, keys } of words) {
    if (how === 'prefix') continue;
    if (how === 'number' ? numbers.length === 0 : !hasAny(keys, byKey)) return false;
  }
  return true;
}

function hasAny(keys: Keys, byKey: Places['byKey']): boolean {
  for (const key of keys) if (byKey.has(key)) return true;
  return false;
}

/** Where a phrase may begin. */
function startsOf({ words, gap }: Phrase, places: Places): readonly number[] {
  if (gap !== 'near') return placesOfWord(words[0]!, places);
  return [...new Set(words.flatMap((word) => placesOfWord(word, places)))];
}

const NOWHERE: readonly number[] = [];

function placesOfWord({ how, text, keys }: PhraseWord, { byKey, byPrefix, numbers }: Places): readonly number[] {
  if (how === 'number') return numbers;
  if (how === 'prefix') return byPrefix.get(text.slice(0, 3)) ?? NOWHERE;
  let out = NOWHERE;
  for (const key of keys) {
    const places = byKey.get(key);
    if (!places || (places.length === 1 && out.length === 1 && places[0] === out[0])) continue;
    out = out === NOWHERE ? places : [...new Set([...out, ...places])];
  }
  return out;
}

/** Of two phrases that begin at one word, the one found by its plainest key comes first. */
function rankOf({ words, gap }: Phrase, keys: Keys): number {
  const ranks = (gap === 'near' ? words : words.slice(0, 1)).map(({ how, text, keys: own }) => {
    if (how === 'number') return -1;
    const at =
      how === 'prefix'
        ? keys.findIndex((key) => key.startsWith(text.slice(0, 3)))
        : keys.findIndex((key) => own.includes(key));
    return at < 0 ? Number.POSITIVE_INFINITY : how === 'prefix' ? 2 * at + 1 : 2 * at;
  });
  return Math.min(...ranks);
}

/** A word inside a string of quoted code says nothing about the code; nor is it a cue, nor part of a compound name a cue. */
function isQuoted(at: readonly number[], tokens: readonly Token[], concept: string): boolean {
  if (concept.startsWith(CUE)) return at.every((i) => tokens[i]!.literal || (tokens[i]!.part && at.length === 1));
  return at.length < 2 && at.every((i) => tokens[i]!.literal && tokens[i]!.code);
}

/** Nothing but little words between it and the marks or joining words of its list. */
function isAlone(at: readonly number[], tokens: readonly Token[]): boolean {
  const edge = (start: number, step: number): boolean => {
    for (let i = start; ; i += step) {
      const token = tokens[i];
      if (token === undefined || token.kind === 'mark' || JOINING.has(token.word)) return true;
      if (!LITTLE.has(token.word)) return false;
    }
  };
  return edge(at[0]! - 1, -1) && edge(at.at(-1)! + 1, 1);
}

const JOINING = new Set('y e o u and or ni nor falta faltan missing sin no'.split(' '));

function readKeys(lexicon: Lexicon, tokens: readonly Token[]): { keys: Keys[]; mended: Map<number, string> } {
  const fixed = new Map<number, string>();
  const keys = tokens.map(({ word, kind }, i): Keys => {
    if (kind !== 'word') return [word];
    const read = readWord(lexicon, word);
    if (read.mend !== undefined) fixed.set(i, read.mend);
    return read.keys;
  });
  return { keys, mended: fixed };
}

/** Under which keys a lexicon looks a word up, and for which other word it takes it. */
interface WordReading {
  readonly keys: Keys;
  readonly mend?: string;
}

function readWord(lexicon: Lexicon, word: string): WordReading {
  let memo = wordMemo.get(lexicon);
  if (!memo || memo.size > 10_000) {
    memo = new Map();
    wordMemo.set(lexicon, memo);
  }
  let read = memo.get(word);
  if (!read) {
    const own = ownString(word);
    const verb = withoutClitic(lexicon, own);
    const mend = verb ? undefined : mended(lexicon, own);
    const meant = verb ?? mend;
    const keys = meant ? [...keysOf(own), ...keysOf(meant), `!${meant}`] : keysOf(own);
    read = mend ? { keys, mend } : { keys };
    memo.set(own, read);
  }
  return read;
}

const wordMemo = new WeakMap<Lexicon, Map<string, WordReading>>();

/** "quitarlos" → "quitar", "ponele" → "pone": a verb of the lexicon with its object tied to it, where the whole is no word of it. */
function withoutClitic(lexicon: Lexicon, word: string): string | undefined {
  const verb = CLITIC.exec(word)?.[1];
  return verb !== undefined && isWord(lexicon, verb) && !isWord(lexicon, word) ? verb : undefined;
}

const CLITIC = /^([a-zñ]{3,}(?:[aei]r|ndo|[ae]))(?:l[aoe]s?|sel[ao]s?)$/;

/** The tokens at which a phrase that starts at `i` is found. */
function matchPhrase(phrase: Phrase, i: number, tokens: readonly Token[], keys: readonly Keys[]): number[] | undefined {
  if (phrase.gap === 'near') return matchNear(phrase.words, i, tokens, keys);
  if (!matchWord(phrase.words[0]!, tokens[i]!, keys[i]!)) return undefined;
  const at = [i];
  let j = i + 1;
  // `y_test` is not "y que el test".
  const isTight = ANDS.has(phrase.words[0]!.text);
  for (let w = 1; w < phrase.words.length; w++) {
    const word = phrase.words[w]!;
    const reach = phrase.gap === 'after' ? j + 5 : isTight ? j + 1 : j + 3;
    let found = -1;
    for (let k = j; k < tokens.length && k < reach; k++) {
      if (matchWord(word, tokens[k]!, keys[k]!)) {
        found = k;
        break;
      }
      const { word: between } = tokens[k]!;
      // "signature y parámetros" are two things.
      if (phrase.gap === 'next' ? (!LITTLE.has(between) && between !== '/') || ANDS.has(between) : STRONG.has(between))
        break;
    }
    if (found < 0) return undefined;
    at.push(found);
    j = found + 1;
  }
  return at;
}

function matchNear(
  words: readonly PhraseWord[],
  i: number,
  tokens: readonly Token[],
  keys: readonly Keys[],
): number[] | undefined {
  const at: number[] = [];
  for (const word of words) {
    let found = -1;
    for (let k = i; k < tokens.length && k < i + 7; k++) {
      if (k > i && STRONG.has(tokens[k]!.word)) break;
      if (!at.includes(k) && matchWord(word, tokens[k]!, keys[k]!)) {
        found = k;
        break;
      }
    }
    if (found < 0) return undefined;
    at.push(found);
  }
  at.sort((a, b) => a - b);
  return at[0] === i ? at : undefined;
}

const ANDS = new Set(['y', 'and']);
const STRONG = new Set(['.', ';', '!', '?', '->', '|']);

function matchWord(word: PhraseWord, token: Token, keys: Keys): boolean {
  if (word.how === 'number') return token.kind === 'number';
  if (word.how === 'prefix') return token.word.startsWith(word.text) || keys.some((key) => key.startsWith(word.text));
  if (word.how === 'exact') return token.word === word.text || keys.includes(`!${word.text}`);
  for (const key of keys) if (word.keys.includes(key)) return true;
  return false;
}

function hitOf(
  lexicon: Lexicon,
  { id, concept }: Entry,
  at: readonly number[],
  tokens: readonly Token[],
  fixed: ReadonlyMap<number, string>,
): Hit {
  return {
    concept,
    at,
    from: at[0]!,
    to: at.at(-1)! + 1,
    typo: at.some((i) => fixed.has(i)),
    code: at.every((i) => tokens[i]!.code),
    ours: lexicon.own !== undefined && id >= lexicon.own && !concept.startsWith(CUE),
  };
}

/** A compound name is one thing even where nothing uses it: `log_metric` does not speak of metrics. */
function isCompound(hit: Hit, tokens: readonly Token[]): boolean {
  return hit.at.every((i) => tokens[i]!.part);
}

/** Longest reading wins; a concept counts once per place. Hits wholly inside a string literal need two words. */
function withoutInner(found: readonly Hit[], tokens: readonly Token[], used: ReadonlySet<string> | undefined): Hit[] {
  const counts = (hit: Hit): boolean => used === undefined || used.has(hit.concept) || hit.concept.startsWith(CUE);
  const sorted = [...found].sort((a, b) => b.at.length - a.at.length || a.from - b.from || a.to - b.to);
  const owners = new Map<number, Hit[]>();
  const kept: Hit[] = [];
  for (const hit of sorted) {
    const bigger = owners.get(hit.at[0]!) ?? [];
    const inner = bigger.some((other) => {
      if (!hit.at.every((i) => other.at.includes(i))) return false;
      if (other.at.length > hit.at.length) return counts(other) || !counts(hit) || isCompound(other, tokens);
      return other.concept === hit.concept;
    });
    if (inner) continue;
    kept.push(hit);
    for (const i of hit.at) {
      const own = owners.get(i);
      if (own) own.push(hit);
      else owners.set(i, [hit]);
    }
  }
  return kept.sort((a, b) => a.from - b.from || a.to - b.to);
}
