import type { Analysis } from '../stance/analyse.js';
import { fold } from '../text/normalise.js';
import { phrases } from '../text/vocabulary.js';

/**
 * Whether a sentence speaks of the student's own hand-in and of nothing else: that there was no time for it, where a file is, a plea to
 * the marker. The words of the exam that it uses on the way ("tiempo", "ficha") name no problem.
 */
export function isOfOwnWork({ text }: Analysis): boolean {
  if (text.length > 160) return false;
  const said = fold(text)
    .replaceAll('’', "'")
    .replaceAll(/[`*"“”«»]/g, '')
    .trim();
  return NO_TIME.test(said) || WHERE.test(said) || PLEA.test(said);
}

const NO_TIME = phrases('discourse.no-time');

const WHERE = phrases('discourse.own-where');

const PLEA = phrases('discourse.own-plea');
