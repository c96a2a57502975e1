/**
 * Where an author ended a line on purpose: after a short line, where the next word would still have fitted beside it, or before a sign
 * that opens a line. An editor that wraps leaves no such room, and breaks before anything.
 */
export function lineBreaks(text: string): ReadonlySet<number> {
  const lines = text.split('\n');
  const breaks = new Set<number>();
  if (lines.length < 2) return breaks;
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const tight = lines.slice(0, -1).filter((line, i) => !hasRoom(line, lines[i + 1]!, width)).length;
  const isWrapped = tight === lines.length - 1 && lines.length > 2 && width > SHORT_LINE / 2;
  const isTyped = tight <= (lines.length - 1) / 2;
  // Who writes no capitals at all, and leaves room in most lines, ends each on purpose.
  const goesOn = isTyped && tight <= Math.max(1, (lines.length - 1) / 4) && /^\s*\p{Ll}/u.test(text) ? SPLIT : GOES_ON;
  let at = 0;
  for (const [i, line] of lines.slice(0, -1).entries()) {
    at += line.length;
    const next = lines[i + 1]!;
    const short = line.length < SHORT_LINE && !(isWrapped && !ENDS.test(line.slice(-2)));
    if (short || OPENS.test(next) || (!goesOn.test(next) && (isTyped || hasRoom(line, next, width)))) breaks.add(at);
    at++;
  }
  return breaks;
}

const SHORT_LINE = 60;

const hasRoom = (line: string, next: string, width: number): boolean =>
  line.trimEnd().length + 1 + (/^\s*\S*/.exec(next)?.[0].length ?? 0) <= width;

/** A bullet of a word processor, an arrow, a label, a number, a picture. */
const OPENS =
  /^\s*(?:[•●▪▫◦○■□►▸‣⁃∙·–—]\s|o\t|[→⇒➜➡]|[-=]>|\p{Emoji_Presentation}|\d{1,2}[.)]\s|[*_]{0,2}\p{Lu}\p{L}{3,20}(?: \p{L}{1,12}){0,2}[*_]{0,2}:)/u;
const GOES_ON = /^\s*[\p{Ll}(,;]/u;
const SPLIT = /^\s*[,;]/;
const ENDS = /[.:;!?]/;
