import { hidesByStyle } from './inline-style.js';

/** What elements a document's own style sheets hide: by tag, id and classes, of which all that are given must agree. */
export interface HidingRule {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
}

const MOST_RULES = 400;

/** Rules of the `<style>` elements of a document that make what they select invisible. */
export function hidingRules(text: string): HidingRule[] {
  const rules: HidingRule[] = [];
  for (const sheet of sheetsOf(text)) {
    for (const [, selectors = '', style = ''] of sheet.matchAll(/([^{}]{1,400})\{([^{}]{0,2000})\}/g)) {
      if (rules.length >= MOST_RULES) return rules;
      if (hidesByStyle(style)) rules.push(...selectors.split(',').flatMap(ruleOf));
    }
  }
  return rules;
}

/** Whether a style sheet hides an element with these attributes. */
export function hiddenByRule(rules: readonly HidingRule[], name: string, attributes: string): boolean {
  if (rules.length === 0) return false;
  const classes = attributeOf('class', attributes).split(/\s+/);
  const id = attributeOf('id', attributes);
  return rules.some(
    (rule) =>
      (rule.tag === '' || rule.tag === name) &&
      (rule.id === '' || rule.id === id) &&
      rule.classes.every((one) => classes.includes(one)),
  );
}

function sheetsOf(text: string): string[] {
  const sheets: string[] = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf('<style'); at >= 0; at = lower.indexOf('<style', at + 6)) {
    const from = lower.indexOf('>', at);
    const to = from < 0 ? -1 : lower.indexOf('</style', from);
    if (to < 0) break;
    sheets.push(withoutComments(text.slice(from + 1, to)));
    at = to;
  }
  return sheets;
}

const withoutComments = (sheet: string): string =>
  sheet
    .split('/*')
    .map((part, i) => (i === 0 ? part : part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : ''))
    .join(' ');

/** A selector by its last part; states and generated content (`:hover`, `::before`) hide nothing that is written. */
function ruleOf(selector: string): HidingRule[] {
  const parts = selector.trim().split(/[\s>+~]+/);
  const last = parts.at(-1) ?? '';
  if (!/^[\w.#*-]+$/.test(last)) return [];
  const tag = /^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase() ?? '';
  const id = /#([\w-]+)/.exec(last)?.[1] ?? '';
  const classes = [...last.matchAll(/\.([\w-]+)/g)].map((found) => found[1] ?? '');
  const named = id !== '' || classes.length > 0;
  return named || (tag !== '' && parts.length === 1) ? [{ tag, id, classes }] : [];
}

/** The value of an attribute, as written; '' where it is not given. */
export function attributeOf(attribute: string, attributes: string): string {
  const found = new RegExp(`(?:^|\\s)${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}
