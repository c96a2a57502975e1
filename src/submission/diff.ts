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
  const base = given.find((text) => fits(lines, text));
  const kept =
    base === undefined
      ? lines.filter(({ sign }) => sign !== '-').map(({ line }) => line)
      : merge(lines, unplaced(base)).kept;
  return madeOf(diff, kept);
}

/**
 * What a series of diffs makes of the given code, one after the other, and which of them are of it: most of the old that each shows stands
 * there by then. One that only adds goes on behind the last.
 */
export function applyDiffs(
  diffs: readonly Source[],
  given: string,
): { readonly made: Source; readonly used: readonly Source[] } | undefined {
  let state: Merged = { kept: unplaced(given), end: undefined };
  const used: Source[] = [];
  for (const diff of diffs) {
    const lines = linesOf(diff);
    const isAddition = lines.every(({ sign, line }) => sign === '+' || line.text.trim() === '');
    const isOfIt = isAddition
      ? used.length > 0
      : lines.some(({ sign }) => sign !== ' ') && fits(lines, textOf(state.kept));
    if (!isOfIt) continue;
    state = merge(lines, state.kept, state.end);
    used.push(diff);
  }
  const [first] = used;
  return first && { made: madeOf(first, state.kept), used };
}

interface Kept {
  readonly text: string;
  /** None for a line of the given code that no diff shows. */
  readonly at?: Position;
}

interface Merged {
  readonly kept: readonly Kept[];
  /** Behind the last line that the diff shows. */
  readonly end: number | undefined;
}

const textOf = (kept: readonly Kept[]): string => kept.map(({ text }) => text).join('\n');
const unplaced = (text: string): Kept[] => text.split('\n').map((line) => ({ text: line }));

function madeOf(diff: Source, kept: readonly Kept[]): Source {
  let place = kept.findLast(({ at }) => at)?.at ?? diff.lines[0] ?? { line: 1, column: 1 };
  const lines = kept.toReversed().map(({ at }) => {
    place = at ?? place;
    return place;
  });
  return { file: diff.file, text: textOf(kept), lines: lines.reverse() };
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

function fits(lines: readonly Signed[], given: string): boolean {
  const known = new Set(given.split('\n').map(squeeze));
  const said = oldOf(lines);
  return said.length > 0 && said.filter((line) => known.has(squeeze(line))).length >= said.length * 0.6;
}

/** What a diff shows of the old code. */
const oldOf = (lines: readonly Signed[]): string[] =>
  lines.flatMap(({ sign, line }) => (sign !== '+' && line.text.trim() !== '' ? line.text : []));

/** Walks the diff along the lines of the code as it is: what the diff passes over stays. */
function merge(lines: readonly Signed[], base: readonly Kept[], end?: number): Merged {
  const out: Kept[] = [];
  const old = oldOf(lines);
  let next = 0;
  let isFirst = true;
  const passOver = (to: number): void => {
    while (next < to) out.push(base[next++]!);
  };
  if (old.length === 0) passOver(end ?? base.length);
  for (const { sign, line } of lines) {
    if (sign !== '+' && !(line.text.trim() === '' && (base[next]?.text ?? 'x').trim() !== '')) {
      const found = line.text.trim() === '' ? next : isFirst ? startOf(old, base) : indexOf(line.text, base, next);
      if (line.text.trim() !== '') isFirst = false;
      if (found >= 0) {
        passOver(found);
        next = found + 1;
      }
    }
    if (sign !== '-') out.push(line);
  }
  const shown = out.length;
  passOver(base.length);
  return { kept: out, end: shown };
}

const indexOf = (line: string, base: readonly Kept[], from: number): number =>
  base.findIndex(({ text }, i) => i >= from && squeeze(text) === squeeze(line));

/** Where the first old line stands: of several that are alike, the one whose followers are the diff's too. */
function startOf(old: readonly string[], base: readonly Kept[]): number {
  const alike = base.flatMap(({ text }, i) => (squeeze(text) === squeeze(old[0] ?? '') ? [i] : []));
  const follows = (at: number): number => {
    let n = 1;
    while (n < old.length && squeeze(base[at + n]?.text ?? '') === squeeze(old[n] ?? '')) n++;
    return n;
  };
  return alike.reduce((best, at) => (best < 0 || follows(at) > follows(best) ? at : best), -1);
}
