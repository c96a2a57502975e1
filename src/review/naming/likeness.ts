import type { Analysis } from '../stance/analyse.js';
import type { Spoken } from '../stance/signs.js';
import { isCommon } from '../text/common-words.js';
import { words } from '../text/vocabulary.js';
import { type Abouts, aboutsOf, type Nearness, nearnesses } from './about.js';
import type { Topics } from './findings.js';
import { type Kinship, kinshipLeads, kinshipOf } from './kinship.js';
import { classOf, joinForms, thingsOf } from './things.js';

/**
 * What the examples of each defect speak of, word by word: for rubrics that tell a defect by a handful of sentences and leave the
 * vocabulary to them. Plain data: it can be cloned.
 */
export interface Profiles {
  /** Topics of software at large, which join the words of both languages. */
  readonly topics: Topics;
  /** Which word a key stands for: all forms of a word are one. */
  readonly wordOf: ReadonlyMap<string, string>;
  /** By defect: what it speaks of, and how much each says. */
  readonly of: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By defect: how its examples speak of a thing. */
  readonly tenors: ReadonlyMap<string, ReadonlyMap<string, Tenor>>;
  /** By defect: how much a thing says of its cure. */
  readonly cures: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Which faults of software at large the texts of each seem to speak of. */
  readonly about: Abouts;
  /** By defect: what tells it in words that are kin, and in those of the given work. */
  readonly kinship: Kinship;
  /** By defect: what each phrase of a known wrong cure speaks of. */
  readonly harms: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Whether it is told to be there, to be lacking, or asked for. */
interface Tenor {
  plain: number;
  lack: number;
  asked: number;
}

export interface Likeness {
  readonly defect: string;
  /** Weight of what the text shares with the examples, and what that is. */
  readonly shared: number;
  readonly things: readonly string[];
  /** How near it is by what both seem to speak of. */
  readonly nearness: Nearness;
  /** How much further words that are kin, and those of the given work, tell it than any other. */
  readonly kindred: number;
}

/** A text of the rubric about a defect: an example of it, a phrase of its cure, one of a known wrong cure. */
export interface Told {
  readonly defect: string;
  readonly part: Analysis;
  readonly as: 'example' | 'cure' | 'harm';
}

/** Reads the profiles from the examples, titles and phrases of cures of each defect, and from the given work. */
export function profilesOf(all: readonly Told[], topics: Topics, given: readonly string[]): Profiles {
  const texts = all.filter((one) => one.as !== 'harm');
  const wordOf = new Map<string, string>();
  for (const { part } of texts) for (const { word, kind } of part.tokens) if (kind === 'word') joinForms(wordOf, word);
  const counts = new Map<string, Map<string, number>>();
  const tenors = new Map<string, Map<string, Tenor>>();
  for (const { defect, part, as } of texts) {
    const share = as === 'example' ? 1 : 0.5;
    const own = counts.get(defect) ?? new Map<string, number>();
    counts.set(defect, own);
    const things = thingsOf(part, topics.lexicon, wordOf);
    for (const [thing, one] of things)
      own.set(thing, (own.get(thing) ?? 0) + share * (thing.startsWith('t:') ? one.share : 1));
    const told = tenors.get(defect) ?? new Map<string, Tenor>();
    tenors.set(defect, told);
    const signs = new Map(part.signs().words.map((word) => [word.at, word]));
    for (const [thing, { at }] of things) {
      const sign = signs.get(at);
      const tenor = told.get(thing) ?? { plain: 0, lack: 0, asked: 0 };
      told.set(thing, tenor);
      if (as === 'cure' || sign?.asked) tenor.asked++;
      else if (sign?.lack) tenor.lack++;
      else tenor.plain++;
    }
  }
  const of = weightsOf(counts);
  const cures = curesOf(of, tenors);
  const harms = new Map<string, string[][]>();
  for (const { defect, part, as } of all)
    if (as === 'harm')
      harms.set(defect, [...(harms.get(defect) ?? []), [...thingsOf(part, topics.lexicon, wordOf).keys()]]);
  const about = aboutsOf(
    topics.findings,
    new Map(Array.from(of.keys(), (id) => [id, texts.flatMap(({ defect, part }) => (defect === id ? [part] : []))])),
  );
  const kinship = kinshipOf(
    topics.findings,
    texts.map(({ defect, part, as }) => ({ defect, tokens: part.tokens, share: as === 'example' ? 1 : 0.5 })),
    given,
  );
  return { topics, wordOf, of, tenors, cures, about, kinship, harms };
}

/** Rare things, and those that several examples of a defect name, say more. */
function weightsOf(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): Map<string, Map<string, number>> {
  const spread = new Map<string, number>();
  for (const own of counts.values()) for (const thing of own.keys()) spread.set(thing, (spread.get(thing) ?? 0) + 1);
  const kinds = counts.size;
  return new Map(
    Array.from(counts, ([defect, own]) => {
      const weights = new Map<string, number>();
      for (const [thing, count] of own) {
        const rare = Math.log((kinds + 1) / (spread.get(thing)! + 0.5)) / Math.log((kinds + 1) / 1.5);
        weights.set(thing, Math.max(0, rare) * classOf(thing) * Math.min(1.3, 0.7 + 0.2 * count, 0.9 * count));
      }
      return [defect, weights];
    }),
  );
}

/** What is asked for, or lacking, is the cure. */
function curesOf(
  of: ReadonlyMap<string, ReadonlyMap<string, number>>,
  tenors: ReadonlyMap<string, ReadonlyMap<string, Tenor>>,
): Map<string, Map<string, number>> {
  return new Map(
    Array.from(of, ([defect, own]) => {
      const weights = Array.from(own, ([thing, weight]): [string, number] => {
        const { plain, lack, asked } = tenors.get(defect)!.get(thing)!;
        // A topic names the fault as well as its cure.
        if (thing.startsWith('t:') && plain + lack > 0) return [thing, 0];
        return [thing, (weight * (asked + lack)) / (plain + lack + asked)];
      });
      return [defect, new Map(weights)];
    }),
  );
}

/** How like a text is to the examples of each defect, the likest first; each is measured by what the likelier ones leave. */
export function likenesses(profiles: Profiles, parts: readonly Analysis[], taken: readonly string[] = []): Likeness[] {
  const things = new Map(parts.flatMap((part) => [...thingsOf(part, profiles.topics.lexicon, profiles.wordOf)]));
  const out: Omit<Likeness, 'nearness' | 'kindred'>[] = [];
  const known = knownOf(profiles);
  const left = new Map(Array.from(profiles.of.keys(), (defect) => [defect, [] as [string, number][]]));
  for (const [thing, { share }] of things)
    for (const defect of known.get(thing) ?? []) left.get(defect)!.push([thing, share]);
  const spent = new Set<string>();
  const spend = (defect: string): void => {
    for (const [thing] of left.get(defect) ?? []) spent.add(thing);
    left.delete(defect);
  };
  for (const defect of taken) spend(defect);
  while (left.size > 0) {
    const ranked = [...left]
      .map(([defect, shared]) => measure(defect, profiles.of.get(defect)!, shared, spent))
      .sort((a, b) => b.shared - a.shared || (a.defect < b.defect ? -1 : 1));
    const best = ranked[0]!;
    if (best.shared <= 0) {
      out.push(...ranked);
      break;
    }
    out.push(best);
    spend(best.defect);
  }
  const near = nearnesses(profiles.topics.findings, profiles.about, parts);
  const kindred = kinshipLeads(profiles.topics.findings, profiles.kinship, parts);
  return out.map((one) => ({ ...one, nearness: near.get(one.defect)!, kindred: kindred.get(one.defect)! }));
}

/** The defects that speak of each thing. */
function knownOf(profiles: Profiles): ReadonlyMap<string, readonly string[]> {
  let known = knownMemo.get(profiles);
  if (!known) {
    known = new Map();
    for (const [defect, own] of profiles.of)
      for (const thing of own.keys()) known.set(thing, [...(known.get(thing) ?? []), defect]);
    knownMemo.set(profiles, known);
  }
  return known;
}

const knownMemo = new WeakMap<Profiles, Map<string, readonly string[]>>();

function measure(
  defect: string,
  own: ReadonlyMap<string, number>,
  things: readonly (readonly [string, number])[],
  spent: ReadonlySet<string>,
): Omit<Likeness, 'nearness' | 'kindred'> {
  let shared = 0;
  const common: string[] = [];
  for (const [thing, share] of things) {
    if (spent.has(thing)) continue;
    const weight = own.get(thing)! * share;
    shared += weight;
    if (weight > 0.2) common.push(thing.replace(/^.:(?:[wt]-)?/, ''));
  }
  return { defect, shared, things: common };
}

/**
 * Whether a short statement says the contrary of what the examples say: "the state is never mutated", «el temporal se borra al
 * final», "…, so there is no injection". Who says more than that has something to find fault with. `isPlainly`: it speaks of the matter itself,
 * which only a denial turns round.
 */
export function isContrary(profiles: Profiles, defect: string, part: Analysis, isPlainly: boolean): boolean {
  const told = profiles.tenors.get(defect);
  const { words: spoken } = part.signs();
  if (!told || spoken.length > 12 || part.tokens.some(({ word }) => FURTHER.has(word))) return false;
  const denied = spoken.filter(({ at, negated }) => negated && !isCommon(part.tokens[at]!.word));
  const denial = denied[0]?.clause;
  if (denial === undefined && new Set(spoken.map((word) => word.clause)).size > 1) return false;
  if (denial !== undefined && spoken.some((word) => word.clause !== denial && (word.fault || word.asked))) return false;
  const isTold = isPlainly && spoken.length > BRIEF;
  const signs = new Map(spoken.map((word) => [word.at, word]));
  const turned = new Set<number>();
  for (const [thing, { at }] of thingsOf(part, profiles.topics.lexicon, profiles.wordOf)) {
    const sign = signs.get(at);
    const tenor = told.get(thing);
    // A topic names the fault as well as its cure.
    if (!sign || !tenor || thing.startsWith('t:')) continue;
    if (denial === undefined ? !isTold && isCured(tenor, sign) : isDenied(tenor, sign)) turned.add(at);
  }
  return turned.size > 0 && denied.every(({ at }) => turned.has(at) && !VIRTUES.has(part.tokens[at]!.word));
}

/** So few words say what is there, and no more. */
const BRIEF = 6;

/** Denied where the examples tell it. */
const isDenied = (tenor: Tenor, sign: Spoken): boolean => sign.negated && !sign.asked && tenor.plain > tenor.lack;

/** Told where the examples lack it or ask for it. */
const isCured = (tenor: Tenor, sign: Spoken): boolean =>
  sign.states && !sign.fault && !sign.ordered && tenor.plain === 0;

/** Good things: that they are not there is a fault, whatever the examples say of them. */
const VIRTUES = words('likeness.virtues');
/** With these a sentence goes on to what follows from it. */
const FURTHER = new Set('if si when cuando even aunque although because porque but pero only solo'.split(' '));
