import type { Evaluation, Range } from './operators.js';
import type { TaintRule } from './rules.js';
export function taintRanges(_e: Evaluation, _rule: TaintRule): readonly Range[] {
  return [];
}
