import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/reporters/index.js';
import { hostile, payloads } from './hostile.js';
import { cohort } from './sample-report.js';

/** A strict reader of RFC 4180. */
function rows(csv: string): string[][] {
  return csv
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const fields = Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g));
      expect(fields.map((f) => f[0]).join('')).toBe(line);
      return fields.map((f) => f[1]?.replaceAll('""', '"') ?? f[2] ?? '');
    });
}

describe('csv', () => {
  it('has one row for each hand-in and a blank score for a blocked one', async () => {
    const [header, ...data] = rows(await renderReport('csv', cohort));
    expect(header).toEqual([
      'student',
      'status',
      'passed',
      'earned',
      'maximum',
      'mlflow',
      'logging',
      'to_review',
      'flags',
      'reason',
    ]);
    expect(data.map((row) => row.slice(0, 7))).toEqual([
      ['ana-belén', 'needs-review', 'no', '12.90', '22.00', '7.90', '5.00'],
      ['bruno', 'graded', 'yes', '22.00', '22.00', '13.00', '9.00'],
      ['carla', 'blocked', '', '', '22.00', '', ''],
    ]);
  });

  it.each(payloads.map((payload) => [JSON.stringify(payload), payload] as const))(
    'keeps its shape and holds no formula with %s',
    async (_, payload) => {
      const output = await renderReport('csv', hostile(payload), { reveal: 'full' });
      const data = rows(output);
      expect(data.map((row) => row.length)).toEqual([10, 10]);
      for (const cell of data.flat()) expect(cell).not.toMatch(/^\s*[=+\-@|＝＋－＠]/u);
      expect(output.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    },
  );

  it.each(['=1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\n=1', '＝1', '|x'])(
    'makes text of the formula %j',
    async (student) => {
      const first = cohort.results[0];
      const [, row] = rows(await renderReport('csv', { ...cohort, results: first ? [{ ...first, student }] : [] }));
      expect(row?.[0]?.startsWith("'")).toBe(true);
    },
  );

  it('leaves an ordinary name alone', async () => {
    const first = cohort.results[0];
    const [, row] = rows(
      await renderReport('csv', { ...cohort, results: first ? [{ ...first, student: "Zoë O'Connor-Δ" }] : [] }),
    );
    expect(row?.[0]).toBe("Zoë O'Connor-Δ");
  });
});
