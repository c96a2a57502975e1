import { describe, expect, it } from 'vitest';
import { needsOf } from '../../src/regex/needs.js';
import { compileRegex } from '../../src/regex/regex.js';

const CASES: readonly (readonly [name: string, pattern: string, needs: readonly string[] | undefined])[] = [
  ['a word', '\\bskops\\b', ['skops']],
  ['one of several words', '\\b(?:filas|rows)\\b', ['filas', 'rows']],
  ['branches at the top', 'model|fichas', ['model', 'fichas']],
  ['a branch that needs nothing', 'model|\\d+', undefined],
  ['an empty branch', 'model|', undefined],
  ['a group that may be missing', '(?:model)? card', [' card']],
  ['a letter that may be missing', 'colou?rs', ['colo']],
  ['a letter that is repeated', 'sampl+es', ['sampl']],
  ['a letter that may be repeated or missing', 'card.*fi[ck]*has', ['card']],
  ['the rarest of two', '(?:of|de) (?:train|prueba)', ['train', 'prueba']],
  ['small letters', 'F1 Score', ['f1 score']],
  ['an escaped mark', 'mlflow\\.log', ['mlflow.log']],
  ['too short to be rare', 'a|bcd', undefined],
  ['more words than are worth looking for', 'abc|bcd|cde|def|efg|fgh|ghi|hij|ijk|jkl|klm|lmn|mno', undefined],
];

describe('what a regex needs', () => {
  for (const [name, pattern, needs] of CASES) it(name, () => expect(needsOf(pattern)).toEqual(needs));

  it('finds what it found before, whatever the case', () => {
    const regex = compileRegex('\\b(?:filas|rows)\\b', true);
    expect(regex.test('5,000 ROWS')).toBe(true);
    expect(regex.find('Filas: 12')).toEqual({ start: 0, end: 5 });
    expect(regex.all('rows and filas').map(({ start }) => start)).toEqual([0, 9]);
    expect(regex.find('rows and filas', 1)).toEqual({ start: 9, end: 14 });
    expect(regex.test('columns')).toBe(false);
    expect(regex.all('columns')).toEqual([]);
  });
});
