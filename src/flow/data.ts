import { elementsOf } from './iterate.js';
import { type Const, choice, derived, type Mapping, mapping, sequence, type Value } from './value.js';

/** The value of an operator on values. */
export function combine(op: string, values: readonly Value[]): Value {
  const first = values[0];
  if (first && op === '%' && isText(first)) return { kind: 'text', parts: values };
  if (op === '+' && values.some(isText)) return { kind: 'text', parts: values };
  if (op === '|' && values.some((value) => value.kind === 'mapping')) return merged(values);
  if (op === '+' && first?.kind === 'sequence') {
    const parts = values.map(elementsOf);
    return sequence(
      first.type,
      parts.flatMap((one) => one.known),
      parts.flatMap((one) => (one.rest ? [one.rest] : [])),
    );
  }
  return derived(op, ...values);
}

const isText = (value: Value): boolean => value.kind === 'text' || (value.kind === 'const' && value.type === 'str');

function merged(values: readonly Value[]): Value {
  const all = mapping();
  for (const value of values) mergeInto(all, value);
  return all;
}

/** `{**value}`: the entries of a mapping, or something of which only the origin is known. */
export function mergeInto(target: Mapping, value: Value): void {
  if (value.kind === 'mapping') {
    target.entries.push(...value.entries);
    target.open.push(...value.open);
  } else target.open.push(value);
}

/** `base[key]`. */
export function itemOf(base: Value, key: Value): Value {
  if (base.kind === 'choice') return choice(base.options.map((option) => itemOf(option, key)));
  if (base.kind === 'mapping') return entryOf(base, key) ?? derived('[]', base, key);
  if (base.kind === 'sequence' && key.kind === 'const' && typeof key.value === 'number' && base.open.length === 0) {
    return base.items.at(key.value) ?? derived('[]', base, key);
  }
  if (base.kind === 'made' && key.kind === 'const') {
    const store = base.stores.findLast((one) => one.key.kind === 'const' && one.key.value === key.value);
    if (store?.value) return store.value;
  }
  return derived('[]', base, key);
}

/** The value under a key; any of them where the key is not known. */
export function entryOf(base: Mapping, key: Value): Value | undefined {
  if (key.kind === 'const') {
    const entry = base.entries.findLast((one) => one.key.kind === 'const' && one.key.value === (key as Const).value);
    if (entry) return entry.value;
    return base.open.length > 0 ? choice(base.open.map((one) => derived('[]', one, key))) : undefined;
  }
  const all = base.entries.map((entry) => entry.value);
  return all.length > 0 && base.open.length === 0 ? choice(all) : undefined;
}
