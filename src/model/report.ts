import type { Severity, ShareId } from './rubric.js';
import type { Flag, Received } from './submission.js';
import type { Span } from './text.js';
import type { Evidence } from './verdict.js';

/** Hundredths of a point inside; two decimals outside. */
export interface Score {
  readonly earned: number;
  readonly maximum: number;
}

export interface Report {
  readonly schema: 1;
  readonly engine: string;
  readonly exam: string;
  readonly rubric: { readonly version: string; readonly digest: string };
  readonly results: readonly ExamResult[];
  readonly diagnostics: readonly { readonly level: 'error' | 'warning'; readonly message: string }[];
}

export type ResultStatus = 'graded' | 'needs-review' | 'partial' | 'blocked' | 'failed';

export interface ExamResult {
  readonly student: string;
  readonly status: ResultStatus;
  /** Why, where the status is not `graded`. */
  readonly reason?: string;
  readonly score: Score;
  readonly passed: boolean;
  readonly exercises: readonly ExerciseResult[];
  readonly received: readonly Received[];
  readonly flags: readonly Flag[];
}

export interface ExerciseResult {
  readonly exercise: string;
  readonly title: string;
  readonly score: Score;
  readonly criteria: readonly CriterionResult[];
  readonly remarks: readonly RemarkResult[];
  readonly advice: readonly AdviceResult[];
}

export type Confidence = 'sure' | 'review';

export interface CriterionResult {
  readonly criterion: string;
  readonly title: string;
  /** What it is about, without naming the defect: to show instead of the title while it is not found. */
  readonly topic?: string;
  readonly score: Score;
  readonly shares: Readonly<Partial<Record<ShareId, ShareResult>>>;
  readonly confidence: Confidence;
  /** Why a person should look, and the runner-up, where `confidence` is `review`. */
  readonly doubt?: string;
  readonly feedback: string;
  /** Hints from a nudge to nearly the answer; a reporter shows as many as the reveal level allows. */
  readonly hints: readonly string[];
  readonly learn: readonly string[];
}

export interface ShareResult {
  /** 0 to 1. */
  readonly fraction: number;
  readonly by: 'artefact' | 'words' | 'both' | 'none';
  readonly status: 'met' | 'partly' | 'unmet' | 'blocked' | 'failed';
  readonly evidence: readonly Evidence[];
  readonly reason?: string;
}

export type RemarkKind = 'planted' | 'valid-extra' | 'wrong' | 'praise' | 'other';
export type Remedy = 'right' | 'half' | 'unknown' | 'wrong' | 'none';

export interface RemarkResult {
  readonly text: string;
  readonly file: string;
  readonly span: Span;
  readonly names: readonly string[];
  readonly kind: RemarkKind;
  readonly severity: Severity | 'none';
  readonly remedy: Remedy;
  readonly confidence: Confidence;
  /** How it was read: words, cue, scope, form, nearest example, runner-up. For instructors. */
  readonly trace?: string;
}

export interface AdviceResult {
  readonly id: string;
  readonly message: string;
  readonly evidence: readonly Evidence[];
}
