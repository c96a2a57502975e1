import { formatPoints } from '../model/points.js';
import type { ExamResult, Report } from '../model/report.js';
import { visible } from '../model/safe-text.js';
import { isMarked } from './messages.js';
import type { Reporter } from './reporter.js';

/** RFC 4180: one row for each hand-in, CR LF, a blank score where there is none. Numbers are bare, text is quoted. */
export const csv: Reporter = {
  id: 'csv',
  render: (report) => [headerOf(report), ...report.results.map((result) => rowOf(result, report))].map(line).join(''),
};

function headerOf(report: Report): string[] {
  const fixed = ['student', 'status', 'passed', 'earned', 'maximum'].map(quote);
  return [...fixed, ...exercisesOf(report).map(quote), quote('to_review'), quote('flags'), quote('reason')];
}

function rowOf(result: ExamResult, report: Report): string[] {
  const marked = isMarked(result);
  const perExercise = exercisesOf(report).map((id) => {
    const found = result.exercises.find((e) => e.exercise === id);
    return marked && found ? formatPoints(found.score.earned) : '';
  });
  const doubts = result.exercises.flatMap((e) => e.criteria).filter((c) => c.confidence === 'review').length;
  const flags = Array.from(new Set(result.flags.map((f) => f.kind))).sort();
  return [
    quote(result.student),
    quote(result.status),
    marked ? quote(result.passed ? 'yes' : 'no') : '',
    marked ? formatPoints(result.score.earned) : '',
    formatPoints(result.score.maximum),
    ...perExercise,
    String(doubts),
    quote(flags.join(' ')),
    quote(result.reason ?? ''),
  ];
}

/** Exercises in the order of the exam, as the first result that has them all lists them. */
function exercisesOf(report: Report): string[] {
  return Array.from(new Set(report.results.flatMap((r) => r.exercises.map((e) => e.exercise))));
}

function line(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}

/** A cell that starts like a formula is one to a spreadsheet, also after spaces and in full-width forms: an apostrophe makes it text. */
function quote(text: string): string {
  const safe = visible(text).replace(/[\t\n]/g, ' ');
  const guarded = /^[\s\u00a0]*[=+\-@|%＝＋－＠]/u.test(safe) ? `'${safe}` : safe;
  return `"${guarded.replaceAll('"', '""')}"`;
}
