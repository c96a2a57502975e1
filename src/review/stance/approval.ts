import { words } from '../text/vocabulary.js';
import {
  isCue,
  isNegated,
  JOIN,
  PARTING,
  type Scope,
  type Sentence,
  type Span,
  turnAfter,
  turnBefore,
  wordsIn,
} from './sentence.js';
import type { Stanced } from './stance.js';

/** "Not logging the params is fine", "the run has no name, which is fine": what is said of the whole. */
export function approvals(one: Sentence): Scope[] {
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
      const start = Math.max(turnBefore(one, piece.from), one.from, leftFrom(one, pieces[k - 1]!) ?? 0);
      if (start < piece.from) out.push({ mood: 'denied', from: start, to: piece.from, words: wordsIn(one, at) });
    }
  }
  return out;
}

/** "Poné un logger y dejá el raise, que está bien": what is to be left is what is well. */
function leftFrom({ tokens }: Sentence, { from, to }: Span): number | undefined {
  const at = tokens.slice(from, to).findLastIndex(({ word }) => LEAVING.has(word));
  return at < 0 ? undefined : from + at;
}

const LEAVING = words('mood.leaving');

/** "La ficha describe correctamente la versión, el uso y los datos": all that the verb has for objects, up to a turn. */
export function wellDone(one: Sentence): Scope[] {
  const at = one.tokens.findIndex((token, i) => i > one.from && i < one.to && WELL.has(token.word));
  if (at < 0 || isNegated(one, at) || one.tokens.slice(one.from, at).some(({ word }) => NOT.has(word))) return [];
  const spares = ({ stance, cue }: Stanced): boolean => stance === 'absent' && cue !== 'no';
  return [
    { mood: 'denied', from: one.from, to: turnAfter(one, at), words: wordsIn(one, { from: at, to: at + 1 }), spares },
  ];
}

const WELL = words('mood.well');
const NOT = new Set('no not never nunca ni nor si if'.split(' '));

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
export function needless(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (let i = one.from + 1; i < one.to; i++) {
    if (!NEED.has(one.tokens[i]!.word) || isDoing(one, i)) continue;
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

/** "Nadie hace log_params": without "falta" it is no need. */
const isDoing = ({ tokens }: Sentence, i: number): boolean =>
  /^hacen?$/.test(tokens[i]!.word) && tokens[i + 1]?.word !== 'falta';

/** "None of the sections a, b and c is missing", "ninguno de … falta": nobody lacks any of them, however long the list. */
export function complete(one: Sentence): Scope[] {
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
