import { describe, expect, test } from 'vitest';
import { fixturesFolder, loadFixtures } from '../../src/authoring/files.js';
import { testExam } from '../../src/authoring/test-exam.js';
import { loadLanguages } from '../../src/languages/index.js';
import { listExams, loadExam } from '../../src/rubric/load.js';

await loadLanguages();

for (const id of listExams()) {
  const exam = loadExam(id);
  const tested = testExam(exam, await loadFixtures(exam, fixturesFolder(exam)));

  describe(`fixtures of ${id}`, () => {
    test.each(tested.fixtures.map((one) => [one.name, one] as const))('%s', (_, { departures }) => {
      const told = departures.filter((one) => !one.known).map((one) => `${one.word} ${one.criterion}: ${one.message}`);
      expect(told).toEqual([]);
    });

    test('a blank exam earns nothing, a model answer everything, every criterion is met and unmet', () => {
      expect(tested.broken.map((one) => one.message)).toEqual([]);
    });

    test('examples name their own defect, typos too; denials and keyword lists name none', () => {
      const told = tested.probes.failures.map(
        (one) => `${one.word} ${one.exercise}/${one.criterion} ${one.kind}: ${one.text}`,
      );
      expect(told).toEqual([]);
    });
  });
}
