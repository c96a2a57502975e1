import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from 'yaml';
import type { Source } from '../../model/text.js';

/** Data of any notation (YAML, JSON, TOML) as checks look at it; offsets are in the source's text. */
export type DataNode = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly kind: 'map';
  readonly entries: readonly DataEntry[];
  readonly start: number;
  readonly end: number;
}

export interface DataEntry {
  readonly key: string;
  readonly start: number;
  readonly keyEnd: number;
  readonly value: DataNode;
}

export interface DataList {
  readonly kind: 'list';
  readonly items: readonly DataNode[];
  readonly start: number;
  readonly end: number;
}

export interface DataScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as text, block scalars unfolded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const DEEPEST = 60;

export interface ReadData {
  /** One for each document. */
  readonly nodes: readonly DataNode[];
  /** Some of the text could not be read. */
  readonly broken: boolean;
}

const NOTHING: ReadData = { nodes: [], broken: true };

/** Every document of a YAML or JSON text. What cannot be read is left out; never throws. */
export function readYaml(source: Source): ReadData {
  const text = maskTemplates(source.text).replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', ' '));
  if (nestingOf(text) > DEEPEST) return NOTHING;
  try {
    const documents = parseAllDocuments(text, {
      strict: false,
      uniqueKeys: false,
      merge: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    if (!Array.isArray(documents)) return { nodes: [], broken: false };
    const nodes = documents.flatMap((document) => {
      const node = document.contents && convert(document.contents, text, 0);
      return node ? [node] : [];
    });
    return { nodes, broken: documents.some((document) => document.errors.length > 0) };
  } catch {
    return NOTHING;
  }
}

/** Lines that are only a template directive (Helm's `{{- if … }}`) are blanked, and values that start with one are kept from being read as a mapping. */
function maskTemplates(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(/^[ \t]*(?:-[ \t]+)?\{\{[^\n]{0,300}\}\}[ \t]*\r?$/gm, (line) => line.replace(/[^\r]/g, ' '))
    .replace(/([:-][ \t]+)\{\{([^\n{}]{0,300})\}\}/g, '$1__$2__');
}

/** How deep flow collections or indentation nest, roughly: enough to keep a parser from running out of stack. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1);
    else if (c === 0x0a && text.startsWith('- - - - - - - - - - ', i + 1)) return DEEPEST + 1;
  }
  return deepest;
}

function convert(node: Node, text: string, depth: number): DataNode | undefined {
  const [start = 0, end = start] = node.range ?? [];
  if (depth > DEEPEST || isAlias(node)) return undefined;
  if (isMap(node)) {
    const entries = (node.items as Pair<Node, Node | null>[]).flatMap((pair) => entryOf(pair, text, depth, end));
    return { kind: 'map', entries, start, end };
  }
  if (isSeq(node)) {
    const items = (node.items as Node[]).flatMap((item) => convert(item, text, depth + 1) ?? []);
    return { kind: 'list', items, start, end };
  }
  if (!isScalar(node)) return undefined;
  const value = plain(node.value);
  return {
    kind: 'scalar',
    value,
    text: value === null ? '' : String(node.source ?? value),
    ...contentOf(text, start, end),
  };
}

function entryOf(pair: Pair<Node, Node | null>, text: string, depth: number, outerEnd: number): DataEntry[] {
  const key = pair.key;
  if (!isScalar(key)) return [];
  const [start = 0, keyEnd = start] = key.range ?? [];
  const none: DataScalar = {
    kind: 'scalar',
    value: null,
    text: '',
    start: keyEnd,
    end: Math.min(keyEnd + 1, outerEnd),
  };
  const value = pair.value ? (convert(pair.value, text, depth + 1) ?? none) : none;
  return [{ key: String(key.value), start, keyEnd, value }];
}

const plain = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? null
      : String(value);

/** Where the words of a scalar stand: without the `|` line of a block and the space around. */
function contentOf(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  if (text[from] === '|' || text[from] === '>') {
    const newline = text.indexOf('\n', from);
    if (newline >= 0 && newline < to) from = newline + 1;
  }
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

export const entryAt = (node: DataNode | undefined, key: string): DataEntry | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;

export const valueAt = (node: DataNode | undefined, key: string): DataNode | undefined => entryAt(node, key)?.value;

export const textAt = (node: DataNode | undefined, key: string): string | undefined => {
  const value = valueAt(node, key);
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
};

/** A node and all below it, in the order of the text. */
export function* everyNode(node: DataNode): Generator<DataNode> {
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if (next.kind === 'list') stack.push(...[...next.items].reverse());
    else if (next.kind === 'map') stack.push(...next.entries.map((entry) => entry.value).reverse());
  }
}
