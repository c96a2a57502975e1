import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handInOf, readHandIn, readSubmission } from '../../src/submission/index.js';
import { exam, summary } from './exam.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hand-in-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => {
  const path = join(folder, 'ana', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
};

describe('reading from the disk', () => {
  test('a folder, in the order of names', () => {
    put('b.md', 'x');
    put('a.md', 'x');
    put('Z.md', 'x');
    put('sub/c.py', 'x');
    const { name, files } = readHandIn(join(folder, 'ana'));
    expect([name, files.map((file) => file.name)]).toEqual(['ana', ['Z.md', 'a.md', 'b.md', 'sub/c.py']]);
  });

  test('one file', () => {
    put('answers.md', '## Exercise 1\n\nacks early');
    const submission = readSubmission(join(folder, 'ana', 'answers.md'), exam);
    expect([submission.student, summary(submission)]).toEqual(['answers', { queue: ['acks early'] }]);
  });

  test('links are told and not followed, out of the folder or round in it', () => {
    put('answers.md', '## Exercise 1\n\nacks early');
    writeFileSync(join(folder, 'secret.md'), '## Exercise 2\n\nno timeout');
    symlinkSync(join(folder, 'secret.md'), join(folder, 'ana', 'more.md'));
    symlinkSync(folder, join(folder, 'ana', 'up'));
    const submission = readSubmission(join(folder, 'ana'), exam);
    expect(summary(submission)).toEqual({ queue: ['acks early'] });
    expect(submission.received.filter(({ note }) => note?.includes('link')).map(({ file }) => file)).toEqual([
      'more.md',
      'up',
    ]);
  });

  test('folders of tools are not opened', () => {
    put('answers.md', 'x');
    put('node_modules/a/b.md', 'x');
    put('.git/config', 'x');
    const { files, skipped } = readHandIn(join(folder, 'ana'));
    expect([files.map((file) => file.name), skipped?.map(({ name }) => name)]).toEqual([
      ['answers.md'],
      ['.git', 'node_modules'],
    ]);
  });

  test("a path that is not there is the caller's trouble", () => {
    expect(() => readHandIn(join(folder, 'nobody'))).toThrow(/ENOENT/);
  });

  test('standard input', () => {
    const bytes = new TextEncoder().encode('## Exercise 1\n\nacks early');
    expect(summary(readSubmission(handInOf(bytes), exam))).toEqual({ queue: ['acks early'] });
  });
});
