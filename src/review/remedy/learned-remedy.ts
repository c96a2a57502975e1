import type { Remedy } from '../../model/report.js';
import type { Profiles } from '../naming/likeness.js';
import { type Thing, thingsOf } from '../naming/things.js';
import type { Analysis } from '../stance/analyse.js';
import type { Spoken } from '../stance/signs.js';

/** What a remedy is judged by, where a rubric tells it by phrases and examples. */
interface Advice {
  /** Things that are asked for, or named where a correction stands. */
  readonly wanted: ReadonlyMap<string, Thing>;
  /** Things that are to be taken away. */
  readonly dropped: ReadonlySet<string>;
}

/**
 * Whether a remark advises what the examples and phrases of a cure speak of: in its correction, in an order or wish of its own, or
 * in code after the problem. What it says beside that may be in any words.
 */
export function learnedRemedy(
  profiles: Profiles,
  defect: string,
  problem: Analysis,
  fix: Analysis | undefined,
  others: readonly string[],
): Remedy {
  const cures = profiles.cures.get(defect);
  if (!cures) return 'none';
  const advice = adviceOf(profiles, problem, fix);
  let right = 0;
  const harm = new Set((profiles.harms.get(defect) ?? []).find((phrase) => isSaid(phrase, advice.wanted)));
  // What cures another defect that the remark names is said of that one.
  const isOthers = (thing: string, weight: number): boolean =>
    others.some((other) => (profiles.cures.get(other)?.get(thing) ?? 0) > weight);
  for (const [thing, { share }] of advice.wanted) {
    const weight = cures.get(thing) ?? 0;
    if (!harm.has(thing) && !isOthers(thing, weight)) right += thing.startsWith('t:') ? weight : weight * share;
  }
  if (harm.size > 0 && right < 2 * ENOUGH) return 'wrong';
  if (right >= ENOUGH) return 'right';
  const told = profiles.tenors.get(defect);
  const own = profiles.of.get(defect);
  let taken = 0;
  for (const thing of advice.dropped)
    if ((told?.get(thing)?.plain ?? 0) > 0 && !thing.startsWith('c:')) taken += own?.get(thing) ?? 0;
  return taken >= ENOUGH ? 'right' : 'none';
}

/** One word of the cure that is not in everybody's mouth. */
const ENOUGH = 0.7;

/** Whether the examples of a defect tell what is there, and hardly what is lacking. */
export function isThere({ tenors }: Profiles, defect: string): boolean {
  const all = [...(tenors.get(defect)?.values() ?? [])];
  const lack = all.reduce((sum, tenor) => sum + tenor.lack, 0);
  const plain = all.reduce((sum, tenor) => sum + tenor.plain, 0);
  return plain > 0 && lack / (plain + lack) < RARELY;
}

const RARELY = 0.15;

function isSaid(phrase: readonly string[], things: ReadonlyMap<string, Thing>): boolean {
  return phrase.length > 0 && phrase.filter((thing) => things.has(thing)).length >= phrase.length * 0.75;
}

function adviceOf(profiles: Profiles, problem: Analysis, fix: Analysis | undefined): Advice {
  const wanted = new Map<string, Thing>();
  const dropped = new Set<string>();
  if (fix) for (const [thing, one] of thingsOf(fix, profiles.topics.lexicon, profiles.wordOf)) wanted.set(thing, one);
  const signs = new Map(problem.signs().words.map((word) => [word.at, word]));
  const first = problem.signs().words[0]?.clause;
  for (const [thing, one] of thingsOf(problem, profiles.topics.lexicon, profiles.wordOf)) {
    const sign = signs.get(one.at);
    // "It deletes invoices that we have to keep": who tells what is there orders nothing.
    if (!sign || (sign.states && !sign.ordered)) continue;
    if (sign.drops) dropped.add(thing);
    if ((sign.asked && !sign.negated) || isAnswer(problem, sign, first)) wanted.set(thing, one);
  }
  return { wanted, dropped };
}

/** "…; `targetPort: 8080`": code that follows the problem. */
function isAnswer(problem: Analysis, sign: Spoken, first: number | undefined): boolean {
  if (sign.clause === first || sign.clause === 0) return false;
  const mark = problem.tokens[sign.clause - 1] ?? problem.tokens[sign.clause];
  const opens = [problem.tokens[sign.clause], mark].some((token) => token?.kind === 'mark' && ANSWERS.has(token.word));
  return opens && (problem.tokens[sign.at]!.code || sign.states === false);
}

const ANSWERS = new Set([';', ':', '->', '—', '.']);
