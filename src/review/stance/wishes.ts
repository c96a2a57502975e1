import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import { PARTING, type Scope, type Sentence, type Span } from './sentence.js';
import { isOpen, isSupposed } from './supposition.js';

type Place = Pick<Sentence, 'tokens' | 'from' | 'to'>;

/**
 * What a condition contrary to fact finds missing: "si llevara etiquetas podríamos filtrar" wishes for them, "si tardara nadie se
 * enteraría" says that nobody watches, and "…, pero no las lleva" says it outright.
 */
export function wishes(one: Sentence): Scope[] {
  const condition = conditionOf(one);
  if (!condition) return byMeans(one);
  const { from, to } = condition;
  const rest = piecesOf(one.tokens.slice(to, one.to));
  const isClosed = NOT_GIVEN.test(rest.at(-1) ?? '') || NOT_GIVEN.test(textOf(sentenceAfter(one)));
  if (isClosed) return [{ mood: 'lacking', from, to, words: rest.at(-1) ?? '', bare: true }];
  if (rest.some((piece) => UNSEEN.test(piece))) return [{ mood: 'lacking', from, to, words: rest[0]!, bare: true }];
  const isTurned = one.turns.some((turn) => turn >= to);
  if (isTurned || !GIVES.test(textOf(one.tokens.slice(from, to)))) return [];
  return [{ mood: 'wished', from, to, words: '', bare: true }];
}

/** The "if" of a sentence that tells what good a thing would do, or that without it nobody knows. */
export function conditionOf({ tokens, from, to }: Place): Span | undefined {
  const i = tokens.findIndex((_, k) => k >= from && k < to && isSupposed({ tokens, from, to }, k));
  if (i < 0) return undefined;
  const end = tokens.findIndex((token, k) => k > i && k < to && (opensThen(token) || token.word === '('));
  const then = end < 0 ? to : subjectOf(tokens, end);
  const helps = tokens[i]!.word === 'ojala' || HELPS.test(textOf(tokens.slice(from, to)));
  const isUnseen = piecesOf(tokens.slice(then, to)).some((piece) => UNSEEN.test(piece));
  const lacks = tokens.slice(i, then).some(({ word }) => LACKS.has(word));
  return (helps || isUnseen) && !lacks ? { from: i, to: then } : undefined;
}

const opensThen = (token: Token): boolean => isOpen(token.word) || UNTOLD.has(token.word) || isParting(token);

/** "Si cambiaran las columnas la firma lo avisaría": whose deed it would be stands before the verb. */
function subjectOf(tokens: readonly Token[], end: number): number {
  const [article, , clitic] = tokens.slice(Math.max(0, end - 3), end).map(({ word }) => word);
  return DEFINITE.has(article ?? '') && CLITIC.has(clitic ?? '') && /ria$/.test(tokens[end]!.word) ? end - 3 : end;
}

const DEFINITE = new Set('el la los las'.split(' '));
const CLITIC = new Set('lo la los las me nos te se'.split(' '));

/** "Con un id en cada línea podríamos seguirla": by means of which it would be possible. */
function byMeans({ tokens, from, to }: Sentence): Scope[] {
  const opening = tokens.findIndex(
    ({ word }, k) =>
      k >= from &&
      k < to &&
      MEANS.has(word) &&
      (k === from || isParting(tokens[k - 1]!) || JOINS.has(tokens[k - 1]!.word)),
  );
  if (opening < 0) return [];
  const end = tokens.findIndex((token, k) => k > opening && k < to && (isOpen(token.word) || isParting(token)));
  if (end < 0 || (!isOpen(tokens[end]!.word) && !isOpen(tokens[end + 1]?.word ?? ''))) return [];
  const said = textOf(tokens.slice(opening, to));
  if (!HELPS.test(said) || tokens.slice(opening, to).some(({ word }) => LACKS.has(word))) return [];
  return [{ mood: 'wished', from: opening, to: end, words: '', bare: true }];
}

const MEANS = new Set(['con', 'with']);
const JOINS = new Set(['y', 'and', 'que', 'that']);
/** Words that open what nobody would know. */
const UNTOLD = new Set('nadie tampoco nobody'.split(' '));

const isParting = ({ kind, word, code }: Token): boolean => kind === 'mark' && !code && PARTING.has(word);
const textOf = (tokens: readonly Token[]): string =>
  tokens.flatMap(({ kind, word }) => (kind === 'mark' ? [] : [word])).join(' ');

/** The words between marks. */
function piecesOf(tokens: readonly Token[]): string[] {
  const out: Token[][] = [[]];
  for (const token of tokens) {
    if (isParting(token)) out.push([]);
    else out.at(-1)!.push(token);
  }
  return out.map(textOf).filter((text) => text !== '');
}

function sentenceAfter({ tokens, to }: Sentence): readonly Token[] {
  const end = tokens.findIndex((token, k) => k > to && isEnd(token));
  return tokens.slice(to + 1, end < 0 ? undefined : end);
}

const isEnd = ({ kind, word, code }: Token): boolean => kind === 'mark' && !code && (word === '.' || word === '!');

const LACKS = words('mood.lacks');
const HELPS = phrases('mood.helps');
const UNSEEN = phrases('mood.unseen');
const GIVES = phrases('mood.gives');
export const NOT_GIVEN = phrases('mood.not-given');
