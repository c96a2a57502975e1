import type { Candidate } from '../naming/decide.js';
import type { Reading } from '../naming/reading.js';
import type { Frame } from './frame.js';
import { plainWords } from './plain-words.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
}

const CATALOGUE: Frame = { why: 'one of a long list of names, most of them of other things', falls: 'bare' };

/** A list or table of bare names, most of which have nothing to do with the question: whoever names everything has found nothing. */
export function cataloguesOf(judged: readonly Read[]): (Frame | undefined)[] {
  const out: (Frame | undefined)[] = judged.map(() => undefined);
  for (let from = 0; from < judged.length; ) {
    let to = from + 1;
    while (to < judged.length && isSibling(judged[from]!.reading, judged[to]!.reading)) to++;
    const list = judged.slice(from, to);
    const bare = list.filter(isBareName);
    const naming = bare.filter(({ candidates }) => candidates.some((c) => c.accepted && !c.defect.extra));
    if (bare.length >= LONG && bare.length >= list.length * 0.8 && naming.length < bare.length / 2)
      for (let i = from; i < to; i++) out[i] = CATALOGUE;
    from = to;
  }
  for (const [from, to] of skeletonsOf(judged)) for (let i = from; i < to; i++) out[i] ??= SKELETON;
  return out;
}

const SKELETON: Frame = { why: 'a heading of a card with nothing under any', falls: 'bare' };

/** "# Model card", "## Intended use", "## Metrics" and no text between them: the frame of a card, and no list of what it lacks. */
function skeletonsOf(judged: readonly Read[]): [from: number, to: number][] {
  const out: [number, number][] = [];
  for (const [i, { reading }] of judged.entries()) {
    if (!isHeading(reading) || !CARD.test(plainWords(reading.problem.text))) continue;
    let to = i + 1;
    while (judged[to] && isHeading(judged[to]!.reading)) to++;
    if (to - i > FEWEST) out.push([i, to]);
  }
  return out;
}

/** A heading with nothing under it, also one inside a fence, which is read as a line. */
function isHeading({ remark: { shape, source, start }, detail }: Reading): boolean {
  if (detail) return false;
  return (
    shape === 'heading' ||
    /^ {0,3}#{1,6} {1,4}$/.test(
      source.text
        .slice(Math.max(0, start - 14), start)
        .split('\n')
        .at(-1)!,
    )
  );
}

const CARD =
  /^(?:(?:la|mi|the|my|nueva|new) )?(?:model card|card|ficha|tarjeta)(?: (?:del?|of|for) (?:the )?(?:modelo|model))?(?: \w+){0,3}$/;
const FEWEST = 3;

/** No exercise has as many things to find. */
const LONG = 15;

const isSibling = ({ remark: a }: Reading, { remark: b }: Reading): boolean =>
  a.shape !== 'sentence' && a.shape === b.shape && a.source === b.source && a.under.join('\n') === b.under.join('\n');

/** A few words with no level, correction or word on what is wrong. */
const isBareName = ({ reading: { remark, problem, fix, detail } }: Read): boolean =>
  !fix &&
  !detail &&
  !remark.level &&
  !problem.complaint &&
  problem.tokens.filter(({ kind }) => kind === 'word').length <= 4 &&
  problem.hits.every((hit) => hit.above || hit.stance === 'neutral');
