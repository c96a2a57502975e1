import { describe, expect, test } from 'vitest';
import { passes, total, weigh } from '../../src/grading/score.js';
import type { Criterion, Rubric } from '../../src/model/rubric.js';
import { blocked, met, unmet, verdictOf } from '../../src/model/verdict.js';
import type { Mention } from '../../src/review/index.js';

const rubric = {
  shares: { found: 0.4, severity: 0.1, fixed: 0.5 },
  words: { alone: 1, besideArtefact: 0.5 },
  adjacentSeverity: 0.5,
} as Rubric;
const criterion = { id: 'c', points: 400, severity: 'critical' } as Criterion;
const mention = (some: Partial<Mention> = {}): Mention => ({
  found: true,
  confidence: 'sure',
  remedy: 'none',
  evidence: [],
  trace: '',
  ...some,
});

describe('verdicts meet points', () => {
  test.each([
    ['nothing', undefined, unmet(), true, [0, 0, 0], 0],
    ['named, no severity, no remedy', mention(), unmet(), true, [1, 0, 0], 160],
    ['named with the right severity', mention({ severity: 'critical' }), unmet(), true, [1, 1, 0], 200],
    ['one level away', mention({ severity: 'medium' }), unmet(), true, [1, 0.5, 0], 180],
    ['two levels away', mention({ severity: 'minor' }), unmet(), true, [1, 0, 0], 160],
    ['right words alone earn the whole share', mention({ remedy: 'right' }), unmet(), false, [1, 0, 1], 360],
    [
      'right words beside an artefact that does not show it earn half',
      mention({ remedy: 'right' }),
      unmet(),
      true,
      [1, 0, 0.5],
      260,
    ],
    ['words that do half earn half', mention({ remedy: 'half' }), unmet(), false, [1, 0, 0.5], 260],
    [
      'beside an artefact that does not show it, a quarter',
      mention({ remedy: 'half' }),
      unmet(),
      true,
      [1, 0, 0.25],
      210,
    ],
    ['wrong words earn nothing', mention({ remedy: 'wrong' }), unmet(), false, [1, 0, 0], 160],
    ['an artefact that does it shows that it was found', undefined, met(), true, [1, 0, 1], 360],
    ['an artefact that half does it', undefined, verdictOf(0.5), true, [1, 0, 0.5], 260],
    [
      'half by the artefact and right words do not add up',
      mention({ remedy: 'right' }),
      verdictOf(0.5),
      true,
      [1, 0, 0.5],
      260,
    ],
    [
      'the severity of a bare name counts beside an artefact that shows the cure',
      mention({ found: false, severity: 'critical' }),
      met(),
      true,
      [1, 1, 1],
      400,
    ],
    ['and nowhere else', mention({ found: false, severity: 'critical' }), unmet(), true, [0, 0, 0], 0],
    ['no check of an artefact', mention({ remedy: 'right' }), undefined, false, [1, 0, 1], 360],
  ])('%s', (_, said, artefact, couldShow, fractions, earned) => {
    const { shares, score } = weigh(criterion, rubric, { mention: said, artefact, couldShow });
    expect([shares.found?.fraction, shares.severity?.fraction, shares.fixed?.fraction]).toEqual(fractions);
    expect(score).toEqual({ earned, maximum: 400 });
  });

  test('what cannot be examined says so in its share', () => {
    const { shares } = weigh(criterion, rubric, {
      mention: undefined,
      artefact: blocked('unreadable'),
      couldShow: true,
    });
    expect(shares.fixed).toMatchObject({ status: 'blocked', reason: 'unreadable', fraction: 0 });
  });

  test('three thirds are a whole', () => {
    const third = weigh({ ...criterion, points: 100 }, { ...rubric, shares: { fixed: 1 } } as Rubric, {
      mention: undefined,
      artefact: verdictOf(1 / 3),
      couldShow: true,
    });
    expect(Math.round(total([third.score, third.score, third.score]).earned)).toBe(100);
  });

  test.each([
    [6999.4, false],
    [6999.5, true],
    [7000, true],
  ])('passing is decided on the score as shown: %d', (earned, passed) => {
    expect(passes({ earned, maximum: 10_000 }, 7000)).toBe(passed);
  });
});
