import type { Match } from '../naming/forms.js';
import type { Reading } from '../naming/reading.js';

/**
 * What a passage is said to be, and what of it is then no finding: all, bare names, what is not said to be wrong, or what is said to be.
 */
export interface Frame {
  readonly why: string;
  readonly falls: 'all' | 'bare' | 'unsaid' | 'said';
}

/** Headings and introductions above a remark, without the header of its column. */
export const aboveOf = ({ remark: { under, headed } }: Reading): readonly string[] =>
  headed ? under.slice(0, -1) : under;

/** The headings above a remark: what stands under the same ones belongs together. */
export const placeOf = (reading: Reading): string =>
  aboveOf(reading)
    .filter((text) => !/:\s*$/.test(text))
    .join('\n') + reading.remark.source.file;

/** Something is said to be missing or wrong in so many words. */
export const isSaid = ({ hits }: Match): boolean =>
  hits.some(
    (hit) =>
      !hit.above &&
      hit.cue !== '' &&
      !hit.cue.endsWith('?') &&
      (hit.stance === 'absent' || hit.stance === 'bad' || hit.stance === 'replaced'),
  );

/** Somebody is told to do something about it. */
export const isAdvised = ({ hits }: Match): boolean =>
  hits.some((hit) => !hit.above && hit.cue !== '' && (hit.stance === 'wanted' || hit.stance === 'unwanted'));
