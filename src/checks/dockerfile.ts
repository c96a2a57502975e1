import type { DockerDocument, DockerInstruction } from '../languages/dockerfile/ast.js';
import { type Evidence, evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, type JsonSchema, ParamsError, type ReadArtefact } from './check.js';
import { type Regex, regexOf } from './text/regex.js';

interface RawSelector {
  instruction?: string | string[];
  matches?: string;
  'not-matches'?: string;
  stage?: string | number;
  image?: { name?: string; tag?: string; 'not-tag'?: string; pinned?: boolean };
  form?: 'exec' | 'shell';
  flag?: Record<string, string | boolean>;
  sets?: { name?: string; value?: string };
}

interface Params extends RawSelector {
  before?: RawSelector;
  after?: RawSelector;
  every?: RawSelector;
  absent?: boolean;
  last?: boolean;
  count?: { min?: number; max?: number };
  stages?: { min?: number; max?: number };
  artefacts?: string[];
}

type Selector = (instruction: DockerInstruction, file: DockerFileView) => boolean;

interface Ready {
  readonly selects: Selector;
  readonly before: Selector | undefined;
  readonly after: Selector | undefined;
  readonly every: Selector | undefined;
  readonly absent: boolean;
  readonly last: boolean;
  readonly least: number;
  readonly most: number;
  readonly stages: { readonly min?: number; readonly max?: number };
  readonly artefacts: ReadonlySet<string> | undefined;
}

/** A Dockerfile with what its stages build on. */
interface DockerFileView {
  readonly instructions: readonly DockerInstruction[];
  readonly names: readonly string[];
  /** The last stage and those that it is built from. */
  readonly final: ReadonlySet<number>;
  readonly last: number;
}

const selectorProperties = {
  instruction: {
    type: ['string', 'array'],
    items: { type: 'string' },
    description: '`COPY`, or several: `[COPY, ADD]`.',
    examples: ['COPY'],
  },
  matches: {
    type: 'string',
    description:
      'RE2 regex on what follows the instruction; continuation lines are joined, words of the JSON form joined by spaces.',
  },
  'not-matches': { type: 'string', description: 'RE2 regex that is not found there.' },
  stage: {
    type: ['string', 'integer'],
    description:
      '`final` (the last stage and those it is built from), `last`, `first`, a name after `AS`, or its number from 0.',
  },
  image: {
    type: 'object',
    description:
      "Of `FROM`: regexes on the image's name and tag; `pinned: true` asks for a tag other than `latest`, or a digest. Names of earlier stages pass over these.",
    properties: {
      name: { type: 'string' },
      tag: { type: 'string' },
      'not-tag': { type: 'string' },
      pinned: { type: 'boolean' },
    },
    additionalProperties: false,
  },
  form: { enum: ['exec', 'shell'], description: '`exec`: arguments as a JSON array.' },
  flag: {
    type: 'object',
    description: 'Flags with a regex on their value, or whether they are there: `{from: builder, chown: true}`.',
    additionalProperties: { type: ['string', 'boolean'] },
  },
  sets: {
    type: 'object',
    description: 'Of `ENV`, `ARG` and `LABEL`: regexes on the name and value that one of its settings has.',
    properties: { name: { type: 'string' }, value: { type: 'string' } },
    additionalProperties: false,
  },
} satisfies Record<string, JsonSchema>;

const selectorSchema = (description: string): JsonSchema => ({
  type: 'object',
  description,
  properties: selectorProperties,
  additionalProperties: false,
});
const bounds = {
  type: 'object',
  properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
} as const;

/** Instructions of a Dockerfile, in order and by stage. */
export const dockerfile: Check<Params, Ready> = {
  kind: 'dockerfile',
  languages: ['dockerfile'],
  summary: 'A Dockerfile has (or has not) an instruction that fits, before or after another, in a certain stage.',
  schema: {
    type: 'object',
    description: 'Met where an instruction fits all that is said.',
    properties: {
      ...selectorProperties,
      before: selectorSchema(
        'An instruction that fits this comes later, and none that fits comes earlier in the same stage.',
      ),
      after: selectorSchema('An instruction that fits this comes earlier in the same stage.'),
      every: selectorSchema('All instructions that fit the rest must fit this too.'),
      absent: { type: 'boolean', default: false, description: 'No instruction fits.' },
      last: {
        type: 'boolean',
        default: false,
        description:
          'Only the last instruction that fits `instruction` and `stage` counts: the one in force (`USER`, `CMD`).',
      },
      count: { ...bounds, description: 'How many must fit. Default: at least 1.' },
      stages: { ...bounds, description: 'How many stages the file has.' },
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts. Default: all Dockerfiles.',
      },
    },
    additionalProperties: false,
  },
  prepare({ before, after, every, absent = false, last = false, count = {}, stages = {}, artefacts, ...own }) {
    const { min: least = 1, max: most = Number.POSITIVE_INFINITY } = count;
    if (least > most) throw new ParamsError(`Unexpected count: min ${least} is above max ${most}`, ['count']);
    return {
      selects: last ? inForce(own) : selectorOf(own, []),
      before: before && selectorOf(before, ['before']),
      after: after && selectorOf(after, ['after']),
      every: every && selectorOf(every, ['every']),
      absent,
      last,
      least,
      most,
      stages,
      artefacts: artefacts && new Set(artefacts),
    };
  },
  judge(ready, documents) {
    const files = documents.artefacts.filter(
      (artefact) => isDockerfile(artefact) && (!ready.artefacts || ready.artefacts.has(artefact.id)),
    );
    const found: Evidence[] = [];
    const wrong: Evidence[] = [];
    let staged = files.length > 0;
    for (const artefact of files) {
      const view = viewOf((artefact.document as DockerDocument).tree.instructions);
      const { min = 0, max = Number.POSITIVE_INFINITY } = ready.stages;
      staged &&= view.last + 1 >= min && view.last + 1 <= max;
      for (const instruction of view.instructions) {
        if (!ready.selects(instruction, view)) continue;
        const fits = inOrder(instruction, view, ready) && (!ready.every || ready.every(instruction, view));
        (fits ? found : wrong).push(evidenceAt(artefact.source, instruction.start, instruction.end));
      }
    }
    if (!staged) return unmet();
    if (ready.absent) return found.length > 0 ? unmet(found) : met();
    const enough = found.length >= ready.least && found.length <= ready.most && !(ready.every && wrong.length > 0);
    return enough ? met(found) : unmet(wrong);
  },
};

const isDockerfile = (artefact: ReadArtefact): boolean =>
  'tree' in artefact.document && artefact.document.tree.kind === 'File';

function viewOf(instructions: readonly DockerInstruction[]): DockerFileView {
  const froms = instructions.filter((instruction) => instruction.keyword === 'FROM');
  const names = froms.map((from) => from.image?.as?.toLowerCase() ?? '');
  const last = froms.length - 1;
  const final = new Set<number>();
  for (let stage = last; stage >= 0 && !final.has(stage); ) {
    final.add(stage);
    const base = froms[stage]?.image?.name.toLowerCase() ?? '';
    stage = base ? names.slice(0, stage).lastIndexOf(base) : -1;
  }
  return { instructions, names, final, last };
}

function inOrder(instruction: DockerInstruction, view: DockerFileView, ready: Ready): boolean {
  const at = view.instructions.indexOf(instruction);
  const stage = (other: DockerInstruction) => other.stage === instruction.stage;
  const { before, after } = ready;
  const earlier = view.instructions.slice(0, at).filter(stage);
  const later = view.instructions.slice(at + 1).filter(stage);
  if (before && (!later.some((other) => before(other, view)) || earlier.some((other) => before(other, view))))
    return false;
  return !after || earlier.some((other) => after(other, view));
}

/** The last instruction of its kind and stage, where it fits the rest as well. */
function inForce(raw: RawSelector): Selector {
  const { instruction, stage, ...rest } = raw;
  const kind = selectorOf(
    { ...(instruction !== undefined && { instruction }), ...(stage !== undefined && { stage }) },
    [],
  );
  const fits = selectorOf(rest, []);
  return (one, view) => view.instructions.findLast((other) => kind(other, view)) === one && fits(one, view);
}

function selectorOf(raw: RawSelector, path: readonly string[]): Selector {
  const keywords =
    raw.instruction === undefined ? undefined : new Set([raw.instruction].flat().map((word) => word.toUpperCase()));
  const regex = (pattern: string | undefined, ...keys: string[]): Regex | undefined =>
    pattern === undefined ? undefined : regexOf(pattern, [...path, ...keys]);
  const wanted = regex(raw.matches, 'matches');
  const unwanted = regex(raw['not-matches'], 'not-matches');
  const image = raw.image && imageTest(raw.image, [...path, 'image']);
  const sets = raw.sets && {
    name: regex(raw.sets.name, 'sets', 'name'),
    value: regex(raw.sets.value, 'sets', 'value'),
  };
  const flags = Object.entries(raw.flag ?? {}).map(([name, value]) => flagTest(name, value, [...path, 'flag', name]));
  return (instruction, view) => {
    const words = instruction.json
      ? instruction.args.map((arg) => arg.text).join(' ')
      : [instruction.text, ...instruction.heredocs.map((doc) => doc.text)].join('\n');
    if (keywords && !keywords.has(instruction.keyword)) return false;
    if ((wanted && !wanted.test(words)) || unwanted?.test(words)) return false;
    if (raw.stage !== undefined && !inStage(instruction, raw.stage, view)) return false;
    if (raw.form && instruction.json !== (raw.form === 'exec')) return false;
    if (image && !image(instruction, view)) return false;
    const set = (property: { name: string; value?: string }) =>
      (sets?.name?.test(property.name) ?? true) && (sets?.value?.test(property.value ?? '') ?? true);
    return (!sets || instruction.properties.some(set)) && flags.every((test) => test(instruction));
  };
}

function inStage(instruction: DockerInstruction, stage: string | number, view: DockerFileView): boolean {
  if (typeof stage === 'number') return instruction.stage === stage;
  if (stage === 'final') return view.final.has(instruction.stage);
  if (stage === 'last') return instruction.stage === view.last;
  return stage === 'first'
    ? instruction.stage === 0
    : instruction.stage >= 0 && view.names[instruction.stage] === stage.toLowerCase();
}

function imageTest(raw: NonNullable<RawSelector['image']>, path: readonly string[]): Selector {
  const name = raw.name === undefined ? undefined : regexOf(raw.name, [...path, 'name']);
  const tag = raw.tag === undefined ? undefined : regexOf(raw.tag, [...path, 'tag']);
  const notTag = raw['not-tag'] === undefined ? undefined : regexOf(raw['not-tag'], [...path, 'not-tag']);
  return ({ image, stage }, view) => {
    if (!image) return false;
    if (view.names.slice(0, Math.max(0, stage)).includes(image.name.toLowerCase()))
      return name === undefined && raw.pinned !== false;
    const pinned =
      image.digest !== undefined || (image.tag !== undefined && image.tag !== 'latest') || image.name === 'scratch';
    if (raw.pinned !== undefined && pinned !== raw.pinned) return false;
    return (
      (name?.test(image.name) ?? true) && (tag?.test(image.tag ?? '') ?? true) && !notTag?.test(image.tag ?? 'latest')
    );
  };
}

function flagTest(
  name: string,
  value: string | boolean,
  path: readonly string[],
): (instruction: DockerInstruction) => boolean {
  const regex = typeof value === 'string' ? regexOf(value, path) : undefined;
  return ({ flags }) => {
    const flag = flags.find((one) => one.name === name);
    return regex ? flag !== undefined && regex.test(flag.value ?? '') : (flag !== undefined) === value;
  };
}
