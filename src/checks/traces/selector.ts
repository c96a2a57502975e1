import { ParamsError } from '../check.js';
import { type Regex, regexOf } from '../text/regex.js';
import { argument, declared, makersOf } from './arguments.js';
import { conditionOf, listOf } from './conditions.js';
import { pathsOf } from './paths.js';
import { atPlace, decorated, goesOn, handedTo, handlersOf, inFunction, inFunctionNamed } from './places.js';
import { textsOf } from './provenance.js';
import { beside, inside, relative } from './relations.js';
import type { Path, Selector } from './view.js';

/** Keys of a selector, with their text for the reference. */
export const SELECTORS: Readonly<Record<string, { readonly type: string | string[]; readonly description: string }>> = {
  of: {
    type: ['string', 'array'],
    description:
      'Paths of what is called, imports and aliases resolved: `mlflow.log_params`, `mlflow.*.log_model`, `logging.getLogger().info` (a method of what getLogger gave), `**.predict`.',
  },
  not: { type: ['string', 'array'], description: 'Paths that are left out.' },
  with: {
    type: 'object',
    description:
      'Conditions on arguments. A key names an argument by keyword or position, alternatives joined by a bar (`params|0`); `*` is any argument, `receiver` what the method is called on.',
  },
  named: {
    type: 'string',
    description: 'RE2 regex on what the result is called: its variable, the strings among its arguments.',
  },
  on: {
    type: ['object', 'string', 'array'],
    description:
      'The object it is called on, directly or through other calls, was made by a call that fits this selector.',
  },
  declared: {
    type: 'string',
    description:
      'The arguments are those that a maker of the object declared in this argument (`labelnames|2`): as many, or by these names. Lists that are not known agree with any.',
  },
  inside: {
    type: 'object',
    description:
      'Between the opening and the closing of something: `opened-by`, `closed-by` (paths), `closed: true` where it must surely be closed. A `with` closes by itself.',
  },
  path: {
    type: ['string', 'array'],
    description:
      'Where in the flow: `success` (no except, no finally), `failure` (an except branch, or `__exit__` with an exception), `finally`.',
  },
  propagates: {
    type: 'boolean',
    description: 'Whether the exception goes on after the except branch (raise, raise from).',
  },
  handler: {
    type: 'string',
    description: '`broad`: in an `except Exception`, `except BaseException` or bare except; `narrow`: in any other.',
  },
  beside: {
    type: ['object', 'string', 'array'],
    description: 'A function around the call also makes, or hands over, a call that fits this selector.',
  },
  before: {
    type: ['object', 'string', 'array'],
    description: 'A call that fits this selector comes later on the same path, or nowhere at all.',
  },
  after: {
    type: ['object', 'string', 'array'],
    description: 'A call that fits this selector comes earlier on the same path.',
  },
  entered: {
    type: ['boolean', 'string'],
    description: 'The result is used as a context manager: true, or `with`, `decorator`.',
  },
  decorated: {
    type: ['string', 'array'],
    description: "Paths of decorators of a function around it that are not the answer's own (`**.exception_handler`).",
  },
  'handed-to': {
    type: ['string', 'array'],
    description:
      'Paths of calls that a function around it was handed to, to be called by somebody else (`**.before_request`).',
  },
  discarded: { type: 'boolean', description: 'Whether nothing takes its result: it stands alone as a statement.' },
  async: { type: 'boolean', description: 'Whether it decorates an `async def`.' },
  'in-function': { type: 'boolean', description: 'Whether it happens inside a function.' },
  function: { type: 'string', description: 'RE2 regex on the name of a function around it.' },
  sure: { type: 'boolean', description: 'true leaves out helper functions that nothing calls.' },
  passed: {
    type: ['boolean', 'string'],
    description:
      'Whether the callee was only handed over to be called by somebody else; `any` for either. Default: false.',
  },
  all: { type: 'array', description: 'Selectors that must all fit.' },
  any: { type: 'array', description: 'Selectors of which one must fit.' },
  none: { type: 'array', description: 'Selectors of which none may fit.' },
};

/** Compiles an author's selector. @throws ParamsError with the path of the key. */
export function selectorOf(raw: unknown, path: Path): Selector {
  if (typeof raw === 'string' || (Array.isArray(raw) && raw.every((item) => typeof item === 'string')))
    return selectorOf({ of: raw }, path);
  if (!raw || typeof raw !== 'object' || Array.isArray(raw))
    throw new ParamsError('Expected a selector of calls', path);
  const entries = Object.entries(raw);
  const parts = entries.map(([key, value]) => part(key, value, [...path, key]));
  if (!entries.some(([key]) => key === 'passed')) parts.unshift((event) => !event.passed);
  return (event, view) => parts.every((fits) => fits(event, view));
}

function part(key: string, raw: unknown, path: Path): Selector {
  switch (key) {
    case 'of':
    case 'not': {
      const paths = pathsOf(listOf(raw, path), path);
      return key === 'of' ? (event) => paths.test(event.callee) : (event) => !paths.test(event.callee);
    }
    case 'with':
      return argumentsFit(raw, path);
    case 'named':
      return named(regexOf(listOf(raw, path)[0] ?? '', path, true));
    case 'on': {
      const inner = selectorOf(raw, path);
      return (event, view) => makersOf(event).some((maker) => inner(maker, view));
    }
    case 'declared':
      return declared(listOf(raw, path)[0]?.split('|') ?? []);
    case 'inside':
      return inside(raw, path);
    case 'path':
      return atPlace(listOf(raw, path), path);
    case 'propagates':
      return (event) => handlersOf(event).some((place) => goesOn(place)) === raw;
    case 'handler':
      return (event) => handlersOf(event).some((place) => place.handler?.broad === (raw === 'broad'));
    case 'beside':
      return beside(selectorOf(withPassed(raw), path));
    case 'before':
    case 'after':
      return relative(selectorOf(withPassed(raw), path), key);
    case 'entered':
      return (event) =>
        raw === false ? !event.entered : event.entered !== undefined && (raw === true || event.entered.how === raw);
    case 'decorated':
      return decorated(pathsOf(listOf(raw, path), path));
    case 'handed-to':
      return handedTo(pathsOf(listOf(raw, path), path));
    case 'discarded':
      return (event) => event.discarded === raw;
    case 'async':
      return (event) =>
        (event.entered?.async ?? false) === raw && (raw === false || event.entered?.how === 'decorator');
    case 'in-function':
      return (event) => inFunction(event) === raw;
    case 'function':
      return inFunctionNamed(regexOf(listOf(raw, path)[0] ?? '', path, true));
    case 'sure':
      return (event) => !event.activation.root.doubtful === raw;
    case 'passed':
      return (event) => raw === 'any' || event.passed === raw;
    case 'all':
    case 'any':
    case 'none':
      return several(key, raw, path);
    default:
      throw new ParamsError(`Unexpected key \`${key}\`, expected one of ${Object.keys(SELECTORS).join(', ')}`, path);
  }
}

function several(key: 'all' | 'any' | 'none', raw: unknown, path: Path): Selector {
  if (!Array.isArray(raw)) throw new ParamsError('Expected a list of selectors', path);
  const inner = raw.map((item, i) => selectorOf(withPassed(item), [...path, i]));
  if (key === 'all') return (event, view) => inner.every((fits) => fits(event, view));
  const some: Selector = (event, view) => inner.some((fits) => fits(event, view));
  return key === 'any' ? some : (event, view) => !some(event, view);
}

const withPassed = (raw: unknown): unknown =>
  typeof raw === 'string' || Array.isArray(raw)
    ? { of: raw, passed: 'any' }
    : raw && typeof raw === 'object'
      ? { passed: 'any', ...raw }
      : raw;

function argumentsFit(raw: unknown, path: Path): Selector {
  if (!raw || typeof raw !== 'object' || Array.isArray(raw))
    throw new ParamsError('Expected arguments with their conditions', path);
  const all = Object.entries(raw).map(([key, value]) => {
    const absent =
      value === false || (value !== null && typeof value === 'object' && 'given' in value && value.given === false);
    return {
      names: key.split('|'),
      absent,
      condition: absent ? undefined : conditionOf(value, [...path, key], selectorOf),
    };
  });
  return (event, view) =>
    all.every(({ names, absent, condition }) => {
      const found = names.flatMap((name) => argument(event, name));
      if (absent) return found.length === 0;
      return found.some(([value, written]) => condition?.({ value, event, written }, view));
    });
}

function named(regex: Regex): Selector {
  return (event) => {
    if (event.made?.label !== undefined && regex.test(event.made.label)) return true;
    return [...event.args, ...event.keywords.values()].some((value) => textsOf(value).some((text) => regex.test(text)));
  };
}
