import type { Lexicon } from '../lexicon/lexicon.js';
import type { Stance, Stanced } from '../stance/stance.js';

/** An author's form, compiled: see rubrics/README.md. */
export type Form =
  | { readonly op: 'concept'; readonly as: Reading; readonly concept: string }
  | { readonly op: 'all' | 'any' | 'near'; readonly of: readonly Form[] }
  | { readonly op: 'weak'; readonly of: Form };

/** In which sense a concept must be meant. */
export type Reading = 'bare' | 'missing' | 'harmful' | 'unwanted' | 'wanted' | 'says';

/** One way in which a form is met by a text. */
export interface Match {
  /** 0 to 1. */
  readonly score: number;
  readonly hits: readonly Stanced[];
  readonly form: string;
}

/** Trouble in a form; `path` leads to the key that is wrong. */
export class FormError extends Error {
  readonly path: readonly (string | number)[];
  constructor(message: string, path: readonly (string | number)[]) {
    super(message);
    this.path = path;
  }
}

const READINGS = new Set<Reading>(['missing', 'harmful', 'unwanted', 'wanted', 'says']);
const JOINS = new Set(['all', 'any', 'near']);
const NEAR = 10;
/** Within one clause people go on longer: "una alerta si … y otra para los errores". */
const NEAR_IN_CLAUSE = 12;
const NEAR_OF_ROW = 30;
const MOST = 40;

/** Compiles what an author wrote. Throws `FormError` with the path into the form. */
export function compileForm(written: unknown, lexicon: Lexicon, path: readonly (string | number)[], depth = 0): Form {
  if (depth > 6) throw new FormError('forms nest too deeply', path);
  if (typeof written === 'string') return { op: 'concept', as: 'bare', concept: conceptOf(written, lexicon, path) };
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new FormError('a form is a concept or a mapping with one key', path);
  const keys = Object.keys(written);
  const key = keys[0];
  if (keys.length !== 1 || key === undefined) throw new FormError('a form has exactly one key', path);
  const value = (written as Record<string, unknown>)[key];
  const inner = [...path, key];
  if (key === 'weak') return { op: 'weak', of: compileForm(value, lexicon, inner, depth + 1) };
  if (JOINS.has(key)) {
    if (!Array.isArray(value) || value.length === 0) throw new FormError(`${key} takes a list of forms`, inner);
    return { op: key as 'all', of: value.map((part, i) => compileForm(part, lexicon, [...inner, i], depth + 1)) };
  }
  if (!READINGS.has(key as Reading))
    throw new FormError(`unknown form "${key}"; known: ${[...READINGS, ...JOINS, 'weak'].join(', ')}`, inner);
  const of = (Array.isArray(value) ? value : [value]).map((name, i): Form => {
    const at = Array.isArray(value) ? [...inner, i] : inner;
    if (typeof name !== 'string') throw new FormError(`${key} takes a concept`, at);
    return { op: 'concept', as: key as Reading, concept: conceptOf(name, lexicon, at) };
  });
  return of.length === 1 ? of[0]! : { op: 'any', of };
}

function conceptOf(name: string, lexicon: Lexicon, path: readonly (string | number)[]): string {
  if (lexicon.ids.has(name)) return name;
  throw new FormError(`unknown concept "${name}"`, path);
}

/** All concepts that a form speaks of. */
export function conceptsOf(form: Form): string[] {
  if (form.op === 'concept') return [form.concept];
  return form.op === 'weak' ? conceptsOf(form.of) : form.of.flatMap(conceptsOf);
}

/** How the hits of a text meet a form; under `listed`, a bare name is a statement. */
export function matchForm(form: Form, hits: readonly Stanced[], listed: boolean): Match[] {
  return match(form, hits, listed, true).filter((m) => m.score > 0);
}

/** Hits of the form's concepts of which something else is said: they are fine, or there, or only supposed. */
export function vetoes(form: Form, hits: readonly Stanced[]): Stanced[] {
  if (form.op === 'weak') return vetoes(form.of, hits);
  if (form.op !== 'concept') return form.of.flatMap((part) => vetoes(part, hits));
  const against = AGAINST[form.as];
  return hits.filter(
    (hit) =>
      hit.concept === form.concept &&
      (hit.stance === 'fine' ||
        hit.stance === 'unreal' ||
        (!hit.soft && against.includes(hit.stance) && !(hit.behind && hit.stance === 'absent'))),
  );
}

/** Stances that a reading cannot mean: nobody complains of a missing thing by wishing it away. */
const AGAINST: Readonly<Record<Reading, readonly Stance[]>> = {
  bare: [],
  missing: ['present', 'unwanted'],
  harmful: ['wanted', 'absent'],
  unwanted: ['wanted', 'absent'],
  wanted: [],
  says: [],
};

function match(form: Form, hits: readonly Stanced[], listed: boolean, top: boolean): Match[] {
  switch (form.op) {
    case 'weak':
      return match(form.of, hits, listed, top).map((m) => ({ ...m, score: Math.min(m.score, 0.3) }));
    case 'any':
      return form.of.flatMap((part) => match(part, hits, listed, top)).slice(0, MOST);
    case 'concept':
      return hits
        .filter((hit) => hit.concept === form.concept && !(top && hit.above))
        .map((hit) => ({
          score: leaf(form.as, hit, listed, top),
          hits: [hit],
          form: `${form.as === 'bare' ? '' : `${form.as}: `}${form.concept}`,
        }));
    default:
      return join(form, hits, listed);
  }
}

function join(form: Form & { op: 'all' | 'any' | 'near' }, hits: readonly Stanced[], listed: boolean): Match[] {
  const parts = form.of.map((part) => match(part, hits, listed, false).filter((m) => m.score > 0));
  const out: Match[] = [];
  const own = (m: Match): boolean => m.hits.some((hit) => !hit.above);
  for (const first of parts[0]!.slice(0, MOST)) {
    const chosen = [first];
    for (const part of parts.slice(1)) {
      const fit = part
        .filter((m) => !m.hits.some((hit) => first.hits.some((other) => isSamePlace(hit, other))))
        .filter((m) => form.op !== 'near' || !isFar(first, m, hits))
        .sort((a, b) => gap(first, a) - gap(first, b) || b.score - a.score)[0];
      if (!fit) break;
      chosen.push(fit);
    }
    if (chosen.length < form.of.length || !chosen.some(own)) continue;
    // All of it is there: nothing is asked for.
    const there = chosen.every((m) => m.hits.every((hit) => hit.stance === 'present' && !hit.soft));
    out.push({
      score: Math.min(there && isNames(form) ? 0.3 : 1, ...chosen.map((m) => m.score)),
      hits: chosen.flatMap((m) => m.hits),
      form: `${form.op}(${chosen.map((m) => m.form).join(', ')})`,
    });
  }
  return out;
}

/** One word is not two things. */
const isSamePlace = (a: Stanced, b: Stanced): boolean =>
  a === b || (a.from === b.from && a.to === b.to && !a.above && !b.above);

/** Names only, in no sense of their own: `near: [alert, latency]`. */
const isNames = (form: Form & { op: 'all' | 'any' | 'near' }): boolean =>
  form.of.every((part) => part.op === 'concept' && part.as === 'bare');

function isFar(a: Match, b: Match, all: readonly Stanced[]): boolean {
  const x = a.hits[0]!;
  const y = b.hits[0]!;
  if (x.above || y.above) return false;
  const later = x.from > y.from ? x : y;
  return (
    gap(a, b) > reach(x === later ? y : x, later, all) ||
    x.sentence !== y.sentence ||
    // "si los errores pasan del 5 % o si hay drift": two conditions side by side share nothing.
    (x.clause !== y.clause && x.conditional && y.conditional) ||
    (x.clause !== y.clause && later.stated && !(later.mark === ':' && isBareHead(x === later ? y : x)))
  );
}

/** "Avisos si …, si … o si …": what opens a row of conditions is said of each. */
function reach(head: Stanced, later: Stanced, all: readonly Stanced[]): number {
  if (head.clause === later.clause) return NEAR_IN_CLAUSE;
  const opensRow =
    later.conditional &&
    !head.conditional &&
    !all.some(({ clause, conditional }) => clause > head.clause && clause < later.clause && !conditional);
  return opensRow ? NEAR_OF_ROW : NEAR;
}

/** "alerts: none for latency": a name alone before a colon belongs to what is said after it. */
const isBareHead = (hit: Stanced): boolean => hit.stance === 'neutral' && !hit.stated;

function gap(a: Match, b: Match): number {
  const x = a.hits[0]!;
  const y = b.hits[0]!;
  if (x.above || y.above) return NEAR;
  return x.from < y.from ? Math.max(0, y.from - x.to) : Math.max(0, x.from - y.to);
}

const TABLE: Readonly<Record<Reading, Readonly<Partial<Record<Stance, number>>>>> = {
  bare: { absent: 1, wanted: 1, unwanted: 1, bad: 1, replaced: 1, neutral: 0.3, present: 0.3 },
  missing: { absent: 1, wanted: 1, bad: 1, replaced: 1, unwanted: 0.3, neutral: 0.3 },
  harmful: { neutral: 1, unwanted: 1, bad: 1, replaced: 1, present: 1, absent: 0.3 },
  unwanted: { unwanted: 1, bad: 1, replaced: 1 },
  wanted: { wanted: 1 },
  says: { absent: 1, wanted: 1, unwanted: 1, bad: 1, replaced: 1, neutral: 1, present: 1 },
};

function leaf(as: Reading, hit: Stanced, listed: boolean, top: boolean): number {
  if (hit.stance === 'fine' || hit.stance === 'unreal') return 0;
  if (as === 'bare' && !top) return 1;
  if (as === 'missing' && hit.stance === 'unwanted' && hit.soft) return 0.8;
  // "…: falta el análisis de sesgos" says more of itself than an explanation does.
  const isStated = hit.own && hit.stance === 'absent' && hit.mark === ':';
  if (listed && hit.aside && !isStated && as !== 'says' && hit.stance !== 'bad') return 0.3;
  if (hit.stance === 'neutral' && listed && (as === 'missing' || as === 'bare')) return 1;
  return TABLE[as][hit.stance] ?? 0;
}
