/** Words as texts are compared by: no accents, no case, no marks, no numbering. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Text without accents, case, look-alike forms and invisible characters. */
export function fold(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
}

const SHINGLE = 5;

/** Runs of words of known texts, to tell how much of another text repeats them. */
export class Shingles {
  readonly #lines = new Set<string>();
  readonly #runs = new Set<string>();

  /** Adds one text, a line or a paragraph of it. */
  add(text: string): void {
    const words = wordsOf(text);
    if (words.length === 0) return;
    this.#lines.add(words.join(' '));
    for (let i = 0; i + SHINGLE <= words.length; i++) this.#runs.add(words.slice(i, i + SHINGLE).join(' '));
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
    const words = wordsOf(text);
    if (words.length === 0) return 0;
    if (this.#lines.has(words.join(' '))) return 1;
    if (words.length < SHINGLE) return 0;
    let covered = 0;
    let until = 0;
    for (let i = 0; i + SHINGLE <= words.length; i++) {
      if (!this.#runs.has(words.slice(i, i + SHINGLE).join(' '))) continue;
      covered += i + SHINGLE - Math.max(i, until);
      until = i + SHINGLE;
    }
    return covered / words.length;
  }
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
