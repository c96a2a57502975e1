import type { Analysis } from '../stance/analyse.js';
import { isCommon } from '../text/common-words.js';
import type { Token } from '../text/normalise.js';
import { type Findings, isEmpty, numberOf } from './findings.js';
import { kinOf } from './kin.js';

/** The findings that a text seems to speak of, and how much; its length as a vector is 1. */
export type About = ReadonlyMap<number, number>;

/** How near a remark is to a defect, by the findings that both seem to speak of. */
export interface Nearness {
  /** The whole of it: 0 to 1, and how much nearer than to any other defect. */
  readonly whole: number;
  readonly ahead: number;
  /** The lead of the clause that speaks of it most clearly; less where the clause says little. */
  readonly part: number;
}

/** What the defects of a rubric are about. Plain data. */
export interface Abouts {
  readonly of: ReadonlyMap<string, About>;
  /** How much a word tells one defect of the rubric from another, by its number; 1: those that none or one of them has. */
  readonly telling: ReadonlyMap<number, number>;
}

/** What the defects of a rubric are about, from the texts that tell each. */
export function aboutsOf(findings: Findings, texts: ReadonlyMap<string, readonly Analysis[]>): Abouts {
  const telling = tellingOf(findings, texts);
  const matters = new Map(
    Array.from(texts, ([defect, parts]) => {
      const sum = new Map<number, number>();
      for (const part of parts)
        for (const [finding, weight] of aboutOf(findings, wordsOf(findings, part, telling)).about)
          sum.set(finding, (sum.get(finding) ?? 0) + weight);
      return [defect, sum];
    }),
  );
  return { of: new Map(Array.from(matters, ([defect, sum]) => [defect, normalised(sum)])), telling };
}

/** "Train" and "test" stand in every defect of an exam on training: there they tell none of them. */
function tellingOf(findings: Findings, texts: ReadonlyMap<string, readonly Analysis[]>): ReadonlyMap<number, number> {
  const spread = new Map<number, number>();
  for (const parts of texts.values()) {
    const own = new Set(
      parts.flatMap((part) => wordsOf(findings, part).flatMap(({ names }) => names.map(([name]) => name))),
    );
    for (const name of own) spread.set(name, (spread.get(name) ?? 0) + 1);
  }
  const most = Math.log((texts.size + 1) / 1.5);
  return new Map(
    Array.from(spread, ([name, count]): [number, number] => [
      name,
      Math.max(0, Math.log((texts.size + 1) / (count + 0.5)) / most),
    ]),
  );
}

const NONE: ReadonlyMap<number, number> = new Map();

/** How near the parts of a remark are to what each defect is about. */
export function nearnesses(
  findings: Findings,
  { of: defects, telling }: Abouts,
  parts: readonly Analysis[],
): ReadonlyMap<string, Nearness> {
  const words = parts.map((part) => wordsOf(findings, part, telling));
  const whole = leads(aboutOf(findings, words.flat()).about, defects);
  const clauses = parts
    .flatMap(({ tokens }, i) => clausesOf(tokens, words[i]!))
    .slice(0, MOST_CLAUSES)
    .map((clause) => {
      const { about, weight } = aboutOf(findings, clause);
      return { of: leads(about, defects), share: Math.min(1, weight / TELLING) };
    });
  return new Map(
    Array.from(whole, ([defect, { near, ahead }]) => {
      const part = Math.max(...clauses.map(({ of, share }) => of.get(defect)!.ahead * share));
      return [defect, { whole: near, ahead, part: clauses.length > 0 ? part : 0 }];
    }),
  );
}

/** A clause with two rare words, or three, says enough. */
const TELLING = 12;
const MOST_CLAUSES = 12;
/** A text is of a few matters; the rest is chance. */
const MATTERS = 16;
/** The matter that most of it speaks of counts far more than the next. */
const SHARPNESS = 3;

/** One word of a text. */
export interface Word {
  readonly at: number;
  /** Its number and those of its kin, and how much each tells one defect from another. */
  readonly names: readonly (readonly [name: number, share: number])[];
  /** Its own number. */
  readonly own?: number;
}

export function wordsOf(
  findings: Findings,
  { tokens, mended }: Pick<Analysis, 'tokens' | 'mended'>,
  telling: ReadonlyMap<number, number> = NONE,
): Word[] {
  const out: Word[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || isEmpty(token.word)) continue;
    const word = mended.get(at) ?? token.word;
    const own = numberOf(findings, word);
    const share = isCommon(token.word) ? 0.5 : 1;
    const names = [...(own === undefined ? [] : [own]), ...kinOf(findings.kin, word)];
    if (names.length > 0)
      out.push({
        at,
        names: names.map((name) => [name, share * (telling.get(name) ?? 1)]),
        ...(own === undefined ? {} : { own }),
      });
  }
  return out;
}

/** What each clause of a text says, where it says two things or more. */
function clausesOf(tokens: readonly Token[], all: readonly Word[]): Word[][] {
  const clauses: Word[][] = [[]];
  let next = 0;
  for (const [i, { word }] of tokens.entries()) {
    if (BREAKS.has(word)) clauses.push([]);
    if (all[next]?.at === i) clauses.at(-1)!.push(all[next++]!);
  }
  return clauses.filter((clause) => clause.length > 1);
}

const BREAKS = new Set('. ; : , ! ? -> | — ( y e and pero but ademas also so porque because'.split(' '));

/** What words are about: each says of a finding what it, or one of its kin, says of it most clearly. */
function aboutOf(findings: Findings, words: readonly Word[]): { about: About; weight: number } {
  const { starts, of } = findings;
  const sum = new Float64Array(findings.count);
  const said = new Float64Array(findings.count);
  const known = new Set<number>();
  let weight = 0;
  for (const { names, own } of words) {
    if (known.has(names[0]![0])) continue;
    known.add(names[0]![0]);
    const touched: number[] = [];
    for (const [name, share] of names) {
      const from = starts[name]!;
      const to = starts[name + 1]!;
      if (name === own) weight += share * (SCALE - Math.log(Math.max(1, to - from)));
      const says = share * Math.log(findings.count / Math.max(1, to - from));
      for (let i = from; i < to; i++) {
        const finding = of[i]!;
        if (said[finding] === 0) touched.push(finding);
        said[finding] = Math.max(said[finding]!, says);
      }
    }
    for (const finding of touched) {
      sum[finding]! += said[finding]!;
      said[finding] = 0;
    }
  }
  const top = strongest(sum);
  return { about: normalised(new Map(top.map((finding) => [finding, sum[finding]! ** SHARPNESS]))), weight };
}

/** The matters that a text is of, most of all first. */
function strongest(sum: Float64Array): number[] {
  const top: number[] = [];
  for (let finding = 0; finding < sum.length; finding++) {
    const value = sum[finding]!;
    if (value === 0 || (top.length === MATTERS && value <= sum[top[MATTERS - 1]!]!)) continue;
    let at = top.length;
    while (at > 0 && value > sum[top[at - 1]!]!) at--;
    top.splice(at, 0, finding);
    if (top.length > MATTERS) top.pop();
  }
  return top;
}

/** The logarithm of some thousand findings: a word that one of them has. */
const SCALE = 7;

function normalised(about: ReadonlyMap<number, number>): About {
  const length = Math.hypot(...about.values()) || 1;
  return new Map(Array.from(about, ([finding, value]) => [finding, value / length]));
}

function leads(
  about: About,
  defects: ReadonlyMap<string, About>,
): ReadonlyMap<string, { near: number; ahead: number }> {
  const near = Array.from(defects, ([defect, own]): [string, number] => {
    let shared = 0;
    for (const [finding, value] of about) shared += value * (own.get(finding) ?? 0);
    return [defect, shared];
  });
  const [first, second] = near.map(([, value]) => value).sort((a, b) => b - a);
  return new Map(
    near.map(([defect, value]) => [defect, { near: value, ahead: value - (value === first ? (second ?? 0) : first!) }]),
  );
}
