import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits, offsetOf, shortDiff } from '../../src/authoring/edits.js';
import { fixturesFolder, modelAnswer, readTexts } from '../../src/authoring/files.js';
import { formatMutation } from '../../src/authoring/formats/mutation.js';
import { remarkOperators, textOperators } from '../../src/authoring/mutants.js';
import { isJudged, type Mutant, mutate } from '../../src/authoring/mutate.js';
import { loadLanguages } from '../../src/languages/index.js';
import { listExams, loadExam } from '../../src/rubric/load.js';

await loadLanguages();

describe('edits', () => {
  test('are made from front to back; one inside another is dropped', () => {
    const edits = [
      { start: 4, end: 6, text: 'X' },
      { start: 0, end: 1, text: '' },
      { start: 4, end: 5, text: 'Y' },
    ];
    expect(applyEdits('abcdefgh', edits)).toBe('bcdXgh');
  });

  test('offsets of positions, and the lines that differ', () => {
    expect(offsetOf('ab\ncd\n', { line: 2, column: 2 })).toBe(4);
    expect(shortDiff('a\nb\nc', 'a\nx\nc')).toBe('@@ line 2 @@\n-b\n+x');
  });
});

describe('a remedy is broken as a whole', () => {
  const broken = (name: string, text: string, shown: string) => {
    const operator = [...textOperators, ...remarkOperators].find((one) => one.name === name);
    const start = text.indexOf(shown);
    const place = { text, start, end: start + shown.length, chain: [], toFile: (offset: number) => offset };
    return applyEdits(text, operator?.edits(place) ?? []);
  };

  test.each([
    [
      'a block of HCL goes to its end',
      'provider "a" {\n  x = 1\n  y = 2\n}\nz = 1\n',
      'provider "a" {\n  x',
      'z = 1\n',
    ],
    ['a block of YAML goes to its end', 'a:\n  b:\n    c: 1\n    d: 2\n  e: 1\n', 'b:\n    c', 'a:\n  e: 1\n'],
    ['an item of a list goes with its comma', 'a = ["x==1", "y"]\n', '"x==1"', 'a = ["y"]\n'],
    ['the last item too', 'a = ["x==1", "y"]\n', '"y"', 'a = ["x==1"]\n'],
    ['one setting goes alone', 'a:\n  b: 1\n  c: 2\n', 'b: 1', 'a:\n  c: 2\n'],
  ])('%s', (_, text, shown, left) => {
    expect(broken('delete the lines', text, shown)).toBe(left);
  });

  test.each([
    ['a = ["x==1"]', '"x==1"', 'a = ["zzz-nonsense"]'],
    ['a: 3', 'a: 3', 'a: zzz-nonsense'],
    ['pandas==2', 'pandas==2', 'pandas==2'],
  ])('another value in %s', (text, shown, expected) => {
    expect(broken('another value', text, shown)).toBe(expected);
  });

  test('a remark in a table stays a row', () => {
    const text = '| # | Problem | Fix |\n|---|---|---|\n| 1 | No timeout | 5 s |\n| 2 | No log | log |\n';
    const flipped = broken('flip the stance', text, '1 | No timeout | 5 s').split('\n');
    expect(flipped).toHaveLength(5);
    expect(flipped[2]).toMatch(/^\|[^|]*\| No es verdad que [^|]*No timeout[^|]* \| — \|$/);
  });

  test.each([
    [
      'an English row',
      '| Problem | Fix |\n|---|---|\n| The contract has no owner | Name a team |\n',
      '| It is not true that The contract has no owner: it is fine as it is. | — |',
    ],
    [
      'a Spanish row',
      '| Problema | Arreglo |\n|---|---|\n| El contrato no tiene dueño | Un equipo |\n',
      '| No es verdad que El contrato no tiene dueño: eso está bien así. | — |',
    ],
  ])('%s is contradicted in its own language, once', (_, text, expected) => {
    const shown = text.split('\n')[2]!.slice(2, -2);
    const flipped = broken('flip the stance', text, shown);
    expect(flipped.split('\n')[2]).toBe(expected);
    expect(broken('flip the stance', flipped, expected.slice(2, -2))).toBe(flipped);
  });
});

describe('a mutant that leaves a right remedy', () => {
  const mutant = {
    criterion: 'e/owner',
    operator: 'another value',
    channel: 'artefact',
    shared: [],
    lowered: [],
    diff: '',
  } as const;
  test('does not count where its rubric marks it', () => {
    const mutants: Mutant[] = [
      { ...mutant, outcome: 'equivalent' },
      { ...mutant, lowered: ['e/owner'], outcome: 'killed' },
    ];
    expect(mutants.filter(isJudged)).toHaveLength(1);
    const text = formatMutation('e', { mutants, disturbed: [], score: 1, unshown: [], together: [] });
    expect(text).toBe('e: 1 of 1 mutant lowered exactly its own criterion: 100.0 % (1 equivalent, not counted)\n');
  });
});

describe('a question that is judged by the words it holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dictamen-mutate-'));
  const head = 'schema: 1\nversion: 0.1.0\ntitle: {es: Uno, en: One}\n';
  const criterion = (id: string, fixed: string) =>
    `  - id: ${id}\n    points: 5\n    title: {es: a, en: a}\n    feedback: {missing: {es: a, en: a}}\n    mentions: []\n    fixed: ${fixed}\n`;
  writeFileSync(
    join(folder, 'exam.yaml'),
    `${head}id: q\nlanguage: en\nduration: {minimum: 1, maximum: 2}\npass-mark: 5\ngiven: []\nexercises:\n  - {id: one, title: {es: Uno, en: One}, keywords: [], rubric: one.yaml}\n`,
  );
  writeFileSync(
    join(folder, 'one.yaml'),
    `${head}exercise: one\npoints: 10\nshares: {fixed: 100}\nartefacts: {}\ncriteria:\n${criterion('words', '{text: {any: [latest]}}')}${criterion('read', "{answer: {question: '2', names: [memory]}}")}`,
  );
  const exam = loadExam(join(folder, 'exam.yaml'));
  const files = new Map([['answers.md', '# One\n\n1. The tag is latest.\n\n2. The memory is too small.\n']]);
  const { mutants } = mutate({ exam, files, read: (some) => readTexts(exam, some) });
  const of = (id: string) => mutants.filter((one) => one.criterion === `one/${id}`).map((one) => one.operator);

  test('is not contradicted, for the words would stay; one that is read is', () => {
    expect(of('words')).toEqual(['delete the remark']);
    expect(of('read')).toEqual(['delete the remark', 'flip the stance']);
  });
});

describe.each(listExams())('the remedies of %s', (id) => {
  const exam = loadExam(id);
  const files = modelAnswer(exam, fixturesFolder(exam));
  const result = mutate({ exam, files, read: (some) => readTexts(exam, some) });

  test('each one broken lowers exactly its own criterion', () => {
    expect(result.mutants.length).toBeGreaterThan(20);
    expect(result.score, formatMutation(id, result)).toBe(1);
  });

  test('no mutant lowers a criterion that shares no evidence with it', () => {
    expect(result.mutants.filter((mutant) => mutant.outcome === 'spills').map((mutant) => mutant.diff)).toEqual([]);
  });

  test('noise changes nothing', () => {
    expect(result.disturbed).toEqual([]);
  });
});
