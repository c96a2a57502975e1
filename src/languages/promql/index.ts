import type { LRParser } from '@lezer/lr';
import type { Problem, TreeDocument, TreeNode } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { Language } from '../language.js';

/** A node of Prometheus's own grammar: `kind` is the grammar's name (`BinaryExpr`, `VectorSelector`), a leaf keeps its text. */
export interface PromNode extends TreeNode {
  readonly children: readonly PromNode[];
  /** Set where there are no children. */
  readonly text?: string;
}

export interface PromDocument extends TreeDocument {
  readonly language: 'promql';
  readonly tree: PromNode;
}

/** PromQL expressions, read with the grammar of the Prometheus project. */
export const promql: Language & { parse(source: Source): PromDocument } = {
  id: 'promql',
  aliases: [],
  files: ['.promql'],
  load,
  parse,
};

const MOST_BYTES = 32 * 1024;
const DEEPEST = 300;

let parser: LRParser | undefined;

async function load(): Promise<void> {
  parser ??= (await import('@prometheus-io/lezer-promql')).parser;
}

function parse(source: Source): PromDocument {
  if (!parser) throw new Error('The PromQL grammar is not loaded: call `load()` first.');
  const { text } = source;
  if (text.length > MOST_BYTES) {
    const problems = [{ message: `More than ${MOST_BYTES / 1024} KiB of PromQL`, span: spanAt(source, 0, 0) }];
    return { language: 'promql', source, tree: { kind: 'PromQL', start: 0, end: text.length, children: [] }, problems };
  }
  const problems: Problem[] = [];
  const tree = treeOf(parser, source, problems);
  return { language: 'promql', source, tree, problems };
}

interface Open {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly children: PromNode[];
  text?: string;
}

function treeOf(lr: LRParser, source: Source, problems: Problem[]): PromNode {
  const { text } = source;
  const root: Open = { kind: 'PromQL', start: 0, end: text.length, children: [] };
  const open: Open[] = [root];
  let skipped = 0;
  lr.parse(text).iterate({
    enter: (node) => {
      if (node.type.isTop) return undefined;
      if (open.length > DEEPEST) {
        if (skipped++ === 0)
          problems.push({ message: 'Nested too deeply', span: spanAt(source, node.from, node.from) });
        return false;
      }
      const made: Open = {
        kind: node.type.isError ? 'Error' : node.name,
        start: node.from,
        end: node.to,
        children: [],
      };
      if (node.type.isError && problems.length < 20) problems.push(problemAt(source, node.from, node.to));
      open.at(-1)!.children.push(made);
      open.push(made);
      return undefined;
    },
    leave: (node) => {
      if (node.type.isTop) return;
      const done = open.pop()!;
      if (done.children.length === 0) done.text = text.slice(done.start, done.end);
    },
  });
  return root;
}

function problemAt(source: Source, start: number, end: number): Problem {
  const found = source.text
    .slice(start, Math.max(end, start + 1))
    .trim()
    .slice(0, 40);
  return { message: `Unexpected ${found ? `\`${found}\`` : 'end of text'}`, span: spanAt(source, start, end) };
}
