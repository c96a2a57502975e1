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
