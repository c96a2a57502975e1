import { keysOf } from '../text/normalise.js';
import { allowance, distance } from '../text/typo.js';
import type { Lexicon } from './lexicon.js';

/** The word of the lexicon that a student most likely meant, or nothing: a word that means something itself is never mended. */
export function mended(lexicon: Lexicon, word: string): string | undefined {
  if (word.length < 5 || !/^\p{L}+$/u.test(word) || isKnown(lexicon, word)) return undefined;
  return nearest(lexicon, word);
}

/** Whether phrases or guards have this very word. */
export function isWord(lexicon: Lexicon, word: string): boolean {
  for (let at: Lexicon | undefined = lexicon; at; at = at.below)
    if (at.known.has(word) || at.home?.has(word)) return true;
  return false;
}

function isKnown(lexicon: Lexicon, word: string): boolean {
  const keys = keysOf(word);
  for (let at: Lexicon | undefined = lexicon; at; at = at.below) {
    for (const key of keys) if (at.known.has(key) || at.home?.has(key)) return true;
    for (const prefix of at.prefixes.get(word.slice(0, 3)) ?? []) if (word.startsWith(prefix)) return true;
  }
  return false;
}

/** The lexicon below is asked first: of two words as near, the one that all rubrics share is meant. */
function nearest(lexicon: Lexicon, word: string): string | undefined {
  let best: string | undefined;
  let least = 3;
  const own = lettersOf(word);
  for (const { text, prefix, cue, letters } of aimsOf(lexicon, word[0]!, word.length)) {
    if (cue && text.length < 7 && !(text.length === word.length && isPermutation(word, text))) continue;
    const limit = allowance(Math.min(word.length, text.length));
    if (isMore(letters & ~own, limit) || (!prefix && isMore(own & ~letters, limit))) continue;
    const against = prefix ? word.slice(0, text.length) : word;
    if (text.length === 5 && against.length === 5 && !isPermutation(against, text)) continue;
    const edits = distance(against, text, Math.min(limit, least - 1));
    if (edits <= limit && edits < least) {
      least = edits;
      best = text;
    }
  }
  return best;
}

interface Aim {
  readonly text: string;
  readonly prefix: boolean;
  readonly cue: boolean;
  readonly letters: number;
}

/** The letters of a word, a bit for each: a slip brings in one that the other has not, at most. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function isMore(letters: number, limit: number): boolean {
  let left = letters;
  for (let i = 0; i < limit; i++) left &= left - 1;
  return left !== 0;
}

/** What a word of this letter and length can have been meant for. */
function aimsOf(lexicon: Lexicon, letter: string, length: number): readonly Aim[] {
  let memo = aimMemo.get(lexicon);
  if (!memo) {
    memo = new Map();
    aimMemo.set(lexicon, memo);
  }
  const size = Math.min(length, LONG);
  const key = `${letter}${size}`;
  let aims = memo.get(key);
  if (!aims) {
    const layers: Lexicon[] = [];
    for (let at: Lexicon | undefined = lexicon; at; at = at.below) layers.unshift(at);
    const all = layers.flatMap((layer) => layer.targets.get(letter) ?? []);
    if (all.length === 0) return [];
    aims = all
      .map(aimOf)
      .filter(
        ({ text, prefix }) => (size === LONG || text.length <= size + 2) && text.length >= (prefix ? 6 : size - 2),
      );
    memo.set(key, aims);
  }
  return aims;
}

/** Longer words are looked for among all long ones. */
const LONG = 40;
const aimMemo = new WeakMap<Lexicon, Map<string, readonly Aim[]>>();

function aimOf(target: string): Aim {
  const prefix = target.endsWith('*');
  const cue = target.endsWith('!');
  const text = prefix || cue ? target.slice(0, -1) : target;
  return { text, prefix, cue, letters: lettersOf(text) };
}

/** In five letters a changed one makes another word (`sabra`, `sobra`); only swapped ones are a slip. */
function isPermutation(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}
