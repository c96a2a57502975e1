import { type Bound, bindTo, type Env, entries, keyOf, lookup, sameBound } from './bindings.js';
import { callRanges, isLive } from './calls.js';
import { holds } from './conditions.js';
import type { Options, Subject } from './context.js';
import { genericHits } from './generic.js';
import { hasWord, type Pattern, parsePattern } from './pattern.js';
import type { Regex } from './regex-model.js';
import type { Formula } from './rules/model.js';
import { type Hit, search } from './search.js';

/** A stretch of code with its bindings, and what kind of operator found it. */
export interface Range extends Hit {
  readonly kind: 'plain' | 'inside' | 'regex' | 'anywhere';
}

/** Where and how a formula is evaluated. */
export interface Evaluation {
  readonly subject: Subject;
  readonly language: string;
  readonly options: Options;
  /** Matches of each pattern on this file, shared by all rules. */
  readonly memo: Map<string, readonly Hit[]>;
  readonly patterns: Map<string, Pattern>;
  /** Set inside `metavariable-pattern`: the metavariable's own stretch. */
  readonly context?: Range;
}

/** The ranges of a formula, with Semgrep's meaning of containment and bindings. */
export function evaluate(e: Evaluation, formula: Formula): readonly Range[] {
  const found = ranges(e, formula);
  const { as } = formula;
  return as === undefined ? found : found.map((one) => ({ ...one, env: bindTo(one.env, as, boundRange(e, one)) }));
}

function boundRange(e: Evaluation, { start, end }: Range): Bound {
  return { kind: 'text', start, end, text: e.subject.program.text.slice(start, end) };
}

function ranges(e: Evaluation, formula: Formula): readonly Range[] {
  switch (formula.op) {
    case 'pattern':
      return patternRanges(e, formula.text);
    case 'regex':
      return regexRanges(e, formula.regex);
    case 'any':
      return unique(formula.of.flatMap((one) => evaluate(e, one)));
    case 'inside':
      return evaluate(e, formula.of).map((one) => ({ ...one, kind: 'inside' as const }));
    case 'anywhere':
      return evaluate(e, formula.of).map((one) => ({ ...one, kind: 'anywhere' as const }));
    case 'inside-calls':
      return callRanges(e.subject, evaluate(e, formula.of));
    case 'not':
      // Alone, a negation speaks of the context: all of it, or nothing.
      return difference(e, e.context ? [e.context] : [wholeFile(e)], formula.of);
    case 'all':
      return evaluateAll(e, formula);
    case 'live':
      return evaluate(e, formula.of).filter((one) => isLive(e.subject, one));
    case 'before':
    case 'after':
      return evaluate(e, formula.of);
  }
}

const wholeFile = (e: Evaluation): Range => ({
  start: 0,
  end: e.subject.program.text.length,
  env: undefined,
  kind: 'plain',
});

/** The matches of one pattern; in a `metavariable-pattern` only those inside the metavariable. */
function patternRanges(e: Evaluation, text: string): readonly Range[] {
  const hits = e.language === 'generic' ? genericMatches(e, text) : treeMatches(e, text);
  return within(e, hits).map((hit) => ({ ...hit, kind: 'plain' as const }));
}

function within(e: Evaluation, hits: readonly Hit[]): readonly Hit[] {
  const { context } = e;
  return context
    ? hits.filter((hit) => hit.start >= context.start && hit.end <= context.end && compatible(e, hit.env, context.env))
    : hits;
}

function treeMatches(e: Evaluation, text: string): readonly Hit[] {
  const key = `${optionsKey(e.options)}|${text}`;
  let hits = e.memo.get(key);
  if (!hits) {
    const pattern = compiled(e, text);
    hits = pattern.words.every((word) => hasWord(e.subject.program.text, word))
      ? search(pattern, e.subject, e.options)
      : [];
    e.memo.set(key, hits);
  }
  return hits;
}

const optionKeys = new WeakMap<Options, string>();

/** Rules whose options say the same share what was found. */
function optionsKey(options: Options): string {
  let key = optionKeys.get(options);
  if (key === undefined) {
    key = Object.values(options).join();
    optionKeys.set(options, key);
  }
  return key;
}

export function compiled(e: Pick<Evaluation, 'patterns' | 'language'>, text: string): Pattern {
  let pattern = e.patterns.get(text);
  if (!pattern) {
    pattern = parsePattern(text, e.language);
    e.patterns.set(text, pattern);
  }
  return pattern;
}

function genericMatches(e: Evaluation, text: string): readonly Hit[] {
  const { ellipsisMaxSpan: span, caseless, genericComments: comments } = e.options;
  const key = `${span}${caseless}${comments}|${text}`;
  const hits = e.memo.get(key) ?? genericHits(text, e.subject.program.text, { span, caseless, comments });
  e.memo.set(key, hits);
  return hits;
}

function regexRanges(e: Evaluation, regex: Regex): readonly Range[] {
  const { text } = e.subject.program;
  const from = e.context?.start ?? 0;
  const input = e.context ? text.slice(from, e.context.end) : text;
  return regex.all(input).map(({ start, end, groups, names }) => {
    let env: Env | undefined;
    const bindGroup = (name: string, index: number): void => {
      const group = groups[index];
      if (group)
        env = bindTo(env, name, {
          kind: 'text',
          start: group[0] + from,
          end: group[1] + from,
          text: input.slice(group[0], group[1]),
        });
    };
    for (let i = 1; i < groups.length; i++) bindGroup(`$${i}`, i);
    for (const [name, index] of names) bindGroup(`$${name}`, index);
    return { start: start + from, end: end + from, env, kind: 'regex' as const };
  });
}

function evaluateAll(e: Evaluation, formula: Extract<Formula, { op: 'all' }>): readonly Range[] {
  const positive: Range[][] = [];
  const inside: Range[][] = [];
  for (const one of formula.of) {
    if (one.op === 'not' || one.op === 'before' || one.op === 'after') continue;
    const found = [...evaluate(e, one)];
    if (found.length === 0) return [];
    (found.every((range) => range.kind === 'inside') ? inside : positive).push(found);
  }
  const lists = [...positive, ...inside];
  const start: readonly Range[] = lists.shift() ?? [e.context ?? wholeFile(e)];
  let now: readonly Range[] = lists.reduce<readonly Range[]>((acc, list) => intersect(e, acc, list), start);
  for (const one of formula.of) {
    if (now.length === 0) return [];
    if (one.op === 'not') now = difference(e, now, one.of);
    if (one.op === 'before' || one.op === 'after') now = ordered(e, now, evaluate(e, one.of), one.op, true);
  }
  for (const condition of formula.conditions) now = now.flatMap((range) => holds(e, range, condition, evaluate));
  return unique(formula.focus.length > 0 ? now.flatMap((range) => focused(range, formula.focus)) : now);
}

/** Ranges of one list inside ranges of the other with bindings that agree; each takes the other's bindings. */
function intersect(e: Evaluation, a: readonly Range[], b: readonly Range[]): readonly Range[] {
  return unique([...included(e, a, b), ...included(e, b, a)]);
}

function included(e: Evaluation, inner: readonly Range[], outer: readonly Range[]): Range[] {
  const byStart = (x: Range, y: Range): number => x.start - y.start;
  const anywhere = outer.filter((v) => v.kind === 'anywhere');
  const sorted = outer.filter((v) => v.kind !== 'anywhere').sort(byStart);
  const found: Range[] = [];
  // One sweep over both: `open` holds what began before a range and has not ended before it.
  let open: Range[] = [];
  let next = 0;
  for (const u of [...inner].sort(byStart)) {
    for (const v of anywhere) if (compatible(e, u.env, v.env)) found.push(mergedRange(u, v));
    if (u.kind === 'anywhere') continue;
    let isStale = false;
    for (; next < sorted.length && sorted[next]!.start <= u.start; next++) open.push(sorted[next]!);
    for (const v of open) {
      if (v.end < u.start) isStale = true;
      if (v.end < u.end || (u.kind === 'inside' && v.kind !== 'inside')) continue;
      if (compatible(e, u.env, v.env)) found.push(mergedRange(u, v));
    }
    if (isStale) open = open.filter((v) => v.end >= u.start);
  }
  return found;
}

function mergedRange(u: Range, v: Range): Range {
  let env = u.env;
  for (const [name, bound] of entries(v.env)) if (!lookup(env, name)) env = bindTo(env, name, bound);
  return env === u.env ? u : { ...u, env };
}

/** Whether bindings of the same name stand for the same. */
export function compatible(e: Evaluation, a: Env | undefined, b: Env | undefined): boolean {
  for (let at = a; at; at = at.next) {
    const other = lookup(b, at.name);
    if (other && other !== at.bound && !sameBound(at.bound, other, e.subject.names.areSame)) return false;
  }
  return true;
}

/** Takes away what a negated formula covers: the same stretch for a pattern, anything around for `inside`, any overlap for a regex. */
function difference(e: Evaluation, now: readonly Range[], formula: Formula): readonly Range[] {
  if (formula.op === 'before' || formula.op === 'after')
    return ordered(e, now, evaluate(e, formula.of), formula.op, false);
  const negative = evaluate(e.context ? { ...e, context: e.context } : e, formula);
  if (negative.length === 0) return now;
  return now.filter((x) => !negative.some((y) => covers(y, x) && compatible(e, x.env, y.env)));
}

function covers(y: Range, x: Range): boolean {
  if (y.kind === 'anywhere') return true;
  if (y.kind === 'inside') return y.start <= x.start && x.end <= y.end;
  if (y.kind === 'regex') return y.start < x.end && x.start < y.end;
  return y.start === x.start && y.end === x.end;
}

/** Ranges that stand before (or after) some range of the other formula in the text, with bindings that agree. */
function ordered(
  e: Evaluation,
  now: readonly Range[],
  others: readonly Range[],
  order: 'before' | 'after',
  wanted: boolean,
): readonly Range[] {
  return now.filter((x) => {
    const found = others.some(
      (y) => (order === 'before' ? x.end <= y.start : y.end <= x.start) && compatible(e, x.env, y.env),
    );
    return found === wanted;
  });
}

/** The places of the metavariables in focus; several keys narrow one another, several names in one key are alternatives. */
function focused(range: Range, focus: readonly (readonly string[])[]): Range[] {
  let now: Range[] | undefined;
  for (const names of focus) {
    const here: Range[] = [];
    for (const name of names) {
      const bound = lookup(range.env, name);
      if (bound && bound.start >= 0) here.push({ start: bound.start, end: bound.end, env: range.env, kind: 'plain' });
    }
    now = now
      ? [
          ...now.filter((x) => here.some((y) => y.start <= x.start && x.end <= y.end)),
          ...here.filter((x) => now!.some((y) => y.start < x.start && x.end <= y.end)),
        ]
      : here;
  }
  return now ?? [];
}

function unique(found: readonly Range[]): readonly Range[] {
  if (found.length < 2) return found;
  const seen = new Map<string, Range>();
  for (const one of found) {
    const key = `${one.start}-${one.end}:${one.kind}:${keyOf(one.env)}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
