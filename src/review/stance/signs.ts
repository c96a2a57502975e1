import type { Hit } from '../lexicon/concepts.js';
import { CUE, LITTLE } from '../lexicon/lexicon.js';
import { keysOf, type Token } from '../text/normalise.js';
import { type Words, words } from '../text/vocabulary.js';

/** A word of a text with the sign that its clause gives it. */
export interface Spoken {
  /** As in the features of examples, so that both have one weight. */
  readonly key: string;
  readonly at: number;
  /** Governed by a negation or by a word of absence. */
  readonly lack: boolean;
  /** It is the very word that a "not" stands before. */
  readonly denied: boolean;
  /** Its clause is a bare name or two. */
  readonly bare: boolean;
  /** Something in its clause denies, lacks, asks for, or finds fault. */
  readonly fault: boolean;
  /** Its clause asks for something, or orders it. */
  readonly asked: boolean;
  /** Its clause is an order that follows another clause: "…; drop it". */
  readonly ordered: boolean;
  /** Its clause wants something taken away. */
  readonly drops: boolean;
  /** Where its clause begins. */
  readonly clause: number;
  /** Its clause has a verb that tells what is there. */
  readonly states: boolean;
  /** It stands after a "no" or "never" of its clause. */
  readonly negated: boolean;
}

/** What a text says word by word, and by which words it approves. */
export interface Signs {
  readonly words: readonly Spoken[];
  /** Tokens that approve of something, outside of wishes and negations. */
  readonly approving: ReadonlySet<number>;
  /** Tokens that call something necessary: approval of what is there, a wish for what is not. */
  readonly needing: ReadonlySet<number>;
  /** Tokens of cues that may take a statement back. */
  readonly denying: ReadonlySet<number>;
  /** Where each token's half of a sentence begins: "but" starts a new one. */
  readonly turnOf: readonly number[];
}

/** Reads the signs of a text from its tokens and cues. */
export function signsOf(tokens: readonly Token[], cues: readonly Hit[]): Signs {
  const { clauseOf, turnOf } = parts(tokens, cues);
  const kinds = tokens.map((): string[] => []);
  for (const cue of cues) for (const i of cue.at) kinds[i]!.push(cue.concept.slice(CUE.length));
  const isOf = (i: number, set: ReadonlySet<string>): boolean => kinds[i]!.some((kind) => set.has(kind));
  const clauses = new Map<number, number[]>();
  for (const [i, clause] of clauseOf.entries()) {
    const inside = clauses.get(clause);
    if (inside) inside.push(i);
    else clauses.set(clause, [i]);
  }
  const words: Spoken[] = [];
  for (const inside of clauses.values()) {
    const nots = inside.filter((k) => isOf(k, LACKING));
    const last = nots.at(-1);
    const nothingAfter = last !== undefined && !inside.some((k) => k > last && isContent(tokens[k]!));
    // «Se borra al final» orders nothing.
    const fault = inside.some(
      (k) => isOf(k, FAULTING) && !(isOf(k, ORDERING) && PASSIVE.has(tokens[k - 1]?.word ?? '')),
    );
    const asks = inside.some((k) => isOf(k, ASKING) && !isAble(tokens, k));
    const bare = inside.filter((k) => tokens[k]!.kind === 'word').length < 3;
    const order = isOrder(tokens, inside);
    const asked = asks || order;
    const drops = inside.some((k) => isOf(k, DROPPING));
    const states = inside.some((k) => isOf(k, STATING) || STATES.has(tokens[k]!.word));
    let open = false;
    let negated = false;
    for (const i of inside) {
      const isNot = isOf(i, LACKING);
      if (isWord(tokens[i]!))
        words.push({
          key: keyOf(tokens[i]!.word),
          at: i,
          lack: (nots.length > 0 && i > nots[0]!) || nothingAfter,
          denied: open && !asks && !isNot,
          bare,
          fault,
          asked,
          ordered: order && inside[0]! > 0,
          drops,
          clause: inside[0]!,
          states,
          negated,
        });
      negated ||= isOf(i, NEGATING);
      if (isNot) open = true;
      else if (isContent(tokens[i]!)) open = false;
    }
  }
  const those = (adjectives: Words): Set<number> =>
    new Set(tokens.flatMap((_, i) => (approves(tokens, i, turnOf, adjectives) ? [i] : [])));
  const denying = new Set(tokens.flatMap((_, i) => (isOf(i, DENYING) ? [i] : [])));
  return { words, approving: those(ADJECTIVES), needing: those(NEEDFUL), denying, turnOf };
}

/** The feature under which examples know a word. */
export const keyOf = (word: string): string => `w:${keysOf(word).at(-1)!.slice(0, 12)}`;

const LACKING = new Set(['not', 'absent']);
const DENYING = new Set('not fine unneeded approve shrug untrue attributed'.split(' '));
/** "Quote the variables", «Devolver una función», "guardá el id": a verb that opens its clause. */
export function isOrder(tokens: readonly Token[], inside: readonly number[]): boolean {
  const first = inside.find((k) => tokens[k]!.kind === 'word' && !OPENING.has(tokens[k]!.word));
  if (first === undefined || tokens[first]!.code) return false;
  const { word } = tokens[first]!;
  return ORDERS.has(word) || (word.length > 4 && /[aei]r(?:l[aoe]s?|se)?$/.test(word) && !/(?:er|or)$/.test(word));
}

const OPENING = words('signs.opening');
const ORDERS = words('signs.orders');
const STATING = new Set(['present', 'fine', 'good']);
const STATES = new Set('is are was were es son esta estan se tiene tienen has have'.split(' '));
/** What can be, or will be, need not be wanted: «puede poner», «va a hacer». */
const isAble = (tokens: readonly Token[], k: number): boolean =>
  [k, k - 1, k - 2].some((i) => CAN.has(tokens[i]?.word ?? '')) ||
  /^(?:va|van|vas|will)$/.test(tokens[k - 2]?.word ?? '');
const CAN = new Set('can could may might puede pueden podria podrian'.split(' '));
const DROPPING = new Set(['unwanted', 'replace']);
const NEGATING = new Set(['not']);
const ORDERING = new Set(['unwanted', 'replace', 'want']);
const PASSIVE = new Set('se is are was were es son'.split(' '));
const ASKING = new Set('want must unwanted'.split(' '));
const FAULTING = new Set('not absent want must unwanted instead replace bad only'.split(' '));
const isWord = (token: Token): boolean => token.kind !== 'mark' && !LITTLE.has(token.word);
const isContent = (token: Token): boolean => isWord(token) && !AUXILIARY.has(token.word);
const AUXILIARY = new Set('is are was were be been does do did has have hay es son esta estan se'.split(' '));

function parts(tokens: readonly Token[], cues: readonly Hit[]): { clauseOf: number[]; turnOf: number[] } {
  const buts = new Set(cues.flatMap((cue) => (cue.concept === `${CUE}but` ? [cue.from] : [])));
  const sos = new Set(cues.flatMap((cue) => (cue.concept === `${CUE}so` ? [cue.from] : [])));
  let clause = 0;
  let turn = 0;
  const clauseOf: number[] = [];
  const turnOf: number[] = [];
  for (const [i, token] of tokens.entries()) {
    const mark = token.kind === 'mark' && !token.code ? token.word : '';
    if (buts.has(i) || sos.has(i) || ENDS.has(mark)) turn = i;
    if (turn === i || COMMAS.has(mark)) clause = i;
    clauseOf.push(clause);
    turnOf.push(turn);
  }
  return { clauseOf, turnOf };
}

const ENDS = new Set(['.', '!', '?', '|', '->', ';']);
const COMMAS = new Set([',', ':', '(', ')', '—', '--']);

/** Whether a token approves: "is well configured", «está bien», «es necesario», "works". */
function approves(tokens: readonly Token[], i: number, turnOf: readonly number[], adjectives: Words): boolean {
  const { word, kind, code } = tokens[i]!;
  if (kind !== 'word' || code) return false;
  const isAdverb = adjectives === ADJECTIVES && ADVERBS.has(word);
  const isDeed = adjectives === ADJECTIVES && DEEDS.has(word);
  if (!isAdverb && !isDeed && !adjectives.has(word)) return false;
  if (/^(?:now|away|after|text|texto)$/.test(tokens[i + 1]?.word ?? '')) return false;
  // "Right there in the log": a place.
  if (word === 'right' && /^(?:there|here|in|on|into|at|beside|next)$/.test(tokens[i + 1]?.word ?? '')) return false;
  if (word === 'well' && tokens[i - 1]?.word === 'as') return false;
  // «Ahora bien, …», «más bien …» join sentences.
  if (word === 'bien' && JOINED.has(tokens[i - 1]?.word ?? '')) return false;
  // "written in clear", «en claro»: a manner.
  if (/^(?:in|en)$/.test(tokens[tokens[i - 1]?.word === 'the' ? i - 2 : i - 1]?.word ?? '')) return false;
  // "It is good to …", «es bueno que …»: a wish.
  if (!isAdverb && /^(?:to|that|que)$/.test(tokens[i + 1]?.word ?? '') && adjectives === ADJECTIVES) return false;
  const before: string[] = [];
  for (let k = i - 1; k >= 0 && k >= i - 4 && turnOf[k] === turnOf[i]; k--) {
    if (tokens[k]!.kind === 'mark') break;
    before.push(tokens[k]!.word);
  }
  if (before.some((one) => SPOILS.has(one))) return false;
  if (adjectives === ADJECTIVES && (isVerdict(tokens, i) || isPraiseOf(tokens, i))) return true;
  if (isDeed) return before.length > 0;
  if (isAdverb)
    return (
      word !== 'well' ||
      /(?:ed|en|wn|lt|nt|ne|pt|ut|et)$/.test(tokens[i + 1]?.word ?? '') ||
      VERBAL.test(before[0] ?? '')
    );
  return before.slice(0, 4).some((one) => LINKING.has(one));
}

/** "…, correct", «…: perfecto»: a clause of its own. */
function isVerdict(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return (
    VERDICTS.has(tokens[i]!.word) &&
    [',', ';', ':', '—', '.', '('].includes(tokens[i - 1]?.word ?? '') &&
    (next === undefined || (next.kind === 'mark' && !next.code))
  );
}

/** "Good use of", «buena idea», "the right choice". */
const isPraiseOf = (tokens: readonly Token[], i: number): boolean =>
  PRAISING.has(tokens[i]!.word) && PRAISED.has(tokens[i + 1]?.word ?? '');

const JOINED = new Set('ahora si mas o pues'.split(' '));
const VERDICTS = words('signs.verdicts');
const PRAISING = words('signs.praising');
const PRAISED = words('signs.praised');
const VERBAL = /(?:s|ed)$/;
const SPOILS = words('signs.spoils');
const LINKING = words('signs.linking');
const ADVERBS = words('signs.adverbs');
const DEEDS = words('signs.deeds');
const ADJECTIVES = words('signs.adjectives');
const NEEDFUL = words('signs.needful');
