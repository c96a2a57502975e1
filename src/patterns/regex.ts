import { RE2JS } from 're2js';
import { PatternError } from './error.js';

export interface Found {
  readonly start: number;
  readonly end: number;
  /** Groups by number, 0 the whole; an absent group is undefined. */
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
  readonly names: ReadonlyMap<string, number>;
}

/** A rule's regex, in linear time where that is possible. */
export interface Regex {
  /** Anywhere in the text. */
  search(text: string): boolean;
  /** At the start of the text, not necessarily to its end. */
  match(text: string): boolean;
  all(text: string): Found[];
}

const cache = new Map<string, Regex>();

/**
 * Compiles a regex in Python's or PCRE's writing. RE2 runs it; what RE2 lacks (lookaround, back-references, possessive and atomic groups) runs on
 * JavaScript's own engine over texts of bounded length, and a pattern that could run away there is refused.
 */
export function regexOf(source: string, flags = ''): Regex {
  const key = `${flags}/${source}`;
  let found = cache.get(key);
  if (!found) {
    found = compile(source, flags);
    if (cache.size > 2000) cache.clear();
    cache.set(key, found);
  }
  return found;
}

function compile(source: string, flags: string): Regex {
  const { body, flags: all } = normalise(source, flags);
  try {
    return linear(body, all);
  } catch (error) {
    if (!RE2_LACKS.test(body)) throw new PatternError(`Unexpected regex \`${source}\`: ${messageOf(error)}`);
    return backtracking(body, all, source);
  }
}

/** Lookaround, atomic groups, back-references, possessive repetition, long counts. */
const RE2_LACKS = /\(\?[=!<>]|\\[1-9]|\\k|[*+?}]\+|\{\d*,?\d{4,}\}|\\p\{/;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Leading `(?i)` becomes a flag wherever it stands first, `(?P<n>` and `(?P=n)` get the common form. */
function normalise(source: string, flags: string): { body: string; flags: string } {
  let body = source.replace(/\(\?#[^)]*\)/g, '');
  let all = flags;
  for (let found = /^\(\?([imsxu]+)\)/.exec(body); found; found = /^\(\?([imsxu]+)\)/.exec(body)) {
    all += found[1]!;
    body = body.slice(found[0].length);
  }
  // An inline flag further inside holds for the whole in old Python; here it does everywhere.
  const late = /\(\?([ims]+)\)/.exec(body);
  if (late) {
    all += late[1]!;
    body = body.replace(/\(\?[ims]+\)/g, '');
  }
  if (all.includes('x')) body = withoutLayout(body);
  body = body
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\\Z/g, '\\z')
    .replace(/\\h/g, '[ \\t]')
    .replace(/\\R/g, '(?:\\r\\n|\\n|\\r)');
  return {
    body,
    flags: [...new Set(all)]
      .filter((flag) => 'ims'.includes(flag))
      .sort()
      .join(''),
  };
}

function withoutLayout(body: string): string {
  let out = '';
  let inClass = false;
  for (let i = 0; i < body.length; i++) {
    const c = body[i]!;
    if (c === '\\') out += c + (body[++i] ?? '');
    else if (c === '[') [inClass, out] = [true, out + c];
    else if (c === ']') [inClass, out] = [false, out + c];
    else if (!inClass && c === '#') while (i + 1 < body.length && body[i + 1] !== '\n') i++;
    else if (inClass || !/\s/.test(c)) out += c;
  }
  return out;
}

function linear(body: string, flags: string): Regex {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  const compiled = RE2JS.compile(body.replace(/\(\?<(?=[A-Za-z_])/g, '(?P<'), bits);
  const names = new Map<string, number>(Object.entries(compiled.namedGroups() as Record<string, number>));
  return {
    search: (text) => compiled.matcher(text).find(),
    match: (text) => compiled.matcher(text).lookingAt(),
    all: (text) => {
      const matcher = compiled.matcher(text);
      const found: Found[] = [];
      while (matcher.find()) {
        const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => {
          const start = matcher.start(i);
          return start < 0 ? undefined : ([start, matcher.end(i)] as const);
        });
        found.push({ start: matcher.start(), end: matcher.end(), groups, names });
      }
      return found;
    },
  };
}

const LONGEST = 20_000;

function backtracking(body: string, flags: string, source: string): Regex {
  if (isRunaway(body))
    throw new PatternError(
      `Unexpected regex \`${source}\`: lookaround or back-references together with nested repetition could run for ever; expected a linear-time regex`,
    );
  let text = body
    .replace(/\\z/g, '(?![\\s\\S])')
    .replace(/\\A/g, '(?<![\\s\\S])')
    .replace(/\(\?>/g, '(?:')
    .replace(/([*+?}])\+/g, '$1');
  text = text.replace(/\[:(\w+):\]/g, (_, name: string) => POSIX[name] ?? '');
  let compiled: RegExp;
  try {
    compiled = new RegExp(text, `dg${flags}`);
  } catch (error) {
    throw new PatternError(`Unexpected regex \`${source}\`: ${messageOf(error)}`);
  }
  const exec = (input: string, sticky: boolean): boolean =>
    new RegExp(compiled.source, sticky ? `${flags}y` : flags).test(input.slice(0, LONGEST));
  return {
    search: (input) => exec(input, false),
    match: (input) => exec(input, true),
    all: (input) => allIn(compiled, input),
  };
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

/** Long files are read in overlapping stretches. */
function allIn(compiled: RegExp, input: string): Found[] {
  const found: Found[] = [];
  let last = -1;
  for (let from = 0; from === 0 || from < input.length; from += LONGEST / 2) {
    for (const one of input.slice(from, from + LONGEST).matchAll(compiled)) {
      const indices = one.indices!;
      const [start, end] = [indices[0]![0] + from, indices[0]![1] + from];
      if (start <= last || (from > 0 && start < from + 1000)) if (start <= last) continue;
      last = Math.max(start, end - 1);
      const names = new Map<string, number>();
      for (const [name, at] of Object.entries(indices.groups ?? {})) {
        const index = at ? indices.findIndex((pair) => pair && pair[0] === at[0] && pair[1] === at[1]) : -1;
        if (index > 0) names.set(name, index);
      }
      const groups = Array.from({ length: one.length }, (_, i) =>
        indices[i] ? ([indices[i]![0] + from, indices[i]![1] + from] as const) : undefined,
      );
      found.push({ start, end, groups, names });
    }
    if (from + LONGEST >= input.length) break;
  }
  return found;
}

/** A repeated group that holds a repetition itself, or branches of which one begins as another does. */
export function isRunaway(body: string): boolean {
  const open: boolean[] = [];
  const groups: { branches: string[]; from: number }[] = [];
  const cut = (at: number): void => {
    const group = groups.at(-1);
    group?.branches.push(body.slice(group.from, at));
    if (group) group.from = at + 1;
  };
  for (let i = 0; i < body.length; i++) {
    const c = body[i]!;
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(body, i);
    else if (c === '(') {
      open.push(false);
      groups.push({ branches: [], from: i + (/^\(\?[:>]/.test(body.slice(i, i + 3)) ? 3 : 1) });
    } else if (c === '|') cut(i);
    else if (c === ')') {
      cut(i);
      const repeats = (open.pop() ?? false) || isAmbiguous(groups.pop()?.branches ?? []);
      const after = body.slice(i + 1);
      if (repeats && /^([*+]|\{\d*,\})/.test(after)) return true;
      if (open.length > 0 && repeats) open[open.length - 1] = true;
    } else if ((c === '*' || c === '+' || (c === '{' && /^\{\d*,\}/.test(body.slice(i)))) && open.length > 0)
      open[open.length - 1] = true;
  }
  return false;
}

/** One of the branches, taken as it is written, begins with another: `(a|aa)`, `(.|x)`. */
function isAmbiguous(branches: readonly string[]): boolean {
  return branches.some(
    (one, i) => one !== '' && branches.some((two, k) => i !== k && (two.startsWith(one) || ANY.test(one))),
  );
}
const ANY = /^(\.|\[\\[sdw]\\[SDW]\])$/;

function classEnd(body: string, from: number): number {
  for (let i = from + 1; i < body.length; i++) {
    if (body[i] === '\\') i++;
    else if (body[i] === ']' && i > from + 1) return i;
  }
  return body.length;
}
