/** Text as words are compared: lower case, without accents, with plain quotes, dashes and spaces. `offsets[i]` leads back to the text it came from. */
export interface Folded {
  readonly text: string;
  readonly offsets: readonly number[];
}

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\t': ' ',
};

/** Folds `text`; `from` are the offsets of its characters where it is itself a part of something. */
export function foldOf(text: string, from?: readonly number[]): Folded {
  let out = '';
  const offsets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    const code = c.charCodeAt(0);
    if (code >= 0x300 && code <= 0x36f) continue;
    const plain = code < 0x80 ? c : Object.hasOwn(PLAIN, c) ? (PLAIN[c] ?? c) : (c.normalize('NFD')[0] ?? c);
    out += plain === '\t' ? ' ' : (plain.toLowerCase()[0] ?? plain);
    offsets.push(from ? (from[i] ?? i) : i);
  }
  offsets.push(from ? (from[text.length] ?? text.length) : text.length);
  return { text: out, offsets };
}

export const folded = (text: string): string => foldOf(text).text;
