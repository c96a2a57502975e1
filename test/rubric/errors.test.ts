import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { frameOf, nearestOf, RubricError } from '../../src/rubric/errors.js';
import { parseRubric } from '../../src/rubric/parse.js';
import { rubricSchema } from '../../src/rubric/schema.js';

const table = new Map(checks.map((check) => [check.kind, check]));
const schema = rubricSchema(checks);
const GOOD = `schema: 1
exercise: one
version: 1.0.0
title: {es: Uno, en: One}
points: 3
shares: {found: 40, fixed: 60}
artefacts:
  script: {title: {es: guion, en: script}, language: python}
criteria:
  - id: first
    points: 3
    title: {es: primero, en: first}
    feedback: {missing: {es: falta, en: missing}}
    mentions: [tags]
`;

function troubleOf(text: string): RubricError {
  try {
    parseRubric('rubric.yaml', text, { checks: table, schema });
  } catch (error) {
    if (error instanceof RubricError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('an author is told what is wrong and where', () => {
  test('a good rubric has no trouble', () => {
    expect(parseRubric('rubric.yaml', GOOD, { checks: table, schema })).toMatchObject({ exercise: 'one', points: 300 });
  });

  test.each([
    [
      'an unknown key, with the nearest one',
      GOOD.replace('mentions:', 'mention:'),
      'Unexpected key `mention`',
      '14:5',
      'Did you mean `mentions`?',
    ],
    ['a missing key', GOOD.replace('version: 1.0.0\n', ''), 'Missing key `version`', '1:1', undefined],
    [
      'a wrong type',
      GOOD.replace('points: 3\nshares', 'points: three\nshares'),
      'Unexpected "three", expected number',
      '5:9',
      undefined,
    ],
    [
      'points with three decimals',
      GOOD.replace('points: 3\nshares', 'points: 3.001\nshares'),
      'Unexpected 3.001',
      '5:9',
      undefined,
    ],
    [
      'shares that do not add up',
      GOOD.replace('found: 40', 'found: 50'),
      'Unexpected sum 110 of the shares, expected 100',
      '6:9',
      undefined,
    ],
    [
      'a second criterion of one id',
      `${GOOD}${GOOD.slice(GOOD.indexOf('  - id'))}`,
      'Unexpected second criterion `first`',
      '15:9',
      undefined,
    ],
    [
      'an unknown artefact',
      `${GOOD}    shown-by: [card]\n`,
      'Unknown artefact `card`',
      '15:16',
      'The artefacts of this exercise are: script.',
    ],
    [
      'an unknown check',
      `${GOOD}    fixed: {cals: {of: print}}\n`,
      'Unexpected key `cals`',
      '15:13',
      'Did you mean `calls`?',
    ],
    [
      'YAML that is none',
      GOOD.replace('title: {es: Uno', 'title: {es: Uno: x: {'),
      'Unexpected YAML',
      undefined,
      undefined,
    ],
  ])('%s', (_, text, message, place, hint) => {
    const error = troubleOf(text);
    expect(error.message).toContain(message);
    if (place) expect(`${error.position.line}:${error.position.column}`).toBe(place);
    expect(error.hint).toBe(hint);
    expect(error.toString()).toContain(`rubric.yaml:${error.position.line}:${error.position.column}`);
  });

  test('a code frame shows two lines around and points at the column', () => {
    expect(frameOf('a\nb\ncde\nf\ng\nh', { line: 3, column: 2 })).toBe(
      '  1 | a\n  2 | b\n> 3 | cde\n    |  ^\n  4 | f\n  5 | g',
    );
  });

  test('a frame of long lines is cut around the column', () => {
    const frame = frameOf(`${'a'.repeat(300)}`, { line: 1, column: 200 });
    const [line = '', caret = ''] = frame.split('\n');
    expect(line.length).toBeLessThanOrEqual(106);
    expect(line[caret.indexOf('^')]).toBe('a');
    expect(line).toMatch(/^> 1 \| …a+…$/);
  });

  test.each([
    ['critera', ['criteria', 'shares'], 'criteria'],
    ['zzz', ['criteria', 'shares'], undefined],
  ])('the nearest of %s', (word, candidates, nearest) => {
    expect(nearestOf(word, candidates)).toBe(nearest);
  });
});
