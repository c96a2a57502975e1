import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintAnswerKey } from '../../src/authoring/answer-key.js';
import { loadLanguages } from '../../src/languages/index.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { loadExam } from '../../src/rubric/load.js';
import type { RawRubric } from '../../src/rubric/schema.js';

await loadLanguages();
const exam = loadExam('hito-5');
const [solution] = exam.solutions;
const messages = (change: (text: string) => string): string[] => {
  const text = change(solution?.text ?? '');
  expect(text).not.toBe(solution?.text);
  return lintAnswerKey({ ...exam, solutions: [{ file: 'solution.md', text }] }).map((one) => one.message);
};

test('the shipped answer key has nothing to mend', () => {
  expect(lintAnswerKey(exam)).toEqual([]);
});

test('PromQL that does not parse', () => {
  expect(messages((text) => text.replace('histogram_quantile(', 'histogram_quantile((')).join('\n')).toMatch(
    /alert-latency/,
  );
});

test('a name that nothing defines', () => {
  expect(
    messages((text) => text.replace('mlflow.log_params(PARAMS)', 'mlflow.log_params(PARAMETERS)')).join('\n'),
  ).toMatch(/nothing defines `PARAMETERS`/);
});

test('a remedy that is missing, with the part that lacks and where the solution comes nearest to it', () => {
  const text = (solution?.text ?? '').replace(/mlflow\.set_tags\(\{[^}]*\}\)/, 'pass');
  const raw = authorFile('r', readFileSync('rubrics/hito-5/mlflow.yaml', 'utf8')).data as RawRubric;
  const found = lintAnswerKey({ ...exam, solutions: [{ file: 'solution.md', text }] }, [raw]).find((one) =>
    one.message.includes('`mlflow/tags`'),
  );
  expect(found?.message).toMatch(
    /^The solution earns 1\.5 of 2 for `mlflow\/tags`: no file shows it: ✗ 100 % of the credit/,
  );
  expect(found?.message).toMatch(/✗ `entries`: .{0,120}… .*… \(`dictamen rubric explain tags` has it all\)$/);
  expect(text.split('\n')[(found?.position.line ?? 0) - 1]).toContain('tags');
});

test('an exercise of which the solution says nothing is told at its heading', () => {
  const text = (solution?.text ?? '').replace(/(## [^\n]*Logging[^\n]*\n)[\s\S]*?(?=\n## )/i, '$1\nNothing to add.\n');
  const found = lintAnswerKey({ ...exam, solutions: [{ file: 'solution.md', text }] });
  const line = text.split('\n').findIndex((one) => /^## .*Logging/i.test(one)) + 1;
  const short = found.filter((one) => one.message.includes('`logging/'));
  expect(short.length).toBeGreaterThan(3);
  for (const { position, message } of short) {
    expect(message).toMatch(/: no remark names it/);
    expect(Math.abs(position.line - line)).toBeLessThanOrEqual(3);
  }
});

test('numbers that contradict each other', () => {
  expect(messages((text) => text.replace('- **Proportion**: 13 %', '- **Recall**: 13 %'))).toEqual([
    '`Recall` is 0.700 here and 13 % on line 183',
  ]);
});
