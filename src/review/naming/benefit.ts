import type { Analysis } from '../stance/analyse.js';
import { isOrder } from '../stance/signs.js';
import { phrases, words } from '../text/vocabulary.js';

/**
 * Whether a sentence only tells what something is good for: "the fixed seed makes it reproducible", «capturar la excepción evita que se
 * caiga». Of what is there, that is praise; `isCure`: it is asked for.
 */
export function tellsBenefit({ text, tokens, signs, complaint }: Analysis, isCure: () => boolean): boolean {
  const spoken = signs().words;
  if (spoken.length > MOST || spoken.some(({ lack }) => lack)) return false;
  if (tokens.some(({ word, kind, code }) => (kind === 'word' && !code && UNLESS.has(word)) || ENDS.has(word)))
    return false;
  const prose = tokens.map(({ word, code }) => (code ? 'x' : word)).join(' ');
  const opening = tokens.find(({ kind }) => kind === 'word')?.word ?? '';
  if (!BENEFITS.test(prose) || ORDERS.has(opening)) return false;
  if (!complaint && !spoken.some(({ asked }) => asked) && !isOrder(tokens, [...tokens.keys()])) return true;
  // «Capturar la excepción evita …»: the deed is what the sentence speaks of.
  return DEED.test(text) && !tokens.some(({ word }) => word === ',') && !isCure();
}

const DEED = /^\W{0,3}[a-záéíóúñ]{2,}(?:[aei]r|[aei]rl[aoe]s?)\s/i;
const ENDS = new Set('? ; : . ! -> |'.split(' '));

/** Who says more than that has something to find fault with. */
const MOST = 16;
const ORDERS = words('likeness.orders');
const BENEFITS = phrases('likeness.benefits');
const UNLESS = words('likeness.unbenefits');
