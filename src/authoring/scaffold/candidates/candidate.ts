/** Something that a corrected file does and the given one does not, as a check an author can correct. */
export interface Candidate {
  /** Words by which a row of the solution would mention it, with how much each says: its own name much, the keys above it little. */
  readonly words: ReadonlyMap<string, number>;
  readonly expression: Expression;
  /** The key that it is about, where it is about one. */
  readonly key?: string | undefined;
  /** Files in which it is done wrongly: none of them may meet the expression. */
  readonly nonsense: readonly string[];
  /** It asks for something to be gone. */
  readonly removes?: boolean;
  /** Texts that it is about, before and after: a row that quotes one is about it. */
  readonly texts?: readonly string[];
  /** Words of which the row must say one: without them it is about something else on the same line. */
  readonly needs?: readonly string[];
  /** Any value but the given one will do: one without a meaning too. */
  readonly free?: boolean;
  /** What it stands in: things that went from one place may be asked for together. */
  readonly parent?: string;
  /** It repeats a whole statement of the solution: good only where the row is about all of it. */
  readonly exact?: boolean;
}

export type Expression = Readonly<Record<string, unknown>>;

/** One file of an exercise, before and after. */
export interface FilePair {
  /** Id of the artefact it belongs to. */
  readonly id: string;
  readonly language: string;
  readonly given: string | undefined;
  readonly corrected: string;
}

/** What stands where a value should: no file means it. */
export const NONSENSE = 'zzz-nonsense';

/** Words of several texts, each with its weight; the parts of a name count too. */
export function weighted(...texts: readonly (readonly [text: string, weight: number])[]): Map<string, number> {
  const words = new Map<string, number>();
  for (const [text, weight] of texts) {
    for (const word of wordsOf(text)) words.set(word, Math.max(words.get(word) ?? 0, weight));
  }
  return words;
}

/** Lower-case words of three letters and more, numbers, and the parts of names in any style. */
export function wordsOf(text: string): string[] {
  const found = text.match(/[\p{L}\d_][\p{L}\d_-]*/gu) ?? [];
  // «e-mail» is `email` in code.
  const parts = found.flatMap((word) => [word, word.replaceAll('-', ''), ...word.split(/[_-]|(?<=\p{Ll})(?=\p{Lu})/u)]);
  return [...new Set(parts.map((part) => part.toLowerCase()))].filter(
    (word) => (word.length > 2 && !SMALL.has(word)) || /^\d{1,4}$/.test(word),
  );
}

/** Words that sentences are held together with. */
const SMALL = new Set(
  'use usar the and for with not are una los las del que con por para como sin add set get its only from there has have'.split(
    ' ',
  ),
);

export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The text with a stretch replaced. */
export const replaced = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);
