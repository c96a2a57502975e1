import { describe, expect, it } from 'vitest';
import { compileKin, kinOf } from '../../src/review/naming/kin.js';
import { kinshipLeads, kinshipOf } from '../../src/review/naming/kinship.js';
import { analyse } from '../../src/review/stance/analyse.js';
import { tokenise } from '../../src/review/text/normalise.js';
import { loadTopics } from '../../src/rubric/load.js';
import { sharedLexicon } from './forms-of-hito-5.js';

describe('words that are kin', () => {
  let next = 0;
  const kin = compileKin(
    [{ ruin: 'destroy* destru* gone adiós', wait: 'wait* espera', lost: 'gone lost' }],
    () => next++,
  );

  it.each([
    ['a prefix', 'destroying', [0]],
    ['a prefix of the other language', 'destruir', [0]],
    ['a word of two families', 'gone', [0, 2]],
    ['accents make no difference', 'adios', [0]],
    ['any form of a word', 'esperas', [1]],
    ['another word', 'goner', []],
  ])('%s: %s', (_, word, families) => {
    expect(kinOf(kin, word)).toEqual(families);
  });
});

describe('what tells a defect', () => {
  const { findings } = loadTopics();
  const given = [
    '02:00 falling back to dt=2025-03-04',
    '02:40 run 4398 deleted (keep_last=1)',
    '03:00 report mailed to laura',
  ];
  const texts = [
    ['stale', 'It falls back to a two-week-old partition'],
    ['rollback', 'The previous run is deleted'],
    ['unread', 'The report is mailed to somebody who left'],
  ].map(([defect, text]) => ({ defect: defect!, tokens: tokenise(text!).tokens, share: 1 }));
  const leadOf = (text: string, defect: string, work: readonly string[]): number =>
    kinshipLeads(findings, kinshipOf(findings, texts, work), [analyse(sharedLexicon, text)]).get(defect)!;

  it.each([
    ['a figure of its line', '4398 era el bueno', 'rollback'],
    ['a name of its line', 'preguntad a laura', 'unread'],
    ['a part of its date', 'coge lo del 04', 'stale'],
  ])('%s in the given work: %s', (_, text, defect) => {
    expect(leadOf(text, defect, given)).toBeGreaterThan(0.2);
    expect(leadOf(text, defect, [])).toBeLessThan(leadOf(text, defect, given));
  });

  it('a figure that no line has tells none', () => {
    for (const defect of ['stale', 'rollback', 'unread']) expect(leadOf('7777', defect, given)).toBe(0);
  });

  it('kin of its words in the other language', () => {
    expect(leadOf('manda el informe a quien ya se marchó', 'unread', [])).toBeGreaterThan(0.2);
  });
});
