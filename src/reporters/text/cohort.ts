import { formatPoints } from '../../model/points.js';
import type { ExamResult, Report } from '../../model/report.js';
import { displayName, forTerminal } from '../../model/safe-text.js';
import { displayWidth, padEnd, padStart, truncate } from '../layout.js';
import { isMarked, outcomeWord } from '../messages.js';
import { footer, type Page, paintOf, paragraph } from './page.js';

/** One row for each hand-in, its points by exercise and in all. */
export function cohortLines(report: Report, page: Page): string[] {
  const { messages, chalk } = page;
  const exercises = Array.from(
    new Map(report.results.flatMap((r) => r.exercises.map((e) => [e.exercise, e] as const))).values(),
  );
  const columns = exercises.map((e) => Math.max(6, Math.min(12, displayWidth(forTerminal(e.exercise)))));
  const taken = columns.reduce((sum, width) => sum + width + 2, 0) + 2 + 8 + 2 + 13;
  const longest = Math.max(
    ...report.results.map((r) => displayWidth(displayName(r.student))),
    displayWidth(messages.words.student),
  );
  const first = Math.max(12, Math.min(longest, page.width - taken));
  const row = (name: string, cells: readonly string[], total: string): string =>
    `│ ${padEnd(truncate(name, first), first)}${cells.map((cell, i) => `  ${padStart(truncate(cell, columns[i] ?? 6), columns[i] ?? 6)}`).join('')}  ${padStart(total, 6)}  `;
  const lines = [chalk.bold(forTerminal(page.options.examTitle ?? report.exam)), ''];
  lines.push(
    chalk.bold(
      row(
        messages.words.student,
        exercises.map((e) => forTerminal(e.exercise)),
        messages.words.total,
      ),
    ) + chalk.bold(messages.words.result),
  );
  for (const result of report.results) {
    const cells = exercises.map((e) => exerciseCell(result, e.exercise));
    const total = isMarked(result) ? formatPoints(result.score.earned) : '—';
    const doubts = result.exercises.flatMap((e) => e.criteria).filter((c) => c.confidence === 'review').length;
    lines.push(
      row(displayName(result.student), cells, total) +
        paintOf(result, page)(outcomeWord(result, messages)) +
        (doubts > 0 ? chalk.dim(` ?${doubts}`) : ''),
    );
    if (!isMarked(result) && result.reason !== undefined)
      lines.push(...paragraph(forTerminal(result.reason), '│   ', page, chalk.dim));
  }
  const maxima = exercises.map((e) => formatPoints(e.score.maximum));
  lines.push(chalk.dim(row('', maxima, formatPoints(report.results[0]?.score.maximum ?? 0)).trimEnd()));
  lines.push('', chalk.dim(footer(report, page)));
  return lines;
}

function exerciseCell(result: ExamResult, exercise: string): string {
  const found = result.exercises.find((e) => e.exercise === exercise);
  return found && isMarked(result) ? formatPoints(found.score.earned) : '—';
}
