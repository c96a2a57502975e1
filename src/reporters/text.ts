import { Chalk } from 'chalk';
import { formatPoints } from '../model/points.js';
import type { ExamResult, ExerciseResult, Report, Score } from '../model/report.js';
import { displayName, forTerminal } from '../model/safe-text.js';
import { displayWidth, padEnd, truncate } from './layout.js';
import { isMarked, messagesIn, outcomeWord, takenAsWord } from './messages.js';
import { groupedFlags, receivedByFile } from './places.js';
import type { Reporter } from './reporter.js';
import { cohortLines } from './text/cohort.js';
import { exerciseLines } from './text/exercise.js';
import { footer, heading, type Page, paintOf, paintRatio, paragraph, placeLine, scoreText } from './text/page.js';

/** For a terminal: one hand-in in full, or a table of several. */
export const text: Reporter = {
  id: 'text',
  render(report, options) {
    const page: Page = {
      options,
      messages: messagesIn(options.lang),
      chalk: new Chalk({ level: options.colour }),
      width: Math.max(40, options.width),
    };
    return `${linesOf(report, page).map(withoutCommand).join('\n')}\n`;
  },
};

function linesOf(report: Report, page: Page): string[] {
  const [only, ...others] = report.results;
  if (page.options.quiet) return report.results.map((result) => quietLine(result, page));
  const body = only && others.length === 0 ? singleLines(report, only, page) : cohortLines(report, page);
  return [...body, ...diagnosticLines(report, page)];
}

/** A CI log would obey a line that starts with `::`, also behind blanks. */
function withoutCommand(line: string): string {
  return line.replace(/^(\s*)::/, '$1: :');
}

function quietLine(result: ExamResult, page: Page): string {
  const score = isMarked(result) ? scoreText(result.score) : `— / ${formatPoints(result.score.maximum)}`;
  const word = outcomeWord(result, page.messages);
  return `${score}  ${paintOf(result, page)(word)}  ${displayName(result.student)}${reasonOf(result)}`;
}

function reasonOf(result: ExamResult): string {
  return isMarked(result) || result.reason === undefined ? '' : ` (${forTerminal(result.reason)})`;
}

function singleLines(report: Report, result: ExamResult, page: Page): string[] {
  const { words } = page.messages;
  const lines = headLines(report, result, page);
  for (const exercise of result.exercises) lines.push('', ...exerciseLines(exercise, page));
  lines.push('', ...receivedLines(result, page));
  if (result.flags.length > 0) {
    lines.push('', heading(words.flags, page, words.flagsNote));
    for (const { flag, evidence } of groupedFlags(result.flags)) {
      const kind = page.messages.flags[flag.kind] ?? flag.kind;
      lines.push(...paragraph(`${kind}: ${forTerminal(flag.message)}`, '  ! ', page));
      lines.push(...evidence.slice(0, 3).map((one) => placeLine(one, page)));
      if (evidence.length > 3) lines.push(page.chalk.dim(`     │   ${page.messages.more(evidence.length - 3)}`));
    }
  }
  lines.push('', page.chalk.dim(footer(report, page)));
  return lines;
}

function headLines(report: Report, result: ExamResult, page: Page): string[] {
  const { messages, options, chalk } = page;
  const name = truncate(displayName(result.student), Math.floor(page.width / 2));
  const title = truncate(forTerminal(options.examTitle ?? report.exam), page.width - displayWidth(name) - 2);
  const lines = [chalk.bold(padEnd(title, page.width - displayWidth(name))) + name, '─'.repeat(page.width)];
  const paint = paintOf(result, page);
  const mark = options.passMark === undefined ? '' : `  (${messages.passMark(formatPoints(options.passMark))})`;
  if (isMarked(result))
    lines.push(
      `${paint(chalk.bold(messages.words.total))}  ${chalk.bold(scoreText(result.score))}  ${paint(chalk.bold(outcomeWord(result, messages)))}${mark}`,
    );
  else lines.push(paint(chalk.bold(outcomeWord(result, messages))));
  if (result.status !== 'graded')
    lines.push(
      ...paragraph(
        `${messages.statuses[result.status]}${result.reason === undefined ? '' : `. ${forTerminal(result.reason)}`}`,
        '│ ',
        page,
      ),
    );
  if (result.exercises.length > 0) lines.push('');
  for (const exercise of result.exercises) lines.push(barLine(exercise, page));
  return lines;
}

function barLine(exercise: ExerciseResult, page: Page): string {
  const points = scoreText(exercise.score);
  const room = Math.min(34, page.width - 30);
  const length = Math.max(8, page.width - room - displayWidth(points) - 6);
  const title = padEnd(truncate(forTerminal(exercise.title), room), room);
  return `  ${title}  ${bar(exercise.score, length, page)}  ${points}`;
}

/** Whole cells only: a bar is full when nothing is lost, and empty when nothing is earned. */
function bar(score: Score, length: number, page: Page): string {
  const ratio = score.maximum > 0 ? Math.min(1, Math.max(0, score.earned / score.maximum)) : 0;
  let full = Math.round(ratio * length);
  if (full === length && ratio < 1) full = length - 1;
  if (full === 0 && ratio > 0) full = 1;
  return paintRatio(ratio, page)('█'.repeat(full)) + page.chalk.dim('░'.repeat(length - full));
}

function receivedLines(result: ExamResult, page: Page): string[] {
  const { messages, chalk } = page;
  const lines = [heading(messages.words.received, page)];
  for (const { file, taken, notes } of receivedByFile(result.received)) {
    const parts = taken.map(
      ({ as, count }) => forTerminal(takenAsWord(as, messages)) + (count > 1 ? ` ×${count}` : ''),
    );
    lines.push(...paragraph(`${displayName(file)}: ${parts.join(', ')}`, '  │ ', page));
    for (const note of notes.slice(0, 3)) lines.push(...paragraph(forTerminal(note), '  │   ', page, chalk.dim));
  }
  return lines;
}

function diagnosticLines(report: Report, page: Page): string[] {
  return report.diagnostics.flatMap(({ level, message }) => paragraph(`${level}: ${forTerminal(message)}`, '! ', page));
}
