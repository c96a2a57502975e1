import type { CompiledReview } from '../compile.js';
import type { Emptiness } from '../empty/integrity.js';
import { LITTLE } from '../lexicon/lexicon.js';
import type { Candidate } from '../naming/decide.js';
import { type Match, matchForm } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';
import { curedIn } from '../remedy/remedy.js';
import type { Analysis } from '../stance/analyse.js';
import { phrases } from '../text/vocabulary.js';
import { dismissalOf } from './dismissal.js';
import { fromTelling } from './from-telling.js';
import { byContrast, byDefinition, bySupposition, openingOf } from './lacking.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
  readonly empty: Emptiness | undefined;
}

/**
 * What sentences and items say together: "Tags (P3). None.", "These two never reach the server. `log_params` them.", and a bare
 * name in a list whose other items state what is wrong. Under "what is missing?" a bare name needs no such help.
 */
export function withTopics<T extends Read>(form: CompiledReview, judged: readonly T[]): T[] {
  return judged.map((one, i) => {
    const { problem } = one.reading;
    if (one.empty || accepted(one).length > 0) return one;
    const after = following(judged, i);
    const set = byContrast(form, problem) ?? bySupposition(form, problem, after[0]);
    if (set) return { ...one, candidates: withAccepted(one.candidates, set) };
    if (form.listed || problem.praise || dismissalOf(one.reading)) return one;
    if (problem.moods.size > 0) {
      const lacking = byDefinition(form, problem, after[0]);
      return lacking ? { ...one, candidates: withAccepted(one.candidates, lacking) } : one;
    }
    const more =
      byAbsence(one, after) ?? byCure(one, after) ?? byNeighbours(judged, i) ?? byComplaint(form, one, after);
    return more ? { ...one, candidates: withAccepted(one.candidates, more) } : one;
  });
}

const planted = (c: Candidate): boolean => !c.defect.extra;
const accepted = (one: Read): Candidate[] => one.candidates.filter((c) => c.accepted && planted(c));

/** The sentences of the same paragraph that follow, up to the next that names a defect, or the rest of the item. */
function following(judged: readonly Read[], i: number): Analysis[] {
  const { remark, detail } = judged[i]!.reading;
  if (detail) return [detail];
  if (remark.shape !== 'sentence') return [];
  const out: Analysis[] = [];
  for (const other of judged.slice(i + 1, i + 4)) {
    if (other.reading.remark.group !== remark.group || other.reading.remark.shape !== 'sentence') break;
    out.push(other.reading.problem);
    if (accepted(other).length > 0) break;
  }
  return out;
}

/** Defects whose thing is named and nothing said about it. */
const bare = (one: Read): Candidate[] =>
  one.candidates.filter((c) => planted(c) && !c.denied && c.part === 'problem' && c.matches.some(isBareMatch));

const isBareMatch = (match: Match): boolean =>
  match.hits.every((hit) => hit.above || hit.stance === 'neutral' || hit.cue.endsWith('?'));

/** "Input example. Missing.", "¿Y la firma? No ta." */
function byAbsence(one: Read, after: readonly Analysis[]): Candidate[] | undefined {
  const named = bare(one);
  const first = after[0];
  if (!first || named.length === 0 || named.length > 2) return undefined;
  const opening = openingOf(first);
  if (!ABSENT.test(opening)) return undefined;
  return named.map((c) => accept(c, true, 'the next sentence says that it is not there'));
}

const ABSENT = phrases('discourse.next-absent');

/** "Después, los hiperparámetros. … Usá `log_params`." */
function byCure(one: Read, after: readonly Analysis[]): Candidate[] | undefined {
  const named = bare(one).filter((c) => after.some((part) => curedIn(c.defect, part)));
  return named.length === 0 || named.length > 2
    ? undefined
    : named.map((c) => accept(c, c.similarity >= 0.35, 'named, and what follows cures it'));
}

/** A bare name that is graded, or stands among items that state what is wrong. */
function byNeighbours(judged: readonly Read[], i: number): Candidate[] | undefined {
  const one = judged[i]!;
  const { remark, problem } = one.reading;
  const named = bare(one);
  if ((remark.shape !== 'item' && remark.shape !== 'row') || named.length !== 1 || !isOnlyName(problem, named[0]!))
    return undefined;
  const why = 'a bare name in a list of defects';
  if (remark.level) return [accept(named[0]!, false, why)];
  const siblings = siblingsOf(judged, i);
  const stating = siblings.filter((other) => accepted(other).some((c) => c.part === 'problem' && c.rule >= 0.9)).length;
  return stating >= 2 && stating >= siblings.length / 2 ? [accept(named[0]!, false, why)] : undefined;
}

function siblingsOf(judged: readonly Read[], i: number): Read[] {
  const { remark } = judged[i]!.reading;
  const isSibling = (other: Read | undefined): boolean =>
    other !== undefined &&
    other.reading.remark.shape === remark.shape &&
    other.reading.remark.source === remark.source &&
    other.reading.remark.under.join() === remark.under.join();
  let from = i;
  let to = i;
  while (isSibling(judged[from - 1])) from--;
  while (isSibling(judged[to + 1])) to++;
  return judged.slice(from, to + 1).filter((_, k) => from + k !== i);
}

/** Hardly a word but the name and its level. */
function isOnlyName(part: Analysis, candidate: Candidate): boolean {
  const named = new Set(candidate.matches.flatMap((match) => match.hits.flatMap((hit) => (hit.above ? [] : hit.at))));
  const depth = part.tokens.findIndex((token, i) => i > 0 && token.kind === 'mark' && '(—'.includes(token.word));
  const own = depth < 0 ? part.tokens : part.tokens.slice(0, depth);
  const rest = own.filter((token, i) => token.kind !== 'mark' && !LITTLE.has(token.word) && !named.has(i));
  return rest.length <= 1;
}

/** "These two numbers never reach the server. Stick them in a dict and `log_params` it.": the cure tells what is meant. */
function byComplaint(form: CompiledReview, one: Read, after: readonly Analysis[]): Candidate[] | undefined {
  const next = after[0];
  const { problem, remark } = one.reading;
  // Who grades a point holds it against the work, however the point is told.
  const isGraded = remark.level !== undefined && (remark.shape === 'item' || remark.shape === 'row');
  if (!next || !(problem.complaint || isGraded)) return undefined;
  const hits = next.hits.filter(
    (hit) => !hit.above && (hit.code || (hit.stance === 'wanted' && hit.cue !== '')) && !NOT_ADVISED.has(hit.stance),
  );
  if (hits.length === 0) return undefined;
  const told = form.defects.flatMap((defect) => {
    const matches = defect.telling.flatMap((one) => matchForm(one, hits, false)).filter((m) => m.score >= 0.9);
    const asWanted = defect.telling
      .flatMap((one) =>
        matchForm(
          one,
          hits.map((hit) => ({ ...hit, stance: 'wanted' as const })),
          false,
        ),
      )
      .filter((m) => m.score >= 0.9);
    return matches.length > 0 || asWanted.length > 0 ? [{ defect, matches: asWanted }] : [];
  });
  if (told.length !== 1 || told[0]!.defect.extra) return undefined;
  const { defect, matches } = told[0]!;
  return [fromTelling(defect, matches, one.reading.remark.level !== undefined)];
}

const NOT_ADVISED = new Set(['absent', 'fine', 'unreal', 'unwanted']);

const accept = (candidate: Candidate, sure: boolean, why: string): Candidate => ({
  ...candidate,
  accepted: true,
  sure,
  why,
});

function withAccepted(all: readonly Candidate[], more: readonly Candidate[]): Candidate[] {
  const ids = new Set(more.map((c) => c.defect));
  return [...more, ...all.filter((c) => !ids.has(c.defect))];
}
