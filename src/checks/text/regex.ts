import { compileRegex, type Regex } from '../../regex/regex.js';
import { ParamsError } from '../check.js';

export type { Match, Regex } from '../../regex/regex.js';

/** An author's regex in RE2 syntax. @throws ParamsError at `path` where the pattern does not compile. */
export function regexOf(pattern: string, path: readonly (string | number)[] = [], ignoreCase = false): Regex {
  try {
    return compileRegex(pattern, ignoreCase);
  } catch (error) {
    throw new ParamsError(`Unexpected regex \`${pattern}\`: ${(error as Error).message}`, path);
  }
}

/** Several at once; errors point into the list at `path`. */
export const regexesOf = (
  patterns: readonly string[] = [],
  path: readonly (string | number)[] = [],
  ignoreCase = false,
): Regex[] => patterns.map((pattern, i) => regexOf(pattern, [...path, i], ignoreCase));
