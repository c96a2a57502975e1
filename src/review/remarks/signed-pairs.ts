import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { Remark } from './remarks.js';

/**
 * "❌ no run" and right after it "✅ open one": what stands beside the tick is the cure. In a list of what is there and what is not the
 * ticks follow no cross in particular, and say that all is well.
 */
export function pairSigns(remarks: Remark[]): void {
  const answers = remarks.flatMap((remark, i) => (i > 0 && answersOf(remarks[i - 1]!, remark) ? [i] : []));
  const ticked = remarks.filter((remark) => TICK.test(remark.problem.text)).length;
  const nested = answers.every((i) => isUnder(remarks[i - 1]!, remarks[i]!));
  if (answers.length === 0 || (!nested && (answers.length < 2 || answers.length * 2 <= ticked))) return;
  const taken = new Set(answers);
  for (const i of answers) {
    const { problem, end } = remarks[i]!;
    const fix = trimRich(sliceRich(problem, TICK.exec(problem.text)![0].length, problem.text.length));
    remarks[i - 1] = { ...remarks[i - 1]!, fix, end };
  }
  const left = remarks.filter((_, i) => !taken.has(i));
  remarks.splice(0, remarks.length, ...left);
}

const CROSS = /^\s{0,4}[❌✗✘✖🚫⛔👎]/u;
const TICK = /^\s{0,4}[✅✔☑✓👍]\uFE0F?\s{0,4}/u;

/** Two words or more, and nothing else has answered the cross yet. */
function answersOf(above: Remark, below: Remark): boolean {
  const isPair = CROSS.test(above.problem.text) && TICK.test(below.problem.text);
  return (
    isPair && !above.fix && !below.fix && above.source === below.source && /\p{L}\W+\p{L}/u.test(below.problem.text)
  );
}

const isUnder = (above: Remark, below: Remark): boolean => below.under.length > above.under.length;
