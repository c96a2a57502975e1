import type { Analysis } from '../stance/analyse.js';
import { isCommon } from '../text/common-words.js';
import { keysOf, type Token, tokenise } from '../text/normalise.js';
import { type Findings, isEmpty, numberOf } from './findings.js';
import { kinOf } from './kin.js';

/**
 * What the defects of one rubric are told with: their words and the kin of these, and those of the lines of the given work that
 * speak of the same. Plain data.
 */
export interface Kinship {
  /** Numbers of words and figures that only this rubric, or its given work, has. */
  readonly local: ReadonlyMap<string, number>;
  /** By defect: how much a term says of it. */
  readonly of: ReadonlyMap<string, Terms>;
}

type Terms = ReadonlyMap<number, number>;

/** A text of the rubric about a defect; of its cure it says less. */
export interface Telling {
  readonly defect: string;
  readonly tokens: readonly Token[];
  readonly share: number;
}

/** Reads what tells each defect from the texts about it and from the given work, line by line. */
export function kinshipOf(findings: Findings, texts: readonly Telling[], given: readonly string[]): Kinship {
  const local = new Map<string, number>();
  const localOf = numbersInto(findings, local);
  const counts = new Map<string, Map<number, number>>();
  for (const { defect, tokens, share } of texts) {
    const own = counts.get(defect) ?? new Map<number, number>();
    counts.set(defect, own);
    for (const [term, weight] of termsOf(findings, tokens, localOf))
      own.set(term, (own.get(term) ?? 0) + weight * share);
  }
  const lines = given
    .flatMap((text) => text.split('\n').slice(0, MOST_LINES))
    .filter((line) => /\S/.test(line) && !NO_WORK.test(line))
    .map((line) => termsOf(findings, tokenise(line).tokens, localOf));
  for (const [defect, terms] of shownIn(lines, counts)) {
    const own = counts.get(defect)!;
    for (const [term, weight] of terms) own.set(term, (own.get(term) ?? 0) + weight);
  }
  const rarity = rarityOf(counts);
  const weighed = Array.from(counts, ([defect, own]): [string, Terms] => [
    defect,
    new Map(Array.from(own, ([term, count]) => [term, rarity(term) ** 2 * fewer(count)])),
  ]);
  return { local, of: new Map(weighed) };
}

/** Fences, titles and tables of the exam's own page. */
const NO_WORK = /^\s{0,3}(?:```|#{1,6} |\|)/;
const MOST_LINES = 1500;

/** How much further each defect is told by the parts of a remark than any other is. */
export function kinshipLeads(
  findings: Findings,
  { local, of: defects }: Kinship,
  parts: readonly Analysis[],
): ReadonlyMap<string, number> {
  const terms = new Map<number, number>();
  for (const { tokens, mended } of parts)
    for (const [term, share] of termsOf(findings, tokens, (key) => local.get(key), mended))
      terms.set(term, Math.max(share, terms.get(term) ?? 0));
  const told = Array.from(defects, ([defect, own]): [string, number] => {
    let sum = 0;
    for (const [term, share] of terms) sum += share * (own.get(term) ?? 0);
    return [defect, sum];
  });
  const [first = 0, second = 0] = told.map(([, sum]) => sum).sort((a, b) => b - a);
  return new Map(told.map(([defect, sum]) => [defect, sum - (sum === first ? second : first)]));
}

/** Numbers whatever the findings do not know. */
function numbersInto(
  { starts }: Findings,
  local: Map<string, number>,
): (key: string, forms: readonly string[]) => number {
  let next = starts.length;
  return (key, forms) => {
    const known = [key, ...forms].map((one) => local.get(one)).find((one) => one !== undefined);
    const number = known ?? next++;
    for (const one of [key, ...forms]) if ((one.length >= 4 || one === key) && !local.has(one)) local.set(one, number);
    return number;
  };
}

/** The words, figures and kin of a text, and how much each of them says. */
function termsOf(
  findings: Findings,
  tokens: readonly Token[],
  localOf: (key: string, forms: readonly string[]) => number | undefined,
  mended?: ReadonlyMap<number, string>,
): Map<number, number> {
  const out = new Map<number, number>();
  const put = (term: number | undefined, share: number): void => {
    if (term !== undefined && share > (out.get(term) ?? 0)) out.set(term, share);
  };
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'number') {
      const figure = figureOf(token.word);
      if (!SMALL.test(figure)) put(localOf(`#${figure}`, []), 1);
    } else if (token.kind === 'word' && !isEmpty(token.word)) {
      const word = mended?.get(i) ?? token.word;
      const share = isCommon(token.word) ? COMMON : 1;
      put(numberOf(findings, word) ?? localOf(word, keysOf(word)), share);
      for (const kin of kinOf(findings.kin, word)) put(kin, share * breadth(findings, kin));
    }
  }
  return out;
}

const COMMON = 0.4;
/** Any text has a one and a two. */
const SMALL = /^[0-2]$/;

/** `61.402`, `61,402` and `61402`; `0.58`, `.58` and `58`. */
const figureOf = (word: string): string => word.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(/^0+[.,]?(?=\d)/, '');

/** Kin that half of all findings speak of says little of any. */
function breadth({ starts }: Findings, kin: number): number {
  const spread = Math.max(1, starts[kin + 1]! - starts[kin]!);
  return Math.min(1, 0.25 + 0.15 * Math.log(1000 / spread));
}

/** Many mentions say more than one, but not many times as much. */
const fewer = (count: number): number => Math.min(1.6, Math.sqrt(count));

/** What one of the rubric's defects has says more than what all have. */
function rarityOf(counts: ReadonlyMap<string, ReadonlyMap<number, number>>): (term: number) => number {
  const spread = new Map<number, number>();
  for (const own of counts.values()) for (const term of own.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  const kinds = counts.size + 1;
  return (term) => Math.max(0, Math.log(kinds / ((spread.get(term) ?? 0.5) + 0.5)) / Math.log(kinds / 1.5));
}

/** For each defect, what stands in the lines of the given work that speak of it more than of any other. */
function shownIn(
  lines: readonly Terms[],
  counts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Map<string, Map<number, number>> {
  const rarity = rarityOf(counts);
  const spread = new Map<number, number>();
  for (const line of lines) for (const term of line.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  const most = Math.log(lines.length + 1);
  const rare = (term: number): number => Math.log((lines.length + 1) / spread.get(term)!) / most;
  const near = Array.from(counts.values(), (own) =>
    lines.map((line) => {
      let sum = 0;
      for (const [term, share] of line) {
        const count = own.get(term);
        if (count !== undefined) sum += share * rarity(term) * rare(term) * fewer(count);
      }
      return sum;
    }),
  );
  return new Map(
    Array.from(counts.keys(), (defect, d) => {
      const nearest = Math.max(1, ...near[d]!);
      const shown = new Map<number, number>();
      for (const [i, line] of lines.entries()) {
        const others = Math.max(0, ...near.map((one, k) => (k === d ? 0 : one[i]!)));
        const share = (near[d]![i]! - others / 2) / nearest;
        if (share <= FAINT) continue;
        for (const [term, weight] of line) shown.set(term, Math.max(shown.get(term) ?? 0, weight * rare(term) * share));
      }
      return [defect, shown];
    }),
  );
}

const FAINT = 0.15;
