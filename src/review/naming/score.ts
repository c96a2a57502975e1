import type { CompiledReview } from '../compile.js';
import type { Remark } from '../remarks/remarks.js';
import type { Stanced } from '../stance/stance.js';
import { type Candidate, decide, OF_ANOTHER } from './decide.js';
import { nearestExamples } from './examples.js';
import { matchForm } from './forms.js';
import { type Likeness, likenesses } from './likeness.js';
import { partsOf, type Reading } from './reading.js';
import { markBeside, withoutDominated } from './rivals.js';
import { ruleOf } from './ruled.js';
import { saidVerbatim } from './verbatim.js';

/** Every defect with how well the remark names it; what is accepted comes first. */
export function scoreRemark(form: CompiledReview, reading: Reading): Candidate[] {
  let byRule = form.defects.map((defect) => ruleOf(form, defect, reading, false));
  if (form.listed && APART.has(reading.remark.shape) && !byRule.some((one) => one.rule >= 0.5))
    byRule = form.defects.map((defect) => ruleOf(form, defect, reading, true));
  withoutDominated(byRule);
  const strong = byRule.some((one) => one.rule >= 0.9 && one.part === 'problem');
  if (!form.listed) markBeside(byRule, reading);
  const denies =
    reading.problem.praise ||
    byRule.some((one) => one.veto !== undefined && isPraise(one.veto) && !one.defect.extra && one.named < 0.5);
  const asks = !strong || byRule.some((one) => one.veto !== undefined && one.rule < 0.9);
  const near = asks ? nearestExamples(form.book, reading.problem.features(), reading.problem.signs()) : [];
  const similar = new Map(near.map((one) => [one.defect, one]));
  const verbatim = saidVerbatim(form.book, reading.problem.text);
  const taken = byRule.filter((one) => one.rule >= 0.9).map((one) => one.defect.id);
  const like = new Map(
    form.profiles ? likenesses(form.profiles, partsOf(reading), taken).map((one) => [one.defect, one]) : [],
  );
  const decided = byRule
    .filter(
      (one) =>
        one.rule > 0 ||
        one.veto !== undefined ||
        one.barred ||
        verbatim.has(one.defect.id) ||
        (similar.get(one.defect.id)?.similarity ?? 0) > 0.1 ||
        (one.defect.plain && isNear(like.get(one.defect.id))),
    )
    .map((one) => {
      const nearest = similar.get(one.defect.id);
      const likeness = like.get(one.defect.id);
      return decide({
        form,
        reading,
        ruled: one,
        ...(nearest ? { near: nearest } : {}),
        all: near,
        ...(likeness ? { like: likeness } : {}),
        strong,
        denies,
        verbatim: verbatim.has(one.defect.id),
      });
    });
  return withoutGuesses(asCorrected(form.listed ? decided : withGraded(decided, reading), reading)).sort(
    (a, b) => Number(b.accepted) - Number(a.accepted) || b.rule - a.rule || b.similarity - a.similarity,
  );
}

const isNear = (like: Likeness | undefined): boolean =>
  like !== undefined &&
  (like.shared > 0.5 || like.nearness.whole > 0.12 || like.nearness.part > 0.15 || like.kindred > 0.5);

/** "Tags [1/3]", under "Nice to have": who grades a thing, and says nothing else of it, finds fault with it. */
function withGraded(all: readonly Candidate[], { remark, problem }: Reading): readonly Candidate[] {
  if (!remark.level || remark.shape === 'sentence' || remark.shape === 'heading') return all;
  const named = all.filter((one) => !one.defect.extra && one.rule === 0.3 && one.matches.length > 0);
  if (all.some((one) => one.accepted) || named.length !== 1 || problem.praise || problem.moods.size > 0) return all;
  const [only] = named;
  const hits = only!.matches.flatMap((m) => m.hits);
  const isFirst =
    hits.every((hit) => hit.stance === 'neutral' && !hit.above) && Math.min(...hits.map((hit) => hit.from)) <= 2;
  const isPlain =
    problem.signs().words.every((word) => !word.states && !word.fault) && !/\?\s{0,9}$/.test(problem.text);
  if (!isFirst || !isPlain) return all;
  return all.map((one) =>
    one === only ? { ...one, accepted: true, sure: true, why: 'named, with how grave it is' } : one,
  );
}

/** Their first part may be a turn of phrase, and the name of the thing stand in the other. */
const APART = new Set<Remark['shape']>(['row', 'item']);

/** Where the problem tells a consequence that several defects have, the correction says which of them is meant. */
function asCorrected(all: readonly Candidate[], { fix }: Reading): readonly Candidate[] {
  if (!fix) return all;
  const told = all.filter((one) => one.why === OF_ANOTHER && !one.defect.extra);
  const named = all.filter((one) => one.accepted && !one.defect.extra);
  const isTold = ({ defect, part, matches, spoken }: Candidate): boolean =>
    !spoken &&
    (part === 'examples' || (part === 'problem' && matches.every((m) => m.form.startsWith('says')))) &&
    !defect.telling.some((form) => matchForm(form, fix.hits, false).some((m) => m.score >= 0.9));
  if (told.length !== 1 || named.length === 0 || !named.every(isTold)) return all;
  return all.map((one) => {
    if (one === told[0]) return { ...one, accepted: true, why: 'a consequence, and the correction names it' };
    return named.includes(one)
      ? { ...one, accepted: false, why: 'a consequence, and the correction is of another' }
      : one;
  });
}

const FAR_OFF = Number.NEGATIVE_INFINITY;

/** Where something is named, or the correction says which defect is meant, a faint likeness to another one says nothing. */
function withoutGuesses(read: readonly Candidate[]): Candidate[] {
  const told = read.some((one) => one.accepted && one.part === 'fix' && !one.defect.extra);
  const isNamed = read.some((one) => one.accepted && one.guess === undefined);
  const best = Math.max(...read.map((one) => (one.accepted ? (one.guess ?? FAR_OFF) : FAR_OFF)));
  const isExample = read.some((one) => one.accepted && one.verbatim);
  const all = read.map((one) =>
    one.accepted &&
    ((one.guess !== undefined && (isNamed || one.guess < best)) || (isExample && one.alike !== undefined))
      ? { ...one, accepted: false, why: 'more like another' }
      : one,
  );
  return all.map((one) =>
    told && one.accepted && !one.verbatim && one.part === 'examples' && one.similarity < 0.75
      ? { ...one, accepted: false, why: 'the correction is about another' }
      : one,
  );
}

/** "There" is no praise where a correction follows: «se usa la consola → logging». */
const isPraise = (hit: Stanced): boolean => hit.stance === 'fine' || hit.stance === 'unreal';
