import type { Judged } from './judged.js';
import type { Candidate } from './naming/decide.js';

/**
 * A list of remarks tells each defect once: a remark that is only like a defect which another one tells more surely is taken for
 * the next that it is like and nobody tells. Sentences of one paragraph go on about the same thing: they have one guess.
 */
export function withSecondGuesses(judged: readonly Judged[]): readonly Judged[] {
  const tellers = new Map<string, Teller[]>();
  for (const one of judged)
    for (const { defect, accepted, alike } of one.candidates)
      if (accepted) tellers.set(defect.id, [...(tellers.get(defect.id) ?? []), { by: one, alike: alike ?? CERTAIN }]);
  const out = new Map<Judged, Candidate>();
  const unsure = judged.filter((one) => isOneOfAList(one) && isOnlyLike(one) && isToldElsewhere(one, tellers));
  const seconds = unsure
    .flatMap((one) => one.candidates.map((candidate) => ({ one, candidate })))
    .filter(({ candidate }) => !candidate.accepted && candidate.alike !== undefined && !candidate.defect.extra)
    .sort((a, b) => b.candidate.alike! - a.candidate.alike! || judged.indexOf(a.one) - judged.indexOf(b.one));
  for (const { one, candidate } of seconds) {
    if (out.has(one) || tellers.has(candidate.defect.id)) continue;
    out.set(one, candidate);
    tellers.set(candidate.defect.id, [{ by: one, alike: candidate.alike! }]);
  }
  return judged.map((one) => (out.has(one) ? { ...one, candidates: retaken(one.candidates, out.get(one)!) } : one));
}

/** A remark that tells a defect, and how surely it is like it. */
interface Teller {
  readonly by: Judged;
  readonly alike: number;
}

const CERTAIN = Number.POSITIVE_INFINITY;

const isOneOfAList = ({ reading: { remark } }: Judged): boolean => remark.shape === 'row' || remark.shape === 'item';

/** Likeness alone tells what it is about, and not beyond doubt. */
function isOnlyLike({ candidates }: Judged): boolean {
  const taken = candidates.filter(({ accepted }) => accepted);
  return taken.length === 1 && taken.every(({ alike, sure }) => alike !== undefined && !sure);
}

function isToldElsewhere(one: Judged, tellers: ReadonlyMap<string, readonly Teller[]>): boolean {
  const { defect, alike } = one.candidates.find(({ accepted }) => accepted)!;
  const { group } = one.reading.remark;
  return tellers
    .get(defect.id)!
    .some(({ by, alike: other }) => by.reading.remark.group !== group && other > alike! + AHEAD);
}

/** Told so much more surely elsewhere. */
const AHEAD = 0.5;

function retaken(candidates: readonly Candidate[], second: Candidate): Candidate[] {
  const why = `${second.why}; what it is more like is told elsewhere`;
  return candidates.map((one) => {
    if (one === second) return { ...one, accepted: true, sure: false, part: 'examples', why };
    return one.accepted ? { ...one, accepted: false, why: 'told more surely elsewhere' } : one;
  });
}
