import type { PromNode } from '../../languages/promql/index.js';
import type { G } from '../tree.js';

/** PromQL's tree as a tree of patterns: the grammar's names, their parts, and the words of leaves. */
export function fromPromql(root: PromNode): readonly G[] {
  return root.children.map((one): G => ({ kind: 'ExprStmt', start: one.start, end: one.end, value: promNode(one) }));
}

function promNode(node: PromNode): G {
  const { start, end, kind, children, text } = node;
  if (children.length === 0 && kind === 'Identifier') return { kind: 'Name', start, end, id: text ?? '' };
  if (children.length === 0 && kind === 'StringLiteral')
    return { kind: 'Const', start, end, type: 'str', value: (text ?? '').slice(1, -1), text: text ?? '' };
  if (children.length === 0) return { kind: 'Other', start, end, type: kind, parts: [text ?? ''] };
  // What only wraps one node is that node: a metric without labels is its name.
  const [only] = children;
  if (children.length === 1 && only && only.start === start && only.end === end) return promNode(only);
  if (kind === 'FunctionCallArgs' || kind === 'FunctionCallBody')
    return { kind: 'Seq', type: 'arguments', start, end, elts: children.map(promNode) };
  if (kind === 'AggregateExpr') {
    // `by` and `without` may stand on either side, and a pattern may leave them out.
    const modifier = children.find((one) => one.kind === 'AggregateModifier');
    const rest = children.filter((one) => one !== modifier);
    return { kind: 'Other', start, end, type: kind, parts: [rest.map(promNode), modifier && promNode(modifier)] };
  }
  return { kind: 'Other', start, end, type: kind, parts: [children.map(promNode)] };
}
