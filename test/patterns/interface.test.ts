import { beforeAll, describe, expect, it } from 'vitest';
import { answerCase } from '../../src/cli/match.js';
import { loadLanguages } from '../../src/languages/index.js';
import { compilePattern, compileRules, matchPrepared, PatternError, prepareText } from '../../src/patterns/index.js';
import { regexOf } from '../../src/patterns/regex.js';

beforeAll(() => loadLanguages());

const rule = (body: Record<string, unknown>): Record<string, unknown> => ({
  id: 'r',
  languages: ['python'],
  message: 'm',
  severity: 'INFO',
  ...body,
});

describe('one case of --jsonl-cases', () => {
  it.each<[string, unknown, unknown]>([
    [
      'a pattern',
      { id: 'a', language: 'python', pattern: 'f($X)', target: 'f(1)\n\nx = f(2)\n' },
      { id: 'a', lines: [1, 3] },
    ],
    ['a line only once', { id: 1, language: 'python', pattern: 'f(...)', target: 'f(f(1))\n' }, { id: 1, lines: [1] }],
    [
      'a rule',
      { id: 'b', language: 'python', rule: rule({ pattern: 'f($X)' }), target: 'f(1)\n' },
      { id: 'b', lines: [1] },
    ],
    [
      'rules',
      { id: 'c', rules: [rule({ pattern: 'f()' }), rule({ pattern: 'g()' })], target: 'g()\nf()\n' },
      { id: 'c', lines: [1, 2] },
    ],
    [
      'a rule whose match a comment waves away, on its line or the one before',
      {
        id: 'w',
        rule: rule({ pattern: 'f(...)' }),
        target:
          'f(1)\nf(2)  # nosem\nf(3)  # nosemgrep: r\nf(4)  # nosem: q\n# nosem\nf(5)\n# why nosem\nf(6)\nf(" nosem")\n',
      },
      { id: 'w', lines: [1, 4, 8] },
    ],
    [
      'a pattern, which no comment waves away',
      { id: 'p', pattern: 'f(...)', target: 'f(1)  # nosem\n' },
      { id: 'p', lines: [1] },
    ],
    [
      'a rule for text',
      { id: 'd', rule: { id: 'x', languages: ['regex'], 'pattern-regex': 'b+' }, target: 'a\nbb\n' },
      { id: 'd', lines: [2] },
    ],
    [
      'a rule for any text',
      { id: 'e', rule: { id: 'x', languages: ['generic'], pattern: 'a ... $X = 1' }, target: 'z\na b\n c = 1\n' },
      { id: 'e', lines: [2] },
    ],
    [
      'a rule for a language without a grammar among others',
      {
        id: 'g',
        rules: [rule({ pattern: 'f()' }), { ...rule({ pattern: 'g();' }), languages: ['cobol'] }],
        target: 'g()\nf()\n',
      },
      { id: 'g', lines: [2] },
    ],
    ['nothing', { id: 'f', language: 'python', pattern: 'g()', target: '' }, { id: 'f', lines: [] }],
  ])('%s', (_, given, answer) => {
    expect(answerCase(JSON.stringify(given))).toEqual(answer);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['no JSON', 'what', null, /JSON/],
    ['no object', '[1]', null, /target/],
    ['nothing at all', 'null', null, /object/],
    ['no target', '{"id": 1, "pattern": "a"}', 1, /target/],
    ['no pattern', '{"id": 2, "target": "a"}', 2, /pattern/],
    ['an unknown language', '{"id": 3, "language": "cobol", "pattern": "a", "target": "a"}', 3, /cobol/],
    ['a broken pattern', '{"id": 4, "language": "python", "pattern": "f(", "target": "a"}', 4, /1:3/],
    ['a broken regex', '{"id": 5, "rule": {"languages": ["python"], "pattern-regex": "("}, "target": "a"}', 5, /regex/],
    [
      'a broken comparison',
      '{"id": 6, "rule": {"patterns": [{"pattern": "a"}, {"metavariable-comparison": {"comparison": "1 +"}}]}, "target": "a"}',
      6,
      /comparison/,
    ],
    ['a lower-case metavariable', '{"id": 7, "language": "python", "pattern": "f($x)", "target": "a"}', 7, /capitals/],
  ])('answers an error for %s', (_, line, id, message) => {
    const answer = answerCase(line);
    expect(answer).toMatchObject({ id });
    expect('error' in answer && answer.error).toMatch(message);
  });
});

describe('errors of authors', () => {
  it.each<[string, Record<string, unknown>, readonly (string | number)[]]>([
    [
      'a pattern deep in a rule',
      { patterns: [{ pattern: 'a' }, { 'pattern-either': [{ pattern: 'b(' }] }] },
      ['patterns', 1, 'pattern-either', 0, 'pattern'],
    ],
    ['an unknown operator', { patterns: [{ patern: 'a' }] }, ['patterns', 0, 'patern']],
    [
      'an unknown condition',
      { patterns: [{ 'metavariable-color': { metavariable: '$X' } }] },
      ['patterns', 0, 'metavariable-color'],
    ],
    ['taint without sinks', { mode: 'taint', 'pattern-sources': [{ pattern: 'a' }] }, []],
    ['two operators in one item', { patterns: [{ pattern: 'a', 'pattern-not': 'b' }] }, ['patterns', 0]],
  ])('%s: the path leads there', (_, body, path) => {
    try {
      compileRules(rule(body));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PatternError);
      expect((error as PatternError).path).toEqual(path);
    }
  });
});

describe('matches', () => {
  it('carry exact spans and metavariables', () => {
    const text = 'x = 1\nlog_param("depth",  3)\n';
    const [match] = matchPrepared(compilePattern('log_param("$K", $V)', 'python'), prepareText('a.py', text, 'python'));
    expect(text.slice(match!.start, match!.end)).toBe('log_param("depth",  3)');
    expect([...match!.metavariables].map(([name, { text: value }]) => [name, value])).toEqual([
      ['$K', 'depth'],
      ['$V', '3'],
    ]);
  });
});

describe('regexes', () => {
  it.each<[string, string, boolean]>([
    ['(?i)abc', 'xABCx', true],
    ['a(?i)bc', 'ABC', true],
    ['(?P<n>a)b', 'ab', true],
    ['^(?!no).*$', 'yes', true],
    ['^(?!no).*$', 'no', false],
    ['(["\'])x\\1', '"x"', true],
    ['(["\'])x\\1', '"x\'', false],
    ['a++b', 'aab', true],
    ['\\Aab\\Z', 'ab', true],
  ])('%s on %s: %s', (source, text, found) => {
    expect(regexOf(source).search(text)).toBe(found);
  });

  it.each(['(', '[z-a]'])('refuses %s', (source) => {
    expect(() => regexOf(source)).toThrow(PatternError);
  });

  it('gives up where an engine that tries all ways does not end', () => {
    expect(regexOf('(?!b)a*a*a*a*a*b').search('a'.repeat(5000))).toBe(false);
    expect(regexOf('(?!b)a*b').all(`${'a'.repeat(10_000)}b`)).toHaveLength(1);
    expect(regexOf('(?!x)(a+)+$').search(`${'a'.repeat(60)}b`)).toBe(false);
    expect(regexOf('(?!x)(a+)+$').search('aaa')).toBe(true);
  });
});

describe('the day', () => {
  const set = compileRules(
    rule({
      patterns: [
        { pattern: 'f("$D")' },
        { 'metavariable-comparison': { metavariable: '$D', comparison: 'strptime($D) < today()' } },
      ],
    }),
  );
  const target = prepareText('a.py', 'f("2024-05-01")\nf("2024-07-01")\n', 'python');

  it('is what the caller says', () => {
    expect(matchPrepared(set, target, '2024-06-01').map((one) => one.start)).toEqual([0]);
  });
  it('is unknown where nobody says', () => {
    expect(matchPrepared(set, target)).toEqual([]);
  });
});

describe('hostile code', () => {
  it.each<[string, string, string]>([
    ['brackets in brackets', '$X', `x = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`],
    ['a long sum', '$X + $Y', `x = ${Array(5000).fill('a').join(' + ')}\n`],
    ['a long chain', '$O. ... .b', `x = a${'.b'.repeat(3000)}\n`],
    ['many branches', 'if $X: ...', `if a:\n  pass\n${'elif b:\n  pass\n'.repeat(2000)}`],
    [
      'many keywords',
      'f(..., $A=$B, ..., $C=$D, ...)',
      `f(${Array.from({ length: 800 }, (_, i) => `k${i}=${i}`).join(', ')})\n`,
    ],
    ['many statements', '$X = $Y\n...\n$Z = $W\n...\nnever($X)', 'a = b\n'.repeat(3000)],
    ['a pattern of ellipses', '...\n$X\n...\n$Y\n...', 'a()\n'.repeat(3000)],
    [
      'a deep loop',
      'f("...")',
      `${Array.from({ length: 20 }, (_, i) => `${' '.repeat(i)}for a in b:\n`).join('')}${' '.repeat(20)}x = x + "a"\n`,
    ],
  ])('%s ends and throws nothing', (_, pattern, target) => {
    expect(answerCase(JSON.stringify({ id: 1, language: 'python', pattern, target }))).toHaveProperty('lines');
  });
});
