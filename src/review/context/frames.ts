import type { Prose } from '../../model/submission.js';
import type { Source } from '../../model/text.js';
import type { Candidate } from '../naming/decide.js';
import type { Match } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';
import { remembered } from '../text/remembered.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import { cataloguesOf } from './catalogue.js';
import { closingsOf } from './closings.js';
import { aboveOf, type Frame, isAdvised, isSaid, placeOf } from './frame.js';
import { plainWords } from './plain-words.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
}

/**
 * Takes out what a title, a heading, an introduction or a closing says to be no review of the work in hand: a rubric, a list of things
 * to read, hearsay, objections turned down, a verdict that takes it all back. A frame governs what stands under it until another.
 */
export function withFrames<T extends Read>(judged: readonly T[], prose: readonly Prose[]): T[] {
  const about = new Map(prose.map(({ source, about }) => [source, about ?? []]));
  const announced = announcedOver(judged, about);
  const closed = closingsOf(judged);
  const catalogues = cataloguesOf(judged);
  const foreign = new Set(prose.filter((run) => run.foreign).map(({ source }) => source));
  return judged.map((one, i) => {
    const frame = foreign.has(one.reading.remark.source)
      ? FOREIGN
      : (announced[i] ?? closed[i] ?? catalogues[i] ?? ownOf(one));
    return frame ? without(one, frame) : one;
  });
}

const FOREIGN: Frame = { why: 'handed in for something else', falls: 'all' };

const KINDS: readonly (readonly [pattern: Phrases, frame: Frame])[] = [
  [phrases('frames.rubric'), { why: 'told of how such an exam is marked', falls: 'all' }],
  [phrases('frames.scrambled'), { why: 'to be undone before it can be read', falls: 'all' }],
  [phrases('frames.other-subject'), FOREIGN],
  [phrases('frames.rejected'), { why: 'listed to be turned down', falls: 'all' }],
  [phrases('frames.hearsay'), { why: 'told as hearsay', falls: 'all' }],
  [phrases('frames.study'), { why: 'listed to be read or learnt', falls: 'unsaid' }],
  [phrases('frames.any-work'), { why: 'what may be found in any such work', falls: 'unsaid' }],
  [phrases('frames.fiction'), { why: 'verse or a tale', falls: 'bare' }],
  [phrases('frames.defined'), { why: 'defined', falls: 'bare' }],
  [phrases('frames.approved'), { why: 'listed as well done', falls: 'bare' }],
];
const OWN = phrases('frames.own');

/** A title, or a line before the first exercise; a line that goes on with its own matter after a colon announces nothing else. */
function announcementOfAll({ text, heading }: NonNullable<Prose['about']>[number]): Frame | 'own' | undefined {
  if (heading) return announcement(text);
  const lines = text.split(/\n|[.!?](?=\s)/).filter((line) => !/:\s*\S+\s+\S+/.test(line));
  return lines.map(announcement).find((found) => found !== undefined);
}

/** The frame that each remark stands in, by what is announced above it: the nearest announcement holds. */
function announcedOver(
  judged: readonly Read[],
  about: ReadonlyMap<Source, NonNullable<Prose['about']>>,
): (Frame | undefined)[] {
  const memo = new Map<Source, ReturnType<typeof announcementOfAll>[]>();
  const titlesOf = (source: Source): ReturnType<typeof announcementOfAll>[] => {
    let titles = memo.get(source);
    if (!titles) memo.set(source, (titles = (about.get(source) ?? []).map(announcementOfAll)));
    return titles;
  };
  let opened: { readonly frame: Frame | undefined; readonly place: string } | undefined;
  return judged.map((one) => {
    const { remark, problem } = one.reading;
    const place = placeOf(one.reading);
    if (opened && opened.place !== place) opened = undefined;
    const itself = remark.shape === 'heading' ? [problem.text] : [];
    for (const text of [...itself, ...aboveOf(one.reading).toReversed()]) {
      const found = announcement(text);
      if (found) return found === 'own' ? undefined : found;
    }
    if (remark.shape === 'sentence' && !one.candidates.some((c) => c.accepted)) {
      const found = OPENING.test(plainWords(problem.text)) ? announcement(problem.text) : undefined;
      if (found) opened = { frame: found === 'own' ? undefined : found, place };
    }
    if (opened) return opened.frame;
    const titles = titlesOf(remark.source);
    return titles.includes('own') ? undefined : titles.find((found) => found !== undefined && found !== 'own');
  }) as (Frame | undefined)[];
}

/** A sentence that says what comes after it. */
const OPENING = phrases('frames.opening');

const LONGEST = 240;

const announcement = remembered((text): Frame | 'own' | undefined => {
  if (text.length > LONGEST) return undefined;
  const said = plainWords(text);
  const found = KINDS.find(([pattern]) => pattern.test(said));
  if (found) return found[1];
  return OWN.test(said) ? 'own' : undefined;
});

/** What a remark says of itself: a line of a rubric, a thing to look up. */
function ownOf({ reading: { problem } }: Read): Frame | undefined {
  const said = plainWords(problem.text.slice(0, LONGEST));
  if (RUBRIC_LINE.test(said)) return { why: 'a line of how such an exam is marked', falls: 'all' };
  const opening = /^[^:]{10,140}:/.exec(problem.text)?.[0];
  if (opening && ANY_WORK.test(plainWords(opening)))
    return { why: 'what may be found in any such work', falls: /:\s*$/.test(problem.text) ? 'all' : 'unsaid' };
  if (COUNTERFACTUAL.test(said)) return { why: 'what would have been, and is not', falls: 'all' };
  return STUDY_ITEM.test(said) ? { why: 'a thing to be read or learnt', falls: 'unsaid' } : undefined;
}

const RUBRIC_LINE = phrases('frames.rubric-sentence');
const STUDY_ITEM = phrases('frames.study-item');
const ANY_WORK = phrases('frames.any-work');
const COUNTERFACTUAL = phrases('frames.counterfactual');

function without<T extends Read>(one: T, { why, falls }: Frame): T {
  const stays = (match: Match): boolean => {
    if (falls === 'said') return !isSaid(match);
    return isSaid(match) || (falls === 'bare' && isAdvised(match));
  };
  const candidates = one.candidates.map((c): Candidate => {
    if (!c.accepted || (falls !== 'all' && c.matches.length > 0 && c.matches.some(stays))) return c;
    return { ...c, accepted: false, unclear: true, why };
  });
  return { ...one, candidates };
}
