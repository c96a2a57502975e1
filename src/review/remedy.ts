import type { Remedy } from '../model/report.js';
import type { Analysis } from './analyse.js';
import type { CompiledReview, Defect } from './compile.js';
import { type Form, matchForm } from './forms.js';
import type { Reading } from './score.js';
import type { Stance, Stanced } from './stance.js';

/**
 * Whether what a student writes cures a defect: the correction in its own place first, then what the rest of the remark
 * advises, then the sentences around it.
 */
export function remedyOf(
  form: CompiledReview,
  defect: Defect,
  reading: Reading,
  around: readonly Reading[],
  alone: boolean,
): Remedy {
  const own = form.listed ? listedRemedy(defect, reading, alone) : foundRemedy(defect, reading);
  if (own !== 'none') return own;
  for (const other of around) {
    if (other === reading) continue;
    const near = form.listed ? listedRemedy(defect, other, false, true) : foundRemedy(defect, other);
    if (near === 'right' || near === 'wrong') return near;
  }
  return 'none';
}

/** Whether any sentence of the review advises the cure, wherever it stands. */
export function advises(defect: Defect, reading: Reading): boolean {
  return [reading.problem, reading.fix, reading.detail].some(
    (part) =>
      part !== undefined &&
      meets(
        [...defect.fix, ...cures(defect)],
        part.hits.filter((hit) => hit.stance === 'wanted' && !hit.above),
        false,
      ),
  );
}

function foundRemedy(defect: Defect, reading: Reading): Remedy {
  const { problem, fix, detail } = reading;
  if (fix) {
    if (meets(defect.fix, fix.hits, true) || meets(cures(defect), fix.hits, false)) return 'right';
    if (meets(defect.notFix, fix.hits, true)) return 'wrong';
  }
  const said = [...advised(problem, false), ...(detail ? advised(detail, true) : [])];
  if (meets(defect.fix, said, true) || meets(cures(defect), said, false)) return 'right';
  if (meets(defect.notFix, said, true)) return 'wrong';
  return fix && fix.tokens.some((token) => token.kind === 'word') ? 'unknown' : 'none';
}

/** Hits that are advice: wanted, to be removed, or a bare call in a sentence that follows. */
function advised(part: Analysis, following: boolean): Stanced[] {
  return part.hits.filter((hit) => !hit.above && (ADVICE.has(hit.stance) || (following && hit.stance === 'neutral')));
}

const ADVICE = new Set<Stance>(['wanted', 'unwanted', 'replaced']);

function listedRemedy(defect: Defect, reading: Reading, alone: boolean, elsewhere = false): Remedy {
  const { problem, fix, detail } = reading;
  const own = [...(fix?.hits ?? []), ...(detail?.hits ?? [])].map((hit): Stanced => ({ ...hit, aside: true }));
  const said = problem.hits.filter(
    (hit) => !hit.above && (alone || hit.stance === 'wanted' || (!elsewhere && hit.aside)),
  );
  const told = [...said.filter((hit) => hit.aside || hit.stance === 'wanted'), ...own];
  if (meets(defect.fix, told, true, false) || meetsSaid(defect.fix, [...said, ...own])) return 'right';
  if (meets(defect.notFix, told, true, false)) return 'wrong';
  return 'none';
}

/** `says` forms hold wherever the words stand. */
function meetsSaid(forms: readonly Form[], hits: readonly Stanced[]): boolean {
  return forms.some((one) => onlySays(one) && matchForm(one, hits, false).some((m) => m.score >= 0.9));
}

function onlySays(form: Form): boolean {
  if (form.op === 'concept') return form.as === 'says';
  return form.op === 'weak' ? false : form.of.every(onlySays);
}

function meets(forms: readonly Form[], hits: readonly Stanced[], bare: boolean, all = true): boolean {
  const usable = bare
    ? hits.map(
        (hit): Stanced =>
          hit.stance === 'neutral' || hit.stance === 'present' || (!all && hit.stance === 'absent')
            ? { ...hit, stance: 'wanted', aside: false }
            : hit,
      )
    : hits;
  return forms.some((one) =>
    matchForm(one, usable, false).some((m) => m.score >= 0.9 && m.hits.some((hit) => hit.stance !== 'absent')),
  );
}

/** What a mention itself implies: what is missing is to be added, what harms is to be taken away. */
function cures(defect: Defect): Form[] {
  const out: Form[] = [];
  const walk = (form: Form): void => {
    if (form.op === 'any') for (const part of form.of) walk(part);
    else if (form.op === 'concept' && (form.as === 'missing' || form.as === 'wanted'))
      out.push({ ...form, as: 'wanted' });
    else if (form.op === 'concept' && (form.as === 'harmful' || form.as === 'unwanted'))
      out.push({ ...form, as: 'unwanted' });
  };
  for (const form of defect.mentions) walk(form);
  return out;
}
