import type { PyCall, PyExpr } from '../languages/python/ast.js';
import { elementsOf } from './iterate.js';
import type { Arguments, Frame, Machine } from './machine.js';
import type { Value } from './value.js';

/** Positional and keyword arguments, spreads opened as far as they are known. */
export function argumentsIn(m: Machine, node: PyCall, frame: Frame): Arguments {
  const args: Value[] = [];
  const open: Value[] = [];
  const keywords = new Map<string, Value>();
  const nodes = new Map<number | string, PyExpr>();
  for (const one of node.args) {
    if (one.kind === 'Starred') {
      const { known, rest } = elementsOf(m.evaluate(one.value, frame));
      args.push(...known);
      if (rest) open.push(rest);
    } else {
      nodes.set(args.length, one);
      args.push(m.evaluate(one, frame));
    }
  }
  for (const keyword of node.keywords) {
    const value = m.evaluate(keyword.value, frame);
    if (keyword.arg !== undefined) {
      nodes.set(keyword.arg, keyword.value);
      keywords.set(keyword.arg, value);
    } else spread(value, keywords, open);
  }
  return { args, keywords, open, nodes };
}

function spread(value: Value, keywords: Map<string, Value>, open: Value[]): void {
  if (value.kind === 'choice') for (const option of value.options) spread(option, keywords, open);
  else if (value.kind !== 'mapping') open.push(value);
  else {
    for (const entry of value.entries) {
      if (entry.key.kind === 'const' && typeof entry.key.value === 'string') keywords.set(entry.key.value, entry.value);
      else open.push(entry.value);
    }
    open.push(...value.open);
  }
}
