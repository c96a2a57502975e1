import type { RemarkResult, Remedy } from '../model/report.js';
import type { Severity } from '../model/rubric.js';
import type { Flag, Prose } from '../model/submission.js';
import { type Evidence, evidenceAt } from '../model/verdict.js';
import type { CompiledReview, Defect } from './compile.js';
import { withDiscourse } from './context/discourse.js';
import { dismissalOf, isDismissed, takesBack } from './context/dismissal.js';
import { isOfOwnWork } from './context/own-work.js';
import { withTopics } from './context/topics.js';
import { type Emptiness, emptiness } from './empty/integrity.js';
import { isSalad } from './empty/salad.js';
import { matchForm } from './naming/forms.js';
import { type Candidate, type Reading, readParts, scoreRemark } from './naming/score.js';
import { type Comment, type Remark, readRemarks } from './remarks/remarks.js';
import { isOneWorst, levelsNamed, scaleOf } from './remarks/severity.js';
import { advises, advisesHarm, type RemedyCase, remedyOf, saysMore } from './remedy/remedy.js';
import { describe, traceOf } from './trace.js';

/** What a review says about one criterion. */
export interface Mention {
  readonly found: boolean;
  readonly confidence: 'sure' | 'review';
  readonly doubt?: string;
  readonly severity?: Severity;
  readonly remedy: Remedy;
  readonly evidence: readonly Evidence[];
  readonly trace: string;
}

export interface ReviewReading {
  readonly remarks: readonly RemarkResult[];
  readonly criteria: ReadonlyMap<string, Mention>;
  readonly flags: readonly Flag[];
}

/** A remark with all that was decided about it. */
interface Judged {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
  readonly empty: Emptiness | undefined;
  readonly severity: Severity | undefined;
  /** Levels that a sentence gives to defects by name. */
  readonly levels: ReadonlyMap<string, Severity>;
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
  const read = withTopics(
    form,
    remarks.map((remark) => judge(form, remark, severity)),
  );
  const judged = withDiscourse(form, withoutWithdrawn(read));
  const kept = withoutShadows(judged);
  const contradicted = contradictions(form, kept);
  const criteria = new Map<string, Mention>();
  for (const defect of form.defects)
    if (!defect.extra) criteria.set(defect.id, mentionOf(form, defect, kept, contradicted.has(defect.id)));
  return { remarks: kept.map((one) => resultOf(form, one, kept)), criteria, flags: flagsOf(kept, contradicted) };
}

function judge(form: CompiledReview, remark: Remark, severity: ReturnType<typeof scaleOf>): Judged {
  const reading = withoutSalad(form, readParts(form, remark));
  const empty = emptiness(reading.problem, form.listed, (remark.fix ?? remark.detail) !== undefined, form.used);
  const scored = scoreRemark(form, reading);
  const dismissal = empty ? undefined : dismissalOf(reading);
  const ownWork = !reading.fix && !reading.detail && isOfOwnWork(reading.problem);
  const candidates = scored.map((one) => {
    if (ownWork) return { ...one, accepted: false, unclear: false, why: 'speaks of the hand-in, not of the exam' };
    if (empty && !(one.spoken && empty === 'shuffled'))
      return { ...one, accepted: false, unclear: one.accepted, why: EMPTY[empty] };
    if (!dismissal || !one.accepted || !isDismissed(one, dismissal)) return one;
    return { ...one, accepted: false, unclear: one.rule >= 0.9, why: 'the rest of the row says that it is no problem' };
  });
  return {
    reading,
    candidates,
    empty,
    severity: remark.level ? severity(remark.level) : undefined,
    levels: levelsByName(form, reading, severity),
  };
}

/** "No hay tags. Me parece bien.": the sentence after it takes the remark back. */
function withoutWithdrawn(judged: readonly Judged[]): Judged[] {
  return judged.map((one, i) => {
    const next = judged[i + 1];
    const follows =
      next && next.reading.remark.group === one.reading.remark.group && next.reading.remark.shape === 'sentence';
    if (!follows || one.reading.remark.shape !== 'sentence' || !takesBack(next.reading.problem)) return one;
    const why = 'the next sentence says that it is no problem';
    return {
      ...one,
      candidates: one.candidates.map((c) => (c.accepted ? { ...c, accepted: false, unclear: true, why } : c)),
    };
  });
}

/** A correction of keywords in a row cures nothing, nor do the words of the problem over again. */
function withoutSalad(form: CompiledReview, reading: Reading): Reading {
  const { fix, ...rest } = reading;
  return fix && isSalad(fix, form.used) ? rest : reading;
}

/** "Severity of the params is high, of the signature medium", "de gravedad media, no hay tags": each defect takes the level nearest to it. */
function levelsByName(
  form: CompiledReview,
  { problem }: Reading,
  severity: ReturnType<typeof scaleOf>,
): Map<string, Severity> {
  const levels = levelsNamed(problem.text);
  const out = new Map<string, Severity>();
  if (levels.length === 0) return out;
  const about = problem.hits.filter((hit) => !hit.above).map((hit) => ({ ...hit, stance: 'absent' as const }));
  const placed = form.defects.flatMap((defect) => {
    const met = defect.extra ? [] : defect.mentions.flatMap((one) => matchForm(one, about, false));
    const starts = met
      .filter((m) => m.score >= 0.9)
      .map((m) => Math.min(...m.hits.map((hit) => problem.tokens[hit.from]!.start)));
    return starts.length > 0 ? [{ id: defect.id, at: Math.min(...starts) }] : [];
  });
  // A level in brackets is of what stands before it; others go before their things where the first one does.
  const forward = !placed.some(({ at }) => at < levels[0]!.at);
  for (const { id, at } of placed) {
    const next = levels.find((one) => one.at > at && (one.bracketed || !forward));
    const last = forward ? levels.findLast((one) => one.at <= at && !one.bracketed) : undefined;
    const nearest = next && last ? (next.at - at < at - last.at ? next : last) : (next ?? last);
    if (nearest) out.set(id, severity(nearest.level));
  }
  return out;
}

const EMPTY: Readonly<Record<Emptiness, string>> = {
  'keyword-list': 'keywords with no statement about them',
  echo: 'code with no statement about it',
  shuffled: 'words in no readable order',
};

const named = (one: Judged): Candidate[] => one.candidates.filter((candidate) => candidate.accepted);

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
          c.defect === defect && c.matches.some((m) => m.form.startsWith('missing') && m.hits[0]?.stance === 'absent'),
      );
    if (defect.extra || !judged.some(claims)) continue;
    const denial = judged.find((one) => {
      if (one.empty || named(one).length > 0) return false;
      return one.candidates.some((c) => c.defect === defect && c.denied);
    });
    if (denial) out.set(defect.id, denial);
  }
  return out;
}

function mentionOf(form: CompiledReview, defect: Defect, judged: readonly Judged[], contradicted: boolean): Mention {
  const naming = judged.flatMap((one) => {
    const candidate = named(one).find((c) => c.defect === defect);
    return candidate ? [{ one, candidate }] : [];
  });
  if (naming.length === 0) return closest(defect, judged);
  const width = (one: Judged): number => named(one).filter((c) => !c.defect.extra).length;
  naming.sort(
    (a, b) =>
      Number(b.candidate.sure) - Number(a.candidate.sure) ||
      b.candidate.rule - a.candidate.rule ||
      width(a.one) - width(b.one),
  );
  const { candidate } = naming[0]!;
  const byName = judged.map((one) => one.levels.get(defect.id)).find(Boolean);
  const level = byName ?? naming.find(({ one }) => one.severity && !isGradedAside(defect, one, judged))?.one.severity;
  const evidence = naming.slice(0, 5).map(({ one }) => evidenceOf(one.reading.remark));
  const trace = naming
    .slice(0, 3)
    .map(({ one, candidate: c }) => `${c.defect.id}: ${describe(c)} — ${traceOf(one.reading, [])}`)
    .join(' | ');
  if (contradicted) {
    return {
      found: false,
      confidence: 'review',
      doubt: 'one remark calls it missing, another calls it fine',
      remedy: 'none',
      evidence,
      trace,
    };
  }
  const remedy = bestRemedy(
    naming.map(({ one }) => remedyHere(form, defect, one, judged)),
    defect,
    judged,
    form,
  );
  const unread = (remedy === 'none' || remedy === 'unknown') && naming.some(({ one }) => isUnread(defect, one, judged));
  const doubt = candidate.sure ? (unread ? UNREAD : undefined) : doubtOf(candidate, naming[0]!.one);
  return {
    found: true,
    confidence: doubt === undefined ? 'sure' : 'review',
    ...(doubt === undefined ? {} : { doubt }),
    ...(level ? { severity: level } : {}),
    remedy,
    evidence,
    trace,
  };
}

const UNREAD = 'what is said of its cure was not understood';

/** More is said of a defect than its name, and none of it was read as a remedy. */
function isUnread(defect: Defect, one: Judged, judged: readonly Judged[]): boolean {
  const next = judged[judged.indexOf(one) + 1];
  const follows =
    next?.reading.remark.group === one.reading.remark.group && named(next).length === 0 && next.empty === undefined;
  return saysMore(defect, caseOf(defect, one, judged), follows ? next.reading.problem : undefined);
}

/** The level was given in a sentence about another defect. */
function isGradedAside(defect: Defect, { reading }: Judged, judged: readonly Judged[]): boolean {
  const at = reading.remark.gradedAt;
  if (at === undefined) return false;
  const giver = judged.find(
    ({ reading: { remark } }) => remark.start === at && remark.source === reading.remark.source,
  );
  const ids = giver ? named(giver).filter((c) => !c.defect.extra) : [];
  return ids.length > 0 && !ids.some((c) => c.defect === defect);
}

function doubtOf(candidate: Candidate, one: Judged): string {
  const runner = one.candidates.find((other) => other !== candidate && (other.rule > 0 || other.similarity > 0.2));
  return runner ? `${candidate.why}; runner-up ${runner.defect.id}` : candidate.why;
}

const remedyHere = (form: CompiledReview, defect: Defect, one: Judged, judged: readonly Judged[]): Remedy =>
  remedyOf(form, defect, caseOf(defect, one, judged));

/** What is known about a remark when its remedy is judged. */
function caseOf(defect: Defect, one: Judged, judged: readonly Judged[]): RemedyCase {
  const { group } = one.reading.remark;
  const at = judged.indexOf(one);
  const around = judged.flatMap((other, i) => {
    if (other === one || other.reading.remark.group !== group || other.reading.remark.shape !== 'sentence') return [];
    const others = named(other).filter((c) => !c.defect.extra);
    const elsewhere = others.length > 0 && !others.some((c) => c.defect === defect);
    return [{ reading: other.reading, next: i === at + 1, elsewhere }];
  });
  const ids = named(one).filter((c) => !c.defect.extra);
  const own = named(one).find((c) => c.defect === defect);
  const naming = own?.matches ?? [];
  const inProblem = own?.part === 'problem' || own?.part === 'examples';
  const others = ids.filter((c) => c.defect !== defect && c.part === 'problem').flatMap((c) => c.matches);
  const alone = ids.length <= 1 || (inProblem && others.length === 0);
  const beside = ids.filter((c) => c.defect !== defect).map((c) => c.defect.id);
  return { reading: one.reading, naming, inProblem, alone, others, beside, around };
}

function bestRemedy(all: readonly Remedy[], defect: Defect, judged: readonly Judged[], form: CompiledReview): Remedy {
  if (all.includes('right')) return 'right';
  // Who proposes a wrong cure here does not mean another row's cure of another defect.
  const wrong = all.includes('wrong');
  const isOthers = (one: Judged): boolean => named(one).some((c) => c.defect !== defect && !c.defect.extra);
  const elsewhere = judged.filter((one) => !one.empty && !(wrong && isOthers(one)));
  if (!form.listed && elsewhere.some((one) => advises(defect, one.reading))) return 'right';
  return first(['half', 'wrong', 'unknown'], all);
}

const first = (order: readonly Remedy[], all: readonly Remedy[]): Remedy =>
  order.find((remedy) => all.includes(remedy)) ?? 'none';

/** For a defect that nobody named: the remark that came nearest, and why it fell short. */
function closest(defect: Defect, judged: readonly Judged[]): Mention {
  let best: { one: Judged; candidate: Candidate } | undefined;
  let unclear: { one: Judged; candidate: Candidate } | undefined;
  for (const one of judged) {
    const candidate = one.candidates.find((c) => c.defect === defect);
    if (!candidate) continue;
    if (candidate.unclear) unclear ??= { one, candidate };
    if (!best || weight(candidate) > weight(best.candidate)) best = { one, candidate };
  }
  if (unclear) {
    const { remark } = unclear.one.reading;
    return {
      found: false,
      confidence: 'review',
      doubt: `named without a clear statement: ${unclear.candidate.why}`,
      remedy: 'none',
      evidence: [evidenceOf(remark)],
      trace: `unclear: "${textOf(remark).slice(0, 120)}" — ${describe(unclear.candidate)}`,
    };
  }
  if (best && isHalfSaid(best.candidate)) {
    const { remark } = best.one.reading;
    return {
      found: false,
      confidence: 'review',
      doubt: `nearly named: ${best.candidate.why}`,
      remedy: 'none',
      evidence: [evidenceOf(remark)],
      trace: `closest: "${textOf(remark).slice(0, 120)}" — ${describe(best.candidate)}`,
    };
  }
  const blocked = judged
    .filter((one) => one.empty !== undefined && one.empty !== 'echo')
    .flatMap((one) => one.candidates)
    .find((c) => c.defect === defect && !c.sure);
  if (!best || weight(best.candidate) < 0.1)
    return { found: false, confidence: 'sure', remedy: 'none', evidence: [], trace: 'no remark comes near it' };
  return {
    found: false,
    ...(blocked ? { confidence: 'review' as const, doubt: blocked.why } : { confidence: 'sure' as const }),
    remedy: 'none',
    evidence: [],
    trace: `closest: "${textOf(best.one.reading.remark).slice(0, 120)}" — ${describe(best.candidate)}`,
  };
}

/** So like an example that a person should look, though no statement was made out; what is said to be fine is no doubt. */
function isHalfSaid(candidate: Candidate): boolean {
  const near = candidate.similarity >= 0.45 || (candidate.rule >= 0.3 && candidate.similarity >= 0.25);
  return near && !candidate.denied && NEARLY.test(candidate.why);
}

const NEARLY = /^(?:only named|a little like|too little in common|says the contrary)/;

const weight = (candidate: Candidate): number => Math.max(candidate.rule, candidate.similarity);

function resultOf(form: CompiledReview, one: Judged, judged: readonly Judged[]): RemarkResult {
  const { remark } = one.reading;
  const ids = named(one);
  const planted = ids.filter((c) => !c.defect.extra);
  const remedies = ids.map((c) => remedyHere(form, c.defect, one, judged));
  const place = evidenceOf(remark);
  return {
    text: place.excerpt,
    file: place.file,
    span: place.span,
    names: planted.map((c) => c.defect.id),
    kind: kindOf(form, one, planted.length, ids.length),
    severity: one.severity ?? 'none',
    remedy: first(['right', 'half', 'wrong', 'unknown'], remedies),
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

function flagsOf(judged: readonly Judged[], contradicted: ReadonlyMap<string, Judged>): Flag[] {
  const flags: Flag[] = [];
  const texts = new Map<string, number>();
  for (const one of judged) {
    const evidence = evidenceOf(one.reading.remark);
    if (one.empty === 'echo') flags.push({ kind: 'echo', message: 'a remark that only repeats code', evidence });
    else if (one.empty) flags.push({ kind: 'keyword-list', message: EMPTY[one.empty], evidence });
    for (const part of [one.reading.problem, one.reading.fix, one.reading.detail]) {
      if (!part) continue;
      if (part.invisible > 0)
        flags.push({
          kind: 'invisible-characters',
          message: `${part.invisible} characters that no reader sees`,
          evidence,
        });
      if (part.mixed.length > 0)
        flags.push({
          kind: 'mixed-script',
          message: `words that mix alphabets: ${part.mixed.slice(0, 3).join(', ')}`,
          evidence,
        });
    }
    const key = one.reading.problem.tokens.map((token) => token.word).join(' ');
    const times = (texts.get(key) ?? 0) + 1;
    texts.set(key, times);
    if (times === 2 && one.reading.problem.tokens.length > 2)
      flags.push({ kind: 'repeated', message: 'the same remark more than once', evidence });
  }
  for (const [id, one] of contradicted) {
    flags.push({
      kind: 'contradiction',
      message: `${id}: called missing in one remark and fine in another`,
      evidence: evidenceOf(one.reading.remark),
    });
  }
  return flags;
}

function evidenceOf(remark: Remark): Evidence {
  return evidenceAt(remark.source, remark.start, remark.end);
}

function textOf(remark: Remark): string {
  return remark.source.text.slice(remark.start, remark.end).trim();
}
