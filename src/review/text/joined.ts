import type { Token } from './normalise.js';
import { NUMBER_WORDS } from './number-words.js';
import { words } from './vocabulary.js';

/** `0.5`, `1,000` and dotted code are one thing; a hyphen between two words joins them. */
export function joinNumbers(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const last = out.at(-1);
    const next = tokens[i + 1];
    const glued = last !== undefined && next !== undefined && last.end === token.start && token.end === next.start;
    if (token.kind === 'mark' && glued && last.kind !== 'mark' && next.kind !== 'mark') {
      if ((token.word === '.' || token.word === ',') && last.kind === 'number' && next.kind === 'number') {
        out[out.length - 1] = { ...last, word: `${last.word}.${next.word}`, end: next.end };
        i++;
        continue;
      }
      if (token.word === '-' && last.word === 'no' && NO_NOUNS.has(next.word)) {
        out[out.length - 1] = { ...last, word: `no${next.word}`, end: next.end };
        i++;
        continue;
      }
      if (token.word === '-' || token.word === '.') continue;
      if (token.word === '/' && (ABBREVIATED.has(`${last.word}/`) || ABBREVIATED.has(`${last.word}/${next.word}`))) {
        const joined = ABBREVIATED.get(`${last.word}/${next.word}`);
        out[out.length - 1] = {
          ...last,
          word: joined ?? ABBREVIATED.get(`${last.word}/`)!,
          end: joined ? next.end : token.end,
        };
        if (joined) i++;
        continue;
      }
    }
    if (SOFT.has(token.word) && token.kind === 'mark') continue;
    if (isDotOfName(token, tokens[i - 1], next)) continue;
    out.push(token);
  }
  return out;
}

/** "cuatrocientos milisegundos", "two per cent": a number in words before a unit is a number. */
export function spelledNumbers(tokens: Token[]): Token[] {
  for (let i = tokens.length - 2; i >= 0; i--) {
    const token = tokens[i]!;
    const value = token.kind === 'word' ? NUMBER_WORDS.get(token.word) : undefined;
    if (value !== undefined && value > 1 && UNITS.has(tokens[i + 1]!.word)) tokens[i] = { ...token, kind: 'number' };
  }
  return tokens;
}

const UNITS = words('tokens.units');

const NO_NOUNS = words('tokens.no-nouns');

/** `.env`, `.gitignore`: a point before a word and after none is part of the name. */
function isDotOfName(token: Token, before: Token | undefined, next: Token | undefined): boolean {
  return (
    token.kind === 'mark' &&
    token.word === '.' &&
    next?.kind === 'word' &&
    next.start === token.end &&
    token.end - token.start === 1 &&
    (before === undefined || before.kind === 'mark' || before.end < token.start)
  );
}

const ABBREVIATED = new Map([
  ['w/o', 'without'],
  ['s/', 'sin'],
  ['c/', 'con'],
  ['p/', 'para'],
  ['w/', 'with'],
  ['n/a', 'notapplicable'],
]);

const SOFT = new Set(['"', "'", '`', '*', '_', '~', '’', '´', '‘', '️', '\\']);
