import { describe, expect, test } from 'vitest';
import { loadExam } from '../../src/rubric/load.js';
import { isGivenText, nothingGiven } from '../../src/submission/exam-code.js';
import { indexOf } from '../../src/submission/exam-index.js';
import { ignoredByName } from '../../src/submission/ignored.js';
import { submissionOf } from '../../src/submission/read.js';

const exam = loadExam('hito-4');
const artefactsOf = (name: string, text: string) =>
  submissionOf({ name: 'x', files: [{ name, bytes: Buffer.from(text) }] }, exam).answers.flatMap((one) =>
    one.artefacts.map((artefact) => `${one.exercise}/${artefact.id}:${artefact.language}`),
  );

describe('files of other notations', () => {
  const docker = 'FROM python:3.12-slim\nRUN pip install x\nUSER app\n';
  const table: [name: string, file: string, text: string, expected: string[]][] = [
    ['a Dockerfile by its name', 'Dockerfile', docker, ['dockerfile/dockerfile:dockerfile']],
    ['a Dockerfile with a suffix', 'Dockerfile.prod', docker, ['dockerfile/dockerfile:dockerfile']],
    [
      'a workflow in its folder',
      '.github/workflows/ci.yaml',
      'jobs:\n  test:\n    runs-on: x\n',
      ['workflow/workflow:yaml'],
    ],
    [
      'a fence without a language',
      'a.md',
      `## Ejercicio 1\n\n\`\`\`\n${docker}\`\`\`\n`,
      ['dockerfile/dockerfile:dockerfile'],
    ],
    ['a notation that the exam does not ask for', 'main.tf', 'resource "a" "b" {}\n', []],
  ];
  test.each(table)('%s', (_, file, text, expected) => expect(artefactsOf(file, text)).toEqual(expected));
});

describe('files that an exam takes as plain text, or in a folder of a project', () => {
  const [first, ...rest] = exam.exercises;
  const texts = {
    ...first!,
    rubric: {
      ...first!.rubric,
      artefacts: [
        { ...first!.rubric.artefacts[0]!, id: 'infra', language: 'text', files: ['main.tf', 'run.sh'], looksLike: [] },
      ],
    },
  };
  const compose = {
    ...rest[0]!,
    rubric: {
      ...rest[0]!.rubric,
      artefacts: [
        {
          ...first!.rubric.artefacts[0]!,
          id: 'compose',
          language: 'yaml',
          files: ['docker-compose.yml'],
          looksLike: [],
        },
      ],
    },
  };
  const other = { ...exam, exercises: [texts, compose, ...rest.slice(1)], rubric: { version: '1', digest: 'other' } };
  const read = (files: Record<string, string>, options = {}) =>
    submissionOf(
      { name: 'x', files: Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })) },
      other,
      options,
    );
  const taken = (...args: Parameters<typeof read>) =>
    read(...args).answers.flatMap((one) => one.artefacts.map((artefact) => artefact.id));
  const hcl = 'resource "a" "b" {\n  encrypted = true\n}\n';

  test.each([
    ['by its name', { 'main.tf': hcl }, {}, ['infra']],
    ['by its name in a folder', { 'infra/main.tf': hcl, 'answers.md': 'hola' }, {}, ['infra']],
    ['a script', { 'run.sh': 'set -e\n' }, {}, ['infra']],
    ['another name, with the exercise told', { 'prod.tf': hcl }, { exercise: texts.id }, ['infra']],
    ['another name, mapped', { 'prod.tf': hcl, 'a.md': 'hola' }, { map: { 'prod.tf': texts.id } }, ['infra']],
    ['another name', { 'prod.tf': hcl, 'a.md': 'hola' }, {}, []],
    ['the shorter name', { 'compose.yaml': 'services:\n  a: {image: b}\n' }, {}, ['compose']],
    ['another ending', { 'docker-compose.yaml': 'services:\n  a: {image: b}\n' }, {}, ['compose']],
    ["another project's configuration", { 'mkdocs.yml': 'site_name: a\n' }, {}, []],
  ])('%s', (_, files, options, expected) => expect(taken(files as never, options)).toEqual(expected));

  test('one that is not read is told', () => {
    expect(read({ 'prod.tf': hcl, 'a.md': 'hola' }).flags.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      expect.stringMatching(/^ignored-file: `prod\.tf` was not read/),
    ]);
  });
});

describe('a configuration is the exam’s own where nothing changed', () => {
  const given = exam.given.find((one) => one.file.endsWith('deployment.yaml'))?.text ?? '';
  const table: [name: string, text: string, expected: boolean][] = [
    ['a copy', given, true],
    ['a stretch with comments', `# here\n${given.split('\n').slice(4, 9).join('\n')}`, true],
    ['one number changed', given.replace('replicas: 1', 'replicas: 3'), false],
    ['one line taken out', given.replace(/.*verano-2031\n/, '').replace(/.*replicas.*\n/, ''), false],
  ];
  test.each(table)('%s', (_, text, expected) =>
    expect(isGivenText(text, indexOf(exam), nothingGiven())).toBe(expected),
  );
});

describe('names that are no answer, unless the exam asks for them', () => {
  test.each(['pyproject.toml', 'docker-compose.yml', '.pre-commit-config.yaml', '.github/workflows/ci.yml'])(
    '%s',
    (name) => {
      expect(ignoredByName(name)).toBeDefined();
      expect(ignoredByName(name, true)).toBeUndefined();
    },
  );
  test('a tool folder stays out', () => expect(ignoredByName('node_modules/x/Dockerfile', true)).toBeDefined());
});
