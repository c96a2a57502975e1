/** How deep a YAML text may nest and how large it may be before the parser sees it: the parser recurses, and compares keys in pairs. */
export const MOST_DEPTH = 64;
export const MOST_BYTES = 256 * 1024;
export const MOST_KEYS = 5000;

export interface Excess {
  readonly message: string;
  readonly at: number;
}

/** The first limit that a text exceeds. One pass; quotes, comments and block scalars do not count. */
export function excessOf(text: string): Excess | undefined {
  if (text.length > MOST_BYTES) return { message: `More than ${MOST_BYTES / 1024} KiB of YAML`, at: MOST_BYTES };
  const scan: Scan = { indents: [], flow: 0, block: -1, keys: 0 };
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const excess = scanLine(text, at, end, scan);
    if (excess) return excess;
    at = end + 1;
  }
  return undefined;
}

interface Scan {
  indents: number[];
  flow: number;
  /** Indentation of the line that opened a block scalar, or -1. */
  block: number;
  keys: number;
}

function scanLine(text: string, start: number, end: number, scan: Scan): Excess | undefined {
  let at = start;
  while (at < end && text.charCodeAt(at) === 32) at++;
  const indent = at - start;
  if (at === end || text[at] === '\r') return undefined;
  if (scan.block >= 0) {
    if (indent > scan.block) return undefined;
    scan.block = -1;
  }
  if (scan.flow === 0) {
    while (scan.indents.length > 0 && scan.indents.at(-1)! >= indent) scan.indents.pop();
    scan.indents.push(indent);
    // `- - - a` and `? ? a` nest on one line.
    while ((text[at] === '-' || text[at] === '?') && (text[at + 1] === ' ' || text[at + 1] === '\t')) {
      do at++;
      while (at < end && (text[at] === ' ' || text[at] === '\t'));
      if (text[at] === '-' || text[at] === '?') scan.indents.push(at - start);
      if (scan.indents.length > MOST_DEPTH) return { message: `Nested deeper than ${MOST_DEPTH}`, at };
    }
  }
  return scanTokens(text, start, at, end, indent, scan);
}

function scanTokens(
  text: string,
  start: number,
  from: number,
  end: number,
  indent: number,
  scan: Scan,
): Excess | undefined {
  let quote = '';
  for (let at = from; at < end; at++) {
    const c = text[at]!;
    if (quote) {
      if (c === '\\' && quote === '"') at++;
      else if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && /[\s[{,:(-]/.test(text[at - 1] ?? ' ')) quote = c;
    else if (c === '#' && (at === start || /\s/.test(text[at - 1]!))) break;
    else if (c === '[' || c === '{') scan.flow++;
    else if (c === ']' || c === '}') scan.flow = Math.max(0, scan.flow - 1);
    else if (c === ':' && (at + 1 >= end || /\s/.test(text[at + 1]!))) scan.keys++;
    else if (
      (c === '|' || c === '>') &&
      scan.flow === 0 &&
      /^[|>][-+0-9]*\s*(?:#.*)?$/.test(text.slice(at, Math.min(end, at + 80)))
    ) {
      scan.block = indent;
      break;
    }
    if (scan.flow + scan.indents.length > MOST_DEPTH) return { message: `Nested deeper than ${MOST_DEPTH}`, at };
    if (scan.keys > MOST_KEYS) return { message: `More than ${MOST_KEYS} keys`, at };
  }
  return undefined;
}
