import type { Document } from '../model/document.js';
import type { Artefact, Prose } from '../model/submission.js';
import type { Verdict } from '../model/verdict.js';

/** JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** An artefact with its parsed document. Superseded artefacts are not among them. */
export interface ReadArtefact extends Artefact {
  readonly document: Document;
}

/** What a custom check gets, as plain data. */
export interface CustomInput {
  readonly exercise: string;
  readonly file: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** `firstLine`: the line of its file on which the artefact's text starts. */
  readonly artefacts: readonly {
    readonly id: string;
    readonly language: string;
    readonly file: string;
    readonly text: string;
    readonly firstLine: number;
  }[];
  readonly prose: readonly string[];
}

/** Runs an instructor's own check apart from this process. */
export type CustomRunner = (input: CustomInput) => Verdict;

/** All that a check may look at. */
export interface Documents {
  readonly exercise: string;
  /** This exercise's artefacts, in the order in which they were handed in. */
  readonly artefacts: readonly ReadArtefact[];
  /** Artefacts of the whole hand-in, for checks that join exercises or look for a helper module. */
  readonly everything: readonly ReadArtefact[];
  readonly prose: readonly Prose[];
  /** Present only where custom checks are allowed. */
  readonly custom?: CustomRunner;
  /** Computes a value once per answer and keeps it: what several checks derive from the same documents. */
  derive<T>(key: string, make: () => T): T;
}

/** Trouble in an author's parameters; `path` leads to the key (`['calls', 0, 'call']`), `offset` into a text value. */
export class ParamsError extends Error {
  readonly path: readonly (string | number)[];
  readonly offset: number | undefined;
  constructor(message: string, path: readonly (string | number)[] = [], offset?: number) {
    super(message);
    this.path = path;
    this.offset = offset;
  }
}

/**
 * One kind of check. In a rubric it is written as a mapping with one key, the kind: `- code: {pattern: …}`.
 * `prepare` compiles an author's parameters once per rubric; `judge` is a pure function of data.
 */
export interface Check<Params = unknown, Ready = Params> {
  readonly kind: string;
  /** One line for the reference. */
  readonly summary: string;
  /** Schema of the parameters; its descriptions are the reference's text. */
  readonly schema: JsonSchema;
  /** Languages of the artefacts it reads; absent where it reads any, or prose. */
  readonly languages?: readonly string[];
  prepare(params: Params): Ready;
  judge(ready: Ready, documents: Documents): Verdict;
}
