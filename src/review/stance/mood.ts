import type { Hit } from '../lexicon/concepts.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import { approvals, complete, needless, wellDone } from './approval.js';
import { isDeclined } from './declined.js';
import { definitions, strangers } from './definition.js';
import {
  isCue,
  isNegated,
  PARTING,
  type Scope,
  type Sentence,
  type Span,
  turnAfter,
  turnBefore,
  wordsIn,
} from './sentence.js';
import { framesOf } from './speech.js';
import type { Stance, Stanced } from './stance.js';
import { suppositions } from './supposition.js';
import { wishes } from './wishes.js';

/** Why words of a text are no claim of the writer's about the work under review. */
export type Mood =
  | 'denied'
  | 'untrue'
  | 'shrugged'
  | 'unwelcome'
  | 'supposed'
  | 'attributed'
  | 'defined'
  | 'elsewhere'
  | 'lacking'
  | 'wished';

export interface Mooded {
  readonly hits: readonly Stanced[];
  readonly moods: ReadonlySet<Mood>;
}

/**
 * Takes out of the writer's claims what a sentence denies, supposes, puts in somebody's mouth or only defines: the stance of a
 * thing is read inside its clause, its mood from the sentence around it.
 */
export function withMood(
  tokens: readonly Token[],
  hits: readonly Stanced[],
  all: readonly Hit[],
  home?: ReadonlySet<string>,
): Mooded {
  // A thing of this very exercise is no stranger.
  const cues = home
    ? all.filter((cue) => !isCue(cue, 'elsewhere') || !cue.at.every((i) => home.has(tokens[i]!.word)))
    : all;
  const framed = framesOf(tokens, hits);
  const scopes: Scope[] = [
    ...framed.filter(({ mood }) => mood === 'lacking'),
    ...sentencesOf(tokens).flatMap((sentence) => scopesOf(sentence, tokens, hits, cues)),
    ...framed,
  ];
  if (scopes.length === 0) return { hits, moods: new Set() };
  const moods = new Set<Mood>();
  const out = hits.map((hit): Stanced => {
    const scope = scopes.find(
      (one) => hit.from >= one.from && hit.to <= one.to && !one.spares?.(hit) && !isOrderedAfter(hit, one, hits),
    );
    if (!scope) return hit;
    moods.add(scope.mood);
    return { ...hit, stance: turned(scope.mood, hit.stance), soft: false, cue: scope.words };
  });
  for (const scope of scopes) if (scope.bare) moods.add(scope.mood);
  return { hits: out, moods };
}

/** "Congratulations on your accuracy, add recall": the order after it is no part of what is praised. */
function isOrderedAfter(hit: Stanced, { mood, words, from }: Scope, hits: readonly Stanced[]): boolean {
  if (mood !== 'shrugged' || hit.stance !== 'wanted' || !hit.own || !/ (?:por|on|for|to)$/.test(words)) return false;
  const praised = hits.find((one) => one.from >= from);
  return praised !== undefined && hit.clause > praised.clause;
}

/** What becomes of a stance: "it is not true that X is missing" calls X fine, "… that X is there" calls it missing. */
function turned(mood: Mood, stance: Stance): Stance {
  if (mood === 'untrue') {
    if (stance === 'fine' || stance === 'present') return 'absent';
    return stance === 'neutral' ? 'unreal' : 'fine';
  }
  if (mood === 'lacking') return 'absent';
  if (mood === 'wished') return stance === 'replaced' || stance === 'absent' ? stance : 'wanted';
  if (mood === 'unwelcome') return stance === 'fine' ? 'fine' : 'unwanted';
  return mood === 'denied' || mood === 'shrugged' ? 'fine' : 'unreal';
}

const STOPS = new Set(['.', '!', '?', '|', '->']);

function sentencesOf(tokens: readonly Token[]): Span[] {
  const out: Span[] = [];
  let from = 0;
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i];
    if (token && !(token.kind === 'mark' && !token.code && STOPS.has(token.word))) continue;
    if (i > from) out.push({ from, to: i });
    from = i + 1;
  }
  return out;
}

function scopesOf(span: Span, tokens: readonly Token[], hits: readonly Stanced[], cues: readonly Hit[]): Scope[] {
  const inside = (one: { from: number; to: number }): boolean => one.from >= span.from && one.to <= span.to;
  const own = cues.filter(inside);
  const sentence: Sentence = {
    ...span,
    tokens,
    hits: hits.filter((hit) => !hit.above && inside(hit)),
    cues: own,
    turns: own.filter((cue) => isCue(cue, 'but')).map((cue) => cue.from),
  };
  return [
    ...frames(sentence),
    ...wishes(sentence),
    ...suppositions(sentence),
    ...approvals(sentence),
    ...needless(sentence),
    ...wellDone(sentence),
    ...complete(sentence),
    ...definitions(sentence),
    ...strangers(sentence),
    ...declined(sentence),
  ];
}

/** A question whether it is needed, and its answer. */
function declined({ tokens, from, to }: Sentence): Scope[] {
  if (tokens[to]?.word !== '?' || !isDeclined(tokens.slice(from, to), tokens.slice(to + 1))) return [];
  return [{ mood: 'denied', from, to, words: tokens[to + 1]?.word ?? '', bare: true }];
}

/** "It is not true that …", "we can live without …", "some would say that …". */
function frames(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (const cue of one.cues) {
    const place = { words: wordsIn(one, cue), bare: true };
    const end = turnAfter(one, cue.from);
    if (isCue(cue, 'untrue')) {
      out.push({ mood: 'untrue', from: cue.to, to: newStatement(one, cue.to, end), ...place });
    } else if (isCue(cue, 'shrug') && !isNegated(one, cue.from)) {
      const ahead = one.hits.some((hit) => hit.from >= cue.to && hit.from < end);
      const from = ahead ? cue.to : turnBefore(one, cue.from);
      out.push({ mood: 'shrugged', from, to: ahead ? end : cue.from, ...place });
    } else if (isCue(cue, 'attributed') && !isNegated(one, cue.from)) {
      out.push({ mood: 'attributed', from: turnBefore(one, cue.from), to: turnsHere(one, cue.to, end), ...place });
    }
  }
  return out;
}

/** "No es verdad que no pueda fallar, y las excepciones no se cuentan": a statement after a comma and an "and" is one of its own. */
function newStatement(one: Sentence, from: number, end: number): number {
  const states = (a: number, b: number): boolean =>
    one.cues.some((cue) => cue.from >= a && cue.to <= b && STATING.has(cue.concept));
  for (let i = from + 1; i + 1 < end; i++) {
    if (one.tokens[i]!.word !== ',' || !AND.has(one.tokens[i + 1]!.word)) continue;
    if (states(from, i) && states(i, end)) return i;
  }
  return end;
}

/** "Dicen que un run sin nombre da problemas, y este no tiene": what is told of the work in hand is the writer's own. */
function turnsHere(one: Sentence, from: number, end: number): number {
  for (let i = from + 1; i + 1 < end; i++) {
    if (!PARTING.has(one.tokens[i]!.word)) continue;
    const next = AND.has(one.tokens[i + 1]!.word) ? i + 2 : i + 1;
    if (next < end && HERE.has(one.tokens[next]!.word)) return i;
  }
  return end;
}

const HERE = new Set('aqui este esta estos estas here this these'.split(' '));
const AND = new Set('y e and'.split(' '));
const STATING = new Set(['not', 'absent', 'fine', 'bad'].map((name) => `${CUE}${name}`));
