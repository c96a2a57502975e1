import { expect, test } from 'vitest';
import { lintAnswerKey } from '../../src/authoring/answer-key.js';
import { loadLanguages } from '../../src/languages/index.js';
import { loadExam } from '../../src/rubric/load.js';

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

test('a remedy that is missing', () => {
  expect(messages((text) => text.replace(/mlflow\.set_tags\(\{[^}]*\}\)/, 'pass')).join('\n')).toMatch(/mlflow\/tags/);
});

test('numbers that contradict each other', () => {
  expect(messages((text) => text.replace('- **Proportion**: 13 %', '- **Recall**: 13 %'))).toEqual([
    '`Recall` is 0.700 here and 13 % on line 183',
  ]);
});
