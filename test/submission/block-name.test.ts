import { describe, expect, test } from 'vitest';
import type { ArtefactKind } from '../../src/model/rubric.js';
import { loadExam } from '../../src/rubric/load.js';
import { submissionOf } from '../../src/submission/read.js';

const base = loadExam('hito-4');
const [first, ...rest] = base.exercises;
const kind = (id: string, language: string, files: string[]): ArtefactKind => ({
  ...first!.rubric.artefacts[0]!,
  id,
  language,
  files,
  looksLike: [],
});
const exam = {
  ...base,
  exercises: [
    {
      ...first!,
      rubric: {
        ...first!.rubric,
        artefacts: [
          kind('requirements', 'text', ['requirements.txt']),
          kind('ignore', 'text', ['.gitignore']),
          kind('make', 'text', ['Makefile']),
          kind('script', 'python', ['clean.py']),
        ],
      },
    },
    ...rest,
  ],
  rubric: { version: '1', digest: 'names of blocks' },
};

/** What the blocks of an answer to the first exercise are taken for, with how each starts. */
const taken = (answer: string): string[] =>
  submissionOf(
    { name: 'x', files: [{ name: 'answers.md', bytes: Buffer.from(`## Exercise 1\n\n${answer}\n`) }] },
    exam,
  ).answers.flatMap((one) =>
    one.artefacts.map((artefact) => `${artefact.id}: ${artefact.source.text.split('\n')[0] ?? ''}`),
  );

describe('a block is the file that its name says', () => {
  const pins = 'pandas==2.0.3\nnumpy==1.24.0';
  const table: [name: string, answer: string, expected: string[]][] = [
    ['code above a text fence', `\`requirements.txt\`\n\n\`\`\`text\n${pins}\n\`\`\``, ['requirements: pandas==2.0.3']],
    ['bold above', `**.gitignore**\n\n\`\`\`\nvenv/\n*.pkl\n\`\`\``, ['ignore: venv/']],
    ['a heading above', `### .gitignore\n\n\`\`\`\n- venv/\n*.pkl\n\`\`\``, ['ignore: - venv/']],
    ['a sentence above', `Este sería el nuevo .gitignore:\n\n\`\`\`\nvenv/\n\`\`\``, ['ignore: venv/']],
    ['a comment', '```text\n# .gitignore\nvenv/\ndata/\n```', ['ignore: # .gitignore']],
    [
      'a comment that says it is a file',
      `\`\`\`\n# file: requirements.txt\n${pins}\n\`\`\``,
      ['requirements: # file: requirements.txt'],
    ],
    ['the info string', '```gitignore title=".gitignore"\nvenv/\n```', ['ignore: venv/']],
    ['a name without an ending', '```\n# Makefile\nall:\n\techo hi\n```', ['make: # Makefile']],
    [
      'a fence that is called Python',
      `\`requirements.txt\`\n\n\`\`\`python\n${pins}\n\`\`\``,
      ['requirements: pandas==2.0.3'],
    ],
    [
      'two files, one after the other',
      `\`requirements.txt\`\n\n\`\`\`text\n${pins}\n\`\`\`\n\n\`.gitignore\`\n\n\`\`\`text\nvenv/\n\`\`\``,
      ['requirements: pandas==2.0.3', 'ignore: venv/'],
    ],
    [
      'a program below a line that names a file of text',
      'I pinned `requirements.txt`, and the script:\n\n```\nimport pandas as pd\ndf = pd.read_csv("a.csv")\ndf.dropna()\n```',
      ['script: import pandas as pd'],
    ],
    [
      'a line that names two files says neither',
      'Both `requirements.txt` and `.gitignore` change:\n\n```\nhello\n```',
      [],
    ],
    ['a comment that only mentions one', '```\n# see .gitignore for more\nvenv\n```', []],
  ];
  test.each(table)('%s', (_, answer, expected) => expect(taken(answer).sort()).toEqual([...expected].sort()));
});
