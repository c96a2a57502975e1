import { findConcepts, type Hit } from '../lexicon/concepts.js';
import { type Lexicon, LITTLE } from '../lexicon/lexicon.js';
import type { Analysis } from '../stance/analyse.js';
import { isCommon } from '../text/common-words.js';
import { keysOf } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';

/** Where a text speaks of a thing (-1: in a name of code), and how surely. */
export interface Thing {
  readonly at: number;
  readonly share: number;
}

/** What a text speaks of: words, numbers, names of code, topics. */
export function thingsOf(part: Analysis, topics: Lexicon, wordOf: ReadonlyMap<string, string>): Map<string, Thing> {
  const out = new Map<string, Thing>();
  for (const [i, { word, kind }] of part.tokens.entries()) {
    if (kind === 'mark' || LITTLE.has(word) || STOP.has(word)) continue;
    const mended = part.mended.get(i);
    const keys = mended ? [...keysOf(word), ...keysOf(mended)] : keysOf(word);
    const name = keys.map((key) => wordOf.get(key)).find((one) => one !== undefined) ?? word;
    if (kind === 'number') out.set(`n:${word}`, { at: i, share: 1 });
    else if (word.length > 1) out.set(`${isCommon(name) || isCommon(word) ? 'c' : 'w'}:${name}`, { at: i, share: 1 });
  }
  for (const name of namesIn(part.text)) out.set(`k:${name}`, { at: -1, share: 1 });
  for (const hit of findConcepts(topics, part.tokens, pairsOf(topics)).hits) addTopic(out, hit, part);
  return out;
}

/** All forms of a word share a name. */
export function joinForms(wordOf: Map<string, string>, word: string): string {
  const keys = keysOf(word);
  const name = keys.map((key) => wordOf.get(key)).find((one) => one !== undefined) ?? word;
  for (const key of keys) if (key.length >= 4 || key === word) wordOf.set(key, name);
  return name;
}

/** The words that both languages have: they stay words inside the phrase of a topic. */
function pairsOf(topics: Lexicon): ReadonlySet<string> {
  let pairs = pairMemo.get(topics);
  if (!pairs) {
    pairs = new Set(topics.concepts.filter((name) => name.startsWith('w-')));
    pairMemo.set(topics, pairs);
  }
  return pairs;
}

const pairMemo = new WeakMap<Lexicon, ReadonlySet<string>>();

/** A word that both languages have is the same word; a topic is more than its words. */
function addTopic(out: Map<string, Thing>, hit: Hit, part: Analysis): void {
  const { concept, at, from } = hit;
  if (concept.startsWith('w-')) {
    const share = at.every((i) => isCommon(part.tokens[i]!.word)) ? CLASSES.c! : 1;
    out.set(`w:${concept}`, { at: from, share: Math.max(share, out.get(`w:${concept}`)?.share ?? 0) });
    for (const i of at)
      for (const [thing, one] of out) if (one.at === i && /^[cw]:(?!w-)/.test(thing)) out.delete(thing);
    return;
  }
  const share = at.length > 1 ? 1 : isCommon(part.tokens[from]!.word) ? 0 : ONE_WORD;
  const now = out.get(`t:${concept}`);
  if (share > (now?.share ?? 0)) out.set(`t:${concept}`, { at: from, share });
}

/** One word may be said of anything: it points less surely at a topic than several. */
const ONE_WORD = 0.7;

/** Names that a programmer made: `customer_id`, `useEffect`, `os.environ`, `-euo`. */
function namesIn(text: string): string[] {
  const out: string[] = [];
  for (const [name] of text.slice(0, 2000).matchAll(/[$-]{0,2}[A-Za-z_]\w*(?:[.:/-]\w+)*/g))
    if (name.length > 2 && /[_.$:/]|[a-z][A-Z]|^-/.test(name)) out.push(name.toLowerCase());
  return out;
}

const CLASSES: Readonly<Record<string, number>> = { w: 1, c: 0.25, n: 0.7, k: 1, t: 1.5 };
/** How much a thing of its kind says. */
export const classOf = (thing: string): number => CLASSES[thing[0]!]!;

const STOP = words('common.stop');
