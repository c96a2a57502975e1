import { blanked } from '../text/live.js';
import type { Match, Regex } from '../text/regex.js';
import type { Field, Ready } from './params.js';
import { echoes } from './placeholder.js';
import type { Statement } from './statement.js';
import { SHAPES, valued } from './values.js';

/** Running text without any heading or name is searched as a whole, but not every sentence of it is about the section. */
export const FLAT: Section = { within: true, merged: [], flat: true };

export interface Section {
  readonly flat?: boolean;
  /** The statement stands in the section. */
  readonly within: boolean;
  /** Headings of the section that name several things: they do not tell which of them a statement is about. */
  readonly merged: readonly string[];
}

export function sectionOf(statement: Statement, ready: Ready): Section {
  if (ready.section.length === 0) return { within: true, merged: [] };
  const names = (title: string) =>
    ready.section.some((regex) => regex.test(title)) && !ready.unless.some((regex) => regex.test(title));
  const above = statement.path.filter(names);
  return {
    within: above.length > 0 || (statement.label !== '' && names(statement.label)),
    merged: above.filter((title) => title !== statement.label && /[,&/+]| (?:and|y|e|or|o) /.test(title)),
  };
}

/** Names with a number of their own within one statement. All number fields are looked for together, so that one number serves one of them. */
export function numbersIn(statement: Statement, fields: readonly Field[]): Map<Field, Match> {
  const found: { field: Field; match: Match }[] = [];
  if (!/\d/.test(statement.whole.text)) return new Map();
  for (const field of fields) {
    if (field.value !== 'number') continue;
    for (const regex of field.names) for (const match of regex.all(statement.whole.text)) found.push({ field, match });
  }
  const served =
    found.length > 0
      ? valued(
          statement.whole.text,
          found.map((one) => one.match),
        )
      : new Set<number>();
  return new Map([...served].flatMap((i): [Field, Match][] => (found[i] ? [[found[i].field, found[i].match]] : [])));
}

/** Where a statement says the field: a stretch of its whole text, or its body. */
export function placeOf(
  field: Field,
  given: Statement,
  section: Section,
  numbers: ReadonlyMap<Field, Match>,
): Match | 'body' | undefined {
  const titles = [given.whole.text, given.label, given.path.at(-1) ?? ''];
  if (field.not.some((regex) => titles.some((title) => regex.test(title)))) return undefined;
  if (!isSaid(given)) return undefined;
  const statement = without(field.ignore, given);
  if ((section.within || field.labelsIn === 'card') && byLabel(field, statement, section)) return 'body';
  const found = firstOf(field.anywhere, statement);
  if (found || (!section.within && field.textIn === 'section')) return found;
  if (field.any && !section.flat && wordsIn(statement.whole.text) >= (field.minWords || SENTENCE)) return 'body';
  return firstOf(field.patterns, statement) ?? byText(field, statement, numbers);
}

function without(ignored: readonly Regex[], statement: Statement): Statement {
  const ranges = ignored
    .flatMap((regex) => regex.all(statement.whole.text))
    .map(({ start, end }) => [start, end] as const);
  return ranges.length === 0
    ? statement
    : { ...statement, whole: { ...statement.whole, text: blanked(statement.whole.text, ranges) } };
}

function firstOf(patterns: readonly Regex[], statement: Statement): Match | undefined {
  for (const regex of patterns) {
    const match = regex.find(statement.whole.text);
    if (match) return match;
  }
  return undefined;
}

function byText(field: Field, statement: Statement, numbers: ReadonlyMap<Field, Match>): Match | undefined {
  return field.value === 'number' ? numbers.get(field) : byName(field, statement);
}

const SENTENCE = 4;

/** The name is that of the label, or of a heading above, and what stands there has the right shape. */
function byLabel(field: Field, statement: Statement, section: Section): boolean {
  // A line that says its name is read as a whole: its numbers may have to serve several names.
  const whole = field.value === 'number' && statement.whole !== statement.body;
  const titles = [...statement.path, statement.label].filter(
    (title) => !(whole && title === statement.label) && !section.merged.includes(title),
  );
  const named = titles.some((title) => names(field, title));
  if (!named || wordsIn(statement.body.text) < field.minWords) return false;
  return SHAPES[field.value].test(statement.body.text);
}

/** Titles come again with every statement below them. */
const titled = new WeakMap<Field, Map<string, boolean>>();

export function names(field: Field, title: string): boolean {
  let known = titled.get(field);
  if (!known || known.size > MOST_TITLES) titled.set(field, (known = new Map()));
  let named = known.get(title);
  if (named === undefined) known.set(title, (named = title !== '' && field.names.some((regex) => regex.test(title))));
  return named;
}

const MOST_TITLES = 2000;

/** The name stands within a sentence, with a value of the right shape after it, or enough words around. */
function byName(field: Field, statement: Statement): Match | undefined {
  const { text } = statement.whole;
  for (const regex of field.names) {
    const match = regex.find(text);
    if (!match) continue;
    if (field.value === 'text') return wordsIn(text) >= (field.minWords || SENTENCE) ? match : undefined;
    const value = SHAPES[field.value].exec(text.slice(match.end, match.end + FARTHEST));
    if (value) return { start: match.start, end: match.end + value.index + value[0].length };
  }
  return undefined;
}

const FARTHEST = 40;

/** Every field of every criterion asks it of every statement. */
const said = new WeakMap<Statement, boolean>();

function isSaid(statement: Statement): boolean {
  let known = said.get(statement);
  if (known === undefined)
    said.set(statement, (known = !echoes(statement.body.text, [...statement.path, statement.label])));
  return known;
}

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'.,%-]*/gu)?.length ?? 0;
