/** Words of which a text must have one, in small letters, or a regex cannot match it; undefined where nothing of the kind can be said. */
export type Needs = readonly string[] | undefined;

/**
 * What a regex needs, read from its syntax: "\b(?:filas|rows)\b" needs `filas` or `rows`. Looking for a word is quicker than running a regex, and most of
 * the hundreds of regexes that a card is asked are never compiled. Only for the common syntax that `costOf` reads.
 */
export function needsOf(pattern: string): Needs {
  const reader: Reader = { pattern, at: 0 };
  const needs = alternatives(reader, 0);
  return reader.at !== pattern.length || worth(needs) === 0 ? undefined : needs;
}

/** More words take as long to look for as the regex. */
const MOST = 12;
const SHORTEST = 3;
const DEEPEST = 20;

interface Reader {
  readonly pattern: string;
  at: number;
}

/** Each branch needs its own: where one needs nothing, all need nothing. */
function alternatives(reader: Reader, depth: number): Needs {
  let needs: string[] | undefined = [];
  for (;;) {
    const branch = sequence(reader, depth);
    needs = branch && needs ? [...needs, ...branch] : undefined;
    if (reader.pattern[reader.at] !== '|') return needs && [...new Set(needs)];
    reader.at++;
  }
}

/** Of all that a branch needs, what is rarest: the longest words, of which there are few. */
function sequence(reader: Reader, depth: number): Needs {
  let best: Needs;
  let run = '';
  const offer = (needs: Needs): void => {
    if (needs && worth(needs) > worth(best)) best = needs;
  };
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at]!)) {
    const { letter, needs } = atom(reader, depth);
    const least = repeats(reader);
    if (letter !== undefined && least === 1) {
      run += letter;
      continue;
    }
    offer([run + (letter !== undefined && least === undefined ? letter : '')]);
    run = '';
    if (least !== 0) offer(needs);
  }
  offer([run]);
  return best;
}

const worth = (needs: Needs): number => {
  if (!needs) return 0;
  const shortest = Math.min(...needs.map((word) => word.length));
  return shortest < SHORTEST || needs.length > MOST ? 0 : shortest / (1 + needs.length);
};

/** One letter that stands for itself, or what a group needs. */
function atom(reader: Reader, depth: number): { letter?: string; needs?: Needs } {
  const { pattern } = reader;
  const c = pattern[reader.at]!;
  if (c === '\\') {
    const escaped = pattern[reader.at + 1] ?? '';
    reader.at += 2;
    return /\w/.test(escaped) ? {} : { letter: escaped };
  }
  if (c === '[') {
    const close = /^\[\^?(?:\\.|[^\]\\])+\]/.exec(pattern.slice(reader.at));
    reader.at = close ? reader.at + close[0].length : pattern.length + 1;
    return {};
  }
  if (c === '(') {
    reader.at += pattern.startsWith('(?:', reader.at) ? 3 : 1;
    const needs = depth > DEEPEST ? undefined : alternatives(reader, depth + 1);
    // Beyond the end, so that nothing is said of a pattern that nests too deeply.
    reader.at = depth > DEEPEST ? pattern.length + 1 : reader.at + 1;
    return { needs };
  }
  reader.at++;
  return '.^$'.includes(c) ? {} : { letter: c.toLowerCase() };
}

/** How often an atom stands there at least: 1 exactly once, 0 perhaps never, undefined once or more. */
function repeats(reader: Reader): 0 | 1 | undefined {
  REPEAT.lastIndex = reader.at;
  const found = REPEAT.exec(reader.pattern);
  if (!found) return 1;
  reader.at += found[0].length;
  return found[1] !== undefined || Number(found[2]) === 0 ? 0 : undefined;
}

const REPEAT = /(?:([*?])|\+|\{(\d{1,4}),?\d{0,4}\})\??/y;
