import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import type { CustomInput, CustomRunner } from '../checks/check.js';
import { type Evidence, type Verdict, verdictOf } from '../model/verdict.js';
import { packageRoot } from '../package/root.js';
import type { LoadedExam } from '../rubric/load.js';

const DEADLINE = 5000;
const OUTPUT = 1_000_000;

/**
 * Runs checks that an instructor wrote in TypeScript, each call in a child process of its own: no environment, a deadline, reading only the rubric's
 * folder and this package where Node can enforce it. Only for rubrics the caller trusts (`--allow-custom`).
 */
export function customRunner(exam: LoadedExam): CustomRunner {
  const folders = new Map(exam.exercises.map((one) => [one.id, folderOf(exam, one.rubric.file)]));
  return (input) => {
    const folder = folders.get(input.exercise);
    const path = folder ? inside(folder, input.file) : undefined;
    if (!folder || !path)
      return { status: 'failed', reason: `no custom check \`${input.file}\` in the rubric's folder` };
    return verdictFrom(runChild(folder, path, input), input);
  };
}

/** The folder of a rubric, by the name that it is printed with: from the package where the exam is shipped in it, else from where we are. */
function folderOf({ folder = '' }: LoadedExam, file: string): string {
  const shipped = resolve(folder).startsWith(packageRoot() + sep);
  const roots = shipped ? [packageRoot(), process.cwd()] : [process.cwd(), packageRoot()];
  const paths = roots.map((root) => resolve(root, file));
  return dirname(paths.find((path) => existsSync(path)) ?? (paths[0] as string));
}

/** The real path of `file`, where it is a file below `folder`. */
function inside(folder: string, file: string): string | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const real = realpathSync(path);
  return real.startsWith(realpathSync(folder) + sep) ? real : undefined;
}

const child = join(packageRoot(), 'dist', 'custom', 'child.js');

type Outcome = { readonly value: unknown } | { readonly trouble: string };

function runChild(folder: string, path: string, input: CustomInput): Outcome {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const reads = [...[folder, packageRoot()].map((one) => join(realpathSync(one), '*')), ...loaderPlaces()];
  const result = spawnSync(
    process.execPath,
    [
      permission,
      ...reads.map((one) => `--allow-fs-read=${one}`),
      '--max-old-space-size=256',
      '--no-warnings',
      child,
      path,
    ],
    {
      input: JSON.stringify(input),
      timeout: DEADLINE,
      killSignal: 'SIGKILL',
      maxBuffer: OUTPUT,
      env: {},
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (result.error)
    return {
      trouble: /ETIMEDOUT/.test(String(result.error)) ? 'it took too long' : 'it could not be run, or said too much',
    };
  if (result.status !== 0)
    return {
      trouble: (
        result.stderr
          .trim()
          .split('\n')
          .find((line) => /Error/.test(line)) ?? 'it stopped'
      ).slice(0, 300),
    };
  try {
    return { value: JSON.parse(result.stdout) };
  } catch {
    return { trouble: 'it printed something else than its result' };
  }
}

/** The loader lies in the package while it is developed, beside it where it is installed; some installers link to it from there. */
function loaderPlaces(): string[] {
  const require = createRequire(join(packageRoot(), 'package.json'));
  const links = (require.resolve.paths('jiti') ?? [])
    .map((place) => join(place, 'jiti'))
    .filter((place) => existsSync(place));
  return links.flatMap((link) => {
    const real = realpathSync(link);
    return real === link ? [join(link, '*')] : [link, join(real, '*')];
  });
}

/** A custom check may return a fraction, or a fraction with evidence; anything else is its author's trouble, never a student's zero. */
function verdictFrom(outcome: Outcome, input: CustomInput): Verdict {
  const failed = (why: string): Verdict => ({ status: 'failed', reason: `custom check \`${input.file}\`: ${why}` });
  if ('trouble' in outcome) return failed(outcome.trouble);
  const { value } = outcome;
  const fraction = typeof value === 'number' ? value : (value as { fraction?: unknown } | null)?.fraction;
  if (typeof fraction !== 'number' || !(fraction >= 0 && fraction <= 1))
    return failed('expected a fraction from 0 to 1');
  const given = (value as { evidence?: unknown }).evidence;
  const list = Array.isArray(given) ? given.slice(0, 20) : [];
  return verdictOf(
    fraction,
    list.flatMap((one) => evidenceFrom(one, input)),
  );
}

function evidenceFrom(raw: unknown, input: CustomInput): Evidence[] {
  const { file, line, message } = (raw ?? {}) as { file?: unknown; line?: unknown; message?: unknown };
  const artefact = input.artefacts.find((one) => file === undefined || one.file === file);
  if (!artefact || typeof line !== 'number' || !Number.isInteger(line)) return [];
  const excerpt = artefact.text.split('\n')[line - 1];
  if (excerpt === undefined) return [];
  const at = artefact.firstLine + line - 1;
  const span = { start: { line: at, column: 1 }, end: { line: at, column: excerpt.length + 1 } };
  return [
    {
      file: artefact.file,
      span,
      excerpt: excerpt.trim().slice(0, 200),
      message: typeof message === 'string' ? message.slice(0, 200) : '',
    },
  ];
}
