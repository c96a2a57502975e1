import type { JsonSchema } from '../checks/check.js';

/** What the reference is made from. */
export interface ReferenceSources {
  readonly rubric: JsonSchema;
  readonly exam: JsonSchema;
  readonly fixture?: JsonSchema;
  /** Kinds of check and the languages that they read; a kind that reads any has none. */
  readonly checks: readonly Kind[];
  /** The shared lexicon: a title for each file, and its concepts with their synonyms. */
  readonly lexicon: readonly {
    readonly title: string;
    readonly concepts: Readonly<Record<string, readonly string[]>>;
  }[];
}

interface Kind {
  readonly kind: string;
  readonly summary: string;
  readonly languages?: readonly string[] | undefined;
}

/** The reference of the formats as markdown: every key, operator, check and shared concept. The same sources give the same text. */
export function reference(sources: ReferenceSources): string {
  const kinds = new Map(sources.checks.map((check) => [check.kind, check]));
  const expressions = Object.entries(properties(definition(sources.rubric, 'expression')));
  const operators = expressions.filter(([key]) => !kinds.has(key));
  const checks = expressions.filter(([key]) => kinds.has(key));
  return [
    HEAD,
    '## A rubric\n',
    table(sources.rubric),
    '\n## An exam\n',
    table(sources.exam),
    ...(sources.fixture ? ['\n## An expectation of a fixture\n', table(sources.fixture)] : []),
    '\n## Operators of an expression\n\nAn expression is a mapping with one key: an operator or a kind of check.\n',
    ...operators.map(([key, schema]) => section(key, schema)),
    `\n## Kinds of check\n\n${checks.map(([key]) => `[${key}](#${key})`).join(' · ')}\n`,
    ...checks.map(([key, schema]) => section(key, schema, kinds.get(key))),
    '\n## Concepts of the shared lexicon\n\nUse them by name in `mentions`, `fix` and `unless`. The words are some of the synonyms; inflection, accents and slips are taken care of.\n',
    ...sources.lexicon.map(concepts),
  ].join('\n');
}

const HEAD = `# Reference

Generated from the schemas when the package is built: do not edit. The [guide](README.md) says what the parts are for, the [cookbook](cookbook.md) shows them at work. A star marks keys that must be there.
`;

/** Keys by path: `criteria[].hints.es`. A star marks those that must be there. */
function table(schema: JsonSchema): string {
  const rows: string[] = [];
  // Author formats are shallow: what nests without end is an expression, which has a part of its own.
  const add = (path: string, value: JsonSchema, required: boolean) =>
    rows.push(
      row(
        path,
        repeats(value, schema)
          ? { ...value, description: `${value.description ?? ''} Its keys are those of this table.` }
          : value,
        required,
      ),
    );
  const walk = (at: JsonSchema, prefix: string, depth: number): void => {
    const required = new Set(Array.isArray(at.required) ? at.required.map(String) : []);
    for (const [key, value] of Object.entries(properties(at))) {
      const path = `${prefix}${key}`;
      add(path, value, required.has(key));
      if (depth > 0 && !repeats(value, schema))
        for (const [inner, suffix] of insides(value)) walk(inner, `${path}${suffix}`, depth - 1);
    }
  };
  walk(schema, '', 5);
  return rows.length === 0 ? '' : ['| key | value | |', '|---|---|---|', ...rows, ''].join('\n');
}

/** Whether a mapping takes the very keys that its table shows at the top, as `before` takes those of an instruction. */
function repeats(schema: JsonSchema, top: JsonSchema): boolean {
  const inner = [schema.items, schema.additionalProperties].find(isSchema) ?? schema;
  const keys = Object.keys(properties(inner));
  return inner !== top && keys.length > 3 && keys.every((key) => properties(inner)[key] === properties(top)[key]);
}

function row(path: string, schema: JsonSchema, required: boolean): string {
  const parts = [
    typeof schema.description === 'string' ? schema.description : '',
    schema.default === undefined ? '' : `Default: \`${JSON.stringify(schema.default)}\`.`,
    Array.isArray(schema.examples) ? `Example: ${schema.examples.map((one) => `\`${plain(one)}\``).join(', ')}.` : '',
  ];
  return `| \`${path}\`${required ? ' *' : ''} | ${cell(typeOf(schema))} | ${cell(parts.filter(Boolean).join(' ')).replaceAll(' · ', '<br>')} |`;
}

/** A check or an operator: what it does, and its parameters. */
function section(key: string, schema: JsonSchema, kind?: Kind): string {
  const { description } = schema;
  const parameters =
    Object.keys(properties(schema)).length > 0 ? schema : ((insides(schema)[0]?.[0] ?? {}) as JsonSchema);
  const parts = [
    kind ? sentence(kind.summary) : '',
    typeof description === 'string' && description !== kind?.summary ? sentence(description) : '',
    kind?.languages ? `Reads ${kind.languages.join(', ')}.` : '',
  ];
  return [`### ${key}\n`, `${parts.filter(Boolean).join(' ')}\n`, table(parameters)].join('\n');
}

function concepts({ title, concepts: table }: ReferenceSources['lexicon'][number]): string {
  const lines = Object.entries(table).map(
    ([name, words]) =>
      `* \`${name}\`: ${words
        .slice(0, FEW)
        .map((word) => `\`${plain(word)}\``)
        .join(', ')}`,
  );
  return [`### ${title}\n`, ...lines, ''].join('\n');
}

/** So many synonyms tell what a concept means. */
const FEW = 4;

/** The schemas inside one, with what they add to the path. */
function insides(schema: JsonSchema): [JsonSchema, string][] {
  const found: [JsonSchema, string][] = [];
  if (isSchema(schema.items) && !schema.items.$ref) found.push([schema.items, '[].']);
  if (isSchema(schema.additionalProperties) && !schema.additionalProperties.$ref)
    found.push([schema.additionalProperties, '.<name>.']);
  // The two languages of a text need no rows.
  if (schema.properties && !isLocal(schema)) found.push([schema, '.']);
  return found;
}

const isLocal = (schema: JsonSchema): boolean => Object.keys(properties(schema)).join() === 'es,en';

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (schema.$ref) return 'expression';
  if (isLocal(schema)) return '{es, en}';
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'any');
  const items = isSchema(schema.items) ? ` of ${typeOf(schema.items)}` : '';
  return `${type === 'array' ? 'list' : type === 'object' ? 'mapping' : type}${type.includes('array') ? items : ''}${bounds(schema)}`;
}

function bounds({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const parts = [
    minimum === undefined ? '' : `≥ ${minimum}`,
    exclusiveMinimum === undefined ? '' : `> ${exclusiveMinimum}`,
    maximum === undefined ? '' : `≤ ${maximum}`,
  ];
  const said = parts.filter(Boolean).join(', ');
  return said === '' ? '' : ` ${said}`;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const properties = (schema: JsonSchema): Record<string, JsonSchema> =>
  isSchema(schema.properties) ? (schema.properties as Record<string, JsonSchema>) : {};

const definition = (schema: JsonSchema, name: string): JsonSchema =>
  isSchema(schema.$defs) ? ((schema.$defs[name] ?? {}) as JsonSchema) : {};

const cell = (text: string): string => text.replace(/\r?\n/g, ' ').replaceAll('|', '\\|');

const plain = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('`', "'");

const sentence = (text: string): string => (/[.!?:]$/.test(text) ? text : `${text}.`);
