import { isJudged, type MutationTest } from '../mutate.js';

/** What `rubric mutate` found out: the score, the mutants that survived or spilled, with their diffs, and what moves together. */
export function formatMutation(exam: string, test: MutationTest): string {
  const lines: string[] = [];
  for (const mutant of test.mutants) {
    if (mutant.outcome === 'killed' || !isJudged(mutant)) continue;
    const others = mutant.lowered.filter((name) => name !== mutant.criterion);
    const what = mutant.outcome === 'survived' ? 'nobody noticed' : `it lowered ${others.join(', ')} too`;
    lines.push(
      `${mutant.outcome}: ${mutant.criterion} by ${mutant.channel}, “${mutant.operator}”: ${what}`,
      indent(mutant.diff),
      '',
    );
  }
  for (const one of test.disturbed)
    lines.push(`noise changed the score: ${one.noise} by ${plural(one.change, 'point')}`, '');
  if (test.together.length > 0) {
    lines.push('criteria that share their evidence and move together:');
    for (const [a, b, count] of test.together) lines.push(`  ${a} and ${b} (${plural(count, 'mutant')})`);
    lines.push('');
  }
  if (test.unshown.length > 0) {
    lines.push('nothing shows these in an artefact, words alone earn them:');
    for (const { criterion, why } of test.unshown)
      lines.push(
        `  ${criterion}: ${why === 'no-check' ? 'it has no `fixed`' : 'no file of the model answer meets its `fixed`'}`,
      );
    lines.push('');
  }
  const judged = test.mutants.filter(isJudged);
  const equal = test.mutants.filter((mutant) => mutant.outcome === 'equivalent').length;
  const killed = judged.filter((mutant) => mutant.outcome === 'killed').length;
  lines.push(
    `${exam}: ${killed} of ${plural(judged.length, 'mutant')} lowered exactly ${judged.length === 1 ? 'its' : 'their'} own criterion: ${(test.score * 100).toFixed(1)} %${equal > 0 ? ` (${equal} equivalent, not counted)` : ''}`,
  );
  return `${lines.join('\n')}\n`;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
