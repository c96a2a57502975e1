import { describe, expect, test } from 'vitest';
import { minutesIn } from '../../src/authoring/scaffold/minutes.js';
import { scaffold } from '../../src/authoring/scaffold/scaffold.js';
import { mergedWords } from '../../src/authoring/scaffold/severity-word.js';
import { loadLanguages } from '../../src/languages/index.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { validate } from '../../src/rubric/validate.js';

await loadLanguages();

describe('how long an exam takes', () => {
  test.each([
    ['Two hours, open book', [120, 120]],
    ['Duración: 90 minutos', [90, 90]],
    ['dos horas y media', [150, 150]],
    ['1 h 30 min', [90, 90]],
    ['1,5 horas', [90, 90]],
    ['an hour and a half', [90, 90]],
    ['45-60 minutes', [45, 60]],
    ['forty-five minutes', [45, 45]],
    ['answer every question', undefined],
    ['the job runs every 3 days', undefined],
  ])('%s', (text, expected) => expect(minutesIn(text)).toEqual(expected));
});

test('words that become one level are told', () => {
  expect(mergedWords(['Crítica', 'Alta', 'Baja'])).toEqual(['Crítica', 'Alta']);
  expect(mergedWords(['High', 'Medium', 'Low'])).toEqual([]);
});

test('points of any two decimals are taken, three are not', () => {
  const schema = { type: 'object', properties: { points: { type: 'number', decimals: 2 } } };
  const wrong = (points: number) =>
    validate(authorFile('a.yaml', `points: ${points}`), schema).map((one) => one.message);
  for (let hundredths = 0; hundredths <= 2000; hundredths++) expect(wrong(hundredths / 100)).toEqual([]);
  expect(wrong(0.295)).toEqual(['Unexpected 0.295: at most 2 decimals']);
});

describe('files of text in an exam', () => {
  const exam =
    '# E\n\n## Exercise 1: The repository (10 points)\n\nThis is the tree and two files.\n\n```text\nproj/\n├── .gitignore\n└── requirements.txt\n```\n\n`requirements.txt`\n\n```text\npandas\n```\n\n`.gitignore`\n\n```text\n*.pyc\n```\n\n<details>\n<summary>Solution</summary>\n\n| Problem | Fix |\n|---|---|\n| pandas has no version | Pin it: `pandas==2.0.3` |\n| The folder venv is not ignored | Add `venv/` to .gitignore |\n\n`requirements.txt`\n\n```text\npandas==2.0.3\n```\n\n`.gitignore`\n\n```text\n*.pyc\nvenv/\n```\n\n</details>\n';
  const { files } = scaffold({ id: 'e', exam });

  test('keep their names, though a tree names them too', () => {
    expect(files.get('exams/e/given/requirements.txt')).toBe('pandas');
    expect(files.get('exams/e/given/.gitignore')).toBe('*.pyc');
    expect(files.get('exams/e/given/repository.txt')).toContain('├── .gitignore');
  });

  test('are an artefact each, and each check looks into its own', () => {
    const text = files.get('rubrics/e/repository.yaml') ?? '';
    expect(text).toMatch(/ {2}requirements:\n.*\n.*\n {4}files: \['requirements\.txt'\]/);
    expect(text).toMatch(/ {2}gitignore:\n.*\n.*\n {4}files: \['\.gitignore'\]/);
    expect([...text.matchAll(/artefacts: \[(\w+)\]/g)].map((match) => match[1])).toEqual(['requirements', 'gitignore']);
  });
});

describe('questions under a table of problems', () => {
  const exam = (severity: string) =>
    `# Examen\n\n## Ejercicio 1. El lote (2 puntos)\n\n1. ¿En qué línea falla?\n2. ¿Qué harías: (a) reintentar, (b) trozos más pequeños?\n3. ¿Qué alertas pondrías? Nombra dos.\n\n<details>\n<summary>Solución</summary>\n\n| Problema | Severidad | Corrección |\n|---|---|---|\n| 1. Línea | ${severity} | La línea 9 |\n| 2. Elección | ${severity} | (b) trozos más pequeños: falla la memoria |\n| 3. Alertas | ${severity} | Dos de: porcentaje de nulos, uso de memoria, duración |\n\n</details>\n`;
  const rubric = (severity: string) =>
    scaffold({ id: 'e', exam: exam(severity) }).files.get('rubrics/e/lote.yaml') ?? '';

  test('are questions where no row says how bad it is', () => {
    expect(rubric('—')).toContain('shares: {fixed: 100}');
    expect(rubric('—')).toContain("question: '1', line: 9");
    expect(rubric('—')).toMatch(/question: '2', choose: \['\(b\)', 'trozos más pequeños'\]/);
    expect(rubric('—')).toMatch(/question: '3', list: .*at-least: 2/);
  });

  test('are problems where the rows do', () => expect(rubric('Alta')).toContain('severity: critical'));
});

describe('a check belongs to the row that speaks of it', () => {
  const fixesOf = (given: string, corrected: string, rows: [problem: string, fix: string][]) => {
    const table = rows.map(([problem, fix]) => `| ${problem} | ${fix} |`).join('\n');
    const exam = `# E\n\n## Exercise 1: one (10 points)\n\n\`\`\`yaml\n${given}\n\`\`\`\n\n### Solution\n\n| Problem | Fix |\n|---|---|\n${table}\n\n\`\`\`yaml\n${corrected}\n\`\`\`\n`;
    const text = scaffold({ id: 'e', exam }).files.get('rubrics/e/one.yaml') ?? '';
    return text
      .split(/\n {2}- id: /)
      .slice(1)
      .map((one) => /^ {4}fixed:.*\n\s*(.*)/m.exec(one)?.[1] ?? 'none');
  };

  test('what another row quotes is that row’s', () => {
    const given = 'kind_of_instance: p3.16xlarge\ninstance_count: 1';
    const corrected = 'kind_of_instance: m5.large\ninstance_count: 2';
    expect(
      fixesOf(given, corrected, [
        ['`p3.16xlarge` is too big an instance', 'A CPU instance such as `m5.large`'],
        ['A single instance', 'At least two instances'],
      ]),
    ).toEqual([
      "data: {path: kind_of_instance, not-matches: '^p3\\.16xlarge$'}",
      'data: {path: instance_count, min: 2, max: 20}',
    ]);
  });

  test('a file that a row is about is no key; a password is one in either language', () => {
    const given = 'train:\n  lr: 0.1\ndb_password: abc';
    const corrected = 'train:\n  lr: 0.1\n  params: [lr]';
    expect(
      fixesOf(given, corrected, [
        ['La contraseña está en `params.yaml`', 'Quitarla y rotarla'],
        ['The rate is not declared', '`params: [lr]`'],
      ]),
    ).toEqual(['all:', 'data: {path: train.params, type: list, empty: false}']);
  });

  test('what stood empty may become anything', () => {
    expect(fixesOf('owner:\na: 1', 'owner: credit\na: 1', [['There is no `owner`', '`owner: credit`']])).toEqual([
      'data: {path: owner, empty: false}',
    ]);
  });
});

describe('an answer key by number, with the questions in the exam', () => {
  const exam = [
    '# Exam',
    '## Exercise 1: A log (10 points)',
    'a) What is the cause? b) Name two weaknesses.',
    'c) Put in order: verify, stop the job, clean the disk.',
  ].join('\n\n');
  const solution = [
    '# Solutions',
    '## Exercise 1: A log (10 points)',
    '| # | Expected | Points |\n|---|---|---|',
    '| 1.1 (a) | The registry is unreachable | 4 |\n| 1.2 (b) | No: retries | 2 |\n| 1.3 (c) | stop, clean, verify | 4 |',
  ].join('\n\n');
  const made = scaffold({ id: 'x', exam, solution: solution.replace('|---|---|---|\n\n', '|---|---|---|\n') });
  const rubric = [...made.files].find(([name]) => /^rubrics\/.*\.yaml$/.test(name))?.[1] ?? '';

  test('each row is a question with its points', () => {
    expect(made.exercises[0]).toMatchObject({ questions: true, criteria: 3, checks: 3, guessed: false });
    expect([...rubric.matchAll(/points: (\d+)\n/g)].map((match) => match[1])).toEqual(['10', '4', '2', '4']);
    expect(rubric).toContain('question: a');
    expect(rubric).toContain('What is the cause?');
  });

  test('an order is asked as an order', () => {
    expect(rubric).toMatch(/question: c, order: \[\[stop\b/);
  });
});
