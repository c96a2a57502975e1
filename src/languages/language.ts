import type { Document } from '../model/document.js';
import type { Source } from '../model/text.js';

/** The contract of a language: one folder each, listed in `index.ts`. */
export interface Language {
  readonly id: string;
  /** Other names rule authors use (`py`, `ts`, `yml`). */
  readonly aliases: readonly string[];
  /** Extensions with their dot, and whole base names (`Dockerfile`). */
  readonly files: readonly string[];
  /** Loads a grammar or a library; called once before the first `parse`, cheap when called again. */
  load(): Promise<void>;
  /** Never throws on a student's text: what cannot be read is a problem of the document. */
  parse(source: Source): Document;
}
