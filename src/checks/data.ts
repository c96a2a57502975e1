import { type Evidence, evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import { type Check, type Documents, ParamsError, type ReadArtefact } from './check.js';
import { type Condition, conditionOf, conditionProperties, type RawCondition } from './data/condition.js';
import { type DataNode, readData } from './data/node.js';
import { type DataPath, pathOf, type Reached, reach } from './data/path.js';
import { SHAPES } from './data/shapes.js';

interface Params extends RawCondition {
  path?: string;
  where?: Record<string, unknown>;
  shape?: string;
  absent?: boolean;
  count?: { min?: number; max?: number };
  quantity?: 'some' | 'every';
  'same-as'?: RawOther;
  holds?: Record<string, unknown>;
  artefacts?: string[];
}

type RawOther = string | { path: string; where?: Record<string, unknown> };

interface Held {
  readonly path: DataPath;
  readonly is: Condition;
  /** Nothing at the path may be so. */
  readonly absent: boolean;
}

interface Ready {
  readonly path: DataPath | undefined;
  readonly where: readonly Held[];
  readonly holds: readonly Held[];
  readonly shape: ((root: DataNode) => string[]) | undefined;
  readonly absent: boolean;
  readonly least: number;
  readonly most: number;
  readonly every: boolean;
  readonly is: Condition;
  readonly sameAs: Other | undefined;
  readonly artefacts: ReadonlySet<string> | undefined;
}

/** What a path within a value or a document must hold. */
const heldSchema = {
  type: ['string', 'number', 'boolean', 'object'],
  properties: {
    ...conditionProperties,
    absent: { type: 'boolean', default: false, description: 'Nothing at the path fulfils the other conditions.' },
  },
  additionalProperties: false,
} as const;

const DATA = new Set(['yaml', 'json', 'toml', 'hcl']);

/** Keys and values of data at a path. */
export const data: Check<Params, Ready> = {
  kind: 'data',
  languages: ['yaml', 'json', 'toml', 'hcl'],
  summary:
    'YAML, JSON, TOML or HCL holds a key or a value at a path, with wildcards; or a document has the shape of a Kubernetes object, a workflow, a DVC or Compose file.',
  schema: {
    type: 'object',
    description:
      'Met where a value at the path fulfils all conditions. Several documents of one file are looked at one by one; aliases and merge keys are followed.',
    properties: {
      path: {
        type: 'string',
        description:
          'Keys joined by dots: `spec.containers[*].image`, `jobs.*.steps[name=Test].run`, `**.password` (any depth), `"a.b".c`, `items[0]`, `items[-1]`. Blocks of HCL that share a key are its items: `ingress[from_port=22].cidr_blocks`.',
        examples: ['spec.template.spec.containers[*].image', '**.runAsNonRoot'],
      },
      where: {
        type: 'object',
        description:
          'Only documents in which these paths hold these values, or fulfil these conditions: `{kind: Deployment}`.',
        additionalProperties: heldSchema,
      },
      shape: {
        enum: Object.keys(SHAPES),
        description: 'Keys that a document of this kind must have, by its structure.',
      },
      absent: {
        type: 'boolean',
        default: false,
        description: 'Nothing at the path fulfils the conditions. Needs a document that can be read.',
      },
      count: {
        type: 'object',
        description: 'How many values must fulfil the conditions. Default: at least 1.',
        properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
        additionalProperties: false,
      },
      quantity: {
        enum: ['some', 'every'],
        default: 'some',
        description: '`every`: all values at the path, of which there must be one.',
      },
      'same-as': {
        type: ['string', 'object'],
        description:
          'A path in the same document at which the same text stands; or `{path: …, where: {kind: Deployment}}`, a path in any document that fulfils `where`.',
        properties: {
          path: { type: 'string' },
          where: {
            type: 'object',
            additionalProperties: heldSchema,
          },
        },
        required: ['path'],
        additionalProperties: false,
      },
      holds: {
        type: 'object',
        description:
          'Paths below the value that must be there too, with their values or conditions: `{resources.limits.memory: {}}`; that must not, with `absent: true`. With `quantity: every`, no item may lack them.',
        additionalProperties: heldSchema,
      },
      ...conditionProperties,
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts to look at. Default: all in YAML, JSON, TOML or HCL.',
      },
    },
    anyOf: [{ required: ['path'] }, { required: ['shape'] }],
    additionalProperties: false,
  },
  prepare(params) {
    const { min: least = params.absent ? 0 : 1, max: most = Number.POSITIVE_INFINITY } = params.count ?? {};
    if (least > most) throw new ParamsError(`Unexpected count: min ${least} is above max ${most}`, ['count']);
    if (params.shape !== undefined && !SHAPES[params.shape])
      throw new ParamsError(`Unknown shape \`${params.shape}\``, ['shape']);
    return {
      path: params.path === undefined ? undefined : pathOf(params.path, ['path']),
      where: heldIn(params.where, 'where'),
      holds: heldIn(params.holds, 'holds'),
      shape: params.shape === undefined ? undefined : SHAPES[params.shape],
      absent: params.absent ?? false,
      least,
      most,
      every: params.quantity === 'every',
      is: conditionOf(params, []),
      sameAs: params['same-as'] === undefined ? undefined : otherOf(params['same-as']),
      artefacts: params.artefacts && new Set(params.artefacts),
    };
  },
  judge(ready, documents) {
    const roots = rootsOf(documents, ready);
    if (roots.length === 0) return unmet();
    const found: Evidence[] = [];
    const wrong: Evidence[] = [];
    for (const { root, artefact } of roots) {
      for (const problem of ready.shape?.(root) ?? [])
        wrong.push(placeOf(artefact, { node: root, entry: undefined }, `${problem} is missing`));
      for (const one of ready.path ? reach(root, ready.path) : []) {
        const fits =
          ready.is(one.node) &&
          fulfils(one.node, ready.holds) &&
          (!ready.sameAs || others(ready.sameAs, root, documents, ready).some((other) => equal(other.node, one.node)));
        (fits ? found : wrong).push(placeOf(artefact, one));
      }
    }
    return verdict(ready, found, wrong);
  },
};

/** Another place at which the same text stands. */
interface Other {
  readonly path: DataPath;
  /** In which documents; in the same one where there is none. */
  readonly where: readonly Held[] | undefined;
}

function otherOf(raw: RawOther): Other {
  if (typeof raw === 'string') return { path: pathOf(raw, ['same-as']), where: undefined };
  return { path: pathOf(raw.path, ['same-as', 'path']), where: heldIn(raw.where, 'same-as') };
}

function others({ path, where }: Other, root: DataNode, documents: Documents, ready: Ready): Reached[] {
  if (where === undefined) return reach(root, path);
  return rootsOf(documents, { ...ready, where }).flatMap((one) => reach(one.root, path));
}

const heldIn = (table: Record<string, unknown> | undefined, key: string): Held[] =>
  Object.entries(table ?? {}).map(([path, value]) => ({
    path: pathOf(path, [key, path]),
    is: conditionOf(asCondition(value), [key, path]),
    absent: asCondition(value).absent ?? false,
  }));

const fulfils = (root: DataNode, held: readonly Held[]): boolean =>
  held.every(({ path, is, absent }) => reach(root, path).some((one) => is(one.node)) !== absent);

const asCondition = (value: unknown): RawCondition & { absent?: boolean } =>
  typeof value === 'object' && value !== null ? value : { equals: value as string };

/** The documents that fulfil `where`, with the artefact they came from. */
function rootsOf(documents: Documents, ready: Ready): { root: DataNode; artefact: ReadArtefact }[] {
  const artefacts = documents.artefacts.filter((artefact) =>
    ready.artefacts ? ready.artefacts.has(artefact.id) : DATA.has(artefact.language),
  );
  const roots = artefacts.flatMap((artefact, i) => {
    const { nodes } = documents.derive(`data ${ready.artefacts ? [...ready.artefacts].sort().join() : ''} ${i}`, () =>
      readData(artefact.document),
    );
    return nodes.map((root) => ({ root, artefact }));
  });
  return roots.filter(({ root }) => fulfils(root, ready.where));
}

const equal = (a: DataNode, b: DataNode): boolean => a.kind === 'scalar' && b.kind === 'scalar' && a.text === b.text;

function placeOf(artefact: ReadArtefact, { node, entry }: Reached, message = ''): Evidence {
  const whole = node.kind === 'scalar' ? node.end : Math.min(node.end, node.start + 80);
  return evidenceAt(artefact.source, entry?.start ?? node.start, Math.max(whole, entry?.keyEnd ?? 0), message);
}

const MOST = 5;

function verdict(ready: Ready, found: readonly Evidence[], wrong: readonly Evidence[]): Verdict {
  if (!ready.path) return wrong.length > 0 ? unmet(wrong.slice(0, MOST)) : met();
  if (ready.absent) return found.length > 0 ? unmet(found.slice(0, MOST)) : met();
  const enough =
    found.length >= ready.least &&
    found.length <= ready.most &&
    !(ready.every && wrong.length > 0) &&
    !(ready.shape && wrong.length > 0);
  return enough
    ? met(found.slice(0, MOST))
    : unmet((ready.every ? wrong : found.length > ready.most ? found : wrong).slice(0, MOST));
}
