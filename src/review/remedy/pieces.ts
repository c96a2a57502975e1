import type { Match } from '../naming/forms.js';
import type { Analysis } from '../stance/analyse.js';
import { words } from '../text/vocabulary.js';

/** The piece of a list in which a defect is named, with what stands in brackets after it. */
export function pieceOf(
  part: Analysis,
  all: readonly Match[],
  others: readonly Match[],
): { readonly from: number; readonly to: number } {
  const naming = withoutShared(all, others);
  const at = naming.flatMap((match) => match.hits.filter((hit) => !hit.above).map((hit) => hit.from));
  if (at.length === 0) return { from: 0, to: part.tokens.length };
  const first = Math.min(...at);
  let from = first;
  const elsewhere = new Set(others.flatMap((match) => match.hits.flatMap((hit) => (hit.above ? [] : hit.at))));
  while (from > 0 && !parts(part, from - 1)) from--;
  let to = Math.max(...naming.flatMap((match) => match.hits.filter((hit) => !hit.above).map((hit) => hit.to)));
  let depth = 0;
  let explains = false;
  for (; to < part.tokens.length; to++) {
    const { word } = part.tokens[to]!;
    if (word === '(' || word === '[') depth++;
    else if (word === ')' || word === ']') depth = Math.max(0, depth - 1);
    // What a colon opens is said of the name before it, up to the end of the sentence.
    else if (word === ':' && depth === 0 && !explains) explains = true;
    else if (depth === 0 && (explains ? ENDS.has(word) : parts(part, to, elsewhere))) break;
  }
  return { from, to };
}

/** "Un correo si …, si … o si hay drift": the head that all share, far before, is no place of any. */
function withoutShared(naming: readonly Match[], others: readonly Match[]): readonly Match[] {
  if (others.length === 0) return naming;
  return naming.map((match) => {
    const last = Math.max(...match.hits.map((hit) => (hit.above ? 0 : hit.from)));
    return { ...match, hits: match.hits.filter((hit) => last - hit.from <= HEAD) };
  });
}

const HEAD = 8;

const LISTS = new Set(['y', 'e', 'and', 'o', 'or', 'u']);
const ENDS = new Set(['.', ';', '?', '!', '->']);

/** Marks and joining words between the things of a list; "their source and period" goes on about one, where no other is named. */
function parts(part: Analysis, i: number, elsewhere?: ReadonlySet<number>): boolean {
  const token = part.tokens[i];
  if (!token) return true;
  const { word, kind } = token;
  // ", que se observa en …" goes on about the same thing.
  if (word === ',' && GOING_ON.has(part.tokens[i + 1]?.word ?? '')) return false;
  if (kind === 'mark') return MARKS.has(word);
  if (!LISTS.has(word)) return false;
  if (!elsewhere) return part.hits.some((hit) => !hit.above && hit.from > i && hit.from <= i + 4);
  for (let k = i + 1; k <= i + 4 && part.tokens[k] && part.tokens[k]!.kind !== 'mark'; k++)
    if (elsewhere.has(k)) return true;
  return false;
}

const MARKS = new Set([',', ';', '.', ':', '?', '!', '->']);
const GOING_ON = words('common.going-on');
