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

const rows: readonly [name: string, text: string, question: string, number: number, status: string][] = [
  ['a row by its number', '| # | Answer |\n|---|---|\n| 1 | 40 |\n| 2 | 45 |', '2', 45, 'met'],
  ['the answer of another row', '| # | Answer |\n|---|---|\n| 1 | 45 |\n| 2 | 40 |', '2', 45, 'unmet'],
  ['no answer in its row', '| # | Respuesta |\n|---|---|\n| 45 |  |', '45', 45, 'unmet'],
  ['the question beside its number', '| # | Pregunta | Respuesta |\n|-|-|-|\n| 2 | ¿Cuántas? | 45 |', '2', 45, 'met'],
  ['the words of the question', '| Pregunta | Respuesta |\n|-|-|\n| ¿Cuántas pasan? | 45 |', 'cuántas', 45, 'met'],
  [
    'the second row where none bears a number',
    '| Pregunta | Respuesta |\n|-|-|\n| ¿Línea? | 3 |\n| ¿Pasan? | 45 |',
    '2',
    45,
    'met',
  ],
  ['a number in the question', '| Pregunta | Respuesta |\n|-|-|\n| ¿Pasan 45? | 40 |', '1', 45, 'unmet'],
  ['under a heading', '### Pregunta 2\n\n45', '2', 45, 'met'],
];

test.each(rows)('in a table or apart: %s', (_, text, question, number, status) => {
  const ready = answer.prepare({ question, number });
  expect(answer.judge(ready, documentsOfBlock({ language: 'markdown', text })).status).toBe(status);
});
