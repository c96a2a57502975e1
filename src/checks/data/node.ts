import { type DataDocument, type DataPair, keyOf, type DataNode as TreeData } from '../../languages/data.js';
import { yaml } from '../../languages/yaml/index.js';
import type { Document } from '../../model/document.js';
import type { Source } from '../../model/text.js';

/** Data of any notation (YAML, JSON, TOML, HCL) as checks look at it; offsets are in the source's text. */
export type DataNode = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly kind: 'map';
  readonly entries: readonly DataEntry[];
  /** The body of a block (HCL): those of one key are looked at like the items of a list. */
  readonly block?: true;
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

export interface ReadData {
  /** One for each document. */
  readonly nodes: readonly DataNode[];
  /** Some of the text could not be read. */
  readonly broken: boolean;
}

/** The data of a document in YAML, JSON, TOML or HCL; of another text, what it says when read as YAML. */
export function readData(document: Document): ReadData {
  const { problems, source } = document;
  return isData(document) && problems.length === 0 ? nodesOf(document) : readYaml(source);
}

/** Every document of a YAML or JSON text. What cannot be read is left out. */
export function readYaml(source: Source): ReadData {
  const text = maskTemplates(source.text).replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', ' '));
  return nodesOf(yaml.parse({ ...source, text }) as DataDocument);
}

const isData = (document: Document): document is DataDocument => 'tree' in document && document.tree.kind === 'Stream';

function nodesOf(document: DataDocument): ReadData {
  const { text } = document.source;
  return {
    nodes: document.tree.documents.map((root) =>
      convert(root, { text, anchors: anchorsOf(root), left: MOST_COPIED }, 0),
    ),
    broken: document.problems.length > 0,
  };
}

/** Lines that are only a template directive (Helm's `{{- if … }}`) are blanked, and values that start with one are kept from being read as a mapping. */
function maskTemplates(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(/^[ \t]*(?:-[ \t]+)?\{\{[^\n]{0,300}\}\}[ \t]*\r?$/gm, (line) => line.replace(/[^\r]/g, ' '))
    .replace(/([:-][ \t]+)\{\{([^\n{}]{0,300})\}\}/g, '$1__$2__');
}

const MOST_COPIED = 20_000;
const DEEPEST = 250;

interface Reading {
  readonly text: string;
  readonly anchors: ReadonlyMap<string, TreeData>;
  /** How many nodes aliases may still copy. */
  left: number;
}

function anchorsOf(root: TreeData): Map<string, TreeData> {
  const anchors = new Map<string, TreeData>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.anchor !== undefined && !anchors.has(node.anchor)) anchors.set(node.anchor, node);
    if (node.kind === 'Mapping') pending.push(...node.pairs.map((pair) => pair.value));
    else if (node.kind === 'Sequence') pending.push(...node.items);
  }
  return anchors;
}

/** Recursion is bounded: parsers cap the depth, and aliases may copy so much and no more. */
function convert(node: TreeData, reading: Reading, depth: number): DataNode {
  const { start, end } = node;
  if (depth > DEEPEST) return nothingAt(start, end);
  if (node.kind === 'Alias') {
    const target = reading.anchors.get(node.name);
    return target && --reading.left > 0 ? convert(counted(target, reading), reading, depth + 1) : nothingAt(start, end);
  }
  if (node.kind === 'Sequence')
    return { kind: 'list', items: node.items.map((item) => convert(item, reading, depth + 1)), start, end };
  if (node.kind === 'Mapping') {
    const value = (pair: DataPair) => convert(pair.value, reading, depth + 1);
    const own = node.pairs.filter((pair) => keyOf(pair) !== '<<');
    const set = new Set(own.map(keyOf));
    const entries = own.map((pair) => ({
      key: keyOf(pair),
      start: pair.key.start,
      keyEnd: pair.key.end,
      value: value(pair),
    }));
    const merged = node.pairs
      .filter((pair) => keyOf(pair) === '<<')
      .flatMap((pair) => mergedOf(value(pair)))
      .filter((entry) => !set.has(entry.key));
    return { kind: 'map', entries: [...entries, ...merged], ...(node.block ? { block: true } : {}), start, end };
  }
  return {
    kind: 'scalar',
    value: node.value,
    text: node.value === null ? '' : node.text,
    ...contentOf(reading.text, start, end),
  };
}

const nothingAt = (start: number, end: number): DataScalar => ({ kind: 'scalar', value: null, text: '', start, end });

/** Counts what an alias copies; one that would copy too much is empty. */
function counted(target: TreeData, reading: Reading): TreeData {
  if (target.kind === 'Mapping') reading.left -= target.pairs.length;
  else if (target.kind === 'Sequence') reading.left -= target.items.length;
  return target;
}

/** What a merge key brings in. */
function mergedOf(value: DataNode): DataEntry[] {
  const maps = value.kind === 'list' ? value.items : [value];
  return maps.flatMap((map) => (map.kind === 'map' ? map.entries : []));
}

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
