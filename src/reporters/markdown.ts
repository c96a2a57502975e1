import { formatPoints } from '../model/points.js';
import type { CriterionResult, ExamResult, ExerciseResult, Report, Score, ShareResult } from '../model/report.js';
import { forTerminal } from '../model/safe-text.js';
import type { Evidence } from '../model/verdict.js';
import { isMarked, type Messages, messagesIn, type Outcome, outcomeOf, outcomeWord, takenAsWord } from './messages.js';
import {
  evidenceOfCriterion,
  firstLine,
  groupedFlags,
  groupedRemarks,
  hintsFor,
  placeOf,
  receivedByFile,
  shareOrder,
} from './places.js';
import type { Reporter, ReportOptions } from './reporter.js';

/** GitHub's flavour, for a comment or a job summary: the student's words stand in code spans, where they are no markup, no link and no mention. */
export const markdown: Reporter = {
  id: 'markdown',
  render(report, options) {
    const messages = messagesIn(options.lang);
    const title = `# ${safe(options.examTitle ?? report.exam)}`;
    const foot = `${safe(report.engine)} · ${messages.words.rubric} ${safe(report.rubric.version)} · ${code(report.rubric.digest)}`;
    if (options.quiet)
      return report.results.map((result) => `* ${code(result.student)}: ${headline(result, messages)}\n`).join('');
    const [only, ...others] = report.results;
    const parts =
      only && others.length === 0 ? resultParts(only, options, messages) : cohortParts(report, options, messages);
    const diagnostics = report.diagnostics.map(({ level, message }) => `* ${level}: ${safe(message)}`).join('\n');
    return `${withinBudget([title, ...parts, ...(diagnostics === '' ? [] : [diagnostics])], foot, messages)}\n`;
  },
};

/** A job summary over 1 MiB is dropped without a word; some is kept for what others add. */
const BUDGET = 900_000;

function withinBudget(parts: readonly string[], foot: string, messages: Messages): string {
  const kept: string[] = [];
  let size = foot.length;
  for (const part of parts) {
    // UTF-8 takes at most three bytes for a code unit; an estimate that errs on the safe side.
    size += part.length * 2 + 2;
    if (size > BUDGET) return [...kept, `**${messages.words.seeArtefact}**`, foot].join('\n\n');
    kept.push(part);
  }
  return [...kept, foot].join('\n\n');
}

function cohortParts(report: Report, options: ReportOptions, messages: Messages): string[] {
  const exercises = Array.from(
    new Map(report.results.flatMap((r) => r.exercises.map((e) => [e.exercise, e] as const))).values(),
  );
  const { words } = messages;
  const header = [words.student, ...exercises.map((e) => code(e.exercise)), words.total, words.result];
  const rows = report.results.map((result) => {
    const cells = exercises.map((one) => {
      const found = result.exercises.find((e) => e.exercise === one.exercise);
      return found && isMarked(result) ? formatPoints(found.score.earned) : '—';
    });
    const reason = isMarked(result) || result.reason === undefined ? '' : ` ${safe(result.reason)}`;
    return [
      code(result.student),
      ...cells,
      isMarked(result) ? formatPoints(result.score.earned) : '—',
      `${outcomeWord(result, messages)}${reason}`,
    ];
  });
  const table = [header, header.map((_, i) => (i === 0 || i === header.length - 1 ? '---' : '---:')), ...rows].map(row);
  const details = report.results.flatMap((result) => [
    `## ${code(result.student)}`,
    ...resultParts(result, options, messages),
  ]);
  return [table.join('\n'), ...details];
}

function resultParts(result: ExamResult, options: ReportOptions, messages: Messages): string[] {
  const { words } = messages;
  const mark = options.passMark === undefined ? '' : ` (${messages.passMark(formatPoints(options.passMark))})`;
  const reason =
    result.status === 'graded'
      ? ''
      : ` ${messages.statuses[result.status]}${result.reason === undefined ? '' : `: ${safe(result.reason)}`}`;
  const parts = [`${words.student}: ${code(result.student)}\\\n**${headline(result, messages)}**${mark}${reason}`];
  for (const exercise of result.exercises) parts.push(exercisePart(exercise, options, messages));
  const received = receivedByFile(result.received).map(({ file, taken, notes }) => {
    const list = taken
      .map(({ as, count }) => safe(takenAsWord(as, messages)) + (count > 1 ? ` ×${count}` : ''))
      .join(', ');
    return `* ${code(file)}: ${list}${notes.map((note) => ` (${safe(note)})`).join('')}`;
  });
  if (received.length > 0) parts.push(`**${words.received}**\n\n${received.join('\n')}`);
  const flags = groupedFlags(result.flags).map(
    ({ flag, evidence }) =>
      `* ${messages.flags[flag.kind] ?? flag.kind}: ${safe(flag.message)}${evidence
        .slice(0, 5)
        .map((one) => ` ${placed(one)}`)
        .join('')}${evidence.length > 5 ? ` ${messages.more(evidence.length - 5)}` : ''}`,
  );
  if (flags.length > 0) parts.push(`**${words.flags}** (${words.flagsNote})\n\n${flags.join('\n')}`);
  return parts;
}

function headline(result: ExamResult, messages: Messages): string {
  return isMarked(result)
    ? `${scoreText(result.score)} ${outcomeWord(result, messages)}`
    : outcomeWord(result, messages);
}

const MOST_REMARKS = 30;
const SYMBOLS: Readonly<Record<Outcome, string>> = {
  met: '✅',
  partly: '🟡',
  unmet: '❌',
  blocked: '❔',
  failed: '❗',
};

function exercisePart(exercise: ExerciseResult, options: ReportOptions, messages: Messages): string {
  const { words } = messages;
  const lines = [`### ${safe(exercise.title)} · ${scoreText(exercise.score)}`, ''];
  lines.push(
    `| | ${words.criterion} | ${words.points} | ${words.verdict} | ${words.evidence} |`,
    '| --- | --- | ---: | --- | --- |',
  );
  for (const criterion of exercise.criteria) lines.push(criterionRow(criterion, messages));
  const lost = exercise.criteria.filter(
    (criterion) => outcomeOf(criterion) !== 'met' || criterion.confidence === 'review',
  );
  if (lost.length > 0) lines.push('');
  for (const criterion of lost) lines.push(...criterionNotes(criterion, options, messages));
  const groups = groupedRemarks(exercise.remarks, options.reveal);
  if (groups.length > 0) lines.push('', `**${options.reveal === 'full' ? words.remarks : words.remarksElse}**`, '');
  for (const { kind, remarks } of groups) {
    for (const remark of remarks.slice(0, MOST_REMARKS)) {
      const names = remark.names.length > 0 ? ` (${remark.names.map(code).join(', ')})` : '';
      const trace = remark.trace === undefined ? '' : ` ${code(remark.trace)}`;
      lines.push(`* ${messages.kinds[kind]}: ${placed({ ...remark, excerpt: remark.text })}${names}${trace}`);
    }
    if (remarks.length > MOST_REMARKS)
      lines.push(`* ${messages.kinds[kind]}: ${messages.more(remarks.length - MOST_REMARKS)}`);
  }
  if (exercise.advice.length > 0) lines.push('', `**${words.advice}** (${words.adviceNote})`, '');
  for (const advice of exercise.advice)
    lines.push(
      `* ${safe(advice.message)}${advice.evidence
        .slice(0, 2)
        .map((e) => ` ${placed(e)}`)
        .join('')}`,
    );
  return lines.join('\n');
}

function criterionRow(criterion: CriterionResult, messages: Messages): string {
  const outcome = outcomeOf(criterion);
  const place = evidenceOfCriterion(criterion, 'earned').at(-1);
  const cells = [
    SYMBOLS[outcome],
    safe(criterion.title),
    scoreText(criterion.score),
    messages.verdicts[outcome],
    place ? placed(place) : '',
  ];
  return row(cells);
}

/** A pipe ends a cell even inside code, unless a backslash stands before it; where the text has one there already, readers differ, so a look-alike stands in. */
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/(\\?)\|/g, (_, slash: string) => (slash === '' ? '\\|' : '\\¦'))).join(' | ')} |`;
}

function criterionNotes(criterion: CriterionResult, options: ReportOptions, messages: Messages): string[] {
  const { words } = messages;
  const shares = shareOrder.flatMap((id) => {
    const share = criterion.shares[id];
    return share ? [`${messages.shares[id]}: ${shareText(share, messages)}`] : [];
  });
  const lines = [`* **${safe(criterion.title)}** (${shares.join(' · ')}) ${safe(criterion.feedback)}`];
  for (const evidence of evidenceOfCriterion(criterion, 'lost').slice(0, 2))
    lines.push(`  * ${placed(evidence)}${evidence.message === '' ? '' : ` ${safe(evidence.message)}`}`);
  for (const hint of outcomeOf(criterion) === 'met' ? [] : hintsFor(criterion))
    lines.push(`  * ${words.hint}: ${safe(hint)}`);
  if (criterion.confidence === 'review')
    lines.push(`  * ${words.doubt}${options.reveal === 'full' && criterion.doubt ? `: ${safe(criterion.doubt)}` : ''}`);
  return lines;
}

function shareText(share: ShareResult, messages: Messages): string {
  const told = share.status === 'blocked' || share.status === 'failed' ? share.reason : undefined;
  return `${messages.shareWords[share.status]}${told === undefined ? '' : ` (${safe(told)})`}`;
}

function placed(evidence: Pick<Evidence, 'file' | 'span' | 'excerpt'>): string {
  const excerpt = firstLine(evidence.excerpt);
  return excerpt === '' ? code(placeOf(evidence)) : `${code(placeOf(evidence))} ${code(excerpt)}`;
}

/** Untrusted text as a code span: fenced by more backticks than it holds. */
export function code(text: string): string {
  const clean = forTerminal(text).trim();
  if (clean === '') return '` `';
  const longest = Math.max(0, ...Array.from(clean.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/** A word that GitHub would turn into a link or a mention by itself. */
const AUTOLINK = /[@]|#\d|:\/\/|^[^\p{L}]*www\.|\bGH-\d|\b[0-9a-f]{7,40}\b|^\W*(?:mailto|xmpp):/iu;

/** Text of a rubric or a message: its code spans stay, links and mentions become code, every other character is only itself. */
function safe(text: string): string {
  const clean = forTerminal(text);
  const parts = clean.split('`');
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return parts.map((part, i) => (i >= closed ? `\\\`${plain(part)}` : i % 2 === 1 ? code(part) : plain(part))).join('');
}

function plain(text: string): string {
  return text
    .split(' ')
    .map((word) => (AUTOLINK.test(word) ? code(word) : escapeMarkup(word)))
    .join(' ');
}

/** Punctuation that is markup anywhere, or at the start of an item. A pipe is left to the table. */
function escapeMarkup(word: string): string {
  return word.replace(/[\\*_{}[\]<>#!~$&]/g, '\\$&').replace(/^[-+=]|(?<=^\d{1,9})[.)]$/g, '\\$&');
}

function scoreText(score: Score): string {
  return `${formatPoints(score.earned)} / ${formatPoints(score.maximum)}`;
}
