import type { DataNode, DataStream } from '../../languages/data.js';
import type { G } from '../tree.js';

/** YAML's and JSON's tree as a tree of patterns: a mapping is a bag of pairs, a sequence a list. */
export function fromData(stream: DataStream): readonly G[] {
  return stream.documents.map(
    (root): G => ({ kind: 'ExprStmt', start: root.start, end: root.end, value: dataNode(root) }),
  );
}

function dataNode(node: DataNode): G {
  const { start, end, tag } = node;
  const made = untagged(node);
  return tag === undefined ? made : { kind: 'Other', start, end, type: 'tag', parts: [tag, made] };
}

function untagged(node: DataNode): G {
  const { start, end } = node;
  switch (node.kind) {
    case 'Mapping': {
      const elts = node.pairs.map(
        (pair): G => ({
          kind: 'Pair',
          start: pair.start,
          end: pair.end,
          key: dataNode(pair.key),
          value: dataNode(pair.value),
        }),
      );
      return { kind: 'Bag', type: 'dict', start: elts[0] && !node.flow ? elts[0].start : start, end, elts };
    }
    case 'Sequence':
      return { kind: 'Seq', type: 'list', start, end, elts: node.items.map(dataNode) };
    case 'Alias':
      return { kind: 'Other', start, end, type: 'alias', parts: [node.name] };
    case 'Scalar': {
      const { value, text } = node;
      if (typeof value === 'number') return { kind: 'Const', start, end, type: 'number', value, text };
      if (typeof value === 'boolean') return { kind: 'Const', start, end, type: 'bool', value, text };
      if (value === null) return { kind: 'Const', start, end, type: 'none', value, text };
      return { kind: 'Const', start, end, type: 'str', value, text: node.style === 'plain' ? text : `"${text}"` };
    }
  }
}
