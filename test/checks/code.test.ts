import { beforeAll, describe, expect, it } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { code } from '../../src/checks/code.js';
import { loadLanguages } from '../../src/languages/index.js';
import { python } from '../../src/languages/python/index.js';
import { documentsWith } from './documents.js';

beforeAll(() => loadLanguages(['python']));

const script = 'import mlflow as ml\nwith ml.start_run():\n    ml.log_param("depth", 3)\n    ml.log_param("rate", 1)\n';

const cases: readonly [name: string, params: Record<string, unknown>, text: string, status: string][] = [
  ['a pattern that matches', { pattern: 'mlflow.log_param(...)' }, script, 'met'],
  ['a pattern that matches nothing', { pattern: 'mlflow.log_metric(...)' }, script, 'unmet'],
  ['a comment is no code', { pattern: 'mlflow.log_metric(...)' }, `${script}# ml.log_metric("a", 1)\n`, 'unmet'],
  ['enough places', { pattern: 'mlflow.log_param(...)', 'at-least': 2 }, script, 'met'],
  ['too few places', { pattern: 'mlflow.log_param(...)', 'at-least': 3 }, script, 'unmet'],
  ['too many places', { pattern: 'mlflow.log_param(...)', 'at-most': 1 }, script, 'unmet'],
  ['distinct values', { pattern: 'mlflow.log_param("$K", ...)', 'at-least': 2, distinct: '$K' }, script, 'met'],
  [
    'one value twice',
    { pattern: 'mlflow.log_param("$K", ...)', 'at-least': 2, distinct: '$K' },
    script.replace('"rate"', '"depth"'),
    'unmet',
  ],
  ['none, and there is none', { pattern: 'print(...)', none: true }, script, 'met'],
  ['none, and there is one', { pattern: 'mlflow.log_param(...)', none: true }, script, 'unmet'],
  [
    'operators',
    { patterns: [{ pattern: 'mlflow.log_param(...)' }, { 'pattern-inside': 'with mlflow.start_run(...): ...' }] },
    script,
    'met',
  ],
  [
    'taint',
    { mode: 'taint', 'pattern-sources': ['read()'], 'pattern-sinks': ['log(...)'] },
    'x = read()\nlog(x)\n',
    'met',
  ],
  [
    'taint that does not arrive',
    { mode: 'taint', 'pattern-sources': ['read()'], 'pattern-sinks': ['log(...)'] },
    'x = read()\nlog(1)\n',
    'unmet',
  ],
];

describe('code', () => {
  it.each(cases)('%s', (_, params, text, status) => {
    const documents = documentsWith([{ id: 'script', language: 'python', text, parse: python.parse }]);
    expect(code.judge(code.prepare(params), documents).status).toBe(status);
  });

  it('points at the place', () => {
    const documents = documentsWith([{ id: 'script', language: 'python', text: script, parse: python.parse }]);
    const verdict = code.judge(code.prepare({ pattern: 'mlflow.log_param("rate", ...)' }), documents);
    expect(verdict).toMatchObject({
      evidence: [{ span: { start: { line: 4, column: 5 } }, excerpt: 'ml.log_param("rate", 1)' }],
    });
  });

  it.each([
    ['a block of words', 'server {\n  listen 443 ssl;\n}', 'met'],
    ['in a comment', 'server {\n  # listen 443 ssl;\n  listen 80;\n}', 'unmet'],
    ['in another block', 'server {\n  listen 80;\n}\nlisten 443 ssl;', 'unmet'],
  ])('generic patterns on a text without a grammar: %s', (_, text, status) => {
    const params = { language: 'generic', pattern: 'server { ... listen $PORT ssl; ... }' };
    const documents = documentsWith([{ id: 'conf', language: 'text', text, file: 'site.conf' }]);
    expect(code.judge(code.prepare(params), documents).status).toBe(status);
  });

  it('joins artefacts by the metavariables that they share', () => {
    const params = { pattern: 'save("$F")', artefacts: ['a'], join: [{ pattern: 'load("$F")', artefacts: ['b'] }] };
    const judge = (b: string): string =>
      code.judge(
        code.prepare(params),
        documentsWith([
          { id: 'a', language: 'python', text: 'save("m")\n', parse: python.parse },
          { id: 'b', language: 'python', text: b, parse: python.parse },
        ]),
      ).status;
    expect(judge('load("m")\n')).toBe('met');
    expect(judge('load("n")\n')).toBe('unmet');
  });

  it.each([
    ['a broken pattern', { pattern: 'foo(' }, ['pattern']],
    ['an unknown operator', { patterns: [{ pattern: 'a' }, { 'pattern-nto': 'b' }] }, ['patterns', 1, 'pattern-nto']],
    ['no body', {}, []],
    ['a broken pattern in a join', { pattern: 'a', join: [{ pattern: 'b(' }] }, ['join', 0, 'pattern']],
  ])('refuses %s and says where', (_, params, path) => {
    expect(() => code.prepare(params)).toThrow(ParamsError);
    try {
      code.prepare(params);
    } catch (error) {
      expect((error as ParamsError).path).toEqual(path);
    }
  });
});
