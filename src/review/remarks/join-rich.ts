import type { RichText } from '../../model/document.js';

/** Texts under one another as one, each on a line of its own. */
export function joinRich(parts: readonly RichText[]): RichText {
  let text = '';
  const offsets: number[] = [];
  const code: [number, number][] = [];
  const strong: [number, number][] = [];
  for (const part of parts) {
    const shift = text.length;
    text += `${part.text}\n`;
    for (const offset of part.offsets) offsets.push(offset);
    while (offsets.length < text.length) offsets.push(offsets.at(-1) ?? 0);
    for (const [a, b] of part.code) code.push([a + shift, b + shift]);
    for (const [a, b] of part.strong) strong.push([a + shift, b + shift]);
  }
  offsets.push(offsets.at(-1) ?? 0);
  return { text, offsets, code, strong };
}
