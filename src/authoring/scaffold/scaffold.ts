import { parseMarkdown } from '../../languages/markdown/index.js';
import { sourceOf } from '../../model/text.js';

export { OutlineError } from './exam-outline.js';

import { type CodeBlock, type ExamOutline, type ExerciseOutline, outlineOf } from './exam-outline.js';
import { baseName, rubricText } from './rubric-text.js';
import { NUMBER } from './sections.js';
import { mergedWords } from './severity-word.js';
import { local, quote, uniqueSlugs } from './yaml-text.js';

export interface ScaffoldInput {
  readonly id: string;
  readonly exam: string;
  /** The solution, where it is not inside the exam. */
  readonly solution?: string;
  /** Folder or address of the schemas, as the files of the exam name it; by default where they are published. */
  readonly schemas?: string;
}

/** Files of a new exam by path, all of them valid, with `# check me` where an author has to decide. */
export interface Scaffold {
  readonly files: ReadonlyMap<string, string>;
  readonly exercises: readonly {
    readonly id: string;
    readonly criteria: number;
    readonly checks: number;
    readonly questions: boolean;
    /** No table and no list of problems was found in its solution. */
    readonly guessed: boolean;
    /** Words of the solution that became one level: a rubric has three. */
    readonly merged: readonly string[];
  }[];
}

export const PUBLISHED_SCHEMAS = 'https://unpkg.com/dictamen/schema';

/** Lays out an exam from its markdown: exam.yaml, a rubric for each exercise, given files, a blank and a model hand-in as fixtures. @throws OutlineError */
export function scaffold(input: ScaffoldInput): Scaffold {
  const parse = (name: string, text: string) => parseMarkdown(sourceOf(name, text));
  const outline = outlineOf(
    parse('exam.md', input.exam),
    input.solution ? parse('solution.md', input.solution) : undefined,
  );
  const files = new Map<string, string>();
  const ids = uniqueSlugs(outline.exercises.map((exercise) => exercise.title));
  const total = pointsOf(outline.exercises);
  const language = languageOfText(input.exam);
  const schemas = input.schemas ?? PUBLISHED_SCHEMAS;
  const summaries = outline.exercises.map((exercise, i) => {
    const id = ids[i] ?? `exercise-${i + 1}`;
    const made = rubricText({ id, exercise, points: total[i] ?? 0, language, schema: `${schemas}/rubric.schema.json` });
    files.set(`rubrics/${input.id}/${id}.yaml`, made.text);
    if (exercise.corrected.length > 0)
      for (const block of exercise.given) files.set(unused(files, `exams/${input.id}/given/`, block, id), block.text);
    const guessed = exercise.defects.length === 0 && exercise.questions.length === 0;
    const merged = mergedWords(exercise.defects.map(({ level = '' }) => level));
    return {
      id,
      criteria: made.criteria,
      checks: made.checks,
      questions: exercise.questions.length > 0,
      guessed,
      merged,
    };
  });
  const given = [...files.keys()].some((name) => name.includes('/given/'));
  files.set(`exams/${input.id}/exam.yaml`, examYaml(input, outline, ids, language, given, schemas));
  files.set(`exams/${input.id}/exam.md`, outline.asGiven);
  files.set(`rubrics/${input.id}/solution.md`, outline.asAnswer);
  files.set(`fixtures/${input.id}/blank/answers.md`, outline.asGiven);
  files.set(`fixtures/${input.id}/blank/expect.yaml`, 'kind: blank\ntotal: 0\n');
  files.set(`fixtures/${input.id}/model-answer/answers.md`, outline.asAnswer);
  files.set(`fixtures/${input.id}/model-answer/expect.yaml`, modelExpectation(files, input.id, ids));
  return { files, exercises: summaries };
}

function unused(files: ReadonlyMap<string, string>, folder: string, block: CodeBlock, exercise: string): string {
  const name = baseName(block, exercise);
  for (let i = 1; ; i++) {
    const path = `${folder}${i === 1 ? name : name.replace(/(\.[^.]*)?$/, `-${i}$1`)}`;
    if (!files.has(path)) return path;
  }
}

/** Points that only some exercises tell are shared out to a total of 100. */
function pointsOf(exercises: readonly ExerciseOutline[]): number[] {
  const told = exercises.reduce((sum, one) => sum + Math.round((one.points ?? 0) * 100), 0);
  const silent = exercises.filter((one) => one.points === undefined).length;
  const rest = Math.max(silent * 100, 10_000 - told);
  let left = rest;
  let after = silent;
  return exercises.map((one) => {
    if (one.points !== undefined) return Math.round(one.points * 100);
    const share = Math.round(left / after / 100) * 100;
    after--;
    left -= share;
    return share;
  });
}

function examYaml(
  input: ScaffoldInput,
  outline: ExamOutline,
  ids: readonly string[],
  language: 'es' | 'en',
  given: boolean,
  schemas: string,
): string {
  const [minimum, maximum] = outline.minutes ?? [45, 60];
  const lines = [
    `# yaml-language-server: $schema=${schemas}/exam.schema.json`,
    'schema: 1',
    `id: ${input.id}`,
    'version: 0.1.0',
    `title: ${local(outline.title)} # check me: translate`,
    `language: ${language}`,
    `duration: {minimum: ${minimum}, maximum: ${maximum}}${outline.minutes ? '' : ' # check me: the exam does not say how long it takes'}`,
    `pass-mark: ${outline.passMark ?? pointsOf(outline.exercises).reduce((sum, one) => sum + one, 0) / 200} # check me`,
    `given: [exam.md${given ? ', given/*' : ''}]`,
    'exercises:',
  ];
  outline.exercises.forEach((exercise, i) => {
    lines.push(`  - id: ${ids[i]}`, `    title: ${local(exercise.title)} # check me: translate`);
    lines.push(
      `    keywords: [${keywordsOf(exercise).map(quote).join(', ')}]`,
      `    rubric: ../../rubrics/${input.id}/${ids[i]}.yaml`,
    );
  });
  return `${[...lines, `solutions: [../../rubrics/${input.id}/solution.md]`].join('\n')}\n`;
}

function keywordsOf(exercise: ExerciseOutline): string[] {
  const title = exercise.title.replace(NUMBER, '');
  const words = title.toLowerCase().match(/[\p{L}][\p{L}\d-]{3,}/gu) ?? [];
  const names = exercise.given.flatMap((block) => (block.name ? [block.name] : []));
  return [...new Set([...words, ...names])];
}

function modelExpectation(files: ReadonlyMap<string, string>, exam: string, ids: readonly string[]): string {
  const lines = ['kind: model', 'total: TOTAL', 'criteria:'];
  let total = 0;
  for (const id of ids) {
    const text = files.get(`rubrics/${exam}/${id}.yaml`) ?? '';
    const shares = /^shares: \{(.*?)\}/m.exec(text)?.[1] ?? '';
    const all = [...shares.matchAll(/(\w+):/g)].map((match) => `${match[1]}: 1`).join(', ');
    for (const match of text.matchAll(/^ {2}- id: (\S+)\n {4}points: (\S+)/gm)) {
      total += Math.round(Number(match[2]) * 100);
      lines.push(`  ${id}/${match[1]}: {${all}}`);
    }
  }
  return `${lines.join('\n').replace('TOTAL', String(total / 100))}\n`;
}

const languageOfText = (text: string): 'es' | 'en' =>
  /\b(ejercicio|puntos|soluci[oó]n|corrige|revisa|pregunta)\b/i.test(text) ? 'es' : 'en';
