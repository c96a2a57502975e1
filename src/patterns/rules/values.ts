import { PatternError } from '../error.js';
import { regexOf } from '../regex.js';
import type { Regex } from '../regex-model.js';
import type { Path } from './model.js';

/** What a rule file holds, before anything about it is known. */
export type Raw = { readonly [key: string]: unknown };

export function compileRegex(value: unknown, path: Path): Regex {
  if (typeof value !== 'string') throw new PatternError('Unexpected regex, expected text', path);
  try {
    return regexOf(value.replace(/\n+$/, ''), 'm');
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error), path);
  }
}

export function list(value: unknown, path: Path): readonly unknown[] {
  if (!Array.isArray(value)) throw new PatternError('Unexpected value, expected a list', path);
  return value;
}

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function mapping(value: unknown, path: Path, what: string): Raw {
  if (!isRaw(value))
    throw new PatternError(`Unexpected ${Array.isArray(value) ? 'list' : String(value)}, expected ${what}`, path);
  return value;
}
