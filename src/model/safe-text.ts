/**
 * Characters that no output may carry raw: controls (a terminal would obey them), what is not seen (formats, fillers, line and
 * paragraph separators), lone surrogates and private use. What emoji are made of is harmless and stays: the two variation
 * selectors, and a joiner between two pictographs.
 */
const UNSAFE = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

const JOINER = '\u200d';
const PICTOGRAPH_BEFORE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u;
const PICTOGRAPH_AFTER = /^\p{Extended_Pictographic}/u;

/** More combining marks than any script stacks on a letter paint over the lines around it. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Untrusted text made safe to print on one line of a terminal or a log: tabs become spaces, everything else that is not seen as
 * a character is spelt out (`\u{1b}`), and a log runner's `##[command]` cannot be formed.
 */
export function forTerminal(text: string): string {
  return visible(text.replace(/\t/g, ' ')).replace(/\n/g, '\\u{a}').replaceAll('##[', '## [');
}

/** Text with what a reader cannot see spelt out, tabs and line feeds left alone. */
export function visible(text: string): string {
  return text.replace(UNSAFE, spelt).replace(STACKED_MARKS, '$1…');
}

/** A file's or a student's name, safe to print and of bearable length. */
export function displayName(name: string, longest = 60): string {
  const safe = forTerminal(name).trim();
  if (safe === '') return '?';
  const characters = Array.from(safe);
  return characters.length <= longest ? safe : `${characters.slice(0, longest - 1).join('')}…`;
}

function spelt(character: string, offset: number, whole: string): string {
  if (character === '\t' || character === '\n') return character;
  if (
    character === JOINER &&
    PICTOGRAPH_BEFORE.test(whole.slice(Math.max(0, offset - 3), offset)) &&
    PICTOGRAPH_AFTER.test(whole.slice(offset + 1, offset + 3))
  ) {
    return character;
  }
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
