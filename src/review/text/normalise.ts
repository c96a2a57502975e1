import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { joinNumbers, spelledNumbers } from './joined.js';
import { backticked, LIMIT, markLiterals, quotations, withCalls, within } from './marked.js';
import { table } from './vocabulary.js';

/** A word, a number or a mark of a student's text; `start` and `end` are offsets in that text. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
  /** Set as code, or looks like it. */
  readonly code: boolean;
  /** Inside a string literal of code: quoted, not said. */
  readonly literal: boolean;
  /** A piece of a compound name such as `log_params`. */
  readonly part: boolean;
}

export type Ranges = readonly (readonly [start: number, end: number])[];

/** What a text looks like once case, accents, look-alikes and invisible characters are out of the way. */
export interface Tokens {
  readonly tokens: readonly Token[];
  /** Code points that no reader sees, and words that mix scripts: told to a person, never counted against the student. */
  readonly invisible: number;
  readonly mixed: readonly string[];
}

/** Reads a text into tokens. Backticks set code where `code` is not given. */
export function tokenise(input: string, marked: Ranges = backticked(input)): Tokens {
  const code = withCalls(input, marked);
  const text = input.length > LIMIT ? input.slice(0, LIMIT) : input;
  const quotes = quotations(text);
  const tokens: Token[] = [];
  const mixed: string[] = [];
  const { plain, map, invisible } = withoutInvisible(text);
  const at = (offset: number): number => (map ? (map[offset] ?? text.length) : offset);
  for (const match of plain.matchAll(PIECES)) {
    const raw = match[0];
    const from = match.index;
    const place = { code: within(code, at(from)), literal: within(quotes, at(from)), part: false };
    if (WORD.test(raw)) {
      if (isMixed(raw)) mixed.push(raw);
      addWord(tokens, raw, from, at, place);
    } else {
      const mark = isDash(plain, from) ? '—' : (MARKS.get(raw) ?? raw);
      const { code: isCode, literal, part } = place;
      tokens.push({
        word: mark,
        start: at(from),
        end: at(from + raw.length),
        kind: 'mark',
        code: isCode,
        literal,
        part,
      });
    }
  }
  return { tokens: spelledNumbers(joinNumbers(markLiterals(tokens))), invisible, mixed };
}

/** Everything a reader sees of a word: lower case, no accents, plain letters. `sí` keeps its accent: it is not `si`. */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  if (/^n[ºª°]s?$/i.test(word)) return 'numero';
  const lower = word.normalize('NFKC').toLowerCase();
  if (lower === 'sí') return lower;
  return [...lower.normalize('NFD').replace(/\p{M}+/gu, '')].map((c) => CONFUSABLES.get(c) ?? c).join('');
}

/** The keys under which a folded word is looked up: the word, its plural cut, its Spanish and English stems. */
export function keysOf(word: string): readonly string[] {
  const known = keyMemo.get(word);
  if (known) return known;
  const own = ownString(word);
  const keys = new Set([own]);
  if (word.length >= 4 && word.endsWith('s') && !word.endsWith('ss')) keys.add(word.slice(0, -1));
  if (word.length >= 5 && LETTERS.test(word)) {
    for (const stem of [fold(spanish(accented(word))), english(word)]) if (stem.length >= 4) keys.add(stem);
  }
  const list = [...keys];
  if (keyMemo.size > 20_000) keyMemo.clear();
  keyMemo.set(own, list);
  return list;
}

/** A copy of a word: what is kept beyond a text must not keep the text, of which its words are slices. */
export const ownString = (word: string): string => (word.length < 13 ? word : word.split('').join(''));

/** Splits what a programmer joined: `log_params`, `runName`, `run-name`. */
export function splitCode(raw: string): string[] {
  return raw
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1_')
    .split(/[_\s-]+/u)
    .filter(Boolean);
}

const keyMemo = new Map<string, readonly string[]>();
const ASCII = /^[\x20-\x7e]*$/;
const LETTERS = /^[a-zñ]+$/;
const WORD = /[\p{L}\p{N}]/u;
const PIECES = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:['’´][\p{L}]+)*|->|=>|-->|>=|<=|!=|==|[^\s\p{L}\p{N}_]/gu;
/** Marks with one meaning and many shapes. */
const MARKS = new Map([
  ['→', '->'],
  ['=>', '->'],
  ['-->', '->'],
  ['➜', '->'],
  ['➡', '->'],
  ['⇒', '->'],
  ['⟶', '->'],
  ['»', '->'],
  ['·', ';'],
  ['•', ';'],
  ['–', '—'],
  ['―', '—'],
  ['¿', '¿'],
  ['…', '.'],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['≥', '>='],
  ['≤', '<='],
  ['⚠', '⚠'],
  ['✔', '✅'],
  ['✓', '✅'],
  ['👍', '✅'],
  ['👌', '✅'],
]);

/** "No tags - set_tags": a hyphen between blanks is a dash, but between two numbers, of which it takes one from the other. */
const isDash = (text: string, at: number): boolean =>
  text[at] === '-' &&
  at > 1 &&
  DASHED.test(text.slice(at - 2, at + 3)) &&
  !/^\d . \d$/.test(text.slice(at - 2, at + 3));

const DASHED = /^\S - \S$/;

/** Spanish stems need the accent that students leave out: `ejecucion` → `ejecución`. */
function accented(word: string): string {
  if (/[cs]ion$/.test(word)) return `${word.slice(0, -2)}ón`;
  return word.endsWith('logia') ? `${word.slice(0, -2)}ía` : word;
}

const SHORT = table('tokens.short');

type Place = Pick<Token, 'code' | 'literal' | 'part'>;

const PLAIN = /^[A-Za-z]?[a-z]+$/;

function addWord(tokens: Token[], raw: string, from: number, at: (offset: number) => number, place: Place): void {
  const whole = (word: string): void => push(tokens, word, at(from), at(from + raw.length), place);
  // The common case: nothing to fold, to split or to spell out.
  if (PLAIN.test(raw)) {
    const word = raw.toLowerCase();
    if (!SHORT().has(word)) {
      whole(word);
      return;
    }
  }
  const contraction = /^(.+?)n['’´]t$/i.exec(raw);
  if (contraction) {
    const base = fold(contraction[1]!);
    whole(base === 'ca' ? 'can' : base === 'wo' ? 'will' : base);
    whole('not');
    return;
  }
  const would = /^(i|we|you)['’´]d$/i.exec(raw);
  if (would) {
    whole(fold(would[1]!));
    whole('would');
    return;
  }
  const bare = raw.replace(/['’´](?:s|re|ve|ll|d|m)$/i, '');
  const short = SHORT().get(fold(raw).replace(/['’´]/g, ''));
  if (short) {
    for (const word of short.split(' ')) whole(word);
    return;
  }
  const parts = splitCode(bare);
  const compound = parts.length > 1;
  let offset = from;
  for (const part of parts) {
    const start = bare.indexOf(part, offset - from) + from;
    offset = start + part.length;
    push(tokens, fold(part), at(start), at(offset), { ...place, code: place.code || compound, part: compound });
  }
}

function push(tokens: Token[], word: string, start: number, end: number, place: Place): void {
  const kind = /^\d/.test(word) && /^[\d.,]+(?:ms|s|m|h|k|%)?$/.test(word) ? 'number' : 'word';
  tokens.push({ word, start, end, kind, code: place.code, literal: place.literal, part: place.part });
}

const IGNORABLE = /[\p{Default_Ignorable_Code_Point}]/u;

/** The text without what no reader sees; `map` leads back. Joiners inside emoji and variation selectors are innocent. */
function withoutInvisible(text: string): { plain: string; map: number[] | null; invisible: number } {
  if (ASCII.test(text) || !IGNORABLE.test(text)) return { plain: text, map: null, invisible: 0 };
  let plain = '';
  let invisible = 0;
  const map: number[] = [];
  let offset = 0;
  for (const c of text) {
    if (IGNORABLE.test(c)) {
      if (c !== '\u200d' && c !== '\ufe0f' && c !== '\u00ad') invisible++;
    } else {
      for (let i = 0; i < c.length; i++) map.push(offset + i);
      plain += c;
    }
    offset += c.length;
  }
  map.push(offset);
  return { plain, map, invisible };
}

function isMixed(raw: string): boolean {
  return (
    !ASCII.test(raw) &&
    /\p{Script=Latin}/u.test(raw) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(raw) &&
    raw.length > 2
  );
}

/** Cyrillic and Greek letters that look like Latin ones. */
const CONFUSABLES = new Map(
  'аa,еe,оo,рp,сc,уy,хx,іi,јj,ѕs,ԁd,ɡg,һh,ӏl,ԛq,ԝw,кk,мm,тt,вb,нh,αa,οo,ρp,νv,τt,ιi,κk,υu,ε e,χx,ηn'
    .split(',')
    .map((pair) => [pair[0]!, pair.at(-1)!]),
);
