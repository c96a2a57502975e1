import { fold } from '../text/normalise.js';
import type { Remark } from './remarks.js';
import { isOnlySeverity, type Level, severityOf } from './severity.js';

/** Levels told apart from the points they grade, by number: "1: alta, 2 y 3: media", "Altas: 1, 2. Medias: 3-5". Undefined for any other text. */
export function levelsByNumber(text: string): ReadonlyMap<number, Level> | undefined {
  if (text.length > 600 || !/\d/.test(text)) return undefined;
  const pieces = piecesOf(fold(text).replace(/[*_`]/g, ''));
  const first = pieces.findIndex((piece) => piece.kind !== 'words');
  if (first < 0 || pieces.slice(first).some((piece) => piece.kind === 'words')) return undefined;
  // What stands before says that they are levels, or says nothing.
  if (pieces.slice(0, first).some((piece) => piece.text.split(' ').length > 8)) return undefined;
  const out = new Map<number, Level>();
  const numbersFirst = pieces[first]!.kind === 'numbers';
  for (let i = first; i + 1 < pieces.length; i += 2) {
    const [one, other] = [pieces[i]!, pieces[i + 1]!];
    const numbers = numbersFirst ? one : other;
    const level = severityOf((numbersFirst ? other : one).text);
    if (numbers.kind !== 'numbers' || !level) return undefined;
    for (const at of numbersIn(numbers.text)) out.set(at, level);
  }
  if ((pieces.length - first) % 2 === 1 || out.size === 0) return undefined;
  return numbersFirst && !JOINED.test(text) && !isCounted([...out.keys()]) ? undefined : out;
}

/** "1: alta", "2 y 3 son medias"; "3 altas" tells how many. */
const JOINED = /\d\W{0,4}(?:[:=→>]|\b(?:es|son|is|are)\b)/i;

const isCounted = (numbers: readonly number[]): boolean => numbers.length > 2 && numbers.every((n, i) => n === i + 1);

/** The points of the last list or table before, each with the level of its number. */
export function gradeByNumber(remarks: Remark[], levels: ReadonlyMap<number, Level>): void {
  const list = lastList(remarks);
  for (const [number, level] of levels)
    for (const at of list[number - 1] ?? []) if (!remarks[at]!.level) remarks[at] = { ...remarks[at]!, level };
}

/** Places of the remarks of each point; nested items go with theirs. */
function lastList(remarks: readonly Remark[]): number[][] {
  let to = remarks.length;
  while (to > 0 && !isPoint(remarks[to - 1]!)) to--;
  let from = to;
  while (from > 0 && isPoint(remarks[from - 1]!) && remarks[from - 1]!.source === remarks[to - 1]!.source) from--;
  const points: number[][] = [];
  for (let i = from; i < to; i++) {
    const { shape, group } = remarks[i]!;
    if (shape === 'item' && i > from && remarks[i - 1]!.group === group) points.at(-1)!.push(i);
    else points.push([i]);
  }
  return points;
}

const isPoint = ({ shape }: Remark): boolean => shape === 'item' || shape === 'row';

interface Piece {
  readonly kind: 'numbers' | 'level' | 'words';
  readonly text: string;
}

/** Runs of numbers, of words that are a level, and of other words. */
function piecesOf(text: string): Piece[] {
  const runs = text.match(/\d+(?:[\s,;y&#°.)(-]|\band\b|\bal?\b|\bto\b)*|[^\d]+/g) ?? [];
  const out: Piece[] = [];
  const join = (kind: Piece['kind'], part: string): void => {
    const last = out.at(-1);
    if (last?.kind === kind && kind === 'numbers') out[out.length - 1] = { kind, text: `${last.text}${part}` };
    else out.push({ kind, text: part });
  };
  for (const run of runs) {
    if (/^\d/.test(run)) join('numbers', run);
    else
      for (const part of run.split(/[:;\n→>]|[-=]>/))
        if (/\p{L}|\p{Emoji_Presentation}/u.test(part)) join(isOnlySeverity(part) ? 'level' : 'words', part);
  }
  return out;
}

/** "1, 2 y 4-6". */
function numbersIn(text: string): number[] {
  const out: number[] = [];
  for (const match of text.matchAll(/(\d{1,2})(?:\s*(?:-|\bal?\b|\bto\b)\s*(\d{1,2}))?/g)) {
    const from = Number(match[1]);
    const to = Math.min(Number(match[2] ?? from), from + 30);
    for (let at = from; at <= to; at++) out.push(at);
  }
  return out;
}
