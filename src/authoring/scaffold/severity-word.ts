import type { Severity } from '../../model/rubric.js';

const WORDS: readonly (readonly [RegExp, Severity])[] = [
  [/cr[ií]tic|alta|alto|high|grave|blocker|🔴|mayor|major|p0|urgent/i, 'critical'],
  [/medi|moder|🟡|🟠|p1/i, 'medium'],
  [/menor|baj[ao]|low|minor|leve|🟢|info|p2|trivial/i, 'minor'],
];

/** The level that a word of a solution's table names. */
export function severityWord(text: string): Severity | undefined {
  return WORDS.find(([pattern]) => pattern.test(text))?.[1];
}
