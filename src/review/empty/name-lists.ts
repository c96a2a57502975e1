import { LITTLE } from '../lexicon/lexicon.js';
import type { Analysis } from '../stance/analyse.js';
import type { Token } from '../text/normalise.js';
import { NAMES_TOO } from './bare-words.js';

/** "select, set, label, key": single words between commas. */
export function isWordsOnly({ tokens }: Analysis): boolean {
  const commas = tokens.filter((token) => token.kind === 'mark');
  return (
    commas.length >= 3 &&
    tokens.length === 2 * commas.length + 1 &&
    commas.every(({ word }) => word === ',' || word === ';') &&
    tokens.every((token, i) => (i % 2 === 1) === (token.kind === 'mark'))
  );
}

/** Names after names of the rubric's things: hardly another word, no cue, and under "what is missing?" not even a comma between them. */
export function isKeywordList(part: Analysis, listed: boolean, used: ReadonlySet<string>): boolean {
  const own = part.hits.filter((hit) => !hit.above && used.has(hit.concept));
  const places = new Set(own.map((hit) => hit.at.join()));
  if (
    places.size < 4 ||
    new Set(own.map((hit) => hit.concept)).size < 4 ||
    own.some((hit) => STATED.has(hit.stance) && (hit.cue === '' || hit.cue === '?'))
  )
    return false;
  const words = part.tokens.filter((token) => token.kind === 'word' && !LITTLE.has(token.word)).length;
  const named = new Set(own.flatMap((hit) => hit.at));
  if (
    [...part.cueWords].some(
      (i) => !named.has(i) && !LITTLE.has(part.tokens[i]!.word) && !JOINTS.has(part.tokens[i]!.word),
    )
  )
    return false;
  if (part.tokens.some((_, i) => opensOrder(part, i))) return false;
  // "INFO para lo normal, ERROR para la falla" gives each thing its place.
  const assigns = ({ word }: Token, i: number): boolean =>
    ASSIGNING.has(word) || (PLACING.has(word) && part.tokens[i - 1]?.code === true);
  if (part.tokens.filter(assigns).length > 1) return false;
  // «La información del cliente se imprime completa» is a sentence.
  if (!listed && part.tokens.some(({ word, code }) => !code && (SENTENCES.has(word) || ENCLITIC.test(word))))
    return false;
  const covered = named.size;
  if (covered / words < (listed ? 0.75 : 0.6)) return false;
  if (!listed) return true;
  const joints = part.tokens.filter(
    (token, i) => (token.kind === 'mark' || LITTLE.has(token.word) || JOINTS.has(token.word)) && i > 0,
  ).length;
  return places.size >= 5 && joints < places.size / 3;
}

/** "Patient data goes to stdout; log the row count only": after the pause something is ordered. */
function opensOrder({ tokens, cueWords }: Analysis, i: number): boolean {
  const before = tokens[i - 1];
  const pauses = before?.kind === 'mark' && (before.word === ';' || before.word === '—' || before.word === '.');
  return pauses && cueWords.has(i) && !tokens[i]!.code && LITTLE.has(tokens[i + 1]?.word ?? '');
}

const SENTENCES = new Set(
  'se que is are was were es son hay al i you we they it he she ends goes lands leaks acaba acaban termina terminan sale salen'.split(
    ' ',
  ),
);
/** «taparla», «registrarlos»: an order about what was named. */
const ENCLITIC = /\w{3}[aei]rl[aoe]s?$/;
const PLACING = new Set('on in en at with con'.split(' '));
const ASSIGNING = new Set('para for cuando when si if'.split(' '));

/**
 * "SELECT *, IS NOT NULL, YEAR, set -euo pipefail": a list of bare names of which nothing is said, known or not. Under "what is
 * missing?" names are an answer, but not where most of a long list has nothing to do with the question.
 */
export function isBareList(part: Analysis, listed: boolean): boolean {
  const from = leadIn(part);
  if (from === undefined) return false;
  const pieces = piecesOf(part.tokens, from);
  if (pieces === undefined || pieces.length < (listed ? CATALOGUE : from > 0 ? LED : 4)) return false;
  const named = new Set(part.hits.flatMap((hit) => (hit.above ? [] : hit.at)));
  const isSaid = (i: number): boolean =>
    part.cueWords.has(i) &&
    !named.has(i) &&
    ![LITTLE, JOINTS, NAMES_TOO].some((idle) => idle.has(part.tokens[i]!.word));
  const stating = pieces.filter((piece) => piece.length > 1 && piece.some(isSaid)).length;
  const naming = pieces.filter((piece) => piece.some((i) => named.has(i))).length;
  return (
    naming >= 3 &&
    (!listed || naming < pieces.length / 2) &&
    stating <= (pieces.length >= CATALOGUE ? pieces.length / 8 : 0) &&
    !part.tokens.some((token, i) => i >= from && AUX.has(token.word) && !named.has(i))
  );
}

/** As many names nobody finds in one piece of work. */
const CATALOGUE = 12;
/** What a word or two introduce may be a short list of findings. */
const LED = 8;

/** "Possible problems: …": where the list begins, or nothing where more is said before it, or that these are missing. */
function leadIn({ tokens, hits, complaint }: Analysis): number | undefined {
  const colon = tokens.findIndex(({ kind, word, code }) => kind === 'mark' && word === ':' && !code);
  if (colon < 0) return 0;
  const opens = tokens.slice(0, colon);
  const isStated = hits.some((hit) => !hit.above && hit.cue !== '' && hit.at.some((i) => i < colon));
  if (colon > 5 || complaint || isStated || opens.some(({ kind, word }) => kind === 'mark' || LACKING.test(word)))
    return undefined;
  return colon + 1;
}

const LACKING = /^(?:no|not|sin|falt\w*|missing|lack\w*|without|absent|ausen\w*|need\w*|add|anad\w*|agreg\w*)$/;

/** Names between commas, as places of their words; nothing where more is said of one than its name. */
function piecesOf(tokens: readonly Token[], from: number): number[][] | undefined {
  const pieces: number[][] = [[]];
  for (const [i, token] of tokens.entries()) {
    if (i < from) continue;
    if (token.kind === 'mark' && !token.code && (token.word === ',' || token.word === ';')) pieces.push([]);
    else if (token.kind === 'mark' && !token.code && (token.word === ':' || token.word === '->')) return undefined;
    else if (token.kind !== 'mark') pieces.at(-1)!.push(i);
  }
  return pieces.some((piece) => piece.length > 4 || piece.length === 0) ? undefined : pieces;
}

const STATED = new Set(['absent', 'wanted', 'unwanted', 'bad', 'replaced']);
const JOINTS = new Set('y e o and or / + per > <'.split(' '));

export const AUX = new Set('is are es son hay does do did has was were not'.split(' '));
