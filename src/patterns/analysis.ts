import { isRunaway } from './backtracking.js';

/**
 * Whether a text looks random rather than said: long enough, dense in different characters, and not made of words.
 * A key of 20 characters qualifies, a sentence, a path or a placeholder does not.
 */
export function highEntropy(text: string): boolean {
  if (text.length < 12 || /\s/.test(text)) return false;
  const perCharacter = shannon(text);
  const runs = text.match(/[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9]+/g)?.length ?? 1;
  const mixing = runs / text.length;
  const hexadecimal = /^[0-9a-fA-F]+$/.test(text) && /[0-9]/.test(text);
  if (hexadecimal) return text.length >= 16 && perCharacter > 2.8;
  return perCharacter * text.length > 52 && perCharacter > 3 && mixing > 0.3;
}

function shannon(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

/** Whether a regex repeats a repetition, which a backtracking engine may pay for exponentially. */
export const slowRegex = (text: string): boolean => isRunaway(text);
