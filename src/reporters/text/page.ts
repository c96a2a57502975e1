import type { ChalkInstance } from 'chalk';
import { formatPoints } from '../../model/points.js';
import type { ExamResult, Report, Score } from '../../model/report.js';
import { forTerminal } from '../../model/safe-text.js';
import type { Evidence } from '../../model/verdict.js';
import { displayWidth, truncate, wrap } from '../layout.js';
import { isMarked, type Messages, type Outcome } from '../messages.js';
import { firstLine, placeOf } from '../places.js';
import type { ReportOptions } from '../reporter.js';

export interface Page {
  readonly options: ReportOptions;
  readonly messages: Messages;
  readonly chalk: ChalkInstance;
  readonly width: number;
}

export type Paint = (text: string) => string;

export function heading(title: string, page: Page, aside = ''): string {
  const gap = page.width - displayWidth(title) - displayWidth(aside);
  if (aside === '' || gap < 2) return page.chalk.bold.underline(truncate(title, page.width));
  return page.chalk.bold.underline(title) + ' '.repeat(gap) + aside;
}

export function paragraph(content: string, lead: string, page: Page, paint: Paint = (t) => t): string[] {
  const indent = lead.includes('│') ? lead : ' '.repeat(displayWidth(lead));
  return wrap(content, page.width - displayWidth(lead)).map((part, i) => (i === 0 ? lead : indent) + paint(part));
}

/** `│ file:line  the words found there`. The bar keeps untrusted text from the start of a line, where a CI log would obey it. */
export function placeLine(evidence: Evidence, page: Page, sign = ' '): string {
  const place = truncate(forTerminal(placeOf(evidence)), 36);
  const room = page.width - 11 - displayWidth(place);
  return `     ${page.chalk.dim('│')} ${sign} ${page.chalk.cyan(place)}  ${truncate(forTerminal(firstLine(evidence.excerpt)), room)}`.trimEnd();
}

export function scoreText(score: Score): string {
  return `${formatPoints(score.earned)} / ${formatPoints(score.maximum)}`;
}

export function footer(report: Report, page: Page): string {
  const { version, digest } = report.rubric;
  return truncate(forTerminal(`${report.engine} · ${page.messages.words.rubric} ${version} · ${digest}`), page.width);
}

export function paintOf(result: ExamResult, page: Page): Paint {
  if (!isMarked(result)) return page.chalk.magenta;
  return result.passed ? page.chalk.green : page.chalk.red;
}

export function paintRatio(ratio: number, page: Page): Paint {
  if (ratio >= 0.7) return page.chalk.green;
  return ratio >= 0.4 ? page.chalk.yellow : page.chalk.red;
}

export function paintOutcome(outcome: Outcome, page: Page): Paint {
  const { chalk } = page;
  const paints: Record<Outcome, Paint> = {
    met: chalk.green,
    partly: chalk.yellow,
    unmet: chalk.red,
    blocked: chalk.magenta,
    failed: chalk.magenta,
  };
  return paints[outcome];
}
