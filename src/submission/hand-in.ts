import type { Flag, Received } from '../model/submission.js';
import { type Source, type Span, spanAt } from '../model/text.js';
import { evidenceAt } from '../model/verdict.js';

/** What was handed in, as bytes: paths are relative, with forward slashes. */
export interface HandIn {
  /** The folder's or the file's name. */
  readonly name: string;
  readonly files: readonly InputFile[];
  /** What the reader of the folder left out, and why. */
  readonly skipped?: readonly { readonly name: string; readonly why: string }[];
}

export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  /** Everything that names no exercise of its own belongs to this one. */
  readonly exercise?: string;
  /** File (path or base name) to exercise, or to `exercise/artefact`. It overrules all else. */
  readonly map?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
}

/** What is told about a hand-in while it is read. */
export interface Journal {
  readonly received: Received[];
  readonly flags: Flag[];
}

export function note(journal: Journal, file: string, takenAs: string, why?: string, span?: Span): void {
  journal.received.push({ file, ...(span ? { span } : {}), taken_as: takenAs, ...(why ? { note: why } : {}) });
}

export function noteAt(
  journal: Journal,
  source: Source,
  start: number,
  end: number,
  takenAs: string,
  why?: string,
): void {
  note(journal, source.file, takenAs, why, spanAt(source, start, end));
}

export function flag(journal: Journal, kind: Flag['kind'], message: string, source?: Source, start = 0, end = 0): void {
  if (journal.flags.length >= 500) return;
  journal.flags.push(source ? { kind, message, evidence: evidenceAt(source, start, end) } : { kind, message });
}

export const wholeSpan = (source: Source): Span => spanAt(source, 0, source.text.length);
