import type { Candidate } from './naming/decide.js';
import type { Reading } from './naming/reading.js';

/** How a remark was read, in one paragraph for an instructor. */
export function traceOf(reading: Reading, candidates: readonly Candidate[]): string {
  const lines: string[] = [];
  const own = reading.problem.hits.filter((hit) => !hit.above);
  if (own.length > 0) {
    lines.push(
      `concepts: ${own.map((hit) => `${hit.concept}[${hit.stance}${hit.cue ? ` by "${hit.cue}"` : ''}${hit.typo ? ', slip mended' : ''}]`).join(' ')}`,
    );
  }
  if (reading.fix)
    lines.push(
      `correction: ${[...reading.fix.hits, ...reading.fix.cures].map((hit) => `${hit.concept}[${hit.stance}]`).join(' ') || 'no concept known'}`,
    );
  const accepted = candidates.filter((one) => one.accepted);
  for (const one of accepted) lines.push(`${one.defect.id}: ${describe(one)}`);
  const runner = candidates.find((one) => !one.accepted && (one.rule > 0 || one.similarity > 0.15));
  if (runner) lines.push(`${accepted.length > 0 ? 'runner-up' : 'closest'} ${runner.defect.id}: ${describe(runner)}`);
  return lines.join('; ');
}

/** One line on how close a remark came to naming a defect. */
export function describe(one: Candidate): string {
  const form = one.matches[0] ? `, form ${one.matches[0].form}` : '';
  const example = one.nearest ? `, nearest "${one.nearest}" ${one.similarity.toFixed(2)}` : '';
  return `${one.why} (rule ${one.rule.toFixed(2)}${form}${example})`;
}
