import { lineStarts, type Position, type Source } from '../model/text.js';

interface Line {
  readonly text: string;
  readonly at: Position;
}

/**
 * The new code that a diff makes. Lines keep their places behind the sign; lines of the given code that the diff does not show stand where
 * the shown line after them stands. Removed lines are gone.
 */
export function applyDiff(diff: Source, given: readonly string[]): Source {
  const lines = linesOf(diff);
  const old = lines.filter(({ sign }) => sign !== '+').map(({ line }) => line.text);
  const base = given.find((text) => matches(old, text));
  const kept =
    base === undefined
      ? lines.filter(({ sign }) => sign !== '-').map(({ line }) => line)
      : merge(lines, base.split('\n'));
  return { file: diff.file, text: kept.map(({ text }) => text).join('\n'), lines: kept.map(({ at }) => at) };
}

interface Signed {
  readonly sign: '+' | '-' | ' ';
  readonly line: Line;
}

function linesOf(diff: Source): Signed[] {
  const starts = lineStarts(diff.text);
  const signed: Signed[] = [];
  const spaced = diff.text
    .split('\n')
    .every((line) => line === '' || /^[-+ @\\]|^(?:diff|index|new|old|similarity|rename)\b/.test(line));
  for (const [i, start] of starts.entries()) {
    const text = diff.text.slice(start, (starts[i + 1] ?? diff.text.length + 1) - 1);
    if (
      /^(?:@@|diff |index |\+\+\+|---(?:$| (?:[ab]\/|\S+\.\w|\/dev))|\\ No newline|new file|old mode|similarity|rename )/.test(
        text,
      )
    )
      continue;
    const at = diff.lines[i] ?? { line: i + 1, column: 1 };
    const shifted = { line: at.line, column: at.column + 1 };
    if (text.startsWith('+') || text.startsWith('-'))
      signed.push({ sign: text.startsWith('+') ? '+' : '-', line: { text: text.slice(1), at: shifted } });
    else
      signed.push({
        sign: ' ',
        line: spaced && text.startsWith(' ') ? { text: text.slice(1), at: shifted } : { text, at },
      });
  }
  return aligned(signed);
}

/** Some write `+ code` with a blank after the sign: when every signed line has it, it is not indentation. */
function aligned(lines: readonly Signed[]): Signed[] {
  const signed = lines.filter(({ sign, line }) => sign !== ' ' && line.text.trim() !== '');
  const padded =
    signed.length > 0 &&
    signed.every(({ line }) => line.text.startsWith(' ')) &&
    signed.some(({ line }) => /^ \S/.test(line.text));
  const odd = signed.some(({ line }) => (line.text.length - line.text.trimStart().length) % 2 === 1);
  if (!padded || !odd) return [...lines];
  return lines.map((one) =>
    one.sign === ' ' || !one.line.text.startsWith(' ')
      ? one
      : { ...one, line: { text: one.line.text.slice(1), at: { ...one.line.at, column: one.line.at.column + 1 } } },
  );
}

const squeeze = (line: string): string => line.replace(/\s+/g, '');

function matches(old: readonly string[], text: string): boolean {
  const known = new Set(text.split('\n').map(squeeze));
  const said = old.filter((line) => line.trim() !== '');
  return said.length > 0 && said.filter((line) => known.has(squeeze(line))).length >= said.length * 0.6;
}

/** Walks the diff along the given lines: what the diff passes over stays. */
function merge(lines: readonly Signed[], base: readonly string[]): Line[] {
  const out: Line[] = [];
  let next = 0;
  const first = lines[0]?.line.at ?? { line: 1, column: 1 };
  let place = first;
  const passOver = (to: number): void => {
    for (; next < to; next++) out.push({ text: base[next] ?? '', at: place });
  };
  for (const { sign, line } of lines) {
    place = line.at;
    if (sign !== '+') {
      const found =
        line.text.trim() === '' ? next : base.findIndex((text, i) => i >= next && squeeze(text) === squeeze(line.text));
      const blank = line.text.trim() === '' && (base[next] ?? 'x').trim() !== '';
      if (found >= 0 && !blank) {
        passOver(found);
        next = found + 1;
      }
    } else if (!lines.some((one) => one.sign !== '+')) passOver(0);
    if (sign !== '-') out.push(line);
  }
  passOver(base.length);
  return out;
}
