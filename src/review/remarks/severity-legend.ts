import { fold } from '../text/normalise.js';
import { phrases } from '../text/vocabulary.js';
import { rises } from './own-scale.js';
import type { Remark } from './remarks.js';
import { isOneWorst, type Level, severityOf } from './severity.js';

/** What a student's own signs stand for: "‼️ no sale así / ❗ conviene / ▫️ detalle", "1 = fix now, 2 = soon", "del 1 al 5 (5 = lo peor)". */
interface Legend {
  readonly signs: ReadonlyMap<string, Level>;
  /** Numbers in brackets are levels, up to this one. */
  readonly top: number | undefined;
  readonly oneIsWorst: boolean;
}

/** Every exercise asks it of the same document. */
const legends = new WeakMap<Remark['source'], Legend | undefined>();

/** Gives the remarks the levels that the signs on them have in the legend of their own document. */
export function gradeByLegend(remarks: Remark[]): void {
  for (const [i, remark] of remarks.entries()) {
    const { source, level } = remark;
    if (!legends.has(source)) legends.set(source, legendOf(source.text.slice(0, LONGEST)));
    const legend = legends.get(source);
    if (!legend || (level && ['words', 'of'].includes(level.scale) && /\p{L}/u.test(level.words))) continue;
    const own = signsOn(remark)
      .map((sign) => meaningOf(sign, legend))
      .find(Boolean);
    const told = own ?? (level && meaningOf(level.words, legend));
    if (told) remarks[i] = { ...remark, level: told };
  }
}

/** No legend stands further down. */
const LONGEST = 20_000;

function legendOf(text: string): Legend | undefined {
  const signs = new Map<string, Level>();
  let top: number | undefined;
  for (const line of text.split('\n')) {
    if (line.length > 600) continue;
    const plain = line.replace(/[*_`]|\uFE0F/g, '');
    const entries = entriesOf(plain);
    if (new Set(entries.map(({ level }) => level.rank)).size > 1)
      for (const { sign, level } of entries) signs.set(sign, level);
    if (SCALE.test(fold(plain)))
      top = Math.max(top ?? 0, ...[...plain.matchAll(RANGE)].map((match) => Number(match[1])));
  }
  const numbers = [...signs.keys()].filter((sign) => /^\d$/.test(sign)).map(Number);
  if (numbers.length > 0) top = Math.max(top ?? 0, ...numbers);
  if (signs.size === 0 && !top) return undefined;
  const first = signs.get('1');
  return { signs, top: top || undefined, oneIsWorst: first ? first.rank > 3 : isOneWorst(text) };
}

const SCALE = phrases('severity.scale');
const RANGE = /\b1\s*(?:al?|to|[-–])\s*(\d{1,2})\b/g;

/** Signs with what they mean, within one line. */
function entriesOf(line: string): { sign: string; level: Level }[] {
  const starts = [...line.matchAll(SIGN)];
  const entries = starts.map((match, i) => {
    const from = match.index + match[0].length;
    const meaning = line.slice(from, starts[i + 1]?.index ?? from + 60).split(/[;,/|)\].]/)[0]!;
    const level = severityOf(meaning);
    return { sign: keyOf(match[1] ?? match[2]!), level: level?.scale === 'words' ? level : undefined };
  });
  const told = entries.filter(({ level }) => level);
  // One of them is enough to tell which end is up.
  const placed = told.length > 0 && told.length < entries.length && entries.length === 3 && SCALE.test(fold(line));
  if (!placed) return told.map(({ sign, level }) => ({ sign, level: level! }));
  const order = rises(entries.map(({ level }) => level?.rank)) ? [2, 3, 5] : [5, 3, 2];
  return entries.map(({ sign }, i) => ({ sign, level: { rank: order[i]!, scale: 'words', words: sign } }));
}

/** A picture, or a number, letter or code that is told to mean something. */
const SIGN =
  /(?<![\p{L}\p{N}])(?:([\p{Extended_Pictographic}]{1,3})\s*[=:→–-]?\s*|(\d|[A-Z]{1,2}\d?|!{1,3})\s*[)\]]?\s*(?:=|:|→|\bes\b|\bis\b|\bmeans\b)\s*)/gu;

const keyOf = (sign: string): string => fold(sign.replace(/\uFE0F/g, ''));

function meaningOf(sign: string, { signs, top, oneIsWorst }: Legend): Level | undefined {
  const key = keyOf(sign);
  const known = signs.get(key);
  if (!/^\d$/.test(key)) return known;
  const rank = Number(key);
  if (!top || rank < 1 || rank > top) return undefined;
  // With every number of the scale explained, its words say it best.
  if (known && Array.from({ length: top }, (_, i) => String(i + 1)).every((one) => signs.has(one))) return known;
  return { rank: oneIsWorst ? top + 1 - rank : rank, scale: 'of', of: top, words: key };
}

/** What stands in brackets or alone before or after a remark, or alone in a cell of its row. */
function signsOn({ source, start, end, shape }: Remark): string[] {
  const text = source.text.slice(start, Math.min(end, start + 2000)).replace(/[*_`]|\uFE0F/g, '');
  if (shape === 'row') return text.split('|').map((cell) => cell.trim().replace(/^[([]|[)\]]$/g, ''));
  const first = OPENING.exec(text);
  const last = CLOSING.exec(text.trimEnd().slice(-12));
  return [first?.[1] ?? first?.[2], last?.[1] ?? last?.[2]].filter((sign) => sign !== undefined);
}

const OPENING =
  /^[\s>#+-]*(?:\d{1,2}[.)]\s*)?(?:\[[ xX]\]\s*)?(?:([\p{Extended_Pictographic}]{1,3})|[([{](\d|[A-Z]{1,2}\d?|!{1,3})[)\]}])/u;
const CLOSING = /(?:([\p{Extended_Pictographic}]{1,3})|[([{](\d|[A-Z]{1,2}\d?|!{1,3})[)\]}])\s*\.?$/u;
