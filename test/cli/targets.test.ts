import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHandIns } from '../../src/cli/targets.js';
import { UsageError } from '../../src/cli/trouble.js';

const known = ['mlflow', 'logging', 'model card', 'prometheus', 'train_mlflow', 'prediction.py', 'metrics', 'alerts'];
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dictamen-targets-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function found(files: readonly string[], paths: readonly string[] = ['.'], single = false): string[] {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    if (!file.endsWith('/')) writeFileSync(join(root, file), 'x');
    else mkdirSync(join(root, file), { recursive: true });
  }
  return findHandIns(
    paths.map((path) => join(root, path)),
    { known, exercises: 4, singleExercise: single },
  ).map((path) => relative(root, path) || '.');
}

describe('one hand-in', () => {
  it.each([
    ['one document', ['answers.md']],
    ['a document under any name', ['my thoughts.md']],
    ['a notebook', ['hito.ipynb']],
    ['a document and corrected files', ['answers.md', 'train_mlflow.py', 'alerts.yml']],
    ['corrected files alone', ['train_mlflow.py', 'metrics.py']],
    ['files with names nobody knows', ['uno.py', 'dos.py', 'reglas.yml']],
    ['a document and code with names nobody knows', ['texto.md', 'cosas.py']],
    ['one document for each exercise', ['ejercicio1.md', 'ejercicio2.md', 'ejercicio 3.md']],
    ['one document for each exercise, by topic', ['mlflow.md', 'prometheus.md']],
    ['one document for each exercise, by number alone', ['1.md', '2.md', '3.md', '4.md']],
    ['one folder for each exercise', ['ejercicio-1/a.md', 'ejercicio-2/b.md']],
    ['one folder for each exercise, by topic', ['mlflow/train.py', 'logging/p.py']],
    ['a project', ['src/train.py', 'docs/card.md', 'monitoring/rules.yml']],
    ['a document beside a folder', ['respuestas.md', 'codigo/x.py']],
    ['a project with a folder of its own', ['src/train.py', 'docs/card.md', 'borradores/x.md']],
    ['nothing', ['empty/'].slice(1)],
    ['a readme and code', ['README.md', 'train_mlflow.py']],
  ])('%s', (_, files) => {
    expect(found(files)).toEqual(['.']);
  });
});

describe('a folder of hand-ins', () => {
  it.each([
    ['a folder for each student', ['ana/answers.md', 'bruno/answers.md'], ['ana', 'bruno']],
    ['numbered folders', ['sample-01/answers.md', 'sample-02/answers.md'], ['sample-01', 'sample-02']],
    ['folders named after the exam', ['exam-01/a.md', 'exam-02/a.md'], ['exam-01', 'exam-02']],
    [
      'a team called like an exercise',
      ['ana/a.md', 'bruno/a.md', 'carla/a.md', 'los prometheus/a.md'],
      ['ana', 'bruno', 'carla', 'los prometheus'],
    ],
    ['one student only', ['ana/answers.md'], ['ana']],
    ['an empty folder among them', ['ana/answers.md', 'bruno/'], ['ana', 'bruno']],
    [
      'a readme and a roster beside the folders',
      ['README.md', 'labels.json', 'roster.csv', 'ana/a.md', 'bruno/a.md'],
      ['ana', 'bruno'],
    ],
    ['a document for each student', ['ana.md', 'bruno.md', 'carla.ipynb'], ['ana.md', 'bruno.md', 'carla.ipynb']],
    ['numbered documents', ['entrega_1.md', 'entrega_2.md'], ['entrega_1.md', 'entrega_2.md']],
    ['more numbers than exercises', ['1.md', '2.md', '3.md', '4.md', '5.md'], ['1.md', '2.md', '3.md', '4.md', '5.md']],
    ['numbers that do not count up', ['12.md', '31.md'], ['12.md', '31.md']],
    ['folders and documents', ['ana/answers.md', 'bruno.md'], ['ana', 'bruno.md']],
    ['what a machine left there', ['.git/x.md', '__MACOSX/y.md', 'ana/answers.md', 'zoe/answers.md'], ['ana', 'zoe']],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });

  it('is in the order of code units, whatever the disk says', () => {
    expect(found(['b/a.md', 'Z/a.md', 'ä/a.md', 'a/a.md'])).toEqual(['Z', 'a', 'b', 'ä']);
  });

  it('holds a script for each student when one exercise is asked for', () => {
    expect(found(['ana.py', 'bruno.py'], ['.'], true)).toEqual(['ana.py', 'bruno.py']);
    expect(found(['ana.py', 'bruno.py'], ['.'], false)).toEqual(['.']);
  });
});

it('keeps the order of the command line and drops what was named twice', () => {
  expect(found(['b.md', 'a.md'], ['b.md', 'a.md', 'b.md'])).toEqual(['b.md', 'a.md']);
});

it('says which path does not exist', () => {
  expect(() => findHandIns(['nowhere'], { known })).toThrow(new UsageError('there is no `nowhere`'));
});
