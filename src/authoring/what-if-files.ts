import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Submission } from '../model/submission.js';
import { type LoadedExam, listExams, loadExam, withRubric } from '../rubric/load.js';
import { readSubmission } from '../submission/read.js';
import { type Change, whatIf } from './what-if.js';

interface Options {
  readonly on: readonly string[];
  readonly exam?: string;
  readonly format: 'text' | 'json';
}

/** What changes between two exams, or two versions of one rubric of an exam, on hand-ins. */
export async function diffFiles(before: string, after: string, options: Options): Promise<string> {
  const [old, now] = [versionOf(before, after, options.exam), versionOf(after, before, options.exam)];
  const submissions: Submission[] = [];
  for (const path of options.on.flatMap(handInsIn)) submissions.push(await readSubmission(path, now));
  const changes = whatIf(old, now, submissions);
  return options.format === 'json' ? `${JSON.stringify(changes, null, 2)}\n` : text(changes, submissions.length);
}

function versionOf(path: string, other: string, exam: string | undefined): LoadedExam {
  const isRubric = /\.ya?ml$/.test(path) && basename(path) !== 'exam.yaml';
  if (!isRubric) return loadExam(path);
  const names = exam ? [exam] : [...examsBeside(path), ...examsBeside(other), ...listExams()];
  for (const name of names) {
    const changed = withRubric(loadExam(name), resolve(path));
    if (changed) return changed;
  }
  throw new UnknownExamError(`no exam has the exercise of ${path}`);
}

/** Which exam a rubric belongs to is not known. */
export class UnknownExamError extends Error {}

/** `rubrics/<id>/one.yaml` belongs to `exams/<id>`. */
function examsBeside(rubric: string): string[] {
  const folder = dirname(resolve(rubric));
  const exam = join(folder, '..', '..', 'exams', basename(folder), 'exam.yaml');
  return existsSync(exam) ? [exam] : [];
}

function handInsIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders = entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'));
  const isOne = entries.some((one) => one.isFile() && /\.(md|py|ipynb)$/i.test(one.name));
  return isOne || folders.length === 0 ? [path] : folders.map((one) => join(path, one.name));
}

function text(changes: readonly Change[], count: number): string {
  const lines = changes.flatMap((change) => {
    const delta = Math.round((change.after - change.before) * 100) / 100;
    const head = `${change.student}: ${change.before} → ${change.after} (${delta > 0 ? '+' : ''}${delta})${change.crosses ? `, ${change.crosses}` : ''}`;
    return [head, ...change.criteria.map((one) => `  ${one.criterion}: ${one.before} → ${one.after}`)];
  });
  const crossing = changes.filter((change) => change.crosses).length;
  lines.push(`${changes.length} of ${count} hand-ins move, ${crossing} cross the pass mark`);
  return `${lines.join('\n')}\n`;
}
