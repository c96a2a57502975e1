import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentsOf } from '../grading/documents.js';
import { parseMarkdown } from '../languages/markdown/index.js';
import type { Exercise } from '../model/rubric.js';
import type { Artefact } from '../model/submission.js';
import { sourceOf } from '../model/text.js';
import { packageRoot } from '../package/root.js';
import { authorFile } from '../rubric/author-file.js';
import { frameOf } from '../rubric/errors.js';
import { evaluate } from '../rubric/expression.js';
import type { LoadedExam } from '../rubric/load.js';
import { indexOf } from '../submission/exam-index.js';
import { globOf } from '../submission/sections.js';
import type { Diagnostic } from './diagnostic.js';
import { codeIn } from './scaffold/code-blocks.js';
import { flatten } from './scaffold/exam-outline.js';

/**
 * Criteria whose `fixed` the flawed files meet as they were given. Nobody who hands those in gains by it, since given code is no answer; but a file that mends
 * something else, and leaves this flaw as it was, would earn it. Languages must be loaded.
 */
export function lintGiven(exam: LoadedExam): Diagnostic[] {
  const files = givenFiles(exam);
  return exam.exercises.flatMap((exercise) => {
    const artefacts = artefactsOf(exam, exercise, files);
    if (artefacts.length === 0) return [];
    const answer = { exercise: exercise.id, prose: [], artefacts };
    const documents = documentsOf({ name: 'given', answers: [answer], received: [], flags: [] } as never, [
      exercise.id,
    ]).get(exercise.id);
    const met = exercise.rubric.criteria.filter(
      ({ fixed }) => fixed && documents && evaluate(fixed, documents, exam.checks).status === 'met',
    );
    return met.map((criterion) => diagnosticOf(exercise, criterion.id, criterion.path, artefacts));
  });
}

interface GivenFile {
  readonly name: string | undefined;
  readonly language: string | undefined;
  readonly text: string;
}

/** Files as they stand, and those that the exam's text shows in fences. */
const givenFiles = (exam: LoadedExam): GivenFile[] =>
  [...exam.given, ...unlisted(join(exam.folder, 'given'))]
    .sort((a, b) => Number(isMarkdown(a.file)) - Number(isMarkdown(b.file)))
    .flatMap(({ file, text }): GivenFile[] => {
      if (!isMarkdown(file)) return [{ name: baseName(file), language: undefined, text }];
      const blocks = flatten(parseMarkdown(sourceOf(file, text)).blocks);
      return codeIn(blocks, '').map(({ name, language, text: code }) => ({
        name: name && baseName(name),
        language,
        text: code,
      }));
    });

/** Files beside the exam that its `given` does not name: students get them all the same. */
const unlisted = (folder: string): { file: string; text: string }[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }))
        .sort((a, b) => (a.file < b.file ? -1 : 1))
    : [];

const isMarkdown = (file: string): boolean => /\.(?:md|markdown|mdx)$/i.test(file);
const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** The given files that an exercise's artefacts would be taken from: by name, else the only one of its language. */
function artefactsOf(exam: LoadedExam, { id, rubric }: Exercise, files: readonly GivenFile[]): Artefact[] {
  const own = new Set(indexOf(exam).exercises.get(id)?.texts ?? []);
  return rubric.artefacts.flatMap((kind): Artefact[] => {
    const globs = kind.files.map(globOf);
    const alone = rubric.artefacts.filter(({ language }) => language === kind.language).length === 1;
    const found =
      files.find(({ name }) => name !== undefined && globs.some((glob) => glob.test(name))) ??
      (alone ? files.find(({ text, language }) => language === kind.language && own.has(text)) : undefined);
    if (!found) return [];
    const source = sourceOf(found.name ?? kind.id, found.text);
    return [{ id: kind.id, language: kind.language, source } as Artefact];
  });
}

function diagnosticOf(
  { rubric }: Exercise,
  criterion: string,
  path: readonly (string | number)[],
  artefacts: readonly Artefact[],
): Diagnostic {
  const names = artefacts.map(({ source }) => `\`${source.file}\``).join(', ');
  const at = [rubric.file, join(packageRoot(), rubric.file)].find((one) => existsSync(one));
  const text = at === undefined ? '' : readFileSync(at, 'utf8');
  const position = at === undefined ? { line: 1, column: 1 } : authorFile(at, text).positionOf([...path, 'fixed']);
  return {
    rule: 'met-by-given',
    level: 'error',
    file: rubric.file,
    position,
    message: `The given file meets the \`fixed\` of \`${criterion}\` already (${names})`,
    why: 'Who mends something else in that file and leaves this flaw as it was would earn it.',
    mend: 'Ask for what the correction has and the given file lacks, or that the flaw is gone (`not`, `none`, `absent`).',
    frame: text === '' ? '' : frameOf(text, position),
  };
}
