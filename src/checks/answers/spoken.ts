import { fold } from '../../review/text/normalise.js';
import { NUMBER_WORDS, ORDINAL_WORDS } from '../../review/text/number-words.js';
import type { Label } from './labels.js';

/**
 * Labels that are spoken: «On the first question, no. On the second, 900.», «La uno: no. La dos: 900.», «Fourth: code and data.»
 * Who says "question" may take them in any order; else each comes after the one before, and nothing but an answer may begin behind it.
 */
export function spokenLabels(line: string, offset: number, before: Label | undefined): Label[] {
  const found: Label[] = [];
  let last = Number(before?.number ?? 0);
  for (const match of line.matchAll(SPOKEN)) {
    const [whole, opening = '', preposition, article, noun, digits, word = '', behind] = match;
    const isNamed = noun !== undefined || behind !== undefined;
    const number = digits === undefined ? placeOf(word, last, article !== undefined || isNamed) : Number(digits);
    const rest = line.slice(match.index + whole.length);
    const isLed = preposition !== undefined || article !== undefined;
    if (number === undefined || number < 1 || (digits !== undefined && !isLed && !isNamed)) continue;
    if (!(isNamed ? AFTER_NAME : AFTER_NUMBER).test(rest)) continue;
    if (!isNamed && (isLed ? number <= last : number !== last + 1 || !isCounting(found, rest))) continue;
    last = number;
    found.push({
      number: String(number),
      letter: undefined,
      look: 'spoken',
      at: offset + match.index + opening.length,
      body: offset + match.index + whole.length + (SIGN.exec(rest)?.[0].length ?? 0),
      indent: 0,
      heading: 0,
    });
  }
  return found;
}

/** «Fourth: …», or «Second, …» among others that are spoken so. */
const isCounting = (found: readonly Label[], rest: string): boolean => found.length > 0 || /^\s*:/.test(rest);

function placeOf(word: string, last: number, isLed: boolean): number | undefined {
  const plain = fold(word);
  if (/^(?:ultim[ao]|last)$/.test(plain)) return last > 0 ? last + 1 : undefined;
  return ORDINAL_WORDS.get(plain) ?? (isLed || last > 0 ? NUMBER_WORDS.get(plain) : undefined);
}

const NOUN = 'preguntas?|cuesti[o\\u00f3]n|apartado|respuesta|inciso|questions?|part|item|answer';
const SPOKEN = new RegExp(
  String.raw`(^|[.;:!?\u2014\u2013][*_]{0,3}\s{1,3}|[,;]\s{1,3}(?:and|y)\s)[\s*_]{0,3}` +
    String.raw`(?:(?:and|y|e)\s)?` +
    String.raw`((?:(?:mi respuesta|my answer|la respuesta|the answer)\s)?(?:a|en|para|sobre|de|con|por|to|on|for|in|about|regarding|as\s(?:for|to)|(?:con\s)?respecto\s(?:a|de)|en\scuanto\sa)\s)?` +
    String.raw`(?:(las?|el|lo de la|the|number|n[u\u00fa]mero)\s)?` +
    String.raw`(?:(${NOUN})\s(?:n[u\u00fa]mero\s|number\s)?)?` +
    String.raw`(?:(\d{1,2})[\u00aa\u00ba]?(?:st|nd|rd|th)?|(\p{L}{2,8}))` +
    String.raw`(?:\s(${NOUN}|one)(?=[\s,:.]))?`,
  'giu',
);
const SIGN = /^[*_]{0,3}\s?[,:.\u2013\u2014>=-]{0,2}[*_]{0,3}/;
/** After «question one», «the first question»: the word ends there. */
const AFTER_NAME = /^(?![\p{L}\p{N}])/u;
/** After «the second»: a sign, or a word that begins an answer and no name of a thing («the second half»). */
const AFTER_NUMBER =
  /^[*_]{0,3}\s?(?:[,:\u2013\u2014]|->|=>|\u2192|\(|(?:no|s[i\u00ed]|yes|is|are|would|es|son|sale|salen|ser[i\u00ed]an?|queda|quedan|respondo|contesto|digo|dir[i\u00ed]a|pongo|va|the|el|la|los|las|un|una|hay|dejo|i|it|creo)(?![\p{L}])|\d)/iu;
