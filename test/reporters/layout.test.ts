import { expect, it } from 'vitest';
import { foldLines } from '../../src/reporters/layout.js';

it.each([
  ['a short line stays', 'one two', 'one two'],
  ['the rest is set in under its start', '  aaaa bbbb cccc dddd', '  aaaa bbbb cccc\n    dddd'],
  ['a word longer than the line is cut', `x ${'y'.repeat(24)}`, `x\n  ${'y'.repeat(18)}\n  ${'y'.repeat(6)}`],
  ['wide characters count twice', '目目目目目 目目目目目', '目目目目目\n  目目目目目'],
  ['a line of code in a frame stays', ' > 12 | const name = value;', ' > 12 | const name = value;'],
])('%s', (_, text, expected) => {
  expect(foldLines(text, 20)).toBe(expected);
});
