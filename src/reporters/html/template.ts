import { visible } from '../../model/safe-text.js';

/** Markup of our own; everything else that a template is given is text. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | undefined | false | readonly (Markup | undefined | false)[];

/** A template of which every value is escaped, unless it is markup made by another template. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: strings.map((part, i) => (i === 0 ? part : render(values[i - 1]) + part)).join('') };
}

/** Text for HTML: escaped, and what cannot be seen spelt out. */
export function escapeHtml(text: string): string {
  return visible(text.replace(/\r\n?/g, '\n')).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** Text of a rubric or a message: what stands between backticks is set as code. */
export function rich(text: string): Markup {
  const parts = text.split('`');
  // An odd backtick opens nothing.
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  const markup = parts.map((part, i) => {
    if (i >= closed) return escapeHtml(`\`${part}`);
    return i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part);
  });
  return { markup: markup.join('') };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function render(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if ('markup' in value) return value.markup;
  return value.map((one) => (one ? one.markup : '')).join('');
}
