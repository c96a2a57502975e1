import type { Token } from '../text/normalise.js';
import { phrases } from '../text/vocabulary.js';

/** "¿Hace falta un run? Creo que no, lo crea él": a question whether something is needed, and words that answer no. */
export const isDeclined = (question: readonly Token[], answer: readonly Token[]): boolean =>
  ASKS_NEED.test(wordsOf(question)) && DECLINES.test(wordsOf(answer.slice(0, 9)));

const wordsOf = (tokens: readonly Token[]): string =>
  tokens.flatMap(({ kind, word }) => (kind === 'word' || word === ',' || word === '.' ? [word] : [])).join(' ');

const ASKS_NEED = phrases('mood.asks-need');
const DECLINES = phrases('mood.declines');
