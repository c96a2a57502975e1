import type { Block } from '../model/document.js';
import type { Prose } from '../model/submission.js';
import type { Source } from '../model/text.js';
import type { LocalGiven } from './exam-code.js';
import type { ExamIndex } from './exam-index.js';
import type { CodeBlock, Judged } from './gather.js';
import type { Journal } from './hand-in.js';
import type { Placed } from './place.js';
import type { Known } from './prose.js';

/** What one document holds, sorted by exercise. */
export interface Sorted {
  readonly prose: { readonly exercise: string; readonly prose: Prose }[];
  readonly code: { readonly block: CodeBlock; readonly judged: Extract<Judged, { as: 'artefact' }> }[];
}

export interface Item extends Placed {
  /** What the block is once the exam's own text is out of it. */
  left?: Block | undefined;
  to: readonly string[];
}

/** The state while one document is sorted. */
export interface Reader {
  readonly items: Item[];
  readonly index: ExamIndex;
  readonly journal: Journal;
  readonly local: LocalGiven;
  readonly known: Known;
  /** Sections printed from the very edition that the exam in hand is. */
  readonly knownSections: ReadonlySet<number>;
  readonly code: Sorted['code'];
  /** Code that the exam sets. */
  readonly set: Set<Source>;
  /** Sections whose given code still stands above the place for the answer. */
  readonly printed: Set<number>;
  /** Passages in the official solution's words. */
  readonly copied: { readonly source: Source; readonly start: number; readonly end: number }[];
  readonly extra: { exercise: readonly string[]; prose: Prose }[];
  readonly pageExercise: ReadonlyMap<Source, string | undefined>;
}
