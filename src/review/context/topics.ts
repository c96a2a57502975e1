import type { CompiledReview, Defect } from '../compile.js';
import type { Emptiness } from '../empty/integrity.js';
import { LITTLE } from '../lexicon/lexicon.js';
import type { Candidate } from '../naming/decide.js';
import { type Match, matchForm } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';
import { curedIn } from '../remedy/remedy.js';
import { wordsOf } from '../remedy/told.js';
import type { Analysis } from '../stance/analyse.js';
import { phrases } from '../text/vocabulary.js';
import { dismissalOf } from './dismissal.js';

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
  if (form.listed)
    return judged.map((one) => {
      const set = one.empty || accepted(one).length > 0 ? undefined : byContrast(form, one);
      return set ? { ...one, candidates: withAccepted(one.candidates, set) } : one;
    });
  return judged.map((one, i) => {
    const { problem } = one.reading;
    const set = one.empty || accepted(one).length > 0 ? undefined : byContrast(form, one);
    if (set) return { ...one, candidates: withAccepted(one.candidates, set) };
    if (one.empty || accepted(one).length > 0 || problem.praise || dismissalOf(one.reading)) return one;
    const after = following(judged, i);
    if (problem.moods.size > 0) {
      const lacking = byDefinition(form, one, after);
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
  const opening = wordsOf(first.tokens.slice(0, sentenceEnd(first))).join(' ');
  if (!ABSENT.test(opening)) return undefined;
  return named.map((c) => accept(c, true, 'the next sentence says that it is not there'));
}

const ABSENT = phrases('discourse.next-absent');

/** "A signature tells the columns. This model has none.": what is defined first is what the next sentence misses. */
function byDefinition(
  form: CompiledReview,
  { reading: { problem } }: Read,
  after: readonly Analysis[],
): Candidate[] | undefined {
  const first = after[0];
  if (!first || problem.moods.size > 1 || !problem.moods.has('defined')) return undefined;
  const opening = wordsOf(first.tokens.slice(0, sentenceEnd(first))).join(' ');
  if (!NOT_HERE.test(opening) && !LACKS_HERE.test(opening)) return undefined;
  const at = Math.min(...problem.hits.flatMap((hit) => (hit.above ? [] : [hit.from])));
  const lacking = problem.hits.flatMap((hit) =>
    hit.from === at && !hit.above ? [{ ...hit, stance: 'absent' as const, cue: opening }] : [],
  );
  const why = 'defined, and the next sentence says that it is not there';
  const told = form.defects.flatMap((defect) => {
    const matches = defect.telling.flatMap((one) => matchForm(one, lacking, false)).filter((m) => m.score >= 0.9);
    return defect.extra || matches.length === 0 ? [] : [{ ...fromCure(defect, matches, true, 'problem'), why }];
  });
  return told.length === 1 ? told : undefined;
}

const NOT_HERE = phrases('speech.not-here');
const LACKS_HERE = phrases('speech.lacks-here');

/** "Theirs has a signature; here it is missing": what another work has is what the next clause misses, which names nothing itself. */
function byContrast(form: CompiledReview, { reading: { problem } }: Read): Candidate[] | undefined {
  for (const [i, { kind, word, code }] of problem.tokens.entries()) {
    if (kind !== 'mark' || code || (word !== ';' && word !== ',')) continue;
    const rest = problem.tokens.slice(i + 1);
    const end = rest.findIndex((token) => token.kind === 'mark');
    const clause = end < 0 ? rest : rest.slice(0, end);
    const to = i + 1 + clause.length;
    if (clause.length > 8 || problem.hits.some((hit) => !hit.above && hit.from > i && hit.to <= to)) continue;
    const said = wordsOf(clause).join(' ');
    if (!MISSING_HERE.test(said)) continue;
    const lacking = problem.hits.flatMap((hit) =>
      !hit.above && hit.to <= i && hit.stance === 'present' ? [{ ...hit, stance: 'absent' as const, cue: said }] : [],
    );
    const why = 'another has it, and the next clause says that it is not here';
    const told = form.defects.flatMap((defect) => {
      const matches = defect.telling.flatMap((one) => matchForm(one, lacking, false)).filter((m) => m.score >= 0.9);
      return defect.extra || matches.length === 0 ? [] : [{ ...fromCure(defect, matches, true, 'problem'), why }];
    });
    if (told.length === 1) return told;
  }
  return undefined;
}

const MISSING_HERE = phrases('speech.missing-here');

function sentenceEnd(part: Analysis): number {
  const end = part.tokens.findIndex((token) => token.kind === 'mark' && '.;!?'.includes(token.word));
  return end < 0 ? part.tokens.length : end;
}

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
  return [fromCure(defect, matches, one.reading.remark.level !== undefined)];
}

const NOT_ADVISED = new Set(['absent', 'fine', 'unreal', 'unwanted']);

const accept = (candidate: Candidate, sure: boolean, why: string): Candidate => ({
  ...candidate,
  accepted: true,
  sure,
  why,
});

const fromCure = (
  defect: Defect,
  matches: readonly Match[],
  sure: boolean,
  part: Candidate['part'] = 'fix',
): Candidate => ({
  defect,
  rule: 0.7,
  matches,
  part,
  similarity: 0,
  nearest: '',
  accepted: true,
  sure,
  why: 'a complaint, and the next sentence cures this',
  denied: false,
});

function withAccepted(all: readonly Candidate[], more: readonly Candidate[]): Candidate[] {
  const ids = new Set(more.map((c) => c.defect));
  return [...more, ...all.filter((c) => !ids.has(c.defect))];
}
