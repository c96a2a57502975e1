import type { ExamResult } from '../model/report.js';
import type { Exercise } from '../model/rubric.js';
import { type AuthorFile, authorFile } from '../rubric/author-file.js';
import { validate } from '../rubric/validate.js';

/** What a fixture should get: the marks of a careful person. */
export interface Expectation {
  readonly kind: 'model' | 'blank' | 'typical' | 'control' | 'attack' | 'look-alike';
  /** Points. */
  readonly total: number;
  /** By `exercise/criterion`; one that is not there earns nothing. */
  readonly criteria: Readonly<Record<string, Shares>>;
  /** Criteria on which two careful markers could differ: not compared. */
  readonly doubt: readonly string[];
  /** Kinds of flag that must be raised. */
  readonly flags: readonly string[];
  /** Known errors, counted and shown: gave points it should not, or withheld them. */
  readonly known: { readonly noisy: readonly string[]; readonly missing: readonly string[] };
}

interface Shares {
  readonly found?: number;
  readonly severity?: number;
  readonly fixed?: number;
}

const share = { type: 'number', minimum: 0, maximum: 1 };
const names = { type: 'array', items: { type: 'string' } };

/** The form of `expect.yaml`. */
export const fixtureSchema = {
  type: 'object',
  properties: {
    kind: {
      enum: ['model', 'blank', 'typical', 'control', 'attack', 'look-alike'],
      description:
        'Everything right; nothing written; a student; honest though it resembles something forbidden; written to earn points without an answer; it looks right and is wrong.',
    },
    total: { type: 'number', minimum: 0, description: 'The points it should get.' },
    criteria: {
      type: 'object',
      description: 'By `exercise/criterion`: the shares it should get. One that is not there earns nothing.',
      additionalProperties: {
        type: 'object',
        properties: { found: share, severity: share, fixed: share },
        additionalProperties: false,
      },
    },
    doubt: { ...names, description: 'Criteria on which two careful markers could differ: not compared.' },
    flags: { ...names, description: 'What the integrity checks must raise.' },
    known: {
      type: 'object',
      description:
        'Errors that are known and waited for, by `exercise/criterion`: counted and shown, but the test stays green.',
      properties: { noisy: names, missing: names },
      additionalProperties: false,
    },
    note: { type: 'string', description: 'Why, for the next reader.' },
  },
  required: ['kind', 'total'],
  additionalProperties: false,
};

/** @throws RubricError with the place of the first mistake. */
export function parseExpectation(name: string, text: string): Expectation {
  const file: AuthorFile = authorFile(name, text);
  for (const error of validate(file, fixtureSchema)) throw error;
  const raw = file.data as Partial<Expectation>;
  return {
    kind: raw.kind ?? 'typical',
    total: raw.total ?? 0,
    criteria: raw.criteria ?? {},
    doubt: raw.doubt ?? [],
    flags: raw.flags ?? [],
    known: { noisy: raw.known?.noisy ?? [], missing: raw.known?.missing ?? [] },
  };
}

/** What a fixture should get for one exercise alone: its points are those that its shares add up to. */
export function expectedOf(exercise: Exercise, expected: Expectation): Expectation {
  const { id, rubric } = exercise;
  const here = (name: string): boolean => name.startsWith(`${id}/`);
  const points = rubric.criteria.reduce((sum, one) => {
    const want = expected.criteria[`${id}/${one.id}`] ?? {};
    const earned = SHARES.reduce((part, share) => part + (rubric.shares[share] ?? 0) * (want[share] ?? 0), 0);
    return sum + one.points * earned;
  }, 0);
  return {
    ...expected,
    total: Math.round(points) / 100,
    criteria: Object.fromEntries(Object.entries(expected.criteria).filter(([name]) => here(name))),
    doubt: expected.doubt.filter(here),
    // Flags are raised by a whole hand-in.
    flags: [],
    known: { noisy: expected.known.noisy.filter(here), missing: expected.known.missing.filter(here) },
  };
}

const SHARES = ['found', 'severity', 'fixed'] as const;

/** Where a result departs from what was expected. */
export interface Departure {
  readonly fixture: string;
  /** `exercise/criterion`, `total` or `flag`. */
  readonly criterion: string;
  /** `noisy`: gave points it should not. `missing`: withheld them. */
  readonly word: 'noisy' | 'missing';
  readonly known: boolean;
  readonly message: string;
}

// Thirds are written with few decimals in an expectation.
const CLOSE = 0.02;
const CLOSE_POINTS = 0.25;

export function departures(fixture: string, expected: Expectation, result: ExamResult): Departure[] {
  const out: Departure[] = [];
  const depart = (criterion: string, word: Departure['word'], message: string) =>
    out.push({ fixture, criterion, word, known: expected.known[word].includes(criterion), message });
  for (const exercise of result.exercises) {
    for (const one of exercise.criteria) {
      const name = `${exercise.exercise}/${one.criterion}`;
      if (expected.doubt.includes(name)) continue;
      for (const id of SHARES) {
        // A share that the exercise does not give, such as finding the answer to a question, is nothing to compare.
        if (one.shares[id] === undefined) continue;
        const got = one.shares[id].fraction;
        const want = expected.criteria[name]?.[id] ?? 0;
        if (Math.abs(got - want) <= CLOSE) continue;
        const evidence = one.shares[id]?.evidence[0];
        const place = evidence
          ? ` at ${evidence.file}:${evidence.span.start.line} “${evidence.excerpt.slice(0, 80)}”`
          : '';
        depart(name, got > want ? 'noisy' : 'missing', `${id} ${fraction(got)}, expected ${fraction(want)}${place}`);
      }
    }
  }
  const raised = new Set<string>(result.flags.map((flag) => flag.kind));
  for (const flag of expected.flags) if (!raised.has(flag)) depart('flag', 'missing', `no flag \`${flag}\``);
  // Where every share is as expected and the points are not, the expectation contradicts itself or the rubric's points.
  const off = result.score.earned / 100 - expected.total;
  if (out.length === 0 && expected.doubt.length === 0 && Math.abs(off) > CLOSE_POINTS)
    depart('total', off > 0 ? 'noisy' : 'missing', `earns ${result.score.earned / 100}, expected ${expected.total}`);
  return out;
}

/** Errors that the expectation calls known and that are not there (any more): the tag can go. */
export const mendedSince = (expected: Expectation, found: readonly Departure[]): string[] =>
  (['noisy', 'missing'] as const).flatMap((word) =>
    expected.known[word]
      .filter((criterion) => !found.some((one) => one.word === word && one.criterion === criterion))
      .map((criterion) => `${word} ${criterion}`),
  );

const fraction = (value: number): string => String(Math.round(value * 100) / 100);
