import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import type { Token } from '../text/normalise.js';

/**
 * Whether a remark only asks: "¿Qué niveles existen?". Who asks why, where a thing is or what about it finds it missing; who
 * answers, in the same cell, the next sentence or the correction, tells what he found.
 */
export function onlyAsks({ problem, fix, detail }: Reading, next: Analysis | undefined): boolean {
  const asked = questionsOf(problem.tokens);
  if (!asked || finds(problem)) return false;
  if (fix) return isQuestion(fix) && !finds(fix);
  return !asked.some(implies) && ![detail, next].some((part) => part && !isQuestion(part));
}

/** The words of each question, where the text ends with one. */
function questionsOf(tokens: readonly Token[]): string[][] | undefined {
  const out: string[][] = [];
  let words: string[] = [];
  for (const { kind, word } of tokens) {
    if (kind !== 'mark') words.push(word);
    else if (word === '?') {
      out.push(words);
      words = [];
    } else if (ENDS.has(word)) words = [];
  }
  return out.length > 0 && words.length === 0 ? out : undefined;
}

const ENDS = new Set(['.', '!', '¿']);

const isQuestion = ({ tokens }: Analysis): boolean => questionsOf(tokens) !== undefined;

/** Something is said to be missing or wrong in so many words, in a question or not. */
const finds = (part: Analysis): boolean =>
  part.hits.some(
    (hit) =>
      !hit.above &&
      (hit.stance === 'absent' || hit.stance === 'unwanted' || hit.stance === 'replaced') &&
      !ASKED.test(hit.cue),
  );

/** Cues of stance that only a question makes one of lack. */
const ASKED = /^(?:where|donde|what about|how about|que pasa con|que hay de|y )/;

/** "¿Y los tags?", "Where is the signature?", "¿Por qué print?". */
const implies = (asked: readonly string[]): boolean =>
  (asked.length <= 2 && !VERB.test(asked[0] ?? '')) || IMPLYING.test(asked.join(' '));

const VERB =
  /^(?:hay|es|esta|estan|tiene|lleva|existe|que|cual|cuant\w{1,3}|como|quien|is|are|does|do|has|have|what|which|how|who)$/;
const IMPLYING =
  /^(?:y|and) (?!como|que|cuant|donde va|how |which )|\b(?:por que|why|donde (?:esta|estan|queda|quedan|quedo)|where (?:is|are|did|does)|what about|how about|que (?:hay|pasa|fue) (?:de|con)|como es que|how come|de verdad|en serio|really|seriously|solo|only|just|alone)\b/;
