import type { CompiledReview, Defect } from '../compile.js';
import { LITTLE } from '../lexicon/lexicon.js';
import { isKnownWrong, knownRemedy } from '../naming/known-remedy.js';
import { likenesses, type Profiles } from '../naming/likeness.js';
import type { Analysis } from '../stance/analyse.js';
import { isOrder } from '../stance/signs.js';
import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import type { RemedyCase } from './case.js';
import { isThere } from './learned-remedy.js';
import { content } from './words.js';

/**
 * Whether a correction is taken on trust: four examples cannot tell all cures of a defect. The remark names this defect only; what
 * stands in the column of corrections, or is all that it says, cures no other defect, and is known to mend such matters, or else is
 * a deed told at some length and not mere care or talk.
 */
export function isTrusted(form: CompiledReview, defect: Defect, { reading, beside, inProblem }: RemedyCase): boolean {
  const { remark, problem, fix } = reading;
  const { profiles } = form;
  if (!profiles || !defect.plain || beside.length > 0 || !inProblem) return false;
  const isIdle = (part: Analysis): boolean =>
    part.tokens.some(({ word }) => IDLE.has(word) && !isOfCure(profiles, defect, word));
  const known = knownRemedy(profiles, defect.id, fix ?? problem);
  if (fix) {
    if (remark.shape !== 'row' || isOfAnother(profiles, defect, fix)) return false;
    if (Math.max(known.right, known.wrong) >= FAIRLY) return known.right >= known.wrong;
    return !isIdle(fix) && (content(fix.tokens) >= AT_LENGTH || isToThePoint(profiles, defect, fix));
  }
  return (isOrderAlone(problem) || isCodeAlone(problem)) && !isIdle(problem) && !isKnownWrong(known);
}

/** So like a cure that is known, or that is known to mend nothing. */
const FAIRLY = 0.25;
/** Who hides a fault, or hopes, is brief. */
const AT_LENGTH = 5;

const IDLE = words('likeness.idle');

/** The rubric's own cure speaks of it: "write a comment that says why". */
const isOfCure = ({ cures, wordOf }: Profiles, { id }: Defect, word: string): boolean =>
  ['w', 'c'].some((kind) => (cures.get(id)?.get(`${kind}:${wordOf.get(word) ?? word}`) ?? 0) > 0);

/** It takes away what is there, or speaks of what the examples speak of: "give it a version", «quitar la opción del CMD». */
function isToThePoint(profiles: Profiles, { id }: Defect, fix: Analysis): boolean {
  if (content(fix.tokens) < 2) return false;
  if (fix.signs().words[0]?.drops && isThere(profiles, id)) return true;
  return (likenesses(profiles, [fix]).find(({ defect }) => defect === id)?.shared ?? 0) >= TOUCHED;
}

/** A rare word that the examples have. */
const TOUCHED = 1;

/** The correction is plainly more like another defect. */
function isOfAnother(profiles: Profiles, { id }: Defect, fix: Analysis): boolean {
  const [best, ...rest] = likenesses(profiles, [fix]);
  if (!best || best.defect === id || best.shared < PLAIN) return false;
  return (rest.find(({ defect }) => defect === id)?.shared ?? 0) < best.shared / 2;
}

const PLAIN = 3;

/** "Publish it as a package", «que solo lo lea su dueño»: an order, with nothing said of what is there. */
function isOrderAlone(problem: Analysis): boolean {
  const { tokens } = problem;
  const spoken = problem.signs().words;
  const first = spoken.filter(({ clause }) => clause === spoken[0]?.clause);
  // "Fit, split, evaluate" names steps.
  if (first.length < 2 || content(tokens) < 3 || isAsked(problem) || first.some(({ states }) => states)) return false;
  // An order may say what not to do.
  if (opensWithOrder(tokens)) return !problem.praise;
  return first.some(({ asked }) => asked) && !first.some(({ lack }) => lack) && isStatement(problem);
}

/** «Que despliegue el pipeline» wishes it. */
const opensWithOrder = (tokens: readonly Token[]): boolean => {
  const opening = tokens.find(({ kind }) => kind === 'word');
  if (!opening || opening.code) return false;
  return opening.word === 'que' || ORDERS.has(opening.word) || isOrder(tokens, [...tokens.keys()]);
};
const ORDERS = words('likeness.orders');

/** `PRIMARY KEY (id)`: code that is not the given one, and no word of prose beside it. */
const isCodeAlone = (problem: Analysis): boolean =>
  /[=(){}[\]<>]|::/.test(problem.text) &&
  isStatement(problem) &&
  !problem.complaint &&
  problem.tokens.every(({ word, kind, code }) => code || kind !== 'word' || !LITTLE.has(word));

const isStatement = (problem: Analysis): boolean => !problem.praise && problem.moods.size === 0 && !isAsked(problem);

const isAsked = ({ text }: Analysis): boolean => /[?]\s{0,9}$/.test(text);
