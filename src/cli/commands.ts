import { Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/local.js';
import type { GradeFlags } from './flags.js';

// Each action imports what it needs when it runs: `--help` loads commander and nothing else.

export function gradeCommand(): Command {
  return new Command('grade')
    .description('mark one or more hand-ins: files, folders, notebooks, a folder of hand-ins, or - for standard input')
    .argument('<paths...>', 'what was handed in')
    .option('--exam <id|path>', 'the exam; by default it is recognised from the hand-in')
    .option('--exercise <id>', 'take everything for this exercise and mark it alone')
    .option('--map <file=exercise>', 'take a file for an exercise (repeatable)', collectMapping, [])
    .addOption(new Option('--reveal <level>', 'how much to tell').choices(['none', 'hints', 'full']).default('hints'))
    .addOption(
      new Option('--lang <lang>', 'language of the report; by default the language of the exam').choices(['es', 'en']),
    )
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['text', 'json', 'markdown', 'html', 'csv'])
        .default('text'),
    )
    .option('--out <file>', 'write the report into a file')
    .option('--fail-under <points>', 'exit with 1 when a score is below', parsePoints)
    .option('--watch', 'mark again whenever the hand-in changes')
    .option('--quiet', 'one line for each hand-in')
    .option(
      '--explain <criterion>',
      'the whole chain behind one criterion: words, code, rule, what would have earned more',
    )
    .option('--allow-custom', "run checks that the rubric's author wrote in TypeScript, each in a process of its own")
    .option('--advice', "add Ruff's findings on the Python files; they never change a score")
    .addHelpText(
      'after',
      `
Examples:
  $ dictamen grade answers.md
  $ dictamen grade my-exam/ --reveal none --quiet
  $ dictamen grade train.py --exercise mlflow --map notes.txt=mlflow
  $ dictamen grade ana/ --format html --out ana.html
  $ dictamen grade hand-ins/ --format csv --out grades.csv
  $ dictamen grade ana/ --explain signature
  $ cat answers.md | dictamen grade - --fail-under 70`,
    )
    .exitOverride()
    .action(async (paths: string[], flags: GradeFlags) => {
      const { grade } = await import('./grade.js');
      process.exitCode = await grade(paths, flags);
    });
}

export function initCommand(): Command {
  return new Command('init')
    .description('write the blank exam into a folder; files that exist are never overwritten')
    .argument('[exam]', 'the exam; may be left out where there is only one')
    .argument('[folder]', 'where to; by default a new folder named after the exam')
    .addOption(new Option('--lang <lang>', 'language of the exam text').choices(['es', 'en']))
    .addHelpText(
      'after',
      `
Examples:
  $ dictamen init
  $ dictamen init hito-5 my-exam
  $ dictamen init hito-5 my-exam --lang en`,
    )
    .exitOverride()
    .action(async (exam: string | undefined, folder: string | undefined, flags: { lang?: Lang }) => {
      const { init } = await import('./init.js');
      await init(exam, folder, flags.lang);
    });
}

export function examsCommand(): Command {
  return new Command('exams')
    .description('list the exams')
    .addOption(new Option('--lang <lang>', 'language of the titles').choices(['es', 'en']))
    .addHelpText(
      'after',
      `
Examples:
  $ dictamen exams
  $ dictamen exams --lang en`,
    )
    .exitOverride()
    .action(async (flags: { lang?: Lang }) => {
      const { listing } = await import('./exams.js');
      const { printFolded } = await import('./output.js');
      await printFolded(listing(flags.lang));
    });
}

function collectMapping(value: string, before: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const at = value.lastIndexOf('=');
  if (at <= 0 || at === value.length - 1) throw new InvalidArgumentError('Expected `file=exercise`.');
  return [...before, [value.slice(0, at), value.slice(at + 1)]];
}

function parsePoints(value: string): number {
  const points = Number(value.replace(',', '.'));
  if (value.trim() === '' || !Number.isFinite(points) || points < 0)
    throw new InvalidArgumentError('Expected a number of points.');
  return Math.round(points * 100);
}
