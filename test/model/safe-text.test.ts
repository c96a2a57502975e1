import { describe, expect, it } from 'vitest';
import { formatPoints, pointsOf } from '../../src/model/points.js';
import { displayName, forTerminal, visible } from '../../src/model/safe-text.js';

describe('forTerminal', () => {
  it.each([
    ['plain text', 'logger = 1', 'logger = 1'],
    ['letters of any script', 'ñ Ω 王 עברית عربى', 'ñ Ω 王 עברית عربى'],
    ['emoji with a selector', '⚠️ 🔴', '⚠️ 🔴'],
    ['emoji joined to one', '👩🏽‍💻 👨‍👩‍👧', '👩🏽‍💻 👨‍👩‍👧'],
    ['a joiner between letters', 'a\u200db', 'a\\u{200d}b'],
    ['a tab', 'a\tb', 'a b'],
    ['an escape sequence', '\u001b[31m', '\\u{1b}[31m'],
    ['line ends', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['bidi overrides', '\u202eabc\u2066', '\\u{202e}abc\\u{2066}'],
    ['zero width', 'ml\u200bflow', 'ml\\u{200b}flow'],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['a Hangul filler', '\u3164', '\\u{3164}'],
    ['a lone surrogate', '\ud800', '\\u{d800}'],
    ['a log command', '##[error]x', '## [error]x'],
    ['stacked marks', `e${'\u0301'.repeat(40)}`, `e${'\u0301'.repeat(4)}…`],
  ])('%s', (_, text, expected) => {
    expect(forTerminal(text)).toBe(expected);
    expect(forTerminal(forTerminal(text))).toBe(expected);
  });

  it('is linear', () => {
    expect(forTerminal(`${'\u0301'.repeat(100_000)}${' '.repeat(100_000)}`).length).toBe(100_005);
  });
});

it('visible keeps tabs and line feeds', () => {
  expect(visible('a\tb\n\u0007')).toBe('a\tb\n\\u{7}');
});

describe('displayName', () => {
  it.each([
    ['ana', 'ana'],
    ['  ', '?'],
    ['', '?'],
    ['x'.repeat(61), `${'x'.repeat(59)}…`],
    ['🙈'.repeat(60), '🙈'.repeat(60)],
  ])('%j', (name, expected) => {
    expect(displayName(name)).toBe(expected);
  });
});

describe('points', () => {
  it.each([
    [0, '0.00', 0],
    [5, '0.05', 0.05],
    [1234, '12.34', 12.34],
    [1333.3333, '13.33', 13.33],
    [10_000, '100.00', 100],
    [-0.2, '0.00', 0],
  ])('%d hundredths', (hundredths, text, number) => {
    expect(formatPoints(hundredths)).toBe(text);
    expect(pointsOf(hundredths)).toBeCloseTo(number, 10);
  });
});
