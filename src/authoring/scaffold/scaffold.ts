import { parseMarkdown } from '../../languages/markdown/index.js';
import { python } from '../../languages/python/index.js';

import type { TreeDocument } from '../../model/document.js';
import { sourceOf } from '../../model/text.js';
import { type Candidate, lineCandidates, pythonCandidates, sectionCandidates } from './candidates.js';
import { type CodeBlock, type DefectRow, type ExerciseOutline, outlineOf } from './exam-outline.js';
import { splitPoints } from './points.js';

export interface ScaffoldInput {
  readonly id: string;
  readonly exam: string;
  /** The solution, where it is not inside the exam. */
  readonly solution?: string;
}

/** Files of a new exam by path, all of them valid, with `# check me` where an author has to decide. */
export interface Scaffold {
  readonly files: ReadonlyMap<string, string>;
  readonly exercises: readonly { readonly id: string; readonly criteria: number; readonly checks: number }[];
}

/** Lays out an exam from its markdown: exam.yaml, a rubric for each exercise, given files, a blank and a model hand-in as fixtures. */
export function scaffold(input: ScaffoldInput): Scaffold {
  const parse = (name: string, text: string) => parseMarkdown(sourceOf(name, text));
  const outline = outlineOf(
    parse('exam.md', input.exam),
    input.solution ? parse('solution.md', input.solution) : undefined,
  );
  const files = new Map<string, string>();
  const ids = uniqueSlugs(outline.exercises.map((exercise) => exercise.title));
  const total = pointsOf(outline.exercises);
  const summaries = outline.exercises.map((exercise, i) => {
    const id = ids[i] ?? `exercise-${i + 1}`;
    const made = rubricOf(id, exercise, total[i] ?? 0);
    files.set(`rubrics/${input.id}/${id}.yaml`, made.text);
    for (const [j, block] of exercise.given.entries())
      files.set(`exams/${input.id}/given/${fileName(block, id, j)}`, block.text);
    return { id, criteria: made.criteria, checks: made.checks };
  });
  files.set(`exams/${input.id}/exam.yaml`, examYaml(input, outline, ids));
  files.set(`exams/${input.id}/exam.md`, withoutSolutions(input.exam));
  files.set(`rubrics/${input.id}/solution.md`, asAnswer(input.solution ?? input.exam));
  files.set(`fixtures/${input.id}/blank/answers.md`, withoutSolutions(input.exam));
  files.set(`fixtures/${input.id}/blank/expect.yaml`, 'kind: blank\ntotal: 0\n');
  files.set(`fixtures/${input.id}/model-answer/answers.md`, asAnswer(input.solution ?? input.exam));
  files.set(`fixtures/${input.id}/model-answer/expect.yaml`, modelExpectation(files, input.id, ids));
  return { files, exercises: summaries };
}

function pointsOf(exercises: readonly ExerciseOutline[]): number[] {
  const even = Math.floor(10_000 / Math.max(1, exercises.length));
  return exercises.map((exercise) => (exercise.points === undefined ? even : Math.round(exercise.points * 100)));
}

function examYaml(input: ScaffoldInput, outline: ReturnType<typeof outlineOf>, ids: readonly string[]): string {
  const [minimum, maximum] = outline.minutes ?? [45, 60];
  const lines = [
    '# yaml-language-server: $schema=../../schema/exam.schema.json',
    'schema: 1',
    `id: ${input.id}`,
    'version: 0.1.0',
    `title: ${local(outline.title)} # check me: translate`,
    `language: ${languageOfText(input.exam)}`,
    `duration: {minimum: ${minimum}, maximum: ${maximum}}`,
    `pass-mark: ${outline.passMark ?? 50} # check me`,
    'given: [exam.md, given/*]',
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

function rubricOf(
  id: string,
  exercise: ExerciseOutline,
  points: number,
): { text: string; criteria: number; checks: number } {
  const blocks = exercise.corrected.length > 0 ? exercise.corrected : exercise.given;
  const artefacts = artefactsOf(blocks, id);
  const rows = defectsOf(exercise);
  const split = splitPoints(points, rows);
  const severities = rows.every((row) => row.severity !== undefined);
  const candidates = candidatesOf(exercise);
  const slugs = uniqueSlugs(rows.map((row) => row.problem));
  const taken = new Set<Candidate>();
  const concepts: string[] = [];
  const criteria = rows.map((row, i) => {
    const slug = slugs[i] ?? `defect-${i + 1}`;
    const candidate = bestCandidate(row, candidates, taken);
    if (candidate) taken.add(candidate);
    concepts.push(
      `    ${conceptName(slug)}: [${remedyPhrases(row).map(quote).join(', ')}] # check me: words of a right remedy`,
    );
    return criterionOf(slug, row, split[i] ?? 0, severities, candidate);
  });
  const text = [
    '# yaml-language-server: $schema=../../schema/rubric.schema.json',
    'schema: 1',
    `exercise: ${id}`,
    'version: 0.1.0',
    `title: ${local(exercise.title)} # check me: translate`,
    `points: ${points / 100}`,
    severities
      ? 'shares: {found: 40, severity: 10, fixed: 50} # check me'
      : 'shares: {found: 50, fixed: 50} # check me',
    'words: {alone: 1, beside-artefact: 0.5}',
    ...artefacts,
    'review:',
    '  stance: finding # check me: `listed` where the exercise asks what is missing',
    '  concepts:',
    ...concepts,
    'criteria:',
    ...criteria,
  ];
  return { text: `${text.join('\n')}\n`, criteria: rows.length, checks: taken.size };
}

/** The rows of the solution's table; without one, what the corrected files have and the given ones lack: sections, metrics, named entries. */
function defectsOf(exercise: ExerciseOutline): readonly DefectRow[] {
  if (exercise.defects.length > 0) return exercise.defects;
  const given = new Set(exercise.given.flatMap((block) => partsOf(block)));
  const parts = [...new Set(exercise.corrected.flatMap((block) => partsOf(block)))].filter((part) => !given.has(part));
  const rows = parts.slice(0, 20).map((part) => ({
    problem: `${MISSING[languageOfText(exercise.title)]} ${part}`,
    fix: part,
    severity: undefined,
    points: undefined,
  }));
  return rows.length > 0 ? rows : [UNKNOWN];
}

const MISSING = { es: 'Falta', en: 'Missing:' } as const;

const PARTS: Readonly<Record<string, RegExp>> = {
  markdown: /^#{2,4}\s+(.+?)\s*$/gm,
  python: /^([a-z_]\w*)\s*=\s*[A-Z]\w*\(/gm,
  yaml: /^\s*-\s+(?:alert|name|id|job|uses|record)\s*:\s*['"]?([^'"\n]+?)['"]?\s*$/gm,
  dockerfile: /^(HEALTHCHECK|USER|EXPOSE|ENTRYPOINT|CMD|LABEL|WORKDIR)\b/gm,
};

function partsOf(block: CodeBlock): string[] {
  const pattern = PARTS[languageName(block)];
  return pattern
    ? [...block.text.matchAll(pattern)].map((match) => `\`${match[1] ?? ''}\``.replace(/^`([A-Z][\w ]*)`$/, '$1'))
    : [];
}

const UNKNOWN: DefectRow = {
  problem: 'first planted problem',
  fix: 'its remedy',
  severity: undefined,
  points: undefined,
};

function criterionOf(
  slug: string,
  row: DefectRow,
  points: number,
  severities: boolean,
  candidate: Candidate | undefined,
): string {
  const plain = row.problem.replaceAll('`', '');
  const examples = [
    row.problem,
    `${row.problem}: ${row.fix}`,
    `Problema: ${row.problem}`,
    `Issue: ${row.problem}`,
  ].filter((text) => !text.endsWith(': '));
  const lines = [
    `  - id: ${slug}`,
    `    points: ${points / 100}`,
    ...(severities ? [`    severity: ${row.severity}`] : []),
    `    title: ${local(plain)} # check me: translate`,
    '    feedback:',
    '      missing: {es: Queda un problema por encontrar., en: One problem is still to be found.} # check me',
    '    mentions: [] # check me: e.g. [{missing: a_concept}]; the examples carry the reading until then',
    `    fix: {any: [${conceptName(slug)}]}`,
    '    examples: # check me: add remarks as students write them, two in each language',
    ...examples.map((text) => `      - ${quote(text)}`),
    `    not_examples: [${quote(`${plain}: está bien así`)}] # check me`,
  ];
  if (candidate) lines.push('    fixed: # check me', ...yamlOf(candidate.expression, 6));
  return lines.join('\n');
}

function candidatesOf(exercise: ExerciseOutline): Candidate[] {
  const before = new Map(exercise.given.map((block) => [languageName(block), block.text]));
  return exercise.corrected.flatMap((block) => {
    const name = languageName(block);
    const given = before.get(name);
    if (name === 'markdown') return sectionCandidates(given ?? '', block.text);
    if (name !== 'python') return lineCandidates(given ?? '', block.text);
    const tree = (text: string) => (python.parse(sourceOf('code', text)) as TreeDocument).tree;
    return pythonCandidates(given === undefined ? undefined : tree(given), tree(block.text));
  });
}

/** The candidate that the row speaks of most plainly: words that few candidates share weigh more. None where only common words meet. */
function bestCandidate(
  row: DefectRow,
  candidates: readonly Candidate[],
  taken: ReadonlySet<Candidate>,
): Candidate | undefined {
  const said = new Set(`${row.problem} ${row.fix}`.toLowerCase().match(/[\p{L}\d_]{3,}/gu) ?? []);
  for (const word of [...said]) for (const part of word.split('_')) if (part.length > 2) said.add(part);
  const spread = new Map<string, number>();
  for (const candidate of candidates)
    for (const word of new Set(candidate.words)) spread.set(word, (spread.get(word) ?? 0) + 1);
  let best: Candidate | undefined;
  let most = PLAIN;
  for (const candidate of candidates) {
    if (taken.has(candidate)) continue;
    const words = [...new Set(candidate.words)].filter((word) => said.has(word));
    const score = words.reduce((sum, word) => sum + 1 / (spread.get(word) ?? 1), 0);
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}

const PLAIN = 0.3;

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'python',
  python: 'python',
  ts: 'typescript',
  typescript: 'typescript',
  js: 'javascript',
  javascript: 'javascript',
  tsx: 'typescript',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  toml: 'toml',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  md: 'markdown',
  markdown: 'markdown',
};

function languageName(block: CodeBlock): string {
  const extension = block.name?.split('.').at(-1)?.toLowerCase() ?? '';
  return LANGUAGES[block.language] ?? LANGUAGES[extension] ?? 'text';
}

function artefactsOf(blocks: readonly CodeBlock[], exercise: string): string[] {
  if (blocks.length === 0) return ['artefacts: {}'];
  const byLanguage = new Map<string, string[]>();
  blocks.forEach((block, i) => {
    const names = byLanguage.get(languageName(block)) ?? [];
    byLanguage.set(languageName(block), [...names, fileName(block, exercise, i).split('/').at(-1) ?? '']);
  });
  const lines = ['artefacts: # check me'];
  for (const [language, names] of byLanguage) {
    const id = language === 'text' ? 'file' : language;
    lines.push(
      `  ${id}:`,
      `    title: ${local(`${language} file`)}`,
      `    language: ${language}`,
      `    files: [${[...new Set(names)].map(quote).join(', ')}]`,
    );
  }
  return lines;
}

const EXTENSION: Readonly<Record<string, string>> = {
  python: 'py',
  typescript: 'ts',
  javascript: 'js',
  yaml: 'yaml',
  json: 'json',
  toml: 'toml',
  markdown: 'md',
};

function fileName(block: CodeBlock, exercise: string, index: number): string {
  if (block.name && !block.name.includes('..')) return block.name.split('/').at(-1) ?? block.name;
  const language = languageName(block);
  if (language === 'dockerfile') return 'Dockerfile';
  return `${exercise}${index > 0 ? `-${index + 1}` : ''}.${EXTENSION[language] ?? 'txt'}`;
}

function keywordsOf(exercise: ExerciseOutline): string[] {
  const words = exercise.title.toLowerCase().match(/[\p{L}][\p{L}\d-]{3,}/gu) ?? [];
  const names = exercise.given.flatMap((block) => (block.name ? [block.name] : []));
  return [...new Set([...words, ...names])];
}

/** Phrases of the correction that a right remedy repeats: its code spans and its longer words. */
function remedyPhrases(row: DefectRow): string[] {
  const text = row.fix || row.problem;
  const code = [...text.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').replace(/\(.*$/, '').trim());
  const words =
    text
      .replace(/`[^`]*`/g, ' ')
      .toLowerCase()
      .match(/[\p{L}][\p{L}\d_-]{4,}/gu) ?? [];
  const phrases = [...new Set([...code, ...words])].filter((phrase) => phrase !== '' && !/[.*&=#]{2}/.test(phrase));
  return phrases.length > 0 ? phrases.slice(0, 8) : ['remedio'];
}

const conceptName = (slug: string): string => `fix_${slug.replaceAll('-', '_')}`;

function modelExpectation(files: ReadonlyMap<string, string>, exam: string, ids: readonly string[]): string {
  const lines = ['kind: model', 'total: TOTAL', 'criteria:'];
  let total = 0;
  for (const id of ids) {
    const text = files.get(`rubrics/${exam}/${id}.yaml`) ?? '';
    const severity = /^shares:.*severity/m.test(text) ? 'severity: 1, ' : '';
    for (const match of text.matchAll(/^ {2}- id: (\S+)\n {4}points: (\S+)/gm)) {
      total += Math.round(Number(match[2]) * 100);
      lines.push(`  ${id}/${match[1]}: {found: 1, ${severity}fixed: 1}`);
    }
  }
  return `${lines.join('\n').replace('TOTAL', String(total / 100))}\n`;
}

/** The exam as students get it: the folded solutions cut out. */
const withoutSolutions = (text: string): string => text.replace(/<details[\s\S]*?<\/details>\s*/gi, '');

/** The solution as a student would hand it in: unfolded. */
const asAnswer = (text: string): string => text.replace(/<\/?details>|<summary>[\s\S]*?<\/summary>/gi, '');

const languageOfText = (text: string): 'es' | 'en' =>
  /\b(ejercicio|puntos|soluci[oó]n|corrige|revisa)\b/i.test(text) ? 'es' : 'en';

const quote = (text: string): string => `'${text.replaceAll("'", "''").replace(/\s+/g, ' ').trim()}'`;
const local = (text: string): string => `{es: ${quote(text)}, en: ${quote(text)}}`;

function yamlOf(value: unknown, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const [key = '', params] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  const body = Object.entries(params as Record<string, unknown>).map(
    ([name, text]) => `${name}: ${JSON.stringify(text)}`,
  );
  return [`${pad}${key}: {${body.join(', ')}}`];
}

function uniqueSlugs(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const words =
      title
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[a-z][a-z0-9]+/g) ?? [];
    const content = words.filter((word) => !SMALL.has(word)).slice(0, 3);
    const slug = (content.length > 0 ? content : ['defect']).join('-').slice(0, 40);
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  });
}

const SMALL = new Set(
  'de del la el los las un una en con sin por para que se no es y o al su sus lo the a an of in on with without no not is are to for and or'.split(
    ' ',
  ),
);
