import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fixturesFolder, loadFixtures, modelAnswer, readTexts } from '../../src/authoring/files.js';
import { lintExamFiles } from '../../src/authoring/lint-files.js';
import { mutate } from '../../src/authoring/mutate.js';
import { isGreen, testExam } from '../../src/authoring/test-exam.js';
import { loadLanguages } from '../../src/languages/index.js';
import { loadExam } from '../../src/rubric/load.js';

await loadLanguages();
const root = mkdtempSync(join(tmpdir(), 'first-rubric-'));
const files = filesOf('first-rubric.md');
for (const [name, text] of files) {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
afterAll(() => rmSync(root, { recursive: true }));

const exam = loadExam(join(root, 'exams', 'client'));
const fixtures = fixturesFolder(exam);

test('the worked example has no mistake', () => {
  expect(lintExamFiles([exam.folder], false)).toEqual([]);
});

test('the worked example is green', async () => {
  const tested = testExam(exam, await loadFixtures(exam, fixtures));
  expect(tested.fixtures.flatMap((one) => one.departures.map((departure) => departure.message))).toEqual([]);
  expect(tested.broken).toEqual([]);
  expect(tested.probes.failures).toEqual([]);
  expect(isGreen(tested)).toBe(true);
});

test('its mutants die, each by its own criterion', () => {
  const found = mutate({ exam, files: modelAnswer(exam, fixtures), read: (some) => readTexts(exam, some) });
  expect(found.score).toBeGreaterThanOrEqual(0.95);
  expect(found.disturbed).toEqual([]);
});

/** The files that a page shows: `file=` names one, `copy=` another that lies beside it as `answers.md`. */
function filesOf(page: string): Map<string, string> {
  const text = readFileSync(new URL(`../../rubrics/${page}`, import.meta.url), 'utf8');
  const found = new Map<string, string>();
  for (const [, , info = '', body = ''] of text.matchAll(/^(`{3,})([^`\n]*)\n([\s\S]*?)^\1$/gm)) {
    const [, file] = /\bfile=(\S+)/.exec(info) ?? [];
    const [, copy] = /\bcopy=(\S+)/.exec(info) ?? [];
    if (!file) continue;
    found.set(file, body);
    if (copy) found.set(join(dirname(file), 'answers.md'), found.get(copy) ?? '');
  }
  return found;
}
