import { expect, test } from 'vitest';
import { answer } from '../../src/checks/answer.js';
import { loadLanguages } from '../../src/languages/index.js';
import { fractionOf } from '../../src/model/verdict.js';
import { documentsOfBlock } from '../authoring/documents-of-block.js';

await loadLanguages();

const FOUR = ['The disk is full: 40 GB of images.', 'Line 7.', 'No: the old release serves.', 'stop, clean, start'];
const each = (write: (label: string, text: string) => string, joint = '\n', labels = 'abcd'): string =>
  FOUR.map((text, i) => write(labels[i] ?? '', text)).join(joint);

const NTH = ['first', 'second', 'third', 'fourth'];
const UNO = ['uno', 'dos', 'tres', 'cuatro'];

/** How people label four short answers; all of them say the same. */
const layouts: readonly (readonly [name: string, text: string])[] = [
  ['a letter and a bracket', each((l, t) => `${l}) ${t}`)],
  ['nothing after the bracket', each((l, t) => `${l})${t}`)],
  ['in brackets', each((l, t) => `(${l}) ${t}`)],
  ['a dot', each((l, t) => `${l}. ${t}`)],
  ['a dot and a dash', each((l, t) => `${l}.- ${t}`)],
  ['a colon', each((l, t) => `${l.toUpperCase()}: ${t}`)],
  ['a dash', each((l, t) => `${l} - ${t}`)],
  ['a bold label', each((l, t) => `**${l})** ${t}`, '\n\n')],
  ['a bold letter alone', each((l, t) => `**${l}** ${t}`, '\n\n')],
  ['bullets', each((l, t) => `- ${l}) ${t}`)],
  ['bold bullets', each((l, t) => `* **${l})** ${t}`)],
  ['headings', each((l, t) => `### ${l})\n\n${t}`, '\n\n')],
  ['headings with a word', each((l, t) => `## Pregunta ${l}\n${t}`, '\n\n')],
  ['the number of the exercise', each((l, t) => `5${l}) ${t}`)],
  ['the number of the exercise and a dot', each((l, t) => `5.${l}) ${t}`)],
  ['the name of the exercise', each((l, t) => `Ejercicio 5 - ${l}) ${t}`)],
  ['the word for question', each((l, t) => `Question ${l}: ${t}`)],
  ['a label on a line of its own', each((l, t) => `${l})\n${t}`, '\n\n')],
  ['a bold label on a line of its own', each((l, t) => `**${l})**\n\n${t}`, '\n\n')],
  ['a bare letter on a line of its own', each((l, t) => `${l}\n\n${t}`, '\n\n')],
  ['lists below the labels', each((l, t) => `${l})\n- ${t}`, '\n\n')],
  ['numbered lists below the labels', each((l, t) => `${l})\n${t.replaceAll(', ', '\n1. ')}`, '\n\n')],
  ['one paragraph', each((l, t) => `${l}) ${t}`, ' ')],
  ['one paragraph, with brackets', each((l, t) => `(${l}) ${t}`, ' ')],
  ['one paragraph, with dots', each((l, t) => `${l}. ${t}`, ' ')],
  ['letters of another list inside', each((l, t) => `${l}) ${t.replace('stop', 'a) stop')}`)],
  ['a table', `| | |\n|---|---|\n${each((l, t) => `| ${l} | ${t} |`)}`],
  ['a table with a header', `| Question | Answer |\n|---|---|\n${each((l, t) => `| ${l}) | ${t} |`)}`],
  ['columns of a table', `| a | b | c | d |\n|---|---|---|---|\n| ${FOUR.join(' | ')} |`],
  ['the question repeated', each((l, t) => `${l}) What would you say to your team of this? ${t}`, '\n\n')],
  ['the question on the line above', each((l, t) => `**${l}) What do you see?**\n\n${t}`, '\n\n')],
  ['a title beside the label', each((l, t) => `${l}) my answer\n\n${t}`, '\n\n')],
  ['spoken: the nth question', FOUR.map((text, i) => `On the ${NTH[i]} question, ${text}`).join(' ')],
  ['spoken: the nth', FOUR.map((text, i) => `${i === 0 ? 'For' : 'And for'} the ${NTH[i]}: ${text}`).join(' ')],
  ['spoken: a number', FOUR.map((text, i) => `La ${UNO[i]}: ${text}`).join(' ')],
  ['spoken: an answer to question n', FOUR.map((text, i) => `Sobre la pregunta ${i + 1}, ${text}`).join(' ')],
  [
    'spoken: nth with a colon',
    `${FOUR.map((text, i) => `${i === 0 ? 'First' : NTH[i]!.replace(/^./, (c) => c.toUpperCase())}: ${text}`).join(' ')}`,
  ],
  [
    'spoken: after the name of the exercise',
    `**Ejercicio 5.** ${FOUR.map((text, i) => `En la ${UNO[i]}, ${text}`).join(' ')}`,
  ],
  ['HTML', each((l, t) => `<b>${l})</b> ${t}`, '<br>\n')],
];

const asked = [
  { names: [['disk full', 'disk is full']] },
  { line: 7 },
  { 'yes-no': 'no' },
  { order: ['stop', 'clean', 'start'] },
];
const fractions = (text: string, labels: string, shift = 0): number[] =>
  asked.map((params, i) => {
    const ready = answer.prepare({ question: labels[(i + shift) % 4] ?? '', ...params } as never);
    return fractionOf(answer.judge(ready, documentsOfBlock({ language: 'markdown', text })));
  });

test.each(layouts)('four answers: %s', (_, text) => {
  expect(fractions(text, 'abcd')).toEqual([1, 1, 1, 1]);
  expect(fractions(text, 'abcd', 1)).toEqual([0, 0, 0, 0]);
});

const numbered: readonly (readonly [name: string, text: string])[] = [
  ['Q3.', each((l, t) => `Q${l}. ${t}`, '\n', '1234')],
  ['Pregunta 3', each((l, t) => `Pregunta ${l}: ${t}`, '\n\n', '1234')],
  ['3)', each((l, t) => `${l}) ${t}`, '\n', '1234')],
  ['5.3 of exercise 5', each((l, t) => `5.${l}) ${t}`, '\n', '1234')],
  ['one paragraph', each((l, t) => `${l}. ${t}`, ' ', '1234')],
  ['a space', each((l, t) => `${l} ${t}`, '\n', '1234')],
  ['an arrow', each((l, t) => `${l} → ${t}`, '\n', '1234')],
  ['the article', each((l, t) => `La ${l}: ${t}`, ' ', '1234')],
  ['Question 1: in one paragraph', each((l, t) => `Question ${l}: ${t}`, ' ', '1234')],
  ['Q1 in one paragraph', each((l, t) => `Q${l} ${t}`, ' ', '1234')],
  ['a letter and a number', each((l, t) => `${'abcd'[Number(l) - 1]}. (${l}) ${t}`, '\n', '1234')],
  ['a bold letter and a number', each((l, t) => `**${'ABCD'[Number(l) - 1]}.** ${l}: ${t}`, '\n\n', '1234')],
  ['below the name of the exercise', `Exercise 4 - questions\n\n${each((l, t) => `${l}. ${t}`, '\n', '1234')}`],
  ['lists inside', each((l, t) => `${l})\n   1. ${t}`, '\n', '1234')],
];

test.each(numbered)('four numbered answers: %s', (_, text) => {
  expect(fractions(text, '1234')).toEqual([1, 1, 1, 1]);
  expect(fractions(text, '1234', 1)).toEqual([0, 0, 0, 0]);
});

const guessed: readonly (readonly [name: string, text: string])[] = [
  ['numbers for letters', each((l, t) => `${l}. ${t}`, '\n', '1234')],
  ['paragraphs', FOUR.join('\n\n')],
  ['bullets', FOUR.map((text) => `- ${text}`).join('\n')],
  ['lines', FOUR.join('\n')],
];

test.each(guessed)('answers without the labels of their questions are left to a person: %s', (_, text) => {
  for (const [i, params] of asked.entries()) {
    const ready = answer.prepare({ question: 'abcd'[i] ?? '', ...params } as never);
    const verdict = answer.judge(ready, documentsOfBlock({ language: 'markdown', text }));
    expect(verdict).toMatchObject({ status: 'met', review: expect.stringContaining('in their order') });
  }
});

test.each([
  ['an unanswered question', 'a) The disk is full.\n\nc) No.', 'd', { order: ['stop', 'clean'] }, 0],
  ['a letter in a sentence', 'See (b) no disk is full\n\na) x', 'b', { names: ['disk is full'] }, 0],
  ['an answer under another heading', 'b)\n\n## Notes\n\nLine 7', 'b', { line: 7 }, 0],
  ['what is said not to be the cause', 'a) The cause is not a full disk.', 'a', { names: ['full disk'] }, 0],
  ['what another thing is preferred to', 'a) A probe, rather than a full disk.', 'a', { names: ['full disk'] }, 0],
  ['what was feared and found', 'a) Not the network but a full disk.', 'a', { names: ['full disk'] }, 1],
  ['what is missing', 'a) The image is not pinned.', 'a', { points: ['pinned'] }, 1],
] as const)('%s', (_, text, question, params, fraction) => {
  const ready = answer.prepare({ question, ...params } as never);
  expect(fractionOf(answer.judge(ready, documentsOfBlock({ language: 'markdown', text })))).toBe(fraction);
});

test.each([
  ['among the lines of other answers', 'a) lines 2 and 4\nb) line 5, line 6\nc) line 16: it runs', 1],
  ['in brackets', 'No (16).', 1],
  ['after a dash', 'No — 16', 1],
  ['in a list of guesses', 'lines 3, 5, 8 and 16', 0],
])('line 16, %s', (_, text, fraction) => {
  const verdict = answer.judge(answer.prepare({ line: 16 }), documentsOfBlock({ language: 'markdown', text }));
  expect(fractionOf(verdict)).toBe(fraction);
});
