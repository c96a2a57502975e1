import { expect, test } from 'vitest';
import { answer } from '../../src/checks/answer.js';
import { loadLanguages } from '../../src/languages/index.js';
import { documentsOfBlock } from '../authoring/documents-of-block.js';

await loadLanguages();

const cases: readonly [name: string, text: string, question: string, status: string][] = [
  ['a colon of the student after the number', '5. A single file: it stays together', '5', 'met'],
  ['the number and a colon', '5: a single file', '5', 'met'],
  ['the word for question before the number', '**Pregunta 5.** A single file', '5', 'met'],
  ['the question repeated', '5. Which one would you choose? A single file', '5', 'met'],
  ['the answer to another question', '15. A single file', '5', 'unmet'],
  ['another option', '5. Two files, not a single file', '5', 'unmet'],
];

test.each(cases)('%s', (_, text, question, status) => {
  const ready = answer.prepare({ question, choose: 'single file', others: ['two files'] });
  expect(answer.judge(ready, documentsOfBlock({ language: 'markdown', text })).status).toBe(status);
});
