import { expect, test } from 'vitest';
import { lintGiven } from '../../src/authoring/met-by-given-files.js';
import { checksByKind } from '../../src/checks/index.js';
import { loadLanguages } from '../../src/languages/index.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { compileExpression } from '../../src/rubric/expression.js';
import { loadExam } from '../../src/rubric/load.js';

await loadLanguages();
const exam = loadExam('hito-2');
const [first] = exam.exercises;

/** The first exercise with another `fixed` for its first criterion. */
const withFixed = (fixed: unknown) => {
  const compiled = compileExpression(authorFile('x', ''), fixed, [], checksByKind, {});
  const [one, ...rest] = first!.rubric.criteria;
  const rubric = { ...first!.rubric, criteria: [{ ...one!, fixed: compiled }, ...rest] };
  return { ...exam, exercises: [{ ...first!, rubric }, ...exam.exercises.slice(1)] };
};

test('what the flawed file shows already is no sign of a correction', () => {
  const [found, ...more] = lintGiven(withFixed({ code: { pattern: 'StandardScaler()' } }));
  expect(more).toEqual([]);
  expect(found).toMatchObject({ rule: 'met-by-given', level: 'error' });
  expect(found?.message).toContain(first!.rubric.criteria[0]!.id);
  expect(found?.position.line).toBeGreaterThan(1);
});

test.each(['hito-2', 'hito-4', 'hito-5'])('no flawed file of %s meets what its correction must show', (id) => {
  expect(lintGiven(loadExam(id))).toEqual([]);
});

test('what the flawed file lacks is one', () => {
  expect(lintGiven(withFixed({ code: { pattern: 'make_pipeline(...)' } }))).toEqual([]);
});
