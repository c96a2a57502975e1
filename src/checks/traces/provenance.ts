import { inputsOf, pathOf, type Value } from '../../flow/value.js';
import type { Paths } from './paths.js';

const NODES = 1500;

/**
 * Visits what a value was made from, itself first. `visit` says whether to go on below. A method's receiver is followed through library
 * objects but not into the answer's own objects: what else they hold is not part of it.
 */
export function walkBack(from: readonly Value[], visit: (value: Value) => boolean): void {
  const seen = new Set<Value>();
  const stack = [...from].reverse();
  while (stack.length > 0 && seen.size < NODES) {
    const value = stack.pop();
    if (!value || seen.has(value)) continue;
    seen.add(value);
    if (!visit(value)) continue;
    const inputs =
      value.kind === 'ref' ? inputsOf(value).filter((input) => input.kind !== 'instance') : inputsOf(value);
    for (let i = inputs.length - 1; i >= 0; i--) stack.push(inputs[i] as Value);
  }
}

/** Whether any value on the way back passes a test. */
export function comesFrom(from: readonly Value[], test: (value: Value) => boolean): boolean {
  let found = false;
  walkBack(from, (value) => {
    if (found) return false;
    found = test(value);
    return !found;
  });
  return found;
}

/**
 * Where a value comes from in the end: parameters, names that nothing binds, the answer's own objects, results of calls without input.
 * `stop` names what lets nothing of its inputs through (`builtins.len()`, `**.shape`).
 */
export function originsOf(from: readonly Value[], stop?: Paths): Set<Value> {
  const origins = new Set<Value>();
  const seen = new Set<Value>();
  const visit = (value: Value, depth: number) => {
    if (seen.has(value) || seen.size > NODES || depth > 60) return;
    seen.add(value);
    if (stop && stepsOf(value).some((step) => stop.test(step))) return;
    if (value.kind === 'const' || value.kind === 'function' || value.kind === 'class' || value.kind === 'module')
      return;
    if (value.kind === 'instance') {
      origins.add(value);
      for (const inner of value.attrs.values()) visit(inner, depth + 1);
      return;
    }
    if (value.kind === 'ref' && value.inputs.length > 0)
      return value.inputs.forEach((input) => void reachObject(input, depth));
    const before = origins.size;
    if (value.kind === 'made') {
      const { receiver, inputs } = value.event;
      for (const input of inputs) if (input !== receiver) visit(input, depth + 1);
      for (const store of value.stores) if (store.value) visit(store.value, depth + 1);
      if (receiver && (origins.size === before || !isLibrary(receiver))) visit(receiver, depth + 1);
      if (origins.size === before && inputs.length <= 1) origins.add(value);
      return;
    }
    if (value.kind === 'ref') {
      if (value.path.startsWith('$') || value.path.startsWith('?') || value.path.endsWith('()')) origins.add(value);
      return;
    }
    // The names of a mapping's entries are not their values.
    const inputs =
      value.kind === 'mapping' ? [...value.entries.map((entry) => entry.value), ...value.open] : inputsOf(value);
    for (const input of inputs) visit(input, depth + 1);
  };
  const reachObject = (value: Value, depth: number) => {
    if (value.kind === 'instance') origins.add(value);
    else visit(value, depth + 1);
  };
  for (const value of from) visit(value, 0);
  return origins;
}

/** A model or a library is no data, whatever is done with it. */
function isLibrary(value: Value): boolean {
  const path = pathOf(value);
  return !path.startsWith('$') && value.kind !== 'derived' && value.kind !== 'choice' && value.kind !== 'made';
}

/**
 * How a step in the making of a value is written for `through`: its path (`builtins.len()`, `$data.shape`), a call with a certain keyword
 * (`**.model_dump(exclude)`), the field it takes (`$data[age]` and `field`), or what was done (`filtered`, `masked`, `overridden`, `keys()`).
 */
export function stepsOf(value: Value): string[] {
  switch (value.kind) {
    case 'made':
      return [
        value.path,
        ...[...value.event.keywords.keys()].map((name) => `${value.path.slice(0, -1)}${name})`),
        ...fieldOf(value),
        ...(listsNames(value) ? ['keys()'] : []),
        ...(value.stores.some((store) => overrides(store.value)) ? [overridden(value.stores.length)] : []),
      ];
    case 'ref':
      return [value.path];
    case 'derived': {
      const key = value.inputs[1];
      if (value.op === '[]' && key && isSlice(key)) return ['[:]', pathOf(value)];
      if (value.op === '[]' || value.op === 'element') return [value.op, pathOf(value), ...fieldAt(value)];
      return [WORDS[value.op] ?? value.op];
    }
    case 'choice':
      return (value.options.some(isMask) && value.test) || value.options.some(isHidden) ? ['masked'] : [];
    case 'mapping': {
      const masks =
        value.open.length > 0
          ? value.entries.filter((entry) => entry.key.kind === 'const' && overrides(entry.value)).length
          : 0;
      return masks > 0 ? [overridden(masks)] : [];
    }
    default:
      return [];
  }
}

/** `list(payload)`: of a dict or a table, what it holds are names. */
function listsNames({ path, event }: Extract<Value, { kind: 'made' }>): boolean {
  const [only] = event.args;
  if (!/^builtins\.(list|tuple|set|frozenset|sorted)\(\)$/.test(path) || !only) return false;
  if (only.kind === 'ref') return only.path.startsWith('$') && only.inputs.length === 0 && !only.listed;
  return only.kind === 'made' && /\.(get_)?json\(\)$/.test(only.path);
}

/** Operators in words: a glob reads `*` as anything. */
const WORDS: Readonly<Record<string, string>> = {
  '-': 'minus',
  '+': 'plus',
  '*': 'times',
  '/': 'over',
  '//': 'over',
  '**': 'power',
  '%': 'rest',
};

function fieldAt(value: Extract<Value, { kind: 'derived' }>): string[] {
  const [base, key] = value.inputs;
  if (value.op !== '[]' || !base || key?.kind !== 'const') return [];
  return [`${pathOf(base)}[${key.value}]`, ...(key.type === 'str' ? ['field'] : [])];
}

const isSlice = (key: Value): boolean =>
  key.kind === 'derived'
    ? key.op === 'slice'
    : key.kind === 'sequence' && key.items.some((item) => item.kind === 'derived' && item.op === 'slice');

const overridden = (count: number): string => (count > 1 ? 'masked' : 'overridden');

const isMask = (value: Value): boolean =>
  value.kind === 'const' && (value.type === 'str' || value.type === 'none' || value.type === 'ellipsis');

/** A mapping all of whose values are left out, masked or constant: what a redacting function gives back for one of several kinds of input. */
const isHidden = (value: Value): boolean =>
  value.kind === 'mapping' &&
  value.entries.length > 0 &&
  value.open.length === 0 &&
  value.entries.every(
    ({ value: inner }) =>
      (inner.kind === 'derived' && inner.op === 'filtered') || (inner.kind === 'choice' && inner.options.some(isMask)),
  );

/** A value that is taken out, or what stands in for one: `None`, `"***"`, `"[REDACTED]"`. */
const overrides = (value: Value | undefined): boolean =>
  value === undefined ||
  (isMask(value) &&
    value.kind === 'const' &&
    (typeof value.value !== 'string' || !/[a-z0-9]/i.test(value.value) || MASKED.test(value.value)));

const MASKED =
  /redact|mask|hid|ocult|filt|remov|elimin|censur|censor|anon|secre|priv|pii|x{2,}|omit|\bn\/?a\b|borrad|delet|protect|proteg|sensib|sensit|confiden|scrub|drop/i;

function fieldOf(value: Extract<Value, { kind: 'made' }>): string[] {
  const first = value.event.args[0];
  if (!/\.(get|pop|getlist|header)\(\)$/.test(value.path) || first?.kind !== 'const') return [];
  return [`${value.path.replace(/\.[a-z]+\(\)$/, '')}[${first.value}]`, 'field'];
}

/** The texts that a value certainly or possibly holds: constants, and strings put together with `{}` for what is not known. */
export function textsOf(value: Value): string[] {
  const texts: string[] = [];
  walkBack([value], (one) => {
    if (one.kind === 'const' && one.type === 'str') texts.push(String(one.value));
    if (one.kind === 'text') texts.push(joined(one));
    // The constant parts of a text are in it already.
    return (
      one.kind === 'choice' ||
      one.kind === 'sequence' ||
      one.kind === 'mapping' ||
      (one.kind === 'text' && one.parts.some((part) => part.kind !== 'const'))
    );
  });
  return texts;
}

function joined(text: Extract<Value, { kind: 'text' }>): string {
  return text.parts.map((part) => (part.kind === 'const' ? String(part.value) : '{}')).join('');
}
