import type { Severity } from '../../model/rubric.js';

const WORDS: readonly (readonly [RegExp, Severity])[] = [
  [/cr[ií]tic|alta|alto|high|grave|blocker|🔴|mayor|major|p0|urgent/i, 'critical'],
  [/medi|moder|🟡|🟠|p1/i, 'medium'],
  [/menor|baj[ao]|low|minor|leve|🟢|info|p2|trivial/i, 'minor'],
];

/** Words that solutions tell apart and a rubric does not. */
const FINER: readonly RegExp[] = [/cr[ií]tic|blocker|p0|urgent/i, /alta|alto|high|grave|mayor|major/i];

/** The words of a solution that name one level where it has two: «Crítica» and «Alta». */
export function mergedWords(words: readonly string[]): string[] {
  const each = FINER.map((pattern) => words.find((word) => pattern.test(word)));
  return each.every((word) => word !== undefined) ? each : [];
}

/** The level that a word of a solution's table names. */
export function severityWord(text: string): Severity | undefined {
  return WORDS.find(([pattern]) => pattern.test(text))?.[1];
}
