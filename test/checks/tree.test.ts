import { describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { tree } from '../../src/checks/tree.js';
import { drawnTree } from '../../src/checks/trees/drawing.js';
import { documentsWith } from './documents.js';

const drawings: readonly [name: string, text: string][] = [
  [
    'box drawing',
    'project/\n├── src/\n│   ├── train.py\n│   └── api/\n│       └── main.py\n├── tests/\n│   └── test_train.py\n└── README.md',
  ],
  [
    'box drawing without slashes',
    'project\n├── src\n│   ├── train.py\n│   └── api\n│       └── main.py\n├── tests\n│   └── test_train.py\n└── README.md',
  ],
  [
    'with comments',
    'project/            # root\n├── src/            # code\n│   ├── train.py    # was in notebooks/\n│   └── api/\n│       └── main.py  <- service\n├── tests/\n│   └── test_train.py\n└── README.md  (new)',
  ],
  [
    'ASCII',
    'project\n|-- src\n|   |-- train.py\n|   `-- api\n|       `-- main.py\n|-- tests\n|   `-- test_train.py\n`-- README.md',
  ],
  [
    'plus signs',
    'project\n+-- src\n|   +-- train.py\n|   \\-- api\n|       \\-- main.py\n+-- tests\n|   \\-- test_train.py\n\\-- README.md',
  ],
  ['indentation', 'project/\n  src/\n    train.py\n    api/\n      main.py\n  tests/\n    test_train.py\n  README.md'],
  [
    'bullets',
    '- project/\n  - src/\n    - train.py\n    - api/\n      - main.py\n  - tests/\n    - test_train.py\n  - README.md',
  ],
  ['paths', 'src/train.py\nsrc/api/main.py\ntests/test_train.py\nREADME.md'],
  ['paths from a dot', './src/train.py\n./src/api/main.py\n./tests/test_train.py\n./README.md'],
  [
    'a dot as the root',
    '.\n├── src\n│   ├── train.py\n│   └── api\n│       └── main.py\n├── tests\n│   └── test_train.py\n└── README.md',
  ],
];

const checks: readonly [params: object, met: boolean][] = [
  [{ present: ['src/train.py', 'tests/', 'README.md'] }, true],
  [{ present: ['src/**/main.py'] }, true],
  [{ present: ['**/test_*.py'] }, true],
  [{ present: ['{pyproject.toml,README.md}'] }, true],
  [{ present: ['train.py'] }, false],
  [{ present: ['src/*/train.py'] }, false],
  [{ present: ['README.md/'] }, false],
  [{ absent: ['**/*.ipynb', 'data/'] }, true],
  [{ absent: ['src/train.py'] }, false],
  [{ moved: { from: 'notebooks/train.py', to: 'src/train.py' } }, true],
  [{ moved: { from: 'src/train.py', to: 'src/api/main.py' } }, false],
];

describe('project trees', () => {
  test.each(drawings)('%s', (_, text) => {
    const documents = documentsWith([{ id: 'tree', language: 'text', text }]);
    const judged = checks.map(([params]) => [params, tree.judge(tree.prepare(params), documents).status === 'met']);
    expect(judged).toEqual(checks);
  });

  test('prose is no tree', () => {
    expect(drawnTree('The project has a folder for code.\nTests are elsewhere: see below.\n')).toEqual([]);
    const documents = documentsWith([{ id: 'answer', language: 'text', text: 'We should move train.py to src.' }]);
    expect(tree.judge(tree.prepare({ absent: ['x'] }), documents).status).toBe('unmet');
  });

  test('evidence is the line that names the file', () => {
    const documents = documentsWith([{ id: 'tree', language: 'text', text: 'p/\n├── a.py\n└── b.py' }]);
    expect(tree.judge(tree.prepare({ present: ['b.py'] }), documents)).toMatchObject({
      evidence: [{ excerpt: 'b.py', span: { start: { line: 3, column: 5 } } }],
    });
  });

  test.each([[{}], [{ present: ['{a,b'] }]])('%j is the author’s trouble', (params) => {
    expect(() => tree.prepare(params)).toThrow(ParamsError);
  });
});
