import type { Source } from '../../model/text.js';
import type { DataMap, DataNode, DataScalar } from '../data/node.js';
import { nameOf, type Statement, statementOf } from './statement.js';

/** The statements of a card that is written as data: keys are headings, and the last of them the name of the value. */
export function dataStatements(top: DataNode, source: Source): Statement[] {
  const found: Statement[] = [];
  const stack: { node: DataNode; path: readonly string[] }[] = [{ node: top, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, path } = next;
    if (node.kind === 'scalar') found.push(scalarStatement(node, path, source));
    else if (node.kind === 'list') stack.push(...node.items.map((item) => ({ node: item, path })).reverse());
    else {
      found.push(...namedValues(node, path, source));
      stack.push(...node.entries.map((entry) => ({ node: entry.value, path: [...path, entry.key] })).reverse());
    }
  }
  return found;
}

function scalarStatement(node: DataScalar, path: readonly string[], source: Source): Statement {
  const words = node.value === null ? '' : typeof node.value === 'string' ? node.value : node.text;
  return statementOf(path.slice(0, -1).map(nameOf), path.at(-1) ?? '', words, offsetsOf(words, node), source);
}

/** Folded block scalars differ from the text they came from: then every character points at the whole value. */
function offsetsOf(words: string, node: DataScalar): number[] {
  const quoted = node.end - node.start - words.length === 2 ? 1 : 0;
  const same = node.end - node.start - quoted * 2 === words.length;
  return Array.from({ length: words.length + 1 }, (_, i) =>
    same ? node.start + quoted + i : Math.min(node.end - 1, node.start + i),
  );
}

const NAMES = ['name', 'type', 'metric', 'metric_name', 'metric_type', 'metrictype', 'id', 'label', 'key', 'title'];
const VALUES = ['value', 'score', 'result', 'val'];

/** `{type: accuracy, value: 0.9}` says the value under the name that stands beside it. */
function namedValues(node: DataMap, path: readonly string[], source: Source): Statement[] {
  const find = (keys: readonly string[]) =>
    node.entries
      .filter((entry) => keys.includes(entry.key.toLowerCase()) && entry.value.kind === 'scalar')
      .map((entry) => entry.value as DataScalar);
  const value = find(VALUES)[0];
  if (!value) return [];
  return find(NAMES).map((name) => scalarStatement(value, [...path, name.text], source));
}
