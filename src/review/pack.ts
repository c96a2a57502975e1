import type { Lexicon, Phrase, PhraseWord } from './lexicon.js';
import { keysOf, learnKeys } from './normalise.js';

/** A compiled lexicon as JSON: built once, read in milliseconds. `keys` spares the stemmers. */
export interface PackedLexicon {
  readonly concepts: readonly string[];
  /** Concept, gap, alone, then the words with a mark for how they match. */
  readonly phrases: readonly (readonly [number, number, number, string])[];
  readonly first: readonly (readonly [string, readonly number[]])[];
  readonly prefixes: readonly (readonly [string, readonly number[]])[];
  readonly numbers: readonly number[];
  readonly targets: readonly (readonly [string, readonly string[]])[];
  readonly known: readonly string[];
  readonly keys: readonly (readonly string[])[];
}

const GAPS: readonly Phrase['gap'][] = ['next', 'after', 'near'];
const MARKS: Readonly<Record<PhraseWord['how'], string>> = { stem: '', exact: '=', prefix: '*', number: '#' };

export function packLexicon(lexicon: Lexicon): PackedLexicon {
  const words = new Set(
    lexicon.phrases.flatMap((phrase) => phrase.words.filter((word) => word.how === 'stem').map((word) => word.text)),
  );
  return {
    concepts: lexicon.concepts,
    phrases: lexicon.phrases.map(({ concept, words: parts, gap, alone }) => [
      concept,
      GAPS.indexOf(gap),
      alone ? 1 : 0,
      parts.map((word) => MARKS[word.how] + word.text).join(' '),
    ]),
    first: [...lexicon.first],
    prefixes: [...lexicon.prefixes],
    numbers: lexicon.numbers,
    targets: [...lexicon.targets],
    known: [...lexicon.known],
    keys: [...words].map((word) => keysOf(word)),
  };
}

export function unpackLexicon(packed: PackedLexicon): Lexicon {
  learnKeys(packed.keys);
  return {
    concepts: packed.concepts,
    ids: new Map(packed.concepts.map((name, i) => [name, i])),
    phrases: packed.phrases.map(([concept, gap, alone, words]): Phrase => {
      const base = { concept, gap: GAPS[gap] ?? 'next', words: words.split(' ').map(wordOf) };
      return alone === 1 ? { ...base, alone: true } : base;
    }),
    first: new Map(packed.first),
    prefixes: new Map(packed.prefixes),
    numbers: packed.numbers,
    targets: new Map(packed.targets),
    known: new Set(packed.known),
  };
}

function wordOf(written: string): PhraseWord {
  if (written.startsWith('##')) return { text: '#', how: 'number' };
  if (written.startsWith('=')) return { text: written.slice(1), how: 'exact' };
  if (written.startsWith('*')) return { text: written.slice(1), how: 'prefix' };
  return { text: written, how: 'stem' };
}
