import type { Lang } from '../../model/local.js';
import { answerCheck } from './answers.js';
import { type Candidate, checksFor, type FilePair } from './candidates/index.js';
import type { CodeBlock, DefectRow, ExerciseOutline } from './exam-outline.js';
import { splitPoints } from './points.js';
import { approvals, examplesOf, remedyPhrases } from './sentences.js';
import { mergedWords, severityWord } from './severity-word.js';
import { expressionLines, flow, local, quote, uniqueSlugs } from './yaml-text.js';

export interface RubricInput {
  readonly id: string;
  readonly exercise: ExerciseOutline;
  /** Hundredths. */
  readonly points: number;
  readonly language: Lang;
  /** What the modeline names. */
  readonly schema: string;
}

export interface RubricText {
  readonly text: string;
  readonly criteria: number;
  readonly checks: number;
}

/** A whole rubric for one exercise, as text, each guess marked. */
export const rubricText = (input: RubricInput): RubricText =>
  input.exercise.questions.length > 0 ? questionsText(input) : defectsText(input);

const headLines = ({ id, exercise, points, schema }: RubricInput): string[] => [
  `# yaml-language-server: $schema=${schema}`,
  'schema: 1',
  `exercise: ${id}`,
  'version: 0.1.0',
  `title: ${local(exercise.title)} # check me: translate`,
  `points: ${points / 100}`,
];

function questionsText(input: RubricInput): RubricText {
  const { questions } = input.exercise;
  const split = splitPoints(
    input.points,
    questions.map(({ points }) => ({ severity: undefined, points })),
  );
  const slugs = uniqueSlugs(questions.map(({ question, number }) => question || `question ${number}`));
  let checks = 0;
  const criteria = questions.map((row, i) => {
    const params = answerCheck(row, questions);
    if (params) checks++;
    return [
      `  - id: ${slugs[i]}`,
      `    points: ${(split[i] ?? 0) / 100}`,
      `    title: ${local(row.question.replaceAll('`', '') || `${row.number}`)} # check me: translate`,
      `    topic: {es: pregunta ${row.number}, en: question ${row.number}}`,
      '    feedback:',
      '      missing: {es: Vuelve a mirar esta pregunta., en: Look at this question again.} # check me',
      '    mentions: []',
      `    # The official answer: ${row.answer.replace(/\s+/g, ' ')}`,
      params
        ? `    fixed: {answer: ${flow({ question: row.number, ...params })}} # check me`
        : `    fixed: {answer: {question: ${quote(row.number)}, points: [${quote(row.answer.slice(0, 60))}]}} # check me: no kind of answer was recognised`,
    ].join('\n');
  });
  const text = [...headLines(input), 'shares: {fixed: 100}', 'artefacts: {}', 'criteria:', ...criteria];
  return { text: `${text.join('\n')}\n`, criteria: questions.length, checks };
}

function defectsText(input: RubricInput): RubricText {
  const { exercise, points } = input;
  const rows = defectsOf(exercise);
  const split = splitPoints(points, rows);
  const severities = rows.every((row) => row.severity !== undefined);
  const checks = checksFor(rows, pairsOf(exercise));
  const slugs = uniqueSlugs(rows.map((row) => row.problem));
  const given = exercise.given.map((block) => block.text).join('\n');
  const concepts = rows.map(
    (row, i) =>
      `    ${conceptName(slugs[i] ?? '')}: [${remedyPhrases(row, rows, given).map(quote).join(', ')}] # check me: words of a right remedy`,
  );
  const criteria = rows.map((row, i) =>
    criterionText({
      row,
      slug: slugs[i] ?? '',
      points: split[i] ?? 0,
      severities,
      check: checks[i],
      place: [i + 1, rows.length],
      input,
    }),
  );
  const text = [
    ...headLines(input),
    severities
      ? 'shares: {found: 40, severity: 10, fixed: 50} # check me'
      : 'shares: {found: 50, fixed: 50} # check me',
    'words: {alone: 1, beside-artefact: 0.5}',
    ...artefactLines(exercise, input.id),
    'review:',
    '  stance: finding # check me: `listed` where the exercise asks what is missing',
    '  concepts:',
    ...concepts,
    'criteria:',
    ...criteria,
  ];
  return {
    text: `${text.join('\n')}\n`,
    criteria: rows.length,
    checks: checks.filter((one) => one !== undefined).length,
  };
}

/** What the solution calls a level that it shares with another word of its own. */
function saidAs({ level = '' }: DefectRow, rows: readonly DefectRow[]): string {
  const merged = mergedWords(rows.map((row) => row.level ?? ''));
  return merged.length > 0 && severityWord(level) === 'critical' ? ` # check me: the solution says «${level}»` : '';
}

interface CriterionInput {
  readonly row: DefectRow;
  readonly slug: string;
  readonly points: number;
  readonly severities: boolean;
  readonly check: Candidate | undefined;
  readonly place: readonly [number, number];
  readonly input: RubricInput;
}

function criterionText({ row, slug, points, severities, check, place: [at, of], input }: CriterionInput): string {
  const plain = row.problem.replaceAll('`', '');
  const lines = [
    `  - id: ${slug}`,
    `    points: ${points / 100}`,
    ...(severities ? [`    severity: ${row.severity}${saidAs(row, input.exercise.defects)}`] : []),
    `    title: ${local(plain)} # check me: translate`,
    `    topic: {es: problema ${at} de ${of}, en: problem ${at} of ${of}} # check me: what it is about; shown while it is not found`,
    '    feedback:',
    '      missing: {es: Queda un problema por encontrar., en: One problem is still to be found.} # check me',
    '    mentions: [] # check me: e.g. [{missing: a_concept}]; the examples carry the reading until then',
    `    fix: {any: [${conceptName(slug)}]}`,
    '    examples: # check me: add remarks as students write them, two in each language',
    ...examplesOf(row).map((text) => `      - ${quote(text)}`),
    `    not_examples: [${approvals(row, input.language).slice(-1).map(quote).join(', ')}] # check me`,
  ];
  if (check) lines.push('    fixed: # check me', ...expressionLines(check.expression, 6));
  if (check?.free)
    lines.push('    equivalent-mutants: [another value] # check me: any value but the given one is right');
  if (!check && input.exercise.corrected.length > 0)
    lines.push(
      '    # check me: no check. Nothing that the corrected files add or take away shares its words with this row; words alone earn it.',
    );
  return lines.join('\n');
}

/** The rows of the solution's table; without one, what the corrected files have and the given ones lack: sections, metrics, named entries. */
function defectsOf(exercise: ExerciseOutline): readonly DefectRow[] {
  if (exercise.defects.length > 0) return exercise.defects;
  const given = new Set(exercise.given.flatMap((block) => partsOf(block)));
  const parts = [...new Set(exercise.corrected.flatMap((block) => partsOf(block)))].filter((part) => !given.has(part));
  const missing = /\b(?:ejercicio|qu[eé]|y|de|la)\b/i.test(exercise.title) ? 'Falta' : 'Missing:';
  const rows = parts
    .slice(0, 20)
    .map((part) => ({ problem: `${missing} ${part}`, fix: part, severity: undefined, points: undefined }));
  return rows.length > 0 ? rows : [UNKNOWN];
}

const PARTS: Readonly<Record<string, RegExp>> = {
  markdown: /^#{2,4}\s+(.+?)\s*$/gm,
  python: /^([a-z_]\w*)\s*=\s*[A-Z]\w*\(/gm,
  yaml: /^\s*-\s+(?:alert|name|id|job|uses|record)\s*:\s*['"]?([^'"\n]+?)['"]?\s*$/gm,
  dockerfile: /^(HEALTHCHECK|USER|EXPOSE|ENTRYPOINT|CMD|LABEL|WORKDIR)\b/gm,
};

function partsOf(block: CodeBlock): string[] {
  const pattern = PARTS[block.language];
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

const idOf = (block: CodeBlock): string => block.notation;

/** The corrected files with what was given of each: by name, else the next of its notation. */
function pairsOf({ given, corrected }: ExerciseOutline): FilePair[] {
  const left = [...given];
  return corrected.map((block) => {
    const named = left.findIndex(
      (one) => one.notation === block.notation && one.name !== undefined && one.name === block.name,
    );
    const at = named >= 0 ? named : left.findIndex((one) => one.notation === block.notation);
    const [before] = at >= 0 ? left.splice(at, 1) : [];
    return { id: idOf(block), language: block.language, given: before?.text, corrected: block.text };
  });
}

/** One artefact for each notation. */
function artefactLines({ given, corrected }: ExerciseOutline, exercise: string): string[] {
  const blocks = corrected.length > 0 ? corrected : given;
  if (blocks.length === 0) return ['artefacts: {}'];
  const byNotation = new Map<string, CodeBlock[]>();
  for (const block of blocks) byNotation.set(idOf(block), [...(byNotation.get(idOf(block)) ?? []), block]);
  return [
    'artefacts: # check me',
    ...[...byNotation].flatMap(([id, some]) => {
      const names = [
        ...new Set([...some, ...given.filter((block) => idOf(block) === id)].map((block) => baseName(block, exercise))),
      ];
      const looks = some[0]?.language === 'text' ? LOOKS[id] : undefined;
      return [
        `  ${id}:`,
        `    title: ${local(id === 'file' ? 'corrected file' : names.length === 1 && some[0]?.name ? `${names[0]}` : `${id} file`)}`,
        `    language: ${some[0]?.language ?? 'text'}`,
        `    files: [${names.map(quote).join(', ')}]`,
        ...(looks ? [`    looks-like: [${quote(looks)}]`] : []),
      ];
    }),
  ];
}

/** What tells apart artefacts that are all read as text. */
const LOOKS: Readonly<Record<string, string>> = {
  sql: '(?i)\\b(select|insert|update|create table)\\b',
  shell: '(?m)^(#!.*sh\\b|\\s*(set -|cd |echo |export |curl |rm ))',
  hcl: '(?m)^\\s*(resource|provider|terraform|variable|module)\\b.*\\{',
  nginx: '(?m)^\\s*(server|location|upstream|http|events)\\b.*\\{',
  tree: '[├└]',
};

export const baseName = (block: CodeBlock, exercise: string): string =>
  block.name?.split('/').at(-1) || `${exercise}.${block.extension || 'txt'}`;

const conceptName = (slug: string): string => `fix_${slug.replaceAll('-', '_')}`;
