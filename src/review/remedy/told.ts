import type { Match } from '../naming/forms.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';
import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';

/**
 * What is said after the name of the problem, in a piece of its own: "params are lost: `log_params`", "sin firma (usa
 * infer_signature)". There it answers the problem, whatever the cue before it: nobody complains twice of one thing.
 */
export function toldAfter(part: Analysis, naming: readonly Match[], others: readonly Match[]): Stanced[] {
  const start = firstOf(naming);
  if (!start) return [];
  const stated = naming.map((match) => ({
    ...match,
    hits: match.hits.filter((hit) => hit.own || hit.clause === start.clause),
  }));
  const named = tokensOf(stated);
  const elsewhere = tokensOf(others);
  const answers = part.hits.flatMap((hit) => {
    if (hit.above || hit.from < start.to || hit.stance === 'fine' || hit.stance === 'unreal') return [];
    if (hit.own && hit.stance === 'absent' && !(isCall(part, hit) && isMeans(part, hit))) return [];
    if (hit.clause > start.clause && isImperative(part, hit)) return [{ ...hit, stance: 'wanted' as const }];
    const isOwn = hit.at.every((i) => named.has(i));
    if (!isOwn && hit.at.some((i) => elsewhere.has(i))) return [];
    const isAnswer = isCall(part, hit)
      ? hit.clause > start.clause || isMeans(part, hit)
      : !isOwn && hit.concept !== start.concept && hit.clause > start.clause && isTold(part, hit, others.length === 0);
    return isAnswer ? [{ ...hit, stance: 'wanted' as const, aside: false }] : [];
  });
  return [
    ...preferred(part, start),
    ...reasoned(part, start),
    ...answers,
    ...(answersFirst(part, start) ? [{ ...start, stance: 'wanted' as const }] : []),
  ];
}

/** "Get the trace in there with `log.exception`, since we only see the message": the cure comes first, and then why. */
function reasoned(part: Analysis, start: Stanced): Stanced[] {
  const opening = part.tokens.slice(0, start.from).findLastIndex(({ kind, word }) => kind === 'mark' || WHY.has(word));
  if (!WHY.has(part.tokens[opening]?.word ?? '')) return [];
  return part.hits
    .filter((hit) => !hit.above && hit.sentence === start.sentence && hit.clause < start.clause)
    .filter((hit) => hit.stance === 'neutral' && isCall(part, hit) && isMeans(part, hit))
    .map((hit) => ({ ...hit, stance: 'wanted' as const }));
}

const WHY = new Set('because since porque pues puesto dado'.split(' '));

/** Code that does something; after a mere comma, a name is but the next of a list. */
export const isCall = (part: Analysis, hit: Stanced): boolean =>
  isDeed(part, hit) || (hit.code && (hit.mark !== ',' || isMeans(part, hit)));

/** A call, an argument with its value, a name that starts with a verb. */
export const isDeed = (part: Analysis, hit: Stanced): boolean =>
  DEED.test(part.text.slice(part.tokens[hit.from]!.start, part.tokens[hit.to - 1]!.end + 1));

const DEED = /\w[.(=]\w|\w[(=]|^(?:log|set|infer|start|get|add|create|register|capture|bind|make|exc)_/;

/** "…, usa un logger": a verb that opens its clause after a complaint gives an order, though it could tell what is. */
export function isImperative(part: Analysis, hit: Stanced): boolean {
  if (hit.stance !== 'present' || !hit.own || !ORDERS.has(hit.cue)) return false;
  for (let i = hit.from - 1; i >= 0 && i >= hit.from - 4; i--) {
    if (part.tokens[i]!.word !== hit.cue) continue;
    const before = part.tokens[i - 1];
    return before === undefined || before.kind === 'mark' || before.word === 'y' || before.word === 'mejor';
  }
  return false;
}

const ORDERS = words('remedy.told-orders');

/** "The except hides the line; exc_info=True fixes that": the complaint names nothing known, the call after it does. */
const answersFirst = (part: Analysis, start: Stanced): boolean =>
  start.clause > 0 && !start.own && start.stance === 'absent' && STRONG.has(start.mark) && isCall(part, start);

/** It stands after a mark that opens an answer, or goes on with a list after one. */
function isTold(part: Analysis, hit: Stanced, alone: boolean): boolean {
  if (STRONG.has(hit.mark)) return true;
  // "Time is absent, formatter with asctime": a piece of its own, where no other defect is named; "sin contexto, request_id" goes on listing.
  const says = hit.stance !== 'absent' || part.tokens[hit.to]?.kind === 'word';
  if (alone && hit.mark === ',' && part.tokens[hit.from - 1]?.word === ',' && !hit.own && says) return true;
  if (hit.mark !== ',') return false;
  return part.hits.some((other) => other.clause < hit.clause && other.clause >= hit.clause - 2 && other.mark === ':');
}

/** "logger instead of print": what stands before is advised where the thing named is what it replaces. */
function preferred(part: Analysis, start: Stanced): Stanced[] {
  if (start.stance !== 'replaced') return [];
  return part.hits
    .filter((hit) => !hit.above && hit.clause === start.clause && hit.to <= start.from && hit.stance === 'neutral')
    .map((hit) => ({ ...hit, stance: 'wanted' as const }));
}

/** The pieces after the name of the problem, as words: "…: drop it". */
export function tailsOf(part: Analysis, naming: readonly Match[]): string[][] {
  const start = firstOf(naming);
  return start ? pieces(part.tokens, start.to, STRONG).slice(1) : [];
}

/** The sentences of a text, as words. */
export const sentencesOf = (part: Analysis): string[][] => pieces(part.tokens, 0, ENDS);

export const wordsOf = (tokens: readonly Token[]): string[] =>
  tokens.filter((token) => token.kind === 'word').map((token) => token.word);

const ENDS = new Set(['.', ';', ':', '!', '?', '->', '|']);
/** After these something new is said; a comma goes on with a list. */
const STRONG = new Set([...ENDS, '—', '--', '(']);

function pieces(tokens: readonly Token[], from: number, marks: ReadonlySet<string>): string[][] {
  const out: string[][] = [[]];
  for (const token of tokens.slice(from)) {
    if (token.kind === 'mark' && !token.code && marks.has(token.word)) out.push([]);
    else if (token.kind === 'word') out.at(-1)!.push(token.word);
  }
  return out;
}

/** "con `set_tags`", "se arregla usando infer_signature": by means of which. */
function isMeans(part: Analysis, hit: Stanced): boolean {
  for (let i = hit.from - 1; i >= 0 && i >= hit.from - 3; i--) {
    const { word, kind } = part.tokens[i]!;
    if (kind === 'mark') return false;
    if (MEANS.has(word) || (i === hit.from - 1 && TOWARDS.has(word) && hit.code && hit.stance === 'neutral'))
      return true;
  }
  return false;
}

const TOWARDS = new Set(['a', 'to', 'into']);
const MEANS = new Set('con with using usando via mediante through by por utilizando'.split(' '));

function firstOf(naming: readonly Match[]): Stanced | undefined {
  const hits = naming.flatMap((match) => match.hits.filter((hit) => !hit.above));
  return hits.reduce<Stanced | undefined>((first, hit) => (first && first.from <= hit.from ? first : hit), undefined);
}

const tokensOf = (matches: readonly Match[]): Set<number> =>
  new Set(matches.flatMap((match) => match.hits.flatMap((hit) => (hit.above ? [] : hit.at))));
