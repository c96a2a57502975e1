import { describe, expect, test } from 'vitest';
import { agreementOf } from '../../src/authoring/agreement.js';
import { departures, expectedOf, mendedSince, parseExpectation } from '../../src/authoring/expectation.js';
import { formatTest } from '../../src/authoring/formats/exam-test.js';
import type { ExamTest } from '../../src/authoring/test-exam.js';
import type { CriterionResult, ExamResult } from '../../src/model/report.js';
import type { Exercise } from '../../src/model/rubric.js';
import { RubricError } from '../../src/rubric/errors.js';

const criterion = (
  id: string,
  found: number,
  fixed: number,
  confidence: 'sure' | 'review' = 'sure',
): CriterionResult => ({
  criterion: id,
  title: id,
  score: { earned: 0, maximum: 100 },
  shares: {
    found: { fraction: found, by: 'none', status: 'unmet', evidence: [] },
    fixed: { fraction: fixed, by: 'none', status: 'unmet', evidence: [] },
  },
  confidence,
  feedback: '',
  hints: [],
  learn: [],
});
const result = (earned: number, ...criteria: CriterionResult[]): ExamResult => ({
  student: 's',
  status: 'graded',
  score: { earned, maximum: 10_000 },
  passed: earned >= 7000,
  exercises: [{ exercise: 'e', title: 'E', score: { earned, maximum: 10_000 }, criteria, remarks: [], advice: [] }],
  received: [],
  flags: [{ kind: 'echo', message: '' }],
});
const expected = (text: string) => parseExpectation('expect.yaml', text);

test('a known error that is gone is told', () => {
  const tagged = expected(
    'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 1}}\nknown: {missing: [e/a, e/b], noisy: [e/a]}',
  );
  expect(mendedSince(tagged, departures('f', tagged, result(100, criterion('a', 1, 0.5))))).toEqual([
    'noisy e/a',
    'missing e/b',
  ]);
});

describe('a result beside what was expected', () => {
  test.each([
    ['as expected', 'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 0.5}}', []],
    ['a third written with two decimals', 'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 0.51}}', []],
    ['points it should not give', 'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1}}', ['noisy e/a']],
    ['points it withholds', 'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 1}}', ['missing e/a']],
    ['in doubt', 'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 1}}\ndoubt: [e/a]', []],
    [
      'known',
      'kind: typical\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 1}}\nknown: {missing: [e/a]}',
      ['known missing e/a'],
    ],
    [
      'a flag that is not raised',
      'kind: attack\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 0.5}}\nflags: [hidden-text]',
      ['missing flag'],
    ],
    [
      'a total that its own shares do not give',
      'kind: typical\ntotal: 2\ncriteria: {e/a: {found: 1, fixed: 0.5}}',
      ['missing total'],
    ],
    ['a flag that is', 'kind: attack\ntotal: 1\ncriteria: {e/a: {found: 1, fixed: 0.5}}\nflags: [echo]', []],
  ])('%s', (_, text, told) => {
    const found = departures('f', expected(text), result(100, criterion('a', 1, 0.5)));
    expect(found.map((one) => `${one.known ? 'known ' : ''}${one.word} ${one.criterion}`)).toEqual(told);
  });

  test('a mistake in an expectation is told with its place', () => {
    expect(() => expected('kind: typicall\ntotal: 1')).toThrow(RubricError);
    expect(() => expected('kind: typical\ntotal: 1\ncriteria: {e/a: {fund: 1}}')).toThrow('Unexpected key `fund`');
  });
});

test('agreement over hand-ins, without what is in doubt', () => {
  const agreement = agreementOf([
    {
      expected: expected(
        'kind: typical\ntotal: 70\ncriteria: {e/a: {found: 1, fixed: 1}, e/b: {found: 1}, e/c: {found: 1}}\ndoubt: [e/c]',
      ),
      result: result(
        6900,
        criterion('a', 1, 1),
        criterion('b', 0, 0, 'review'),
        criterion('c', 0, 0),
        criterion('d', 1, 0),
      ),
      passMark: 70,
    },
  ]);
  expect(agreement.found).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(agreement.fixed).toEqual({ precision: 1, recall: 1, f1: 1 });
  expect(agreement).toMatchObject({ meanError: 1, worstError: 1, passFail: 0, sureRight: 0.5, inReview: 1 / 3 });
});

describe('the formats of rubric test', () => {
  const test1: ExamTest = {
    fixtures: [
      {
        name: 'a <b>',
        result: result(0),
        departures: [
          {
            fixture: 'a',
            criterion: 'e/a',
            word: 'noisy',
            known: false,
            message: 'found 1, expected 0 “<script>\u0001”',
          },
        ],
        mended: [],
      },
      { name: 'fine', result: result(0), departures: [], mended: ['noisy e/b'] },
    ],
    broken: [{ invariant: 'blank', message: 'No fixture is of kind `blank`' }],
    untried: ['e/a', 'e/b'],
    probes: { tried: 3, failures: [] },
    confusion: new Map(),
    agreement: agreementOf([]),
  };

  test('JUnit is XML with every failure escaped', () => {
    const xml = formatTest('x', test1, 'junit');
    expect(xml).toContain('<testsuites name="x" tests="5" failures="2">');
    expect(xml).toContain('name="a &lt;b&gt;"');
    expect(xml).not.toMatch(/<script>|\u0001/);
  });

  test('TAP counts and names', () => {
    expect(formatTest('x', test1, 'tap').split('\n').slice(0, 3)).toEqual([
      'TAP version 13',
      '1..5',
      'not ok 1 - fixtures a <b>',
    ]);
  });

  test('text says noisy and missing, and whether all is green', () => {
    expect(formatTest('x', test1, 'text')).toContain('noisy e/a: found 1, expected 0');
    expect(formatTest('x', test1, 'text')).toContain('drop their tags):\n  fine: noisy e/b');
    expect(formatTest('x', test1, 'text').trimEnd().endsWith('not green')).toBe(true);
    expect(formatTest('x', test1, 'text')).toMatch(/2 checks were met by the model answer alone[\s\S]*e\/a and 1 more/);
    expect(JSON.parse(formatTest('x', test1, 'json'))).toMatchObject({
      green: false,
      broken: [{ invariant: 'blank' }],
    });
  });
});

test('for one exercise alone the points are those of its own shares', () => {
  const exercise = {
    id: 'e',
    rubric: {
      shares: { found: 0.4, fixed: 0.6 },
      criteria: [
        { id: 'a', points: 500 },
        { id: 'b', points: 500 },
      ],
    },
  } as unknown as Exercise;
  const whole = expected(
    'kind: typical\ntotal: 77\ncriteria: {e/a: {found: 1, fixed: 0.5}, f/a: {found: 1}}\nflags: [echo]\ndoubt: [f/a]\nknown: {noisy: [e/b, f/b]}',
  );
  expect(expectedOf(exercise, whole)).toEqual({
    kind: 'typical',
    total: 3.5,
    criteria: { 'e/a': { found: 1, fixed: 0.5 } },
    doubt: [],
    flags: [],
    known: { noisy: ['e/b'], missing: [] },
  });
});
