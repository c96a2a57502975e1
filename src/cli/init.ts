import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Lang } from '../model/local.js';
import { listExams, loadExam } from '../rubric/load.js';
import { print } from './output.js';
import { UsageError } from './trouble.js';

/** Writes what a student gets, the exam's text in one language and the given files, into a folder; overwrites nothing. */
export async function init(
  asked: string | undefined,
  folder: string | undefined,
  lang: Lang | undefined,
): Promise<void> {
  const exam = loadExam(chosen(asked));
  const target = folder ?? exam.id;
  if (existsSync(target) && !statSync(target).isDirectory())
    throw new UsageError(`\`${target}\` is a file, expected a folder`);
  const files = filesFor(
    exam.given.map((given) => given.file),
    lang ?? exam.language,
    exam.language,
  );
  const there = files.map(({ to }) => join(target, to)).filter((path) => existsSync(path));
  if (there.length > 0) {
    throw new UsageError(
      `would overwrite ${there.map((path) => `\`${path}\``).join(', ')}`,
      'Nothing was written. Name another folder.',
    );
  }
  for (const { from, to } of files) {
    const path = join(target, to);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(join(exam.folder, from), path, constants.COPYFILE_EXCL);
  }
  const count = readdirSync(target).length;
  await print(
    `${files.map(({ to }) => join(target, to)).join('\n')}\n\nWrite your answers into ${join(target, 'answers.md')}, then: dictamen grade ${target}${count > files.length ? ' (the folder held other files)' : ''}\n`,
  );
}

function chosen(asked: string | undefined): string {
  if (asked !== undefined) return asked;
  const ids = listExams();
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError('which exam?', `Expected one of ${ids.map((id) => `\`${id}\``).join(', ')}.`);
}

/** `exam.md`, or `exam.<lang>.md` of another language, becomes answers.md; other editions stay out; given files lie beside it, ready to be corrected. */
function filesFor(given: readonly string[], lang: Lang, own: Lang): { from: string; to: string }[] {
  const editions = given.filter((file) => /^exam(\.\w+)?\.md$/.test(basename(file)));
  const wanted =
    editions.find((file) => basename(file) === (lang === own ? 'exam.md' : `exam.${lang}.md`)) ?? editions[0];
  const others = given.filter((file) => !editions.includes(file));
  return [
    ...(wanted === undefined ? [] : [{ from: wanted, to: 'answers.md' }]),
    ...others.map((file) => ({ from: file, to: basename(file) })),
  ];
}
