import type { Severity } from '../model/rubric.js';
import type { CompiledReview, Defect } from './compile.js';
import { matchForm } from './naming/forms.js';
import type { Reading } from './naming/reading.js';
import type { scaleOf } from './remarks/severity.js';
import { levelsNamed } from './remarks/severity-named.js';
import type { Analysis } from './stance/analyse.js';
import { keysOf } from './text/normalise.js';

/** "Severity of the params is high, of the signature medium", "de gravedad media, no hay tags": each defect takes the level nearest to it. */
export function levelsByName(
  form: CompiledReview,
  { problem }: Reading,
  severity: ReturnType<typeof scaleOf>,
): Map<string, Severity> {
  const levels = levelsNamed(problem.text);
  const out = new Map<string, Severity>();
  if (levels.length === 0) return out;
  const about = problem.hits.filter((hit) => !hit.above).map((hit) => ({ ...hit, stance: 'absent' as const }));
  const placed = form.defects.flatMap((defect) => {
    const met = defect.extra ? [] : defect.mentions.flatMap((one) => matchForm(one, about, false));
    const starts = met
      .filter((m) => m.score >= 0.9)
      .map((m) => Math.min(...m.hits.map((hit) => problem.tokens[hit.from]!.start)));
    const at = titled(defect, problem) ?? (starts.length > 0 ? Math.min(...starts) : undefined);
    return at === undefined ? [] : [{ id: defect.id, at }];
  });
  // A level in brackets is of what stands before it; others go before their things where the first one does.
  const forward = !placed.some(({ at }) => at < levels[0]!.at);
  for (const { id, at } of placed) {
    const next = levels.find((one) => one.at > at && (one.bracketed || !forward));
    const last = forward ? levels.findLast((one) => one.at <= at && !one.bracketed) : undefined;
    const nearest = next && last ? (next.at - at < at - last.at ? next : last) : (next ?? last);
    if (nearest) out.set(id, severity(nearest.level));
  }
  return out;
}

/** "El nombre y el ejemplo son menores": a word that only its title has stands for a defect where levels are told. */
const titled = ({ titleStems }: Defect, { tokens }: Analysis): number | undefined =>
  tokens.find(({ word, kind }) => kind === 'word' && keysOf(word).some((key) => titleStems.has(key)))?.start;
