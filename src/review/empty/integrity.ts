import { LITTLE } from '../lexicon/lexicon.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import { isBareNames } from './bare-words.js';
import { AUX, isBareList, isKeywordList, isWordsOnly } from './name-lists.js';
import { isSalad } from './salad.js';
import { isUsualPair } from './word-order.js';

/** Why a text states nothing although it names things; a person is told, no credit is given for it. */
export type Emptiness = 'keyword-list' | 'echo' | 'shuffled';

/** Whether a text is code only, keywords strung together, or words in no order. */
export function emptiness(
  part: Analysis,
  listed: boolean,
  hasFix: boolean,
  used: ReadonlySet<string>,
  cure?: Analysis,
): Emptiness | undefined {
  if (!hasFix && isCodeOnly(part)) return 'echo';
  const order = disorder(part);
  if (isShuffled(order) || isStew(part, order, used)) return 'shuffled';
  if (isSalad(part, used) || isBareNames(part, listed, cure) || (!listed && isWordsOnly(part))) return 'keyword-list';
  return !hasFix && (isKeywordList(part, listed, used) || isBareList(part, listed)) ? 'keyword-list' : undefined;
}

/** Quoted code with nothing said about it. One name is no quotation: "`print()`" points at something. */
function isCodeOnly(part: Analysis): boolean {
  const words = part.tokens.filter((token) => token.kind === 'word');
  if (words.length < 3) return false;
  const looksLikeCode =
    /^\s*(?:[\w.]+\s*=\s*)?[\w.]+\(.*\)\s*:?\s*$|^\s*(?:import|from|def|class|with|try|except|return|raise)\b[^.]*[:(=]?\s*$/.test(
      part.text,
    ) && /[(=:]/.test(part.text);
  // "`except: pass` se traga los errores": a quotation opens a sentence.
  const speaks = words.some((token) => token.code) && words.filter((token) => !token.code).length >= 3;
  return (
    words.every((token) => token.code) ||
    (looksLikeCode && !speaks && !/\s(?:no|sin|falta|missing|without|not)\s/.test(part.text))
  );
}

const DET = new Set('el la los las un una unos unas the an del al'.split(' '));
const PREP = new Set('de en con sin por para of in with without to for from at on by into'.split(' '));
const LINK = new Set('y e o u and or que is are es son se no ni nor was'.split(' '));

interface Disorder {
  readonly words: number;
  readonly breaks: number;
  readonly odd: number;
  /** The longest run of words with no little one among them. */
  readonly run: number;
  /** By how much its runs are longer than speakers' are, together. */
  readonly excess: number;
}

/** How often little words stand where no speaker of either language puts them. */
function disorder(part: Analysis): Disorder {
  const words = part.tokens.filter((token) => token.kind === 'word').length;
  const { tokens, text } = part;
  const breaks =
    tokens.reduce((sum, _, i) => sum + breakAt(tokens, i) + capitalAt(tokens, i, text), 0) +
    (closesFirst(text) ? 1 : 0) +
    (/,\s*$/.test(text) ? 0.5 : 0);
  const odd = tokens.filter((token, k) => k > 0 && isOddPair(tokens[k - 1]!, token)).length;
  const runs = contentRuns(tokens);
  const excess = runs.reduce((sum, length) => sum + Math.max(0, length - USUAL), 0);
  return { words, breaks, odd, run: Math.max(0, ...runs), excess };
}

function isShuffled({ words, breaks, odd, run }: Disorder): boolean {
  const disordered = breaks + odd / 2 + (run >= RUN ? 1 : 0);
  // Long honest sentences have a slip or two: density tells. Of 1,521 honest remarks a handful reach this one, half of the shuffled do.
  return words >= 5 && disordered >= 1 && (breaks > 0 || odd > 2 || run >= RUN) && disordered / words >= 0.11;
}

/**
 * A long sentence without a pause that names many things and sets its little words wrong, or is half cues. Of 2,855 honest lines
 * none comes near it.
 */
function isStew(part: Analysis, { words, breaks, odd, run, excess }: Disorder, used: ReadonlySet<string>): boolean {
  if (part.tokens.length < 14 || part.tokens.filter((token) => token.kind === 'mark' && !token.code).length > 1)
    return false;
  const own = part.hits.filter((hit) => !hit.above && used.has(hit.concept));
  if (isBreathless(part, own)) return false;
  if (run >= RUN && part.cueWords.size >= words * 0.35) return true;
  if (new Set(own.map((hit) => hit.at.join())).size < 5) return false;
  return excess >= 6 || breaks + odd / 2 + (run >= RUN ? 1 : 0) >= 1.5;
}

/** "falta histograma latencia falta contador errores sin labels": each thing has its own word before it, and no mark but that. */
function isBreathless({ tokens }: Analysis, own: readonly Stanced[]): boolean {
  const starts = new Set(own.map((hit) => hit.from));
  const said = tokens.filter(({ word }, i) => LACKING.has(word) && starts.has(i + 1)).length;
  return said >= 3;
}

const LACKING = new Set('falta faltan sin no missing'.split(' '));

/** Nobody puts as many words of meaning in a row. */
const RUN = 9;

/** Rows of words that mean something, with no little word, mark, number or code between: their lengths. */
function contentRuns(tokens: readonly Token[]): number[] {
  const runs = [0];
  for (const { word, kind, code, part } of tokens) {
    const isContent =
      kind === 'word' &&
      !code &&
      !part &&
      !LITTLE.has(word) &&
      !DET.has(word) &&
      !PREP.has(word) &&
      !LINK.has(word) &&
      !AUX.has(word);
    if (isContent) runs[runs.length - 1]!++;
    else if (runs.at(-1) !== 0) runs.push(0);
  }
  return runs;
}

/** A noun with its attributes. */
const USUAL = 4;

function isOddPair(left: Token, right: Token): boolean {
  return (
    !COORDINATING.has(left.word) &&
    !MODAL.has(left.word) &&
    left.kind === 'word' &&
    right.kind === 'word' &&
    !left.code &&
    !right.code &&
    !isUsualPair(left.word, right.word)
  );
}

/** After these nearly anything may stand. */
const COORDINATING = new Set('ni nor y e o and or que'.split(' '));

/** "The with", "el from": after an article of the other language it is a word of code, as "with" is after any. */
const isKeyword = (article: string, word: string): boolean =>
  word === 'with' || (!/^(?:the|an?)$/.test(article) && KEYWORDS.has(word));
const KEYWORDS = new Set('for from to on by into and or is'.split(' '));

/** How badly the word at `i` sits before its neighbour: 0, or up to 1. */
function breakAt(tokens: readonly Token[], i: number): number {
  const { word, kind, code } = tokens[i]!;
  if (kind !== 'word' || code) return 0;
  const after = tokens[i + 1];
  // "A: …" answers a "Q. …".
  if (i === 0 && (after?.word === ':' || (after?.word === '.' && after.start === 1))) return 0;
  const ends = after === undefined || (after.kind === 'mark' && '.,;:!?)'.includes(after.word));
  const next = ends || after.kind === 'mark' || after.code ? '' : after.word;
  if (DET.has(word) && next === 'hay') return 0; // "no las hay"
  if (DET.has(word)) {
    if (ends || DET.has(next) || PREP.has(next) || LINK.has(next) || AUX.has(next))
      return next === 'que' || next === 'de' || isKeyword(word, next) ? 0 : 1;
    return disagrees(word, next, after) ? 0.5 : 0;
  }
  if (PREP.has(word)) {
    if (word === 'for' && DET.has(tokens[i - 1]?.word ?? '')) return 0;
    // "Avisaría por: …" opens a list.
    if (ends) return ENDING.has(word) || after?.word === ':' ? 0 : 1;
    // "where it comes from is not said", "which went in and …": English leaves its prepositions behind.
    if (LINK.has(next) && next !== 'que' && next !== 'no') return ENDING.has(word) ? 0.5 : 1;
    return PREP.has(next) && !PAIRS.has(`${word} ${next}`) ? 0.5 : 0;
  }
  // "should in a service not be used": whoever thinks in another language puts the verb last.
  if (MODAL.has(word)) return next === '' || next === 'by' ? 0 : DET.has(next) ? 1 : PREP.has(next) ? 0.5 : 0;
  // "3 a. m."
  if (word === 'a' && tokens[i - 1]?.kind === 'number') return 0;
  if (
    word === 'a' &&
    (next === 'except' || next === 'instead' || (PREP.has(next) && next !== 'por' && next !== 'with'))
  )
    return 1; // "in a with" is code
  if (word === 'instead' && DET_EN.has(next) && tokens[i - 1]?.kind === 'word') return 1;
  if (word === 'a') return ends || next === 'a' || AUX.has(next) || (LINK.has(next) && next !== 'que') ? 1 : 0;
  if (word === 'se' && tokens[i - 1]?.word === 'no') return ends ? 1 : 0; // "no sé de dónde"
  if (word === 'se') return ends || DET.has(next) || PREP.has(next) || (LINK.has(next) && next !== 'que') ? 1 : 0;
  if (word === 'no' || word === 'ni')
    return ends
      ? i === 0 || tokens[i - 1]!.kind === 'mark' || ALONE.has(tokens[i - 1]?.word ?? '')
        ? 0
        : 1
      : next === 'y' || (word === 'no' && (next === 'que' || next === 'el'))
        ? 1
        : 0;
  if (word === 'que' && PREP.has(tokens[i - 1]?.word ?? '')) return 0;
  if (word === 'y' || word === 'and' || word === 'or' || word === 'que')
    return ends && after?.word !== '?' && after?.word !== ';' ? 1 : 0;
  return AUX.has(word) && ends && word !== 'not' && word !== 'hay' ? 0.5 : 0;
}

const DET_EN = new Set(['a', 'an', 'the']);
const MODAL = new Set('can should must would could puede debe deberia'.split(' '));
const OPENERS = words('order.openers');

/** A little word with a capital in the middle of a sentence. */
function capitalAt(tokens: readonly Token[], i: number, text: string): number {
  const { start, word, code, kind } = tokens[i]!;
  if (i === 0 || code || kind !== 'word' || tokens[i - 1]!.kind === 'mark' || !OPENERS.has(word)) return 0;
  const first = text[start] ?? '';
  // Somebody who shouts writes every word so.
  const written = text.slice(start, tokens[i]!.end);
  const before = text.slice(tokens[i - 1]!.start, tokens[i - 1]!.end);
  if (written.length > 1 ? written === written.toUpperCase() : before === before.toUpperCase()) return 0;
  return first !== first.toLowerCase() && word !== 'i' && !/\n/.test(text.slice(tokens[i - 1]!.end, start)) ? 1 : 0;
}

/** A bracket is closed before any is opened; list numbers and faces do not count. */
function closesFirst(text: string): boolean {
  const close = text.indexOf(')');
  const open = text.indexOf('(');
  return close > 3 && open > close && /\p{L}\)/u.test(text.slice(close - 1, close + 1));
}

/** "los latencia", "un logs". */
function disagrees(word: string, next: string, after: Token | undefined): boolean {
  if (!after || after.code || next.length < 4) return false;
  if ((word === 'los' || word === 'las' || word === 'unos' || word === 'unas') && /[aeo]$/.test(next)) return true;
  return (word === 'un' || word === 'una') && /[aeo]s$/.test(next);
}

/** English lets a sentence end on these. */
const ENDING = new Set('in on with without for from to at by of'.split(' '));
const PAIRS = new Set([
  'de en',
  'por en',
  'para en',
  'en por',
  'de por',
  'from in',
  'para con',
  'con por',
  'in to',
  'on to',
  'de con',
  'from on',
  'out of',
  'in by',
  'for in',
  'for on',
  'for at',
  'en para',
  'with in',
  'para de',
  'de para',
  'sin de',
]);
const ALONE = new Set(
  'y o and or por si para cual cuales quien quienes como cuando donde que not sirve so pues eso es esta este estas estos aqui ahora'.split(
    ' ',
  ),
);
