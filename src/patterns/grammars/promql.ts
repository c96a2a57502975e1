import { type PromDocument, promql } from '../../languages/promql/index.js';
import { sourceOf } from '../../model/text.js';
import { PatternError } from '../error.js';
import { withHoles } from '../holes.js';
import { MARK } from '../prepass.js';
import type { G } from '../tree.js';
import { fromPromql } from '../trees/promql.js';

/** The nodes of a pattern in PromQL: `$X` and `...` stand where a metric or an expression may stand. */
export function promqlPattern(text: string): readonly G[] {
  const prepared = text
    .replace(/\$([A-Z_][A-Z_0-9]*)/g, `${MARK.meta}$1`)
    .replace(/\.\.\./g, (dots, at: number) => (/["'`]/.test(text[at - 1] ?? '') ? dots : MARK.dots));
  const document = promql.parse(sourceOf('pattern', prepared)) as PromDocument;
  const [problem] = document.problems;
  if (problem) throw new PatternError(`Unexpected pattern: ${problem.message}, expected PromQL`, [], 0);
  return withHoles(fromPromql(document.tree));
}
