import { fold, keysOf, ownString } from '../text/normalise.js';

/** One file of `rubrics/lexicon/kin/`: by a name of no meaning, words with blanks between them. */
export type KinFile = Readonly<Record<string, string>>;

/**
 * Words that are kin, in both languages: what is said of one deed, state or thing. They make two texts alike, not the same. Numbers of
 * the kin that a key, or a prefix (`destroy*`), belongs to. Plain data.
 */
export interface Kin {
  readonly keys: ReadonlyMap<string, readonly number[]>;
  readonly prefixes: ReadonlyMap<string, readonly number[]>;
}

/** Reads lists of kin; `next` numbers them. */
export function compileKin(files: readonly KinFile[], next: () => number): Kin {
  const keys = new Map<string, number[]>();
  const prefixes = new Map<string, number[]>();
  for (const words of files.flatMap((file) => Object.values(file))) {
    const kin = next();
    for (const written of words.split(' ')) {
      const word = fold(written.replace('*', ''));
      if (written.endsWith('*')) add(prefixes, word, kin);
      else for (const key of keysOf(word)) if (key.length >= 4 || key === word) add(keys, key, kin);
    }
  }
  return { keys, prefixes };
}

function add(into: Map<string, number[]>, key: string, kin: number): void {
  const own = into.get(key);
  if (!own) into.set(key, [kin]);
  else if (!own.includes(kin)) own.push(kin);
}

/** The kin of a word, by any of its forms and any prefix that it begins with. */
export function kinOf(kin: Kin, word: string): readonly number[] {
  let memo = memos.get(kin);
  if (!memo || memo.size > MOST_KNOWN) {
    memo = new Map();
    memos.set(kin, memo);
  }
  let found = memo.get(word);
  if (!found) {
    found = lookUp(kin, word);
    memo.set(ownString(word), found);
  }
  return found;
}

const memos = new WeakMap<Kin, Map<string, readonly number[]>>();
const MOST_KNOWN = 20_000;

function lookUp({ keys, prefixes }: Kin, word: string): readonly number[] {
  const out: number[] = [];
  const take = (kin: readonly number[] | undefined): void => {
    for (const one of kin ?? []) if (!out.includes(one)) out.push(one);
  };
  for (const key of keysOf(word)) take(keys.get(key));
  for (let length = Math.min(word.length, LONGEST); length >= SHORTEST; length--)
    take(prefixes.get(word.slice(0, length)));
  return out;
}

const LONGEST = 20;
const SHORTEST = 2;
