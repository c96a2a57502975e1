import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { Remark } from './remarks.js';

/**
 * Takes the codes that a student numbers the findings by ("M1.2 no params", "H-03: no run", "#4 no tags") off the remarks: they belong to
 * no sentence. One such code may be a name ("F1 is not logged"); several of one kind that count up are none.
 */
export function withoutCodes(remarks: Remark[]): void {
  const coded = new Map<string, { at: number; length: number; number: number }[]>();
  for (const [at, { problem, source }] of remarks.entries()) {
    const found = CODE.exec(problem.text.slice(0, 30));
    if (!found) continue;
    const kind = `${source.file} ${found[1]!.replace(/\d+(?=\.)/, '')}`;
    coded.set(kind, [...(coded.get(kind) ?? []), { at, length: found[0].length, number: Number(found[2]) }]);
  }
  for (const group of coded.values()) {
    const counts = group.filter((one, i) => i > 0 && one.number === group[i - 1]!.number + 1).length;
    if (counts === 0 || counts < (group.length - 1) / 2) continue;
    for (const { at, length } of group) {
      const remark = remarks[at]!;
      const problem = trimRich(sliceRich(remark.problem, length, remark.problem.text.length));
      if (/\p{L}{2}/u.test(problem.text)) remarks[at] = { ...remark, problem };
    }
  }
}

const CODE =
  /^[[(*_\s]{0,4}(#|\p{L}{1,5}[-_ ]?|\p{L}{0,3}\d{1,2}\.|(?=\d{1,2}[.)]))(\d{1,3})(?![\d\p{L}])[\])*_]{0,4}(?:[:.)—–|-]{0,2}\s{1,4}|[:.)—–|-]{1,2})(?=[^\s\d])/u;
