/** Limits on what a markdown document may ask of a parser; generous beside any honest hand-in. */
export const LIMITS = { bytes: 1024 * 1024, markers: 32, indent: 100, lines: 50_000, htmlBlock: 200_000 };

/** Why a document is too much for the parser, or `undefined` when it may be parsed. Linear, no recursion. */
export function tooMuch(text: string): string | undefined {
  if (text.length > LIMITS.bytes) return `larger than ${LIMITS.bytes / 1024} KiB`;
  let lines = 0;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (++lines > LIMITS.lines) return `more than ${LIMITS.lines} lines`;
    const trouble = lineTrouble(text, start, end);
    if (trouble) return `${trouble} in line ${lines}`;
    start = end + 1;
  }
  return undefined;
}

function lineTrouble(text: string, start: number, end: number): string | undefined {
  let markers = 0;
  let i = start;
  let indent = 0;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === 32 || c === 9) {
      indent += c === 9 ? 4 : 1;
      i++;
    } else if (c === 62) {
      markers++;
      i++;
    } else if ((c === 45 || c === 42 || c === 43) && isBlank(text.charCodeAt(i + 1))) {
      markers++;
      i++;
    } else if (c >= 48 && c <= 57) {
      const from = i;
      while (i < end && i - from < 10 && text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++;
      const mark = text.charCodeAt(i);
      if ((mark !== 46 && mark !== 41) || !isBlank(text.charCodeAt(i + 1))) break;
      markers++;
      i++;
    } else break;
    if (markers > LIMITS.markers) return `more than ${LIMITS.markers} nested lists or quotes`;
  }
  return markers > 0 && indent > LIMITS.indent ? `a list indented by more than ${LIMITS.indent} columns` : undefined;
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || Number.isNaN(code);
