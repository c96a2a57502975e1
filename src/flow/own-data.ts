import { entryOf, mergeInto } from './data.js';
import { elementsOf, itemsOf } from './iterate.js';
import type { Arguments, Machine, Site } from './machine.js';
import {
  choice,
  constant,
  derived,
  type Mapping,
  mapping,
  type Sequence,
  sequence,
  truthOf,
  type Value,
} from './value.js';

/** Methods of strings, lists and dicts that the answer itself wrote down; nothing for any other receiver. */
export function callOwnData(
  m: Machine,
  receiver: Value,
  name: string,
  given: Arguments,
  site: Site,
): Value | undefined {
  switch (receiver.kind) {
    case 'mapping':
      return onMapping(receiver, name, given);
    case 'sequence':
      return onSequence(receiver, name, given);
    case 'text':
    case 'const':
      return onText(receiver, name, given);
    case 'choice':
      if (
        !receiver.options.every(
          (option) => option.kind === 'mapping' || option.kind === 'sequence' || truthOf(option) === false,
        )
      )
        return undefined;
      return choice(
        receiver.options.map((option) => callOwnData(m, option, name, given, site) ?? derived(`${name}()`, option)),
      );
    default:
      return undefined;
  }
}

function onMapping(base: Mapping, name: string, given: Arguments): Value {
  const [first, second] = given.args;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const found = first ? entryOf(base, first) : undefined;
      if (name === 'setdefault' && !found && first && second) base.entries.push({ key: first, value: second });
      if (name === 'pop' && first?.kind === 'const') drop(base, first.value);
      return (
        found ??
        second ??
        given.keywords.get('default') ??
        (base.open.length > 0 ? derived('[]', base) : constant(null, 'none'))
      );
    }
    case 'items':
      return itemsOf(base);
    case 'keys':
      return sequence(
        'list',
        base.entries.map((entry) => entry.key),
        base.open.map((one) => derived('keys()', one)),
      );
    case 'values':
      return sequence(
        'list',
        base.entries.map((entry) => entry.value),
        base.open.map((one) => derived('values()', one)),
      );
    case 'update':
      for (const value of given.args) mergeInto(base, value);
      for (const [key, value] of given.keywords) base.entries.push({ key: constant(key, 'str'), value });
      base.open.push(...given.open);
      return constant(null, 'none');
    case 'clear':
      base.entries.length = 0;
      base.open.length = 0;
      return constant(null, 'none');
    case 'copy': {
      const copy = mapping();
      mergeInto(copy, base);
      return copy;
    }
    default:
      return derived(`${name}()`, base, ...given.args);
  }
}

function onSequence(base: Sequence, name: string, given: Arguments): Value {
  const [first] = given.args;
  switch (name) {
    case 'append':
    case 'add':
    case 'appendleft':
      if (first) base.items.push(first);
      return constant(null, 'none');
    case 'insert':
      if (given.args[1]) base.items.push(given.args[1]);
      return constant(null, 'none');
    case 'extend':
    case 'update': {
      const { known, rest } = elementsOf(first ?? derived('unknown'));
      base.items.push(...known);
      if (rest) base.open.push(rest);
      return constant(null, 'none');
    }
    case 'copy':
      return sequence(base.type, [...base.items], [...base.open]);
    case 'pop':
      return base.items.length > 0 ? choice(base.items) : derived('element', base);
    default:
      return derived(`${name}()`, base, ...given.args);
  }
}

function onText(base: Value, name: string, given: Arguments): Value | undefined {
  if (base.kind === 'const' && base.type !== 'str') return undefined;
  switch (name) {
    case 'format':
    case 'join':
    case 'format_map':
      return { kind: 'text', parts: [base, ...given.args, ...given.keywords.values(), ...given.open] };
    case 'upper':
    case 'lower':
    case 'casefold':
    case 'strip':
    case 'title':
      return changed(base, name);
    case 'startswith':
    case 'endswith':
    case 'isdigit':
      return askText(base, name, given) ?? derived(`${name}()`, base, ...given.args);
    default:
      return derived(`${name}()`, base, ...given.args);
  }
}

/** A literal in other letters; text that is put together stays what it is. */
function changed(base: Value, name: string): Value {
  if (base.kind !== 'const' || typeof base.value !== 'string') return base;
  const made = name === 'upper' ? base.value.toUpperCase() : name === 'strip' ? base.value.trim() : base.value;
  const lowered = name === 'lower' || name === 'casefold' ? made.toLowerCase() : made;
  return lowered === base.value ? base : constant(lowered, 'str');
}

function askText(base: Value, name: string, given: Arguments): Value | undefined {
  const [part] = given.args;
  if (base.kind !== 'const' || typeof base.value !== 'string') return undefined;
  if (name === 'isdigit') return constant(/^\d+$/.test(base.value), 'bool');
  if (part?.kind !== 'const' || typeof part.value !== 'string' || given.args.length > 1) return undefined;
  return constant(name === 'startswith' ? base.value.startsWith(part.value) : base.value.endsWith(part.value), 'bool');
}

function drop(base: Mapping, key: unknown): void {
  const at = base.entries.findLastIndex((entry) => entry.key.kind === 'const' && entry.key.value === key);
  if (at >= 0) base.entries.splice(at, 1);
  else if (base.open.length > 0) base.entries.push({ key: constant(String(key), 'str'), value: constant('', 'str') });
}
