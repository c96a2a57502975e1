import { phrases, words } from '../text/vocabulary.js';
import { type Scope, type Sentence, turnBefore } from './sentence.js';
import type { Stanced } from './stance.js';

/** Conditions contrary to fact, with what would follow from them. What is lost even then is lost. */
export function suppositions(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (let i = one.from; i < one.to; i++) {
    if (!isSupposed(one, i)) continue;
    const start = turnBefore(one, i);
    let comma = -1;
    let to = i + 1;
    for (; to < one.to; to++) {
      const token = one.tokens[to]!;
      if (token.kind === 'mark' && BREAKS.has(token.word)) {
        if (!goesOn(one, i, to)) break;
        if (comma < 0) comma = to;
      }
      if (one.turns.includes(to) || GROUNDS.has(token.word)) break;
      if (token.word === ',' && comma < 0) comma = to;
      if (comma < 0 && isOpen(token.word)) comma = to;
    }
    const before = one.tokens.slice(start, i).some((token) => isWould(token.word));
    const then = comma < 0 ? to : comma;
    const inverted = i === one.from && isInverted(one);
    const spares = (hit: Stanced): boolean => !inverted && hit.from >= then && hit.stance === 'absent';
    out.push({ mood: 'supposed', from: before ? start : i, to, words: one.tokens[i]!.word, bare: true, spares });
  }
  return out;
}

const BREAKS = new Set([';', ':', '—']);

/** "Imagine a service that used print; one would then want a logger": what would follow is imagined too. */
function goesOn(one: Sentence, i: number, at: number): boolean {
  if (!SUPPOSE.has(one.tokens[i]!.word)) return false;
  const after = one.tokens.slice(at + 1, Math.min(one.to, at + 8));
  return after.some(({ word }) => isOpen(word));
}

const GROUNDS = new Set('porque because since pues'.split(' '));

/** Whether a condition contrary to fact opens here. */
export function isSupposed(one: Pick<Sentence, 'tokens' | 'from' | 'to'>, i: number): boolean {
  const { word } = one.tokens[i]!;
  if (!MAY_SUPPOSE.has(word) && !PAST.has(word) && !SUPPOSE.has(word)) return false;
  const ahead = one.tokens.slice(i + 1, Math.min(one.to, i + 16)).map((token) => token.word);
  if (i === one.from && isInverted(one)) return true;
  if (word === 'case' && one.tokens[i - 1]?.word === 'in' && !SURE.has(ahead[0] ?? ''))
    return untilComma(ahead).some((next) => PAST.has(next)) && ahead.some(isOpen);
  if (i === one.from && (word === 'de' || word === 'should')) {
    const second = one.tokens[i + 1]?.word ?? '';
    // "De haberse usado, …": it was not.
    const verb = second === 'no' ? ahead[1] : second.startsWith('haber') ? undefined : second;
    if (word === 'de' && !/[aei]r(?:se|l[aoe]s?)?$/.test(verb ?? '')) return false;
    const rest = one.tokens.slice(i, one.to).map((token) => token.word);
    return rest.some(isWould) && (word === 'de' || rest.includes('have'));
  }
  if (word === 'caso' && ahead[0] === 'de') return untilComma(ahead).some(isSubjunctive);
  if (word === 'si' || word === 'aunque') return word === 'si' && untilComma(ahead).some(isSubjunctive);
  if (SUPPOSE.has(word)) return true;
  if (word === 'if') {
    const condition = untilComma(ahead);
    const denies = condition.some((next, k) => next === 'did' && condition[k + 1] === 'not');
    if (denies && i === one.from) return true;
    // "If the model were saved …": no other mood says so of one thing.
    if (condition.some((next, k) => next === 'were' && k > 0 && !PLURAL.test(condition[k - 1]!))) return true;
    return condition.some((next) => PAST.has(next) || DONE.test(next) || next === 'forgot') && ahead.some(isOpen);
  }
  return i === one.from && PAST.has(word) && ahead.some(isWould) && (word === 'had' || ahead[0] === 'there');
}

/** "Were accuracy the only metric, …", "Had the model no signature, …", "Should the traceback get lost, …": no question, and a main clause follows. */
function isInverted(one: Pick<Sentence, 'tokens' | 'from' | 'to'>): boolean {
  const words = one.tokens.slice(one.from, one.to).map((token) => token.word);
  if (one.tokens[one.to]?.word === '?' || !INVERTED.has(words[0]!)) return false;
  const comma = words.indexOf(',');
  if (comma < 3 || comma > 25) return false;
  const then = words.slice(comma + 1, comma + 16);
  if (words[0] === 'should') return STARTS.has(words[1]!) && then.length > 1;
  return then.some(isOpen);
}

const INVERTED = new Set('were had should'.split(' '));
const STARTS = new Set(
  'the a an any some there it they this these your one anything anyone somebody nothing nobody'.split(' '),
);
const PLURAL = /s$|^(?:they|we|you|there|data|people|these|those|metrics)$/;
const SURE = new Set('you anyone'.split(' '));

const MAY_SUPPOSE = new Set('de should caso case si aunque if'.split(' '));
const SUPPOSE = words('mood.suppose');

const DONE = /^\w{3,}ed$/;
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

/** A verb that tells what would follow. */
export const isOpen = (word: string): boolean => isWould(word) || word === 'could' || word === 'might';

const NO_CONDITIONAL = phrases('mood.no-conditional');
