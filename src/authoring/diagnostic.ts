import type { Position } from '../model/text.js';

/** A word of `rubric lint` on an author's file. */
export interface Diagnostic {
  /** Stable name of the rule, such as `points-sum`. */
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly file: string;
  readonly position: Position;
  readonly message: string;
  /** Why it matters to whoever is marked. */
  readonly why: string;
  /** How to mend it. */
  readonly mend: string;
  readonly frame: string;
  /** A safe edit of the file's text, as offsets. */
  readonly fix?: { readonly start: number; readonly end: number; readonly text: string };
}

/** Errors first, then by place: the same order on every machine. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (one: Diagnostic) => [one.file, one.position.line, one.position.column, one.rule] as const;
  return [...diagnostics].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    for (let i = 0; i < ka.length; i++) {
      const [x, y] = [ka[i] as string | number, kb[i] as string | number];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  });
}
