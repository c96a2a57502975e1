import type { Source } from '../../model/text.js';
import type { CompiledReview } from '../compile.js';
import type { Candidate } from '../naming/decide.js';
import type { Match } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';
import { wordsOf } from '../remedy/told.js';
import type { Analysis } from '../stance/analyse.js';
import { isSpared, opensRebuttal } from '../stance/speech.js';
import { phrases, words } from '../text/vocabulary.js';
import { onlyAsks } from './asking.js';
import { isGeneral } from './general.js';
import { openingOf } from './lacking.js';
import { whoseOf } from './other-work.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
}

/**
 * Takes back what the text around a remark says not to be a finding: the answer to a rhetorical question, the next sentence, the
 * introduction of a list, the question over a column, a heading of names only, a closing that finds nothing.
 */
export function withDiscourse<T extends Read>(form: CompiledReview, judged: readonly T[]): T[] {
  const closed = closesWell(judged);
  const acquitted = judged.some((one) => one.reading.remark.shape !== 'row' && acquits(textOf(one)));
  const whose = whoseOf(judged.map(({ reading }) => reading));
  const asks = judged.map((one, i) => onlyAsks(one.reading, answerTo(judged, i)));
  // A question among findings is one more of them; who only asks has found nothing, but under "what is missing?" it names that,
  // unless he asks for theory.
  const studies = judged.some((one, i) => asks[i] && THEORY.test(textOf(one)));
  const asksAll =
    (!form.listed || studies) && judged.every((one, i) => asks[i] || !one.candidates.some((c) => c.accepted));
  const zones = new Map<Source, readonly Zone[]>();
  const out = judged.map((given, i): T => {
    const one = withoutPractice(given);
    if (!one.candidates.some((c) => c.accepted)) return one;
    if (whose[i]) return without(one, () => true, WHOSE[whose[i]]);
    const { remark, problem, fix } = one.reading;
    const before = judged[i - 1]?.reading;
    const isNext = before?.remark.group === remark.group && before.remark.shape === 'sentence';
    if (isNext && questionOf(before.problem, problem)) return without(one, () => true, 'it waves a question away');
    if (NOTHING_MISSING.test(textOf(one)) || (isNext && NOTHING_MISSING.test(plainOf(before.problem))))
      return without(one, (m) => !claims(m), 'nothing is said to be missing');
    if (remark.shape === 'heading' && TITLE.test(textOf(one))) return without(one, isBare, 'a title of the hand-in');
    if (remark.shape !== 'heading' && !fix?.hits.length && AFFIRMS.test(textOf(one)))
      return withoutUnlikely(one, (m) => isBare(m) || isAdvisedSoftly(m), 'said to be there');
    if (fix && KEPT.test(plainOf(fix))) return without(one, (m) => !claims(m), 'the rest of the row keeps it');
    if (remark.column === 'ticked' && !problem.hits.some((hit) => AGAINST.has(hit.stance)))
      return without(one, isBare, COLUMNS.ticked);
    if (remark.column === 'there' || remark.column === 'defined' || remark.column === 'marks')
      return without(one, () => true, COLUMNS[remark.column]);
    let zone = zones.get(remark.source);
    if (!zone) zones.set(remark.source, (zone = zonesOf(remark.source.text)));
    if (zone.some(([from, to]) => remark.start >= from && remark.start < to))
      return without(one, (m) => !lacks(m), 'a name under a heading of names');
    if (acquitted) return without(one, () => true, 'the answer says that there is no problem at all');
    const opening = plain(remark.under.at(-1) ?? '');
    if (DENIED.test(opening) || DENIED.test(plain(/^[^:\n]{0,120}:/.exec(problem.text)?.[0] ?? '')))
      return without(one, () => true, 'the introduction says that these do not happen');
    if (closed) return without(one, (m) => !claims(m), 'the answer closes by finding nothing');
    if (remark.shape !== 'sentence' && PRESENT.test(opening))
      return without(one, isBare, 'the introduction says that these are there');
    if (THERE_NOW.test(plain(problem.text))) return withoutUnlikely(one, () => true, 'it is said to be there by now');
    const question = questionOf(problem, answerTo(judged, i));
    if (question) return without(one, (m) => isMissing(m), question);
    if (asks[i] && (asksAll || fix)) return withoutUnlikely(one, () => true, 'only asked');
    if (!fix && QUALITIES.test(plain(problem.text)))
      return withoutUnlikely(one, (m) => !claims(m), 'what all good work is');
    if (ANY_WORK.test(textOf(one))) return withoutUnlikely(one, () => true, 'told of any such work');
    if (!fix && isGeneral(problem)) return withoutUnlikely(one, (m) => !claims(m), 'told of good work in general');
    if (form.listed && remark.shape === 'sentence' && isDefinition(problem))
      return withoutUnlikely(one, (m) => !claims(m), 'only defined');
    if (form.listed && isNext && /^(?:ej|e g)\b/.test(textOf(one)) && isNames(before.problem))
      return without(one, (m) => !claims(m), 'an example of what is defined');
    const next = following(judged, i) ?? (remark.shape === 'item' ? one.reading.detail : undefined);
    const rebuttal = next && opensRebuttal(next.tokens, next.hits);
    if (!rebuttal || (rebuttal === 'refused' && /\?\W*$/.test(problem.text))) return one;
    const said = openingOf(next);
    const isKept = (m: Match): boolean =>
      !/harmful/.test(m.form) && m.hits.every((hit) => isSpared(hit, rebuttal) || hit.cue === said);
    return without(one, (m) => !isKept(m), 'the next sentence takes it back');
  });
  return withoutQuarrels(out.map((one, i) => withoutPraised(one, out[i + 1])));
}

const THEORY = phrases('frames.asks-theory');

const WHOSE = {
  other: 'told of another work',
  mended: 'it was so once, and is said to be mended',
} as const;

const COLUMNS = {
  there: 'its column says that it is there',
  defined: 'its table defines words',
  marks: 'its table gives marks',
  ticked: 'it is ticked off, where other boxes are not',
} as const;

/** The next sentence of the same paragraph. */
function following(judged: readonly Read[], i: number): Analysis | undefined {
  const { remark } = judged[i]!.reading;
  const next = judged[i + 1]?.reading;
  const isNext = next && next.remark.group === remark.group && next.remark.shape === 'sentence';
  return isNext && remark.shape === 'sentence' ? next.problem : undefined;
}

/** The first sentence after it in the paragraph that asks nothing itself. */
function answerTo(judged: readonly Read[], i: number): Analysis | undefined {
  let at = i;
  let next = following(judged, at);
  while (next && /\?\W*$/.test(next.text)) next = following(judged, ++at);
  return next;
}

const THERE_NOW = phrases('discourse.there-now');

function without<T extends Read>(one: T, falls: (match: Match) => boolean, why: string): T {
  const candidates = one.candidates.map((c): Candidate => {
    if (!c.accepted || (c.matches.length > 0 && !c.matches.some(falls))) return c;
    return { ...c, accepted: false, unclear: true, why };
  });
  return { ...one, candidates };
}

/** For what a sentence says by itself: an example of the author, word for word, is a finding however it sounds. */
const withoutUnlikely = <T extends Read>(one: T, falls: (match: Match) => boolean, why: string): T =>
  one.candidates.some((c) => c.verbatim) ? one : without(one, falls, why);

const isMissing = (match: Match): boolean => !/harmful|says/.test(match.form);
/** What nobody says of a thing that is done. */
const AGAINST = new Set(['absent', 'bad', 'wanted', 'unwanted', 'replaced']);

const isBare = (match: Match): boolean =>
  match.hits.every((hit) => hit.above || hit.stance === 'neutral' || hit.stance === 'present');
/** Something is said to be missing; a question says no such thing. */
const lacks = (match: Match): boolean => match.hits.some((hit) => !hit.above && hit.stance === 'absent');
/** Something is said to be missing or wrong in so many words. */
const claims = (match: Match): boolean =>
  match.hits.some(
    (hit) => !hit.above && (hit.stance === 'absent' || hit.stance === 'bad' || hit.stance === 'replaced'),
  );

type Zone = readonly [from: number, to: number];

/** What stands under "Index", "Keywords", "Glossary", up to the next heading. */
function zonesOf(text: string): Zone[] {
  const heads = [...text.matchAll(/^ {0,3}#{1,6}[ \t]+(.{1,80})$/gm)];
  return heads.flatMap((head, i): Zone[] =>
    NAMES.test(plain(head[1]!)) ? [[head.index, heads[i + 1]?.index ?? text.length]] : [],
  );
}

const NAMES = phrases('discourse.names-only');

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();

const PRESENT = phrases('discourse.introduces-present');

const DENIED = phrases('discourse.introduces-denied');

/** A sentence that acquits the whole: "no encuentro ningún problema", "verdict: zero findings". "No other problem" acquits the rest. */
const acquits = (text: string): boolean => ACQUITTAL.test(text) && !REST.test(text);
const ACQUITTAL = phrases('discourse.acquittal');
const REST = phrases('discourse.other-than');

/** "Por tanto, está completa", "so there is nothing to point out", where nothing is said to be missing. */
function closesWell(judged: readonly Read[]): boolean {
  if (!judged.some((one) => CLOSING.test(textOf(one)))) return false;
  return !judged.some((one) => one.candidates.some((c) => c.accepted && c.matches.some(claims)));
}

/** "Logging best practices", «buenas prácticas de logging»: a word of a set phrase names no defect. */
const withoutPractice = <T extends Read>(one: T): T => {
  const { problem, fix } = one.reading;
  if (fix || !problem.tokens.some(({ word }) => PRACTICE.has(word))) return one;
  return withoutUnlikely(one, (m) => ofPractice(m, problem), 'good practice in general');
};
const PRACTICE = words('discourse.practice');
const ofPractice = (match: Match, { tokens }: Analysis): boolean =>
  match.hits.every(
    (hit) =>
      hit.above ||
      (/^(?:best|good)$/.test(tokens[hit.to]?.word ?? '') && PRACTICE.has(tokens[hit.to + 1]?.word ?? '')) ||
      tokens.slice(Math.max(0, hit.from - 2), hit.from).some(({ word }) => PRACTICE.has(word)),
  );

const plainOf = (part: Analysis): string => wordsOf(part.tokens).join(' ');
const textOf = (one: Read): string => plainOf(one.reading.problem);
/** A sentence that finds no fault with anything it names. */
const isNames = (part: Analysis): boolean =>
  !part.hits.some((hit) => !hit.above && (hit.stance === 'absent' || hit.stance === 'wanted' || hit.stance === 'bad'));

/** Advice that only a little word makes one: "swapped for a logger". */
const isAdvisedSoftly = (match: Match): boolean =>
  match.hits.every(
    (hit) => hit.above || (hit.stance === 'wanted' && hit.cue.length <= 3) || isBare({ ...match, hits: [hit] }),
  );
/** "A card could lack an intended use", "scripts that lack tags would be poor". */
const ANY_WORK = phrases('discourse.any-work');
const QUALITIES = phrases('discourse.qualities');
const AFFIRMS = phrases('discourse.affirms');
const NOTHING_MISSING = phrases('discourse.nothing-missing');
const TITLE = phrases('discourse.title');
const KEPT = phrases('discourse.kept');
const CLOSING = phrases('discourse.closing');

/** Why a question claims nothing: it is put for effect, or waved away by its answer. */
function questionOf(problem: Analysis, next: Analysis | undefined): string | undefined {
  const at = problem.tokens.findIndex((token) => token.kind === 'mark' && token.word === '?');
  if (at < 0) return undefined;
  const asked = wordsOf(problem.tokens.slice(0, at)).join(' ');
  const told = at < problem.tokens.length - 1 ? problem.tokens.slice(at + 1) : (next?.tokens ?? []);
  const lacks = problem.hits.some(
    (hit) => !hit.above && hit.to <= at && (hit.stance === 'absent' || hit.stance === 'wanted'),
  );
  if (EFFECT.test(asked) || (!lacks && /\b(?:really|en serio|de verdad)$/.test(asked))) return 'asked for effect';
  const answer = wordsOf(told).join(' ');
  return WAVED.test(answer) || (lacks && /^(?:pues |well )?(?:no|nope|tampoco|neither)$/.test(firstSentence(told)))
    ? 'its answer waves it away'
    : undefined;
}

function firstSentence(tokens: Analysis['tokens']): string {
  const end = tokens.findIndex((token) => token.kind === 'mark' && /^[.!?,;]$/.test(token.word));
  return wordsOf(end < 0 ? tokens : tokens.slice(0, end)).join(' ');
}

const EFFECT = phrases('discourse.asked-for-effect');
const WAVED = phrases('discourse.waved-away');

/** "A gauge is a value that goes up and down": what such things are, not what this work lacks. */
function isDefinition(problem: Analysis): boolean {
  const text = wordsOf(problem.tokens.slice(0, 14)).join(' ');
  const match = DEFINED.exec(text);
  return match !== null && !THINGS.has(match.groups?.thing ?? '');
}

const DEFINED = phrases('discourse.defined');
const THINGS = words('discourse.things');

/** "No se registran los params. Los params se registran correctamente.": the next sentence praises the very thing. */
function withoutPraised<T extends Read>(one: T, next: T | undefined): T {
  if (!next || next.reading.remark.group !== one.reading.remark.group || !next.reading.problem.praise) return one;
  if (NOW.test(textOf(next)) || next.reading.problem.hits.some((hit) => hit.code)) return one;
  const praised = new Set(
    next.candidates
      .filter((c) => !c.accepted && (c.rule >= 0.3 || /is said to be present/.test(c.why)))
      .map((c) => c.defect.id),
  );
  if (!one.candidates.some((c) => c.accepted && praised.has(c.defect.id))) return one;
  const why = 'the next sentence praises it';
  const candidates = one.candidates.map((c) =>
    c.accepted && praised.has(c.defect.id) ? { ...c, accepted: false, unclear: true, why } : c,
  );
  return { ...one, candidates };
}

const NOW = phrases('discourse.after-the-cure');

/** One row says that a thing is missing, another that it is there: neither counts. */
function withoutQuarrels<T extends Read>(judged: readonly T[]): T[] {
  const there = new Set(
    judged.flatMap((one) =>
      one.reading.remark.shape === 'row'
        ? one.candidates
            .filter((c) => !c.accepted && (DISMISSED.test(c.why) || isPraised(one, c)))
            .map((c) => c.defect.id)
        : [],
    ),
  );
  if (there.size === 0) return [...judged];
  return judged.map((one) =>
    one.reading.remark.shape === 'row' && one.candidates.some((c) => c.accepted && there.has(c.defect.id))
      ? {
          ...one,
          candidates: one.candidates.map((c) =>
            c.accepted && there.has(c.defect.id)
              ? { ...c, accepted: false, unclear: true, why: 'another row calls it fine' }
              : c,
          ),
        }
      : one,
  );
}

/** "| The use of print is right, no logger is needed | None |": all of the row denies it. */
const isPraised = ({ reading: { fix } }: Read, { denied }: Candidate): boolean =>
  denied && fix !== undefined && NONE.test(plainOf(fix));

const NONE = /^(?:ningun[oa]?|nada|none|nothing|n a|no)?$/;
const DISMISSED = /^the rest of the row says|^its column says/;
