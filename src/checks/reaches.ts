import type { Value } from '../flow/value.js';
import { met, unmet, type Verdict } from '../model/verdict.js';
import type { Check } from './check.js';
import { evidenceOfCall, viewOf } from './traces/answer.js';
import { argument } from './traces/arguments.js';
import { type Paths, pathsOf } from './traces/paths.js';
import { originsOf } from './traces/provenance.js';
import { selectorSchema } from './traces/schema.js';
import { selectorOf } from './traces/selector.js';
import type { Selector } from './traces/view.js';

interface Params {
  what: { argument: string; of: unknown; 'except-through'?: string[] };
  into: unknown;
  'except-through'?: string[];
}
interface Ready {
  readonly argument: readonly string[];
  readonly source: Selector;
  /** What the argument was made with, but not of: a model that was loaded. */
  readonly beyond: Paths;
  readonly into: Selector;
  readonly stop: Paths;
}

/** Whether something flows into a call as it is: a payload into a log, a secret into a label. */
export const reaches: Check<Params, Ready> = {
  kind: 'reaches',
  summary: 'What one call takes also reaches another call, and not only in a form that hides it.',
  languages: ['python'],
  schema: {
    type: 'object',
    description:
      'Follows values back to the parameters and names they come from, through assignments, own functions, strings, copies and conversions. Met where a call of `into` gets, in any argument or through what it is called on, something that the argument of `what` was made from.',
    properties: {
      what: {
        type: 'object',
        description: 'The argument whose origins are meant: `{argument: "0|X", of: selector}`.',
        properties: {
          argument: { type: 'string' },
          of: selectorSchema('The calls that take it.'),
          'except-through': {
            type: 'array',
            items: { type: 'string' },
            description: 'Steps behind which its origins are not looked for (`joblib.load()`).',
          },
        },
        required: ['argument', 'of'],
        additionalProperties: false,
      },
      into: selectorSchema('The calls it must not reach.'),
      'except-through': {
        type: 'array',
        items: { type: 'string' },
        description:
          'Steps that let nothing through: paths of calls and attributes (`builtins.len()`, `**.shape`), fields (`*[request_id]`), `filtered` (a comprehension or loop with a condition), `masked` (one of two values is a constant), `overridden` (one key of a copy is replaced).',
      },
    },
    required: ['what', 'into'],
    additionalProperties: false,
  },
  prepare(params) {
    return {
      argument: params.what.argument.split('|'),
      source: selectorOf(anyhow(params.what.of), ['what', 'of']),
      beyond: pathsOf(params.what['except-through'] ?? [], ['what', 'except-through']),
      into: selectorOf(params.into, ['into']),
      stop: pathsOf(params['except-through'] ?? [], ['except-through']),
    };
  },
  judge({ argument: names, source, beyond, into, stop }, documents): Verdict {
    const view = viewOf(documents);
    if (!view) return unmet();
    const sources = view.trace.calls.filter((event) => source(event, view));
    const origins = originsOf(
      sources.flatMap((event) => names.flatMap((name) => argument(event, name).map(([value]) => value))),
      beyond,
    );
    const hit = view.trace.calls.filter((event) => into(event, view) && touches(event.inputs, origins, stop));
    return hit.length > 0 ? met(hit.slice(0, 5).map((event) => evidenceOfCall(event))) : unmet();
  },
};

const anyhow = (raw: unknown): unknown =>
  typeof raw === 'string' || Array.isArray(raw)
    ? { of: raw, passed: 'any' }
    : raw && typeof raw === 'object'
      ? { passed: 'any', ...raw }
      : raw;

function touches(inputs: readonly Value[], origins: ReadonlySet<Value>, stop: Paths): boolean {
  for (const origin of originsOf(inputs, stop)) if (origins.has(origin)) return true;
  return false;
}
