import { fold, keysOf, splitCode } from '../text/normalise.js';

export interface PhraseWord {
  readonly text: string;
  /** `prefix`: `param*`; `exact`: `=dato`, no stems; `number`: `#`, any number; `stem`: the word in any of its forms. */
  readonly how: 'stem' | 'exact' | 'prefix' | 'number';
  /** Under which it is looked up; of a prefix and a number, none. */
  readonly keys: readonly string[];
}

export interface Phrase {
  readonly words: readonly PhraseWord[];
  /** `next`: side by side, little words between; `after`: in this order, at most four words apart (`..`); `near`: any order within six (`&`). */
  readonly gap: 'next' | 'after' | 'near';
  /** `<datos>`: the words fill their piece of a list. */
  readonly alone: boolean;
}

/** Reads what an author wrote: the phrase, and a compound name written as one word too. No words: nothing to match. */
export function readPhrase(written: string, cue: boolean): Phrase[] {
  const alone = written.startsWith('<') && written.endsWith('>');
  const pieces = (alone ? written.slice(1, -1) : written).split(' ').filter(Boolean);
  let gap: Phrase['gap'] = 'next';
  const words: PhraseWord[] = [];
  for (const piece of pieces) {
    if (piece === '..') gap = 'after';
    else if (piece === '&') gap = 'near';
    else if (PLAIN.test(piece)) words.push(wordOf(piece, cue ? 'exact' : 'stem'));
    else words.push(...wordsOf(piece, cue));
  }
  if (words.length === 0) return [];
  const phrase = { words, gap, alone };
  const joined = words.map((word) => word.text).join('');
  if (pieces.length > 1 || words.length === 1 || joined.length < 6) return [phrase];
  return [phrase, { words: [wordOf(joined, words.at(-1)!.how)], gap, alone: false }];
}

/** The common case: one plain lower-case word. */
const PLAIN = /^[a-z]+$/;

function wordsOf(piece: string, cue: boolean): PhraseWord[] {
  if (piece === '#') return [wordOf('#', 'number')];
  const exact = piece.startsWith('=') && piece.length > 1;
  const prefix = piece.endsWith('*');
  const bare = piece.slice(exact ? 1 : 0, prefix ? -1 : undefined);
  // An opening bracket between two words must be there: `infer_signature(model`.
  const parts = splitCode(bare.replace(/(?<=\w)\((?=\w)/g, '_(_')).flatMap((part) =>
    part === '(' ? part : part.split(/\.|(?<=.)\/|(?<=^\/)|[(),]/).filter(Boolean),
  );
  const code = parts.length > 1 && /[_.(]|[a-z][A-Z]/.test(bare);
  return parts.map((part, i) => {
    const text = fold(part);
    if (prefix && i === parts.length - 1) return wordOf(text, 'prefix');
    return wordOf(text, exact || cue || code || !/^[\p{L}\p{M}]+$/u.test(part) ? 'exact' : 'stem');
  });
}

function wordOf(text: string, how: PhraseWord['how']): PhraseWord {
  return { text, how, keys: how === 'stem' ? keysOf(text) : how === 'exact' ? [text] : NONE };
}

const NONE: readonly string[] = [];

/** A phrase as one string: thousands of strings are loaded in the time of a few hundred objects. */
export function packed({ words, gap, alone }: Phrase): string {
  return `${gap === 'next' ? '-' : gap === 'after' ? '>' : '&'}${alone ? '<' : ' '}${words.map(({ text, how }) => SIGNS[how] + text).join(' ')}`;
}

const SIGNS = { stem: '~', exact: '=', prefix: '*', number: '#' } as const;

/** The phrase that `packed` wrote. */
export function unpacked(text: string): Phrase {
  const words = text
    .slice(2)
    .split(' ')
    .map((word) => wordOf(word.slice(1), HOWS[word[0] as '~']));
  const gap = text.startsWith('-') ? 'next' : text.startsWith('>') ? 'after' : 'near';
  return { words, gap, alone: text[1] === '<' };
}

const HOWS = { '~': 'stem', '=': 'exact', '*': 'prefix', '#': 'number' } as const;
