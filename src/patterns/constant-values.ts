import type { G } from './tree.js';

/** What an expression is known to be. `lit`: this value, written at `node` where it stands as it is. `type`: some constant of this type. `sym`: whatever this expression gives. */
export type Value =
  | {
      readonly known: 'lit';
      readonly type: ConstType;
      readonly value: string | number | boolean | null;
      readonly node?: G;
    }
  | { readonly known: 'type'; readonly type: ConstType }
  | { readonly known: 'sym'; readonly node: G };
type ConstType = 'str' | 'number' | 'bool' | 'none';

export const constantOnly = (value: Value | undefined): Value | undefined =>
  value?.known === 'sym' ? undefined : value;

export function operation(op: string, args: readonly (Value | undefined)[]): Value | undefined {
  const [a, b] = args;
  if (!a || a.known === 'sym' || b?.known === 'sym') return undefined;
  if (args.length === 1) {
    if (a.known === 'lit' && a.type === 'number' && op === '-' && typeof a.value === 'number')
      return { known: 'lit', type: a.type, value: -a.value };
    if (a.known === 'lit' && a.type === 'bool' && (op === 'not' || op === '!'))
      return { known: 'lit', type: a.type, value: !a.value };
    return undefined;
  }
  if (!b || args.length !== 2) return undefined;
  if (a.type === 'bool' && b.type === 'bool' && /^(and|or|&&|\|\|)$/.test(op)) return truth(op, a, b);
  if (op === '+' && (a.type === 'str' || b.type === 'str')) return concatenation(args);
  if (a.type !== 'number' || b.type !== 'number' || !'+-*/%'.includes(op)) return undefined;
  if (a.known !== 'lit' || b.known !== 'lit' || typeof a.value !== 'number' || typeof b.value !== 'number')
    return { known: 'type', type: 'number' };
  const value = arithmetic(op, a.value, b.value);
  return value === undefined || !Number.isFinite(value)
    ? { known: 'type', type: 'number' }
    : { known: 'lit', type: 'number', value };
}

function truth(op: string, a: Value, b: Value): Value {
  if (a.known !== 'lit' || b.known !== 'lit') return { known: 'type', type: 'bool' };
  const isAnd = op === 'and' || op === '&&';
  return { known: 'lit', type: 'bool', value: isAnd ? a.value && b.value : a.value || b.value };
}

function arithmetic(op: string, a: number, b: number): number | undefined {
  if (op === '+') return a + b;
  if (op === '-') return a - b;
  return op === '*' ? a * b : undefined;
}

export function concatenation(parts: readonly (Value | undefined)[]): Value | undefined {
  let text: string | undefined = '';
  for (const part of parts) {
    if (!part || part.known === 'sym') return undefined;
    text = part.known === 'lit' && text !== undefined && text.length < 10_000 ? text + String(part.value) : undefined;
  }
  return text === undefined ? { known: 'type', type: 'str' } : { known: 'lit', type: 'str', value: text };
}

export function join(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (!a || !b || a === b) return a && b;
  if (a.known === 'sym' || b.known === 'sym')
    return a.known === 'sym' && b.known === 'sym' && a.node === b.node ? a : undefined;
  if (a.type !== b.type) return undefined;
  return a.known === 'lit' && b.known === 'lit' && a.value === b.value ? a : { known: 'type', type: a.type };
}
