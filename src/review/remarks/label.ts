import type { RichText } from '../../model/document.js';

/** A text with a label before it, which stands nowhere: its characters are at the text's own start. */
export function labelled(label: string, text: RichText): RichText {
  const by = label.length;
  const move = (ranges: RichText['code']): RichText['code'] => ranges.map(([a, b]) => [a + by, b + by] as const);
  const at = text.offsets[0] ?? 0;
  return {
    text: label + text.text,
    offsets: [...Array.from(label, () => at), ...text.offsets],
    code: move(text.code),
    strong: move(text.strong),
  };
}
