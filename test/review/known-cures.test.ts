import { describe, expect, it } from 'vitest';
import { curesIn, curesOf, flatCures } from '../../src/review/naming/known-cures.js';

describe('cures told in the text of a finding', () => {
  it.each([
    [
      'after the marks',
      'no limits; eats the node\n✓ set limits; LimitRange ✗ a bigger node',
      [
        ['set limits', true],
        ['LimitRange', true],
        ['a bigger node', false],
      ],
    ],
    [
      'after the only semicolon',
      'sin límites, no limits; set limits, LimitRange',
      [
        ['set limits', true],
        ['LimitRange', true],
      ],
    ],
    ['scenes alone tell none', 'eats the node, tira a los vecinos', []],
    ['semicolons between scenes', 'eats the node; evicted; OOM', []],
  ])('%s', (_, text, expected) => {
    expect(curesIn(text).map((one) => [one.text.trim(), one.mends])).toEqual(expected);
  });

  it('are found again by finding', () => {
    const first = [{ mends: true, words: [3, 5] }];
    const third = [
      { mends: false, words: [7] },
      { mends: true, words: [] },
    ];
    const flat = flatCures([first, [], third]);
    expect([0, 1, 2].map((finding) => curesOf(flat, finding))).toEqual([first, [], third]);
  });
});
