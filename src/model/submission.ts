import type { Block, Hidden, Problem } from './document.js';
import type { Source, Span } from './text.js';
import type { Evidence } from './verdict.js';

/** What a student handed in, read, cleaned and sorted by exercise; the exam's own text is gone from it. */
export interface Submission {
  /** Display name: the folder's or the file's name, safe to print. */
  readonly student: string;
  readonly answers: readonly Answer[];
  /** Every file and block, and what it was taken for. */
  readonly received: readonly Received[];
  readonly flags: readonly Flag[];
  /** Set when the whole hand-in cannot be marked (over a cap, unreadable): why. */
  readonly blocked?: string;
}

/** A student's work on one exercise. */
export interface Answer {
  readonly exercise: string;
  /** What the student wrote about the work: the blocks left when the exam's own text and the artefacts are taken out. */
  readonly prose: readonly Prose[];
  readonly artefacts: readonly Artefact[];
  /** Comments in the corrected files that say what was wrong; comments that hold code are not among them. */
  readonly comments?: readonly ReviewComment[];
}

/** A comment of a corrected file, without its marks; `start` and `end` are offsets in `source`. */
export interface ReviewComment {
  readonly text: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A run of blocks of one document; offsets of the blocks are offsets in `source`. */
export interface Prose {
  readonly source: Source;
  readonly blocks: readonly Block[];
  /** What other cells of the notebook say before any exercise: a legend, say. */
  readonly ahead?: string;
  /** What the student says of it as a whole: the title of the document, lines before the first exercise, the exercise's own heading. */
  readonly about?: readonly { readonly text: string; readonly heading: boolean }[];
  /** What the exercises are headed by, and what is told under them, is nothing of this exam. */
  readonly foreign?: boolean;
  /** Nothing in its document says where an exercise begins: the words alone tell of which one it speaks. */
  readonly loose?: boolean;
}

/** A corrected file, or a block of one, as the student left it. */
export interface Artefact {
  /** Which of the exercise's artefacts it is taken for (`script`, `card`, `rules` …): an id of the rubric's `artefacts`. */
  readonly id: string;
  /** Language in which it is read: an id of `languages/index.ts`. */
  readonly language: string;
  readonly source: Source;
  /** Before a diff was applied, an older version that a later block replaces, the student's quotation of the flawed code: shown, never evidence. */
  readonly superseded?: string;
}

export interface Received {
  readonly file: string;
  readonly span?: Span;
  /** `mlflow/script`, `logging/prose`, `exam text`, `ignored` … */
  readonly taken_as: string;
  /** Why it was taken so, or why it was ignored; encoding repairs are told here. */
  readonly note?: string;
}

/** A flag informs a person; it never subtracts. */
export interface Flag {
  readonly kind:
    | 'hidden-text'
    | 'invisible-characters'
    | 'mixed-script'
    | 'keyword-list'
    | 'contradiction'
    | 'repeated'
    | 'echo'
    | 'copy-of-solution'
    | 'instruction-to-grader'
    | 'ignored-file'
    | 'encoding'
    | 'does-not-parse'
    | 'limit'
    | 'shadowed-name'
    | 'dead-code'
    | 'claim-without-fix'
    | 'fix-without-claim'
    | 'wrong-fix';
  readonly message: string;
  readonly evidence?: Evidence;
}

export type { Hidden, Problem };
