import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { Lang } from '../model/local.js';
import type { Exercise } from '../model/rubric.js';
import type { LoadedExam } from '../rubric/load.js';
import { print, printFolded } from './output.js';
import { UsageError } from './trouble.js';

/** `dictamen rubric …`: what an instructor needs to write, test and trust a rubric. Each action loads what it needs when it runs. */
export function rubricCommand(): Command {
  return new Command('rubric')
    .description('write, check, test and explain rubrics')
    .addCommand(newCommand())
    .addCommand(lintCommand())
    .addCommand(testCommand())
    .addCommand(mutateCommand())
    .addCommand(explainCommand())
    .addCommand(docsCommand())
    .addCommand(diffCommand())
    .addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  $ dictamen rubric new exam.md --solution solution.md --id hito-9
  $ dictamen rubric lint hito-5 --format github
  $ dictamen rubric test hito-5 --format junit > rubric.xml
  $ dictamen rubric mutate hito-5 --exercise mlflow
  $ dictamen rubric explain hito-5 signature --for student --lang en
  $ dictamen rubric diff old.yaml new.yaml --on hand-ins/`;

const langOption = () => new Option('--lang <lang>', "language; by default the exam's").choices(['es', 'en']);
const exerciseOption = () => new Option('--exercise <id>', 'only this exercise');
const fixturesOption = () => new Option('--fixtures <folder>', 'where the fixtures are; by default fixtures/<exam>');

function newCommand(): Command {
  return new Command('new')
    .description('lay out a new exam from its markdown: a complete rubric to correct, not a blank page')
    .argument('<exam>', "the exam's markdown, with its solution folded in it or in a file of its own")
    .option('--solution <file>', 'the solution, where it is not in the exam')
    .option('--id <id>', 'id of the exam; by default the name of the file')
    .option('--into <folder>', 'where to write exams/, rubrics/ and fixtures/', '.')
    .option('--force', 'write over the files of an earlier run')
    .addHelpText('after', UNDERSTOOD)
    .action(newExam);
}

const UNDERSTOOD = `
What is understood:
  exercises   \`## Exercise 2: Title (20 points)\`; also Ejercicio, Question,
              Part A, Task, Problem, Section; \`## 2. Title\`; any heading with
              points
  given code  fenced blocks before the solution; the file's name in a comment
              of the first lines, in the info string or in the line above
  solution    <details>, a heading such as Solution, Solución, Answer key,
              Corrected, or a file of its own (--solution)
  problems    a table with a column Problem (and Fix, Severity, Points), or a
              list: \`**problem** (6 pts, medium): fix\`, \`problem → fix\`
  questions   a table with the columns Question and Answer, or one of problems
              whose rows count the exercise's questions
  severities  critical (also high), medium, minor (also low), in either
              language; a finer scale is told and marked
  points      in the heading, in the first lines of the exercise, or in a table
              of exercises and points`;

async function newExam(
  path: string,
  flags: { solution?: string; id?: string; into: string; force?: boolean },
): Promise<void> {
  const [{ OutlineError, PUBLISHED_SCHEMAS, scaffold }, { schemasFor, TakenError, writeNew }] = await Promise.all([
    import('../authoring/scaffold/scaffold.js'),
    import('../authoring/files.js'),
  ]);
  await loadAll();
  const id = flags.id ?? slug(basename(path).replace(/\.\w+$/, ''));
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(`\`${id}\` is no id`, 'Use lower-case words joined by hyphens: --id my-exam.');
  try {
    const made = scaffold({
      id,
      exam: readFileSync(path, 'utf8'),
      ...(flags.solution ? { solution: readFileSync(flags.solution, 'utf8') } : {}),
      schemas: schemasFor(flags.into, PUBLISHED_SCHEMAS),
    });
    const written = writeNew(flags.into, made.files, flags.force);
    await printFolded(
      `${written.map((name) => `wrote ${name}\n`).join('')}${made.exercises.map(summaryOf).join('')}${nextSteps(id)}`,
    );
  } catch (error) {
    if (error instanceof OutlineError) throw new UsageError(error.message, error.hint);
    if (error instanceof TakenError)
      throw new UsageError(error.message, 'Use --force to write over them, or --id or --into for another place.');
    throw error;
  }
}

function summaryOf(one: {
  id: string;
  criteria: number;
  checks: number;
  questions: boolean;
  guessed: boolean;
  merged: readonly string[];
}): string {
  if (one.questions)
    return `  ${one.id}: ${one.criteria} questions, ${one.checks} with an answer that was recognised\n`;
  const guessed = one.guessed ? '; no table or list of problems was found in its solution' : '';
  const merged =
    one.merged.length > 0 ? `; ${one.merged.join(' and ')} are both \`critical\`: a rubric has three severities` : '';
  return `  ${one.id}: ${one.criteria} criteria, ${one.checks} with a candidate check${guessed}${merged}\n`;
}

const nextSteps = (id: string): string =>
  `Next: look for \`# check me\`, then \`dictamen rubric lint exams/${id}\` and \`dictamen rubric test exams/${id}\`.\n`;

const slug = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');

function lintCommand(): Command {
  return new Command('lint')
    .description('every mistake of a rubric with its place, why it matters and how to mend it')
    .argument('<exam or files...>', 'ids or paths of exams, or rubric files')
    .option('--fix', 'mend what is safe')
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .action(async (names: string[], flags: { fix?: boolean; format: 'text' | 'json' | 'sarif' | 'github' }) => {
      const { lintExamFiles } = await import('../authoring/lint-files.js');
      const { formatDiagnostics } = await import('../authoring/formats/diagnostics.js');
      await loadAll();
      const diagnostics = lintExamFiles(names, flags.fix === true);
      await (flags.format === 'text' ? printFolded : print)(formatDiagnostics(diagnostics, flags.format));
      process.exitCode = diagnostics.some((one) => one.level === 'error') ? 1 : 0;
    });
}

function testCommand(): Command {
  return new Command('test')
    .description(
      'fixtures, invariants, examples and generated probes: noisy (gave points it should not) or missing (withheld them)',
    )
    .argument('<exam>', 'id or path of the exam')
    .addOption(exerciseOption())
    .option('--allow-custom', "run the rubric's own checks in TypeScript")
    .addOption(fixturesOption())
    .addOption(
      new Option('--format <format>', 'form of the report').choices(['text', 'json', 'junit', 'tap']).default('text'),
    )
    .action(
      async (
        name: string,
        flags: {
          exercise?: string;
          fixtures?: string;
          allowCustom?: boolean;
          format: 'text' | 'json' | 'junit' | 'tap';
        },
      ) => {
        const [files, tests, formats] = await Promise.all([
          import('../authoring/files.js'),
          import('../authoring/test-exam.js'),
          import('../authoring/formats/exam-test.js'),
        ]);
        const exam = await load(name);
        const custom = flags.allowCustom ? (await import('../custom/run.js')).customRunner(exam) : undefined;
        const test = tests.testExam(exam, await files.loadFixtures(exam, files.fixturesFolder(exam, flags.fixtures)), {
          custom,
          exercise: exerciseIn(exam, flags.exercise),
        });
        await (flags.format === 'text' ? printFolded : print)(formats.formatTest(exam.id, test, flags.format));
        process.exitCode = tests.isGreen(test) ? 0 : 1;
      },
    );
}

function mutateCommand(): Command {
  return new Command('mutate')
    .description('break each remedy of the model answer, one at a time: every one must lower exactly its own criterion')
    .argument('<exam>', 'id or path of the exam')
    .addOption(exerciseOption())
    .addOption(fixturesOption())
    .option('--fail-under <percent>', 'exit with 1 below this mutation score', Number, 95)
    .action(async (name: string, flags: { exercise?: string; fixtures?: string; failUnder: number }) => {
      const [files, mutations, formats] = await Promise.all([
        import('../authoring/files.js'),
        import('../authoring/mutate.js'),
        import('../authoring/formats/mutation.js'),
      ]);
      const exam = await load(name);
      exerciseIn(exam, flags.exercise);
      const texts = files.modelAnswer(exam, files.fixturesFolder(exam, flags.fixtures));
      if (texts.size === 0)
        throw new UsageError(
          `\`${exam.id}\` has no model answer`,
          'Add a fixture of kind `model`, or `solutions:` to its exam.yaml.',
        );
      const read = (some: ReadonlyMap<string, string>) => files.readTexts(exam, some);
      const test = mutations.mutate({
        exam,
        files: texts,
        read,
        ...(flags.exercise ? { exercise: flags.exercise } : {}),
      });
      await printFolded(formats.formatMutation(exam.id, test));
      process.exitCode = test.score * 100 < flags.failUnder || test.disturbed.length > 0 ? 1 : 0;
    });
}

function explainCommand(): Command {
  return new Command('explain')
    .description('one criterion in plain words')
    .argument('[exam]', 'id or path of the exam, or a rubric file; may be left out')
    .argument('[criterion]', 'its id, or `exercise/criterion`')
    .addOption(new Option('--for <reader>', 'who reads it').choices(['student', 'instructor']).default('instructor'))
    .addOption(langOption())
    .action(async (name, asked, flags: { for: 'student' | 'instructor'; lang?: Lang }) => {
      const { explainIn } = await import('../authoring/explain-files.js');
      const { listExams } = await import('../rubric/load.js');
      const { listLocal } = await import('./exams.js');
      await loadAll();
      const [exams, criterion]: [string[], string | undefined] = asked
        ? [[name], asked]
        : [[...listLocal(), ...listExams()], name];
      if (criterion === undefined)
        throw new UsageError(
          'expected the id of a criterion',
          'Its id, or `exercise/criterion`: `dictamen rubric docs <exam>` names them.',
        );
      const found = explainIn(exams, criterion, flags.lang, flags.for);
      if (!found) throw new UsageError(`there is no criterion \`${criterion}\` in ${exams.join(', ')}`);
      await printFolded(found.text);
      if (found.also.length > 0) process.stderr.write(`The same id elsewhere: ${found.also.join(', ')}\n`);
    });
}

function docsCommand(): Command {
  return new Command('docs')
    .description('the whole marking scheme as a page for a course')
    .argument('<exam>', 'id or path of the exam')
    .addOption(new Option('--format <format>', 'form of the page').choices(['markdown', 'html']).default('markdown'))
    .addOption(new Option('--for <reader>', 'who reads it').choices(['student', 'instructor']).default('instructor'))
    .addOption(langOption())
    .action(
      async (name: string, flags: { format: 'markdown' | 'html'; for: 'student' | 'instructor'; lang?: Lang }) => {
        const { docsOf } = await import('../authoring/explain-files.js');
        await print(docsOf(await load(name), flags.lang, flags.for, flags.format));
      },
    );
}

function diffCommand(): Command {
  return new Command('diff')
    .description(
      'whose score moves between two versions of a rubric or of an exam, through which criterion, who crosses the pass mark',
    )
    .argument('<old>', 'a rubric file or an exam')
    .argument('<new>', 'its other version')
    .requiredOption('--on <paths...>', 'hand-ins, or a folder of them')
    .option('--exam <id|path>', 'the exam that two rubric files belong to')
    .addOption(new Option('--format <format>', 'form of the report').choices(['text', 'json']).default('text'))
    .action(async (before: string, after: string, flags: { on: string[]; exam?: string; format: 'text' | 'json' }) => {
      const { diffFiles, UnknownExamError } = await import('../authoring/what-if-files.js');
      await loadAll();
      try {
        await (flags.format === 'json' ? print : printFolded)(await diffFiles(before, after, flags));
      } catch (error) {
        if (error instanceof UnknownExamError) throw new UsageError(error.message, 'Name it with --exam.');
        throw error;
      }
    });
}

/** @throws UsageError where the exam has no such exercise. */
function exerciseIn(exam: LoadedExam, id: string | undefined): Exercise | undefined {
  const found = exam.exercises.find((one) => one.id === id);
  if (id !== undefined && !found)
    throw new UsageError(
      `\`${exam.id}\` has no exercise \`${id}\``,
      `Exercises: ${exam.exercises.map((one) => one.id).join(', ')}`,
    );
  return found;
}

async function load(name: string): Promise<LoadedExam> {
  const { loadExam } = await import('../rubric/load.js');
  await loadAll();
  return loadExam(name);
}

async function loadAll(): Promise<void> {
  const { loadLanguages } = await import('../languages/index.js');
  await loadLanguages();
}
