import { RE2JS } from 're2js';
import { backtracking } from './backtracking.js';
import { PatternError } from './error.js';
import type { Found, Regex } from './regex-model.js';

const cache = new Map<string, Regex>();

/**
 * Compiles a regex in Python's or PCRE's writing. RE2 runs it; what RE2 lacks (lookaround, back-references, possessive and atomic groups) runs on
 * JavaScript's own engine over texts of bounded length, under a deadline where it could run away.
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
    .replace(/\\R/g, '(?:\\r\\n|\\n|\\r)')
    // What stands before `\K` has to be there and is no part of the match.
    .replace(/^([^()[\]|]*)\\K/, '(?<=$1)');
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
    named: names.size > 0,
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
