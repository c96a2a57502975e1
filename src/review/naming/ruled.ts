import type { CompiledReview, Defect } from '../compile.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import { conceptsOf, type Form, type Match, matchForm, vetoes } from './forms.js';
import type { Reading } from './reading.js';

/** How well the author's forms of one defect are met by a remark. */
export interface Ruled {
  readonly defect: Defect;
  rule: number;
  matches: Match[];
  part: 'problem' | 'fix' | 'detail';
  readonly barred: boolean;
  /** How well the problem text alone names it. */
  readonly named: number;
  readonly veto?: Stanced;
  /** Joined forms of its cure that the problem text meets. */
  readonly seconds: readonly Match[];
  /** The correction cures what the problem names, and this as well. */
  beside?: boolean;
}

/** With `elsewhere`, what only a later part of a row names is taken for what is missing. */
export function ruleOf(form: CompiledReview, defect: Defect, reading: Reading, elsewhere: boolean): Ruled {
  const { problem, fix, detail } = reading;
  if (!touches(defect, reading))
    return { defect, rule: 0, matches: [], part: 'problem', barred: false, named: 0, seconds: [] };
  const barred = defect.unless.some((one) => matchForm(one, problem.hits, form.listed).some((m) => m.score >= 0.9));
  const veto = defect.mentions.flatMap((one) => vetoes(one, problem.hits)).find((hit) => !hit.above);
  const inProblem = barred ? [] : defect.mentions.flatMap((one) => matchForm(one, problem.hits, form.listed));
  const named = best(inProblem);
  const out: Ruled = {
    defect,
    rule: named,
    matches: kept(inProblem, named),
    part: 'problem',
    barred,
    named,
    seconds: defect.fix
      .filter((one) => one.op === 'near' || one.op === 'all')
      .flatMap((one) => matchForm(one, problem.hits, form.listed)),
    ...(veto ? { veto } : {}),
  };
  if (barred || named >= 0.9) return out;
  const inDetail = detail
    ? defect.mentions.flatMap((one) => matchForm(one, detail.hits, elsewhere)).filter((m) => m.score >= 0.9)
    : [];
  if (inDetail.length > 0) return { ...out, rule: 0.95, matches: inDetail, part: 'detail' };
  const inFix = fix
    ? [...(named > 0 ? [...defect.telling, ...defect.fix] : defect.telling), ...underTopic(defect, problem)]
        .flatMap((one) => matchForm(one, fix.hits, false))
        .filter((m) => m.score >= 0.9 && m.hits.some((hit) => hit.stance !== 'absent') && !isGivenUp(m))
    : [];
  if (inFix.length > 0) return { ...out, rule: 0.7, matches: inFix, part: 'fix' };
  return out;
}

/** "Change the names": a thing that is only named, to be taken away, is no cure. */
const isGivenUp = ({ form, hits }: Match): boolean =>
  !form.includes(' ') && hits.every((hit) => hit.stance === 'unwanted');

/** "Nobody is told | page when p95 latency is over 1 s": the row names half of the defect, and its correction says which. */
function underTopic({ mentions }: Defect, { tokens, concepts }: Analysis): readonly Form[] {
  const joined = mentions.filter((form) => form.op === 'near' || form.op === 'all');
  return tokens.length <= 8 && joined.some((form) => conceptsOf(form).some((one) => concepts.has(one))) ? joined : [];
}

/** Whether any part names a concept of the defect's forms at all. */
function touches(defect: Defect, { problem, fix, detail }: Reading): boolean {
  return defect.concepts.some(
    (concept) => problem.concepts.has(concept) || fix?.concepts.has(concept) || detail?.concepts.has(concept),
  );
}

const best = (matches: readonly Match[]): number => Math.max(0, ...matches.map((m) => m.score));
const kept = (matches: readonly Match[], score: number): Match[] =>
  matches.filter((m) => m.score >= 0.5 || m.score === score);
