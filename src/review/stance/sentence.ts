import type { Hit } from '../lexicon/concepts.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import type { Mood } from './mood.js';
import type { Stanced } from './stance.js';

/** A stretch of tokens, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Words that are in a mood. */
export interface Scope extends Span {
  readonly mood: Mood;
  readonly words: string;
  /** It holds for the text even where no concept stands in it. */
  readonly bare?: boolean;
  /** Hits inside that it leaves as they are. */
  readonly spares?: (hit: Stanced) => boolean;
}

/** What is known about a sentence when its moods are read. */
export interface Sentence extends Span {
  readonly tokens: readonly Token[];
  readonly hits: readonly Stanced[];
  readonly cues: readonly Hit[];
  /** Where "but", "except" and the like turn it. */
  readonly turns: readonly number[];
}

export const isCue = ({ concept }: Hit, name: string): boolean =>
  concept.length === CUE.length + name.length && concept.endsWith(name) && concept.startsWith(CUE);

/** Where the half of the sentence ends in which `at` stands. */
export const turnAfter = (one: Sentence, at: number): number => one.turns.find((turn) => turn > at) ?? one.to;

export const turnBefore = (one: Sentence, at: number): number => one.turns.findLast((turn) => turn <= at) ?? one.from;

/** The words of a stretch, joined. */
export function wordsIn(one: Sentence, span: Span): string {
  return one.tokens
    .slice(span.from, span.to)
    .map((token) => token.word)
    .join(' ');
}

/** A negation a few words before, with no comma between: "no se puede prescindir de", "is not fine". */
export function isNegated(one: Sentence, at: number): boolean {
  for (let i = at - 1; i >= one.from && i >= at - 4; i--) {
    const { word, kind } = one.tokens[i]!;
    if (kind === 'mark' || JOIN.has(word) || one.hits.some((hit) => hit.from <= i && hit.to > i)) return false;
    if (NEGATIONS.has(word)) return true;
  }
  return false;
}

const NEGATIONS = new Set('no not never nunca tampoco jamas'.split(' '));

export const PARTING = new Set([',', ';', ':', '(', ')', '[', ']', '—', '--']);

export const JOIN = new Set('and but y pero o or because porque so que that'.split(' '));
