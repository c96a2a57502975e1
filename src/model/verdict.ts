import { type Source, type Span, spanAt } from './text.js';

/** A place in what was handed in, with the words found there: a report never opens a file. */
export interface Evidence {
  readonly file: string;
  readonly span: Span;
  /** At most 200 characters of the student's own text. */
  readonly excerpt: string;
  /** What it shows, in plain words; empty where the excerpt says it all. */
  readonly message: string;
}

/**
 * What a check found out.
 * `blocked`: the student's work cannot be examined (missing, unreadable). Never a zero without a word.
 * `failed`: our fault, never the student's; it goes to a person.
 */
export type Verdict =
  | { readonly status: 'met' | 'unmet'; readonly evidence: readonly Evidence[]; readonly review?: string }
  | {
      readonly status: 'partly';
      /** Strictly between 0 and 1. */
      readonly fraction: number;
      readonly evidence: readonly Evidence[];
      readonly review?: string;
    }
  | { readonly status: 'blocked'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string };

export const met = (evidence: readonly Evidence[] = []): Verdict => ({ status: 'met', evidence });
export const unmet = (evidence: readonly Evidence[] = []): Verdict => ({ status: 'unmet', evidence });
export const blocked = (reason: string): Verdict => ({ status: 'blocked', reason });

/** A verdict from a fraction of 0 to 1. */
export function verdictOf(fraction: number, evidence: readonly Evidence[] = []): Verdict {
  if (fraction >= 1) return met(evidence);
  return fraction <= 0 ? unmet(evidence) : { status: 'partly', fraction, evidence };
}

/** How much of a verdict is earned, 0 to 1; blocked and failed earn nothing by themselves. */
export function fractionOf(verdict: Verdict): number {
  if (verdict.status === 'met') return 1;
  return verdict.status === 'partly' ? verdict.fraction : 0;
}

export function evidenceOf(verdict: Verdict): readonly Evidence[] {
  return 'evidence' in verdict ? verdict.evidence : [];
}

export function evidenceAt(source: Source, start: number, end: number, message = ''): Evidence {
  return { file: source.file, span: spanAt(source, start, end), excerpt: excerptOf(source.text, start, end), message };
}

const EXCERPT = 200;

function excerptOf(text: string, start: number, end: number): string {
  const whole = text.slice(start, end).trim();
  return whole.length <= EXCERPT ? whole : `${whole.slice(0, EXCERPT - 1)}…`;
}
