import { hidesByStyle } from './inline-style.js';
import { attributeOf, type HidingRule, hiddenByRule } from './style-sheet.js';

/** What a browser does with a tag: `hidden` elements and what they hold cannot be seen. */
export function hidesContent(name: string, attributes: string, rules: readonly HidingRule[]): boolean {
  if (NEVER_SHOWN.has(name) || hiddenByRule(rules, name, attributes)) return true;
  if (name === 'dialog' && !/(?:^|\s)open(?:\s|=|\/|$)/i.test(withoutValues(attributes))) return true;
  if (attributes === '') return false;
  if (HIDDEN_ATTRIBUTE.test(withoutValues(attributes))) return true;
  const style = styleOf(attributes);
  if (style !== '' && hidesByStyle(style)) return true;
  return name === 'font' && hidesByStyle(`color:${attributeOf('color', attributes)}`);
}

const NEVER_SHOWN = new Set([
  'template',
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'object',
  'audio',
  'video',
  'canvas',
  'datalist',
  'param',
]);
const HIDDEN_ATTRIBUTE = /(?:^|\s)hidden(?:\s|=|\/|$)/i;
/** Attribute names alone, so that a value that says "hidden" does not count. */
function withoutValues(attributes: string): string {
  return attributes.replace(/=\s*"[^"]*"|=\s*'[^']*'|=\s*[^\s"'>]+/g, ' ');
}

const styleOf = (attributes: string): string =>
  attributeOf('style', attributes).replaceAll('&#58;', ':').replaceAll('&colon;', ':');
