import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { USUAL_LANGUAGES } from '../api.js';
import { loadLanguages } from '../languages/index.js';
import type { Report } from '../model/report.js';
import { type ReportOptions, renderReport } from '../reporters/index.js';
import { isMarked } from '../reporters/messages.js';
import type { LoadedExam } from '../rubric/load.js';
import { chooseExam } from './exams.js';
import type { GradeFlags } from './flags.js';
import { type Marked, markAll } from './mark.js';
import { colourLevel, columnsOf, print, writeAtomically } from './output.js';
import { findHandIns } from './targets.js';
import { say, UsageError } from './trouble.js';

/** Marks what the paths name, writes the report and returns the exit code. */
export async function grade(paths: readonly string[], flags: GradeFlags): Promise<number> {
  const stdin = paths.includes('-') ? await readStdin() : undefined;
  if (flags.watch && stdin !== undefined) throw new UsageError('--watch needs a file or a folder, not standard input');
  const code = await once(paths, flags, stdin);
  if (!flags.watch) return code;
  const { watchPaths } = await import('./watch.js');
  await watchPaths(paths, flags.out, () => once(paths, flags, stdin));
  return code;
}

async function once(paths: readonly string[], flags: GradeFlags, stdin: Buffer | undefined): Promise<number> {
  // Compiled while the exam is read; trouble with them is told where they are waited for.
  loadLanguages(USUAL_LANGUAGES).catch(() => {});
  const exam = chooseExam(flags.exam, paths, stdin?.toString('utf8'));
  checkExercises(exam, flags);
  const handIns = findHandIns(paths, {
    known: namesOf(exam),
    exercises: exam.exercises.length,
    singleExercise: flags.exercise !== undefined,
  });
  if (flags.out !== undefined) refuseToOverwrite(flags.out, handIns);
  const marked = await markAll(exam, handIns, flags, stdin);
  for (const failure of marked.failures) say(failure);
  if (flags.explain !== undefined) {
    const { explain } = await import('./explain.js');
    await emit(explain(exam, marked, flags.explain, optionsFor(exam, marked, flags)), flags.out);
  } else {
    await emit(await renderReport(flags.format, marked.report, optionsFor(exam, marked, flags)), flags.out);
  }
  return exitCodeOf(marked.report, flags.failUnder);
}

function optionsFor(exam: LoadedExam, marked: Marked, flags: GradeFlags): ReportOptions {
  const lang = flags.lang ?? exam.language;
  return {
    lang,
    reveal: flags.reveal,
    colour: flags.out === undefined ? colourLevel(process.stdout, process.env) : 0,
    width: flags.out === undefined ? columnsOf(process.stdout) : 80,
    quiet: flags.quiet === true,
    examTitle: exam.title[lang],
    passMark: passMarkOf(exam, flags),
    sources: marked.sources,
  };
}

/** Where one exercise is marked alone, the pass mark shrinks with it. */
function passMarkOf(exam: LoadedExam, flags: GradeFlags): number {
  const points = (id?: string): number =>
    exam.exercises.reduce((sum, one) => sum + (id === undefined || one.id === id ? one.rubric.points : 0), 0);
  return (exam.passMark * points(flags.exercise)) / points();
}

async function emit(text: string, out: string | undefined): Promise<void> {
  if (out === undefined) await print(text);
  else writeAtomically(out, text);
}

/** 2 when nothing could be read, 1 when a score is below the threshold, else 0. */
function exitCodeOf(report: Report, failUnder: number | undefined): number {
  const marked = report.results.filter(isMarked);
  if (report.results.length > 0 && marked.length === 0) return 2;
  return failUnder !== undefined && marked.some((result) => Math.round(result.score.earned) < failUnder) ? 1 : 0;
}

function checkExercises(exam: LoadedExam, flags: GradeFlags): void {
  const ids = exam.exercises.map((one) => one.id);
  for (const id of [flags.exercise, ...flags.map.map(([, exercise]) => exercise.split('/')[0])]) {
    if (id === undefined || ids.includes(id)) continue;
    throw new UsageError(
      `there is no exercise \`${id}\` in \`${exam.id}\``,
      `Expected one of ${ids.map((one) => `\`${one}\``).join(', ')}.`,
    );
  }
}

/** Words by which a file or a folder shows that it belongs to one exercise of this exam. */
function namesOf(exam: LoadedExam): string[] {
  return exam.exercises.flatMap(({ id, keywords, rubric }) => {
    const files = rubric.artefacts
      .flatMap((artefact) => artefact.files)
      .map((glob) => glob.replace(/\.\w+$/, '').replace(/\*/g, ''));
    return [id, ...keywords, ...files].filter((name) => name.length > 3);
  });
}

function refuseToOverwrite(out: string, handIns: readonly string[]): void {
  const target = realPath(out);
  if (handIns.some((path) => realPath(path) === target)) throw new UsageError(`--out \`${out}\` is the hand-in itself`);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
