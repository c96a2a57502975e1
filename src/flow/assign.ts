import type { Py, PyExpr } from '../languages/python/ast.js';
import { isEnvironment, replaceEnvironment, setVariable } from './environment.js';
import { bind } from './lookup.js';
import type { Frame, Machine } from './machine.js';
import { renaming } from './oddities.js';
import { patch } from './patched.js';
import type { Place } from './trace.js';
import { derived, pathOf, type Scope, sequence, text, type Value } from './value.js';

/** Binds a target (a name, a tuple, an attribute, a subscript) to a value. */
export function assign(m: Machine, target: PyExpr, value: Value, frame: Frame): void {
  if (target.kind === 'Name') {
    renaming(m, target, value, frame);
    bind(frame, target.id, value);
  } else if (target.kind === 'Starred') assign(m, target.value, value, frame);
  else if (target.kind === 'Tuple' || target.kind === 'List') unpack(m, target.elts, value, frame);
  else if (target.kind === 'Attribute')
    storeAttribute(m, m.evaluate(target.value, frame), target.attr, value, target, frame);
  else if (target.kind === 'Subscript') {
    storeItem(m, m.evaluate(target.value, frame), m.evaluate(target.slice, frame), value, target, frame);
  }
}

export function storeItem(
  m: Machine,
  base: Value,
  key: Value,
  value: Value | undefined,
  node: PyExpr,
  frame: Frame,
): void {
  if (isEnvironment(pathOf(base))) setVariable(m, key, value);
  if (value && pathOf(base) === 'builtins.globals()' && key.kind === 'const')
    moduleOf(frame).vars.set(String(key.value), value);
  if (base.kind === 'mapping') {
    if (value)
      base.entries.push({ key, value: key.kind !== 'const' && chosen(m.place) ? derived('filtered', value) : value });
    else removeKey(base.entries, key);
    if (!value && base.open.length > 0) base.entries.push({ key, value: text('') });
  } else if (base.kind === 'made') base.stores.push({ key, value });
  else if (base.kind === 'choice') for (const option of base.options) storeItem(m, option, key, value, node, frame);
  if (value && (base.kind === 'ref' || base.kind === 'derived')) {
    const attr = key.kind === 'const' ? String(key.value) : '[]';
    if (pathOf(base) === 'sys.modules') patch(m, attr, value, node, frame);
    else if (pathOf(base).endsWith('.__dict__')) patch(m, `${pathOf(base).slice(0, -9)}.${attr}`, value, node, frame);
    keepStore(m, base, attr, value, node, frame);
  }
}

function moduleOf(frame: Frame): Scope {
  let { scope } = frame;
  while (scope.parent) scope = scope.parent;
  return scope;
}

/** A change to what the trace does not hold itself, in the order of the run. */
function keepStore(m: Machine, target: Value, attr: string, value: Value, node: Py, frame: Frame): void {
  m.stores.push({ index: m.index++, target, attr, value, node, source: frame.source, activation: m.activation });
}

/** `base.attr = value`. */
export function storeAttribute(m: Machine, base: Value, attr: string, value: Value, node: Py, frame: Frame): void {
  if (value.kind !== 'ref' || value.inputs.length > 0) value.label ??= attr;
  if (base.kind === 'instance') base.attrs.set(attr, value);
  else if (base.kind === 'class' || base.kind === 'module') base.scope.vars.set(attr, value);
  else if (base.kind === 'choice')
    for (const option of base.options) storeAttribute(m, option, attr, value, node, frame);
  else {
    if (base.kind === 'made') base.stores.push({ key: text(`.${attr}`), value });
    else if (isEnvironment(`${pathOf(base)}.${attr}`)) replaceEnvironment(m, value);
    else patch(m, `${pathOf(base)}.${attr}`, value, node, frame);
    keepStore(m, base, attr, value, node, frame);
  }
}

function unpack(m: Machine, targets: readonly PyExpr[], value: Value, frame: Frame): void {
  const star = targets.findIndex((target) => target.kind === 'Starred');
  const known = value.kind === 'sequence' && value.open.length === 0 ? value.items : undefined;
  for (const [i, target] of targets.entries()) {
    const after = targets.length - i - 1;
    if (!known) assign(m, target, derived(isPair(value) ? (PAIR[i] ?? 'item') : 'item', value), frame);
    else if (i === star) assign(m, target, sequence('list', known.slice(i, known.length - after)), frame);
    else
      assign(
        m,
        target,
        (star >= 0 && i > star ? known[known.length - after - 1] : known[i]) ?? derived('item', value),
        frame,
      );
  }
}

/** An element of `x.items()`: its first part is a name, its second a value. */
function isPair(value: Value): boolean {
  const from = value.kind === 'derived' && value.op === 'element' ? value.inputs[0] : undefined;
  return from?.kind === 'derived' ? from.op === 'items()' : from?.kind === 'made' && from.path.endsWith('.items()');
}

const PAIR = ['keys()', 'values()'];

/** Whether what happens here depends on a condition: then a copy made entry by entry leaves something out or puts something else in. */
function chosen(place: Place | undefined): boolean {
  for (let at = place, i = 0; at && i < 6; at = at.outer, i++) {
    if (at.kind === 'branch') return true;
    if (at.kind !== 'loop') return false;
  }
  return false;
}

function removeKey(entries: { key: Value; value: Value }[], key: Value): void {
  if (key.kind !== 'const') return;
  const at = entries.findLastIndex((entry) => entry.key.kind === 'const' && entry.key.value === key.value);
  if (at >= 0) entries.splice(at, 1);
}
