import type { Remedy } from '../../model/report.js';
import type { Defect } from '../compile.js';
import { type Form, type Match, matchForm } from '../naming/forms.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import { isDeed } from './told.js';

/** What one part of a remark advises. */
export interface Advice {
  readonly part: Analysis;
  readonly hits: readonly Stanced[];
}

/**
 * What the advice does to the defect. A remedy that is known to be wrong spoils the whole; one that does half, or (`weak`)
 * nothing, takes only the words of its own piece: "log_params, and a note in the README" is right, "a note about the params
 * in the README" is not. Where more words speak for a right one, it is right.
 */
export function verdictOf(defect: Defect, advice: readonly Advice[], forms: readonly Form[] = defect.fix): Remedy {
  const { hits, all, harm, taken, half, idle } = weigh(defect, advice);
  const good = goodOf(defect, forms, hits);
  if (harm > 0 && harm >= goodOf(defect, forms, all)) return 'wrong';
  if (good > 0 || (taken > 0 && goodOf(defect, forms, all) > taken)) return 'right';
  if (half) return 'half';
  return idle ? 'wrong' : 'none';
}

/** Whether a right remedy stands in a piece of its own. */
export function isFree(defect: Defect, advice: Advice): boolean {
  const taken = [...defect.partFix, ...defect.notFix, ...defect.idleFix].flatMap((form) =>
    takenBy([form], advice, false),
  );
  return goodOf(defect, defect.fix, withoutTaken(advice, [...taken, ...emptyCalls(advice)])) > 0;
}

const goodOf = (defect: Defect, forms: readonly Form[], hits: readonly Stanced[]): number =>
  Math.max(sizeOf(forms, asAdvice(hits)), sizeOf(curesOf(defect), hits));

/** What is left of the advice once its wrong, half and idle remedies are known. */
interface Weighed {
  readonly hits: readonly Stanced[];
  readonly all: readonly Stanced[];
  /** How much speaks for a remedy known to be wrong, and for one that does half or nothing. */
  readonly harm: number;
  readonly taken: number;
  readonly half: boolean;
  readonly idle: boolean;
}

/** `listed`: each thing of a list is a piece of its own. */
export function weigh(defect: Defect, advice: readonly Advice[], listed = false): Weighed {
  const half = advice.map((one) => takenBy(defect.partFix, one, listed));
  const idle = advice.map((one) => [...takenBy(defect.idleFix, one, listed), ...emptyCalls(one)]);
  const all = advice.flatMap((one) => one.hits);
  return {
    hits: advice.flatMap((one, i) => withoutTaken(one, [...half[i]!, ...idle[i]!])),
    all,
    harm: harmOf(defect, all),
    taken: Math.max(0, ...[...half, ...idle].flat().map((piece) => piece.size)),
    half: half.some((pieces) => pieces.length > 0),
    idle: idle.some((pieces) => pieces.length > 0),
  };
}

/** How much speaks for a remedy known to be wrong. */
export function harmOf(defect: Defect, hits: readonly Stanced[]): number {
  if (defect.notFix.length === 0 || hits.length === 0) return 0;
  const adviceFor = advisedTo(hits);
  return Math.max(0, ...defect.notFix.map((form) => sizeOf([form], adviceFor(form))));
}

/** What of the hits a form is held against; hits are read anew for no form. */
function advisedTo(hits: readonly Stanced[]): (form: Form) => readonly Stanced[] {
  const all = asAdvice(hits);
  const urged = hits.some((hit) => NOT_URGED.has(hit.stance)) ? asAdvice(urgedOf(hits)) : all;
  return (form) => (isTakingAway(form) ? all : urged);
}

/** What is to be taken away, is not there or is what another thing replaces, is not advised: "fuera los print" advises no print. */
const urgedOf = (hits: readonly Stanced[]): Stanced[] => hits.filter((hit) => !NOT_URGED.has(hit.stance));

const NOT_URGED = new Set('unwanted replaced absent bad fine unreal'.split(' '));

/** A form that speaks of taking away reads just that. */
function isTakingAway(form: Form): boolean {
  if (form.op === 'concept') return form.as !== 'bare';
  let is = takingAway.get(form);
  if (is === undefined) takingAway.set(form, (is = [form.of].flat().some(isTakingAway)));
  return is;
}

const takingAway = new WeakMap<Form, boolean>();

/** A piece of the text, and the words in it that take it. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly by: Stanced;
  /** How many words of the form take it. */
  readonly size: number;
}

/** The pieces of a text in which one of the forms is met. */
function takenBy(forms: readonly Form[], { part, hits }: Advice, listed: boolean): Piece[] {
  if (forms.length === 0 || hits.length === 0) return [];
  const adviceFor = advisedTo(hits);
  return forms.flatMap((form) =>
    matchesOf([form], adviceFor(form)).flatMap((m) =>
      m.hits.flatMap((hit) => (hit.above ? [] : [pieceAround(part, hit, m.hits.length, listed)])),
    ),
  );
}

/** From the deed that opens it to the next one. */
function pieceAround(part: Analysis, hit: Stanced, size: number, listed: boolean): Piece {
  let { from, to } = hit;
  while (from > 0 && !parts(part, from - 1, listed)) from--;
  while (to < part.tokens.length && !parts(part, to, listed)) to++;
  return { from, to, by: hit, size };
}

/** A call that is given nothing does nothing: `set_tags({})`, `signature=None`. */
function emptyCalls({ part, hits }: Advice): Piece[] {
  return urgedOf(hits).flatMap((hit) => {
    const end = hit.above ? undefined : part.tokens[hit.to - 1]!.end;
    if (end === undefined || !EMPTY.test(part.text.slice(end, end + 12))) return [];
    return [{ from: hit.from, to: hit.to, by: hit, size: 1 }];
  });
}

const EMPTY = /^ ?(?:\( ?(?:\{ ?\}|\[ ?\]|None) ?\)|= ?(?:None|False|""|''|\{ ?\}|\[ ?\])(?!\w))/;

/** A mark that ends what is said, or a comma or joining word with another deed after it. */
function parts({ tokens, cueWords }: Analysis, i: number, listed: boolean): boolean {
  const { word, kind, code } = tokens[i]!;
  if (code) return false;
  if (kind === 'mark' && ENDS.has(word)) return true;
  if (TURNS.has(word)) return true;
  if (word !== ',' && !JOINS.has(word)) return false;
  if (listed) return true;
  for (let k = i + 1; k <= i + 3 && k < tokens.length; k++) {
    const next = tokens[k]!;
    if (next.code || DEED.test(next.word) || (next.kind === 'word' && cueWords.has(k))) return true;
    if (next.kind === 'mark') return false;
  }
  return false;
}

const ENDS = new Set(['.', ';', ':', '!', '?', '->', '|', '—', '+']);
const TURNS = new Set('pero but sino aunque although ademas besides luego despues then'.split(' '));
const JOINS = new Set('y e o u and or tambien also plus'.split(' '));
const DEED = /(?:[aei]r(?:l[oae]s?|se|les?)?|[ai]?endo(?:l[oae]s?)?|ando(?:l[oae]s?)?)$/;

/** The hits that no piece takes. A call stays, unless it stands inside the code that takes it: `print(model.get_params())`. */
function withoutTaken({ part, hits }: Advice, pieces: readonly Piece[]): readonly Stanced[] {
  const isTaken = (hit: Stanced, { from, to, by }: Piece): boolean =>
    hit.from >= from && hit.from < to && (!isDeed(part, hit) || isShared(hit, by) || isInside(part, hit, by));
  return hits.filter((hit) => hit.above || !pieces.some((piece) => isTaken(hit, piece)));
}

const isShared = (hit: Stanced, by: Stanced): boolean => hit.at.some((i) => by.at.includes(i));

/** A bracket that opens in the one is still open at the other. */
function isInside({ tokens }: Analysis, hit: Stanced, by: Stanced): boolean {
  let depth = 0;
  for (let i = by.from; i < hit.from; i++) {
    if (tokens[i]!.word === '(') depth++;
    else if (tokens[i]!.word === ')') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

/** What a mention itself implies: what is missing is to be added, what harms is to be taken away. */
export function curesOf(defect: Defect): Form[] {
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

/** What is named where advice is given, is advised. */
export function asAdvice(hits: readonly Stanced[]): Stanced[] {
  return hits.map((hit) =>
    hit.stance === 'neutral' || hit.stance === 'present' || hit.stance === 'bad'
      ? { ...hit, stance: 'wanted', aside: false }
      : hit.aside
        ? { ...hit, aside: false }
        : hit,
  );
}

export function matchesOf(forms: readonly Form[], hits: readonly Stanced[]): Match[] {
  return forms.flatMap((one) => matchForm(one, hits, false)).filter((m) => m.score >= 0.9);
}

/** How many words the best match uses; 0 where nothing matches. What is said to be missing is no advice. */
export function sizeOf(forms: readonly Form[], hits: readonly Stanced[]): number {
  const usable = matchesOf(forms, hits).filter(
    (m) => m.hits.some((hit) => hit.stance !== 'absent') || m.form.includes('says'),
  );
  return Math.max(0, ...usable.map((m) => m.hits.length));
}
