import type { DataScalar } from '../../../checks/data/node.js';
import { escapeRegex } from './candidate.js';

/** A condition of `data` on a value. */
export type Condition = Readonly<Record<string, unknown>>;

/** Conditions that a corrected value fulfils, from the most general to the most exact. `key` is where it stands. */
export function conditionsOf(corrected: DataScalar, given: DataScalar | undefined, key: string): Condition[] {
  const { value, text } = corrected;
  if (given !== undefined && given.text === text && typeof given.value !== typeof value)
    return typeof value === 'string' ? [{ type: 'string' }] : [{ type: typeof value }];
  if (typeof value === 'boolean' || value === null) return [{ equals: value }];
  // What stood empty has many right values.
  const filled = given !== undefined && given.text === '' ? [{ empty: false }] : [];
  if (typeof value === 'number') return [...filled, ...rangeOf(value, given, key), { equals: value }];
  return [
    ...filled,
    ...referenceOf(text, given),
    ...versionOf(text, given, key),
    ...wordsChanged(text, given),
    // One of a list as well as the only one.
    LISTED.test(key) ? { matches: `^${escapeRegex(text)}$` } : { equals: text },
  ];
}

const LISTED = /^(?:needs|depends_on|extends|deps)$/;

/** Numbers that name something, rather than count or measure. */
const NAMES = /port|code|status|user|uid|gid|version|id$/i;

/** More (or less) than halfway from the given number to the corrected one, and within an order of magnitude. */
function rangeOf(value: number, given: DataScalar | undefined, key: string): Condition[] {
  const before = typeof given?.value === 'number' ? given.value : undefined;
  if (before === undefined || NAMES.test(key) || value <= 0 || before < 0) return [];
  if (before === 0) return [{ min: value >= 100 ? value / 10 : value / 2, max: value * 10 }];
  const isShare = value <= 1 && before <= 1;
  const halfway = isShare ? (value + before) / 2 : Math.sqrt(value * before);
  const whole = Number.isInteger(value) && Number.isInteger(before);
  const round = (number: number, up: boolean) =>
    whole ? (up ? Math.ceil(number) : Math.floor(number)) : Number(number.toPrecision(2));
  return value > before
    ? [{ min: round(halfway, true), max: isShare ? 1 : value * 10 }]
    : [{ min: whole ? Math.max(1, Math.floor(value / 10)) : value / 10, max: round(halfway, false) }];
}

/** A value that is taken from elsewhere: `${{ secrets.TOKEN }}`, `${PASSWORD:?}`. */
function referenceOf(text: string, given: DataScalar | undefined): Condition[] {
  if (/^\$\{[\s\S]*\}$/.test(text.trim())) return [{ matches: '^\\s*\\$\\{' }];
  return /\$\{[^}]+\}/.test(text) && given && !given.text.includes('${') ? [{ matches: '\\$\\{[^}]+\\}' }] : [];
}

/** A version, with what stands before it (`python:3.12-slim`, `actions/checkout@v4`, `^18.3.0`); of a reference, a digest as well. */
function versionOf(text: string, given: DataScalar | undefined, key: string): Condition[] {
  const found = /^(.*?[:@]|[A-Za-z][\w.[\]-]*?(?=[\^~>=<! ]))?([\^~>=<! ]*)v?(\d+(?:\.\d+)*)([\w.+,<>= -]*)$/.exec(
    text,
  );
  if (!found) return quantityOf(text);
  const [, before = '', , number = ''] = found;
  const dotted = number.includes('.') || before !== '';
  if (!dotted) return quantityOf(text);
  const digest = before.endsWith('@') || key === 'rev' ? '|[0-9a-f]{40}' : '';
  const start = `^${escapeRegex(before)}[\\^~>=<! ]*`;
  const any = `${start}(v?\\d${digest})`;
  const newer = newerThan(given?.text, number);
  return [
    { matches: any },
    ...(newer ? [{ matches: `${start}v?${newer}` }] : []),
    { matches: `${start}v?${escapeRegex(number)}` },
  ];
}

/** Versions from the corrected one on, by the first part in which the two differ. */
function newerThan(given: string | undefined, corrected: string): string | undefined {
  const before = /\d+(?:\.\d+)*/
    .exec(given ?? '')?.[0]
    .split('.')
    .map(Number);
  const after = corrected.split('.').map(Number);
  const at = before ? after.findIndex((part, i) => part !== before[i]) : -1;
  if (!before || at < 0 || (before[at] ?? 0) > (after[at] ?? 0)) return undefined;
  return [...after.slice(0, at).map(String), atLeast(after[at] ?? 0)].join('\\.');
}

/** A regex of the whole numbers from `number` on. */
function atLeast(number: number): string {
  if (number < 10) return `(?:[${number}-9]|\\d{2,})`;
  if (number > 99) return String(number);
  const [ten, one] = [Math.floor(number / 10), number % 10];
  const more = ten < 9 ? `|[${ten + 1}-9]\\d` : '';
  return `(?:${ten}[${one}-9]${more}|\\d{3,})`;
}

const quantityOf = (text: string): Condition[] => {
  const found = /^\d+(?:\.\d+)?\s?([a-zA-Z%]{1,3})$/.exec(text);
  return found ? [{ matches: `^\\d+(\\.\\d+)?\\s?${escapeRegex(found[1] ?? '')}$` }] : [];
};

/** A longer text by the words that came and went. */
function wordsChanged(text: string, given: DataScalar | undefined): Condition[] {
  const after = tokens(text);
  const before = given ? tokens(given.text) : [];
  if (after.length < 2 && before.length < 2) return [];
  const added = after.filter((word) => !before.includes(word)).sort((a, b) => b.length - a.length);
  const removed = before.filter((word) => !after.includes(word)).sort((a, b) => b.length - a.length);
  const [came = after.filter((word) => before.includes(word))[0]] = added;
  if (came === undefined) return [];
  const lost = removed.slice(0, 3).map(escapeRegex);
  return [{ matches: whole(came), ...(lost.length > 0 ? { 'not-matches': anyWhole(lost) } : {}) }];
}

const anyWhole = (patterns: readonly string[]): string =>
  `(^|\\s)${patterns.length === 1 ? patterns[0] : `(${patterns.join('|')})`}(\\s|$)`;

const tokens = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const whole = (word: string): string => `(^|\\s)${escapeRegex(word)}(\\s|$)`;
