import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { DataDocument, DataNode, DataPair } from '../data.js';
import type { Language } from '../language.js';
import { excessOf } from './limits.js';

/** YAML 1.2, one or more documents. Merge keys are keys like others, aliases stay aliases. */
export const yaml: Language & { parse(source: Source): DataDocument } = {
  id: 'yaml',
  aliases: ['yml'],
  files: ['.yaml', '.yml'],
  load: async () => {},
  parse,
};

function parse(source: Source): DataDocument {
  const { text } = source;
  const problems: Problem[] = [];
  const problem = (message: string, start: number, end = start): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ message, span: spanAt(source, start, end) });
  };
  const excess = excessOf(text);
  if (excess) {
    problem(excess.message, excess.at);
    return documentOf(source, [], problems);
  }
  try {
    const parsed = parseAllDocuments(text, {
      strict: true,
      uniqueKeys: false,
      merge: false,
      version: '1.2',
      logLevel: 'silent',
      prettyErrors: false,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    for (const document of documents) {
      for (const error of document.errors) problem(error.message, error.pos[0], error.pos[1]);
    }
    return documentOf(
      source,
      documents.flatMap((document) => rootOf(document, text, problem)),
      problems,
    );
  } catch {
    problem('This YAML cannot be read', 0);
    return documentOf(source, [], problems);
  }
}

type Report = (message: string, start: number, end?: number) => void;

const MOST_PROBLEMS = 50;

const documentOf = (source: Source, documents: readonly DataNode[], problems: readonly Problem[]): DataDocument => ({
  language: 'yaml',
  source,
  tree: { kind: 'Stream', start: 0, end: source.text.length, documents },
  problems,
});

function rootOf(document: Document, text: string, problem: Report): DataNode[] {
  const root = document.contents;
  return root ? [nodeOf(root as Node, text, problem)] : [];
}

/** Recursion is bounded: `excessOf` has measured the depth. */
function nodeOf(node: Node, text: string, problem: Report): DataNode {
  const [start, end] = node.range ?? [0, 0];
  const marks = {
    ...('anchor' in node && node.anchor !== undefined && { anchor: node.anchor }),
    ...(node.tag !== undefined && !node.tag.startsWith('tag:yaml.org') && { tag: node.tag }),
  };
  if (isAlias(node)) return { kind: 'Alias', start, end, name: node.source };
  if (isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item as Node, text, problem));
    return {
      kind: 'Sequence',
      start,
      end: items.length > 0 && !node.flow ? items.at(-1)!.end : end,
      ...marks,
      flow: node.flow === true,
      items,
    };
  }
  if (isMap(node)) {
    const pairs = pairsOf(node.items as { key: Node; value: Node | null }[], text, problem);
    return {
      kind: 'Mapping',
      start,
      end: pairs.length > 0 && !node.flow ? pairs.at(-1)!.end : end,
      ...marks,
      flow: node.flow === true,
      pairs,
    };
  }
  return scalarOf(node, start, end, marks, text);
}

function scalarOf(
  node: Node,
  start: number,
  end: number,
  marks: { anchor?: string; tag?: string },
  text: string,
): DataNode {
  if (!isScalar(node)) return { kind: 'Scalar', start, end, value: null, text: '', style: 'plain' };
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const style = block ? 'block' : node.type === 'PLAIN' || node.type === undefined ? 'plain' : 'quoted';
  const value = plainValue(node.value);
  const shown = style === 'plain' && typeof value !== 'string' ? text.slice(start, end) : String(value ?? '');
  return { kind: 'Scalar', start, end, ...marks, value, text: shown, style };
}

function plainValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}

/** A later key of the same name is a problem; it stays in the tree. */
function pairsOf(
  items: readonly { key: Node | null; value: Node | null }[],
  text: string,
  problem: Report,
): DataPair[] {
  const seen = new Set<string>();
  return items.map((item) => {
    const at = item.value?.range?.[0] ?? item.key?.range?.[1] ?? 0;
    const empty = (where: number): DataNode => ({
      kind: 'Scalar',
      start: where,
      end: where,
      value: null,
      text: '',
      style: 'plain',
    });
    const key = item.key ? nodeOf(item.key, text, problem) : empty(at);
    const value = item.value ? nodeOf(item.value, text, problem) : empty(key.end);
    if (key.kind === 'Scalar') {
      if (seen.has(key.text)) problem(`Unexpected second key \`${key.text.slice(0, 60)}\``, key.start, key.end);
      seen.add(key.text);
    }
    return { kind: 'Pair', start: key.start, end: Math.max(key.end, value.end), key, value };
  });
}
