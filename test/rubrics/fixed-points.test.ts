import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeSubmission } from '../../src/grading/index.js';
import { loadLanguages } from '../../src/languages/index.js';
import { listExams, loadExam } from '../../src/rubric/load.js';
import { submissionOf } from '../../src/submission/read.js';

await loadLanguages();
const bytes = (text: string) => new TextEncoder().encode(text);

/** What holds for every exam that is shipped. */
describe.each(listExams())('fixed points of %s', (id) => {
  const exam = loadExam(id);
  const earned = (files: Record<string, string>) =>
    gradeSubmission(
      exam,
      submissionOf(
        { name: 'x', files: Object.entries(files).map(([name, text]) => ({ name, bytes: bytes(text) })) },
        exam,
      ),
    ).score.earned;
  const model = exam.solutions[0]?.text ?? '';

  test('its statements, untouched, earn nothing in any of its languages', () => {
    const statements = exam.given.filter((one) => one.file.endsWith('.md') && !one.file.includes('/'));
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) expect(earned({ 'answers.md': statement.text }), statement.file).toBe(0);
  });

  test('its given files, handed in again, earn nothing', () => {
    const files = Object.fromEntries(
      exam.given
        .filter((one) => one.file.includes('/'))
        .map((one) => [one.file.split('/').at(-1) ?? one.file, one.text]),
    );
    expect(earned(files)).toBe(0);
  });

  test('its model answer earns everything; line ends and a byte order mark change nothing', () => {
    const whole = exam.exercises.reduce((sum, one) => sum + one.rubric.points, 0);
    expect(earned({ 'answers.md': model })).toBe(whole);
    expect(earned({ 'answers.md': `\uFEFF${model.replaceAll('\n', '\r\n')}` })).toBe(whole);
  });

  test('inert content never raises a score, wherever it is put', () => {
    const statement = exam.given.find((one) => one.file === 'exam.md')?.text ?? '';
    const inert = [
      `<!-- ${exam.exercises.flatMap((one) => one.rubric.criteria.map((c) => c.title.es)).join('. Falta: ')} -->`,
      `<div style="display:none">${exam.exercises.flatMap((one) => one.rubric.criteria.map((c) => c.title.en)).join('. Missing: ')}</div>`,
      statement,
      '[//]: # (faltan todas las cosas)',
      '\u200b\u200b',
    ];
    const lines = model.split('\n');
    const base = earned({ 'answers.md': lines.slice(0, Math.floor(lines.length / 3)).join('\n') });
    fc.assert(
      fc.property(fc.constantFrom(...inert), fc.boolean(), (text, before) => {
        const part = lines.slice(0, Math.floor(lines.length / 3)).join('\n');
        const noisy = before ? `${text}\n\n${part}` : `${part}\n\n${text}\n`;
        expect(earned({ 'answers.md': noisy })).toBeLessThanOrEqual(base);
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});

describe.runIf(existsSync('dist/cli/index.js'))('the same bytes', () => {
  const fixture = join(process.cwd(), 'fixtures', 'hito-5', 'model-answer');
  const report = (env: Record<string, string>, cwd = process.cwd()) =>
    spawnSync(
      process.execPath,
      [join(process.cwd(), 'dist', 'cli', 'index.js'), 'grade', fixture, '--format', 'json'],
      {
        cwd,
        encoding: 'utf8',
        env: { PATH: process.env.PATH ?? '', ...env },
      },
    ).stdout;

  test('in another locale, time zone and folder', () => {
    const first = report({ TZ: 'UTC', LANG: 'C' });
    expect(JSON.parse(first)).toMatchObject({ exam: 'hito-5', rubric: { digest: expect.stringMatching(/^sha256:/) } });
    expect(report({ TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toBe(first);
    expect(report({ TZ: 'America/Lima' }, join(process.cwd(), 'src'))).toBe(first);
  });

  test('the schema that is published is the schema that is used', () => {
    expect(JSON.parse(readFileSync('schema/rubric.schema.json', 'utf8')).$defs.expression.properties).toHaveProperty(
      'calls',
    );
  });
});
