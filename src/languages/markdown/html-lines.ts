/** Elements that begin a block of their own where they open a line. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  (
    'table thead tbody tfoot tr td th caption colgroup ul ol li dl dt dd p div section article center main header footer aside figure figcaption form fieldset ' +
    'blockquote pre h1 h2 h3 h4 h5 h6 details summary address nav hr template script style noscript iframe object textarea svg head title body html dialog ' +
    'audio video canvas datalist'
  ).split(' '),
);

/** The tag that a line starts with. */
export function openTagOf(line: string): { name: string; closing: boolean; attributes: string } | undefined {
  const found = /^<(\/?)([A-Za-z][A-Za-z0-9-]{0,20})((?:\s[^>]{0,4000})?)\/?(?:>|$)/.exec(line);
  return found
    ? { name: (found[2] ?? '').toLowerCase(), closing: found[1] === '/', attributes: found[3] ?? '' }
    : undefined;
}
