import type { Block } from '../../src/model/document.js';
import type { Exam, Exercise, Rubric } from '../../src/model/rubric.js';
import type { Submission } from '../../src/model/submission.js';
import type { ReadOptions } from '../../src/submission/index.js';
import { submissionOf } from '../../src/submission/index.js';

const FENCE = '```';

/** A small exam of our own: a queue worker, an HTTP client with its deployment, a sheet about data. */
export const givenWorker = `# worker.py
import broker

topic = broker.connect("orders")

def handle(message):
    print("got", message)
    topic.ack(message)
`;

export const givenClient = `# client.py
import requests

def fetch(url):
    answer = requests.get(url)
    return answer.json()
`;

export const givenSheet = `# Data sheet: Orders

## Origin
- Collected by the shop

## Format
- CSV files
`;

const statement = (answer: string, prompts: readonly [string, string, string]) => `# Queue exam

Take your time: forty minutes, and sixty points are enough to pass this exam.

## Exercise 1: queue with errors (40 points)

${prompts[0]}

${FENCE}python
${givenWorker}${FENCE}

### ${answer}

| # | Problem | Fix |
|---|---------|-----|
|   |         |     |

## Exercise 2: HTTP client (30 points)

${FENCE}python
${givenClient}${FENCE}

### ${answer}

${prompts[1]}

## Exercise 3: incomplete data sheet (30 points)

${FENCE}${FENCE.slice(0, 1)}markdown
${givenSheet}${FENCE}${FENCE.slice(0, 1)}

### ${answer}

${prompts[2]}

## Points

| Exercise | Points |
|---|---|
| Queue | 40 |
| Client | 30 |
| Sheet | 30 |
`;

export const statementText = statement('Your answer', [
  'This worker takes the orders from a queue and prints every one of them to the console.',
  'What would you change before this client goes to production?',
  'Which important sections does the sheet lack?',
]);

export const solutionText = `## Exercise 1: queue with errors

| # | Problem | Fix |
|---|---------|-----|
| 1 | The message is acknowledged before anything is stored | Store first and call ack at the end |
| 2 | Every order is printed with the customer's address in it | Log the order's number and nothing else |

${FENCE}python
# worker.py
import broker
import logging

log = logging.getLogger("worker")

def handle(message):
    with broker.transaction() as store:
        store.save(message)
        log.info("order %s", message.number)
    topic.ack(message)
${FENCE}

## Exercise 2: HTTP client

${FENCE}python
# client.py
import requests

def fetch(url):
    answer = requests.get(url, timeout=5)
    answer.raise_for_status()
    return answer.json()
${FENCE}

${FENCE}yaml
kind: Deployment
metadata:
  name: client
${FENCE}

## Exercise 3: incomplete data sheet

${FENCE}markdown
# Data sheet: Orders

## Purpose
Train the demand forecast.

## Licence
Internal use only.

## Known gaps
No orders before 2021.
${FENCE}
`;

export const exam: Exam = {
  id: 'queue',
  title: { es: 'Examen de colas', en: 'Queue exam' },
  language: 'en',
  duration: { minimum: 40, maximum: 40 },
  passMark: 6000,
  exercises: [
    exercise(
      'queue',
      'Cola con errores',
      'Queue with errors',
      ['queue', 'cola', 'worker'],
      [
        {
          id: 'worker',
          language: 'python',
          files: ['worker.py', 'work*.py'],
          looksLike: ['\\bbroker\\b', '\\.ack\\('],
        },
      ],
    ),
    exercise(
      'http',
      'Cliente HTTP',
      'HTTP client',
      ['http', 'client', 'cliente'],
      [
        { id: 'client', language: 'python', files: ['client.py'], looksLike: ['\\b(requests|httpx)\\b'] },
        { id: 'deployment', language: 'yaml', files: ['deploy*.yml'], looksLike: ['kind:\\s*Deployment'] },
      ],
    ),
    exercise(
      'sheet',
      'Ficha de datos incompleta',
      'Incomplete data sheet',
      ['data sheet', 'sheet', 'ficha'],
      [
        {
          id: 'sheet',
          language: 'markdown',
          files: ['data_sheet.md', '*sheet*.md'],
          looksLike: ['(?i)data sheet', '(?i)known gaps|licence'],
        },
      ],
    ),
  ],
  given: [
    { file: 'exam.md', text: statementText },
    { file: 'worker.py', text: givenWorker },
    { file: 'client.py', text: givenClient },
    { file: 'data_sheet.md', text: givenSheet },
  ],
  solutions: [{ file: 'solution.md', text: solutionText }],
  rubric: { version: '1.0.0', digest: 'x' },
};

type Kind = {
  readonly id: string;
  readonly language: string;
  readonly files: readonly string[];
  readonly looksLike: readonly string[];
};

function exercise(id: string, es: string, en: string, keywords: readonly string[], kinds: readonly Kind[]): Exercise {
  const rubric: Rubric = {
    file: `${id}.yaml`,
    exercise: id,
    version: '1.0.0',
    title: { es, en },
    points: 100,
    artefacts: kinds.map((kind) => ({ ...kind, title: { es: kind.id, en: kind.id } })),
    shares: { found: 1 },
    words: { alone: 1, besideArtefact: 0.5 },
    adjacentSeverity: 0.5,
    review: { stance: 'finding', extras: [], concepts: {} },
    criteria: [],
    advice: [],
  };
  return { id, title: { es, en }, keywords, rubric };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads files that are given as text, or one answers.md. */
export function read(
  files: string | Readonly<Record<string, string | Uint8Array>>,
  options: ReadOptions = {},
  of: Exam = exam,
): Submission {
  const named = typeof files === 'string' ? { 'answers.md': files } : files;
  return submissionOf(
    {
      name: 'ana',
      files: Object.entries(named).map(([name, text]) => ({
        name,
        bytes: typeof text === 'string' ? bytes(text) : text,
      })),
    },
    of,
    options,
  );
}

/** What was understood: prose and artefacts by exercise, as short lines; exercises with nothing are left out. */
export function summary(submission: Submission): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  for (const { exercise: id, prose, artefacts } of submission.answers) {
    const lines = [
      ...prose.flatMap(({ blocks }) => blocks.flatMap(words)),
      ...artefacts.map(
        ({ id: kind, language, superseded, source }) =>
          `${superseded ? 'superseded ' : ''}${kind}(${language})@${source.lines[0]?.line}`,
      ),
    ];
    if (lines.length > 0) out[id] = lines;
  }
  return out;
}

function words(block: Block): string[] {
  if (block.kind === 'table') return block.rows.map((row) => row.cells.map((cell) => cell.text).join(' | '));
  if (block.kind === 'code') return [`code ${block.info}`];
  const own = 'text' in block && block.text.text !== '' ? [block.text.text] : [];
  return [...own, ...('children' in block ? block.children.flatMap(words) : [])];
}
