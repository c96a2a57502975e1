import type { Lang } from '../model/local.js';
import type { Reveal } from '../reporters/reporter.js';

/** What `grade` was asked, as commander hands it over. */
export interface GradeFlags {
  readonly exam?: string;
  readonly exercise?: string;
  readonly map: readonly (readonly [file: string, exercise: string])[];
  readonly reveal: Reveal;
  readonly lang?: Lang;
  readonly format: string;
  readonly out?: string;
  readonly failUnder?: number;
  readonly watch?: boolean;
  readonly quiet?: boolean;
  readonly explain?: string;
  readonly advice?: boolean;
  readonly allowCustom?: boolean;
}
