import type { CompiledReview } from '../compile.js';
import type { Remark } from '../remarks/remarks.js';
import { type Analysis, analyse } from '../stance/analyse.js';
import { ANDS } from '../stance/cues.js';
import type { Stance, Stanced } from '../stance/stance.js';
import { words } from '../text/vocabulary.js';

/** The parts of a remark, analysed. */
export interface Reading {
  readonly remark: Remark;
  readonly problem: Analysis;
  readonly fix?: Analysis;
  readonly detail?: Analysis;
}

/** A remark with each of its parts analysed, under what its headings are about. */
export function readParts(form: CompiledReview, remark: Remark): Reading {
  const above = remark.under.map((text) => analyseHeading(form, text));
  const opening = remark.under.at(-1) ?? '';
  const fallback: Stance =
    (remark.column === 'missing' && !WISH.test(remark.problem.text)) || (/:\s*$/.test(opening) && isLack(form, opening))
      ? 'absent'
      : 'neutral';
  const own = analyse(
    form.lexicon,
    remark.problem.text,
    remark.problem.code,
    remark.shape === 'sentence' ? 'neutral' : fallback,
    form.used,
  );
  const isWish = remark.column === 'missing' && WISH.test(remark.problem.text);
  const problem = withAbove(withCallsFirst(isWish ? stillThere(own) : own), above);
  return {
    remark,
    problem,
    ...(remark.fix ? { fix: analyse(form.lexicon, unticked(remark.fix), remark.fix.code, 'wanted', form.used) } : {}),
    ...(remark.detail
      ? {
          detail: withAbove(analyse(form.lexicon, remark.detail.text, remark.detail.code, 'neutral', form.used), above),
        }
      : {}),
  };
}

/** "[ ] Sin datos del paciente": what is not ticked off is not to be there. */
const WISH = /^\W*(?:sin|without|nada de|ning[uú]n|no (?!hay|there|ha[ys]?\b|is|are))/i;

/** "[ ] no print": what is not to be there, and is not ticked off, is there still. */
const stillThere = (part: Analysis): Analysis => ({
  ...part,
  hits: part.hits.map((hit) => (hit.stance === 'absent' ? { ...hit, stance: 'unwanted' } : hit)),
});

/** "`set_tags(…)` so that we can filter", "`with start_run(…)` around the rest": code, and what it is for or where it goes. */
function withCallsFirst(part: Analysis): Analysis {
  const { tokens } = part;
  const from = tokens.findIndex(({ code }) => code);
  const end = tokens.findIndex(({ code, kind }, i) => i > from && !code && kind !== 'mark');
  const isOpening = from >= 0 && tokens.slice(0, from).filter(({ kind }) => kind === 'word').length <= 1;
  if (!isOpening || end < 0 || part.complaint || !AIMING.has(tokens[end]!.word)) return part;
  if (!/[(=]/.test(part.text.slice(tokens[from]!.start, tokens[end]!.start))) return part;
  const isNeutral = (hit: Stanced): boolean => hit.from >= from && hit.to <= end && hit.stance === 'neutral';
  return {
    ...part,
    hits: part.hits.map((hit) => (isNeutral(hit) ? { ...hit, stance: 'wanted', cue: '' } : hit)),
  };
}

const AIMING = words('remedy.aiming');

/** "❌ no run | ✅ `start_run`": a tick before a cure ornaments it; before a word or two it says that all is well. */
const unticked = ({ text, code }: Remark['problem']): string =>
  code.length > 0 || /(?:\p{L}+\W+){3}/u.test(text) ? text.replace(TICK, (tick) => ' '.repeat(tick.length)) : text;

const TICK = /^\s{0,3}[✅✔☑👉]\uFE0F?(?=\s)/u;

export const partsOf = (reading: Reading): Analysis[] =>
  [reading.problem, reading.fix, reading.detail].filter((part) => part !== undefined);

/** Headings stand over many remarks: each is read once. */
function analyseHeading(form: CompiledReview, text: string): Analysis {
  let memo = headings.get(form);
  if (!memo || memo.size > 200) {
    memo = new Map();
    headings.set(form, memo);
  }
  let found = memo.get(text);
  if (!found) {
    found = analyse(form.lexicon, text, undefined, 'neutral', form.used);
    memo.set(text, found);
  }
  return found;
}

const headings = new WeakMap<CompiledReview, Map<string, Analysis>>();

/** "Faltan:", "What is missing:" — the introduction gives the items below their stance. */
function isLack(form: CompiledReview, text: string): boolean {
  const probe = analyse(form.lexicon, text);
  return (
    probe.tokens.length <= 14 &&
    /falt|missing|sin\b|lack|no (?:se|hay|tiene)|not\b|ausen|carec|omit|absent|olvid/i.test(text)
  );
}

function withAbove(analysis: Analysis, above: readonly Analysis[]): Analysis {
  const last = above.findLastIndex((one) => one.hits.length > 0);
  const hits = above.flatMap((one, i) => {
    const lead = i === last && isLead(one) ? ({ lead: true } as const) : {};
    return one.hits.map((hit): Stanced => ({ ...hit, stance: 'neutral', above: true, ...lead }));
  });
  if (hits.length === 0) return analysis;
  return {
    ...analysis,
    hits: [...analysis.hits, ...hits],
    concepts: new Set([...analysis.concepts, ...hits.map((hit) => hit.concept)]),
  };
}

/** A title of one thing: what stands under "Alerts" is about alerts. */
const isLead = ({ tokens }: Analysis): boolean => tokens.length <= 5 && !tokens.some(({ word }) => ANDS.has(word));
