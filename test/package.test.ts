import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

describe.runIf(process.platform !== 'win32')('the packed tarball', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dictamen-pack-'));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as { filename: string; files: { path: string }[] }[];
  execFileSync('tar', ['xzf', join(folder, packed?.filename ?? ''), '-C', folder]);
  symlinkSync(join(root, 'node_modules'), join(folder, 'package', 'node_modules'), 'dir');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'package', 'dist', 'cli', 'index.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });

  test('holds what it needs and nothing of ours besides', () => {
    const names = (packed?.files ?? []).map((file) => file.path);
    for (const name of [
      'dist/cli/index.js',
      'exams/hito-5/exam.yaml',
      'rubrics/hito-5/mlflow.yaml',
      'schema/rubric.schema.json',
      'LICENSE',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => /^(src|test|fixtures|scripts|node_modules)\//.test(name))).toEqual([]);
  });

  test('writes a blank exam and marks it in an empty folder', () => {
    expect(run('exams').stdout).toContain('hito-5');
    expect(run('init', 'hito-5', 'mine').status).toBe(0);
    expect(existsSync(join(folder, 'mine', 'answers.md'))).toBe(true);
    const graded = run('grade', 'mine', '--format', 'json', '--exam', 'hito-5');
    expect(graded.status).toBe(0);
    expect(JSON.parse(graded.stdout).results[0].score).toEqual({ earned: 0, maximum: 100 });
  });
});
