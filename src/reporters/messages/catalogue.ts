import type { ExamResult, RemarkKind, Remedy, ShareResult } from '../../model/report.js';
import type { Severity, ShareId } from '../../model/rubric.js';
import type { Flag } from '../../model/submission.js';

/** What the reports say in their own words. Titles, feedback and hints come from the rubric. */
export interface Messages {
  readonly passed: string;
  readonly failed: string;
  readonly unmarked: string;
  passMark(points: string): string;
  readonly verdicts: Readonly<Record<Outcome, string>>;
  readonly shares: Readonly<Record<ShareId, string>>;
  readonly shareWords: Readonly<Record<'met' | 'partly' | 'unmet' | 'blocked' | 'failed', string>>;
  readonly by: Readonly<Record<ShareResult['by'], string>>;
  readonly statuses: Readonly<Record<ExamResult['status'], string>>;
  readonly kinds: Readonly<Record<RemarkKind, string>>;
  readonly remedies: Readonly<Record<Remedy, string>>;
  readonly severities: Readonly<Record<Severity | 'none', string>>;
  readonly flags: Readonly<Record<Flag['kind'], string>>;
  readonly takenAs: Readonly<Record<string, string>>;
  more(count: number): string;
  lines(from: number, to: number): string;
  readonly words: Readonly<Record<WordId, string>>;
}

/** How a criterion went, in one word. */
export type Outcome = 'met' | 'partly' | 'unmet' | 'blocked' | 'failed';

export type WordId =
  | 'report'
  | 'student'
  | 'result'
  | 'total'
  | 'exercise'
  | 'exercises'
  | 'criterion'
  | 'points'
  | 'verdict'
  | 'earned'
  | 'status'
  | 'good'
  | 'missing'
  | 'hint'
  | 'learn'
  | 'doubt'
  | 'reason'
  | 'advice'
  | 'adviceNote'
  | 'received'
  | 'flags'
  | 'flagsNote'
  | 'remarks'
  | 'remark'
  | 'remarksElse'
  | 'reading'
  | 'severity'
  | 'remedy'
  | 'place'
  | 'why'
  | 'yourWork'
  | 'yourWorkNote'
  | 'legendEarned'
  | 'legendLost'
  | 'legendRemark'
  | 'expand'
  | 'collapse'
  | 'skip'
  | 'rubric'
  | 'engine'
  | 'review'
  | 'evidence'
  | 'contents'
  | 'diagnostics'
  | 'seeArtefact'
  | 'nothing'
  | 'cohort'
  | 'line'
  | 'revealNote';
