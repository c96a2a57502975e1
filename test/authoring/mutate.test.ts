import { describe, expect, test } from 'vitest';
import { applyEdits, offsetOf, shortDiff } from '../../src/authoring/edits.js';
import { fixturesFolder, modelAnswer, readTexts } from '../../src/authoring/files.js';
import { formatMutation } from '../../src/authoring/formats/mutation.js';
import { mutate } from '../../src/authoring/mutate.js';
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

describe.each(listExams())('the remedies of %s', (id) => {
  const exam = loadExam(id);
  const files = modelAnswer(exam, fixturesFolder(exam));
  const result = mutate({ exam, files, read: (some) => readTexts(exam, some) });

  test('each one broken lowers exactly its own criterion, in 95 % of the mutants at least', () => {
    expect(result.mutants.length).toBeGreaterThan(20);
    expect(result.score, formatMutation(id, result)).toBeGreaterThanOrEqual(0.95);
  });

  test('no mutant lowers a criterion that shares no evidence with it', () => {
    expect(result.mutants.filter((mutant) => mutant.outcome === 'spills').map((mutant) => mutant.diff)).toEqual([]);
  });

  test('noise changes nothing', () => {
    expect(result.disturbed).toEqual([]);
  });
});
