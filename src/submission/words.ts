/** Words as texts are compared by: no accents, no case, no marks, no numbering. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded.match(ASCII.test(folded) ? /\w+/g : /[\p{L}\p{N}_]+/gu) ?? [];
}

const ASCII = /^[\u0000-\u007f]*$/;

/** Text without accents, case, look-alike forms and invisible characters. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
}

/** What `Shingles` holds, as plain data. */
export interface ShinglesData {
  readonly lines: Set<string>;
  readonly runs: Set<number>;
}

const SHINGLE = 3;
const FEW = 5;

/** Runs of words of known texts, to tell how much of another text repeats them. Words are compared by hashes: it is asked for every sentence. */
export class Shingles {
  readonly #lines: Set<string>;
  readonly #runs: Set<number>;

  /** None yet, or those of `data`. */
  constructor(data?: ShinglesData) {
    this.#lines = data?.lines ?? new Set();
    this.#runs = data?.runs ?? new Set();
  }

  /** All of them as plain data, to be kept between runs. */
  data(): ShinglesData {
    return { lines: this.#lines, runs: this.#runs };
  }

  /** Adds one text, a line or a paragraph of it. */
  add(text: string): void {
    const words = wordsOf(text);
    if (words.length === 0) return;
    this.#lines.add(words.join(' '));
    for (const run of runsOf(words)) this.#runs.add(run);
  }

  /** Whether this very text was added. */
  has(text: string): boolean {
    return this.#lines.has(wordsOf(text).join(' '));
  }

  get size(): number {
    return this.#lines.size;
  }

  /** Which share of a text's words lies in runs that were added; a text of few words counts only when it was added whole. */
  coverage(text: string): number {
    if (this.#lines.size === 0) return 0;
    const words = wordsOf(text);
    if (words.length === 0) return 0;
    if (words.length < FEW) return this.#lines.has(words.join(' ')) ? 1 : 0;
    let covered = 0;
    let until = 0;
    for (const [i, run] of runsOf(words).entries()) {
      if (!this.#runs.has(run)) continue;
      covered += i + SHINGLE - Math.max(i, until);
      until = i + SHINGLE;
    }
    return covered < words.length && this.#lines.has(words.join(' ')) ? 1 : covered / words.length;
  }

  /** Whether it sets pieces of known texts in another order: an answer to «put in order» says nothing but words of its question. */
  rearranges(text: string): boolean {
    const known = runsOf(wordsOf(text)).map((run) => this.#runs.has(run));
    // Where one run ends and the next begins, with none across.
    const joints = known.filter(
      (has, i) => has && known[i + SHINGLE] === true && known.slice(i + 1, i + SHINGLE).every((across) => !across),
    );
    return joints.length >= 2;
  }
}

function runsOf(words: readonly string[]): number[] {
  const hashes = words.map(hashOf);
  const runs: number[] = [];
  for (let i = 0; i + SHINGLE <= hashes.length; i++) {
    let run = 17;
    for (let k = i; k < i + SHINGLE; k++) run = Math.imul(run ^ (hashes[k] ?? 0), 0x9e3779b1) ^ (run >>> 15);
    runs.push(run);
  }
  return runs;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** Splits a text where sentences end; the parts' starts and ends are indices in it. */
export function sentencesOf(text: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (text.slice(start, end).trim() !== '') parts.push({ start, end });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\n') close(i + 1);
    else if (
      /[.!?\u2026;]/.test(c) &&
      /[\s\n]|$/.test(text.charAt(i + 1) || ' ') &&
      !/\b(?:p|ej|e|g|i|etc|vs|n|num|art)$/i.test(text.slice(Math.max(0, i - 4), i))
    )
      close(i + 1);
  }
  close(text.length);
  return parts;
}
