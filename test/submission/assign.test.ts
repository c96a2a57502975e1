import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const F = '```';
const worker = `${F}python\nimport broker\nwith broker.transaction() as store:\n    store.save(1)\n    topic.ack(1)\n${F}`;
const client = `${F}python\nimport requests\nrequests.get(url, timeout=5)\n${F}`;
const rules = `${F}yaml\nkind: Deployment\nmetadata:\n  name: a\n${F}`;

describe('text finds its exercise', () => {
  const all = { queue: ['acks early'], http: ['no timeout'], sheet: ['no purpose'] };
  const table: [name: string, text: string, expected: Record<string, string[]>][] = [
    [
      'headings with numbers',
      '## Exercise 1\n\nacks early\n\n## Ejercicio 2: HTTP\n\nno timeout\n\n## Ex. 3\n\nno purpose',
      all,
    ],
    [
      'letters, roman numbers and words',
      '## E1\nacks early\n\n## Question II\nno timeout\n\n## Third exercise\nno purpose',
      all,
    ],
    ['bare numbers', '## 1.\n\nacks early\n\n## 2)\n\nno timeout\n\n## 3 -\n\nno purpose', all],
    [
      'bold lines',
      '**Ejercicio 1**\n\nacks early\n\n**Pregunta 2: cliente**\n\nno timeout\n\n**Exercise 3**\n\nno purpose',
      all,
    ],
    [
      'questions below an exercise',
      '## Exercise 1\n\nacks early\n\n## Exercise 3\n\n### Question 1\n\nno purpose\n\n**Pregunta 2**\n\nno owner\n\nQ3 no dates',
      { queue: ['acks early'], sheet: ['Question 1', 'no purpose', 'Pregunta 2', 'no owner', 'Q3 no dates'] },
    ],
    [
      'questions below the last exercise alone',
      '## Exercise 3\n\nQ1 no purpose\nQ2 no owner',
      { sheet: ['Q1 no purpose\nQ2 no owner'] },
    ],
    [
      'plain lines',
      'Exercise 1:\n\nacks early\n\nExercise 2 - HTTP client\n\nno timeout\n\nExercise 3\n\nno purpose',
      all,
    ],
    [
      'words of the exercises',
      '# My review\n\n## Queue\n\nacks early\n\n## The HTTP client\n\nno timeout\n\n## Data sheet\n\nno purpose',
      all,
    ],
    [
      'names of files',
      '## Review of `worker.py`\n\nacks early\n\n## `client.py`\n\nno timeout\n\n## data_sheet.md\n\nno purpose',
      all,
    ],
    [
      'underlined headings',
      'Exercise 1\n==========\n\nacks early\n\nExercise 2\n----------\n\nno timeout\n\nExercise 3\n---\n\nno purpose',
      all,
    ],
    [
      'a list with an item for each',
      '1. Queue: acks early\n2. HTTP: no timeout\n3. Data sheet: no purpose',
      { queue: ['Queue: acks early'], http: ['HTTP: no timeout'], sheet: ['Data sheet: no purpose'] },
    ],
    ['misspelt titles', 'Excercise 1:\n\nacks early\n\nExercice 2\n\nno timeout\n\n## Ejersicio 3\n\nno purpose', all],
    [
      'one table for all, with a misspelt column',
      '| no | exercice | problem |\n|---|---|---|\n| 1 | 1 | acks early |\n| 2 | 2 | no timeout |\n| 3 | 3 | no purpose |',
      { queue: ['1 | acks early'], http: ['2 | no timeout'], sheet: ['3 | no purpose'] },
    ],
    [
      'one table for all, with a column of names',
      '| where | problem |\n|---|---|\n| `worker.py` | acks early |\n| client.py | no timeout |\n| data sheet | no purpose |',
      all,
    ],
    [
      'one table for all, with a column that says which',
      '| Exercise | Problem |\n|---|---|\n| 1 | acks early |\n| 2 | no timeout |\n| sheet | no purpose |',
      all,
    ],
    [
      'no headings at all, plain words',
      'The worker acks early.\n\nThe client has no timeout.\n\nThe data sheet gives no purpose.',
      {
        queue: ['The worker acks early.'],
        http: ['The client has no timeout.'],
        sheet: ['The data sheet gives no purpose.'],
      },
    ],
    [
      'near miss: numbered remarks are no exercises',
      '## Exercise 1\n\n### 1. acks early\n\n### 2. prints\n\n### Problem 3\n\nloses orders',
      { queue: ['1. acks early', '2. prints', 'Problem 3', 'loses orders'] },
    ],
    [
      'near miss: a heading about another exercise inside one',
      '## Exercise 1\n\n### Client errors\n\nacks early\n\n## Exercise 2\n\nno timeout',
      { queue: ['Client errors', 'acks early'], http: ['no timeout'] },
    ],
    [
      'what comes before the first exercise is no answer',
      '# Exam\n\nName: Ana, group B\n\n## Exercise 2\n\nno timeout',
      { http: ['no timeout'] },
    ],
    [
      "near miss: words above an answer of the student's own naming stay",
      '## Exercise 1\n\n### Problems\n\nacks early\n\n### Answer\n\nstore first',
      { queue: ['Problems', 'acks early', 'store first'] },
    ],
    [
      'near miss: remarks headed like parts of the layout',
      '## Exercise 1\n\n### Context\n\nno order number\n\n### Points\n\nnone stored\n\n## Exercise 2\n\n### Format\n\nno JSON check',
      { queue: ['Context', 'no order number', 'none stored'], http: ['no JSON check'] },
    ],
    [
      'a list above the first heading, about an exercise without one',
      '- the worker has no store for the queue\n\n## Exercise 2\n\nno timeout',
      { queue: ['the worker has no store for the queue'], http: ['no timeout'] },
    ],
    [
      'points at the end are no answer',
      '## Exercise 2\n\nno timeout\n\n## Points\n\nclient 30',
      { http: ['no timeout'] },
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(summary(read(text))).toEqual(expected);
  });

  test('words that speak of nothing in particular go to every exercise', () => {
    expect(Object.keys(summary(read('This is not good enough.')))).toEqual(['queue', 'http', 'sheet']);
  });

  test('a text for one exercise goes there', () => {
    expect(summary(read('This is not good enough.', { exercise: 'http' }))).toEqual({
      http: ['This is not good enough.'],
    });
  });
});

describe('code finds its exercise', () => {
  const table: [name: string, files: Parameters<typeof read>[0], expected: Record<string, string[]>][] = [
    [
      'by the heading',
      `## Exercise 1\n\n${worker}\n\n## Exercise 2\n\n${client}\n\n${rules}`,
      { queue: ['worker(python)@4'], http: ['client(python)@13', 'deployment(yaml)@18'] },
    ],
    ['by its content, against the heading', `## Exercise 2\n\n${worker}`, { queue: ['worker(python)@4'] }],
    [
      'by its content, with no heading',
      `${client}\n\n${worker}`,
      { queue: ['worker(python)@7'], http: ['client(python)@2'] },
    ],
    [
      'by the path in its first line',
      `${F}python\n# client.py\nimport httpx as broker\nx = broker.get(u, timeout=1)\n${F}`,
      { http: ['client(python)@2'] },
    ],
    [
      'by the path in the info string',
      `${F}python title="worker.py"\nsave(1)\nlater(2)\n${F}`,
      { queue: ['worker(python)@2'] },
    ],
    [
      'a program without looks, by the heading',
      `## Exercise 2\n\n${F}\nimport urllib\ndef fetch(url):\n    return urllib.open(url)\n${F}`,
      { http: ['client(python)@4'] },
    ],
    [
      'files by their names',
      { 'worker.py': 'import broker\nwith broker.transaction(): pass\n', 'x/deploy-a.yml': 'kind: Deployment\n' },
      { queue: ['worker(python)@1'], http: ['deployment(yaml)@1'] },
    ],
    [
      'files by their content',
      { 'fixed.py': 'import requests\nrequests.get(u, timeout=5)\n', 'k8s.yml': 'kind: Deployment\n' },
      { http: ['client(python)@1', 'deployment(yaml)@1'] },
    ],
    [
      'reviews by their names',
      { 'ejercicio1.md': 'acks early', 'ex_2.md': 'no timeout', '03-sheet/answer.md': 'no purpose' },
      { queue: ['acks early'], http: ['no timeout'], sheet: ['no purpose'] },
    ],
    [
      'a quote of one line is no corrected file',
      `## Exercise 2\n\n${F}\nrequests.get(url)\n${F}\n\nhas no timeout`,
      { http: ['has no timeout'] },
    ],
    [
      'shell output stays with the words',
      `## Exercise 2\n\n${F}console\n$ pip install requests\n${F}`,
      { http: ['code console'] },
    ],
    [
      'a table that was fenced is read',
      `## Exercise 1\n\n${F}\n| # | Problem |\n|---|---|\n| 1 | acks early |\n${F}`,
      { queue: ['1 | acks early'] },
    ],
    [
      'code in a list',
      `## Exercise 2\n\n1. no timeout:\n   ${F}python\n   import requests\n   requests.get(u, timeout=5)\n   ${F}`,
      { http: ['no timeout:', 'client(python)@5'] },
    ],
  ];
  test.each(table)('%s', (_, files, expected) => {
    expect(summary(read(files))).toEqual(expected);
  });

  test('a map overrules names and content', () => {
    const files = { 'worker.py': 'import requests\nrequests.get(u, timeout=5)\n', 'notes.md': 'no timeout' };
    expect(summary(read(files, { map: { 'worker.py': 'http/client', 'notes.md': 'http' } }))).toEqual({
      http: ['no timeout', 'client(python)@1'],
    });
  });

  test('a file that is nothing of the exam is told, with the way out', () => {
    const { blocked, received } = read({ 'tool.py': 'print(1)\n' });
    expect(blocked).toContain('--map');
    expect(received[0]).toMatchObject({ file: 'tool.py', taken_as: 'ignored' });
  });
});
