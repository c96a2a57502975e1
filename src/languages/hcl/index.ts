import type { Node, Parser } from 'web-tree-sitter';
import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { DataDocument, DataMapping, DataNode, DataPair } from '../data.js';
import type { Language } from '../language.js';
import { loadGrammarFile } from '../tree-sitter.js';

/**
 * HCL (Terraform) as data: a block is a key for its type and one for each label, down to the mapping of its body, so that a bucket's setting stands
 * at `resource.aws_s3_bucket.logs.versioning.enabled`. Several blocks of one type are several pairs of one key. An expression that is no plain
 * value (a reference, a call, a string with `${}` in it) is a scalar of its text.
 */
export const hcl: Language & { parse(source: Source): DataDocument } = {
  id: 'hcl',
  aliases: ['terraform', 'tf'],
  files: ['.tf', '.tfvars', '.hcl', '.nomad'],
  load: async () => {
    loading ??= loadGrammarFile('tree-sitter-terraform.wasm');
    parser = (await loading).parser;
  },
  parse,
};

let loading: ReturnType<typeof loadGrammarFile> | undefined;
let parser: Parser | undefined;

const MOST_BYTES = 256 * 1024;
const DEEPEST = 64;
const MOST_PROBLEMS = 50;

function parse(source: Source): DataDocument {
  if (!parser) throw new Error('The HCL grammar is not loaded: call `load()` first.');
  const { text } = source;
  const document = (documents: readonly DataNode[], problems: readonly Problem[]): DataDocument => ({
    language: 'hcl',
    source,
    tree: { kind: 'Stream', start: 0, end: text.length, documents },
    problems,
  });
  const problem = (message: string, start = 0, end = start): Problem => ({ message, span: spanAt(source, start, end) });
  if (text.length > MOST_BYTES) return document([], [problem(`More than ${MOST_BYTES / 1024} KiB of HCL`)]);
  const tree = parser.parse(text);
  if (!tree) return document([], [problem('This HCL cannot be read')]);
  try {
    const { rootNode } = tree;
    const problems = rootNode.hasError
      ? brokenIn(rootNode).map(({ startIndex, endIndex }) => problem('This is no HCL', startIndex, endIndex))
      : [];
    const body = partsOf(rootNode).find((child) => child.type === 'body');
    return document([mappingOf(body ?? rootNode, text, 0)], problems);
  } finally {
    tree.delete();
  }
}

/** What the grammar could not read, outermost first. */
function brokenIn(root: Node): Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node && found.length < MOST_PROBLEMS; node = waiting.pop()) {
    if (node.isError || node.isMissing) found.push(node);
    else
      waiting.push(
        ...node.children.flatMap((child) => (child && (child.hasError || child.isMissing) ? [child] : [])).reverse(),
      );
  }
  return found;
}

function mappingOf(body: Node, text: string, depth: number): DataMapping {
  const pairs = partsOf(body).flatMap((part): DataPair[] => {
    if (part.type === 'attribute') return attributeOf(part, text, depth);
    if (part.type === 'block') return blockOf(part, text, depth);
    return [];
  });
  return { kind: 'Mapping', start: body.startIndex, end: body.endIndex, flow: false, pairs };
}

function attributeOf(part: Node, text: string, depth: number): DataPair[] {
  const [name, value] = partsOf(part);
  if (!name || !value) return [];
  return [pairOf(part, keyNode(name), expressionOf(value, text, depth + 1))];
}

/** `type "label" { … }` as a key within a key. */
function blockOf(part: Node, text: string, depth: number): DataPair[] {
  const parts = partsOf(part);
  const names = parts.filter((one) => one.type === 'identifier' || one.type === 'string_lit');
  const body = parts.find((one) => one.type === 'body');
  const empty: DataMapping = { kind: 'Mapping', start: part.endIndex, end: part.endIndex, flow: false, pairs: [] };
  const read: DataNode = !body ? empty : depth < DEEPEST ? mappingOf(body, text, depth + 1) : plain(body, text);
  const inner: DataNode = read.kind === 'Mapping' ? { ...read, block: true } : read;
  return names.reduceRight<DataPair[]>((below, name) => {
    const value: DataNode = below[0]
      ? { kind: 'Mapping', start: name.startIndex, end: part.endIndex, flow: false, pairs: below }
      : inner;
    return [pairOf(part, keyNode(name), value)];
  }, []);
}

const pairOf = ({ startIndex, endIndex }: Node, key: DataNode, value: DataNode): DataPair => ({
  kind: 'Pair',
  start: Math.min(startIndex, key.start),
  end: endIndex,
  key,
  value,
});

function keyNode(name: Node): DataNode {
  const text = unquoted(name);
  return { kind: 'Scalar', start: name.startIndex, end: name.endIndex, value: text, text, style: 'plain' };
}

function expressionOf(node: Node, text: string, depth: number): DataNode {
  let inner = node;
  while (WRAPPERS.has(inner.type) && partsOf(inner).length === 1) inner = partsOf(inner)[0] as Node;
  const { startIndex: start, endIndex: end } = inner;
  if (depth > DEEPEST) return plain(inner, text);
  switch (inner.type) {
    case 'string_lit': {
      const value = unquoted(inner);
      return { kind: 'Scalar', start, end, value, text: value, style: 'quoted' };
    }
    case 'quoted_template':
      return { kind: 'Scalar', start, end, value: unquoted(inner), text: unquoted(inner), style: 'quoted' };
    case 'heredoc_template': {
      const lines = text.slice(start, end).split('\n').slice(1, -1).join('\n');
      return { kind: 'Scalar', start, end, value: lines, text: lines, style: 'block' };
    }
    case 'tuple':
      return {
        kind: 'Sequence',
        start,
        end,
        flow: true,
        items: partsOf(inner)
          .filter((one) => one.type === 'expression')
          .map((one) => expressionOf(one, text, depth + 1)),
      };
    case 'object':
      return {
        kind: 'Mapping',
        start,
        end,
        flow: true,
        pairs: partsOf(inner)
          .filter((one) => one.type === 'object_elem')
          .flatMap((one) => elementOf(one, text, depth)),
      };
    default:
      return plain(inner, text);
  }
}

const WRAPPERS = new Set(['expression', 'literal_value', 'collection_value', 'template_expr']);

function elementOf(element: Node, text: string, depth: number): DataPair[] {
  const [key, value] = partsOf(element);
  if (!key || !value) return [];
  const name = expressionOf(key, text, depth + 1);
  const written = name.kind === 'Scalar' ? name.text : text.slice(name.start, name.end);
  const scalar: DataNode = {
    kind: 'Scalar',
    start: key.startIndex,
    end: key.endIndex,
    value: written,
    text: written,
    style: 'plain',
  };
  return [pairOf(element, scalar, expressionOf(value, text, depth + 1))];
}

/** A number, a truth value or null as such; anything else is its text. */
function plain({ startIndex: start, endIndex: end }: Node, text: string): DataNode {
  const written = text.slice(start, end);
  const known: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
  const value = Object.hasOwn(known, written)
    ? (known[written] ?? null)
    : /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(written)
      ? Number(written)
      : written;
  return { kind: 'Scalar', start, end, value, text: written, style: 'plain' };
}

const partsOf = (node: Node): Node[] =>
  node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');

const unquoted = (node: Node): string =>
  node.text.startsWith('"') ? node.text.slice(1, -1).replace(/\\(["\\])/g, '$1') : node.text;
