import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/reporters/index.js';
import { hostile, payloads } from './hostile.js';
import { cohort, reportOf, single, student } from './sample-report.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const json = async (...args: Parameters<typeof renderReport> extends [string, ...infer Rest] ? Rest : never) =>
  JSON.parse(await renderReport('json', ...args));

describe('json', () => {
  it.each([
    ['one hand-in', single],
    ['several, one of them blocked', cohort],
    ['none', reportOf([])],
  ])('keeps to the published schema: %s', async (_, report) => {
    for (const reveal of ['none', 'hints', 'full'] as const) {
      expect(validate(await json(report, { reveal })) ? [] : validate.errors).toEqual([]);
    }
  });

  it('has a schema that bites', async () => {
    const report = await json(single);
    for (const spoil of [
      (r: typeof report) => delete r.results[0].score,
      (r: typeof report) => (r.results[0].exercises[0].criteria[0].shares.found.fraction = 2),
      (r: typeof report) => (r.results[0].extra = 1),
      (r: typeof report) => (r.schema = 2),
    ]) {
      const copy = structuredClone(report);
      spoil(copy);
      expect(validate(copy)).toBe(false);
    }
  });

  it('gives points as numbers of points', async () => {
    const [result] = (await json(single)).results;
    expect(result.score).toEqual({ earned: 12.9, maximum: 22 });
    const third = { ...student, score: { earned: 1333.3333, maximum: 2000 } };
    expect((await json(reportOf([third]))).results[0].score).toEqual({ earned: 13.33, maximum: 20 });
  });

  it('says every share that the exercise pays, with fraction 0 where nothing was earned', async () => {
    const bare = {
      ...student,
      exercises: student.exercises.map((e) => ({
        ...e,
        criteria: e.criteria.map((c, i) => (i === 0 ? c : { ...c, shares: {} })),
      })),
    };
    const [mlflow, logging] = (await json(reportOf([bare]))).results[0].exercises;
    expect(Object.keys(mlflow.criteria[1].shares)).toEqual(['found', 'severity', 'fixed']);
    expect(Object.keys(logging.criteria[1].shares)).toEqual(['found', 'fixed']);
    expect(logging.criteria[1].shares.found).toEqual({ fraction: 0, by: 'none', status: 'unmet', evidence: [] });
  });

  it.each(payloads.map((payload) => [JSON.stringify(payload), payload] as const))(
    'carries %s whole, with nothing raw that a terminal obeys',
    async (_, payload) => {
      const output = await renderReport('json', hostile(payload), { reveal: 'full' });
      expect(output).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(output).results[0].student).toBe(payload);
      expect(validate(JSON.parse(output)) ? [] : validate.errors).toEqual([]);
    },
  );
});
