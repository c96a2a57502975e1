import { describe, expect, test } from 'vitest';
import type { Check, Documents } from '../../src/checks/check.js';
import { ParamsError } from '../../src/checks/check.js';
import { fractionOf, verdictOf } from '../../src/model/verdict.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { RubricError } from '../../src/rubric/errors.js';
import { compileExpression, evaluate } from '../../src/rubric/expression.js';

/** A check whose verdict is its parameter. */
const is: Check = {
  kind: 'is',
  summary: 'A fraction.',
  schema: {},
  prepare: (params) => {
    if (params === 'bad') throw new ParamsError('Unexpected `bad`');
    return params;
  },
  judge: (ready) => {
    if (ready === 'crash') throw new Error('out of order');
    if (ready === 'blocked') return { status: 'blocked', reason: 'unreadable' };
    return verdictOf(Number(ready));
  },
};
const checks = new Map([['is', is]]);
const documents = {} as Documents;

const run = (raw: unknown, define: Record<string, unknown> = {}) =>
  evaluate(compileExpression(authorFile('r.yaml', 'a: 1'), raw, ['a'], checks, define), documents, checks);
const of = (...values: (number | string)[]) => values.map((value) => ({ is: value }));

describe('expressions', () => {
  test.each([
    ['all is its worst member', { all: of(1, 0.5, 1) }, 0.5],
    ['all with one unmet', { all: of(1, 0) }, 0],
    ['any is its best member', { any: of(0, 0.5, 0.25) }, 0.5],
    ['any with none', { any: of(0, 0) }, 0],
    ['not of unmet', { not: { is: 0 } }, 1],
    ['not of half', { not: { is: 0.5 } }, 0],
    ['at least two of three', { 'at-least': { count: 2, of: of(1, 0, 1) } }, 1],
    ['at least two, one met and one half', { 'at-least': { count: 2, of: of(1, 0.5, 0) } }, 0],
    ['three out of four', { proportion: { 'out-of': 4, of: of(1, 1, 1, 0) } }, 0.75],
    ['more than enough is all', { proportion: { 'out-of': 2, of: of(1, 1, 1) } }, 1],
    ['halves add in a proportion', { proportion: { 'out-of': 2, of: of(0.5, 0.5) } }, 0.5],
    [
      'the first level that is wholly met',
      {
        levels: [
          { fraction: 1, when: { is: 0.5 } },
          { fraction: 0.5, when: { is: 1 } },
        ],
      },
      0.5,
    ],
    ['no level', { levels: [{ fraction: 1, when: { is: 0 } }] }, 0],
  ])('%s', (_, raw, fraction) => {
    expect(fractionOf(run(raw))).toBe(fraction);
  });

  test('a name of `define` stands for its expression', () => {
    expect(run({ use: 'half' }, { half: { any: [{ use: 'other' }] }, other: { is: 0.5 } })).toMatchObject({
      fraction: 0.5,
    });
  });

  test('a check that throws is our failure, never a zero', () => {
    expect(run({ all: of(1, 'crash') })).toMatchObject({ status: 'failed', reason: '`is`: out of order' });
    expect(run({ any: of(0, 'crash') })).toMatchObject({ status: 'failed' });
  });

  test('what cannot be examined is blocked, unless another member is met', () => {
    expect(run({ any: of('blocked', 0) })).toMatchObject({ status: 'blocked', reason: 'unreadable' });
    expect(run({ any: of('blocked', 1) })).toMatchObject({ status: 'met' });
    expect(run({ not: { is: 'blocked' } })).toMatchObject({ status: 'blocked' });
  });

  test.each([
    ['an unknown name', { use: 'nobody' }, {}, 'Unknown name `nobody`'],
    ['a name that uses itself', { use: 'a' }, { a: { all: [{ use: 'a' }] } }, '`a` uses itself: a → a'],
    ['an unknown check', { isnt: 1 }, {}, 'Unknown check `isnt`'],
    ['parameters that a check refuses', { is: 'bad' }, {}, 'Unexpected `bad`'],
  ])('%s is told to the author', (_, raw, define, message) => {
    expect(() => run(raw, define)).toThrowError(RubricError);
    expect(() => run(raw, define)).toThrowError(message);
  });
});
