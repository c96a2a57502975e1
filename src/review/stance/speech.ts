import type { Token } from '../text/normalise.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import type { Mood } from './mood.js';
import type { Stance, Stanced } from './stance.js';

/** Words of a text in a mood, told from how the speaker frames them. */
export interface Frame {
  readonly mood: Mood;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly bare?: true;
  readonly spares?: (hit: Stanced) => boolean;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Which sentence of the text it belongs to. */
  readonly sentence: number;
  /** The mark before it. */
  readonly mark: string;
}

/**
 * What a speaker does with the words: advises against them, says that others say them, will look whether they hold, takes them
 * back. Read on the pieces between marks, as joined words.
 */
export function framesOf(tokens: readonly Token[], hits: readonly Stanced[]): Frame[] {
  if (hits.length === 0) return [];
  const pieces = piecesOf(tokens);
  return [
    ...pieces.flatMap((piece, k) => deniedOfThis(piece, k, pieces)),
    ...pieces.flatMap((piece, k) => [
      ...ofOthers(piece, k, pieces),
      ...forward(piece, k, pieces),
      ...backward(piece, k, pieces, hits),
    ]),
  ];
}

/** Whether a text opens by taking back what was said before it, and names nothing in doing so. */
export function opensRebuttal(tokens: readonly Token[], hits: readonly Stanced[]): Rebuttal | undefined {
  const first = piecesOf(tokens)[0];
  if (!first) return undefined;
  if (TURNED_DOWN.test(wordsIn(tokens))) return 'refused';
  const kind = rebuttalIn(first.text);
  return kind !== 'disagreed' && hits.some((hit) => !hit.above && hit.from < first.to) ? undefined : kind;
}

export type Rebuttal = 'false' | 'there' | 'disagreed' | 'refused';

const TURNED_DOWN = phrases('speech.turned-down');
const wordsIn = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ kind }) => kind !== 'mark')
    .map(({ word }) => word)
    .join(' ');

const MARKS = new Set(['.', '!', '?', ',', ';', ':', '(', ')', '—', '--', '|', '->']);
const ENDS = new Set(['.', '!', '?', '|', '->']);

function piecesOf(tokens: readonly Token[]): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  let sentence = 0;
  let text = '';
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i];
    const isMark = token !== undefined && token.kind === 'mark' && !token.code && MARKS.has(token.word);
    if (token && !isMark) {
      // A piece is also parted where "but" turns it.
      if (i > from && TURNS.has(token.word)) {
        out.push({ from, to: i, text, sentence, mark: tokens[from - 1]?.word ?? '' });
        from = i;
        text = '';
      }
      text += text === '' ? token.word : ` ${token.word}`;
      continue;
    }
    if (i > from) out.push({ from, to: i, text, sentence, mark: tokens[from - 1]?.word ?? '' });
    from = i + 1;
    text = '';
    if (token && ENDS.has(token.word)) sentence++;
  }
  return out;
}

const TURNS = new Set(['pero', 'but', 'aunque', 'although']);

/** The rest of the sentence from a piece on, up to a piece that turns it. */
function restFrom(pieces: readonly Piece[], k: number, mood: Mood): number {
  let to = pieces[k]!.to;
  for (let i = k + 1; i < pieces.length && pieces[i]!.sentence === pieces[k]!.sentence; i++) {
    if (TURNING.test(pieces[i]!.text) || (mood === 'attributed' && HERE.test(pieces[i]!.text))) break;
    to = pieces[i]!.to;
  }
  return to;
}

const TURNING = phrases('speech.turning');
const HERE = /^(?:(?:y|and|e) )?(?:aqui|est[aeo]s?|here|this|these)\b/;

/** Frames that govern what follows them. */
const FORWARD: readonly (readonly [mood: Mood, pattern: Phrases])[] = [
  ['untrue', phrases('speech.untrue')],
  ['supposed', phrases('speech.supposed')],
  ['attributed', phrases('speech.attributed')],
  ['elsewhere', phrases('speech.elsewhere')],
  ['denied', phrases('speech.denied')],
  ['unwelcome', phrases('speech.unwelcome')],
];

/** Most pieces have none of them. */
let any: RegExp | undefined;
const anyForward = (): RegExp => (any ??= new RegExp(FORWARD.map(([, pattern]) => pattern.regex.source).join('|')));

function forward(piece: Piece, k: number, pieces: readonly Piece[]): Frame[] {
  if (!anyForward().test(piece.text)) return [];
  for (const [mood, pattern] of FORWARD) {
    const match = pattern.exec(piece.text);
    if (!match) continue;
    if (mood === 'attributed' && COMPARES.test(piece.text)) return [];
    const skipped = countIn(piece.text.slice(0, match.index));
    const whole = mood === 'attributed' || mood === 'supposed';
    const from = whole ? piece.from : piece.from + skipped;
    const to = mood === 'denied' || mood === 'unwelcome' || mood === 'elsewhere' ? piece.to : restFrom(pieces, k, mood);
    // "I would look at the logging: no levels": what a plan goes on to find is found.
    const told = pieces.find((other, i) => i > k && other.sentence === piece.sentence && TELLS.has(other.mark));
    const spares = ({ from: at, stance }: Stanced): boolean =>
      mood === 'supposed' && told !== undefined && at >= told.from && LACKING.has(stance);
    return [{ mood, from, to, words: match[0], bare: true, spares }];
  }
  return [];
}

const TELLS = new Set([':', ';', '(', '—', '--']);
const COMPARES = phrases('speech.compares');
const countIn = (text: string): number => (text === '' ? 0 : text.trim().split(' ').filter(Boolean).length);

/** Frames that take back what stands before them in the sentence, or the sentence before. */
function backward(piece: Piece, k: number, pieces: readonly Piece[], hits: readonly Stanced[]): Frame[] {
  const place = { words: piece.text, bare: true } as const;
  if (UNWELCOME.test(piece.text)) {
    const here = hits.some((hit) => !hit.above && hit.from >= piece.from && hit.from < piece.to);
    const start = here ? piece.from : startOf(pieces, k);
    return [{ mood: 'denied', from: start, to: piece.to, ...place }];
  }
  if (MISTAKEN.test(piece.text)) return [{ mood: 'denied', from: startOf(pieces, k), to: piece.to, ...place }];
  if (NONE_MISSING.test(piece.text)) return [{ mood: 'denied', from: piece.from, to: piece.to, ...place }];
  const kind = rebuttalIn(piece.text);
  const names = hits.some((hit) => !hit.above && hit.from >= piece.from && hit.from < piece.to);
  if (k === 0 || (names && kind !== 'disagreed')) return [];
  const next = pieces[k + 1];
  // "está, pero incompleto": more is said of it.
  if (next && next.sentence === piece.sentence && TURNING.test(next.text)) return [];
  if (!kind) return [];
  const from = startOf(pieces, k);
  if (from >= piece.from) return [];
  // "Uso (`predict`): está": a bare name that is there claims nothing, and contradicts nothing said elsewhere.
  const isNamed = (hit: Stanced): boolean => hit.stance === 'neutral';
  return [
    { mood: 'denied', from, to: piece.from, ...place, spares: (hit) => isNamed(hit) || isSpared(hit, kind) },
    { mood: 'supposed', from, to: piece.from, ...place, spares: (hit) => !isNamed(hit) },
  ];
}

/** "A good script logs its params; this one does not", "at first sight the params are logged, but no". */
function deniedOfThis(piece: Piece, k: number, pieces: readonly Piece[]): Frame[] {
  if (k > 0 && APPEARS.test(pieces[k - 1]!.text) && NOT_SO.test(piece.text)) {
    const { from, to } = pieces[k - 1]!;
    const spares = ({ stance }: Stanced): boolean => stance !== 'present' && stance !== 'fine';
    return [{ mood: 'lacking', from, to, words: piece.text, bare: true, spares }];
  }
  if (k === 0 || !(NOT_HERE.test(piece.text) || LACKS_HERE.test(piece.text))) return [];
  const next = pieces[k + 1];
  if (next && next.sentence === piece.sentence && TURNING.test(next.text)) return [];
  const from = startOf(pieces, k);
  // What a definition names first is what it defines.
  const spares = ({ stance, from: at }: Stanced): boolean =>
    stance !== 'present' && stance !== 'fine' && !(stance === 'neutral' && at <= from + 1);
  return [{ mood: 'lacking', from, to: piece.from, words: piece.text, bare: true, spares }];
}

const APPEARS = phrases('speech.appears');
const NOT_SO = phrases('speech.appears-wrongly');
const NOT_HERE = phrases('speech.not-here');
const LACKS_HERE = phrases('speech.lacks-here');

/** "A diferencia de otros equipos, que suben el modelo sin firma": what is told of them, with the clauses that go on about them. */
function ofOthers(piece: Piece, k: number, pieces: readonly Piece[]): Frame[] {
  if (!OTHERS.test(piece.text)) return [];
  let to = piece.to;
  for (let i = k + 1; pieces[i]?.sentence === piece.sentence && RELATIVE.test(pieces[i]!.text); i++) to = pieces[i]!.to;
  // What is denied of the work in hand, in a clause after, stays denied.
  const spares = (hit: Stanced): boolean => hit.stance === 'absent' && !hit.own;
  return [{ mood: 'elsewhere', from: piece.from, to, words: piece.text.slice(0, 40), bare: true, spares }];
}

const OTHERS = phrases('speech.others');
const RELATIVE =
  /^(?:(?:y|and|or|o|ni|nor) )?(?:que|donde|en l[oa]s? que|quienes?|cuy[oa]s?|which|where|who|whose|that)\b/;

/** "X should be logged, but it is not so" takes no complaint back. */
export const isSpared = ({ stance, behind }: Stanced, kind: Rebuttal): boolean => {
  if (kind === 'refused') return stance === 'fine' || LACKING.has(stance);
  const isDuty = stance === 'wanted' || stance === 'present' || (stance === 'replaced' && behind);
  return stance === 'fine' || (kind === 'false' && isDuty);
};

const LACKING = new Set<Stance>(['absent', 'bad', 'unwanted', 'replaced']);

/** Where the sentence of a piece starts; a piece that opens one speaks of the sentence before. */
function startOf(pieces: readonly Piece[], k: number): number {
  const own = pieces[k]!.sentence;
  const sentence = pieces[k - 1] && pieces[k - 1]!.sentence !== own ? pieces[k - 1]!.sentence : own;
  let i = k;
  while (
    i > 0 &&
    pieces[i - 1]!.sentence >= sentence &&
    !TURNING.test(pieces[i]!.text.replace(/^(?:pero|but|aunque|although)\b/, ''))
  )
    i--;
  return pieces[i]!.from;
}

const UNWELCOME = phrases('speech.rejected');
const MISTAKEN = phrases('speech.mistaken');
const NONE_MISSING = phrases('speech.none-missing');

const LEAD =
  /^(?:(?:a mi (?:juicio|entender|parecer|modo de ver)|para mi|en mi opinion|in my (?:view|opinion|eyes)|(?:lo|la|los|las) (?:comprobe|mire|revise|verifique|he (?:comprobado|mirado|revisado))(?: [a-z]+){0,3}? y|i (?:have )?(?:checked|looked)(?: [a-z]+){0,3}? and|pero|but|aunque|although|though|and|y|e|porque|because|since|yet|which|que|lo cual|asi que|so|en realidad|actually|in fact|yo|i|a mi|he visto que|veo que|resulta que|al final|now|ahora|claramente|clearly|here|aqui) )*/;
const LUCKY = phrases('speech.lucky');
const CORE: readonly (readonly [Rebuttal, Phrases])[] = [
  ['disagreed', phrases('speech.disagreed')],
  ['false', phrases('speech.false')],
  ['there', phrases('speech.there')],
];

function rebuttalIn(text: string): Rebuttal | undefined {
  if (text.length > 90) return undefined;
  if (LUCKY.test(text)) return /\b(?:no|not|sin|without|never|nunca)\b/.test(text) ? undefined : 'there';
  const core = text.replace(LEAD, '');
  const found = CORE.find(([, pattern]) => pattern.test(core))?.[0];
  // "X should be there, but it is not": only "which it is not" answers "is a problem".
  return found === 'false' && /^(?:it )?is not$/.test(core) && !text.startsWith('which') ? undefined : found;
}
