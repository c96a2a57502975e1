import type { Source } from '../../model/text.js';
import { type Folded, folded, foldOf } from '../text/fold.js';

/** The smallest thing that a card says: a line, a list item, a cell, a value, with the headings and the name under which it stands. */
export interface Statement {
  /** Folded headings and names above it, outermost first. */
  readonly path: readonly string[];
  /** Folded name (`version` of `Version: 1.0`); empty where it has none. */
  readonly label: string;
  readonly body: Folded;
  /** The body with the name before it, as one line of text. */
  readonly whole: Folded;
  /** The words of the body as they were written. */
  readonly words: string;
  readonly source: Source;
  /** What names stand beside this one: the list, the side of the table or the mapping that holds them. */
  readonly among?: string;
}

/** A statement from words whose characters stand at `offsets` of the source; `whole` is the line that they end. */
export function statementOf(
  path: readonly string[],
  label: string,
  words: string,
  offsets: readonly number[],
  source: Source,
  whole?: { readonly text: string; readonly offsets: readonly number[] },
): Statement {
  const body = foldOf(words, offsets);
  return { path, label: nameOf(label), body, whole: whole ? foldOf(whole.text, whole.offsets) : body, words, source };
}

/** A heading or a label as concepts are looked for in it: folded, without numbering, emoji, punctuation around, and with `_`, `-` and camel case as spaces. */
export function nameOf(text: string): string {
  return folded(text.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[_]|(?<=[a-z])-(?=[a-z])/g, ' ')
    .replace(/^[^\p{L}]{1,12}/u, '')
    .replace(/[\s:.\-*]{1,8}$/, '')
    .trim();
}

/** Where characters `start` to `end` of a statement's text stand in its source. */
export function placeIn(text: Folded, start = 0, end = text.text.length): { start: number; end: number } {
  const from = text.offsets[start] ?? 0;
  const last = end > start ? (text.offsets[end - 1] ?? from) + 1 : from;
  return { start: from, end: last };
}
