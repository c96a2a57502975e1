import type { Analysis } from '../stance/analyse.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';

/**
 * Names after names and nothing said of any: in a row without a little word, mark, verb or cue between them, behind hashes, or in
 * what calls itself a glossary.
 */
export function isBareNames(part: Analysis, listed: boolean, cure?: Analysis): boolean {
  const isBare = isBareRow(part, listed ? FEWEST_LISTED : FEWEST) && !(cure && isOrder(cure));
  return isBare || isHashed(part) || isGlossary(part);
}

/** "Appointment record printing | mask it": who orders something to be done about it has said what is wrong. */
function isOrder({ tokens, cueWords, strange }: Analysis): boolean {
  const [first, second] = tokens;
  if (!first || !second || first.code || first.part || second.part) return false;
  // "mask hash redact" are names again.
  return cueWords.has(0) && !strange.has(0) && (!cueWords.has(1) || LITTLE_WORDS.has(second.word));
}

/** Three in a row name one thing ("model input schema"), under "what is missing?" more ("prediction latency histogram metric"). */
const FEWEST = 4;
const FEWEST_LISTED = 6;

function isBareRow(part: Analysis, fewest: number): boolean {
  let names = 0;
  for (const [i, token] of part.tokens.entries()) {
    if (token.kind === 'mark') {
      if (!IDLE.has(token.word) && !token.code) return false;
    } else if (token.kind === 'number' || saysSomething(part, i)) return false;
    else if (!token.part || !isJoined(part, i)) names++;
  }
  return names >= fewest && !part.hits.some((hit) => !hit.above && STATED.has(hit.stance));
}

/** No space stands before it: "log_params", "out-of-scope". */
const isJoined = ({ text, tokens }: Analysis, i: number): boolean =>
  i > 0 && !/\s/.test(text.slice(tokens[i - 1]!.end, tokens[i]!.start + 1).slice(0, -1));

const IDLE = new Set(['#', '"', '*']);
const STATED = new Set(['absent', 'unwanted', 'bad', 'replaced', 'fine']);

function saysSomething(part: Analysis, i: number): boolean {
  const { word, code, part: isPart } = part.tokens[i]!;
  if (code || isPart) return false;
  return (
    LITTLE_WORDS.has(word) ||
    (PARTICIPLE.test(word) && !NO_PARTICIPLE.has(word)) ||
    (part.cueWords.has(i) && !part.strange.has(i) && !NAMES_TOO.has(word))
  );
}

/** Cues that are names as well. */
export const NAMES_TOO = words('names.also-names');
const NO_PARTICIPLE = words('names.like-participles');
const PARTICIPLE = /(?:ad[oa]s?|id[oa]s?|[^e]ed|able|ible|ando|iendo)$/;
const LITTLE_WORDS = words('names.little');

/** "#training-data #metrics #ethics": labels, as under a picture. */
function isHashed(part: Analysis): boolean {
  const { tokens } = part;
  if (part.complaint) return false;
  let hashes = 0;
  let free = 0;
  let inside = false;
  for (const [i, token] of tokens.entries()) {
    const isHash = token.word === '#' && tokens[i + 1]?.start === token.end;
    if (isHash) hashes++;
    inside = isHash || (inside && isJoined(part, i));
    if (!inside && token.kind === 'word' && !token.part) free++;
  }
  return hashes >= 3 && free <= hashes / 2;
}

/** "Glosario del tema 5 (lo que entra): …", "Key terms: …". */
function isGlossary(part: Analysis): boolean {
  const colon = part.tokens.findIndex(({ word, kind }) => kind === 'mark' && word === ':');
  if (colon < 0 || colon > 14) return false;
  return (
    !part.complaint && opensGlossary(part.tokens.slice(0, colon)) && !part.hits.some((hit) => STATED.has(hit.stance))
  );
}

function opensGlossary(opening: readonly Token[]): boolean {
  const said = opening.filter(({ kind }) => kind !== 'mark').map(({ word }) => word);
  return GLOSSARY.test(said.join(' '));
}

const GLOSSARY = phrases('names.glossary');
