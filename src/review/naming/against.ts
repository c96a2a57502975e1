import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import type { Token } from '../text/normalise.js';
import type { Nearest } from './examples.js';
import type { Form } from './forms.js';
import type { Reading } from './reading.js';
import type { Ruled } from './ruled.js';

/** What speaks against a remark that is like the examples of a defect; less does where it plainly speaks of it. */
export function contrary(
  one: Ruled,
  near: Nearest | undefined,
  approval: number | undefined,
  { problem, fix }: Reading,
  isPlainly: boolean,
): string | undefined {
  // Who corrects something, or goes on to an order, finds fault, whatever else he calls well done.
  const { words } = problem.signs();
  const asks = fix?.tokens.some(isWritten) || words.some((word) => word.ordered || (word.drops && word.asked));
  if (!asks && near && near.turned > Math.max(0.6, near.cosine * 1.3) && one.rule === 0 && !problem.complaint)
    return 'says the contrary of an example';
  if (approval !== undefined && !asks) return `it is called ${problem.tokens[approval]!.word}`;
  if (problem.praise && !asks && !(isPlainly && isPraiseAside(problem))) return 'said to be fine';
  if (!fix && isNamesOnly(problem)) return 'names with nothing said about them';
  const mood = [...problem.moods].find(
    (one) => !ABOUT.has(one) && !(asks && WAIVED.has(one)) && !(isPlainly && TOLD.has(one)),
  );
  if (mood) return `only ${mood}`;
  const against = near?.against ?? 0;
  if (!asks && against >= (near?.similarity ?? 0) && against > (isPlainly ? 0.6 : 0.3))
    return 'nearer to a not_example';
  return /\?\s{0,9}$/.test(problem.text) && !problem.complaint ? 'a question' : undefined;
}

/** "dropna, loc, merge, to_datetime": names between commas, and no word that says anything of them. */
function isNamesOnly({ tokens, cueWords }: Analysis): boolean {
  if (cueWords.size > 0) return false;
  const lengths = [0];
  for (const { word, kind, part } of tokens) {
    if (word === ',') lengths.push(0);
    else if (kind !== 'mark' && !part) lengths[lengths.length - 1]!++;
  }
  return lengths.length >= 4 && lengths.every((length) => length <= 2);
}

const isWritten = ({ kind }: Token): boolean => kind !== 'mark';

/** "Not needed here, delete it": what is given up as well is a fault. */
const WAIVED = new Set(['shrugged', 'denied']);
/** A consequence that is imagined, a word like "taken from": of the thing itself they are said nonetheless. */
const TOLD = new Set(['supposed', 'attributed']);

/** "If the first charge did go through, the guest pays twice": another clause says more than the one that calls something fine. */
function isPraiseAside(problem: Analysis): boolean {
  const { words, approving, denying } = problem.signs();
  const counts = new Map<number, number>();
  const clauseOf = new Map(words.map(({ at, clause }) => [at, clause]));
  for (const { clause } of words) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  for (const at of [...approving, ...denying]) counts.delete(clauseOf.get(at) ?? -1);
  return Math.max(0, ...counts.values()) >= 4;
}

/** Of a thing of another exercise these would be no claims; an example says what this exercise is about. */
const ABOUT = new Set(['defined', 'elsewhere']);

/** Nothing in the halves of sentences that an example speaks of takes it back, unless the example says so itself. */
export function isAllOwn({ example }: Nearest, problem: Analysis): boolean {
  if (!example) return false;
  const { written, moods, words } = example.said;
  const { approving, needing, denying, turnOf, words: spoken } = problem.signs();
  const keys = new Set(words.map(({ key }) => key));
  const turns = new Set(spoken.filter((one) => keys.has(one.key)).map((one) => turnOf[one.at]));
  const about = new Set(problem.hits.map((hit) => turnOf[hit.from]));
  const takesBack = [...approving, ...needing, ...denying].some(
    (i) => (turns.has(turnOf[i]) || !about.has(turnOf[i])) && !written.has(problem.tokens[i]!.word),
  );
  return !takesBack && [...problem.moods].every((mood) => moods.has(mood));
}

/** A word that approves of something, which none of the defect's examples uses so; of the thing itself, where it is named. */
export function approvalOf(one: Ruled, near: Nearest | undefined, { problem }: Reading): number | undefined {
  const { approving, needing } = problem.signs();
  if (approving.size + needing.size === 0) return undefined;
  const own = near?.example?.said.written;
  const met = one.matches.filter((m) => m.score >= 0.9);
  const wants = met.length > 0 ? met.some((m) => /missing|\bwanted/.test(m.form)) : one.defect.mentions.some(asksFor);
  // "Solo se cuentan los que salen bien": the word is part of what is named.
  const inside = new Set(met.flatMap((m) => m.hits.flatMap(({ above, at }) => (above ? [] : at))));
  return [...approving, ...(wants ? [] : needing)].find((i) => !inside.has(i) && !own?.has(problem.tokens[i]!.word));
}

const asksFor = (form: Form): boolean => {
  if (form.op === 'concept') return form.as === 'missing' || form.as === 'wanted' || form.as === 'bare';
  return form.op === 'weak' ? asksFor(form.of) : form.of.some(asksFor);
};

/** The thing is named with no fault found in it, in the same half of the sentence as the approval. */
export function isBareClaim(one: Ruled, approval: number, { problem }: Reading): boolean {
  const { turnOf } = problem.signs();
  return (
    one.part === 'problem' &&
    one.matches
      .filter((m) => m.score >= 0.9)
      .every((m) =>
        m.hits.every(
          (hit) =>
            hit.above ||
            ((hit.stance === 'neutral' || hit.stance === 'present') && turnOf[hit.from] === turnOf[approval]),
        ),
      )
  );
}

/** The cue that speaks against it is one of the author's own, in a sentence like his. */
export function isOwnReading(one: Ruled, veto: Stanced, near: Nearest, similarity: number): boolean {
  const written = near.example?.said.written;
  return (
    written !== undefined &&
    similarity >= 0.4 &&
    veto.cue !== '' &&
    veto.cue.split(' ').every((word) => written.has(word)) &&
    one.defect.readings.has(`${veto.concept} ${veto.stance}`)
  );
}

/** "El modelo y su firma": a few words, none of which claims anything. */
export const saysNothing = ({ problem, remark, detail }: Reading): boolean =>
  problem.cueWords.size === 0 &&
  !detail &&
  remark.shape !== 'heading' &&
  problem.tokens.length <= 8 &&
  !problem.tokens.some(({ word }) => word === 'would' || /\wria(?:mos)?$/.test(word));

/** Supposed, put in somebody's mouth, or denied in a way that may mean the opposite. */
export function isUnclear(veto: Stanced, { problem }: Reading): boolean {
  return (
    veto.stance === 'unreal' &&
    (problem.moods.has('supposed') || problem.moods.has('attributed') || problem.moods.has('untrue'))
  );
}
