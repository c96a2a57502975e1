import { RE2JS } from 're2js';
import { costOf } from './cost.js';
import { type Needs, needsOf } from './needs.js';

/** A stretch of the text that a regex was asked to search. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The text of the first group, where the regex has one. */
  readonly group?: string;
}

/** An author's regex, in linear time on whatever a student wrote. */
export interface Regex {
  readonly pattern: string;
  test(text: string): boolean;
  /** The first match that starts at or after `from`. */
  find(text: string, from?: number): Match | undefined;
  all(text: string): readonly Match[];
}

/** What the native engine may try from each start of a text that nobody has vouched for. */
const MOST_WAYS = 20_000;

const memo = new Map<string, Regex>();

/** Patterns that were measured and cost little, with the words that they need. */
const cheap = new Map<string, Needs>();

/** What was measured so far: kept by the build, since measuring hundreds of patterns takes longer than running them. */
export const cheapPatterns = (): readonly (readonly [pattern: string, needs: Needs])[] => [...cheap];

export function knowCheap(patterns: ReturnType<typeof cheapPatterns>): void {
  for (const [pattern, needs] of patterns) cheap.set(pattern, needs);
}

function isCheap(pattern: string): boolean {
  if (cheap.has(pattern)) return true;
  if (costOf(pattern) > MOST_WAYS) return false;
  cheap.set(pattern, needsOf(pattern));
  return true;
}

/**
 * Compiles RE2 syntax (no look-around, no back-references).
 * @throws Error where the pattern does not compile.
 */
export function compileRegex(pattern: string, ignoreCase = false): Regex {
  const key = `${ignoreCase ? 'i' : '-'}${pattern}`;
  const known = memo.get(key);
  if (known) return known;
  const regex =
    (isCheap(pattern) && native(pattern, ignoreCase)) ||
    wrap(pattern, RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0));
  memo.set(key, regex);
  return regex;
}

function wrap(pattern: string, compiled: RE2JS): Regex {
  const matchesFrom = function* (text: string, from = 0): Generator<Match> {
    const matcher = compiled.matcher(text);
    let found = matcher.find(from);
    while (found) {
      const group = compiled.groupCount() > 0 ? matcher.group(1) : null;
      yield { start: matcher.start(), end: matcher.end(), ...(group !== null && { group }) };
      found = matcher.find();
    }
  };
  return {
    pattern,
    test: (text) => compiled.test(text),
    find: (text, from = 0) => (from > text.length ? undefined : matchesFrom(text, from).next().value),
    all: (text) => [...matchesFrom(text)],
  };
}

/** Undefined where the pattern is none, so that the linear engine says why. */
function native(pattern: string, ignoreCase: boolean): Regex | undefined {
  const single = nativeRegex(pattern, ignoreCase ? 'gi' : 'g');
  if (!single) return undefined;
  const needs = cheap.get(pattern);
  const lacks = (text: string): boolean => needs !== undefined && !hasOne(text, needs);
  const next = (text: string, from: number): Match | undefined => {
    single.lastIndex = from;
    const found = single.exec(text);
    return found ? matchOf(found) : undefined;
  };
  return {
    pattern,
    test: (text) => !lacks(text) && next(text, 0) !== undefined,
    // Who asks for more has found one.
    find: (text, from = 0) => (from === 0 && lacks(text) ? undefined : next(text, from)),
    all: (text) => {
      if (lacks(text)) return [];
      const found: Match[] = [];
      for (let match = next(text, 0); match; match = next(text, match.end > match.start ? match.end : match.end + 1))
        found.push(match);
      return found;
    },
  };
}

function hasOne(text: string, words: readonly string[]): boolean {
  const small = smallOf(text);
  for (const word of words) if (small.includes(word)) return true;
  return false;
}

/** One text is asked many things in a row. */
let asked = '';
let small = '';
function smallOf(text: string): string {
  if (text !== asked) {
    asked = text;
    small = text.toLowerCase();
  }
  return small;
}

function nativeRegex(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

function matchOf(found: RegExpExecArray): Match {
  const group = found[1];
  return { start: found.index, end: found.index + found[0].length, ...(group !== undefined && { group }) };
}
