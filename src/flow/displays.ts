import type { PyDict, PyExpr } from '../languages/python/ast.js';
import { mergeInto } from './data.js';
import { comprehend, elementsOf } from './iterate.js';
import type { Frame, Machine } from './machine.js';
import { derived, type Mapping, mapping, pathOf, sequence, type Value } from './value.js';

export function dict(m: Machine, node: PyDict, frame: Frame): Mapping {
  const made = mapping();
  node.values.forEach((value, i) => {
    const key = node.keys[i];
    if (key) made.entries.push({ key: m.evaluate(key, frame), value: m.evaluate(value, frame) });
    else mergeInto(made, m.evaluate(value, frame));
  });
  return made;
}

export function collect(m: Machine, type: 'list' | 'tuple' | 'set', elts: readonly PyExpr[], frame: Frame): Value {
  const made = sequence(type);
  for (const elt of elts) {
    const value = m.evaluate(elt, frame);
    if (elt.kind !== 'Starred') made.items.push(value);
    else {
      const { known, rest } = elementsOf(value);
      made.items.push(...known);
      if (rest) made.open.push(rest);
    }
  }
  return made;
}

export function listComprehension(
  m: Machine,
  node: Extract<PyExpr, { kind: 'ListComp' | 'SetComp' | 'GeneratorExp' }>,
  outer: Frame,
): Value {
  const made = sequence(node.kind === 'SetComp' ? 'set' : 'list');
  comprehend(m, node.generators, outer, ({ frame, filtered, open }) => {
    const value = m.evaluate(node.elt, frame);
    const kept = filtered || isField(value) ? derived('filtered', value) : value;
    (open ? made.open : made.items).push(kept);
  });
  return made;
}

export function dictComprehension(m: Machine, node: Extract<PyExpr, { kind: 'DictComp' }>, outer: Frame): Value {
  const made = mapping();
  comprehend(m, node.generators, outer, ({ frame, filtered }) => {
    const key = m.evaluate(node.key, frame);
    const value = m.evaluate(node.value, frame);
    made.entries.push({ key, value: filtered || isField(value) ? derived('filtered', value) : value });
  });
  return made;
}

/** `{k: row[k] for k in (…)}`: a choice of fields, unless the keys are those of the row itself. */
function isField(value: Value): boolean {
  const [base, key] = fieldIn(value) ?? [];
  if (!base || !key) return false;
  if (key.kind === 'const') return true;
  const from = key.kind === 'derived' && key.op === 'element' ? key.inputs[0] : undefined;
  if (!from) return false;
  return (from.kind === 'derived' && (from.op === '&' || from.op === '-')) || !pathOf(from).startsWith(pathOf(base));
}

function fieldIn(value: Value): readonly [Value | undefined, Value | undefined] | undefined {
  if (value.kind === 'derived' && value.op === '[]') return [value.inputs[0], value.inputs[1]];
  return value.kind === 'made' && value.path.endsWith('.get()')
    ? [value.event.receiver, value.event.args[0]]
    : undefined;
}
