import type { CallEvent } from '../flow/trace.js';
import type { Value } from '../flow/value.js';
import { met, unmet, type Verdict } from '../model/verdict.js';
import { type Check, ParamsError } from './check.js';
import { type Regex, regexOf } from './text/regex.js';
import { evidenceOfCall, viewOf } from './traces/answer.js';
import { argument } from './traces/arguments.js';
import { type Condition, conditionOf, kindOf } from './traces/conditions.js';
import { textsOf } from './traces/provenance.js';
import { selectorProperties, selectorSchema } from './traces/schema.js';
import { selectorOf } from './traces/selector.js';
import type { Selector, View } from './traces/view.js';

interface Writer {
  key?: string;
  value?: string;
  mapping?: string;
  [key: string]: unknown;
}
interface Params {
  writers: Writer[];
  'at-least'?: number;
  keys?: { matches?: string; except?: string };
  value?: unknown;
  distinct?: boolean;
  'agree-with'?: unknown;
}
interface Ready {
  readonly writers: readonly {
    readonly selector: Selector;
    readonly key: string[];
    readonly value: string[];
    readonly mapping: string[];
  }[];
  readonly least: number;
  readonly matches: Regex | undefined;
  readonly except: Regex | undefined;
  readonly value: Condition | undefined;
  readonly distinct: boolean;
  readonly agree: Selector | undefined;
}
interface Entry {
  readonly key: Value | undefined;
  readonly value: Value | undefined;
  readonly event: CallEvent;
}

/** Key and value pairs that calls write, one by one or as a mapping: parameters, metrics, tags, fields, labels. */
export const entries: Check<Params, Ready> = {
  kind: 'entries',
  summary: 'Calls of the Python write at least so many different key and value pairs, singly or in a mapping.',
  languages: ['python'],
  schema: {
    type: 'object',
    description:
      'Loops over literals are unrolled, mappings are followed through variables. A mapping or key that is not known counts as enough.',
    properties: {
      writers: {
        type: 'array',
        minItems: 1,
        description: 'Calls that write entries: a selector of calls, and where they take them.',
        items: {
          type: 'object',
          properties: {
            ...selectorProperties,
            key: { type: 'string', description: 'The argument that is the key (`key|0`).' },
            value: { type: 'string', description: 'The argument that is the value (`value|1`).' },
            mapping: { type: 'string', description: 'The argument that holds all of them (`metrics|0`).' },
          },
          additionalProperties: false,
        },
      },
      'at-least': { type: 'integer', minimum: 1, description: 'How many different keys. Default: 1.', default: 1 },
      keys: {
        type: 'object',
        description: 'RE2 regexes: keys that count, keys that do not.',
        properties: { matches: { type: 'string' }, except: { type: 'string' } },
        additionalProperties: false,
      },
      value: { type: ['object', 'boolean', 'string'], description: 'A condition on the value, as in `calls`.' },
      distinct: { type: 'boolean', description: 'true: keys that repeat one and the same value count once.' },
      'agree-with': selectorSchema(
        'Calls that are given the same names as keywords: where both give a constant, it must be the same.',
      ),
    },
    required: ['writers'],
    additionalProperties: false,
  },
  prepare(params) {
    return {
      writers: params.writers.map(({ key, value, mapping, ...rest }, i) => {
        if (mapping === undefined && key === undefined)
          throw new ParamsError('Expected `key` or `mapping`', ['writers', i]);
        return {
          selector: selectorOf(rest, ['writers', i]),
          key: names(key),
          value: names(value),
          mapping: names(mapping),
        };
      }),
      least: params['at-least'] ?? 1,
      matches: params.keys?.matches === undefined ? undefined : regexOf(params.keys.matches, ['keys', 'matches'], true),
      except: params.keys?.except === undefined ? undefined : regexOf(params.keys.except, ['keys', 'except'], true),
      value: params.value === undefined ? undefined : conditionOf(params.value, ['value'], selectorOf),
      distinct: params.distinct ?? false,
      agree: params['agree-with'] === undefined ? undefined : selectorOf(params['agree-with'], ['agree-with']),
    };
  },
  judge(ready, documents): Verdict {
    const view = viewOf(documents);
    const kept = view ? written(ready, view).filter((entry) => counts(ready, entry, view)) : [];
    const evidence = [...new Map(kept.map((entry) => [entry.event.node, entry.event])).values()]
      .slice(0, 5)
      .map((event) => evidenceOfCall(event));
    if (view && ready.agree && kept.some((entry) => differs(entry, ready.agree as Selector, view)))
      return unmet(evidence);
    return different(kept, ready.distinct) >= ready.least ? met(evidence) : unmet(evidence);
  },
};

const names = (text: string | undefined): string[] => (text === undefined ? [] : text.split('|'));

function written(ready: Ready, view: View): Entry[] {
  return view.trace.calls.flatMap((event) =>
    ready.writers.flatMap((writer) => {
      if (!writer.selector(event, view)) return [];
      const [key] = first(event, writer.key);
      const [value] = first(event, writer.value);
      const single = key ? [{ key, value, event }] : [];
      return [...single, ...first(event, writer.mapping).flatMap((mapping) => pairsOf(mapping, event))];
    }),
  );
}

function first(event: CallEvent, keys: readonly string[]): Value[] {
  return keys.flatMap((key) => argument(event, key).map(([value]) => value)).slice(0, 1);
}

function pairsOf(mapping: Value, event: CallEvent): Entry[] {
  if (mapping.kind === 'choice') return mapping.options.flatMap((option) => pairsOf(option, event));
  if (mapping.kind === 'const' || mapping.kind === 'text') return [];
  if (mapping.kind === 'sequence')
    return mapping.items
      .flatMap((item) => itemPairs(item, event))
      .concat(leftOut(mapping) ? [{ key: undefined, value: undefined, event }] : []);
  if (mapping.kind !== 'mapping') return [{ key: undefined, value: undefined, event }];
  return [
    ...mapping.entries.map(({ key, value }) => ({ key, value, event })),
    ...(mapping.open.length > 0 ? [{ key: undefined, value: undefined, event }] : []),
  ];
}

/** `{...}`: a dict whose entries the student did not write out. */
const leftOut = (value: Extract<Value, { kind: 'sequence' }>): boolean =>
  value.type === 'set' && value.items.some((item) => item.kind === 'derived' && item.op === 'unknown');

/** `[Metric("f1", 0.8, …), …]`: objects whose first two arguments are key and value. */
function itemPairs(item: Value, event: CallEvent): Entry[] {
  if (item.kind !== 'made') return [];
  const [key, value] = [
    item.event.args[0] ?? item.event.keywords.get('key'),
    item.event.args[1] ?? item.event.keywords.get('value'),
  ];
  return key ? [{ key, value, event }] : [];
}

function counts(ready: Ready, { key, value, event }: Entry, view: View): boolean {
  const texts = key ? textsOf(key).concat(key.kind === 'ref' ? [key.path.split('.').at(-1) ?? ''] : []) : [];
  const certain = key !== undefined && texts.length > 0;
  if (certain && ready.except && texts.every((text) => ready.except?.test(text))) return false;
  if (ready.matches && (!certain || !texts.some((text) => ready.matches?.test(text)))) return false;
  if (!ready.value || !value) return true;
  return ready.value({ value, event, written: '' }, view);
}

/** Whether calls that take the key as a keyword are all given another constant. */
function differs({ key, value }: Entry, agree: Selector, view: View): boolean {
  if (key?.kind !== 'const' || value?.kind !== 'const') return false;
  const given = view.trace.calls.flatMap((event) => {
    const other = agree(event, view) ? event.keywords.get(String(key.value)) : undefined;
    return other ? [other] : [];
  });
  return given.length > 0 && given.every((other) => other.kind === 'const' && other.value !== value.value);
}

/** Different keys; an unknown key in a loop, or an unknown mapping, stands for many. */
function different(kept: readonly Entry[], distinct: boolean): number {
  const keys = new Set<string>();
  const values = new Set<Value | string>();
  let many = false;
  for (const { key, value } of kept) {
    const text = key?.kind === 'const' ? String(key.value) : key?.kind === 'text' ? textsOf(key).join('') : undefined;
    if (text === undefined || (key?.kind === 'text' && key.parts.some((part) => part.kind === 'derived'))) many = true;
    else keys.add(text);
    if (value) values.add(value.kind === 'const' && kindOf(value) !== 'number' ? String(value.value) : value);
  }
  if (many) return Number.POSITIVE_INFINITY;
  return distinct ? Math.min(keys.size, values.size) : keys.size;
}
