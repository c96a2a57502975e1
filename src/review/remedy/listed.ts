import type { Remedy } from '../../model/report.js';
import type { Defect } from '../compile.js';
import { LITTLE } from '../lexicon/lexicon.js';
import { type Form, type Match, matchForm } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import { isOrder } from '../stance/signs.js';
import type { Stanced } from '../stance/stance.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import type { Around, RemedyCase } from './case.js';
import { asAdvice, harmOf, matchesOf, sizeOf, weigh } from './cure.js';
import { pieceOf } from './pieces.js';
import { wordsOf } from './told.js';
import { content, nameOf, onlySays, SHORT, STATE } from './words.js';

/** Under "what is missing?" a bare name is no remedy: more must be said, in the same piece of the list. */
export function listedRemedy(defect: Defect, one: RemedyCase): Remedy {
  const { problem, fix, detail } = one.reading;
  const naming = nameOf(one.naming);
  const named = new Set(one.naming.flatMap((match) => match.hits.map((hit) => hit.concept)));
  const piece =
    one.alone || !one.inProblem ? { from: 0, to: problem.tokens.length } : pieceOf(problem, one.naming, one.others);
  const isHere = (hit: Stanced): boolean => !hit.above && hit.from >= piece.from && hit.from < piece.to;
  const here = weigh(defect, [{ part: problem, hits: problem.hits.filter(isHere) }], true);
  const there = weigh(
    defect,
    [fix, one.reading.remark.harm && !asks(detail) ? undefined : detail].flatMap((part) =>
      part ? [{ part, hits: part.hits.filter((hit) => !hit.above) }] : [],
    ),
    true,
  );
  if (here.harm + there.harm > 0) return 'wrong';
  const says = defect.fix.filter(onlySays);
  if (sizeOf(defect.fix, asAdvice(there.hits)) > 0 || sizeOf(says, [...here.hits, ...there.hits]) > 0) return 'right';
  if (isSpread(defect, one.reading)) return 'right';
  const told = matchesOf(defect.fix, asAdvice(here.hits));
  // "- `Histogram` of latency" says what type it should be, though its words are the name.
  const isItem = one.alone && one.reading.remark.shape !== 'sentence';
  const isMore = (match: Match): boolean =>
    match.hits.some(
      (hit) =>
        hit.at.some((i) => !naming.has(i)) ||
        (hit.stance === 'wanted' && hit.cue !== '') ||
        (isItem && !named.has(hit.concept) && isTyped(hit, problem)),
    );
  if (told.some(isMore) || one.naming.some((match) => isOfParts(match, defect))) return 'right';
  if (here.half || there.half) return 'half';
  if (here.idle || there.idle) return 'wrong';
  // A thing of two parts, a signal with its threshold, is not told by talking about it.
  if (!defect.fix.some(isBare)) return 'none';
  return explains(one, Math.max(-1, ...naming), piece.to) ? 'right' : 'none';
}

/** "p95 latency | 0.75 s": the cells of a row tell the parts of one cure. */
function isSpread(defect: Defect, { remark, problem, fix, detail }: Reading): boolean {
  if (remark.shape !== 'row' || remark.harm) return false;
  const cells = [problem, fix, detail].flatMap((part) =>
    part ? [asAdvice(part.hits.filter((hit) => !hit.above))] : [],
  );
  const isTold = (form: Form): boolean =>
    cells.some((hits) => matchForm(form, hits, false).some((m) => m.score >= 0.9));
  return defect.fix.some((form) => form.op === 'near' && form.of.every(isTold));
}

/** A column of reasons may say what should be there all the same. */
const asks = (part: Analysis | undefined): boolean =>
  part?.hits.some((hit) => !hit.above && hit.stance === 'wanted' && hit.cue !== '') ?? false;

const isTyped = (hit: Stanced, { tokens }: Analysis): boolean =>
  hit.at.some((i) => tokens[i]!.code) && !hit.at.every((i) => tokens[i]!.code);

/** "The source of the data and the years": two of the parts that make it up say what belongs there. */
function isOfParts({ hits }: Match, defect: Defect): boolean {
  const parts = new Set(defect.fix.flatMap((form) => (form.op === 'concept' ? [form.concept] : [])));
  return new Set(hits.flatMap(({ concept, above }) => (!above && parts.has(concept) ? [concept] : []))).size > 1;
}

/** Says at some length what belongs there, in words that the lexicon does not know: after the name, or in its other cell. */
function explains(one: RemedyCase, name: number, end: number): boolean {
  const { problem, fix, detail, remark } = one.reading;
  const beside = [...(fix?.tokens ?? []), ...(remark.harm ? [] : (detail?.tokens ?? []))];
  // Named by the correction alone, it is told there or nowhere.
  if (fix && !one.inProblem) return one.alone && content(beside) >= 3;
  const inPlace = problem.tokens.slice(0, end);
  const start = inPlace.findIndex((token, i) => i > name && token.kind === 'mark' && EXPLAINING.has(token.word));
  if (start >= 0 && content(inPlace.slice(start + 1)) >= 2 && !ONLY.has(inPlace[start + 1]!.word)) return true;
  const told = wordsOf(inPlace.slice(name + 1)).join(' ');
  const instance = EXAMPLE.exec(told);
  if (instance && tellingWords(told.slice(instance.index + instance[0].length)) >= 2) return true;
  const purpose = inPlace.findIndex((token, i) => i > name && PURPOSE.has(token.word));
  if (purpose >= 0 && content(inPlace.slice(purpose + 1)) >= 3) return true;
  if (one.alone && asksWhat(problem, name)) return true;
  if (!one.alone || (remark.shape === 'sentence' && !fix)) return false;
  if (content(beside) >= 3 || isInstance(beside)) return true;
  const comma = inPlace.findIndex((token, i) => i > name && token.word === ',');
  return comma >= 0 && content(inPlace.slice(comma + 1)) >= 3;
}

/** "por ejemplo, que falla en festivos": two words of an instance say more than two words of anything. */
function isInstance(tokens: readonly Token[]): boolean {
  const told = wordsOf(tokens).join(' ');
  const instance = EXAMPLE.exec(told);
  return instance?.index === 0 && tellingWords(told.slice(instance[0].length)) >= 2;
}

/** "¿Trata peor a los que viven lejos?": who asks something at length has said what belongs there; "¿y las métricas?" has not. */
function asksWhat({ tokens, text }: Analysis, name: number): boolean {
  if (!/\?\s{0,9}$/.test(text) || ASKS_WHERE.test(wordsOf(tokens).join(' '))) return false;
  return content(tokens.filter((_, i) => i > name)) >= 3;
}

const ASKS_WHERE = phrases('remedy.asks-where');

/** "…: solo aparece el algoritmo" tells what is there. */
const ONLY = words('remedy.only');
const EXPLAINING = new Set([':', '(', '—', '->', '?']);

/** "…, por ejemplo pacientes sin historial": what follows. */
const EXAMPLE = phrases('remedy.for-example');

const PURPOSE = new Set('porque because para so'.split(' '));

/** What another sentence says belongs there; the very next one may be a mere phrase: "Nadie los cuenta. Contador por tipo." */
export function nearbyRemedy(defect: Defect, { reading: { problem }, next, follows, elsewhere }: Around): Remedy {
  const isAbout = (next || follows) && !elsewhere && defect.fix.some(isBare);
  const told = isAbout ? [toldTo(problem), next ? orderedIn(problem) : ''] : [];
  if (told.some((text) => tellsWhat(defect, problem, text))) return 'right';
  const goesOn = next && !elsewhere && !problem.complaint && problem.tokens.length <= SHORT;
  const hits = problem.hits.filter(
    (hit) => !hit.above && (hit.stance === 'wanted' || hit.aside || (goesOn && hit.stance === 'neutral')),
  );
  const forms = goesOn ? defect.fix : defect.fix.filter((form) => !isBare(form));
  return sizeOf(forms, asAdvice(hits)) > 0 && harmOf(defect, hits) === 0 ? 'right' : 'none';
}

/** "Tiene que decir de qué hospital salen", "I'd write …": an order to tell something, in whatever words. */
function tellsWhat(defect: Defect, problem: Analysis, told: string): boolean {
  if (told === '' || /\?\s{0,9}$/.test(problem.text)) return false;
  const advice = { part: problem, hits: problem.hits.filter((hit) => !hit.above) };
  const { harm, idle, half } = weigh(defect, [advice]);
  return harm === 0 && !idle && !half && tellingWords(told) >= 3;
}

function toldTo({ tokens }: Analysis): string {
  const text = wordsOf(tokens).join(' ');
  const order = MUST_TELL.exec(text);
  return order ? text.slice(order[0].length) : '';
}

/** "Falta: recomendaciones. Revisar el modelo cada seis meses …": what an infinitive or imperative that opens a sentence orders. */
function orderedIn({ tokens, praise, moods }: Analysis): string {
  const end = tokens.findIndex(({ kind }, i) => i > 0 && kind === 'mark');
  const opening = Array.from({ length: end < 0 ? tokens.length : end }, (_, i) => i);
  if (praise || moods.size > 0 || !isOrder(tokens, opening)) return '';
  const all = wordsOf(tokens);
  return all.slice(all.findIndex((word) => !OPENING.has(word)) + 1).join(' ');
}

/** An infinitive or imperative opens the sentence. */
export const opensAsOrder = (part: Analysis): boolean => orderedIn(part) !== '';

const OPENING = words('signs.opening');

const tellingWords = (text: string): number =>
  text.split(' ').filter((word) => word !== '' && !LITTLE.has(word) && !STATE.has(word) && !PLACE.has(word)).length;

const PLACE = words('remedy.place');

const MUST_TELL = phrases('remedy.must-tell');

const isBare = (form: Form): boolean => form.op === 'concept';
