import type { CallEvent } from '../../flow/trace.js';
import { truthOf, type Value } from '../../flow/value.js';
import { ParamsError } from '../check.js';
import { regexOf } from '../text/regex.js';
import { pathsOf } from './paths.js';
import { comesFrom, stepsOf, textsOf, walkBack } from './provenance.js';
import type { Path, Selector, View } from './view.js';

/** What an author asks of an argument. */
export type Condition = (argument: Argument, view: View) => boolean;

export interface Argument {
  readonly value: Value;
  readonly event: CallEvent;
  /** The expression as written, empty where it came from a spread. */
  readonly written: string;
}

type Compile = (raw: unknown, path: Path) => Selector;

/** Keys of an argument's condition, with their text for the reference. */
export const CONDITIONS: Readonly<Record<string, string>> = {
  filled: 'true: not None, False, an empty string, list or dict. Values that are not known count as filled.',
  is: 'The value is this constant (true, false, null, a number or a text).',
  kind: 'Its kind: number, string, mapping, sequence, unknown. A list of kinds means any of them.',
  text: 'RE2 regex on the strings in it: constants, constant parts of an f-string, members of a list, keys of a dict. Case does not matter.',
  written: 'RE2 regex on the expression as the student wrote it.',
  mentions:
    'RE2 regex on the names it was made with: variables, parameters, attributes, keyword arguments and keys that carry something other than a constant.',
  called: 'RE2 regex on the name the value was first given: the variable itself, not what it was made from.',
  from: 'It was made, at any remove, by a call or attribute that one of these paths matches (`uuid.uuid4`), or by a call that fits a selector.',
  optional: 'true: a parameter that may be left out and then is None, and nothing else takes its place.',
  step: 'Paths or operations on the way to it: `minus`, `times`, `over`, `[]`, `[:]`, `element`, `builtins.len()`, `**.shape`.',
  outermost: 'Paths or operations of the last step alone.',
  size: 'At least so many elements or keys are known; unknown members count as enough.',
  member: 'A condition that some member of a list holds; members that are not known hold it.',
  ascending: 'true: the numbers in the list rise.',
  not: 'A condition that must not hold.',
  any: 'A list of conditions, one of which must hold.',
  all: 'A list of conditions, all of which must hold.',
};

/** Compiles a condition. `true` is short for `{filled: true}`, a text for `{text: …}`. */
export function conditionOf(raw: unknown, path: Path, selectorOf: Compile): Condition {
  if (raw === true) return filled;
  if (typeof raw === 'string') return conditionOf({ text: raw }, path, selectorOf);
  if (!raw || typeof raw !== 'object' || Array.isArray(raw))
    throw new ParamsError('Expected a condition on an argument', path);
  const parts = Object.entries(raw).map(([key, value]) => one(key, value, [...path, key], selectorOf));
  return (argument, view) => parts.every((part) => part(argument, view));
}

function one(key: string, raw: unknown, path: Path, selectorOf: Compile): Condition {
  const many = (value: unknown) => {
    if (!Array.isArray(value)) throw new ParamsError('Expected a list of conditions', path);
    return value.map((item, i) => conditionOf(item, [...path, i], selectorOf));
  };
  switch (key) {
    case 'filled':
      return raw === false ? (argument) => !isFilled(argument.value) : filled;
    case 'is':
      return ({ value }) => optionsOf(value).every((option) => option.kind === 'const' && option.value === raw);
    case 'kind':
      return kindIs(raw, path);
    case 'text': {
      const regex = regexOf(textOf(raw, path), path, true);
      return ({ value }) => textsOf(value).some((text) => regex.test(text));
    }
    case 'written': {
      const regex = regexOf(textOf(raw, path), path, true);
      return ({ written }) => regex.test(written);
    }
    case 'mentions':
      return mentions(textOf(raw, path), path);
    case 'called': {
      const regex = regexOf(textOf(raw, path), path, true);
      return ({ value }) => optionsOf(value).some((option) => regex.test(option.label ?? nameOf(option)));
    }
    case 'from':
      return madeBy(raw, path, selectorOf);
    case 'optional':
      return ({ value }) => comesFrom([value], isOptional) === raw;
    case 'step':
    case 'outermost': {
      const paths = pathsOf(listOf(raw, path), path);
      const passes = (value: Value) => stepsOf(value).some((step) => paths.test(step));
      return key === 'step' ? ({ value }) => comesFrom([value], passes) : ({ value }) => optionsOf(value).some(passes);
    }
    case 'size':
      return ({ value }) => optionsOf(value).some((option) => sizeOf(option) >= Number(raw));
    case 'member': {
      const inner = conditionOf(raw, path, selectorOf);
      return ({ value, event }, view) =>
        optionsOf(value).some((option) =>
          someMember(option, (item) => inner({ value: item, event, written: '' }, view)),
        );
    }
    case 'ascending':
      return ({ value }) => optionsOf(value).some(rises) === raw;
    case 'not': {
      const inner = conditionOf(raw, path, selectorOf);
      return (argument, view) => !inner(argument, view);
    }
    case 'any': {
      const inner = many(raw);
      return (argument, view) => inner.some((condition) => condition(argument, view));
    }
    case 'all': {
      const inner = many(raw);
      return (argument, view) => inner.every((condition) => condition(argument, view));
    }
    default:
      throw new ParamsError(`Unexpected key \`${key}\`, expected one of ${Object.keys(CONDITIONS).join(', ')}`, path);
  }
}

const filled: Condition = ({ value }) => isFilled(value);

const isFilled = (value: Value): boolean =>
  optionsOf(value).some(
    (option) => truthOf(option) !== false || (option.kind === 'const' && typeof option.value === 'number'),
  );

export const optionsOf = (value: Value): readonly Value[] => (value.kind === 'choice' ? value.options : [value]);

function kindIs(raw: unknown, path: Path): Condition {
  const kinds = new Set(listOf(raw, path));
  return ({ value }) => optionsOf(value).some((option) => kinds.has(kindOf(option)));
}

/** The kind of a value as far as it is known. */
export function kindOf(value: Value): string {
  if (value.kind === 'const')
    return value.type === 'int' || value.type === 'float' ? 'number' : value.type === 'str' ? 'string' : value.type;
  if (value.kind === 'text') return 'string';
  return value.kind === 'mapping' || value.kind === 'sequence' ? value.kind : 'unknown';
}

function sizeOf(value: Value): number {
  if (value.kind === 'mapping') return value.open.length > 0 ? Number.POSITIVE_INFINITY : value.entries.length;
  if (value.kind === 'sequence') return value.open.length > 0 ? Number.POSITIVE_INFINITY : value.items.length;
  return value.kind === 'const' || value.kind === 'text' ? 0 : Number.POSITIVE_INFINITY;
}

const isOptional = (value: Value): boolean =>
  value.kind === 'ref' && value.fallback?.kind === 'const' && value.fallback.type === 'none';

function someMember(value: Value, test: (item: Value) => boolean): boolean {
  if (value.kind === 'const' || value.kind === 'text') return false;
  return value.kind !== 'sequence' || value.open.length > 0 || value.items.some(test);
}

function rises(value: Value): boolean {
  if (value.kind !== 'sequence') return true;
  const numbers = value.items.flatMap((item) =>
    item.kind === 'const' && typeof item.value === 'number' ? [item.value] : [],
  );
  return numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? number));
}

const nameOf = (value: Value): string =>
  value.kind === 'ref' ? (value.path.split('.').at(-1) ?? '').replace(/^[?$]/, '') : '';

function mentions(pattern: string, path: Path): Condition {
  const regex = regexOf(pattern, path, true);
  return ({ value }) => {
    let found = false;
    walkBack([value], (step) => {
      if (found) return false;
      found = namesOf(step).some((name) => regex.test(name));
      return !found;
    });
    return found;
  };
}

function namesOf(value: Value): string[] {
  const names: string[] = [];
  if (value.label !== undefined && value.kind !== 'const') names.push(value.label);
  if (value.kind === 'ref') names.push(nameOf(value));
  if (value.kind === 'mapping') {
    for (const { key, value: inner } of value.entries)
      if (key.kind === 'const' && inner.kind !== 'const') names.push(String(key.value));
  }
  if (value.kind === 'made') {
    for (const [name, inner] of value.event.keywords) if (inner.kind !== 'const') names.push(name);
    for (const arg of value.event.args)
      if (arg.kind === 'const' && /\.(get|getenv|header|pop)\(\)$/.test(value.path)) names.push(String(arg.value));
  }
  if (value.kind === 'derived' && value.op === '[]' && value.inputs[1]?.kind === 'const')
    names.push(String(value.inputs[1].value));
  return names;
}

function madeBy(raw: unknown, path: Path, selectorOf: Compile): Condition {
  if (raw && typeof raw === 'object' && !Array.isArray(raw)) {
    const selector = selectorOf(raw, path);
    return ({ value }, view) => comesFrom([value], (step) => step.kind === 'made' && selector(step.event, view));
  }
  const paths = pathsOf(listOf(raw, path), path);
  const passes = (step: Value) =>
    (step.kind === 'made' && paths.test(step.event.callee)) || (step.kind === 'ref' && paths.test(step.path));
  return ({ value }) => comesFrom([value], passes);
}

function textOf(raw: unknown, path: Path): string {
  if (typeof raw !== 'string') throw new ParamsError('Expected a text', path);
  return raw;
}

/** One text or a list of them. */
export function listOf(raw: unknown, path: Path): string[] {
  const all = Array.isArray(raw) ? raw : [raw];
  if (!all.every((item) => typeof item === 'string')) throw new ParamsError('Expected a text or a list of texts', path);
  return all as string[];
}
