import { parse as parseToml, TomlError } from 'smol-toml';
import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { DataDocument, DataNode } from '../data.js';
import type { Language } from '../language.js';

/** TOML: values; its parser gives no places, so every node spans the whole text. */
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
    return document([nodeOf(parseToml(text, { maxDepth: DEEPEST }), end, 0)], []);
  } catch (error) {
    const at = error instanceof TomlError ? offsetOf(text, error.line, error.column) : 0;
    const reason = error instanceof TomlError ? (error.message.split('\n')[0] ?? '') : 'This TOML cannot be read';
    return document([], [{ message: reason, span: spanAt(source, at, at) }]);
  }
}

function nodeOf(value: unknown, end: number, depth: number): DataNode {
  const span = { start: 0, end } as const;
  if (depth > DEEPEST) return { kind: 'Scalar', ...span, value: null, text: '', style: 'plain' };
  if (Array.isArray(value))
    return { kind: 'Sequence', ...span, flow: false, items: value.map((item) => nodeOf(item, end, depth + 1)) };
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const pairs = Object.entries(value).map(([name, item]) => {
      const key: DataNode = { kind: 'Scalar', ...span, value: name, text: name, style: 'plain' };
      return { kind: 'Pair', ...span, key, value: nodeOf(item, end, depth + 1) } as const;
    });
    return { kind: 'Mapping', ...span, flow: false, pairs };
  }
  const plain =
    typeof value === 'number' || typeof value === 'boolean'
      ? value
      : value instanceof Date
        ? value.toISOString()
        : String(value);
  return {
    kind: 'Scalar',
    ...span,
    value: plain,
    text: String(plain),
    style: typeof value === 'string' ? 'quoted' : 'plain',
  };
}

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) at = text.indexOf('\n', at) + 1;
  return Math.min(text.length, at + column - 1);
}
