import { CUE, LITTLE } from '../lexicon/lexicon.js';
import { type Lists, listsOf, startOf } from '../lexicon/lists.js';
import type { Signs, Spoken } from '../stance/signs.js';
import type { Stanced } from '../stance/stance.js';
import { keysOf, type Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';

export interface Example {
  readonly defect: string;
  readonly text: string;
  /** Length of the example as a vector of weighted features: stems, three-letter pieces, concepts with their stance. */
  readonly norm: number;
  readonly against: boolean;
  readonly said: Said;
}

/** How an example says it. */
export interface Said {
  readonly words: readonly Pick<Spoken, 'key' | 'lack'>[];
  /** Everything written in it, for cues that are its own. */
  readonly written: ReadonlySet<string>;
  readonly moods: ReadonlySet<string>;
}

/** The examples of a rubric. Plain data in few pieces, since it is loaded at every start. */
export interface ExampleBook {
  readonly examples: readonly Example[];
  /** Each feature with its number. */
  readonly features: ReadonlyMap<string, number>;
  readonly weights: Float64Array;
  /** Which examples have the feature, and, at the same places, how strong it is in them. */
  readonly having: Lists;
  readonly values: Float64Array;
  /** What those examples name, without those that are against it, as numbers into `defects`. */
  readonly naming: Lists;
  readonly defects: readonly string[];
  readonly unseen: number;
}

export interface Nearest {
  readonly defect: string;
  readonly similarity: number;
  readonly text: string;
  readonly against: number;
  /** Share of the remark's weight that the defect's examples together know. */
  readonly coverage: number;
  /** Words and concepts shared with some example of the defect. */
  readonly shared: number;
  /** The nearest example. */
  readonly example?: Example;
  /** How like it is to the nearest example alone. */
  readonly cosine: number;
  /** How like it is to an example of which it says the contrary. */
  readonly turned: number;
  /** How much of an example stands in the text, in its order; 1: the text says it. */
  readonly spoken: number;
}

/** Raw counts of what a text says; weights come with the book. */
export function featuresOf(
  tokens: readonly Token[],
  hits: readonly Stanced[],
  cueWords: ReadonlySet<number>,
): Map<string, number> {
  const out = new Map<string, number>();
  const add = (feature: string, amount: number): void => {
    const now = out.get(feature) ?? 0;
    out.set(feature, Math.max(now, amount));
  };
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word' || LITTLE.has(token.word) || STOP.has(token.word) || token.word.length < 2) continue;
    const share = cueWords.has(i) || GENERIC.has(token.word) ? 0.35 : 1;
    const keys = keysOf(token.word);
    add(`w:${keys.at(-1)!.slice(0, 12)}`, share);
    if (keys.length > 1) add(`w:${keys[1]!.slice(0, 12)}`, share * 0.5);
    if (token.word.length >= 5 && share === 1) {
      const padded = `^${token.word}$`;
      for (let j = 0; j + 3 <= padded.length; j++) add(`g:${padded.slice(j, j + 3)}`, 0.25);
    }
  }
  for (const hit of hits) {
    if (hit.concept.startsWith(CUE)) continue;
    add(`c:${hit.concept}`, 1.6);
    add(`s:${side(hit.stance)}:${hit.concept}`, 0.6);
  }
  return out;
}

const STOP = words('common.stop');

const GENERIC = words('common.generic');

function side(stance: string): string {
  if (stance === 'absent' || stance === 'wanted' || stance === 'bad' || stance === 'replaced') return 'lack';
  return stance === 'fine' || stance === 'present' ? 'have' : stance;
}

/** The examples of a rubric with the weight of each feature: rare ones, and those of few defects, say more. */
export function bookOf(
  raw: readonly {
    defect: string;
    text: string;
    counts: ReadonlyMap<string, number>;
    against: boolean;
    said: Said;
  }[],
): ExampleBook {
  const defects = new Map<string, Set<string>>();
  for (const { defect, counts } of raw) {
    for (const feature of counts.keys()) {
      const set = defects.get(feature);
      if (set) set.add(defect);
      else defects.set(feature, new Set([defect]));
    }
  }
  const names = [...new Set(raw.map((example) => example.defect))];
  const unseen = Math.log(1 + names.length) * 0.45;
  const features = new Map([...defects.keys()].map((feature, n) => [feature, n]));
  const weights = Float64Array.from(defects.values(), (set) => Math.log(1 + names.length / set.size));
  const lists = Array.from(weights, () => ({ having: [] as number[], values: [] as number[], naming: [] as number[] }));
  const examples = raw.map(({ defect, text, counts, against, said }, i): Example => {
    let square = 0;
    for (const [name, count] of counts) {
      const n = features.get(name)!;
      const value = count * weights[n]!;
      square += value * value;
      const { having, values, naming } = lists[n]!;
      having.push(i);
      values.push(value);
      const id = names.indexOf(defect);
      if (!against && !naming.includes(id)) naming.push(id);
    }
    return { defect, text, norm: Math.sqrt(square), against, said };
  });
  return {
    examples,
    features,
    weights,
    having: listsOf(lists.map(({ having }) => having)),
    values: Float64Array.from(lists.flatMap(({ values }) => values)),
    naming: listsOf(lists.map(({ naming }) => naming)),
    defects: names,
    unseen,
  };
}

/** The nearest example of each defect, nearest first. */
export function nearestExamples(book: ExampleBook, counts: ReadonlyMap<string, number>, signs: Signs): Nearest[] {
  const { having, values, naming, weights } = book;
  const dots = new Float64Array(book.examples.length);
  const covered = book.defects.map((defect) => ({ defect, weight: 0, shared: 0 }));
  let square = 0;
  for (const [feature, count] of counts) {
    const n = book.features.get(feature);
    const value = count * (n === undefined ? book.unseen * (feature.startsWith('g:') ? 0.5 : 1) : weights[n]!);
    square += value * value;
    if (n === undefined) continue;
    for (let at = startOf(having, n); at < having.ends[n]!; at++) dots[having.all[at]!]! += value * values[at]!;
    for (let at = startOf(naming, n); at < naming.ends[n]!; at++) {
      const now = covered[naming.all[at]!]!;
      now.weight += value * value;
      if (count >= 1 && feature.startsWith('w:')) now.shared++;
    }
  }
  const best = new Map<string, Nearest>();
  const norm = Math.sqrt(square) || 1;
  for (const [i, example] of book.examples.entries()) {
    if (dots[i]! === 0) continue;
    const cosine = dots[i]! / (example.norm * norm || 1);
    const now = best.get(example.defect) ?? unlike(covered[book.defects.indexOf(example.defect)]!, square);
    if (cosine > 0.2 && !example.against && isTurned(book, example.said, signs)) {
      best.set(example.defect, { ...now, turned: Math.max(now.turned, cosine) });
      continue;
    }
    const spoken = cosine > 0.4 && example.said.words.length > 1 ? spokenOf(book, example.said, signs) : 0;
    if (example.against) best.set(example.defect, { ...now, against: Math.max(now.against, cosine) });
    else if (cosine > now.similarity || spoken > now.spoken)
      best.set(example.defect, {
        ...now,
        spoken: Math.max(spoken, now.spoken),
        ...(cosine > now.similarity ? { similarity: cosine, text: example.text, example } : {}),
      });
  }
  return [...best.values()].map(blended).sort((a, b) => b.similarity - a.similarity || (a.defect < b.defect ? -1 : 1));
}

/** A defect before any of its examples is looked at. */
const unlike = (
  { defect, weight, shared }: { readonly defect: string; readonly weight: number; readonly shared: number },
  square: number,
): Nearest => ({
  defect,
  similarity: 0,
  text: '',
  against: 0,
  coverage: weight / (square || 1),
  shared,
  spoken: 0,
  turned: 0,
  cosine: 0,
});

/** Whether a text says the contrary of an example: "the script stops on errors" where the example says that it does not. */
function isTurned(book: ExampleBook, said: Said, signs: Signs): boolean {
  let shared = 0;
  let turned = 0;
  for (const word of said.words) {
    const here = signs.words.filter((one) => one.key === word.key);
    if (here.length === 0) continue;
    const weight = weightOf(book, word.key);
    shared += weight;
    if (
      word.lack
        ? here.every((one) => !one.lack && !one.fault && !one.bare)
        : here.every((one) => one.lack && one.denied)
    )
      turned += weight;
  }
  return turned > 0 && turned >= shared * 0.5;
}

const weightOf = ({ features, weights, unseen }: ExampleBook, key: string): number =>
  weights[features.get(key) ?? -1] ?? unseen;

/** The weight of the longest run of an example's words that the text has in the same order, as a share of all. */
function spokenOf(book: ExampleBook, said: Said, signs: Signs): number {
  const weights = said.words.map((word) => weightOf(book, word.key));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let row = new Float64Array(signs.words.length + 1);
  for (const [i, word] of said.words.entries()) {
    const nextRow = new Float64Array(row.length);
    for (let j = 0; j < signs.words.length; j++) {
      const same = signs.words[j]!.key === word.key;
      nextRow[j + 1] = Math.max(row[j + 1]!, nextRow[j]!, same ? row[j]! + weights[i]! : 0);
    }
    row = nextRow;
  }
  return total === 0 ? 0 : row.at(-1)! / total;
}

/** One example says it all, or several say it together. */
function blended(one: Nearest): Nearest {
  const likeliest = one.similarity;
  return {
    ...one,
    cosine: likeliest,
    turned: one.turned >= likeliest ? one.turned : 0,
    similarity: Math.max(one.similarity, 0.55 * one.similarity + 0.45 * Math.sqrt(one.coverage)),
  };
}
