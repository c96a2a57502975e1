import { describe, expect, test } from 'vitest';
import { exam, givenClient, givenSheet, givenWorker, read, solutionText, statementText, summary } from './exam.js';

const F = '```';

/** The same exam printed in other words, with other names. */
const otherEdition = `# Second sitting

You have one hour. Read each part slowly, nothing is executed.

## Part 1. The worker (40 pts)

#### What the team wrote

A colleague put this together. No test was ever written, find out what is wrong with it.

${F}python
# consume.py
import broker

q = broker.connect("tickets")

def on_ticket(ticket):
    print("received", ticket)
    q.ack(ticket)
${F}

#### Write your answer here

| No. | Fault | Remedy |
|---|---|---|
| 1 | | |

## Part 2. The client (30 pts)

#### What the team wrote

${F}python
import requests

def load(address):
    reply = requests.get(address)
    return reply.json()
${F}

#### Write your answer here

List every fault that you see, and say how you would mend it.

## Part 3. The sheet (30 pts)

#### What the team wrote

${F}markdown
# Data sheet: Tickets

## Origin
- Written by the hotline

## Format
- JSON lines
${F}

#### Write your answer here

Which parts are not there?

## Marks

| Part | Marks |
|---|---|
| Worker | 40 |
| Client | 30 |
| Sheet | 30 |
| Total | 100 |
`;

describe('what the exam itself says is no answer', () => {
  const table: [name: string, files: Parameters<typeof read>[0]][] = [
    ['the untouched exam', statementText],
    ['the untouched exam with Windows line ends and a mark', `\ufeff${statementText.replaceAll('\n', '\r\n')}`],
    [
      'the untouched exam in another order',
      statementText
        .split(/(?=^## )/m)
        .toReversed()
        .join('\n'),
    ],
    ['another edition in other words', otherEdition],
    ['another edition without headings for the answers', otherEdition.replace(/#### .*\n/g, '')],
    ['the given files', { 'worker.py': givenWorker, 'client.py': givenClient, 'data_sheet.md': givenSheet }],
    [
      'the given code again, formatted otherwise',
      `## Exercise 1\n\n${F}python\nimport broker\n\ntopic = broker.connect('orders') # the queue\ndef handle(msg):\n  print("got", msg)\n\n\n  topic.ack(msg)\n${F}`,
    ],
    ['the given code again under no heading', `${F}python\n${givenClient}${F}\n\n${F}py\n${givenWorker}${F}`],
    [
      'a prompt moved and emphasised',
      '## Exercise 1\n\n> **This worker** takes the orders from a *queue* and prints every one of them to the console.\n\n- Which important sections does the sheet lack?',
    ],
    [
      'a prompt with a word changed',
      '## Exercise 1\n\nThis worker takes the orders from a queue and prints every one of these to the console.',
    ],
    [
      'the solution in its fold',
      `${statementText}\n\n<details>\n<summary>See the solution</summary>\n\n${solutionText}\n</details>`,
    ],
    [
      'the solution in a fold with another name',
      `## Exercise 1\n\n<details><summary>Click</summary>\n\n${solutionText}\n</details>`,
    ],
  ];
  test.each(table)('%s', (_, files) => {
    expect(summary(read(files))).toEqual({});
  });

  test('the exam of the package, in both languages', async () => {
    const { loadExam } = await import('../../src/rubric/load.js');
    const real = loadExam('hito-5');
    for (const { file, text } of real.given)
      expect([file, summary(read({ [file]: text }, {}, real))]).toEqual([file, {}]);
  });
});

describe("the student's own words stay", () => {
  const table: [name: string, text: string, expected: Record<string, string[]>][] = [
    [
      'beside the untouched exam',
      statementText
        .replace('|   |         |     |', '| 1 | acked too early | store first |')
        .replace('Which important', 'No purpose is given.\n\nWhich important'),
      { queue: ['1 | acked too early | store first'], sheet: ['No purpose is given.'] },
    ],
    [
      'right behind a question',
      '## Exercise 2\n\nWhat would you change before this client goes to production? I would set a timeout.',
      { http: ['I would set a timeout.'] },
    ],
    [
      "behind another edition's question",
      otherEdition.replace('Which parts are not there?', 'Which parts are not there? The purpose and the licence.'),
      { sheet: ['The purpose and the licence.'] },
    ],
    [
      'a remark that quotes the code',
      '## Exercise 1\n\n- `print("got", message)` writes the whole order to the console',
      { queue: ['print("got", message) writes the whole order to the console'] },
    ],
    [
      "near miss: a question of the student's own further down",
      '## Exercise 2\n\n- no timeout\n\nAnd who retries?',
      { http: ['no timeout', 'And who retries?'] },
    ],
    [
      'the code corrected in place',
      statementText.replace(
        '    topic.ack(message)\n',
        '    with broker.transaction() as store:\n        store.save(message)\n    topic.ack(message)\n',
      ),
      { queue: ['worker(python)@10'] },
    ],
    [
      "another edition's code corrected in place",
      otherEdition.replace('requests.get(address)', 'requests.get(address, timeout=3)'),
      { http: ['client(python)@33'] },
    ],
    [
      'the official solution outside its fold',
      solutionText.slice(0, solutionText.indexOf(F)),
      {
        queue: [
          '1 | The message is acknowledged before anything is stored | Store first and call ack at the end',
          "2 | Every order is printed with the customer's address in it | Log the order's number and nothing else",
        ],
      },
    ],
    [
      'in a fold of their own',
      '## Exercise 1\n\n<details><summary>My answer</summary>\n\n- acked too early\n\n</details>',
      { queue: ['acked too early'] },
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(summary(read(text))).toEqual(expected);
  });

  test('a copy of the solution is credited and flagged, own words are not flagged', () => {
    const kinds = (text: string) => read(text).flags.map(({ kind }) => kind);
    expect(kinds(solutionText)).toContain('copy-of-solution');
    const rows =
      "| The message is acknowledged before anything is stored | Store it first |\n| All is printed | Log the order's number and nothing else |";
    expect(kinds(`## Exercise 1\n\n| Problem | Fix |\n|---|---|\n${rows}`)).toEqual([]);
    expect(kinds('## Exercise 1\n\n- The message is acknowledged much too early, before it was saved')).toEqual([]);
  });

  const edits: [name: string, code: string][] = [
    ['a word of a line', givenWorker.replace('print("got", message)', 'print("got", message.number)')],
    ['a text alone', givenWorker.replace('"got"', '"order"')],
    ['a line taken out', givenWorker.replace('    print("got", message)\n', '')],
  ];
  test.each(edits)('a corrected file differs from the given one by %s', (_, code) => {
    const kept = (files: Parameters<typeof read>[0]) =>
      read(files).answers.flatMap(({ artefacts }) => artefacts.map(({ source }) => source.text));
    expect(kept({ 'worker.py': code })).toEqual([code]);
    expect(kept({ 'worker.py': givenWorker })).toEqual([]);
    expect(kept(`## Exercise 1\n\n**Corrected**\n\n${F}python\n${code}${F}`)).toHaveLength(1);
  });

  test('what was taken for what is told for every part', () => {
    const { received } = read(statementText);
    expect(received.length).toBeGreaterThan(10);
    expect(new Set(received.map(({ taken_as }) => taken_as))).toEqual(new Set(['exam text']));
    expect(exam.given.length).toBe(4);
  });
});
