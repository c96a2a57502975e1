import { ParamsError } from '../check.js';
import { folded } from '../text/fold.js';
import { type Regex, regexesOf } from '../text/regex.js';
import { SHAPES, type Shape } from './values.js';

interface RawField {
  id: string;
  names?: string[];
  value?: Shape;
  patterns?: string[];
  anywhere?: string[];
  not?: string[];
  ignore?: string[];
  in?: 'section' | 'card';
  any?: boolean;
  'min-words'?: number;
}

export interface Params {
  section?: string[];
  'unless-section'?: string[];
  fields: RawField[];
  'out-of'?: number;
  beside?: { value?: Shape; not?: string[] };
  given?: string[];
  'running-text'?: boolean;
  artefacts?: string[];
}

export interface Field {
  readonly id: string;
  readonly names: readonly Regex[];
  readonly value: Shape;
  readonly patterns: readonly Regex[];
  readonly anywhere: readonly Regex[];
  readonly not: readonly Regex[];
  readonly ignore: readonly Regex[];
  readonly labelsIn: 'section' | 'card';
  readonly textIn: 'section' | 'card';
  readonly any: boolean;
  readonly minWords: number;
}

export interface Ready {
  readonly section: readonly Regex[];
  readonly unless: readonly Regex[];
  readonly fields: readonly Field[];
  readonly outOf: number;
  readonly beside: { readonly value: Shape; readonly not: readonly Regex[] } | undefined;
  /** Lines of the given document, and the words in them. */
  readonly given: ReadonlySet<string>;
  readonly givenWords: ReadonlySet<string>;
  readonly runningText: boolean;
  readonly artefacts: ReadonlySet<string> | undefined;
}

const words = { type: 'array', items: { type: 'string' }, minItems: 1 } as const;
const FOLDED = 'RE2 regexes on lower-case text without accents';

const fieldSchema = {
  type: 'object',
  description: 'One thing that the section must say.',
  properties: {
    id: { type: 'string', description: 'Named in the evidence.' },
    names: {
      ...words,
      description: `Names of the field, ${FOLDED}: of a label (\`Version: 1.0\`), a heading, a column or row of a table, a key, or within a sentence.`,
    },
    value: {
      enum: Object.keys(SHAPES),
      default: 'text',
      description: 'What stands beside the name. For `number`, each name in a sentence needs a number of its own.',
    },
    patterns: { ...words, description: `Say the field without its name, ${FOLDED}; looked for in the section.` },
    anywhere: { ...words, description: 'The same, looked for in the whole document.' },
    ignore: { ...words, description: 'Stretches of text in which nothing of the field is looked for.' },
    not: { ...words, description: `Statements, labels or innermost headings that look so do not say it, ${FOLDED}.` },
    in: {
      enum: ['section', 'card'],
      description:
        'Where names and patterns are looked for. Default: `names` of labels and headings in the whole card, all else in the section.',
    },
    any: { type: 'boolean', default: false, description: 'Any statement of the section with content says it.' },
    'min-words': {
      type: 'integer',
      minimum: 1,
      description: 'Words that a statement must have. Default: 1 beside a label, 4 in a sentence.',
    },
  },
  required: ['id'],
  additionalProperties: false,
} as const;

/** What an author may write below `card`. */
export const cardSchema = {
  type: 'object',
  description:
    'The fraction of the fields that hold content. Placeholders, template instructions, empty sections and sentences that repeat their heading are none.',
  properties: {
    section: {
      ...words,
      description: `Headings (or bold lines, labels, keys) under which to look, ${FOLDED}. The whole document where not given.`,
    },
    'unless-section': { ...words, description: 'Headings that look so are another section.' },
    fields: { type: 'array', items: fieldSchema, minItems: 1 },
    'out-of': { type: 'integer', minimum: 1, description: 'How many fields earn all. Default: all of them.' },
    beside: {
      type: 'object',
      description:
        'Other names in a list, or on a side of a table, in which a field was found count as fields too, each once, where a value of this shape and little else stands with them.',
      properties: {
        value: { enum: Object.keys(SHAPES), default: 'text' },
        not: { ...words, description: `Names that do not count, ${FOLDED}.` },
      },
      additionalProperties: false,
    },
    'running-text': {
      type: 'boolean',
      default: false,
      description:
        'A document without any heading or label is searched as if all of it were the section: for names and patterns that cannot be about another.',
    },
    given: {
      type: 'array',
      items: { type: 'string' },
      description: 'Lines of the document that the student was given: they earn nothing, nor do their words alone.',
    },
    artefacts: {
      type: 'array',
      items: { type: 'string' },
      description: 'Ids of artefacts to read. Default: all that are no programs.',
    },
  },
  required: ['fields'],
  additionalProperties: false,
} as const;

/** An author's words compiled. @throws ParamsError for a field that nothing can show, or a regex that does not compile. */
export function prepareCard(params: Params): Ready {
  return {
    section: regexesOf(params.section, ['section']),
    unless: regexesOf(params['unless-section'], ['unless-section']),
    fields: params.fields.map(prepareField),
    outOf: params['out-of'] ?? params.fields.length,
    beside: params.beside && {
      value: params.beside.value ?? 'text',
      not: regexesOf(params.beside.not, ['beside', 'not']),
    },
    runningText: params['running-text'] ?? false,
    given: new Set(params.given?.map(bare)),
    givenWords: new Set(params.given?.flatMap((line) => bare(line).split(' '))),
    artefacts: params.artefacts && new Set(params.artefacts),
  };
}

function prepareField(raw: RawField, i: number): Field {
  const path = ['fields', i];
  if (!raw.names && !raw.patterns && !raw.anywhere && !raw.any)
    throw new ParamsError(
      `Unexpected field \`${raw.id}\` that nothing can show, expected \`names\`, \`patterns\` or \`any\``,
      path,
    );
  return {
    id: raw.id,
    names: regexesOf(raw.names, [...path, 'names']),
    value: raw.value ?? 'text',
    patterns: regexesOf(raw.patterns, [...path, 'patterns']),
    anywhere: regexesOf(raw.anywhere, [...path, 'anywhere']),
    ignore: regexesOf(raw.ignore, [...path, 'ignore']),
    not: regexesOf(raw.not, [...path, 'not']),
    labelsIn: raw.in ?? 'card',
    textIn: raw.in ?? 'section',
    any: raw.any ?? false,
    minWords: raw['min-words'] ?? 0,
  };
}

/** Words and numbers only. */
export const bare = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
