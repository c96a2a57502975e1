#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from '../version.js';
import { examsCommand, gradeCommand, initCommand } from './commands.js';
import { printTrouble } from './trouble.js';

/**
 * Commands that live in a file of their own and are loaded only when they are called or when help is asked for.
 * `--help` of the program shows the summary without loading the file.
 */
const elsewhere: readonly { readonly name: string; readonly summary: string; load(): Promise<Command> }[] = [
  {
    name: 'match',
    summary: 'search code with patterns and rules in the syntax of Semgrep',
    load: async () => (await import('./match.js')).matchCommand(),
  },
  {
    name: 'review',
    summary: 'show how remarks are read: words, stance, the problem they name, the remedy',
    load: async () => (await import('./review.js')).reviewCommand(),
  },
  {
    name: 'rubric',
    summary: 'write, check, test and explain rubrics',
    load: async () => (await import('./rubric.js')).rubricCommand(),
  },
];

const program = new Command('dictamen')
  .description(
    'Marks code-review exams without running anything: reads the review, parses the code, scores it against a rubric, shows the evidence.',
  )
  .version(version)
  .showHelpAfterError('(add --help for usage and examples)')
  .exitOverride()
  .addCommand(gradeCommand())
  .addCommand(initCommand())
  .addCommand(examsCommand())
  .addHelpText(
    'after',
    `
Examples:
  $ dictamen init hito-5 my-exam          write the blank exam into a folder
  $ dictamen grade my-exam                mark it
  $ dictamen grade hand-ins/ --format csv --out grades.csv

Exit codes: 0 marked, 1 below --fail-under, 2 usage, rubric or unreadable input, 3 a fault of dictamen itself.`,
  );

void main(process.argv);

async function main(argv: string[]): Promise<void> {
  // A closed pipe (`| head`) is the reader's choice, not an error.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) =>
      process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 3),
    );
  }
  try {
    await addCommandsFromElsewhere(argv[2] === 'help' ? argv[3] : argv[2]);
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else process.exitCode = printTrouble(error);
  }
}

async function addCommandsFromElsewhere(called: string | undefined): Promise<void> {
  for (const { name, summary, load } of elsewhere) {
    program.addCommand(called === name ? settle(await load()) : new Command(name).description(summary));
  }
}

/** Usage errors of every command end in exit code 2. */
function settle(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) settle(child);
  return command;
}
