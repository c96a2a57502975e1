import type { Remedy } from '../../model/report.js';
import type { CompiledReview, Defect } from '../compile.js';
import { LITTLE } from '../lexicon/lexicon.js';
import { conceptsOf, type Form, type Match } from '../naming/forms.js';
import { askedLast, isKnownWrong, knownRemedy } from '../naming/known-remedy.js';
import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import { grades } from '../stance/operators.js';
import type { Stance, Stanced } from '../stance/stance.js';
import { phrases } from '../text/vocabulary.js';
import type { Around, RemedyCase } from './case.js';
import { type Advice, asAdvice, harmOf, isFree, sizeOf, verdictOf } from './cure.js';
import { isThere, learnedRemedy } from './learned-remedy.js';
import { listedRemedy, nearbyRemedy } from './listed.js';
import { isCall, isImperative, sentencesOf, tailsOf, toldAfter, wordsOf } from './told.js';
import { isTrusted } from './trust.js';
import { content, nameOf, onlySays, SHORT, STATE } from './words.js';

/**
 * Whether what a student writes cures a defect: the correction in its own place first, then what the rest of the remark
 * advises, then the sentences around it.
 */
export function remedyOf(form: CompiledReview, defect: Defect, plain: RemedyCase): Remedy {
  const around = plain.around.map((other) => ({ ...other, reading: withCures(other.reading) }));
  const one = { ...plain, reading: withCures(plain.reading), around };
  const told = form.listed ? listedRemedy(defect, one) : foundRemedy(form, defect, one);
  if (told === 'wrong') return told;
  const own = learned(form, defect, one, told) ?? told;
  if (own !== 'none' && own !== 'unknown') return own;
  for (const other of one.around) {
    const near = form.listed ? nearbyRemedy(defect, other) : followingRemedy(defect, other);
    if (near === 'right' || near === 'half' || near === 'wrong') return near;
  }
  return own;
}

/** What the rubric's own examples and phrases say of the cure, where they are all that tells it. */
function learned(form: CompiledReview, defect: Defect, one: RemedyCase, told: Remedy): Remedy | undefined {
  if (!form.profiles || form.listed || !defect.plain) return undefined;
  const { problem, fix, detail } = one.reading;
  const advice = fix ?? (one.alone ? askedLast(problem) : undefined);
  // What the author calls a cure is one, whatever is known of such matters at large.
  if (advice && told !== 'right' && isKnownWrong(knownRemedy(form.profiles, defect.id, advice))) return 'wrong';
  const verdict = learnedRemedy(form.profiles, defect.id, problem, fix ?? detail, one.beside);
  // Who tells what is wrong may do it with a word of the cure.
  const isTold = fix ?? detail ?? knownRemedy(form.profiles, defect.id, problem).right >= FAINTLY;
  if (verdict !== 'none' && (isTold || verdict === 'wrong')) return verdict;
  const isGone = ordersLast(problem, HARM) || pointsBack(wordsOf((fix ?? detail)?.tokens ?? []), HARM);
  if (isGone && one.alone && isThere(form.profiles, defect.id)) return 'right';
  return isTrusted(form, defect, one) ? 'right' : undefined;
}

/** So much of a cure that is known. */
const FAINTLY = 0.15;

/** Whether nothing but the place and the kind of sentence says that a cure is right. */
export const isOnTrust = (form: CompiledReview, defect: Defect, one: RemedyCase): boolean =>
  form.profiles !== undefined &&
  isTrusted(form, defect, one) &&
  learnedRemedy(form.profiles, defect.id, one.reading.problem, one.reading.fix ?? one.reading.detail, one.beside) !==
    'right';

/** What is there and harms is mended where it is taken away, or put elsewhere: "remove it", "move it there". */
const HARM: Kinds = { adds: false, drops: true, moves: true };

/** Here the words for remedies count too. */
function withCures(reading: Reading): Reading {
  const { problem, fix, detail } = reading;
  return {
    ...reading,
    problem: judged(problem),
    ...(fix ? { fix: judged(fix) } : {}),
    ...(detail ? { detail: judged(detail) } : {}),
  };
}

const judged = (part: Analysis): Analysis =>
  part.cures.length > 0 ? { ...part, hits: [...part.hits, ...part.cures] } : part;

/** Whether a sentence of the review advises the cure, wherever it stands; where it cures another defect, in words that name no other. */
export function advises(defect: Defect, reading: Reading, ofOthers: boolean): boolean {
  const own = ofOthers ? { ...defect, fix: defect.ownFix } : defect;
  return partsOf(reading).some((part) => {
    const hits = part.hits.filter((hit) => hit.stance === 'wanted' && !hit.above);
    return isFree(own, { part, hits });
  });
}

/** Whether a remark says more than its problem, in words of which no remedy could be made out: a person may. */
export function saysMore(defect: Defect, one: RemedyCase, next: Analysis | undefined): boolean {
  const { problem, fix, detail, remark } = one.reading;
  if (defect.fix.length === 0) return false;
  if (fix && content(fix.tokens) > 0) return true;
  if (detail && content(detail.tokens) >= 3) return true;
  const tail = one.inProblem ? tailsOf(problem, one.naming).flat() : [];
  if (tail.filter((word) => !LITTLE.has(word) && !STATE.has(word)).length >= 3) return true;
  return remark.shape === 'sentence' && next !== undefined && !next.praise && content(next.tokens) >= 3;
}

/** Whether a remark that names nothing advises what would do harm. */
export function advisesHarm(defect: Defect, reading: Reading): boolean {
  return partsOf(reading).some((part) => harmOf(defect, advised(part, false)) > 0);
}

const partsOf = (reading: Reading): Analysis[] =>
  [reading.problem, reading.fix, reading.detail].flatMap((part) => (part ? [judged(part)] : []));

function foundRemedy(form: CompiledReview, defect: Defect, one: RemedyCase): Remedy {
  const { problem, fix, detail } = one.reading;
  // What an example names has no words of its own: the calls beside it are told after it.
  const isTold = one.inProblem && problem.tokens.length > SHORT && one.naming.every((match) => match.score < 0.9);
  const beside = isTold ? callsOf(problem) : [];
  const told = one.inProblem ? [...toldAfter(problem, one.naming, one.others), ...todoOf(one), ...beside] : [];
  const harmful = new Set(
    one.naming.flatMap(({ form: by, hits }) => (by.startsWith('harmful') ? hits.flatMap((hit) => hit.at) : [])),
  );
  const isNaming = (hit: Stanced): boolean => hit.stance === 'neutral' && hit.at.every((i) => harmful.has(i));
  const said: Advice[] = [
    { part: problem, hits: [...advised(problem, false).filter((hit) => !isNaming(hit)), ...told] },
  ];
  if (detail) said.push({ part: detail, hits: [...advised(detail, true), ...callsOf(detail)] });
  for (const advice of fix ? [[{ part: fix, hits: fix.hits }], said] : [said]) {
    const verdict = verdictOf(defect, advice);
    if (verdict !== 'none') return verdict;
  }
  const kinds = kindsOf(one.naming, defect);
  if (
    sizeOf(
      defect.fix.filter(onlySays),
      problem.hits.filter((hit) => !hit.above),
    ) > 0
  )
    return 'right';
  const answers = [...(one.inProblem ? tailsOf(problem, one.naming) : []), ...(detail ? sentencesOf(detail) : [])];
  if (answers.some((words) => pointsBack(words, kinds)) || (one.inProblem && ordersLast(problem, kinds)))
    return 'right';
  if (!fix?.tokens.some((token) => token.kind === 'word')) return 'none';
  if (pointsBack(wordsOf(fix.tokens), kinds)) return 'right';
  return curesAnother(form, defect, fix) ? 'wrong' : 'unknown';
}

/** "…, not ok, drop it": the last piece is an order and nothing else. */
function ordersLast({ tokens }: Analysis, kinds: Kinds): boolean {
  const comma = tokens.findLastIndex(({ word, code }) => word === ',' && !code);
  const last = wordsOf(tokens.slice(comma + 1));
  return comma > 0 && last.length <= 4 && PRONOUN.test(last.join(' ')) && pointsBack(last, kinds);
}

const PRONOUN = /\b(?:it|them)\b|[aeiou]r?l[aoe]s?\b/;

/** "[ ] params with `log_params`": what a list of things to do says of each, beyond its name. */
function todoOf({ reading: { remark, problem }, naming }: RemedyCase): Stanced[] {
  if (remark.column !== 'missing' || remark.shape !== 'item') return [];
  const named = nameOf(naming);
  const replaces = problem.hits.some((hit) => hit.stance === 'replaced');
  return problem.hits
    .filter((hit) => !hit.above && hit.stance === 'absent' && (replaces || hit.at.some((i) => !named.has(i))))
    .map((hit) => ({ ...hit, stance: 'wanted' as const }));
}

/** Whether a text that follows the name of a defect cures it. */
export const curedIn = (defect: Defect, part: Analysis): boolean =>
  followingRemedy(defect, { reading: { problem: judged(part) }, next: true, follows: false, elsewhere: false }) ===
  'right';

/** Another sentence of the paragraph: what it advises, and the calls that it names. */
function followingRemedy(
  defect: Defect,
  other: Omit<Around, 'reading'> & { readonly reading: Pick<Reading, 'problem' | 'fix'> },
): Remedy {
  const { problem, fix } = other.reading;
  // The very next one may be a mere phrase: "Sin niveles. INFO en lo normal y ERROR en el fallo."
  const isGrade = problem.tokens.some((_, i) => grades(problem.tokens, i));
  const goesOn = other.next && !other.elsewhere && !problem.complaint && !isGrade;
  const forms = other.elsewhere ? defect.fix.filter((one) => defect.telling.includes(one)) : defect.fix;
  const enough = goesOn ? sufficing(defect, problem) : [];
  const advice = [{ part: problem, hits: [...advised(problem, goesOn), ...callsOf(problem), ...enough] }];
  const verdict = verdictOf(defect, fix ? [...advice, { part: fix, hits: fix.hits }] : advice, forms);
  // What is wrong in a sentence about another defect is wrong there.
  if (other.elsewhere && (verdict === 'wrong' || verdict === 'half')) return 'none';
  if (verdict !== 'none' || !other.next || other.elsewhere) return verdict;
  return sentencesOf(problem).some((words) => pointsBack(words, kindsOf([], defect))) ? 'right' : 'none';
}

/** "No input example. Two rows of X_test are enough.": what will do is advised, where it is not the thing itself. */
function sufficing(defect: Defect, { hits }: Analysis): Stanced[] {
  const named = new Set(defect.mentions.flatMap(conceptsOf));
  return hits
    .filter(({ above, stance, cue, concept }) => !above && stance === 'fine' && ENOUGH.test(cue) && !named.has(concept))
    .map((hit) => ({ ...hit, stance: 'wanted' as const }));
}

const ENOUGH = /\b(?:enough|suffic|suficiente|basta|alcanza)/;

/** Calls that are named, and orders, where the problem was told before. */
function callsOf(part: Analysis): Stanced[] {
  return part.hits
    .filter((hit) => {
      if (hit.above) return false;
      if (isImperative(part, hit)) return true;
      const isOpen = hit.stance === 'neutral' || hit.stance === 'present' || (hit.stance === 'absent' && !hit.own);
      return isOpen && isCall(part, hit);
    })
    .map((hit) => ({ ...hit, stance: 'wanted' as const }));
}

/** Hits that are advice: wanted, to be removed, said after a colon, or a bare call in a sentence that follows. */
function advised(part: Analysis, following: boolean): Stanced[] {
  const isAdvice = (hit: Stanced): boolean =>
    ADVICE.has(hit.stance) || (hit.stance === 'neutral' && (following || hit.aside));
  return part.hits.filter((hit) => !hit.above && isAdvice(hit));
}

const ADVICE = new Set<Stance>(['wanted', 'unwanted']);

/** What a defect is: something to be added, something to be taken away, or either. */
interface Kinds {
  readonly adds: boolean;
  readonly drops: boolean;
  /** It may be put elsewhere, or done in another way. */
  readonly moves?: boolean;
}

/** By the words that name it here; where none do, by what its forms ask for. */
function kindsOf(naming: readonly Match[], defect: Defect): Kinds {
  const forms = naming.map((match) => match.form).join(' ');
  const kinds = naming.length > 0 ? forms : defect.mentions.flatMap(readingsOf).join(' ');
  const drops = /harmful|unwanted/.test(kinds);
  return {
    adds: /missing|wanted/.test(kinds.replaceAll('unwanted', '')) || !drops,
    drops: drops || /says/.test(kinds),
  };
}

/** "registrarlos", "log them", "sacarla": it does to the named thing what is needed. */
function pointsBack(words: readonly string[], kinds: Kinds): boolean {
  const text = words.join(' ');
  if (kinds.adds && LET_IT.test(text)) return true;
  if (words.length === 0 || words.length > 9) return false;
  return (
    ((ADDS_IT.test(text) || ADDS_ALONE.test(text)) && kinds.adds) ||
    ((DROPS_IT.test(text) || DROPS_ALONE.test(text)) && kinds.drops) ||
    (kinds.moves === true && MOVES_IT.test(text))
  );
}

/** «Que lo genere la pasarela», "have the gateway create it". */
const LET_IT = phrases('remedy.let-it');
const ADDS_IT = phrases('remedy.adds-it');

const ADDS_ALONE = phrases('remedy.adds-alone');
const DROPS_ALONE = phrases('remedy.drops-alone');

const MOVES_IT = phrases('remedy.moves-it');

const DROPS_IT = phrases('remedy.drops-it');

function readingsOf(form: Form): string[] {
  if (form.op === 'concept') return [form.as];
  return form.op === 'weak' ? readingsOf(form.of) : form.of.flatMap(readingsOf);
}

/** The correction is plainly about another defect of the exercise. */
function curesAnother(form: CompiledReview, defect: Defect, fix: Analysis): boolean {
  return form.defects.some(
    (other) => other !== defect && !other.extra && sizeOf(other.telling, asAdvice(fix.hits)) > 0,
  );
}
