import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CustomInput } from '../../src/checks/check.js';
import { custom } from '../../src/checks/custom.js';
import { customRunner } from '../../src/custom/run.js';
import type { LoadedExam } from '../../src/rubric/load.js';

const folder = join(mkdtempSync(join(tmpdir(), 'dictamen-')), 'rubric');
const input = (file: string): CustomInput => ({
  exercise: 'one',
  file,
  params: { word: 'needle' },
  artefacts: [{ id: 'script', language: 'python', file: 'a.md', text: 'x = 1\nneedle = 2', firstLine: 10 }],
  prose: [],
});
const exam = { exercises: [{ id: 'one', rubric: { file: join(folder, 'one.yaml') } }] } as unknown as LoadedExam;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '..', 'outside.ts'), 'export const check = () => 1;');
  symlinkSync(join(folder, '..', 'outside.ts'), join(folder, 'link.ts'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('helper.ts', 'export const half: number = 0.5;');
  write('half.ts', "import { half } from './helper.ts';\nexport function check(): number { return half; }");
  write(
    'finds.ts',
    `interface Input { params: { word: string }; artefacts: { file: string; text: string }[] }
export function check({ params, artefacts }: Input) {
  for (const { file, text } of artefacts) {
    const line = text.split('\\n').findIndex((one) => one.includes(params.word)) + 1;
    if (line > 0) return { fraction: 1, evidence: [{ file, line, message: 'here' }] };
  }
  return 0;
}`,
  );
  write('loops.ts', 'export const check = () => { for (;;); };');
  write('throws.ts', "export const check = () => { throw new Error('broken'); };");
  write('greedy.ts', 'export const check = () => 1e9;');
  write('nan.ts', 'export const check = () => Number.NaN;');
  write('secret.ts', 'export const check = () => (Object.keys(process.env).length === 0 ? 1 : 0);');
  write(
    'reads.ts',
    "import { readFileSync } from 'node:fs';\nexport const check = () => readFileSync('/etc/hostname', 'utf8').length;",
  );
  write('none.ts', 'export const other = 1;');
});

describe('custom checks', () => {
  test.each([
    ['half.ts', { status: 'partly', fraction: 0.5 }],
    [
      'finds.ts',
      {
        status: 'met',
        evidence: [{ file: 'a.md', excerpt: 'needle = 2', message: 'here', span: { start: { line: 11, column: 1 } } }],
      },
    ],
    ['secret.ts', { status: 'met' }],
    ['throws.ts', { status: 'failed' }],
    ['greedy.ts', { status: 'failed', reason: expect.stringContaining('a fraction from 0 to 1') }],
    ['nan.ts', { status: 'failed' }],
    ['reads.ts', { status: 'failed' }],
    ['none.ts', { status: 'failed' }],
    ['absent.ts', { status: 'failed' }],
    ['link.ts', { status: 'failed' }],
  ])('%s', (file, verdict) => {
    expect(customRunner(exam)(input(file))).toMatchObject(verdict);
  });

  test('one that never ends is stopped, and is our failure, not a zero', () => {
    expect(customRunner(exam)(input('loops.ts'))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('too long'),
    });
  });

  test('without permission it is blocked; paths that leave the folder are refused', () => {
    const documents = { exercise: 'one', artefacts: [], prose: [] } as never;
    expect(custom.judge({ file: 'half.ts' }, documents)).toMatchObject({ status: 'blocked' });
    for (const file of ['../x.ts', '/x.ts', 'C:\\x.ts', 'a/../../x.ts'])
      expect(() => custom.prepare({ file })).toThrow('Unexpected path');
    expect(custom.prepare({ file: 'checks/x.ts' })).toEqual({ file: 'checks/x.ts' });
  });
});
