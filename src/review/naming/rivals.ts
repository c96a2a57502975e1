import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import { fold } from '../text/normalise.js';
import { phrases } from '../text/vocabulary.js';
import { type Match, matchForm } from './forms.js';
import type { Reading } from './reading.js';
import type { Ruled } from './ruled.js';

/** A reading that uses more of the same words wins: "alerta de latencia" is not about the latency metric. */
export function withoutDominated(all: Ruled[]): void {
  const matches = all.flatMap((one) => one.matches.filter((m) => m.score >= 0.5).map((m) => ({ one, m })));
  for (const { one, m } of matches) {
    const dominated = matches.some(
      (other) =>
        other.one !== one &&
        other.one.part === one.part &&
        size(other.m) > size(m) &&
        !isSeconded(one, m, other.m) &&
        !isLoose(other.m, other.one.matches, m) &&
        m.hits.every(
          (hit) => hit.above || other.m.hits.some((bigger) => covers(bigger, hit) || isLed(other.m, bigger, hit)),
        ),
    );
    if (dominated) one.matches = one.matches.filter((kept) => kept !== m);
  }
  for (const one of all)
    if (one.rule >= 0.5) one.rule = Math.max(0, ...one.matches.map((m) => m.score)) * (one.part === 'fix' ? 0.7 : 1);
}

/** "los print, los datos del paciente en el log": what is written out is nearer to "log", and the prints are a matter of their own. */
function isLoose(bigger: Match, all: readonly Match[], m: Match): boolean {
  const clauses = clausesOf(bigger);
  return all.some(
    (other) =>
      other.form === bigger.form &&
      clausesOf(other) < clauses &&
      !m.hits.some((hit) => other.hits.some((one) => covers(one, hit))),
  );
}

const clausesOf = ({ hits }: Match): number => new Set(hits.map(({ clause }) => clause)).size;

/** "contar los errores con un contador y una alerta": what else is said of it stands outside the bigger reading. */
function isSeconded(one: Ruled, m: Match, bigger: Match): boolean {
  return one.seconds.some(
    (second) =>
      m.hits.every((hit) => second.hits.some((other) => same(other, hit))) &&
      second.hits.some((hit) => !bigger.hits.some((other) => same(other, hit))),
  );
}

/** "p95 latency" under "Alerts": both words speak of one thing. */
const isLed = (led: Match, bigger: Stanced, hit: Stanced): boolean =>
  led.hits.some((one) => one.lead) && !bigger.above && bigger.concept === hit.concept;

/** The same words, though they are the name of another thing too: "fechas" of the data is no date of the card. */
const covers = (bigger: Stanced, hit: Stanced): boolean =>
  same(bigger, hit) || (bigger.from <= hit.from && bigger.to >= hit.to && !bigger.above);
const size = (m: Match): number =>
  m.hits.filter((hit) => !hit.above).length + (m.hits.some((hit) => hit.lead) ? 0.5 : 0);
const same = (a: Stanced, b: Stanced): boolean =>
  a === b || (a.from === b.from && a.to === b.to && a.concept === b.concept);

/** "print → logger con niveles": the correction cures the problem, and other words of it name another defect. */
export function markBeside(all: readonly Ruled[], reading: Reading): void {
  if (!reading.fix) return;
  const hits = reading.fix.hits;
  const main = all.filter((one) => one.rule >= 0.9 && one.part === 'problem');
  const used = main.flatMap((one) =>
    [...one.defect.fix, ...one.defect.telling].flatMap((form) => matchForm(form, hits, false).flatMap((m) => m.hits)),
  );
  if (used.length === 0) return;
  for (const one of all) {
    const isFree = (hit: Stanced): boolean =>
      !used.some((other) => same(other, hit)) &&
      !isPutInside(reading.fix!, hit) &&
      (!CALLED.has(reading.fix!.tokens[hit.to]?.word ?? '') || isGiven(reading.fix!, hit));
    if (one.part === 'fix') one.beside = one.matches.some((m) => m.hits.every(isFree));
  }
}

/** "Open a run and keep the fit, metrics and model inside": what goes into it is there already. */
function isPutInside({ text, tokens }: Analysis, hit: Stanced): boolean {
  const before = text.slice(0, tokens[hit.from]!.start);
  const piece = before.slice(Math.max(before.lastIndexOf('.'), before.lastIndexOf(';'), before.lastIndexOf('`')) + 1);
  return INSIDE.test(fold(piece));
}

const INSIDE = phrases('remedy.put-inside');

/** `start_run(run_name="gb")`: an argument that is given something is a cure of its own. */
const isGiven = ({ text, tokens }: Analysis, hit: Stanced): boolean =>
  GIVEN.test(text.slice(tokens[hit.to - 1]!.end, tokens[hit.to - 1]!.end + 8));

const GIVEN = /^ ?= ?(?:f?["'][^"'\s]|\w(?!one))/;

/** A name before one of these is part of the call that cures, not a second cure. */
const CALLED = new Set(['(', '=']);
