import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, recognise } from '../../src/cli/exams.js';
import { loadLanguages } from '../../src/languages/index.js';
import type { LoadedExam } from '../../src/rubric/load.js';

/** As much of an exam as recognising it needs. */
const exam = (id: string, keywords: readonly string[], given: string): LoadedExam =>
  ({
    id,
    exercises: keywords.map((word) => ({ id: word, keywords: [] })),
    given: [{ file: 'exam.md', text: given }],
  }) as unknown as LoadedExam;

const exams = [
  exam('trees', ['pruning', 'grafting'], '# Exam on trees\nDescribe how an apple tree is pruned.\n'),
  exam('bees', ['honey', 'swarm'], '# Exam on bees\nDescribe how a swarm is caught in May.\n'),
];

describe('listing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dictamen-exams-'));
  const before = process.cwd();
  beforeAll(async () => {
    await loadLanguages();
    for (const id of ['mine', 'broken', 'hito-5', 'no exam']) mkdirSync(join(folder, 'exams', id), { recursive: true });
    const text =
      'schema: 1\nid: mine\nversion: 0.1.0\ntitle: {es: Mío, en: Mine}\nlanguage: en\nduration: {minimum: 30, maximum: 40}\npass-mark: 5\ngiven: []\nexercises:\n  - {id: one, title: {es: Uno, en: One}, keywords: [], rubric: one.yaml}\nsolutions: []\n';
    writeFileSync(join(folder, 'exams', 'mine', 'exam.yaml'), text);
    writeFileSync(
      join(folder, 'exams', 'mine', 'one.yaml'),
      'schema: 1\nexercise: one\nversion: 0.1.0\ntitle: {es: Uno, en: One}\npoints: 10\nshares: {found: 100}\nartefacts: {}\ncriteria:\n  - id: a\n    points: 10\n    title: {es: a, en: a}\n    feedback: {missing: {es: a, en: a}}\n    mentions: [{missing: tags}]\n',
    );
    writeFileSync(join(folder, 'exams', 'broken', 'exam.yaml'), text.replace('pass-mark', 'pas-mark'));
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it('has those of the working folder that are none of the package’s own, in their language', () => {
    const lines = listing(undefined, []).split('\n');
    expect(lines.filter((line) => /^\S/.test(line)).map((line) => line.split(' ')[0])).toEqual(['broken', 'mine']);
    expect(lines.slice(-4)).toEqual(['mine  Mine', '    30-40 min · 10.00 points, pass mark 5.00', '    one', '']);
    expect(listing('es', [])).toContain('mine  Mío');
  });

  it('tells what is wrong with one that cannot be read, and lists the others', () => {
    expect(listing(undefined, [])).toMatch(/^broken {2}exams\/broken\/exam\.yaml:7:1 .*`pas-mark`/m);
  });
});

describe('recognise', () => {
  it.each([
    ['the exam whose lines are there', 'Describe how a swarm is caught in May.\nWith a box.', 'bees'],
    ['lines before words', 'Describe how a swarm is caught in May.\npruning', 'bees'],
    ['lines with other line ends and blanks', '  Describe how an apple tree is pruned.\r\nCarefully.', 'trees'],
    ['the exam whose exercises are named', 'On Grafting and pruning I say this.', 'trees'],
    ['none where nothing is shared', 'Soup recipes', undefined],
    ['none where two share as much', 'honey and pruning', undefined],
    ['none for an empty text', '', undefined],
  ])('%s', (_, text, expected) => {
    expect(recognise(exams, text)?.id).toBe(expected);
  });
});
