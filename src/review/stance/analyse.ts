import { findConcepts, type Hit } from '../lexicon/concepts.js';
import { CUE, type Lexicon, REMEDY } from '../lexicon/lexicon.js';
import { featuresOf } from '../naming/examples.js';
import { type Ranges, type Token, tokenise } from '../text/normalise.js';
import { type Mood, withMood } from './mood.js';
import { grades } from './operators.js';
import { ordersIn } from './orders.js';
import { type Signs, signsOf } from './signs.js';
import { type Stance, type Stanced, stances } from './stance.js';

/** A text as the matcher sees it. */
export interface Analysis {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly hits: readonly Stanced[];
  /** Hits of concepts of remedies: they name no defect, and are read where a remedy is judged. */
  readonly cures: readonly Stanced[];
  /** The concepts among the hits. */
  readonly concepts: ReadonlySet<string>;
  /** Tokens of cues, whatever their kind. */
  readonly cueWords: ReadonlySet<number>;
  /** Those of them that are mere names of things of another world. */
  readonly strange: ReadonlySet<number>;
  /** Something in it is called fine, and nothing wrong. */
  readonly praise: boolean;
  /** It finds fault with something, named or not. */
  readonly complaint: boolean;
  /** What its sentences deny, suppose, quote or define. */
  readonly moods: ReadonlySet<Mood>;
  readonly mended: ReadonlyMap<number, string>;
  readonly invisible: number;
  readonly mixed: readonly string[];
  /** The signs of its words, read when asked for. */
  signs(): Signs;
  /** Counts of features for the comparison with examples, made when asked for. */
  features(): ReadonlyMap<string, number>;
}

/** Reads a text: tokens, concepts, stance of each. `fallback` is what a bare name means in this place. */
export function analyse(
  lexicon: Lexicon,
  text: string,
  code?: Ranges,
  fallback: Stance = 'neutral',
  used?: ReadonlySet<string>,
): Analysis {
  const { tokens, invisible, mixed } = tokenise(text, code);
  const found = findConcepts(
    lexicon,
    fallback === 'wanted' ? tokens.map((token) => (token.literal ? { ...token, literal: false } : token)) : tokens,
    used,
  );
  const ordered = ordersIn(tokens, found.cues);
  const all =
    ordered.length === 0 ? found.cues : [...found.cues, ...ordered].sort((a, b) => a.from - b.from || b.to - a.to);
  // Data in quoted code says nothing about the code.
  const cues = all.flatMap((cue) => {
    if (cue.at.every((i) => tokens[i]!.code && tokens[i]!.literal)) return [];
    if (fallback === 'wanted' && isNone(cue, tokens, text)) return [];
    return [isVoseo(cue, tokens, text) ? { ...cue, concept: `${CUE}want` } : cue];
  });
  const { hits: read, moods } = withMood(tokens, stances(tokens, found.hits, cues, fallback, used), cues, lexicon.home);
  const hits = read.filter((hit) => !hit.concept.startsWith(REMEDY));
  const cures = read.filter((hit) => hit.concept.startsWith(REMEDY));
  const kinds = new Set(cues.filter((cue) => !grades(tokens, cue.to)).map((cue) => cue.concept));
  const cueWords = new Set(cues.flatMap((cue) => cue.at));
  let memo: ReadonlyMap<string, number> | undefined;
  let signs: Signs | undefined;
  return {
    text,
    tokens,
    hits,
    cures: cures.map((hit) => (isOwnCue(hit, tokens) ? { ...hit, stance: fallback } : hit)),
    concepts: new Set(hits.map((hit) => hit.concept)),
    cueWords,
    strange: new Set(cues.flatMap((cue) => (cue.concept === `${CUE}elsewhere` ? cue.at : []))),
    praise: isPraise(hits, kinds),
    complaint: ['cue-not', 'cue-absent', 'cue-bad'].some((kind) => kinds.has(kind)) && !kinds.has('cue-fine'),
    moods,
    mended: found.mended,
    invisible,
    mixed,
    signs: () => (signs ??= signsOf(tokens, cues)),
    features: () => (memo ??= featuresOf(tokens, hits, cueWords)),
  };
}

/** A correction "→ `None`", "None, and build the list inside": the value, no word for "nothing". */
const isNone = ({ at }: Hit, tokens: readonly Token[], text: string): boolean =>
  at.every((i) => text.slice(tokens[i]!.start, tokens[i]!.end) === 'None' && tokens[i + 1]?.word !== 'of');

/** "Guardá", "poné", "registrá": with the accent at its end a verb gives an order, and tells nothing. */
const isVoseo = ({ concept, at, to }: Hit, tokens: readonly Token[], text: string): boolean =>
  concept === `${CUE}present` &&
  at.length === 1 &&
  !tokens[to - 1]!.code &&
  ACCENTED.test(text.slice(0, tokens[to - 1]!.end).slice(-3));

const ACCENTED = /\p{L}[áéíÁÉÍ]$|\u0301$/u;

/** "Without a threshold": the cue is part of the name. */
const isOwnCue = (hit: Stanced, tokens: readonly Token[]): boolean =>
  hit.cue !== '' && hit.cue.split(' ').every((word) => hit.at.some((i) => tokens[i]!.word === word));

/** Something is called fine and nothing is called wrong or missing. */
function isPraise(hits: readonly Stanced[], kinds: ReadonlySet<string>): boolean {
  if (hits.some((hit) => hit.stance === 'absent' || hit.stance === 'bad' || hit.stance === 'unwanted')) return false;
  if (hits.some((hit) => hit.stance === 'fine')) return true;
  return (
    (kinds.has('cue-fine') || kinds.has('cue-unneeded')) &&
    !kinds.has('cue-bad') &&
    !kinds.has('cue-absent') &&
    !kinds.has('cue-not')
  );
}
