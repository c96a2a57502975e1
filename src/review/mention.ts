import type { Remedy } from '../model/report.js';
import type { Severity } from '../model/rubric.js';
import type { Evidence } from '../model/verdict.js';
import type { CompiledReview, Defect } from './compile.js';
import { caseOf, evidenceOf, first, type Judged, named, type Remedies, textOf } from './judged.js';
import type { Candidate } from './naming/decide.js';
import { advises, isOnTrust, saysMore } from './remedy/remedy.js';
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

export function mentionOf(
  form: CompiledReview,
  defect: Defect,
  judged: readonly Judged[],
  remedies: Remedies,
  contradicted: boolean,
): Mention {
  const naming = judged.flatMap((one) => {
    const candidate = named(one).find((c) => c.defect === defect);
    return candidate ? [{ one, candidate }] : [];
  });
  if (naming.length === 0) {
    const graded = judged.find((one) => isBareName(defect, one))?.severity;
    return { ...closest(defect, judged), ...(graded ? { severity: graded } : {}) };
  }
  const width = (one: Judged): number => named(one).filter((c) => !c.defect.extra).length;
  naming.sort(
    (a, b) =>
      Number(b.candidate.sure) - Number(a.candidate.sure) ||
      b.candidate.rule - a.candidate.rule ||
      width(a.one) - width(b.one),
  );
  const { candidate } = naming[0]!;
  const byName = judged.map((one) => one.levels.get(defect.id)).find(Boolean);
  const bare = naming.every((one) => one.candidate.part === 'fix')
    ? judged.find((one) => one.severity && isBareName(defect, one))
    : undefined;
  const graded = naming.flatMap(({ one }) => (one.severity && !isGradedAside(defect, one, judged) ? [one] : []));
  const level =
    byName ??
    (isGradedBothWays(graded)
      ? undefined
      : (bare?.severity ?? graded[0]?.severity ?? judged.map((one) => one.rest).find(Boolean)));
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
    naming.map(({ one }) => remedies.get(one)!.get(defect)!),
    defect,
    judged,
    form,
  );
  const unread = (remedy === 'none' || remedy === 'unknown') && naming.some(({ one }) => isUnread(defect, one, judged));
  const trusted = remedy === 'right' && naming.every(({ one }) => isOnTrust(form, defect, caseOf(defect, one, judged)));
  const ofCure = unread ? UNREAD : trusted ? TRUSTED : undefined;
  const doubt = candidate.sure ? ofCure : doubtOf(candidate, naming[0]!.one);
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

/** "[LOW] Run name, see 1": says how grave it is and hardly what; whose code shows the cure is believed. */
const isBareName = (defect: Defect, one: Judged): boolean =>
  named(one).length === 0 &&
  one.candidates.some((c) => c.defect === defect && !c.denied && c.matches.some(({ score }) => score > 0)) &&
  one.reading.problem.tokens.filter(({ kind }) => kind === 'word').length <= BARE;

/** Words of a name with a reference or an aside. */
const BARE = 8;

const UNREAD = 'what is said of its cure was not understood';
const TRUSTED = 'its cure is taken on trust: no example speaks of it';

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

/** Every level in turn, or the same words with two: no level is meant. */
function isGradedBothWays(graded: readonly Judged[]): boolean {
  const rows = graded.filter(({ reading }) => reading.remark.shape === 'row' || reading.remark.shape === 'item');
  if (new Set(rows.map(({ severity }) => severity)).size >= 3) return true;
  const levels = new Map(rows.map((one) => [one.reading.problem.text, one.severity]));
  return rows.some((one) => levels.get(one.reading.problem.text) !== one.severity);
}

function doubtOf(candidate: Candidate, one: Judged): string {
  const runner = one.candidates.find((other) => other !== candidate && (other.rule > 0 || other.similarity > 0.2));
  return runner ? `${candidate.why}; runner-up ${runner.defect.id}` : candidate.why;
}

function bestRemedy(all: readonly Remedy[], defect: Defect, judged: readonly Judged[], form: CompiledReview): Remedy {
  if (all.includes('right')) return 'right';
  // Who proposes a wrong cure here does not mean another row's cure of another defect.
  const wrong = all.includes('wrong');
  const isOthers = (one: Judged): boolean => named(one).some((c) => c.defect !== defect && !c.defect.extra);
  const elsewhere = judged.filter((one) => !one.empty && !(wrong && isOthers(one)));
  if (!form.listed && elsewhere.some((one) => advises(defect, one.reading, isOthers(one)))) return 'right';
  return first(['half', 'wrong', 'unknown'], all);
}

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
