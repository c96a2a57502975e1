import { describe, expect, it } from 'vitest';
import { compileReview } from '../../src/review/index.js';
import { sharedLexicon } from './forms-of-hito-5.js';
import { type Kind, namedBy, unseenRows } from './unseen.js';

const rows = unseenRows().map((row) => ({ ...row, names: namedBy(row) }));
const of = (...kinds: readonly Kind[]) => rows.filter((row) => kinds.includes(row.kind));

describe('exams that the lexicon was not written for, four examples a defect', () => {
  it.each(of('example'))("the author's own words: $text", ({ id, names }) => {
    expect(names).toEqual([id]);
  });

  it('hardly anything is paid for praise, lists of names and other matters', () => {
    const paid = of('fine', 'unrelated').filter(({ id, kind, names }) =>
      kind === 'fine' ? names.includes(id) : names.length > 0,
    );
    expect(paid.map(({ text }) => text).length).toBeLessThanOrEqual(13);
  });

  it('nine in ten remarks that name a defect are recognised, and hardly any taken for another', () => {
    const named = of('named');
    expect(named.filter(({ id, names }) => names.includes(id)).length / named.length).toBeGreaterThan(0.9);
    expect(named.filter(({ id, names }) => names.some((other) => other !== id)).length).toBeLessThanOrEqual(1);
  });
});

describe('cues in a rubric', () => {
  const withConcepts = (concepts: Record<string, string[]>) => () =>
    compileReview({ review: { stance: 'finding', concepts, extras: [] }, criteria: [] }, sharedLexicon);

  it('may be widened', () => {
    expect(withConcepts({ 'cue-fine+': ['well thought out'] })).not.toThrow();
  });

  it('may not be replaced, which would do nothing', () => {
    expect(withConcepts({ 'cue-want': ['zzz'] })).toThrow('cue-want+');
  });
});
