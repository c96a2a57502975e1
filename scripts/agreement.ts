// usage: npx tsx scripts/agreement.ts [EXAM] [FOLDER]
// How far the marking agrees with a person's, over the fixtures of an exam or a folder like theirs. Prints every departure and the figures.
import { fixturesFolder, loadFixtures } from '../src/authoring/files.js';
import { formatTest, testFormats } from '../src/authoring/formats/exam-test.js';
import { testExam } from '../src/authoring/test-exam.js';
import { loadLanguages } from '../src/languages/index.js';
import { loadExam } from '../src/rubric/load.js';

const [id = 'hito-5', folder] = process.argv.slice(2);
await loadLanguages();
const exam = loadExam(id);
const test = testExam(exam, await loadFixtures(exam, fixturesFolder(exam, folder)));
for (const { name, result, departures } of test.fixtures) {
  console.log(
    `${name}: ${(result.score.earned / 100).toFixed(2)}${departures.length > 0 ? ` (${departures.length} departures)` : ''}`,
  );
}
console.log(formatTest(exam.id, test, testFormats[0]));
