import type { Candidate } from '../naming/decide.js';
import type { Reading } from '../naming/reading.js';
import type { Frame } from './frame.js';

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
  return out;
}

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
