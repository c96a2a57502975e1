import { Command, Option } from 'commander';
import { withLoosePlaced } from '../grading/loose.js';
import { loadLanguages } from '../languages/index.js';
import type { CompiledReview } from '../review/index.js';
import { type ReviewReading, readReview } from '../review/index.js';
import { type LoadedExam, loadExam } from '../rubric/load.js';
import { readSubmission } from '../submission/index.js';
import { print, printFolded } from './output.js';
import { UsageError } from './trouble.js';

interface ReviewFlags {
  readonly exam: string;
  readonly rubric?: string;
  readonly try?: string;
  readonly json?: boolean;
}

/** `dictamen review`: how each remark of a hand-in is read. What an instructor uses to tune a rubric. */
export function reviewCommand(): Command {
  return new Command('review')
    .description('Show how each remark of a review is read: concepts, stance, the form that fired, the runner-up')
    .argument('[hand-in]', 'a file or folder that a student handed in')
    .addOption(new Option('--exam <exam>', 'id of an exam, or the path of its folder').default('hito-5'))
    .option('-r, --rubric <exercise>', 'read with the rubric of this exercise only (its id, or the name of its file)')
    .option('--try <text>', 'read this text instead of a hand-in')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ dictamen review hand-in/ --rubric mlflow
  $ dictamen review --rubric logging --try "no se loguea el traceback"

Exit codes: 0 read, 2 no such exam, exercise or hand-in.`,
    )
    .action(async (path: string | undefined, flags: ReviewFlags) => {
      await loadLanguages();
      const exam = loadExam(flags.exam);
      const readings =
        flags.try === undefined ? await readPath(exam, path, flags) : await readText(exam, flags.try, flags);
      if (flags.json) await print(`${JSON.stringify(readings.map(plain), null, 2)}\n`);
      else await printFolded(readings.map(show).join('\n'));
    });
}

interface Read {
  readonly exercise: string;
  readonly reading: ReviewReading;
}

function formsFor(exam: LoadedExam, flags: ReviewFlags): readonly (readonly [string, CompiledReview])[] {
  const all = [...exam.readings];
  if (flags.rubric === undefined) return all;
  const wanted = flags.rubric.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const found = all.filter(([exercise]) => exercise === wanted);
  if (found.length === 0)
    throw new UsageError(`no exercise ${wanted}`, `Exercises: ${all.map(([id]) => id).join(', ')}`);
  return found;
}

async function readPath(exam: LoadedExam, path: string | undefined, flags: ReviewFlags): Promise<Read[]> {
  if (path === undefined)
    throw new UsageError('expected a hand-in', 'Try: dictamen review --rubric mlflow --try "falta la firma"');
  const submission = withLoosePlaced(exam, await readSubmission(path, exam));
  return formsFor(exam, flags).map(([exercise, form]) => {
    const answers = submission.answers.filter((answer) => answer.exercise === exercise);
    const comments = answers.flatMap((answer) => answer.comments ?? []);
    return {
      exercise,
      reading: readReview(
        form,
        answers.flatMap((answer) => answer.prose),
        comments,
      ),
    };
  });
}

async function readText(exam: LoadedExam, text: string, flags: ReviewFlags): Promise<Read[]> {
  const { tryText } = await import('../authoring/try-text.js');
  return formsFor(exam, flags).map(([exercise, form]) => ({ exercise, reading: tryText(form, text) }));
}

function plain({ exercise, reading }: Read): unknown {
  return { exercise, remarks: reading.remarks, criteria: Object.fromEntries(reading.criteria), flags: reading.flags };
}

function show({ exercise, reading }: Read): string {
  const lines = [`# ${exercise}`];
  for (const remark of reading.remarks) {
    const at = `${remark.file}:${remark.span.start.line}`;
    lines.push(`${at}  ${remark.text.replace(/\s+/g, ' ').slice(0, 160)}`);
    const names = remark.names.length > 0 ? ` ${remark.names.join(', ')}` : '';
    lines.push(
      `    ${remark.kind}${names} · severity ${remark.severity} · remedy ${remark.remedy} · ${remark.confidence}`,
    );
    if (remark.trace) lines.push(...remark.trace.split('; ').map((line) => `    ${line}`));
  }
  for (const [id, mention] of reading.criteria) {
    if (!mention.found) lines.push(`not named: ${id} — ${mention.doubt ?? mention.trace}`);
  }
  for (const flag of reading.flags) lines.push(`flag ${flag.kind}: ${flag.message}`);
  return `${lines.join('\n')}\n`;
}
