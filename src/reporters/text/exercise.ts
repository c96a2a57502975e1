import type { CriterionResult, ExerciseResult, RemarkResult, ShareResult } from '../../model/report.js';
import { forTerminal } from '../../model/safe-text.js';
import type { Evidence } from '../../model/verdict.js';
import { padEnd, padStart, truncate, wrap } from '../layout.js';
import { type Outcome, outcomeOf } from '../messages.js';
import { evidenceOfCriterion, groupedRemarks, hintsFor, shareOrder, shownId } from '../places.js';
import { heading, type Page, paintOutcome, paragraph, placeLine, scoreText } from './page.js';

export function exerciseLines(exercise: ExerciseResult, page: Page): string[] {
  const { messages, options, chalk } = page;
  const { words } = messages;
  const lines = [heading(forTerminal(exercise.title), page, scoreText(exercise.score))];
  for (const criterion of exercise.criteria) lines.push(...criterionLines(criterion, page));
  const groups = groupedRemarks(exercise.remarks, options.reveal);
  if (groups.length > 0)
    lines.push('', `  ${chalk.bold(options.reveal === 'full' ? words.remarks : words.remarksElse)}`);
  for (const { kind, remarks } of groups) lines.push(...remarkGroup(messages.kinds[kind], remarks, page));
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
  if (outcome !== 'unmet') lines.push(...paragraph(sharesText(criterion, page), '     │ ', page, chalk.dim));
  lines.push(...limited(earned, options.reveal === 'full' ? 6 : 2, chalk.green('+'), page));
  lines.push(
    ...limited(evidenceOfCriterion(criterion, 'lost'), options.reveal === 'full' ? 6 : 1, chalk.red('-'), page),
  );
  lines.push(...paragraph(forTerminal(criterion.feedback), '     → ', page));
  for (const hint of hintsFor(criterion))
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

/** The reason speaks of the rubric's machinery and of criteria that were not found: it is for the marker. */
function doubtLines(criterion: CriterionResult, page: Page): string[] {
  const told = page.options.reveal === 'full' && criterion.doubt !== undefined && criterion.doubt !== '';
  const why = told ? `: ${forTerminal(criterion.doubt ?? '')}` : '.';
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

const MOST_REMARKS = 8;

function remarkGroup(kind: string, remarks: readonly RemarkResult[], page: Page): string[] {
  const full = page.options.reveal === 'full';
  const shown = full ? remarks : remarks.slice(0, MOST_REMARKS);
  const lines = [`     ${page.chalk.dim('│')} ${kind}`, ...shown.flatMap((remark) => remarkLines(remark, full, page))];
  if (shown.length < remarks.length) {
    lines.push(page.chalk.dim(`     │   ${page.messages.more(remarks.length - shown.length)}`));
  }
  return lines;
}

function remarkLines(remark: RemarkResult, full: boolean, page: Page): string[] {
  const { messages, chalk, width } = page;
  const lines = [placeLine({ file: remark.file, span: remark.span, excerpt: remark.text, message: '' }, page)];
  if (!full) return lines;
  const facts = [
    remark.names.map(forTerminal).join(', '),
    messages.severities[remark.severity],
    messages.remedies[remark.remedy],
  ];
  lines.push(chalk.dim(`     │     ${truncate(facts.filter((fact) => fact !== '').join(' · '), width - 11)}`));
  if (remark.trace !== undefined) lines.push(...paragraph(forTerminal(remark.trace), '     │     ', page, chalk.dim));
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
