import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { RichText } from '../../model/document.js';
import { isOnlySeverity, type Level, severityWithin } from './severity.js';
import { levelsNamed } from './severity-named.js';

/** A paragraph that counts its points: what stands before the first, and the points. */
export interface Points {
  readonly intro: RichText | undefined;
  readonly points: readonly RichText[];
}

/** "a) … b) …", "Dos graves: (1) …; (2) …", one point a line: undefined where a paragraph counts nothing. */
export function splitPoints(rich: RichText): Points | undefined {
  const counted = countedMarks(rich);
  const marks =
    [
      counted,
      stampedLines(rich),
      bulletLines(rich),
      answeredLines(rich),
      curedLines(rich),
      curedPieces(rich),
      signedLines(rich),
      gradedPoints(rich),
    ].find((found) => found.length > 1) ?? [];
  if (marks.length < 2) return undefined;
  const piece = (from: number, to: number): RichText => trimRich(sliceRich(rich, from, to));
  const intro = piece(0, marks[0]!.from);
  const points = marks.map((mark, i) => piece(mark.to, marks[i + 1]?.from ?? rich.text.length));
  if (points.some((point) => point.text.length < 3)) return undefined;
  return { intro: intro.text === '' ? undefined : intro, points };
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** The longest run of enumerators of one shape that count up by one. */
function countedMarks(rich: RichText): Mark[] {
  let best: Mark[] = [];
  for (const shape of SHAPES) {
    let run: Mark[] = [];
    for (const match of rich.text.slice(0, 20_000).matchAll(shape)) {
      const from = match.index;
      if (rich.code.some(([a, b]) => from >= a && from < b)) continue;
      const at = placeOf(match[1] ?? match[2]!);
      const mark = { from, to: from + match[0].length, at };
      if (run.length > 0 && at === run.at(-1)!.at + 1) run.push(mark);
      else if (run.length === 0 || run.length < 2) run = [mark];
      if (run.length > best.length) best = run;
    }
  }
  return best;
}

/** Lines of a chat, each with its time and maybe its speaker in front: "[10:02] me: no run". */
function stampedLines(rich: RichText): Mark[] {
  const stamps = [...rich.text.slice(0, 20_000).matchAll(STAMP)];
  if (stamps.length < 3 || stamps[0]?.index !== 0) return [];
  return stamps.map((match, at) => ({ from: match.index, to: match.index + match[0].length, at }));
}

const STAMP = /(?<=^|\s)[[(]\d{1,2}[:.h]\d{2}(?::\d{2})?[\])][ \t]*[-–—]?[ \t]*(?:\p{L}[\p{L}.]{0,15}:)?[ \t]*/gu;

/** Lines that open with the bullet of a word processor: those of the first kind count, deeper ones go on with theirs. */
function bulletLines(rich: RichText): Mark[] {
  const first = BULLET.exec(rich.text)?.[1];
  if (first === undefined) return [];
  return linesOf(rich).flatMap(({ text, from }, at) => {
    const bullet = BULLET.exec(text);
    return bullet?.[1] === first ? [{ from, to: from + bullet[0].length, at }] : [];
  });
}

const BULLET = /^\s{0,8}([•●▪▫◦○■□►▸‣⁃∙·–—])\s{1,8}/u;

/** "No run (high)\n=> open one\nNo tags\n=> set some": each line that an arrow follows on the next is a point. */
function answeredLines(rich: RichText): Mark[] {
  const lines = linesOf(rich);
  const isAnswer = ({ text }: { text: string }): boolean => ARROW.test(text);
  if (lines.filter(isAnswer).length < 2 || isAnswer(lines[0]!)) return [];
  return lines.flatMap((line, at) => (isAnswer(line) ? [] : [{ from: line.from, to: line.from, at }]));
}

const ARROW = /^\s{0,8}(?:→|⇒|➜|➡|⟶|[-=]{1,2}>)/u;

/** Whether lines, or pieces of one, each hold a problem and its cure. */
export const areCured = (rich: RichText): boolean => curedLines(rich).length > 1 || curedPieces(rich).length > 1;

/** Lines that each end in a cure with its label: "Given …, there is no run. Remedy: start_run." */
function curedLines(rich: RichText): Mark[] {
  const lines = linesOf(rich);
  const isCured = ({ text }: { text: string }): boolean =>
    [...text.matchAll(CURE)].length === 1 && !/^\W*$/.test(text.split(CURE)[0] ?? '');
  return lines.length > 1 && lines.every(isCured) ? lines.map(({ from }, at) => ({ from, to: from, at })) : [];
}

const CURE = /(?<=[.;,)*_\s])(?:remedy|fix|correction|solution|remedio|arreglo|correcci[oó]n|soluci[oó]n)[*_]{0,2}:/gi;

/** "no run -> open one; no tags -> set_tags": pieces that each have an arrow between a problem and its cure. */
function curedPieces(rich: RichText): Mark[] {
  if (rich.text.length > 2000) return [];
  let from = 0;
  const pieces: Mark[] = [];
  for (const text of rich.text.split(';')) {
    const arrows = [...text.matchAll(ANY_ARROW)];
    const [first] = arrows;
    if (arrows.length !== 1 || !/\w/.test(text.slice(0, first!.index)) || !/\w/.test(text.slice(first!.index + 2)))
      return [];
    pieces.push({ from: from === 0 ? 0 : from - 1, to: from, at: pieces.length });
    from += text.length + 1;
  }
  return pieces;
}

const ANY_ARROW = /→|⇒|➜|➡|⟶|->|=>/g;

function linesOf(rich: RichText): { text: string; from: number }[] {
  let from = 0;
  return rich.text
    .slice(0, 20_000)
    .split('\n')
    .map((text) => {
      const line = { text, from };
      from += text.length + 1;
      return line;
    });
}

/** A checklist without bullets: every line opens with a picture, "✅ run", "❌ no params". */
function signedLines(rich: RichText): Mark[] {
  const lines = rich.text.slice(0, 20_000).split('\n');
  if (lines.length < 2 || !lines.every((line) => PICTURE.test(line))) return [];
  let from = 0;
  return lines.map((line, at) => {
    const mark = { from, to: from, at };
    from += line.length + 1;
    return mark;
  });
}

const PICTURE = /^\s*\p{Extended_Pictographic}/u;

/** "🔴 no run 🟡 no params": each sign opens a point, and stays with it. */
function gradedPoints(rich: RichText): Mark[] {
  const signs = [...rich.text.slice(0, 20_000).matchAll(SIGN)];
  const free = signs.filter(({ index }) => !rich.code.some(([a, b]) => index >= a && index < b));
  if (free.length < 2 || free[0]?.index !== 0) return [];
  return free.map(({ index }, at) => ({ from: index, to: index, at }));
}

const SIGN = /(?<=^|\s)[🔴🟠🟡🟢🔵⚪🟥🟧🟨🟩🟦❗⚠]\uFE0F?(?=\s)/gu;

/** "(1)", "1)", "a)" anywhere after a blank; "1." and "a." only where a line starts; "2.1" there, or before a capital. */
const SHAPES = [
  /(?:(?<=^|\n)[ \t]*\d{1,2}\.(\d{1,2})[.):-]*\s+(?=\p{L})|(?<=^|\s)\d{1,2}\.(\d{1,2})[.):-]*\s+(?=[^\p{Ll}\d\s%]))/gu,
  /(?<=^|[\s:;,.])\((\d{1,2}|[a-hA-H])\)\s+/g,
  /(?<=^|\s)(\d{1,2}|[a-hA-H])\)\s+/g,
  /(?<=^|\n)[ \t]*(\d{1,2}|[a-hA-H])[.-]+\s+/g,
];

const placeOf = (mark: string): number => (/\d/.test(mark) ? Number(mark) : mark.toLowerCase().charCodeAt(0) - 96);

/** The level of each sentence of a paragraph, with the sentence that gives it: its own, or one that grades it. */
export function levelsIn(
  sentences: readonly RichText[],
): ({ readonly level: Level; readonly by: number } | undefined)[] {
  const own = sentences.map((one) =>
    levelsNamed(one.text).length > 1 ? undefined : severityWithin(one.text, one.strong),
  );
  const given = own.flatMap((level, by) => (level ? [{ level, by }] : []));
  if (given.length === 0) return own.map(() => undefined);
  const at = (i: number) => given.find((one) => one.by === i);
  const grades = sentences.map((one, i) => own[i] !== undefined && isGrade(one.text));
  let carried: (typeof given)[number] | undefined;
  return sentences.map((one, i) => {
    const mine = at(i);
    if (mine) {
      if ((grades[0] && grades[i]) || isCount(one.text)) carried = mine;
      else if (grades[i]) carried = undefined;
      return mine;
    }
    if (carried) return carried;
    const next = given.find((other) => other.by > i);
    if (next && !isCount(sentences[next.by]!.text) && (next.by === i + 1 || grades[next.by])) return next;
    return given.length === 1 && !isCount(sentences[given[0]!.by]!.text) ? given[0] : undefined;
  });
}

/** A sentence that does nothing but grade: "Menor.", "Esto es medio.", "Le pongo gravedad media." */
function isGrade(text: string): boolean {
  return isOnlySeverity(text) || text.trim().split(/\s+/).length <= 5;
}

/** "Hay tres cosas de gravedad media.": it grades what comes after; "gripe las dos" looks back. */
function isCount(text: string): boolean {
  return (
    !/\b(?:l[ao]s|the|ambas|both) (?:dos|tres|cuatro|two|three|four)\W*$/i.test(text) &&
    /\b(?:dos|tres|cuatro|cinco|two|three|four|five|several|varias|varios)\b/i.test(text) &&
    text.length < 80 &&
    !/:\s*\S/.test(text)
  );
}
