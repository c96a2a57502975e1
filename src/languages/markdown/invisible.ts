import type { Hidden } from '../../model/document.js';

/** Code points that print nothing (Unicode's Default_Ignorable_Code_Point, with fillers); pairs of first and last. */
const RANGES = [
  0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f, 0x202a,
  0x202e, 0x2060, 0x206f, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff9, 0xfffb, 0x1bca0,
  0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff,
] as const;

/** How an invisible character hides, or `undefined` for a visible one. */
export function invisibleKind(code: number): 'zero-width' | 'bidi' | 'tag-characters' | undefined {
  if (code < 0xad) return undefined;
  if (code >= 0xe0000 && code <= 0xe0fff) return 'tag-characters';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'bidi';
  if (code === 0x200e || code === 0x200f || code === 0x061c) return 'bidi';
  return isIgnorable(code) ? 'zero-width' : undefined;
}

function isIgnorable(code: number): boolean {
  for (let i = 0; i < RANGES.length; i += 2) if (code >= (RANGES[i] ?? 0) && code <= (RANGES[i + 1] ?? 0)) return true;
  return false;
}

/**
 * An invisible character that honest writing uses: a joiner or selector beside an emoji, joiners and marks in scripts that need them
 * (Arabic, Hebrew, Indic), a flag's tag characters, a soft hyphen, or a byte order mark that a concatenation left at a line's start.
 */
export function isHonestInvisible(text: string, index: number): boolean {
  const code = text.codePointAt(index) ?? 0;
  if (code === 0xad || (code >= 0xfe00 && code <= 0xfe0f)) return true;
  const before = charBefore(text, index);
  const after = String.fromCodePoint(text.codePointAt(index + (code > 0xffff ? 2 : 1)) ?? 32);
  if (code === 0xfeff) return before === '\n' || before === '';
  if (code === 0x200c || code === 0x200d) return JOINING.test(before) && JOINING.test(after);
  if (
    code === 0x200e ||
    code === 0x200f ||
    code === 0x061c ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  )
    return RIGHT_TO_LEFT.test(text.slice(Math.max(0, index - 40), index + 40)) && code !== 0x202e && code !== 0x202d;
  if (code >= 0xe0020 && code <= 0xe007f) return FLAG.test(text.slice(Math.max(0, index - 16), index));
  return false;
}

function charBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  if (Number.isNaN(low)) return '';
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, index - 2), index) : text.charAt(index - 1);
}

const JOINING =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}]|\ufe0f/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** A black flag, then tag characters: the flags of England, Scotland and Wales. */
const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u;

/** Names the code points of a hidden text, for a report: `U+200B U+202E`. */
export const codePointsOf = (text: string): string =>
  Array.from(text, (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');

export type InvisibleKind = Extract<Hidden['how'], 'zero-width' | 'bidi' | 'tag-characters'>;
