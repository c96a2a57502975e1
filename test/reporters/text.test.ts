import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { type ReportOptions, renderReport } from '../../src/reporters/index.js';
import { displayWidth } from '../../src/reporters/layout.js';
import { hostile, payloads } from './hostile.js';
import { cohort, reportOf, single, student } from './sample-report.js';

const text = (report: Report, options: Partial<ReportOptions> = {}) =>
  renderReport('text', report, { lang: 'es', ...options });
const lineWith = (output: string, part: string) => output.split('\n').find((line) => line.includes(part)) ?? '';

describe('text', () => {
  it('leads with the total, the result and the pass mark', async () => {
    const output = await text(single, { passMark: 7000, examTitle: 'Hito 5' });
    expect(output.split('\n').slice(0, 3).join('\n')).toMatch(
      /^Hito 5 +ana-belén\n─{80}\nTotal {2}12\.90 \/ 22\.00 {2}NO APTO {2}\(se aprueba con 70\.00\)$/,
    );
  });

  it.each([
    ['a met criterion', '(logger)', /✔ {3}5\.00 \/ 5\.00 {2}logrado/],
    ['a criterion met in part', '(signature)', /◐ {3}1\.60 \/ 4\.00 {2}en parte/],
    ['a missed criterion', 'Encontrar un run', /✘ {3}0\.00 \/ 2\.00 {2}no logrado/],
    ['a criterion that could not be examined', 'except que pierde', /\? {3}0\.00 \/ 4\.00 {2}sin examinar/],
  ])('says of %s the points and the verdict in words', async (_, part, expected) => {
    expect(lineWith(await text(single), part)).toMatch(expected);
  });

  it('shows the place and the words that earned points, and those that did not', async () => {
    const output = await text(single);
    expect(output).toContain('│ + train_mlflow.py:11  with mlflow.start_run():');
    expect(output).toContain('│ - train_mlflow.py:18  mlflow.sklearn.log_model(');
  });

  it('says each place once, though two shares rest on it', async () => {
    expect((await text(single)).split('answers.md:9 ').length - 1).toBe(1);
  });

  it('tells why a share could not be examined', async () => {
    expect(await text(single)).toContain('prediction.py no se');
  });

  it('speaks English when asked', async () => {
    const output = await text(single, { lang: 'en' });
    expect(output).toContain('NOT PASSED');
    expect(output).not.toMatch(/NO APTO|Falta|Pista/);
  });

  it('is one line when quiet', async () => {
    expect(await text(single, { quiet: true })).toBe('12.90 / 22.00  NO APTO  ana-belén\n');
    expect((await text(cohort, { quiet: true })).split('\n')).toHaveLength(4);
  });

  it('gives a blocked hand-in its reason and no score', async () => {
    const [, , blocked] = cohort.results;
    const output = await text(reportOf(blocked ? [blocked] : []));
    expect(output).toContain('SIN CALIFICAR');
    expect(output).toContain('pesa más de lo que se lee');
    expect(output).not.toContain('0.00');
  });

  it('is a table of totals for several hand-ins', async () => {
    const output = await text(cohort);
    expect(lineWith(output, 'bruno')).toMatch(/^│ bruno +13\.00 +9\.00 +22\.00 {2}APTO$/);
    expect(lineWith(output, 'carla')).toMatch(/^│ carla +— +— +— {2}SIN CALIFICAR$/);
  });

  it('has no escape sequence without colour, and only colours with it', async () => {
    expect(await text(single)).not.toContain('\u001b');
    const coloured = await text(single, { colour: 1 });
    expect(coloured).toContain('\u001b[');
    expect(coloured.replace(/\u001b\[\d+(;\d+)*m/g, '')).toBe(await text(single));
  });

  it.each([80, 60, 40])('fits %i columns', async (width) => {
    const wide = { ...student, student: '王小明👩‍💻'.repeat(8), reason: '日本語のとても長い理由'.repeat(12) };
    for (const report of [single, cohort, reportOf([wide]), reportOf([wide, wide])]) {
      const limit = report.results.length > 1 ? Math.max(width, 80) : width;
      // An address that is broken over two lines cannot be followed, so it may stick out.
      const lines = (await text(report, { width, reveal: 'full' }))
        .split('\n')
        .filter((line) => !line.includes('https://'));
      for (const line of lines) expect([line, displayWidth(line) <= limit]).toEqual([line, true]);
    }
  });

  it.each(payloads.map((payload) => [JSON.stringify(payload), payload] as const))(
    'is safe for a terminal and a CI log with %s in every field',
    async (_, payload) => {
      for (const quiet of [false, true]) {
        const output = await text(hostile(payload), { reveal: 'full', quiet });
        expect(output).not.toMatch(/(?!\n)[\p{Cc}\u200b\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(output).not.toMatch(/^\s*::/m);
        expect(output).not.toContain('##[');
        expect(output).not.toMatch(/^Total 100/m);
      }
    },
  );
});
