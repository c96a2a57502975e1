import { describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { names } from '../../src/checks/names.js';
import { regex } from '../../src/checks/regex.js';
import { regexOf } from '../../src/checks/text/regex.js';
import { documentsWith } from './documents.js';

const hcl = `# encrypted = true
resource "bucket" "a" {
  encrypted = false // encrypted = true
  url = "https://x.example/encrypted"
}
/* versioning = true */
`;
const python = `def f():
    """print(1)"""
    x = "# print(2)"  # print(3)
    print(4)
`;

const cases: readonly [name: string, language: string, text: string, params: object, met: boolean][] = [
  ['found', 'hcl', hcl, { pattern: 'encrypted\\s*=\\s*false' }, true],
  ['only in comments', 'hcl', hcl, { pattern: 'encrypted\\s*=\\s*true' }, false],
  ['comments too', 'hcl', hcl, { pattern: 'encrypted\\s*=\\s*true', comments: 'look' }, true],
  ['comments only', 'hcl', hcl, { pattern: 'encrypted\\s*=\\s*false', comments: 'only' }, false],
  ['a comment over lines', 'hcl', hcl, { pattern: 'versioning' }, false],
  ['a slash in a string is no comment', 'hcl', hcl, { pattern: 'x\\.example/encrypted' }, true],
  ['strings skipped', 'hcl', hcl, { pattern: 'x\\.example', strings: 'skip' }, false],
  ['absent', 'hcl', hcl, { pattern: 'versioning', absent: true }, true],
  ['a count', 'python', python, { pattern: 'print\\(\\d\\)', count: { min: 3, max: 3 } }, true],
  ['live code only', 'python', python, { pattern: 'print\\(\\d\\)', strings: 'skip', count: { max: 1 } }, true],
  ['strings only', 'python', python, { pattern: 'print\\(4\\)', strings: 'only' }, false],
  ['another case', 'python', python, { pattern: 'PRINT', 'ignore-case': true }, true],
  ['an apostrophe in prose', 'yaml', "a: it's fine # no\nb: that's it # yes\n", { pattern: 'b: that' }, true],
];

describe('a regex on an artefact', () => {
  test.each(cases)('%s', (_, language, text, params, met) => {
    const documents = documentsWith([{ id: 'file', language, text }]);
    expect(regex.judge(regex.prepare(params as never), documents).status).toBe(met ? 'met' : 'unmet');
  });

  test('evidence is the match', () => {
    const documents = documentsWith([{ id: 'file', language: 'hcl', text: hcl }]);
    expect(regex.judge(regex.prepare({ pattern: 'encrypted = false' }), documents)).toMatchObject({
      evidence: [{ span: { start: { line: 3, column: 3 } }, excerpt: 'encrypted = false' }],
    });
  });

  test('an absence needs something to look at', () => {
    expect(regex.judge(regex.prepare({ pattern: 'x', absent: true }), documentsWith([])).status).toBe('unmet');
  });

  test.each([['('], ['a*'], ['(?=a)']])('%s is the author’s trouble', (pattern) => {
    expect(() => regex.prepare({ pattern })).toThrow(ParamsError);
  });
});

describe('comments of a text whose notation is told by its look or its name', () => {
  const table: readonly [name: string, file: string, text: string, met: boolean][] = [
    ['SQL, a line', 'a.md', 'SELECT a\nFROM t\n-- WHERE cure IS NULL\n', false],
    ['SQL, a block', 'a.md', 'SELECT a /* cure */ FROM t', false],
    ['SQL, the code', 'a.md', "SELECT '--', cure FROM t -- no\n", true],
    ['HCL, a block', 'a.md', 'resource "x" "y" {\n/*\ncure\n*/\n}\n', false],
    ['nginx', 'nginx.conf', 'server {\n  # cure;\n  listen 80; # cure\n}\n', false],
    ['nginx in a fence', 'a.md', 'server {\n  # cure;\n}\n', false],
    ['a shell script', 'a.md', '#!/bin/bash\n# cure\nrm x\n', false],
    ['a shell script, the code', 'run.sh', 'cure "$a" # no\n', true],
    ['a Makefile', 'Makefile', '# cure\nall:\n\techo 1\n', false],
    ['an ini file', 'a.ini', '; cure\n[a]\nb=1\n', false],
    ['a drawing of a tree', 'a.md', 'root/\n├── a.py  # cure\n', true],
    ['a log', 'a.log', 'GET /x # cure 200\n', true],
  ];
  test.each(table)('%s', (_, file, text, met) => {
    const [artefact, ...none] = documentsWith([{ id: 'file', language: 'text', text }]).artefacts;
    expect(none).toEqual([]);
    const source = { ...artefact!.source, file };
    const documents = {
      ...documentsWith([]),
      artefacts: [{ ...artefact!, source, document: { ...artefact!.document, source } }],
    };
    expect(regex.judge(regex.prepare({ pattern: 'cure' }), documents as never).status).toBe(met ? 'met' : 'unmet');
  });
});

describe('names used here and defined there', () => {
  const documents = documentsWith([
    { id: 'app', language: 'python', text: 'C = Counter("served_total")\n# G = Gauge("loaded")\n' },
    { id: 'panel', language: 'yaml', text: 'expr: rate(served_total[5m])\nother: rate(loaded[5m])\n' },
  ]);
  const defined = { pattern: '(?:Counter|Gauge)\\("(\\w+)"', artefacts: ['app'] };
  const used = (pattern: string) => ({ pattern, artefacts: ['panel'] });

  test.each([
    ['every name is defined', { used: used('^expr: rate\\((\\w+)'), defined }, true],
    ['one is only in a comment', { used: used('rate\\((\\w+)'), defined }, false],
    ['some name is defined', { used: used('rate\\((\\w+)'), defined, quantity: 'some' }, true],
    ['the other is known', { used: used('rate\\((\\w+)'), defined, ignore: ['^loaded$'] }, true],
    [
      'a suffix apart',
      {
        used: used('^expr: rate\\((\\w+)'),
        defined: { ...defined, pattern: '"(served)_total' },
        'without-suffix': '_total$',
      },
      true,
    ],
    ['no name is used', { used: used('sum\\((\\w+)'), defined }, false],
  ])('%s', (_, params, met) => {
    expect(names.judge(names.prepare(params as never), documents).status).toBe(met ? 'met' : 'unmet');
  });
});

describe('regexes of authors', () => {
  const patterns = [
    'lat(?:ency|encia)',
    '\\b(\\w+)_total',
    'a{1,3}b?',
    '[^a-z]{0,3}x',
    '(?i)ABC',
    'año',
    '^a|b$',
    'x*y',
  ];
  const texts = [
    'latency and latencia',
    'ml_errors_total',
    'aaab b',
    '12x',
    'abc ABC',
    'año nuevo',
    'ab ba b',
    'xxxy',
    '',
  ];

  test.each(patterns)('%s finds the same whatever was searched before', (pattern) => {
    const compiled = regexOf(pattern);
    for (const one of texts) {
      const all = compiled.all(one);
      expect(compiled.test(one)).toBe(all.length > 0);
      expect(compiled.find(one)).toEqual(all[0]);
      expect(compiled.all(one)).toEqual(all);
    }
  });

  test.each(['[', '(', ')', 'a)', '(?:', '\\\\', '[a', '*', '{1,', '('.repeat(60)])(
    '%s ends, compiled or not',
    (pattern) => {
      expect(() => {
        try {
          regexOf(pattern).test('a');
        } catch (error) {
          if (!(error instanceof ParamsError)) throw error;
        }
      }).not.toThrow();
    },
  );

  test.each([['(a?){40}a{40}'], ['(a|a){40}b'], ['(a+)+b']])('%s stays linear on text made against it', (pattern) => {
    expect(regexOf(pattern).test('a'.repeat(5000))).toBe(pattern.includes('40}a'));
  });
});
