import type { Flag } from '../model/submission.js';
import { EMPTY, evidenceOf, type Judged } from './judged.js';

export function flagsOf(judged: readonly Judged[], contradicted: ReadonlyMap<string, Judged>): Flag[] {
  const flags: Flag[] = [];
  const texts = new Map<string, number>();
  for (const one of judged) {
    const evidence = evidenceOf(one.reading.remark);
    if (one.empty === 'echo') flags.push({ kind: 'echo', message: 'a remark that only repeats code', evidence });
    else if (one.empty) flags.push({ kind: 'keyword-list', message: EMPTY[one.empty], evidence });
    for (const part of [one.reading.problem, one.reading.fix, one.reading.detail]) {
      if (!part) continue;
      if (part.invisible > 0)
        flags.push({
          kind: 'invisible-characters',
          message: `${part.invisible} characters that no reader sees`,
          evidence,
        });
      if (part.mixed.length > 0)
        flags.push({
          kind: 'mixed-script',
          message: `words that mix alphabets: ${part.mixed.slice(0, 3).join(', ')}`,
          evidence,
        });
    }
    const key = one.reading.problem.tokens.map((token) => token.word).join(' ');
    const times = (texts.get(key) ?? 0) + 1;
    texts.set(key, times);
    if (times === 2 && one.reading.problem.tokens.length > 2)
      flags.push({ kind: 'repeated', message: 'the same remark more than once', evidence });
  }
  for (const [id, one] of contradicted) {
    flags.push({
      kind: 'contradiction',
      message: `${id}: called missing in one remark and fine in another`,
      evidence: evidenceOf(one.reading.remark),
    });
  }
  return flags;
}
