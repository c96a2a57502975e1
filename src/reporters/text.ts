import { Chalk, type ChalkInstance } from 'chalk';
import { formatPoints } from '../model/points.js';
import type {
  CriterionResult,
  ExamResult,
  ExerciseResult,
  RemarkResult,
  Report,
  Score,
  ShareResult,
} from '../model/report.js';
import { displayName, forTerminal } from '../model/safe-text.js';
import type { Evidence } from '../model/verdict.js';
import { displayWidth, padEnd, padStart, truncate, wrap } from './layout.js';
import { isMarked, type Messages, messagesIn, type Outcome, outcomeOf, outcomeWord, takenAsWord } from './messages.js';
import { evidenceOfCriterion, firstLine, placeOf, receivedByFile, shareOrder, shownId } from './places.js';
import type { Reporter, ReportOptions } from './reporter.js';

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

interface Page {
  readonly options: ReportOptions;
  readonly messages: Messages;
  readonly chalk: ChalkInstance;
  readonly width: number;
}

type Paint = (text: string) => string;

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
    for (const flag of result.flags) {
      lines.push(
        ...paragraph(`${page.messages.flags[flag.kind] ?? flag.kind}: ${forTerminal(flag.message)}`, '  ! ', page),
      );
      if (flag.evidence) lines.push(placeLine(flag.evidence, page));
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

function exerciseLines(exercise: ExerciseResult, page: Page): string[] {
  const { messages } = page;
  const lines = [heading(forTerminal(exercise.title), page, scoreText(exercise.score))];
  for (const criterion of exercise.criteria) lines.push(...criterionLines(criterion, page));
  const others = exercise.remarks.filter((remark) => remark.names.length === 0);
  const shown = page.options.reveal === 'full' ? exercise.remarks : others;
  if (shown.length > 0)
    lines.push(
      '',
      `  ${page.chalk.bold(page.options.reveal === 'full' ? messages.words.remarks : messages.words.remarksElse)}`,
    );
  for (const remark of shown) lines.push(...remarkLines(remark, page));
  if (exercise.advice.length > 0)
    lines.push('', `  ${page.chalk.bold(messages.words.advice)} ${page.chalk.dim(`· ${messages.words.adviceNote}`)}`);
  for (const advice of exercise.advice) {
    lines.push(
      ...paragraph(forTerminal(advice.message), '  · ', page),
      ...advice.evidence.slice(0, 2).map((e) => placeLine(e, page)),
    );
  }
  return lines;
}

const SYMBOLS: Readonly<Record<Outcome, string>> = { met: '✔', partly: '◐', unmet: '✘', blocked: '?', failed: '!' };

function criterionLines(criterion: CriterionResult, page: Page): string[] {
  const { messages, chalk, options } = page;
  const outcome = outcomeOf(criterion);
  const paint = paintOutcome(outcome, page);
  const lead = `  ${paint(SYMBOLS[outcome])} ${padStart(scoreText(criterion.score), 13)}  ${paint(padEnd(messages.verdicts[outcome], 13))} `;
  const indent = 33;
  const id = shownId(criterion, options.reveal);
  const title = wrap(
    `${forTerminal(criterion.title)}${id === undefined ? '' : ` (${forTerminal(id)})`}`,
    page.width - indent,
  );
  const lines = title.map((part, i) => (i === 0 ? lead + chalk.bold(part) : ' '.repeat(indent) + chalk.bold(part)));
  const earned = evidenceOfCriterion(criterion, 'earned');
  if (outcome === 'met') {
    const best = bestEvidence(criterion, earned);
    lines.push(...best.map((e) => placeLine(e, page)));
    if (criterion.confidence === 'review') lines.push(...doubtLines(criterion, page));
    return lines;
  }
  lines.push(...paragraph(sharesText(criterion, page), '     │ ', page, chalk.dim));
  lines.push(...limited(earned, options.reveal === 'full' ? 6 : 2, chalk.green('+'), page));
  lines.push(
    ...limited(evidenceOfCriterion(criterion, 'lost'), options.reveal === 'full' ? 6 : 1, chalk.red('-'), page),
  );
  lines.push(...paragraph(forTerminal(criterion.feedback), '     → ', page));
  for (const hint of criterion.hints)
    lines.push(...paragraph(`${messages.words.hint}: ${forTerminal(hint)}`, '     → ', page, chalk.cyan));
  if (options.reveal === 'full')
    for (const link of criterion.learn) lines.push(chalk.dim(`     → ${forTerminal(link)}`));
  if (criterion.confidence === 'review') lines.push(...doubtLines(criterion, page));
  return lines;
}

/** Of a met criterion one place is enough: what fixed it, else what found it. */
function bestEvidence(criterion: CriterionResult, earned: readonly Evidence[]): readonly Evidence[] {
  const best = criterion.shares.fixed?.evidence[0] ?? earned[0];
  return best ? [best] : [];
}

function doubtLines(criterion: CriterionResult, page: Page): string[] {
  const why = criterion.doubt === undefined ? '' : `: ${forTerminal(criterion.doubt)}`;
  return paragraph(`${page.messages.words.doubt}${why}`, '     ? ', page, page.chalk.magenta);
}

function sharesText(criterion: CriterionResult, page: Page): string {
  const parts = shareOrder.flatMap((id) => {
    const share = criterion.shares[id];
    return share ? [`${page.messages.shares[id]}: ${shareText(share, page)}`] : [];
  });
  return parts.join(' · ');
}

function shareText(share: ShareResult, page: Page): string {
  const { messages } = page;
  const by = messages.by[share.by];
  const where = share.fraction > 0 && by !== '' ? ` (${by})` : '';
  const told = share.status === 'blocked' || share.status === 'failed' ? share.reason : undefined;
  const reason = told === undefined ? '' : ` (${forTerminal(told)})`;
  return `${messages.shareWords[share.status]}${where}${reason}`;
}

function remarkLines(remark: RemarkResult, page: Page): string[] {
  const { messages, options } = page;
  const facts = [messages.kinds[remark.kind]];
  if (remark.names.length > 0) facts.push(remark.names.map(forTerminal).join(', '));
  if (options.reveal === 'full') facts.push(messages.severities[remark.severity], messages.remedies[remark.remedy]);
  const lines = [placeLine({ file: remark.file, span: remark.span, excerpt: remark.text, message: '' }, page)];
  lines.push(page.chalk.dim(`     │     ${truncate(facts.join(' · '), page.width - 11)}`));
  if (remark.trace !== undefined)
    lines.push(...paragraph(forTerminal(remark.trace), '     │     ', page, page.chalk.dim));
  return lines;
}

/** `+` before what earned points, `-` before what was looked at and earned none. */
function limited(evidence: readonly Evidence[], most: number, sign: string, page: Page): string[] {
  const lines = evidence.slice(0, most).flatMap((e) => [placeLine(e, page, sign), ...messageLines(e, page)]);
  if (evidence.length > most) lines.push(page.chalk.dim(`     │   ${page.messages.more(evidence.length - most)}`));
  return lines;
}

function messageLines(evidence: Evidence, page: Page): string[] {
  return evidence.message === '' ? [] : paragraph(forTerminal(evidence.message), '     │     ', page, page.chalk.dim);
}

/** `│ file:line  the words found there`. The bar keeps untrusted text from the start of a line, where a CI log would obey it. */
function placeLine(evidence: Evidence, page: Page, sign = ' '): string {
  const place = truncate(forTerminal(placeOf(evidence)), 36);
  const room = page.width - 11 - displayWidth(place);
  return `     ${page.chalk.dim('│')} ${sign} ${page.chalk.cyan(place)}  ${truncate(forTerminal(firstLine(evidence.excerpt)), room)}`.trimEnd();
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

function cohortLines(report: Report, page: Page): string[] {
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

function diagnosticLines(report: Report, page: Page): string[] {
  return report.diagnostics.flatMap(({ level, message }) => paragraph(`${level}: ${forTerminal(message)}`, '! ', page));
}

function footer(report: Report, page: Page): string {
  const { version, digest } = report.rubric;
  return truncate(forTerminal(`${report.engine} · ${page.messages.words.rubric} ${version} · ${digest}`), page.width);
}

function heading(title: string, page: Page, aside = ''): string {
  const gap = page.width - displayWidth(title) - displayWidth(aside);
  if (aside === '' || gap < 2) return page.chalk.bold.underline(truncate(title, page.width));
  return page.chalk.bold.underline(title) + ' '.repeat(gap) + aside;
}

function paragraph(content: string, lead: string, page: Page, paint: Paint = (t) => t): string[] {
  const indent = lead.includes('│') ? lead : ' '.repeat(displayWidth(lead));
  return wrap(content, page.width - displayWidth(lead)).map((part, i) => (i === 0 ? lead : indent) + paint(part));
}

function scoreText(score: Score): string {
  return `${formatPoints(score.earned)} / ${formatPoints(score.maximum)}`;
}

function paintOf(result: ExamResult, page: Page): Paint {
  if (!isMarked(result)) return page.chalk.magenta;
  return result.passed ? page.chalk.green : page.chalk.red;
}

function paintRatio(ratio: number, page: Page): Paint {
  if (ratio >= 0.7) return page.chalk.green;
  return ratio >= 0.4 ? page.chalk.yellow : page.chalk.red;
}

function paintOutcome(outcome: Outcome, page: Page): Paint {
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
