import type { CompiledReview } from '../compile.js';
import type { Candidate } from '../naming/decide.js';
import { matchForm } from '../naming/forms.js';
import { wordsOf } from '../remedy/told.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import { conditionOf, NOT_GIVEN } from '../stance/wishes.js';
import { phrases } from '../text/vocabulary.js';
import { fromTelling } from './from-telling.js';

/** "A signature tells the columns. This model has none.": what is defined first is what the next sentence misses. */
export function byDefinition(
  form: CompiledReview,
  problem: Analysis,
  next: Analysis | undefined,
): Candidate[] | undefined {
  if (!next || problem.moods.size > 1 || !problem.moods.has('defined')) return undefined;
  const said = openingOf(next);
  if (!NOT_HERE.test(said) && !LACKS_HERE.test(said)) return undefined;
  const at = Math.min(...problem.hits.flatMap((hit) => (hit.above ? [] : [hit.from])));
  const why = 'defined, and the next sentence says that it is not there';
  return lacking(form, problem, (hit) => hit.from === at, said, why);
}

const NOT_HERE = phrases('speech.not-here');
const LACKS_HERE = phrases('speech.lacks-here');

/** "If the run had tags we could filter. It has none.": what would help is what the next sentence misses. */
export function bySupposition(
  form: CompiledReview,
  problem: Analysis,
  next: Analysis | undefined,
): Candidate[] | undefined {
  if (!next || !problem.moods.has('supposed')) return undefined;
  const said = openingOf(next);
  const condition = NOT_GIVEN.test(said)
    ? conditionOf({ tokens: problem.tokens, from: 0, to: problem.tokens.length })
    : undefined;
  if (!condition) return undefined;
  const why = 'supposed, and the next sentence says that it is not there';
  return lacking(form, problem, ({ from, to }) => from >= condition.from && to <= condition.to, said, why);
}

/** "Theirs has a signature; here it is missing": what another work has is what the next clause misses, which names nothing itself. */
export function byContrast(form: CompiledReview, problem: Analysis): Candidate[] | undefined {
  for (const [i, { kind, word, code }] of problem.tokens.entries()) {
    if (kind !== 'mark' || code || (word !== ';' && word !== ',')) continue;
    const rest = problem.tokens.slice(i + 1);
    const end = rest.findIndex((token) => token.kind === 'mark');
    const clause = end < 0 ? rest : rest.slice(0, end);
    const to = i + 1 + clause.length;
    if (clause.length > 8 || problem.hits.some((hit) => !hit.above && hit.from > i && hit.to <= to)) continue;
    const said = wordsOf(clause).join(' ');
    if (!MISSING_HERE.test(said)) continue;
    const why = 'another has it, and the next clause says that it is not here';
    const told = lacking(form, problem, (hit) => hit.to <= i && hit.stance === 'present', said, why);
    if (told) return told;
  }
  return undefined;
}

const MISSING_HERE = phrases('speech.missing-here');

/** The one defect that is told where the given things are missing. */
function lacking(
  form: CompiledReview,
  { hits }: Analysis,
  isMissing: (hit: Stanced) => boolean,
  said: string,
  why: string,
): Candidate[] | undefined {
  const absent = hits.flatMap((hit) =>
    !hit.above && isMissing(hit) ? [{ ...hit, stance: 'absent' as const, cue: said }] : [],
  );
  const told = form.defects.flatMap((defect) => {
    const matches = defect.telling.flatMap((one) => matchForm(one, absent, false)).filter((m) => m.score >= 0.9);
    return defect.extra || matches.length === 0 ? [] : [{ ...fromTelling(defect, matches, true, 'problem'), why }];
  });
  return told.length === 1 ? told : undefined;
}

/** The words of the first sentence of a text. */
export function openingOf({ tokens }: Analysis): string {
  const end = tokens.findIndex((token) => token.kind === 'mark' && '.;!?'.includes(token.word));
  return wordsOf(end < 0 ? tokens : tokens.slice(0, end)).join(' ');
}
