import { describe, expect, test } from 'vitest';
import { Shingles } from '../../src/submission/words.js';

describe('texts made of known pieces', () => {
  const known = new Shingles();
  known.add('4. Put in order: write the incident down, repeat the upload, mend the permission, tell the team.');

  test.each([
    ['the question itself', 'Put in order: write the incident down, repeat the upload, mend the permission', false],
    ['the question with a word changed', 'Put in order: write the incident up, repeat the upload, mend it', false],
    ['an answer', 'tell the team, mend the permission, repeat the upload, write the incident down', true],
    ['two pieces side by side', 'repeat the upload, tell the team', false],
    ['other words', 'First I would tell somebody, then look at the permission', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => {
    expect(known.rearranges(text)).toBe(expected);
  });
});
