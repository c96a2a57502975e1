import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const cell = (cell_type: string, source: unknown, more: object = {}) => ({ cell_type, metadata: {}, source, ...more });
const notebook = (...cells: object[]) =>
  JSON.stringify({ cells, metadata: { authors: ['no timeout'] }, nbformat: 4, nbformat_minor: 5 }, null, 1);
const readBook = (text: string) => read({ 'answers.ipynb': text });

describe('notebooks', () => {
  const table: [name: string, text: string, expected: Record<string, string[]>][] = [
    [
      'text and code, in lists of lines',
      notebook(
        cell('markdown', ['## Exercise 1\n', '\n', 'acks early']),
        cell('code', ['import broker\n', 'with broker.transaction():\n', '    pass'], { outputs: [] }),
      ),
      { queue: ['acks early', 'worker(python)@16'] },
    ],
    ['text in one string', notebook(cell('markdown', '## Exercise 1\n\nacks early')), { queue: ['acks early'] }],
    [
      'the exercise goes on over cells',
      notebook(
        cell('markdown', '# Exercise 1'),
        cell('markdown', 'acks early'),
        cell('markdown', '# Exercise 2'),
        cell('markdown', 'no timeout'),
      ),
      { queue: ['acks early'], http: ['no timeout'] },
    ],
    [
      'a script over several cells is one',
      notebook(
        cell('markdown', '# Exercise 2'),
        cell('code', 'import requests\nT = 5'),
        cell('code', 'requests.get(u, timeout=T)'),
      ),
      { http: ['client(python)@11'] },
    ],
    [
      'the old format',
      JSON.stringify(
        {
          nbformat: 3,
          worksheets: [
            {
              cells: [
                { cell_type: 'markdown', source: '# Exercise 1\n\nacks early' },
                { cell_type: 'code', input: ['import broker\n', 'broker.transaction()'] },
              ],
            },
          ],
        },
        null,
        1,
      ),
      { queue: ['acks early', 'worker(python)@13'] },
    ],
    [
      'on one line',
      JSON.stringify({ cells: [cell('markdown', '# Exercise 1\n\nacks early')] }),
      { queue: ['acks early'] },
    ],
    [
      'escapes',
      notebook(cell('markdown', '# Exercise 1\n\n"acks" early\u00f1 \\ \u{1f534}')),
      { queue: ['"acks" earlyñ \\ 🔴'] },
    ],
    [
      'a missing or odd source',
      notebook(
        cell('markdown', null),
        cell('markdown', 7),
        cell('markdown', [['x']]),
        cell('markdown', '# Exercise 1\n\nacks early'),
      ),
      { queue: ['acks early'] },
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(summary(readBook(text))).toEqual(expected);
  });

  const head = cell('markdown', '# Exercise 2\n\nno retry');
  const silent: [name: string, other: object][] = [
    [
      'outputs',
      cell('code', 'x = 1', {
        outputs: [
          { output_type: 'stream', text: ['requests.get(u, timeout=5)'], source: 'requests.get(u, timeout=5)' },
        ],
      }),
    ],
    ['raw cells', cell('raw', 'import requests\nrequests.get(u, timeout=5)')],
    ['attachments', cell('markdown', '', { attachments: { a: { 'text/plain': 'no timeout' } } })],
    ['metadata', cell('markdown', '', { metadata: { source: 'no timeout' } })],
    ['a cell that is never run as Python', cell('code', '%%script false\nimport requests\nrequests.get(u, timeout=5)')],
    [
      'a cell that is written to a file',
      cell('code', '%%writefile client.py\nimport requests\nrequests.get(u, timeout=5)'),
    ],
    ['a cell of HTML', cell('code', '%%html\nno timeout')],
  ];
  test.each(silent)('%s are no evidence', (_, other) => {
    expect(summary(readBook(notebook(head, other))).http?.[0]).toBe('no retry');
    expect(JSON.stringify(summary(readBook(notebook(head, other))))).not.toMatch(/client\(|timeout/);
  });

  test('a timed cell is code, line magics are blanks', () => {
    const [artefact] = readBook(
      notebook(head, cell('code', 'import requests\n%matplotlib inline\n!pip install x\nrequests.get(u, timeout=5)')),
    ).answers.flatMap((answer) => answer.artefacts);
    expect(artefact?.source.text.split('\n').map((line) => line.trim())).toEqual([
      'import requests',
      '',
      '',
      'requests.get(u, timeout=5)',
    ]);
  });

  test('each line knows its place in the file', () => {
    const text = notebook(cell('markdown', ['# Exercise 1\n', 'acks early']));
    const [prose] = readBook(text).answers.flatMap((answer) => answer.prose);
    const line = text.split('\n').findIndex((one) => one.includes('acks')) + 1;
    expect(prose?.source.lines[1]?.line).toBe(line);
  });

  const broken: [name: string, text: string][] = [
    ['cut off', notebook(head).slice(0, -60)],
    [
      'nested without end',
      `{"cells":[{"cell_type":"markdown","source":"# Exercise 2\\n\\nno retry"}],"x":${'['.repeat(100_000)}`,
    ],
    [
      'keys that are no keys',
      `{"__proto__":{"a":1},"cells":[{"cell_type":"markdown","source":"# Exercise 2\\n\\nno retry","constructor":{"prototype":1}}]}`,
    ],
  ];
  test.each(broken)('%s: what was read counts', (_, text) => {
    expect(summary(readBook(text))).toEqual({ http: ['no retry'] });
  });
});
