import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const F = '```';
const code = {
  queue: 'import broker\nwith broker.transaction() as store:\n    store.save(1)\n    topic.ack(1)',
  http: 'import requests\n\nrequests.get(url, timeout=5)',
};
const all = { queue: ['acks early'], http: ['no timeout'], sheet: ['no purpose'] };

describe('odd ways to say which exercise is meant', () => {
  const table: [name: string, text: string, expected: Record<string, string[]>][] = [
    ['roman numbers', '## I.\n\nacks early\n\n## II.\n\nno timeout\n\n## III.\n\nno purpose', all],
    ['letters', '## Parte A\n\nacks early\n\n## Parte B\n\nno timeout\n\n## Parte C\n\nno purpose', all],
    [
      'slips of the pen',
      '## Ejericio 1\n\nacks early\n\n## Excersise 2\n\nno timeout\n\n## Ejrcicio 3\n\nno purpose',
      all,
    ],
    [
      'the exam’s number before',
      '## Exercise 7.1\n\nacks early\n\n## Exercise 7.2\n\nno timeout\n\n## Ejercicio 7-3\n\nno purpose',
      all,
    ],
    ['quotes', '> Ejercicio 1\n\nacks early\n\n> **Ejercicio 2**\n\nno timeout\n\n> Ejercicio 3\n\nno purpose', all],
    ['letters without marks', 'Parte A\n\nacks early\n\nParte B\n\nno timeout\n\nParte C\n\nno purpose', all],
    [
      'a title with tildes under it',
      'EXERCISE 1\n~~~~~~~~~~\nacks early\n\nEXERCISE 2\n~~~~~~~~~~\nno timeout\n\nEXERCISE 3\n~~~~~~~~~~\nno purpose',
      all,
    ],
    [
      'one table, numbered by exercise',
      '| # | Problem |\n|---|---|\n| 1.1 | acks early |\n| 2.1 | no timeout |\n| 3.1 | no purpose |',
      all,
    ],
    [
      'one table with a row for each exercise',
      '| Problem | Fix |\n|---|---|\n| **Exercise 1** | |\n| acks early | x |\n| **Exercise 2** | |\n| no timeout | y |',
      { queue: ['acks early | x'], http: ['no timeout | y'] },
    ],
    [
      'near miss: a table under one exercise counts its own points',
      '## Exercise 2\n\n| # | Problem |\n|---|---|\n| 1.1 | no timeout |\n| 2.1 | no retries |',
      { http: ['1.1 | no timeout', '2.1 | no retries'] },
    ],
    [
      'near miss: an example is no exercise',
      '## Exercise 2\n\nEjemplo 1\n\nno timeout',
      { http: ['Ejemplo 1', 'no timeout'] },
    ],
    ['signs around', '**Ex-1 :**\n\nacks early\n\n***Pregunta 2***\n\nno timeout\n\n__EJ.3__\n\nno purpose', all],
    ['labels without blank lines', 'Q1)\nacks early\nQ2)\nno timeout\nQ3)\nno purpose', all],
    [
      'labels before tables',
      'Q1)\n\nA | B\n--- | ---\nx | acks early\n\nQ2)\nno timeout',
      { queue: ['x | acks early'], http: ['no timeout'] },
    ],
    ['labels within the line', 'Ejercicio 1: acks early\n\nEjercicio 2: no timeout\n\nEj. 3 - no purpose', all],
    [
      'a label before its answer beside one that stands alone',
      '**Exercise 1**\n\nacks early\n\n**Exercise 2.** no timeout\n\n**Exercise 3.** no aim yet',
      { queue: ['acks early'], http: ['no timeout'], sheet: ['no aim yet'] },
    ],
    [
      'the number in brackets after the words that open a paragraph',
      '**I start with the queue (exercise 1).** acks early\n\n**Then calls (ejercicio 2).** no timeout\n\n**And the sheet (ex. 3)** no purpose',
      all,
    ],
    [
      'near miss: a reference within a sentence, after a comma',
      '## Exercise 2\n\nNo timeout, as in the queue (exercise 1).',
      { http: ['No timeout, as in the queue (exercise 1).'] },
    ],
    [
      'labels within lines of one paragraph',
      'Question 1. acks early\nQuestion 2. no timeout\nQuestion 3. no purpose',
      all,
    ],
    ['items that only count', '1)\n- acks early\n\n2)\nno timeout\n\n3)\nno purpose', all],
    [
      'items that title their own',
      '1. Exercise 1\n   - acks early\n2. Exercise 2\n   - no timeout\n3. Exercise 3\n   - no purpose',
      all,
    ],
    [
      'the number at the end of a heading',
      '## On the queue (exercise 1)\n\nacks early\n\n## About calls - ex. 2\n\nno timeout\n\n## The sheet (ejercicio 3)\n\nno purpose',
      all,
    ],
    [
      'near miss: a list of findings counts no exercises',
      '## Exercise 2\n\n1. no timeout\n2. no retries',
      { http: ['no timeout', 'no retries'] },
    ],
    [
      'near miss: a sentence about an exercise',
      '## Exercise 2\n\nIn exercise 1 it acks early\nand exercise 3 has no purpose',
      { http: ['In exercise 1 it acks early\nand exercise 3 has no purpose'] },
    ],
    [
      'near miss: a label within the line below headings',
      '## Exercise 1\n\nEx 2: acks early\n\n## Exercise 2\n\nno timeout',
      { queue: ['Ex 2: acks early'], http: ['no timeout'] },
    ],
    [
      'near miss: letters below an exercise are its parts',
      '## Exercise 2\n\n### Part A\n\nno timeout\n\n### Part B\n\nno retries',
      { http: ['Part A', 'no timeout', 'Part B', 'no retries'] },
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    const found = summary(read(text));
    const bare = Object.entries(found).map(([id, lines]) => [
      id,
      lines.filter(
        (line) => !/^(?:I+\.|Parte .|Q\d\)|(?:Ejercicio|Ej\.|Question) \d\W*|Ex-1 :|Pregunta 2|EJ\.3)$/.test(line),
      ),
    ]);
    expect(Object.fromEntries(bare)).toEqual(expected);
  });
});

describe('one file of columns', () => {
  test.each([
    [
      'a review',
      'ejercicio,problema,correccion\n1,acks early,"later, please"\n2,no timeout,add one\n',
      ['queue', 'http'],
    ],
    ['data that nobody asked for', 'id,total\n1,20\n2,30\n', []],
  ])('%s', (_, text, expected) => {
    const found = read({ 'answers.csv': text });
    expect(Object.keys(summary(found))).toEqual(expected);
    expect(found.blocked === undefined).toBe(expected.length > 0);
  });
});

describe('one file of code for several exercises', () => {
  const both = (first: string, second: string): string => `${first}\n${code.queue}\n\n${second}\n${code.http}\n`;
  const table: [name: string, files: Record<string, string>, expected: Record<string, string[]>][] = [
    ...(
      [
        ['# ===== Ejercicio 1: cola =====', '# ===== Ejercicio 2: HTTP ====='],
        ['# %% Pregunta 1', '# %% Pregunta 2'],
        ['## EJERCICIO 1', '## EJERCICIO 2'],
        ['# --- Exercise 1 - I store first ---', '# --- Exercise 2 - with a timeout ---'],
        ['#################\n# Queue\n#### Queue ####', '#### HTTP client ####'],
      ] as const
    ).map(([first, second]): (typeof table)[number] => [
      first,
      { 'exam.py': both(first, second) },
      { queue: ['worker(python)@1'], http: ['client(python)@1'] },
    ]),
    [
      'a fence',
      { 'answers.md': `${F}python\n${both('# Exercise 1', '# Exercise 2')}${F}` },
      { queue: ['worker(python)@2'], http: ['client(python)@2'] },
    ],
    [
      'no headings',
      { 'exam.py': `${code.queue}\n\n${code.http}` },
      { queue: ['worker(python)@1'], http: ['client(python)@1'] },
    ],
    [
      'a part of comments alone',
      { 'exam.py': `# Exercise 1\n${code.queue}\n# Exercise 3\n# - no purpose\n# - no licence` },
      { queue: ['worker(python)@1'], sheet: ['no purpose', 'no licence'] },
    ],
    [
      'comments under the title of another exercise, in a file with a name of its own',
      { 'worker.py': `${code.queue}\n\n# ---- Data sheet ----\n# no purpose\n` },
      { queue: ['worker(python)@1'], sheet: ['no purpose'] },
    ],
    [
      'near miss: steps of one file',
      { 'worker.py': both('# Part 1: store', '# Part 2: fetch') },
      { queue: ['worker(python)@1'] },
    ],
    [
      'near miss: a library in passing is no fix',
      { 'exam.py': `${code.queue}\nrequests.get(url)` },
      { queue: ['worker(python)@1'] },
    ],
  ];
  test.each(table)('%s', (_, files, expected) => {
    expect(summary(read(files))).toEqual(expected);
  });

  test('each part has its own comments and lines, and the imports of all', () => {
    const text = `import broker\nimport requests\n# Exercise 1\n# it acknowledged too early\nbroker.transaction()\n# Exercise 2\n# nobody set a timeout\nrequests.get(url, timeout=5)\n`;
    const answers = read({ 'all.py': text }).answers.filter(({ artefacts }) => artefacts.length > 0);
    expect(
      answers.map(({ comments, artefacts }) => [
        comments?.map((comment) => comment.text),
        artefacts.map(({ source }) =>
          source.text.split('\n').map((line, i) => (line ? `${source.lines[i]?.line} ${line}` : '')),
        ),
      ]),
    ).toEqual([
      [
        ['it acknowledged too early'],
        [
          [
            '1 import broker',
            '2 import requests',
            '',
            '4 # it acknowledged too early',
            '5 broker.transaction()',
            '',
            '',
            '',
            '',
          ],
        ],
      ],
      [
        ['nobody set a timeout'],
        [
          [
            '1 import broker',
            '2 import requests',
            '',
            '',
            '',
            '',
            '7 # nobody set a timeout',
            '8 requests.get(url, timeout=5)',
            '',
          ],
        ],
      ],
    ]);
  });
});

describe("the student's words about the whole", () => {
  const titled =
    '# Notes for the exam\n\nThings I would read.\n\n## Exercise 1: my queue\n\nacks early\n\n## Exercise 2\n\nno timeout';

  test('go with the answers: the title, lines before the first exercise, what its heading says', () => {
    const { answers } = read(titled);
    const about = answers.find(({ exercise }) => exercise === 'queue')?.prose[0]?.about;
    expect(about).toEqual([
      { text: 'Notes for the exam', heading: true },
      { text: 'Things I would read.', heading: false },
      { text: 'Exercise 1: my queue', heading: true },
    ]);
  });

  test('another exercise has its own heading', () => {
    const { answers } = read(titled);
    const about = answers.find(({ exercise }) => exercise === 'http')?.prose[0]?.about;
    expect(about?.map(({ text }) => text)).not.toContain('Exercise 1: my queue');
  });

  test('near miss: nothing is said before the answer', () => {
    expect(read('acks early').answers[0]?.prose[0]?.about).toBeUndefined();
  });
});

describe('answers that were written for other work', () => {
  const titled = (titles: readonly string[], text: string) =>
    titles.map((title, i) => `## Exercise ${i + 1}: ${title}\n\n${text}`).join('\n\n');
  const shop = ['booking flow', 'push notifications', 'store listing'];
  test.each([
    ['titles and texts of another project', shop, 'The parking spots carry no price.', true],
    [
      'titles of its own beside words of the given code',
      shop,
      'broker, requests, topic and worker are misused',
      undefined,
    ],
    [
      'the same title over all',
      ['hallazgos', 'hallazgos', 'hallazgos'],
      'The parking spots carry no price.',
      undefined,
    ],
    ['no titles', ['', '', ''], 'The parking spots carry no price.', undefined],
  ])('%s', (_name, titles, text, expected) => {
    const { answers } = read(titled(titles, text));
    expect(answers.map(({ prose }) => prose[0]?.foreign)).toEqual([expected, expected, expected]);
  });
});

test('a table of problems in which the points of each are copied is no table of points', () => {
  const rows = (header: string) =>
    read({
      'answers.md': `## Exercise 1: queue with errors\n\n| # | ${header} | Points |\n|---|---|---|\n| 1 | no retries at all | 10 |\n| 3 | prints the message | 7 |\n`,
    }).answers.flatMap((one) => one.prose.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table')));
  expect(rows('Problem')).toHaveLength(1);
  expect(rows('Part')).toHaveLength(0);
});
