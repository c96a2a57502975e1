import type { JsonSchema } from '../check.js';
import { type Regex, regexOf } from '../text/regex.js';
import type { DataNode, DataScalar } from './node.js';

/** What a value must be. All that is said must hold. */
export interface RawCondition {
  equals?: string | number | boolean | null;
  'one-of'?: (string | number | boolean | null)[];
  matches?: string;
  'not-matches'?: string;
  type?: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'map';
  min?: number;
  max?: number;
  length?: { min?: number; max?: number };
  contains?: string | number | boolean;
  empty?: boolean;
}

export type Condition = (node: DataNode) => boolean;

const scalar = { type: ['string', 'number', 'boolean', 'null'] } as const;
const bounds = {
  type: 'object',
  properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
} as const;

export const conditionProperties = {
  equals: { ...scalar, description: 'The value itself. Text equals a number that is written so.' },
  'one-of': { type: 'array', items: scalar, minItems: 1, description: 'One of these values.' },
  matches: { type: 'string', description: 'An RE2 regex that is found in the text of the value.' },
  'not-matches': { type: 'string', description: 'An RE2 regex that is not found in it.' },
  type: {
    enum: ['string', 'number', 'boolean', 'null', 'list', 'map'],
    description: 'The type, as the notation reads it.',
  },
  min: { type: 'number', description: 'The least number. Quantities are understood: `500m`, `512Mi`, `30s`, `80%`.' },
  max: { type: 'number', description: 'The greatest number.' },
  length: { ...bounds, description: 'How many items, keys or characters.' },
  contains: {
    type: ['string', 'number', 'boolean'],
    description: 'An item of the list, a key of the mapping, or a part of the text.',
  },
  empty: { type: 'boolean', description: 'Whether it is null, an empty text, list or mapping.' },
} satisfies Record<string, JsonSchema>;

/** Compiles the conditions on one value. @throws ParamsError */
export function conditionOf(raw: RawCondition, path: readonly (string | number)[]): Condition {
  const tests: Condition[] = [];
  const { equals, type, min, max, length, contains, empty } = raw;
  const oneOf = equals === undefined ? raw['one-of'] : [equals];
  if (oneOf) tests.push((node) => node.kind === 'scalar' && oneOf.some((value) => same(node, value)));
  const regex = (pattern: string | undefined, key: string): Regex | undefined =>
    pattern === undefined ? undefined : regexOf(pattern, [...path, key]);
  const wanted = regex(raw.matches, 'matches');
  const unwanted = regex(raw['not-matches'], 'not-matches');
  if (wanted) tests.push((node) => textsOf(node).some((text) => wanted.test(text)));
  if (unwanted) tests.push((node) => !textsOf(node).some((text) => unwanted.test(text)));
  if (type) tests.push((node) => typeOf(node) === type);
  if (min !== undefined) tests.push((node) => (quantityOf(node) ?? Number.NaN) >= min);
  if (max !== undefined) tests.push((node) => (quantityOf(node) ?? Number.NaN) <= max);
  if (length) tests.push((node) => within(lengthOf(node), length));
  if (contains !== undefined) tests.push((node) => includes(node, contains));
  if (empty !== undefined) tests.push((node) => (lengthOf(node) === 0) === empty);
  return (node) => tests.every((test) => test(node));
}

const same = (node: DataScalar, value: unknown): boolean =>
  node.value === value || (value !== null && node.value !== null && node.text === String(value));

/** The text of a value; the texts of the items of a list. */
function textsOf(node: DataNode): string[] {
  if (node.kind === 'scalar') return [node.text];
  return node.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [];
}

function typeOf(node: DataNode): string {
  if (node.kind !== 'scalar') return node.kind;
  return node.value === null ? 'null' : typeof node.value;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  '%': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  kb: 1e3,
  KB: 1e3,
  mb: 1e6,
  MB: 1e6,
  gb: 1e9,
  GB: 1e9,
  g: 1e9,
};

/** A number, or a quantity as Kubernetes and Compose write them. `m` is a thousandth. */
function quantityOf(node: DataNode): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value === 'boolean') return undefined;
  const found = /^\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s?([a-zA-Z%]{0,3})\s*$/.exec(node.text);
  const unit = found ? UNITS[found[2] ?? ''] : undefined;
  return found && unit !== undefined ? Number(found[1]) * unit : undefined;
}

function lengthOf(node: DataNode): number {
  if (node.kind === 'list') return node.items.length;
  if (node.kind === 'map') return node.entries.length;
  return node.value === null ? 0 : node.text.length;
}

const within = (value: number, { min = 0, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number }): boolean =>
  value >= min && value <= max;

function includes(node: DataNode, wanted: string | number | boolean): boolean {
  if (node.kind === 'list') return node.items.some((item) => item.kind === 'scalar' && same(item, wanted));
  if (node.kind === 'map') return node.entries.some((entry) => entry.key === String(wanted));
  return node.value !== null && node.text.includes(String(wanted));
}
