import { parse as parseToml, TomlError } from 'smol-toml';
import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { DataDocument, DataNode } from '../data.js';
import type { Language } from '../language.js';
import { placesIn } from './places.js';

/** TOML: values; its parser gives no places, so a look at the lines does. */
export const toml: Language & { parse(source: Source): DataDocument } = {
  id: 'toml',
  aliases: [],
  files: ['.toml', 'Pipfile', 'poetry.lock', 'uv.lock'],
  load: async () => {},
  parse,
};

const MOST_BYTES = 256 * 1024;
const DEEPEST = 64;

function parse(source: Source): DataDocument {
  const { text } = source;
  const end = text.length;
  const document = (documents: readonly DataNode[], problems: readonly Problem[]): DataDocument => ({
    language: 'toml',
    source,
    tree: { kind: 'Stream', start: 0, end, documents },
    problems,
  });
  if (end > MOST_BYTES)
    return document([], [{ message: `More than ${MOST_BYTES / 1024} KiB of TOML`, span: spanAt(source, 0, 0) }]);
  try {
    const places = placesIn(text);
    return document([nodeOf({ text, places }, parseToml(text, { maxDepth: DEEPEST }), '', [0, end], 0)], []);
  } catch (error) {
    const at = error instanceof TomlError ? offsetOf(text, error.line, error.column) : 0;
    const reason = error instanceof TomlError ? (error.message.split('\n')[0] ?? '') : 'This TOML cannot be read';
    return document([], [{ message: reason, span: spanAt(source, at, at) }]);
  }
}

interface Reading {
  readonly text: string;
  readonly places: ReturnType<typeof placesIn>;
}

type Range = readonly [start: number, end: number];

function nodeOf(reading: Reading, value: unknown, path: string, range: Range, depth: number): DataNode {
  const span = { start: range[0], end: range[1] } as const;
  if (depth > DEEPEST) return { kind: 'Scalar', ...span, value: null, text: '', style: 'plain' };
  if (Array.isArray(value)) {
    const items = value.map((item) => nodeOf(reading, item, '', itemRange(reading.text, item, range), depth + 1));
    return { kind: 'Sequence', ...span, flow: false, items };
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const pairs = Object.entries(value).map(([name, item]) => {
      // Items of a list of tables have no path: their keys stand where the list does.
      const below = depth === 0 ? name : path === '' ? '' : `${path}.${name}`;
      const whole = reading.places.get(below) ?? range;
      const [start, end] = whole;
      const key: DataNode = { kind: 'Scalar', start, end: start, value: name, text: name, style: 'plain' };
      return {
        kind: 'Pair',
        start,
        end,
        key,
        value: nodeOf(reading, item, below, valueRange(reading.text, whole), depth + 1),
      } as const;
    });
    return { kind: 'Mapping', ...span, flow: false, pairs };
  }
  const plain =
    typeof value === 'number' || typeof value === 'boolean'
      ? value
      : value instanceof Date
        ? value.toISOString()
        : String(value);
  const style = typeof value === 'string' ? 'quoted' : 'plain';
  return { kind: 'Scalar', ...span, value: plain, text: String(plain), style };
}

/** Of `key = value` the value; a table is all of it. */
function valueRange(text: string, [start, end]: Range): Range {
  const before = /^[ \t]*(?!\[)[^=\n]{0,200}=[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return [start + before, end];
}

/** A quoted item within its list. */
function itemRange(text: string, item: unknown, [start, end]: Range): Range {
  if (typeof item !== 'string' || end - start > MOST_LIST) return [start, end];
  const list = text.slice(start, end);
  const at = Math.max(list.indexOf(`"${item}"`), list.indexOf(`'${item}'`));
  return at < 0 ? [start, end] : [start + at, start + at + item.length + 2];
}

const MOST_LIST = 4000;

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) at = text.indexOf('\n', at) + 1;
  return Math.min(text.length, at + column - 1);
}
