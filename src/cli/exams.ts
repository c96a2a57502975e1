import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Lang } from '../model/local.js';
import { formatPoints } from '../model/points.js';
import { forTerminal } from '../model/safe-text.js';
import { type ExamOutline, type LoadedExam, listExams, loadExam, outlineExam } from '../rubric/load.js';
import { isPlaced, UsageError } from './trouble.js';

/** The list of exams, for people: those that are shipped, and those of the working folder. */
export function listing(lang: Lang | undefined, shipped: readonly string[] = listExams()): string {
  const rows = [...shipped.map(loadExam), ...listLocal().map(loadLocal)].map((exam) => {
    if (typeof exam === 'string') return exam;
    const points = exam.exercises.reduce((sum, one) => sum + one.rubric.points, 0);
    const { minimum, maximum } = exam.duration;
    const exercises = exam.exercises.map((one) => one.id).join(', ');
    const title = exam.title[lang ?? exam.language];
    return `${exam.id}  ${title}\n    ${minimum}-${maximum} min · ${formatPoints(points)} points, pass mark ${formatPoints(exam.passMark)}\n    ${exercises}\n`;
  });
  return rows.length > 0 ? rows.join('') : 'No exams.\n';
}

/** One that its author has not finished must not hide the others. */
function loadLocal(id: string): LoadedExam | string {
  try {
    return loadExam(id);
  } catch (error) {
    if (!isPlaced(error)) throw error;
    const { line, column } = error.position;
    return `${id}  ${forTerminal(`${error.file}:${line}:${column} ${error.message}`)}\n    \`dictamen rubric lint ${id}\` says more\n`;
  }
}

/** Exams of the working folder that are none of the package's: every command finds them by their id too. */
export function listLocal(): string[] {
  const shipped = new Set(listExams());
  const there = statSync('exams', { throwIfNoEntry: false })?.isDirectory() ? readdirSync('exams').sort() : [];
  return there.filter(
    (id) =>
      /^[\w-]+$/.test(id) && !shipped.has(id) && statSync(join('exams', id, 'exam.yaml'), { throwIfNoEntry: false }),
  );
}

/** The exam that was asked for, or the only one, or the one whose own words are found in what was handed in. */
export function chooseExam(asked: string | undefined, paths: readonly string[], stdin: string | undefined): LoadedExam {
  const ids = [...listExams(), ...listLocal()];
  if (asked !== undefined) return loadAsked(asked, ids);
  const [only, ...others] = ids;
  if (only === undefined) throw new UsageError('there is no exam; name one with --exam <path of its exam.yaml>');
  if (others.length === 0) return loadExam(only);
  const found = recognise(
    ids.map((id) => outlineExam(id)),
    textOf(paths, stdin),
  );
  if (!found)
    throw new UsageError('the exam is not recognised from the hand-in', `Name it with --exam: ${ids.join(', ')}.`);
  return loadExam(found.id);
}

function loadAsked(asked: string, ids: readonly string[]): LoadedExam {
  const there = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!ids.includes(asked) && !there(asked) && !there(join('exams', asked, 'exam.yaml'))) {
    throw new UsageError(
      `there is no exam \`${forTerminal(asked)}\``,
      `Expected ${ids.map((id) => `\`${id}\``).join(', ')} or the path of an exam.yaml.`,
    );
  }
  return loadExam(asked);
}

/** The exam that shares most with a text: lines of what was given count most, then the words of its exercises. None where two are equal. */
export function recognise(exams: readonly ExamOutline[], text: string): ExamOutline | undefined {
  const lines = new Set(
    text
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line.length > 12),
  );
  const said = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}_.]+/gu, ' ')} `;
  const scores = exams.map((exam) => {
    const given = new Set(exam.given.flatMap((one) => one.text.split('\n').map((line) => line.trim())));
    const shared = Array.from(given).filter((line) => lines.has(line)).length;
    const words = new Set(exam.exercises.flatMap((one) => [one.id, ...one.keywords].map((word) => word.toLowerCase())));
    const named = Array.from(words).filter((word) =>
      said.includes(` ${word.replace(/[^\p{L}\p{N}_.]+/gu, ' ')} `),
    ).length;
    return shared * 3 + named;
  });
  const best = Math.max(...scores);
  const winners = exams.filter((_, i) => scores[i] === best);
  return best > 0 && winners.length === 1 ? winners[0] : undefined;
}

const READABLE = new Set(['.md', '.markdown', '.ipynb', '.txt', '.py', '.yml', '.yaml', '.ts', '.json', '.toml', '']);
const ENOUGH = 400_000;

/** Some of the text behind the paths: as much as recognising an exam needs. */
function textOf(paths: readonly string[], stdin: string | undefined): string {
  let text = stdin ?? '';
  const waiting = paths.filter((path) => path !== '-').map((path) => ({ path, depth: 0 }));
  while (text.length < ENOUGH) {
    const next = waiting.shift();
    if (!next) break;
    const stat = statSync(next.path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && next.depth < 4) {
      const names = readdirSync(next.path).sort().slice(0, 200);
      waiting.push(...names.map((name) => ({ path: join(next.path, name), depth: next.depth + 1 })));
    } else if (stat?.isFile() && stat.size < ENOUGH && READABLE.has(extname(next.path).toLowerCase())) {
      text += `\n${readFileSync(next.path, 'utf8')}`;
    }
  }
  return text;
}
