import type { RemarkResult } from '../model/report.js';
import type { Flag, Prose } from '../model/submission.js';
import type { CompiledReview, Defect } from './compile.js';
import { withDiscourse } from './context/discourse.js';
import { dismissalOf, isDismissed, takesBack } from './context/dismissal.js';
import { withFrames } from './context/frames.js';
import { isOfOwnWork } from './context/own-work.js';
import { withTopics } from './context/topics.js';
import { emptiness } from './empty/integrity.js';
import { isSalad } from './empty/salad.js';
import { flagsOf } from './flags.js';
import { withSecondGuesses } from './guesses.js';
import { EMPTY, evidenceOf, first, type Judged, named, type Remedies, remediesOf } from './judged.js';
import { levelsByName } from './levels.js';
import { type Mention, mentionOf } from './mention.js';
import { conceptsOf, type Form } from './naming/forms.js';
import { type Reading, readParts } from './naming/reading.js';
import { scoreRemark } from './naming/score.js';
import { type Comment, type Remark, readRemarks } from './remarks/remarks.js';
import { isOneWorst, scaleOf } from './remarks/severity.js';
import { levelOfRest } from './remarks/severity-named.js';
import { opensAsOrder } from './remedy/listed.js';
import { advisesHarm, curedIn } from './remedy/remedy.js';
import type { Analysis } from './stance/analyse.js';
import { isDeclined } from './stance/declined.js';
import { traceOf } from './trace.js';

export interface ReviewReading {
  readonly remarks: readonly RemarkResult[];
  readonly criteria: ReadonlyMap<string, Mention>;
  readonly flags: readonly Flag[];
}

/** Reads a student's review of one exercise: which defects it names, how grave, and whether it cures them. */
export function readReview(
  form: CompiledReview,
  prose: readonly Prose[],
  comments: readonly Comment[] = [],
): ReviewReading {
  const remarks = readRemarks(prose, comments);
  const levels = remarks.flatMap((remark) => (remark.level ? [remark.level] : []));
  const numbered = levels.some((level) => level.scale === 'number');
  const severity = scaleOf(levels, numbered && prose.some((run) => isOneWorst(run.source.text)));
  const read = withTopics(form, withSecondGuesses(remarks.map((remark) => judge(form, remark, severity))));
  const judged = withDiscourse(form, withFrames(withoutCures(form, withoutWithdrawn(read)), prose));
  const kept = withoutShadows(judged);
  const contradicted = contradictions(form, kept);
  const remedies: Remedies = new Map(kept.map((one) => [one, remediesOf(form, one, kept)]));
  const criteria = new Map<string, Mention>();
  for (const defect of form.defects)
    if (!defect.extra) criteria.set(defect.id, mentionOf(form, defect, kept, remedies, contradicted.has(defect.id)));
  return { remarks: kept.map((one) => resultOf(form, one, remedies)), criteria, flags: flagsOf(kept, contradicted) };
}

function judge(form: CompiledReview, remark: Remark, severity: ReturnType<typeof scaleOf>): Judged {
  const reading = withoutSalad(form, readParts(form, remark));
  const empty = emptiness(
    reading.problem,
    form.listed,
    (reading.fix ?? remark.detail) !== undefined,
    form.used,
    reading.fix,
  );
  const scored = scoreRemark(form, reading);
  const dismissal = empty ? undefined : dismissalOf(reading);
  const ownWork = !reading.fix && !reading.detail && isOfOwnWork(reading.problem);
  const levels = levelsByName(form, reading, severity);
  // "La firma la dejaría en medio": who grades several things does not call them fine.
  const grades = levels.size > 1;
  const candidates = scored.map((read) => {
    const one = grades && read.denied ? { ...read, denied: false } : read;
    if (ownWork) return { ...one, accepted: false, unclear: false, why: 'speaks of the hand-in, not of the exam' };
    if (empty && !one.verbatim && !(one.spoken && empty === 'shuffled'))
      return { ...one, accepted: false, unclear: one.accepted, why: EMPTY[empty] };
    if (!dismissal || !one.accepted || !isDismissed(one, dismissal)) return one;
    return { ...one, accepted: false, unclear: one.rule >= 0.9, why: 'the rest of the row says that it is no problem' };
  });
  const rest = levelOfRest(reading.problem.text);
  return {
    reading,
    candidates,
    empty,
    severity: remark.level ? severity(remark.level) : undefined,
    levels,
    rest: rest && severity(rest),
  };
}

/** "No hay tags. Me parece bien.": the sentence after it takes the remark back. */
function withoutWithdrawn(judged: readonly Judged[]): Judged[] {
  return judged.map((one, i) => {
    const next = judged[i + 1];
    const follows =
      next && next.reading.remark.group === one.reading.remark.group && next.reading.remark.shape === 'sentence';
    if (!follows || one.reading.remark.shape !== 'sentence') return one;
    const asked = one.reading.problem;
    const isRefused = /\?\W*$/.test(asked.text) && isDeclined(asked.tokens, next.reading.problem.tokens);
    if (!isRefused && !takesBack(next.reading.problem)) return one;
    const why = 'the next sentence says that it is no problem';
    return {
      ...one,
      candidates: one.candidates.map((c) => (c.accepted ? { ...c, accepted: false, unclear: true, why } : c)),
    };
  });
}

/** "No limitations. Warn that it fails for newcomers.": an order that cures what the sentence before it misses names nothing else. */
function withoutCures(form: CompiledReview, judged: readonly Judged[]): Judged[] {
  return judged.map((one, i) => {
    const before = judged[i - 1];
    const { remark, problem } = one.reading;
    const isNext = before?.reading.remark.group === remark.group && before.reading.remark.shape === 'sentence';
    if (!form.listed || !isNext || remark.shape !== 'sentence' || named(one).length === 0 || !opensAsOrder(problem))
      return one;
    const missed = opensAsOrder(before.reading.problem) ? [] : named(before).filter((c) => !c.defect.extra);
    const [only] = missed;
    const isCure =
      missed.length === 1 && !named(one).some((c) => c.defect === only!.defect) && curedIn(only!.defect, problem);
    if (!isCure) return one;
    const why = 'it cures what the sentence before names';
    return { ...one, candidates: one.candidates.map((c) => (c.accepted ? { ...c, accepted: false, why } : c)) };
  });
}

/** A correction of keywords in a row cures nothing, nor do the words of the problem over again. */
function withoutSalad(form: CompiledReview, reading: Reading): Reading {
  const { fix, ...rest } = reading;
  return fix && (isSalad(fix, form.used) || isSame(fix, reading.problem)) ? rest : reading;
}

const isSame = (a: Analysis, b: Analysis): boolean =>
  a.tokens.length === b.tokens.length && a.tokens.every(({ word }, i) => word === b.tokens[i]!.word);

/** A heading that says something speaks for the text under it; a heading that says nothing is no remark. */
function withoutShadows(all: readonly Judged[]): Judged[] {
  const judged = all.map((one) => withoutRetold(one, all));
  const headed = new Map<number, Set<string>>();
  for (const one of judged) {
    if (one.reading.remark.shape === 'heading' && named(one).length > 0)
      headed.set(one.reading.remark.group, new Set(named(one).map((c) => c.defect.id)));
  }
  return judged.filter((one, i) => {
    const { shape, start } = one.reading.remark;
    if (shape === 'heading') return named(one).length > 0;
    const above = judged.slice(Math.max(0, i - 12), i).findLast((other) => other.reading.remark.shape === 'heading');
    if (!above || !headed.has(above.reading.remark.group) || above.reading.remark.end < start) return true;
    const ids = headed.get(above.reading.remark.group)!;
    return named(one).some((c) => !ids.has(c.defect.id));
  });
}

/** A title names nothing of what the sentences under it name themselves: theirs are the levels and the cures. */
function withoutRetold(one: Judged, all: readonly Judged[]): Judged {
  const { shape, source, start, end } = one.reading.remark;
  if (shape !== 'heading' || !named(one).some((c) => c.part === 'detail')) return one;
  const under = all.filter(
    ({ reading: { remark } }) => remark.source === source && remark.start > start && remark.start < end,
  );
  const told = new Set(
    under.filter((other) => named(other).length > 1).flatMap((other) => named(other).map((c) => c.defect)),
  );
  const why = 'told by a sentence under it';
  const candidates = one.candidates.map((c) =>
    c.accepted && c.part === 'detail' && told.has(c.defect) ? { ...c, accepted: false, why } : c,
  );
  return { ...one, candidates };
}

/** Defects that one remark calls missing and another calls fine. Advice and later thoughts contradict nothing. */
function contradictions(form: CompiledReview, judged: readonly Judged[]): Map<string, Judged> {
  const out = new Map<string, Judged>();
  for (const defect of form.defects) {
    const claims = (one: Judged): boolean =>
      named(one).some(
        (c) =>
          c.defect === defect &&
          c.matches.some((m) => m.form.startsWith('missing') && m.hits[0]?.stance === 'absent') &&
          // "Solo se registra la accuracy": who says what there is, is not contradicted by it.
          !c.matches.some((m) => m.form.startsWith('says') && m.hits.every(({ stance }) => stance !== 'absent')),
      );
    if (defect.extra || !judged.some(claims)) continue;
    const denial = judged.find((one) => {
      if (one.empty || named(one).length > 0) return false;
      return one.candidates.some((c) => c.defect === defect && c.denied) && !deniesAnother(form, defect, one);
    });
    if (denial) out.set(defect.id, denial);
  }
  return out;
}

/** "Por lo lento no despertaría a nadie" turns down an alert, and says nothing of whether latency is measured. */
function deniesAnother(form: CompiledReview, defect: Defect, { reading }: Judged): boolean {
  const fine = new Set(reading.problem.hits.flatMap(({ concept, stance }) => (stance === 'fine' ? [concept] : [])));
  const joins = (one: Form): boolean =>
    (one.op === 'near' || one.op === 'all') && conceptsOf(one).every((concept) => fine.has(concept));
  const isShared = (one: Form): boolean => conceptsOf(one).some((concept) => defect.concepts.includes(concept));
  return form.defects.some((other) => other !== defect && other.mentions.some((one) => joins(one) && isShared(one)));
}

function resultOf(form: CompiledReview, one: Judged, remedies: Remedies): RemarkResult {
  const { remark } = one.reading;
  const ids = named(one);
  const planted = ids.filter((c) => !c.defect.extra);
  const place = evidenceOf(remark);
  return {
    text: place.excerpt,
    file: place.file,
    span: place.span,
    names: planted.map((c) => c.defect.id),
    kind: kindOf(form, one, planted.length, ids.length),
    severity: one.severity ?? 'none',
    remedy: first(['right', 'half', 'wrong', 'unknown'], [...remedies.get(one)!.values()]),
    confidence: ids.every((c) => c.sure) ? 'sure' : 'review',
    trace: traceOf(one.reading, one.candidates),
  };
}

function kindOf(form: CompiledReview, one: Judged, planted: number, all: number): RemarkResult['kind'] {
  if (planted > 0) return 'planted';
  if (all > 0) return 'valid-extra';
  if (one.candidates.some((c) => !c.defect.extra && /is said to be fine/.test(c.why))) return 'wrong';
  if (form.defects.some((defect) => !defect.extra && advisesHarm(defect, one.reading))) return 'wrong';
  return one.reading.problem.praise ? 'praise' : 'other';
}
