import type { Lang } from '../model/local.js';
import type { Report } from '../model/report.js';
import type { Source } from '../model/text.js';

/** How much a reader is told about what is missing: nothing, a push, or all of it. */
export type Reveal = 'none' | 'hints' | 'full';

export interface ReportOptions {
  readonly lang: Lang;
  readonly reveal: Reveal;
  /** Levels of chalk; 0 is plain. */
  readonly colour: 0 | 1 | 2 | 3;
  /** Columns of the terminal. */
  readonly width: number;
  /** One line for each hand-in. */
  readonly quiet: boolean;
  readonly examTitle?: string;
  /** Hundredths of a point. */
  readonly passMark?: number;
  /** What was handed in, by student: a report that shows the whole text marks the evidence in place; without it, excerpts are shown. */
  readonly sources?: ReadonlyMap<string, readonly Source[]>;
}

/** The contract of a report format: plain data in, text out. */
export interface Reporter {
  readonly id: string;
  render(report: Report, options: ReportOptions): string;
}
