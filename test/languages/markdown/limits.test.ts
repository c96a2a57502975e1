import { describe, expect, test } from 'vitest';
import { outline, parse } from './show.js';

const of = (part: string, count: number) => part.repeat(count);

describe('a document that asks too much is read as plain paragraphs, and says so', () => {
  const table: [name: string, text: string, message: RegExp][] = [
    ['nested lists', `${of('- ', 5000)}deep\n\nseen`, /more than 32 nested/],
    ['nested quotes', `${of('> ', 20000)}deep\n\nseen`, /more than 32 nested/],
    ['a list far to the right', `${of(' ', 300)}- deep\n\nseen`, /indented by more than/],
    ['size', `seen\n\n${of('word ', 250_000)}`, /larger than 1024 KiB/],
    ['lines', `seen\n\n${of('a\n', 60_000)}`, /more than 50000 lines/],
  ];
  test.each(table)('%s', (_, text, message) => {
    const { problems } = parse(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(outline(text).some((line) => line.includes('seen'))).toBe(true);
  });
});

describe('generated trouble ends, and the text after it is still read', () => {
  const pieces = [
    '*a_ ',
    '**a ',
    '[a](',
    '[',
    '![',
    ']',
    '<',
    '<!--\n',
    '<a ',
    "<a '",
    '<b>',
    '&amp',
    '&#',
    '\\',
    '`a``',
    '|',
    '~~a ',
    'a_b ',
    '#',
    '```\n',
    '```md\n',
    '```markdown\n```\n```\n',
    '<div>\n',
    '<details>\n\n',
    '<table><tr><td>',
    '- a\n',
    '> a\n',
    '| a\n',
    '[a]: b\n',
    'a | b | c\n',
    '<span hidden>',
    '+--+\n| a |\n',
    `a\u200b`,
    '- ```\n',
    '===\n',
    '<div>\n\n',
  ];
  test.each(pieces)('%j', (piece) => {
    for (const count of [1000, 8000]) {
      const { blocks, hidden, problems } = parse(`seen\n\n${of(piece, count)}`);
      expect(blocks.length + hidden.length + problems.length).toBeGreaterThan(0);
      expect(blocks[0]?.kind === 'paragraph' && blocks[0].text.text).toBe('seen');
    }
  });
});
