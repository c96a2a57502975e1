import type { Remedy } from '../model/report.js';
import type { Severity } from '../model/rubric.js';
import { type Evidence, evidenceAt } from '../model/verdict.js';
import type { CompiledReview, Defect } from './compile.js';
import type { Emptiness } from './empty/integrity.js';
import type { Candidate } from './naming/decide.js';
import type { Reading } from './naming/reading.js';
import type { Remark } from './remarks/remarks.js';
import type { RemedyCase } from './remedy/case.js';
import { remedyOf } from './remedy/remedy.js';

/** A remark with all that was decided about it. */
export interface Judged {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
  readonly empty: Emptiness | undefined;
  readonly severity: Severity | undefined;
  /** Levels that a sentence gives to defects by name. */
  readonly levels: ReadonlyMap<string, Severity>;
  /** The level of the defects that no remark grades. */
  readonly rest: Severity | undefined;
}

/** Why an empty remark earns nothing. */
export const EMPTY: Readonly<Record<Emptiness, string>> = {
  'keyword-list': 'keywords with no statement about them',
  echo: 'code with no statement about it',
  shuffled: 'words in no readable order',
};

/** The defects that a remark names. */
export const named = (one: Judged): Candidate[] => one.candidates.filter((candidate) => candidate.accepted);

/** What each remark cures, of the defects that it names. */
export type Remedies = ReadonlyMap<Judged, ReadonlyMap<Defect, Remedy>>;

export const remediesOf = (form: CompiledReview, one: Judged, judged: readonly Judged[]): Map<Defect, Remedy> =>
  new Map(named(one).map(({ defect }) => [defect, remedyOf(form, defect, caseOf(defect, one, judged))]));

/** What is known about a remark when its remedy is judged. */
export function caseOf(defect: Defect, one: Judged, judged: readonly Judged[]): RemedyCase {
  const { group } = one.reading.remark;
  const at = judged.indexOf(one);
  const around = judged.flatMap((other, i) => {
    if (other === one || other.reading.remark.group !== group || other.reading.remark.shape !== 'sentence') return [];
    const others = named(other).filter((c) => !c.defect.extra);
    const elsewhere = others.length > 0 && !others.some((c) => c.defect === defect);
    const follows = i === at + 2 && named(judged[at + 1]!).every((c) => c.defect.extra);
    return [{ reading: other.reading, next: i === at + 1, follows, elsewhere }];
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

export const first = (order: readonly Remedy[], all: readonly Remedy[]): Remedy =>
  order.find((remedy) => all.includes(remedy)) ?? 'none';

export function evidenceOf(remark: Remark): Evidence {
  return evidenceAt(remark.source, remark.start, remark.end);
}

export function textOf(remark: Remark): string {
  return remark.source.text.slice(remark.start, remark.end).trim();
}
