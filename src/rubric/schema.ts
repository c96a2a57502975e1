import type { FromSchema } from 'json-schema-to-ts';
import type { Check, JsonSchema } from '../checks/check.js';

/**
 * The one source of the rubric format: the published schemas, the types of what an author wrote and the reference page all come from here.
 * Descriptions speak to authors.
 */
const local = {
  type: 'object',
  description: 'A text for people, in Spanish and in English.',
  properties: { es: { type: 'string', minLength: 1 }, en: { type: 'string', minLength: 1 } },
  required: ['es', 'en'],
  additionalProperties: false,
} as const;

/** Any expression; its schema is added when the kinds of check are known, so its type here is open. */
const expression = { $ref: '#/$defs/expression' } as unknown as { description: string };

const id = {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  description: 'Lower-case words joined by hyphens.',
} as const;
const texts = { type: 'array', items: { type: 'string', minLength: 1 } } as const;
const forms = {
  type: 'array',
  description:
    'Ways of naming the defect; any one is enough. A concept of the lexicon, or {missing|harmful|unwanted|wanted|says: concept}, {all|any|near: [form…]}, {weak: form}.',
  items: { type: ['string', 'object'] },
} as const;

const defectKeys = {
  mentions: forms,
  unless: { ...forms, description: 'A remark with one of these is about something else.' },
  fix: {
    type: 'object',
    description: 'Words of a right remedy, of one that does half, and of remedies known to be wrong.',
    properties: {
      any: { ...forms, description: 'Right remedies; any one is enough. The same forms as in `mentions`.' },
      partly: {
        ...forms,
        description: 'Remedies that do half and earn half of the share, unless a right one stands beside them.',
      },
      not: {
        ...forms,
        description:
          'Remedies known to be wrong: they spoil what stands beside them. As {weak: form} they do nothing and take only the words of their own piece.',
      },
    },
    additionalProperties: false,
  },
  examples: { ...texts, description: 'Remarks that name this defect: at least two in Spanish and two in English.' },
  not_examples: { ...texts, description: 'Remarks that look alike and do not name it.' },
} as const;

const criterion = {
  type: 'object',
  description: 'One thing worth points.',
  properties: {
    id,
    points: {
      type: 'number',
      minimum: 0,
      maximum: 1000,
      decimals: 2,
      description: 'Points, at most two decimals.',
    },
    severity: {
      enum: ['critical', 'medium', 'minor'],
      description: 'The right severity, where the exercise asks for one.',
    },
    title: { ...local, description: 'The defect, named. Shown once found, and at the full reveal level.' },
    topic: { ...local, description: 'What it is about, without naming the defect: shown while it is not found.' },
    feedback: {
      type: 'object',
      description: 'What the student reads. Never the cure.',
      properties: { missing: local, met: local, partly: local },
      required: ['missing'],
      additionalProperties: false,
    },
    hints: {
      type: 'object',
      description: 'From a nudge to nearly the answer.',
      properties: { es: texts, en: texts },
      required: ['es', 'en'],
      additionalProperties: false,
    },
    learn: { type: 'array', items: { type: 'string', pattern: '^https://' }, description: 'Where to read more.' },
    ...defectKeys,
    'shown-by': {
      type: 'array',
      items: id,
      description: 'Artefacts that could show the fix; all of the exercise where not given.',
    },
    fixed: { ...expression, description: 'What the corrected artefact must show.' },
    'equivalent-mutants': {
      type: 'array',
      items: {
        enum: [
          'comment out',
          'drop the argument',
          'argument is None',
          'empty the literal',
          'delete the lines',
          'another value',
          'delete the remark',
          'flip the stance',
        ],
      },
      description:
        'Ways in which `rubric mutate` breaks its remedy and a right one is left, such as `another value` where any name will do. They do not count.',
    },
  },
  required: ['id', 'points', 'title', 'feedback', 'mentions'],
  additionalProperties: false,
} as const;

const share = { type: 'number', minimum: 0, maximum: 100 } as const;

const rubric = {
  type: 'object',
  properties: {
    schema: { const: 1, description: 'Version of the format.' },
    exercise: id,
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'Raise it when scores may change.' },
    title: local,
    points: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1000,
      decimals: 2,
      description: 'What the criteria add up to.',
    },
    shares: {
      type: 'object',
      description: 'How the points of a criterion divide, in per cent: naming the problem, its severity, the fix.',
      properties: {
        found: { ...share, description: 'Naming the problem.' },
        severity: { ...share, description: 'Its severity, where the exercise asks for it.' },
        fixed: { ...share, description: 'Mending it, in the artefact or in words.' },
      },
      additionalProperties: false,
    },
    words: {
      type: 'object',
      description:
        'What right words earn of `fixed`: with no artefact handed in, and beside an artefact that could show the fix and does not.',
      properties: {
        alone: { type: 'number', minimum: 0, maximum: 1 },
        'beside-artefact': { type: 'number', minimum: 0, maximum: 1 },
      },
      required: ['alone', 'beside-artefact'],
      additionalProperties: false,
    },
    'adjacent-severity': {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'What a severity one level off earns of its share.',
    },
    artefacts: {
      type: 'object',
      description: 'Kinds of file or block that students hand in.',
      propertyNames: id,
      additionalProperties: {
        type: 'object',
        properties: {
          title: local,
          language: {
            type: 'string',
            description: 'python, typescript, javascript, yaml, json, toml, hcl, dockerfile, promql, markdown, text.',
          },
          files: { ...texts, description: 'Names or globs of its files.' },
          'looks-like': { ...texts, description: 'RE2 regexes: content that is taken for it.' },
        },
        required: ['title', 'language'],
        additionalProperties: false,
      },
    },
    review: {
      type: 'object',
      description: 'How the review is read.',
      properties: {
        stance: {
          enum: ['finding', 'listed'],
          description: '`listed`: the exercise asks what is missing, so a bare name is a statement.',
        },
        concepts: {
          type: 'object',
          additionalProperties: texts,
          description: 'Concepts of this exercise; a name that ends in + widens a concept of the lexicon.',
        },
        extras: {
          type: 'array',
          description: 'Valid remarks that no criterion pays.',
          items: {
            type: 'object',
            properties: { id, title: local, ...defectKeys },
            required: ['id', 'title', 'mentions'],
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
    criteria: { type: 'array', minItems: 1, items: criterion },
    advice: {
      type: 'array',
      description: 'Bugs and doubts worth a word and no points.',
      items: {
        type: 'object',
        properties: { id, criterion: id, message: local, when: expression },
        required: ['id', 'message', 'when'],
        additionalProperties: false,
      },
    },
    define: { type: 'object', description: 'Named expressions, for {use: name}.', additionalProperties: expression },
  },
  required: ['schema', 'exercise', 'version', 'title', 'points', 'shares', 'criteria'],
  additionalProperties: false,
} as const;

const exam = {
  type: 'object',
  properties: {
    schema: { const: 1, description: 'Version of the format.' },
    id,
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    title: local,
    language: { enum: ['es', 'en'], description: 'Language in which students are spoken to by default.' },
    duration: {
      type: 'object',
      description: 'Minutes.',
      properties: { minimum: { type: 'integer', minimum: 1 }, maximum: { type: 'integer', minimum: 1 } },
      required: ['minimum', 'maximum'],
      additionalProperties: false,
    },
    'pass-mark': { type: 'number', minimum: 0, decimals: 2, description: 'Points needed to pass.' },
    given: {
      ...texts,
      description: 'Files a student was given (globs, beside exam.yaml): whatever repeats them is not an answer.',
    },
    solutions: { ...texts, description: 'Model answers: a copy of one is credited and flagged.' },
    exercises: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          id,
          title: local,
          keywords: { ...texts, description: 'Words that headings and texts about this exercise use.' },
          rubric: { type: 'string', description: 'Path of its rubric, from exam.yaml.' },
        },
        required: ['id', 'title', 'rubric'],
        additionalProperties: false,
      },
    },
  },
  required: ['schema', 'id', 'version', 'title', 'language', 'pass-mark', 'exercises'],
  additionalProperties: false,
} as const;

export type RawRubric = FromSchema<typeof rubric>;
export type RawCriterion = RawRubric['criteria'][number];
export type RawDefect = NonNullable<NonNullable<RawRubric['review']>['extras']>[number];
export type RawExam = FromSchema<typeof exam>;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

export const examSchema: JsonSchema = { $schema: DIALECT, title: 'dictamen exam', ...exam };

/** The schema of a rubric, with the parameters of every check kind in it. */
export function rubricSchema(checks: readonly Check[]): JsonSchema {
  return { $schema: DIALECT, title: 'dictamen rubric', ...rubric, $defs: { expression: expressionSchema(checks) } };
}

function expressionSchema(checks: readonly Check[]): JsonSchema {
  const one = { $ref: '#/$defs/expression' };
  const list = { type: 'array', minItems: 1, items: one };
  const operators: Record<string, JsonSchema> = {
    all: { ...list, description: 'As good as its worst member.' },
    any: { ...list, description: 'As good as its best member.' },
    not: { ...one, description: 'Met where the expression is not met at all.' },
    'at-least': {
      type: 'object',
      description: 'Met where so many members are met.',
      properties: { count: { type: 'integer', minimum: 1 }, of: list },
      required: ['count', 'of'],
      additionalProperties: false,
    },
    proportion: {
      type: 'object',
      description: 'The sum of its members out of so many, at most 1.',
      properties: { 'out-of': { type: 'integer', minimum: 1 }, of: list },
      required: ['out-of', 'of'],
      additionalProperties: false,
    },
    levels: {
      type: 'array',
      minItems: 1,
      description: 'The fraction of the first level whose expression is wholly met.',
      items: {
        type: 'object',
        properties: {
          fraction: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
          when: one,
          note: { ...local, description: 'Why it is not more, for the student.' },
        },
        required: ['fraction', 'when'],
        additionalProperties: false,
      },
    },
    use: { type: 'string', description: 'A name of `define`.' },
  };
  const kinds = Object.fromEntries(
    checks.map((check) => [check.kind, { description: check.summary, ...check.schema }]),
  );
  return {
    type: 'object',
    description: 'What must hold: one key, an operator or a kind of check.',
    minProperties: 1,
    maxProperties: 1,
    properties: { ...operators, ...kinds },
    additionalProperties: false,
  };
}

const turns = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 };

/** Files of `rubrics/lexicon/vocabulary/`. */
export const vocabularySchema: JsonSchema = {
  $schema: DIALECT,
  title: 'words that the reader of reviews knows',
  type: 'object',
  propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
  additionalProperties: {
    anyOf: [
      { type: 'string', minLength: 1, description: 'Words, parted by spaces.' },
      {
        type: 'object',
        description: 'Turns of phrase, by where in the text they stand.',
        properties: {
          ...Object.fromEntries(
            ['whole', 'start', 'end', 'within', 'prefix', 'opens', 'anywhere'].map((place) => [place, turns]),
          ),
          before: { type: 'string' },
          after: { type: 'string' },
          unless: { type: 'string', description: 'Words that must not follow.' },
        },
        minProperties: 1,
        additionalProperties: false,
      },
      {
        type: 'object',
        description: 'What words stand for, or go with.',
        minProperties: 1,
        additionalProperties: { type: 'string', minLength: 1 },
      },
    ],
  },
};
