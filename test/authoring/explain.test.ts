import { describe, expect, test } from 'vitest';
import { explainExam } from '../../src/authoring/explain.js';
import { explainIn } from '../../src/authoring/explain-files.js';
import { plainForm } from '../../src/authoring/plain-forms.js';
import { plainWords } from '../../src/authoring/plain-words.js';
import type { Expression } from '../../src/model/rubric.js';

describe('parts that a hand-in was judged by', () => {
  const raw = {
    all: [
      { calls: { of: 'a.f' } },
      { any: [{ use: 'g' }, { calls: { of: 'a.h' } }] },
      { not: { calls: { of: 'a.print' } } },
      { 'at-least': { count: 2, of: [{ calls: { of: 'a.f' } }, { calls: { of: 'a.k' } }] } },
    ],
  };
  const check = (kind: string) => ({ op: 'check', kind, ready: undefined, path: [] }) as const;
  const [f, g, h, k, p] = ['f', 'g', 'h', 'k', 'p'].map(check);
  const expression = {
    op: 'all',
    of: [f, { op: 'any', of: [g, h] }, { op: 'not', of: p }, { op: 'at-least', count: 2, of: [f, k] }],
  } as unknown as Expression;
  const met = new Set<unknown>([f, p]);
  const fractionOf = (part: Expression): number =>
    met.has(part) ? 1 : part.op === 'at-least' ? 0.5 : part.op === 'not' ? Number(!met.has(part.of)) : 0;
  const words = (lackingOnly: boolean) =>
    plainWords(raw, { g: { calls: { of: 'a.g' } } }, 'en', { expression, fractionOf, lackingOnly });

  test('are marked as met, in part or unmet; what must not hold is told unmarked', () => {
    expect(words(false)).toEqual([
      '- ✗ all of these:',
      '  - ✓ the Python calls `a.f`',
      '  - ✗ any one of these:',
      '    - ✗ the Python calls `a.g`',
      '    - ✗ the Python calls `a.h`',
      '  - ✗ that this does not hold:',
      '    - the Python calls `a.print`',
      '  - ◐ at least 2 of these:',
      '    - ✓ the Python calls `a.f`',
      '    - ✗ the Python calls `a.k`',
    ]);
  });

  test('are left out where they are met and only what lacks is asked for', () => {
    expect(words(true).join('\n')).not.toMatch(/✓/);
    expect(words(true)).toHaveLength(8);
  });
});

describe('checks in plain words', () => {
  test.each([
    [{ calls: { of: ['a.f', 'a.g'] } }, 'the Python calls `a.f` or `a.g`'],
    [{ calls: { of: 'a.f', with: { k: true } } }, 'the Python calls `a.f` (`with: {k: true}`)'],
    [{ code: { pattern: 'f(...)', none: true } }, 'the code does not hold `f(...)`'],
    [{ code: { 'pattern-either': [{ pattern: 'f()' }, { pattern: 'g()' }] } }, 'the code holds `f()` or `g()`'],
    [{ data: { path: 'a.b' } }, '`a.b` is there'],
    [{ data: { path: 'a.b', absent: true } }, '`a.b` is not there'],
    [{ data: { path: 'a', min: 2, max: 5 } }, '`a` is at least `2` and is at most `5`'],
    [
      { data: { where: { kind: 'Job' }, path: 'a', quantity: 'every', equals: 1 } },
      'in every place, `a` (where `kind: "Job"`) is `1`',
    ],
    [
      { dockerfile: { instruction: 'USER', 'not-matches': '^root' } },
      'the Dockerfile has `USER`, which does not match `^root`',
    ],
    [{ regex: { pattern: 'a, b', absent: true } }, 'the text does not match `a, b`'],
    [{ tree: { present: ['tests/'], absent: ['.env'] } }, 'the tree has `tests/` and it has no `.env`'],
    [{ answer: { question: '2', number: 8 } }, 'the answer to `2`: `number: 8`'],
    [{ names: { used: { pattern: 'a' } } }, '`names`: {used: {pattern: "a"}}'],
  ])('%j', (expression, words) => {
    expect(plainWords(expression, {}, 'en')).toEqual([`- ${words}`]);
  });

  test('operators are lists; a definition is told where it is used', () => {
    const lines = plainWords(
      { all: [{ use: 'one' }, { not: { calls: { of: 'p' } } }] },
      { one: { data: { path: 'a' } } },
      'es',
    );
    expect(lines).toEqual(['- todo esto:', '  - `a` está', '  - que no se dé esto:', '    - el Python llama a `p`']);
  });
});

describe('forms in plain words', () => {
  test.each([
    [{ missing: 'tags' }, 'says that this is missing, or asks for it: `tags` (tag, etiqueta …)'],
    [{ all: ['tags', { harmful: 'print' }] }, '`tags` (tag, etiqueta …) and also names, without approval, `print`'],
    [{ weak: { near: ['a', 'b'] } }, 'for a person to look at: `a` near `b`'],
  ])('%j', (form, words) => {
    expect(plainForm(form, { 'tags+': ['tag', 'etiqueta'] }, 'en')).toBe(words);
  });
});

describe('a criterion explained', () => {
  test('an instructor reads how it is recognised, a student does not', () => {
    const instructor = explainIn(['hito-4'], 'secret', 'en', 'instructor')?.text;
    expect(instructor).toContain('**Forms by which it is recognised**');
    const student = explainIn(['hito-4'], 'secret', 'es', 'student')?.text ?? '';
    expect(student).toMatch(/^## [^\n]+\n\n`secret` · 5 puntos\n/);
    expect(student).not.toMatch(/Formas|Severidad|ENV/);
    expect(explainIn(['hito-4'], 'nobody', 'es', 'student')).toBeUndefined();
  });

  test('found by its exercise too, in whichever exam has it; the same id elsewhere is told', () => {
    const exams = ['hito-2', 'hito-4', 'hito-5'];
    expect(explainIn(exams, 'mlflow/tags', 'en', 'student')?.text).toContain('`tags`');
    expect(explainIn(exams, 'logging/tags', 'en', 'student')).toBeUndefined();
    expect(explainIn(['hito-5', 'hito-5'], 'tags', 'en', 'student')?.also).toEqual(['hito-5 mlflow/tags']);
  });
});

test.each([
  [{ alone: 0, 'beside-artefact': 0 }, /mend it earns nothing of that last share: only the corrected file/],
  [{ alone: 1, 'beside-artefact': 0.5 }, /earns all of that last share .*, and 50 % beside a file/],
  [undefined, /earns all of that last share/],
])('what right words earn is told as the rubric has it: %j', (words, told) => {
  const raw = { shares: { found: 50, fixed: 50 }, words, title: { es: 'x', en: 'x' }, points: 1, criteria: [] };
  expect(explainExam('x', [raw as never], 'en', 'student')).toMatch(told);
});
