import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
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
  symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'package', 'node_modules'), 'dir');
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

  test('asks npm to run nothing when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8'));
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$|^prepublish$/.test(name))).toEqual([]);
  });

  test('writes a blank exam and marks it in an empty folder', () => {
    expect(run('exams').stdout).toContain('hito-5');
    expect(run('init', 'hito-5', 'mine').status).toBe(0);
    expect(existsSync(join(folder, 'mine', 'answers.md'))).toBe(true);
    const graded = run('grade', 'mine', '--format', 'json', '--exam', 'hito-5');
    expect(graded.status).toBe(0);
    expect(JSON.parse(graded.stdout).results[0].score).toEqual({ earned: 0, maximum: 100 });
  });

  test('lays out an exam of one’s own, which may have a check of its own', () => {
    const exam =
      '# E\n\n## Exercise 1: one (10 points)\n\n```python\n# a.py\nx = 1\n```\n\n### Solution\n\n| Problem | Fix |\n|---|---|\n| Nobody says what the file is for | A docstring |\n\n```python\n# a.py\n"""Counts."""\nx = 1\n```\n';
    writeFileSync(join(folder, 'own.md'), exam);
    expect(run('rubric', 'new', 'own.md').status).toBe(0);
    expect(run('rubric', 'lint', 'exams/own').status).toBe(0);
    const rubric = join(folder, 'rubrics', 'own', 'one.yaml');
    const text = readFileSync(rubric, 'utf8').replace(/ {4}fixed:[\s\S]*$| {4}# check me: no check[\s\S]*$/m, '');
    writeFileSync(rubric, `${text.trimEnd()}\n    fixed: {custom: {file: docstring.ts}}\n`);
    writeFileSync(
      join(folder, 'rubrics', 'own', 'docstring.ts'),
      `export const check = ({ artefacts }: { artefacts: { text: string }[] }): number => (artefacts[0]?.text.includes('"""') ? 1 : 0);\n`,
    );
    expect(run('rubric', 'lint', 'exams/own').status).toBe(0);
    const marked = (...flags: string[]) =>
      JSON.parse(run('grade', 'fixtures/own/model-answer', '--exam', 'exams/own', '--format', 'json', ...flags).stdout)
        .results[0].exercises[0].criteria[0].shares.fixed.by;
    expect(marked()).toBe('words');
    expect(marked('--allow-custom')).toBe('both');
  });
});
