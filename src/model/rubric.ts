import type { Lang, Local } from './local.js';

/** Keys and indices into an author's file. */
export type Path = readonly (string | number)[];

/** An exam as its `exam.yaml` sets it. Points are integer hundredths inside. */
export interface Exam {
  readonly id: string;
  readonly title: Local;
  readonly language: Lang;
  readonly duration: { readonly minimum: number; readonly maximum: number };
  /** Hundredths of a point. */
  readonly passMark: number;
  readonly exercises: readonly Exercise[];
  /** Texts a student was given: statements, given files, editions. Whatever repeats them is not an answer. */
  readonly given: readonly GivenText[];
  /** Official solutions: text that copies them is credited and flagged. */
  readonly solutions: readonly GivenText[];
  /** Version and digest of all that decides a score. */
  readonly rubric: { readonly version: string; readonly digest: string };
}

export interface GivenText {
  readonly file: string;
  readonly text: string;
  readonly exercise?: string;
}

export interface Exercise {
  readonly id: string;
  readonly title: Local;
  /** Words a heading about this exercise uses, besides its number and title. */
  readonly keywords: readonly string[];
  readonly rubric: Rubric;
}

export type ShareId = 'found' | 'severity' | 'fixed';
export type Severity = 'critical' | 'medium' | 'minor';

/** The scoring of one exercise. */
export interface Rubric {
  readonly file: string;
  readonly exercise: string;
  readonly version: string;
  readonly title: Local;
  /** Hundredths of a point. */
  readonly points: number;
  readonly artefacts: readonly ArtefactKind[];
  /** Fractions of a criterion's points; they add to 1. */
  readonly shares: Readonly<Partial<Record<ShareId, number>>>;
  /** What right words earn of `fixed`: with no artefact handed in, and beside an artefact that could show it and does not. */
  readonly words: { readonly alone: number; readonly besideArtefact: number };
  /** What a severity one level off earns of its share. */
  readonly adjacentSeverity: number;
  readonly review: ReviewForm;
  readonly criteria: readonly Criterion[];
  readonly advice: readonly Advice[];
}

/** A kind of file or block that students hand in for an exercise. */
export interface ArtefactKind {
  readonly id: string;
  readonly title: Local;
  readonly language: string;
  /** Globs on the base name. */
  readonly files: readonly string[];
  /** Regexes (linear time): content that looks so is taken for this artefact. */
  readonly looksLike: readonly string[];
}

export interface Criterion {
  readonly id: string;
  readonly title: Local;
  /** What it is about, without naming the defect: shown while it is not found. */
  readonly topic?: Local;
  /** Hundredths of a point. */
  readonly points: number;
  readonly severity?: Severity;
  readonly feedback: { readonly missing: Local; readonly met?: Local; readonly partly?: Local };
  /** From a nudge to nearly the answer. */
  readonly hints: { readonly es: readonly string[]; readonly en: readonly string[] };
  readonly learn: readonly string[];
  readonly mentions: DefectForm;
  /** What the corrected artefact must show. */
  readonly fixed?: Expression;
  /** Artefact ids that could show the fix. */
  readonly shownBy: readonly string[];
  /** Ways of breaking its remedy that leave a right one: any name is an owner. */
  readonly equivalentMutants?: readonly string[];
  /** Keys and indices that lead to it in its file. */
  readonly path: Path;
}

/** A bug or a doubt worth a word and no points. */
export interface Advice {
  readonly id: string;
  readonly criterion?: string;
  readonly message: Local;
  readonly when: Expression;
}

/** Check leaf: `kind` names a check of `checks/index.ts`; `ready` is what its `prepare` returned. */
export type Expression =
  | { readonly op: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'at-least'; readonly count: number; readonly of: readonly Expression[] }
  /** Met members out of `outOf`, capped at 1: "any 3 of" is in proportion. */
  | { readonly op: 'proportion'; readonly outOf: number; readonly of: readonly Expression[] }
  | {
      readonly op: 'levels';
      readonly levels: readonly { readonly fraction: number; readonly when: Expression; readonly note?: Local }[];
    }
  | { readonly op: 'check'; readonly kind: string; readonly ready: unknown; readonly path: Path };

/** Author's forms for reading the review; see rubrics/README.md. */
export interface ReviewForm {
  /** `listed`: under "what is missing?" a bare name is a statement. */
  readonly stance: 'finding' | 'listed';
  /** Valid remarks that no criterion pays. */
  readonly extras: readonly DefectForm[];
  /** Concepts that a rubric adds to the shared lexicon, or widens with a trailing `+`. */
  readonly concepts: Readonly<Record<string, readonly string[]>>;
}

/** How remarks name one defect. `mentions` and `fix` are kept as the author wrote them; review/ compiles them. */
export interface DefectForm {
  readonly id: string;
  readonly title: Local;
  readonly mentions: readonly unknown[];
  readonly unless: readonly unknown[];
  readonly fix: {
    readonly any: readonly unknown[];
    readonly partly: readonly unknown[];
    readonly not: readonly unknown[];
  };
  readonly examples: readonly string[];
  readonly not_examples: readonly string[];
}
