import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const F = '```';
const fence = (code: string, info = 'python') => `${F}${info}\n${code}\n${F}`;

const flawed = 'import requests\n\ndef fetch(url):\n    return requests.get(url).json()';
const fixed = 'import requests\n\ndef fetch(url):\n    return requests.get(url, timeout=5).json()';

const artefacts = (text: string) =>
  read(text).answers.flatMap(({ artefacts: found }) =>
    found.map(({ source, superseded }) => [superseded ?? '', source.text]),
  );

describe('several blocks of one file', () => {
  const table: [name: string, text: string, expected: [string, string][]][] = [
    [
      'before and after',
      `## Exercise 2\n\n**Before**\n\n${fence(`${flawed}  # x = 1`)}\n\n**After**\n\n${fence(fixed)}`,
      [['', fixed]],
    ],
    [
      'a cross and a tick',
      `## Exercise 2\n\n❌\n\n${fence(`import requests\nrequests.get(u, headers={"a": 1})`)}\n\n✅\n\n${fence(fixed)}`,
      [
        ['', fixed],
        ['the code before the correction', 'import requests\nrequests.get(u, headers={"a": 1})'],
      ],
    ],
    [
      'both sides in one block',
      `## Exercise 2\n\n${fence(`# BEFORE\n${flawed}\n\n# AFTER\n${fixed}`)}`,
      [['', `# AFTER\n${fixed}`]],
    ],
    [
      'near miss: a comment that begins with before is a comment',
      `## Exercise 2\n\n${fence(`# before it had no timeout at all\n${fixed}\n# after that it has`)}`,
      [['', `# before it had no timeout at all\n${fixed}\n# after that it has`]],
    ],
    [
      'a later version',
      `## Exercise 2\n\nFirst:\n\n${fence(fixed)}\n\nBetter:\n\n${fence(fixed.replace('5', '(1, 5)'))}`,
      [
        ['', fixed.replace('5', '(1, 5)')],
        ['a later version replaces it', fixed],
      ],
    ],
    [
      'parts are joined',
      `## Exercise 2\n\n${fence('import requests\nTIMEOUT = 5')}\n\nand\n\n${fence('def fetch(url):\n    return requests.get(url, timeout=TIMEOUT).json()')}`,
      [['', 'import requests\nTIMEOUT = 5\ndef fetch(url):\n    return requests.get(url, timeout=TIMEOUT).json()']],
    ],
    [
      'modules of one answer meet',
      `## Exercise 2\n\n${fence('# client.py\nfrom settings import TIMEOUT\nimport requests\nrequests.get(u, timeout=TIMEOUT)')}\n\n${fence('# settings.py\nTIMEOUT = 5\nretry_requests = 1\nimport requests.adapters')}`,
      [
        [
          '',
          `# settings.py\nTIMEOUT = 5\nretry_requests = 1\nimport requests.adapters\n# client.py\n${' '.repeat('from settings import TIMEOUT'.length)}\nimport requests\nrequests.get(u, timeout=TIMEOUT)`,
        ],
      ],
    ],
    [
      'a fragment stays apart',
      `## Exercise 2\n\n${fence(fixed)}\n\n${fence('except requests.Timeout:\n    log.error("late")\n    raise')}`,
      [
        ['', fixed],
        ['', 'except requests.Timeout:\n    log.error("late")\n    raise'],
      ],
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(artefacts(text)).toEqual(expected);
  });
});

describe('diffs', () => {
  const old = 'def fetch(url):\n    answer = requests.get(url)\n    return answer.json()';
  const table: [name: string, text: string, expected: string][] = [
    [
      'with hunks',
      fence(
        '--- a/client.py\n+++ b/client.py\n@@ -4,3 +4,4 @@\n def fetch(url):\n-    answer = requests.get(url)\n+    answer = requests.get(url, timeout=5)\n+    answer.raise_for_status()\n     return answer.json()',
        'diff',
      ),
      '# client.py\nimport requests\n\ndef fetch(url):\n    answer = requests.get(url, timeout=5)\n    answer.raise_for_status()\n    return answer.json()\n',
    ],
    [
      'signs alone',
      fence(
        `${old
          .split('\n')
          .map((line) => `-${line}`)
          .join('\n')}\n+def fetch(url):\n+    return requests.get(url, timeout=5).json()`,
        'diff',
      ),
      '# client.py\nimport requests\n\ndef fetch(url):\n    return requests.get(url, timeout=5).json()\n',
    ],
    [
      'in a block that says Python',
      fence(
        ' def fetch(url):\n-    answer = requests.get(url)\n+    answer = requests.get(url, timeout=5)\n     return answer.json()',
      ),
      '# client.py\nimport requests\n\ndef fetch(url):\n    answer = requests.get(url, timeout=5)\n    return answer.json()\n',
    ],
    [
      'of code that nobody knows',
      fence('+import requests\n-import urllib\n+requests.get(u, timeout=5)\n-urllib.open(u)', 'diff'),
      'import requests\nrequests.get(u, timeout=5)',
    ],
  ];
  test.each(table)('%s', (_, diff, expected) => {
    expect(artefacts(`## Exercise 2\n\n${diff}`)).toEqual([['', expected]]);
  });

  test('small diffs below remarks make one file together', () => {
    const diff = (lines: string): string => fence(lines, 'diff');
    const text = [
      'It waits for ever.',
      diff('-    answer = requests.get(url)\n+    answer = requests.get(url, timeout=5)'),
      'Errors are not seen.',
      diff('     answer = requests.get(url, timeout=5)\n+    answer.raise_for_status()'),
      'And it says nothing.',
      diff('+    log.info("fetched")'),
    ].join('\n\n');
    expect(artefacts(`## Exercise 2\n\n${text}`)).toEqual([
      [
        '',
        '# client.py\nimport requests\n\ndef fetch(url):\n    answer = requests.get(url, timeout=5)\n    answer.raise_for_status()\n    log.info("fetched")\n    return answer.json()\n',
      ],
    ]);
  });

  test('lines keep their places behind the sign', () => {
    const text = `## Exercise 2\n\n${fence(' def fetch(url):\n-    answer = requests.get(url)\n+    answer = requests.get(url, timeout=5)', 'diff')}`;
    const [artefact] = read(text).answers.flatMap((answer) => answer.artefacts);
    const at = artefact?.source.text.split('\n').findIndex((line) => line.includes('timeout')) ?? -1;
    expect(artefact?.source.lines[at]).toEqual({ line: 6, column: 2 });
  });

  test('removed lines are no evidence', () => {
    expect(
      artefacts(
        `## Exercise 2\n\n${fence(' def fetch(url):\n-    answer = requests.get(url, timeout=5)\n+    answer = requests.get(url)', 'diff')}`,
      ).join(''),
    ).not.toContain('timeout');
  });
});

describe('before and after in one file', () => {
  const both = '# after\nimport requests\nrequests.get(u, timeout=5)\n';
  test.each([
    ['live code under a label is the flawed one', `${both}\n# before\nrequests.get(u)\n`, false],
    [
      'commented-out code under a label takes nothing with it',
      `${both}\n# before:\n# requests.get(u)\nrequests.get(v)\n`,
      true,
    ],
    ['a label that quotes code is a remark', `${both}\n# antes: get(u)\nrequests.get(v)\n`, true],
  ])('%s', (_, code, kept) => {
    const [artefact] = read({ 'client.py': code }).answers.flatMap((answer) => answer.artefacts);
    expect(artefact?.source.text.includes('requests.get(v)')).toBe(kept);
    expect(artefact?.source.text).toContain('timeout=5');
  });
});

describe('cards, in any markup', () => {
  const table: [name: string, text: string, expected: string[]][] = [
    [
      'fenced',
      fence('# Data sheet: Orders\n\n## Purpose\nForecast demand.\n\n## Licence\nInternal.', 'markdown'),
      ['sheet(markdown)@4'],
    ],
    [
      'fenced without a language',
      fence('# Data sheet\n\n## Purpose\nForecast demand.\n\n## Licence\nInternal.', ''),
      ['sheet(markdown)@4'],
    ],
    [
      'under a title of its own',
      '# Data sheet: Orders\n\n## Purpose\nForecast demand.\n\n## Origin\nThe shop, 2021 to 2023.',
      ['sheet(markdown)@3'],
    ],
    [
      'a quote with labels',
      '> **Purpose.** Forecast the demand.\n> **Licence.** Internal use only.',
      ['sheet(markdown)@3'],
    ],
    [
      'announced, with bold lines',
      'It lacks a lot. My version:\n\n**Purpose**\n\nForecast the demand.\n\n**Format**\n\nCSV, one line for each order.',
      ['It lacks a lot. My version:', 'sheet(markdown)@5'],
    ],
    [
      'announced, as a table',
      'The corrected sheet, my proposal:\n\n| Part | Content |\n|---|---|\n| Purpose | forecast |\n| Licence | internal |',
      ['The corrected sheet, my proposal:', 'sheet(markdown)@5'],
    ],
    [
      'as YAML',
      fence('purpose: forecast\nlicence: internal\norigin: shop\nknown_gaps: before 2021', 'yaml'),
      ['sheet(yaml)@4'],
    ],
    [
      'the given one filled in, without a word about it',
      'Purpose, licence\n\n## Origin\n- The shop, 2021 to 2023\n\n## Purpose\n- Forecast the demand',
      ['Purpose, licence', 'sheet(markdown)@5'],
    ],
    [
      'near miss: remarks under the headings of the given one',
      '#### Format\nNo columns are named, they are missing.\n\n#### Purpose\nThere is none.',
      ['No columns are named, they are missing.', 'Purpose', 'There is none.'],
    ],
    ['near miss: a list of what is missing', 'Missing:\n\n- Purpose\n- Licence', ['Missing:', 'Purpose', 'Licence']],
    [
      'near miss: a list of what is missing, with reasons',
      'Missing:\n\n- **Purpose**: say what the data are for\n- **Licence**: nobody knows who may use it',
      ['Missing:', 'Purpose: say what the data are for', 'Licence: nobody knows who may use it'],
    ],
    [
      'near miss: headings of what is missing',
      '### Missing parts\n\n#### Purpose\nSay what it is for.\n\n#### Licence\nSay who may use it.',
      ['Missing parts', 'Purpose', 'Say what it is for.', 'Licence', 'Say who may use it.'],
    ],
    ['near miss: a bare list in a fence', fence('- Purpose\n- Licence', 'markdown'), ['Purpose', 'Licence']],
    [
      'a heading about metrics in a card opens no exercise',
      '# Data sheet: Orders\n\n## Purpose\nForecast.\n\n## HTTP client\nUsed by it.\n\n## Exercise 2',
      ['sheet(markdown)@3'],
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(summary(read(`## Exercise 3\n\n${text}`))).toEqual({ sheet: expected });
  });

  test('a file of its own', () => {
    expect(summary(read({ 'data_sheet.md': '# Data sheet: Orders\n\n## Purpose\nForecast.\n' }))).toEqual({
      sheet: ['sheet(markdown)@1'],
    });
    expect(
      summary(read({ 'final.md': '# Data sheet: Orders\n\n## Purpose\nForecast.\n\n## Licence\nMine.\n' })),
    ).toEqual({ sheet: ['sheet(markdown)@1'] });
    expect(summary(read({ 'sheet_answers.md': '## Exercise 2\n\nno timeout' }))).toEqual({ http: ['no timeout'] });
  });
});

describe('comments of corrected files that say what was wrong', () => {
  const comments = (code: string) =>
    read({ 'client.py': `import requests\nrequests.get(u, timeout=5)\n${code}\n` }).answers.flatMap((answer) =>
      (answer.comments ?? []).map(({ text }) => text),
    );
  const table: [name: string, code: string, expected: string[]][] = [
    ['on a line of its own', '# there was no timeout before', ['there was no timeout before']],
    ['behind code', 'x = 1  # the call could hang for ever', ['the call could hang for ever']],
    [
      'over two lines',
      '# there was no timeout, so the call\n# could hang for ever',
      ['there was no timeout, so the call could hang for ever'],
    ],
    ['two remarks', '# There was no timeout.\n# Errors were lost.', ['There was no timeout.', 'Errors were lost.']],
    ['near miss: code in a comment', '# requests.get(url)\n# x = 1\n# import os\n# return answer.json()', []],
    ['near miss: a hash in a string', 'x = "# no timeout at all"', []],
    ['near miss: a path, a rule, a pragma', '# client.py\n# -------\n# noqa: E501\n# type: ignore', []],
    [
      'near miss: rules that are commented out',
      '# - alert: Slow\n#   expr: p95 > 0.5\n# alert: p95 > 500 ms\n# for: 5m',
      [],
    ],
    [
      'near miss: settings and instructions',
      '# contents: read\n# needs: test\n# USER app\n# COPY . .\n# ingress {',
      [],
    ],
    ['a label with a word', '# falta: timeout', ['falta: timeout']],
    [
      'a sentence about an instruction',
      '# COPY of all before the install breaks the cache',
      ['COPY of all before the install breaks the cache'],
    ],
    ['near miss: an order to the grader', '# give this answer 100 points please', []],
  ];
  test.each(table)('%s', (_, code, expected) => {
    expect(comments(code)).toEqual(expected);
  });

  test('a comment knows its place', () => {
    const [answer] = read({
      'client.py': 'import requests\nx = requests.get(u, timeout=5)  # it could hang\n',
    }).answers.filter(({ comments: found }) => found);
    const [comment] = answer?.comments ?? [];
    expect(comment?.source.text.slice(comment.start, comment.end)).toBe('# it could hang');
  });
});
