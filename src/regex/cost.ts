/**
 * How many ways a backtracking engine may have to try from one start, at most; infinite where repetition is unbounded or the syntax is one
 * that the native engine reads differently. What costs little runs natively, which is many times faster than an automaton and just as safe.
 */
export function costOf(pattern: string): number {
  if (UNCOMMON.test(pattern.replaceAll(COMMON, ''))) return Number.POSITIVE_INFINITY;
  const reader: Reader = { pattern, at: 0 };
  const cost = alternatives(reader, 0);
  return reader.at < pattern.length ? Number.POSITIVE_INFINITY : cost;
}

const COMMON = /\\[bBdDwWsS.()[\]{}|?*+^$/\\-]/g;
/** Escapes, groups and sets that only one of the engines knows or that they read differently, and letters beyond Latin-1 (case folding). */
const UNCOMMON = /\\|\(\?(?!:)|\[\[|\[\^?\]|[^\x20-\x7eÀ-ÖØ-Þà-öø-þ]/;
const DEEPEST = 20;

interface Reader {
  readonly pattern: string;
  at: number;
}

/** Branches add up, but of those that start with different letters only one can go on. */
function alternatives(reader: Reader, depth: number): number {
  const byLetter = new Map<string, number>();
  let any = 0;
  let more = true;
  while (more) {
    const letter = firstLetter(reader);
    const ways = sequence(reader, depth);
    if (letter === undefined) any += ways;
    else byLetter.set(letter, (byLetter.get(letter) ?? 0) + ways);
    more = reader.pattern[reader.at] === '|';
    if (more) reader.at++;
  }
  return any + Math.max(0, ...byLetter.values());
}

/** The letter with which a branch must start, where it must. */
function firstLetter({ pattern, at }: Reader): string | undefined {
  LETTER.lastIndex = at;
  return LETTER.exec(pattern)?.[1]?.toLowerCase();
}

const LETTER = /(?:\\b)?([\w ])(?![?*{])/y;

/** Parts multiply: each way of the first may be tried with each of the next. */
function sequence(reader: Reader, depth: number): number {
  let product = 1;
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const ways = atom(reader, depth);
    product *= repeated(ways, bounds(reader));
  }
  return product;
}

function atom(reader: Reader, depth: number): number {
  const { pattern } = reader;
  const c = pattern[reader.at];
  if (c === '\\') reader.at += 2;
  else if (c === '[') {
    const close = /^\[\^?(?:\\.|[^\]\\])+\]/.exec(pattern.slice(reader.at));
    reader.at = close ? reader.at + close[0].length : pattern.length;
    if (!close) return Number.POSITIVE_INFINITY;
  } else if (c === '(') {
    reader.at += pattern.startsWith('(?:', reader.at) ? 3 : 1;
    if (depth > DEEPEST) {
      reader.at = pattern.length;
      return Number.POSITIVE_INFINITY;
    }
    const ways = alternatives(reader, depth + 1);
    reader.at++;
    return ways;
  } else reader.at++;
  return 1;
}

function bounds(reader: Reader): readonly [low: number, high: number] {
  if (!REPEATS.has(reader.pattern[reader.at])) return ONCE;
  REPEAT.lastIndex = reader.at;
  const found = REPEAT.exec(reader.pattern);
  if (!found) return ONCE;
  reader.at += found[0].length;
  if (found[1]) return [0, Number.POSITIVE_INFINITY];
  if (found[2]) return [0, 1];
  const low = Number(found[3]);
  return [low, found[4] ? (found[5] ? Number(found[5]) : Number.POSITIVE_INFINITY) : low];
}

const REPEATS = new Set<string | undefined>(['*', '+', '?', '{']);
const REPEAT = /(?:(\*|\+)|(\?)|\{(\d{1,4})(,?)(\d{0,4})\})\??/y;
const ONCE = [1, 1] as const;

function repeated(ways: number, [low, high]: readonly [number, number]): number {
  if (high === Number.POSITIVE_INFINITY) return high;
  let sum = 0;
  for (let times = low; times <= high; times++) sum += ways ** times;
  return Math.max(1, sum);
}
