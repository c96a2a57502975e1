import { describe, expect, test } from 'vitest';
import { spanish } from '../../src/grading/spanish.js';

describe('what the readers say, in Spanish', () => {
  test.each([
    ['a whole sentence', 'the same remark more than once', 'la misma observación más de una vez'],
    ['with what differs', 'folded under "Ver solución"', 'plegado bajo «Ver solución»'],
    [
      'one inside another',
      'named without a clear statement: keywords with no statement about them',
      'nombrado sin una afirmación clara: palabras clave sin nada dicho sobre ellas',
    ],
    [
      'the more exact one first',
      '`a.md`: encoding guessed: Windows-1252',
      '`a.md`: codificación supuesta: Windows-1252',
    ],
    ['what nobody has translated stays', 'something else', 'something else'],
    ['a very long text stays', 'x'.repeat(500), 'x'.repeat(500)],
  ])('%s', (_, english, expected) => {
    expect(spanish(english)).toBe(expected);
  });
});
