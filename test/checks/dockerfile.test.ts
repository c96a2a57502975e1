import { beforeAll, describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { dockerfile } from '../../src/checks/dockerfile.js';
import { languageOf, loadLanguages } from '../../src/languages/index.js';
import { documentsWith } from './documents.js';

beforeAll(() => loadLanguages(['dockerfile']));

const good = `# syntax=docker/dockerfile:1
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir \\
    -r requirements.txt
FROM python:3.11-slim
ENV PORT=8000 LOG_LEVEL=info
COPY --from=build --chown=app /app /app
COPY src/ src/
USER app
HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1
CMD ["uvicorn", "src.main:app"]
`;
const bad = `FROM python
ENV API_TOKEN=abc123
COPY . .
RUN pip install -r requirements.txt
USER app
USER root
CMD uvicorn main:app
# HEALTHCHECK CMD true
`;
const install = { instruction: 'RUN', matches: 'pip3? install' };

const cases: readonly [name: string, params: object, good: boolean, bad: boolean][] = [
  ['every base image is pinned', { instruction: 'FROM', every: { image: { pinned: true } } }, true, false],
  ['a tag that is not latest', { instruction: 'FROM', image: { 'not-tag': '^latest$' } }, true, false],
  ['a slim image', { instruction: 'FROM', stage: 'last', image: { name: '^python$', tag: 'slim' } }, true, false],
  [
    'a user who is not root is in force',
    { instruction: 'USER', stage: 'final', last: true, 'not-matches': '^(root|0)\\b' },
    true,
    false,
  ],
  ['some user who is not root', { instruction: 'USER', 'not-matches': '^(root|0)\\b' }, true, true],
  ['USER before CMD', { instruction: 'USER', before: { instruction: ['CMD', 'ENTRYPOINT'] } }, true, true],
  [
    'requirements copied before they are installed',
    { instruction: 'COPY', matches: 'requirements', before: install },
    true,
    false,
  ],
  ['the source after the installation', { instruction: 'COPY', matches: '^\\. ', after: install }, false, false],
  [
    'nothing copied whole before the installation',
    { instruction: 'COPY', matches: '^\\. ', before: install, absent: true },
    true,
    false,
  ],
  ['a health check', { instruction: 'HEALTHCHECK' }, true, false],
  [
    'no secret in ENV',
    { instruction: ['ENV', 'ARG'], sets: { name: '(?i)token|secret|password|key' }, absent: true },
    true,
    false,
  ],
  ['a setting', { instruction: 'ENV', sets: { name: '^PORT$', value: '^8000$' } }, true, false],
  ['the exec form', { instruction: 'CMD', form: 'exec' }, true, false],
  ['no cache of pip', { ...install, every: { matches: '--no-cache-dir' } }, true, false],
  ['continued lines are one', { instruction: 'RUN', matches: 'no-cache-dir\\s+-r requirements' }, true, false],
  ['several stages', { instruction: 'FROM', stages: { min: 2 } }, true, false],
  ['a copy from a stage', { instruction: 'COPY', flag: { from: '^build$' } }, true, false],
  ['a flag that must not be there', { instruction: 'COPY', flag: { chown: true } }, true, false],
  ['a stage by its name', { instruction: 'RUN', stage: 'build' }, true, false],
  ['the final stage is not the build', { instruction: 'RUN', stage: 'final' }, false, true],
  ['a count', { instruction: 'COPY', count: { min: 3, max: 3 } }, true, false],
];

const judge = (text: string, params: object) => {
  const documents = documentsWith([
    {
      id: 'image',
      language: 'dockerfile',
      file: 'Dockerfile',
      text,
      parse: (source) => languageOf('dockerfile')?.parse(source) ?? expect.fail(),
    },
  ]);
  return dockerfile.judge(dockerfile.prepare(params), documents);
};

describe('Dockerfiles', () => {
  test.each(cases)('%s', (_, params, inGood, inBad) => {
    expect([judge(good, params).status, judge(bad, params).status]).toEqual(
      [inGood, inBad].map((met) => (met ? 'met' : 'unmet')),
    );
  });

  test('a stage that builds on a named one takes part in the final image', () => {
    const text = 'FROM python:3.12 AS base\nUSER app\nFROM base\nCMD ["x"]\n';
    expect(judge(text, { instruction: 'USER', stage: 'final' }).status).toBe('met');
    expect(judge(text, { instruction: 'FROM', every: { image: { pinned: true } } }).status).toBe('met');
  });

  test('evidence is the instruction', () => {
    expect(judge(good, { instruction: 'USER' })).toMatchObject({
      evidence: [{ excerpt: 'USER app', span: { start: { line: 11, column: 1 } } }],
    });
  });

  test('a regex that does not compile is the author’s trouble', () => {
    expect(() => dockerfile.prepare({ instruction: 'RUN', matches: '[' })).toThrow(ParamsError);
  });
});
