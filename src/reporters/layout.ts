const ASCII = /^[\x20-\x7e]*$/;
const NO_WIDTH = /\p{Mn}|\p{Me}|[\u200b-\u200f]|[\u{1f3fb}-\u{1f3ff}]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns that a text takes in a terminal; it holds no controls (see `forTerminal`). */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Text as lines of at most `width` columns, broken at spaces, and inside a word only where the word is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(width, 2);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text
    .split(' ')
    .filter((w) => w !== '')
    .flatMap((w) => pieces(w, limit))) {
    const size = displayWidth(word);
    if (line !== '' && used + 1 + size > limit) {
      lines.push(line);
      line = word;
      used = size;
    } else {
      used += line === '' ? size : size + 1;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Lines folded at `width` columns, the rest of each set in under its start; the lines of a code frame stay as they are. */
export const foldLines = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => (displayWidth(line) <= width || FRAME.test(line) ? [line] : hung(line, width)))
    .join('\n');

const FRAME = /^[\s>]*\d*\s*\|/;

function hung(line: string, width: number): string[] {
  const [indent] = /^\s*/.exec(line) ?? [''];
  const deeper = `${indent}  `;
  const [first = '', ...rest] = wrap(line, width - deeper.length);
  return [indent + first, ...rest.map((one) => deeper + one)];
}

/** Text cut to `width` columns, with an ellipsis where something is gone. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${pieces(text, Math.max(width - 1, 1))[0] ?? ''}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const size = characterWidth(character);
    if (part !== '' && used + size > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += size;
  }
  if (part !== '') parts.push(part);
  return parts;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  // The emoji selector makes the character before it wide.
  if (code === 0xfe0f) return 1;
  // Two regional indicators make one flag of two columns.
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
