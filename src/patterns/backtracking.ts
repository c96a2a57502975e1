import { createContext, Script } from 'node:vm';
import { PatternError } from './error.js';
import type { Found, Regex } from './regex-model.js';

const LONGEST = 20_000;

/** A regex that only a backtracking engine knows. One that runs away is stopped, and finds nothing in that text. */
export function backtracking(body: string, flags: string, source: string): Regex {
  const nested = isRunaway(body);
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
    throw new PatternError(`Unexpected regex \`${source}\`: ${error instanceof Error ? error.message : String(error)}`);
  }
  const test = (input: string, sticky: boolean): boolean => {
    const regex = new RegExp(compiled.source, sticky ? `${flags}y` : flags);
    return (matches(regex, input.slice(0, LONGEST), nested)?.length ?? 0) > 0;
  };
  return {
    named: /\(\?<[A-Za-z_]/.test(text),
    search: (input) => test(input, false),
    match: (input) => test(input, true),
    all: (input) => allIn(compiled, input, nested),
  };
}

/** So many steps are over before anybody notices. */
const FEW_STEPS = 2e7;
const DEADLINE_MS = 2000;
const place: { regex?: RegExp; input?: string } = createContext({});
const ALL = new Script('[...input.matchAll(regex)]');
const ONE = new Script('[regex.exec(input)].filter(Boolean)');

/**
 * The matches of a regex, or undefined where it was stopped: where there may be ways without end, there is a deadline. With repetition in repetition
 * the ways may double with each letter.
 */
function matches(regex: RegExp, input: string, nested: boolean): RegExpExecArray[] | undefined {
  const repetitions = regex.source.match(/[*+]|\{\d*,\}/g)?.length ?? 0;
  if (!nested && input.length ** (repetitions + 1) < FEW_STEPS)
    return regex.global ? [...input.matchAll(regex)] : [regex.exec(input)].filter((one) => one !== null);
  try {
    Object.assign(place, { regex, input });
    return (regex.global ? ALL : ONE).runInContext(place, { timeout: DEADLINE_MS });
  } catch {
    return undefined;
  }
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
function allIn(compiled: RegExp, input: string, nested: boolean): Found[] {
  const found: Found[] = [];
  let last = -1;
  for (let from = 0; from === 0 || from < input.length; from += LONGEST / 2) {
    const here = matches(compiled, input.slice(from, from + LONGEST), nested);
    if (!here) break;
    for (const one of here) {
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
