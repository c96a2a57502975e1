import type { Hit } from '../lexicon/concepts.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import { framesOf } from './speech.js';
import type { Stance, Stanced } from './stance.js';

/** Why words of a text are no claim of the writer's about the work under review. */
export type Mood = 'denied' | 'untrue' | 'shrugged' | 'unwelcome' | 'supposed' | 'attributed' | 'defined' | 'elsewhere';

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
  const scopes: Scope[] = [
    ...sentencesOf(tokens).flatMap((sentence) => scopesOf(sentence, tokens, hits, cues)),
    ...framesOf(tokens, hits),
  ];
  if (scopes.length === 0) return { hits, moods: new Set() };
  const moods = new Set<Mood>();
  const out = hits.map((hit): Stanced => {
    const scope = scopes.find((one) => hit.from >= one.from && hit.to <= one.to && !one.spares?.(hit));
    if (!scope) return hit;
    moods.add(scope.mood);
    return { ...hit, stance: turned(scope.mood, hit.stance), soft: false, cue: scope.words };
  });
  for (const scope of scopes) if (scope.bare) moods.add(scope.mood);
  return { hits: out, moods };
}

/** What becomes of a stance: "it is not true that X is missing" calls X fine, "… that X is there" calls it missing. */
function turned(mood: Mood, stance: Stance): Stance {
  if (mood === 'untrue') {
    if (stance === 'fine' || stance === 'present') return 'absent';
    return stance === 'neutral' ? 'unreal' : 'fine';
  }
  if (mood === 'unwelcome') return stance === 'fine' ? 'fine' : 'unwanted';
  return mood === 'denied' || mood === 'shrugged' ? 'fine' : 'unreal';
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Scope extends Span {
  readonly mood: Mood;
  readonly words: string;
  /** It holds for the text even where no concept stands in it. */
  readonly bare?: boolean;
  /** Hits inside that it leaves as they are. */
  readonly spares?: (hit: Stanced) => boolean;
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

/** What is known about a sentence when its moods are read. */
interface Sentence extends Span {
  readonly tokens: readonly Token[];
  readonly hits: readonly Stanced[];
  readonly cues: readonly Hit[];
  /** Where "but", "except" and the like turn it. */
  readonly turns: readonly number[];
}

function scopesOf(span: Span, tokens: readonly Token[], hits: readonly Stanced[], cues: readonly Hit[]): Scope[] {
  const inside = (one: { from: number; to: number }): boolean => one.from >= span.from && one.to <= span.to;
  const own = cues.filter(inside);
  const sentence: Sentence = {
    ...span,
    tokens,
    hits: hits.filter((hit) => !hit.above && inside(hit)),
    cues: own,
    turns: own.filter((cue) => cue.concept === `${CUE}but`).map((cue) => cue.from),
  };
  return [
    ...frames(sentence),
    ...suppositions(sentence),
    ...approvals(sentence),
    ...needless(sentence),
    ...complete(sentence),
    ...definitions(sentence),
    ...strangers(sentence),
  ];
}

const isCue = (cue: Hit, name: string): boolean => cue.concept === `${CUE}${name}`;

const turnAfter = (one: Sentence, at: number): number => one.turns.find((turn) => turn > at) ?? one.to;
const turnBefore = (one: Sentence, at: number): number => one.turns.findLast((turn) => turn <= at) ?? one.from;

function wordsIn(one: Sentence, span: Span): string {
  return one.tokens
    .slice(span.from, span.to)
    .map((token) => token.word)
    .join(' ');
}

/** A negation a few words before, with no comma between: "no se puede prescindir de", "is not fine". */
function isNegated(one: Sentence, at: number): boolean {
  for (let i = at - 1; i >= one.from && i >= at - 4; i--) {
    const { word, kind } = one.tokens[i]!;
    if (kind === 'mark' || JOIN.has(word) || one.hits.some((hit) => hit.from <= i && hit.to > i)) return false;
    if (NEGATIONS.has(word)) return true;
  }
  return false;
}

const NEGATIONS = new Set('no not never nunca tampoco jamas'.split(' '));

/** "It is not true that …", "we can live without …", "some would say that …". */
function frames(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (const cue of one.cues) {
    const place = { words: wordsIn(one, cue), bare: true };
    const end = turnAfter(one, cue.from);
    if (isCue(cue, 'untrue')) {
      out.push({ mood: 'untrue', from: cue.to, to: end, ...place });
    } else if (isCue(cue, 'shrug') && !isNegated(one, cue.from)) {
      const ahead = one.hits.some((hit) => hit.from >= cue.to && hit.from < end);
      const from = ahead ? cue.to : turnBefore(one, cue.from);
      out.push({ mood: 'shrugged', from, to: ahead ? end : cue.from, ...place });
    } else if (isCue(cue, 'attributed') && !isNegated(one, cue.from)) {
      out.push({ mood: 'attributed', from: turnBefore(one, cue.from), to: end, ...place });
    }
  }
  return out;
}

/** Conditions contrary to fact, with what would follow from them. What is lost even then is lost. */
function suppositions(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (let i = one.from; i < one.to; i++) {
    if (!isSupposed(one, i)) continue;
    const start = turnBefore(one, i);
    let comma = -1;
    let to = i + 1;
    for (; to < one.to; to++) {
      const token = one.tokens[to]!;
      if (token.kind === 'mark' && (token.word === ';' || token.word === ':' || token.word === '—')) break;
      if (one.turns.includes(to) || GROUNDS.has(token.word)) break;
      if (token.word === ',' && comma < 0) comma = to;
      if (comma < 0 && isWould(token.word)) comma = to;
    }
    const before = one.tokens.slice(start, i).some((token) => isWould(token.word));
    const then = comma < 0 ? to : comma;
    const spares = (hit: Stanced): boolean => hit.from >= then && hit.stance === 'absent';
    out.push({ mood: 'supposed', from: before ? start : i, to, words: one.tokens[i]!.word, bare: true, spares });
  }
  return out;
}

const GROUNDS = new Set('porque because since pues'.split(' '));

function isSupposed(one: Sentence, i: number): boolean {
  const { word } = one.tokens[i]!;
  const ahead = one.tokens.slice(i + 1, Math.min(one.to, i + 16)).map((token) => token.word);
  if (i === one.from && (word === 'de' || word === 'should')) {
    const second = one.tokens[i + 1]?.word ?? '';
    if (word === 'de' && (second !== 'no' || !/[aei]r(?:se|l[aoe]s?)?$/.test(ahead[1] ?? ''))) return false;
    const rest = one.tokens.slice(i, one.to).map((token) => token.word);
    return rest.some(isWould) && (word === 'de' || rest.includes('have'));
  }
  if (word === 'caso' && ahead[0] === 'de') return untilComma(ahead).some(isSubjunctive);
  if (word === 'si' || word === 'aunque') return word === 'si' && untilComma(ahead).some(isSubjunctive);
  if (SUPPOSE.has(word)) return true;
  if (word === 'if') return untilComma(ahead).some((next) => PAST.has(next)) && ahead.some(isWould);
  return i === one.from && PAST.has(word) && ahead.some(isWould) && (word === 'had' || ahead[0] === 'there');
}

const SUPPOSE = words('mood.suppose');
const PAST = new Set('were was had'.split(' '));

function untilComma(list: readonly string[]): readonly string[] {
  const comma = list.indexOf(',');
  return comma < 0 ? list : list.slice(0, comma);
}

const isSubjunctive = (word: string): boolean =>
  /(?:(?:ar|ier|uer|jer|eyer)a|(?:as|ies|ues|jes|eyes)e)n?$/.test(word) &&
  word.length >= 5 &&
  !NO_SUBJUNCTIVE.has(word);
const NO_SUBJUNCTIVE = words('mood.no-subjunctive');

const isWould = (word: string): boolean =>
  word === 'would' || (/ria(?:n|mos|s)?$/.test(word) && word.length >= 5 && !NO_CONDITIONAL.test(word));
const NO_CONDITIONAL = phrases('mood.no-conditional');

/** "Not logging the params is fine", "the run has no name, which is fine": what is said of the whole. */
function approvals(one: Sentence): Scope[] {
  const out: Scope[] = [];
  const pieces = piecesOf(one);
  for (const [k, piece] of pieces.entries()) {
    const at = approvalIn(one, piece);
    if (!at) continue;
    const before = one.tokens.slice(piece.from, at.from);
    if (before.some((token) => REST.has(token.word))) continue;
    const named = one.hits.some((hit) => hit.from >= piece.from && hit.to <= at.from);
    if (named) {
      out.push({ mood: 'denied', from: piece.from, to: at.from, words: wordsIn(one, at) });
    } else if (k > 0 && at.whole && isAnaphoric(before.map((token) => token.word))) {
      const start = Math.max(turnBefore(one, piece.from), one.from);
      if (start < piece.from) out.push({ mood: 'denied', from: start, to: piece.from, words: wordsIn(one, at) });
    }
  }
  return out;
}

/** Parts between commas and the like, and at "but" and "and" with a verb of its own. */
function piecesOf(one: Sentence): Span[] {
  const out: Span[] = [];
  let from = one.from;
  for (let i = one.from; i <= one.to; i++) {
    const token = one.tokens[i];
    const parts =
      i === one.to || (token!.kind === 'mark' && !token!.code && PARTING.has(token!.word)) || one.turns.includes(i);
    if (!parts) continue;
    if (i > from) out.push({ from, to: i });
    from = one.turns.includes(i) ? i : i + 1;
  }
  return out;
}

const PARTING = new Set([',', ';', ':', '(', ')', '[', ']', '—', '--']);
const REST = words('mood.rest');

/** A predicate that finds no fault; `whole`: it may speak of all that was said before it. */
function approvalIn(one: Sentence, piece: Span): (Span & { whole: boolean }) | undefined {
  for (const cue of one.cues) {
    if (cue.from < piece.from || cue.to > piece.to) continue;
    if (isNegated(one, cue.from)) continue;
    if (isCue(cue, 'approve')) return { from: cue.from, to: cue.to, whole: true };
  }
  for (let i = piece.from; i < piece.to; i++) {
    if (!APPROVING.has(one.tokens[i]!.word)) continue;
    let start = i;
    while (start > piece.from && DEGREE.has(one.tokens[start - 1]!.word)) start--;
    const verb = one.tokens[start - 1]?.word;
    if (start <= piece.from || verb === undefined || !LINKING.has(verb) || isNegated(one, start - 1)) continue;
    const next = one.tokens[i + 1]?.word;
    if (next === 'that' || next === 'to' || next === 'que' || next === 'as' || next === 'como') {
      if (next === 'to' || next === 'that' || next === 'que') continue;
    }
    return { from: start - 1, to: i + 1, whole: true };
  }
  return undefined;
}

const APPROVING = words('mood.approving');
const DEGREE = words('mood.degree');
const LINKING = words('mood.linking');

/** "which is fine", "lo cual …", "y …": nothing of its own to speak about. */
function isAnaphoric(before: readonly string[]): boolean {
  return before.length <= 4 && before.every((word) => BACK.has(word));
}

const BACK = words('mood.back');

/** "No input example is needed", "nobody needs tags": need is what is denied, not the thing. */
function needless(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (let i = one.from + 1; i < one.to; i++) {
    if (!NEED.has(one.tokens[i]!.word)) continue;
    const none = noneBefore(one, i);
    if (none === undefined) continue;
    const ahead = one.tokens[i - 1] && NOBODY.has(one.tokens[i - 1]!.word);
    const between = one.hits.some((hit) => hit.from >= none && hit.to <= i);
    if (!between && !ahead && i - none > 2) continue;
    const from = between || ahead ? none : turnBefore(one, none);
    out.push({
      mood: 'denied',
      from,
      to: ahead ? turnAfter(one, i) : i + 1,
      words: wordsIn(one, { from: none, to: i + 1 }),
    });
  }
  return out;
}

/** "None of the sections a, b and c is missing", "ninguno de … falta": nobody lacks any of them, however long the list. */
function complete(one: Sentence): Scope[] {
  if (!NONE.has(one.tokens[one.from]!.word)) return [];
  const last = one.cues.findLast((cue) => isCue(cue, 'absent') && cue.to >= one.to - 3);
  if (!last) return [];
  return [{ mood: 'denied', from: one.from, to: last.from, words: wordsIn(one, last) }];
}

/** Where the nobody or nothing of a need stands: "no X is needed", "none needed", "ninguno hace falta". */
function noneBefore(one: Sentence, need: number): number | undefined {
  // "ni el uso previsto ni la ética hacen falta"
  const first = one.tokens.slice(one.from, need).findIndex(({ word }) => word === 'ni');
  if (first >= 0 && !one.tokens.slice(one.from, one.from + first).some(({ word }) => word === 'no'))
    return one.from + first;
  for (let k = need - 1; k >= one.from && k >= need - 8; k--) {
    const { word, kind } = one.tokens[k]!;
    if (kind === 'mark' ? PARTING.has(word) : JOIN.has(word)) return undefined;
    if (NONE.has(word) || NOBODY.has(word)) return k;
    if (word === 'no' && one.hits.some((hit) => hit.from <= k + 2 && hit.from > k && hit.to <= need)) return k;
  }
  return undefined;
}

const NEED = words('mood.need');
const NONE = new Set('none ninguno ninguna ningun'.split(' '));
const NOBODY = new Set('nobody nadie one'.split(' '));
const JOIN = new Set('and but y pero o or because porque so que that'.split(' '));

/** "La signature describe las columnas de un modelo": what a thing is, not what this work does. */
function definitions(one: Sentence): Scope[] {
  const first = one.hits[0];
  if (!first || one.tokens[one.to]?.word === '?') return [];
  if (one.cues.some((cue) => CLAIMING.has(cue.concept) && !DEFINING.has(one.tokens[cue.from]!.word))) return [];
  if (one.tokens.slice(one.from, one.to).some((token) => JUDGING.has(token.word))) return [];
  let start = one.from;
  if (LEADING.has(one.tokens[start]!.word)) start = Math.max(start, first.from);
  while (start < one.to && (ARTICLES.has(one.tokens[start]!.word) || one.tokens[start]!.kind === 'mark')) start++;
  if (start < first.from) return [];
  let at = first.to;
  while (at < one.to && at < first.to + 5 && !DEFINING.has(one.tokens[at]!.word)) {
    const inside = one.hits.some((hit) => hit.from <= at && hit.to > at) || OF.has(one.tokens[at]!.word);
    if (!inside) return [];
    at++;
  }
  if (at >= one.to || at >= first.to + 5 || at + 1 >= one.to) return [];
  const verb = one.tokens[at]!.word;
  // "are used where a logger belongs" tells what this work does.
  if (
    one.tokens[at + 1]!.word === 'used' &&
    /^(?:where|instead|everywhere|in|all|throughout|as|like|here)$/.test(one.tokens[at + 2]?.word ?? '')
  )
    return [];
  if (COPULA.has(verb) && !ARTICLES.has(one.tokens[at + 1]!.word) && !KIND.has(one.tokens[at + 1]!.word)) return [];
  return [{ mood: 'defined', from: one.from, to: one.to, words: verb, bare: true }];
}

const CLAIMING = new Set(
  ['not', 'absent', 'want', 'must', 'unwanted', 'instead', 'replace', 'bad', 'only', 'fine', 'unneeded'].map(
    (name) => `${CUE}${name}`,
  ),
);
const ARTICLES = new Set('el la los las un una unos unas the a an cada each'.split(' '));
const LEADING = new Set('con en with in'.split(' '));
const COPULA = new Set('is are es son'.split(' '));
const KIND = words('mood.kind');
const DEFINING = words('mood.defining');
const JUDGING = words('mood.judging');

/** "Tags de Docker", "la firma del contrato", "the labels of the axis": the same word for another thing. */
function strangers(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (const cue of one.cues) {
    if (!isCue(cue, 'elsewhere')) continue;
    const left = one.hits.findLast((hit) => hit.to <= cue.from);
    const right = one.hits.find((hit) => hit.from >= cue.to);
    if (left && one.tokens.slice(left.to, cue.from).every((token) => OF.has(token.word)) && cue.from - left.to <= 3)
      out.push({ mood: 'elsewhere', from: left.from, to: left.to, words: wordsIn(one, cue), bare: true });
    else if (right && right.from === cue.to && right.to - right.from <= 2)
      out.push({ mood: 'elsewhere', from: right.from, to: right.to, words: wordsIn(one, cue), bare: true });
  }
  return out;
}

const OF = new Set('de del of the la el los las en in on for para y'.split(' '));
