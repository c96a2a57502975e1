import type { Path } from '../../model/rubric.js';
import type { AuthorFile } from '../../rubric/author-file.js';
import { frameOf, RubricError } from '../../rubric/errors.js';
import type { Diagnostic } from '../diagnostic.js';

export type Say = (
  rule: string,
  level: Diagnostic['level'],
  path: Path,
  message: string,
  why: string,
  mend: string,
  atKey?: boolean,
) => void;

export function sayer(file: AuthorFile, found: Diagnostic[]): Say {
  return (rule, level, path, message, why, mend, atKey = false) => {
    const position = file.positionOf(path, atKey);
    found.push({ rule, level, file: file.file, position, message, why, mend, frame: frameOf(file.text, position) });
  };
}

export function fromError(error: unknown, rule: string, why: string, mend: string): Diagnostic {
  if (!(error instanceof RubricError)) throw error;
  const { file, position, message, frame } = error;
  return { rule, level: 'error', file, position, message, why, mend: error.hint ?? mend, frame };
}

/** What stands at a path of a file's data. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], data);
}
