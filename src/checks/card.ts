import { type Evidence, evidenceAt, verdictOf } from '../model/verdict.js';
import { cardStatements } from './cards/answer.js';
import { echoes } from './cards/placeholder.js';
import { placeIn, type Statement } from './cards/statement.js';
import { SHAPES, type Shape, valued } from './cards/values.js';
import { type Check, ParamsError } from './check.js';
import { folded } from './text/fold.js';
import { blanked } from './text/live.js';
import { type Match, type Regex, regexesOf } from './text/regex.js';

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

interface Params {
  section?: string[];
  'unless-section'?: string[];
  fields: RawField[];
  'out-of'?: number;
  beside?: { value?: Shape; not?: string[] };
  given?: string[];
  'running-text'?: boolean;
  artefacts?: string[];
}

interface Field {
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

interface Ready {
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

/** Fields of a document (a model card, a data sheet, a README) by concept, wherever and in whatever markup they stand. */
export const card: Check<Params, Ready> = {
  kind: 'card',
  languages: ['markdown', 'yaml'],
  summary:
    'A document (markdown, front matter, YAML, JSON) says certain things: fields found by concept, with real content; earns in proportion.',
  schema: {
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
  },
  prepare(params) {
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
  },
  judge(ready, documents) {
    const statements = cardStatements(documents, ready.artefacts).filter((one) => !isGiven(one, ready));
    const evidence = new Map<Field, Evidence>();
    const flat = ready.runningText && statements.every((one) => one.path.length === 0 && one.label === '');
    for (const statement of statements) {
      if (evidence.size >= ready.outOf) break;
      const section = flat ? FLAT : sectionOf(statement, ready);
      const numbers = numbersIn(statement, ready.fields);
      for (const field of ready.fields) {
        const found = evidence.has(field) ? undefined : placeOf(field, statement, section, numbers);
        if (found) evidence.set(field, evidenceOf(field.id, statement, found));
      }
    }
    const others =
      ready.beside && evidence.size < ready.outOf ? siblings(ready, ready.beside, statements, evidence) : [];
    return verdictOf(Math.min(1, (evidence.size + others.length) / ready.outOf), [...evidence.values(), ...others]);
  },
};

/** A line of the given document, or words of it and of the headings alone. */
const isGiven = ({ whole, body, path, label }: Statement, { given, givenWords }: Ready): boolean =>
  given.has(bare(whole.text)) || (given.size > 0 && echoes(body.text, [...path, label], givenWords));

/** What stands with the fields that were found, under names that no field knows. */
function siblings(
  { fields }: Ready,
  wanted: NonNullable<Ready['beside']>,
  statements: readonly Statement[],
  found: ReadonlyMap<Field, Evidence>,
): Evidence[] {
  const known = (one: Statement) => [...found.keys()].some((field) => names(field, one.label));
  const lists = new Set(statements.filter(known).map(listOf));
  const others = new Map<string, Evidence>();
  for (const one of statements) {
    const { label, body } = one;
    if (label === '' || others.has(label) || !lists.has(listOf(one)) || fields.some((field) => names(field, label)))
      continue;
    if (
      !SHAPES[wanted.value].test(body.text) ||
      wordsIn(body.text) > VALUE ||
      wanted.not.some((regex) => regex.test(label))
    )
      continue;
    others.set(label, evidenceOf(label, one, 'body'));
  }
  return [...others.values()];
}

/** Words of a value with its unit. */
const VALUE = 4;

/** A line that a name opens is its own innermost heading. */
const listOf = ({ among, path, label }: Statement): string =>
  among ?? JSON.stringify(path.at(-1) === label ? path.slice(0, -1) : path);

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

const bare = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Running text without any heading or name is searched as a whole, but not every sentence of it is about the section. */
const FLAT: Section = { within: true, merged: [], flat: true };

interface Section {
  readonly flat?: boolean;
  /** The statement stands in the section. */
  readonly within: boolean;
  /** Headings of the section that name several things: they do not tell which of them a statement is about. */
  readonly merged: readonly string[];
}

function sectionOf(statement: Statement, ready: Ready): Section {
  if (ready.section.length === 0) return { within: true, merged: [] };
  const names = (title: string) =>
    ready.section.some((regex) => regex.test(title)) && !ready.unless.some((regex) => regex.test(title));
  const above = statement.path.filter(names);
  return {
    within: above.length > 0 || (statement.label !== '' && names(statement.label)),
    merged: above.filter((title) => title !== statement.label && /[,&/+]| (?:and|y|e|or|o) /.test(title)),
  };
}

/** Names with a number of their own within one statement. All number fields are looked for together, so that one number serves one of them. */
function numbersIn(statement: Statement, fields: readonly Field[]): Map<Field, Match> {
  const found: { field: Field; match: Match }[] = [];
  if (!/\d/.test(statement.whole.text)) return new Map();
  for (const field of fields) {
    if (field.value !== 'number') continue;
    for (const regex of field.names) for (const match of regex.all(statement.whole.text)) found.push({ field, match });
  }
  const served =
    found.length > 0
      ? valued(
          statement.whole.text,
          found.map((one) => one.match),
        )
      : new Set<number>();
  return new Map([...served].flatMap((i): [Field, Match][] => (found[i] ? [[found[i].field, found[i].match]] : [])));
}

/** Where a statement says the field: a stretch of its whole text, or its body. */
function placeOf(
  field: Field,
  given: Statement,
  section: Section,
  numbers: ReadonlyMap<Field, Match>,
): Match | 'body' | undefined {
  const titles = [given.whole.text, given.label, given.path.at(-1) ?? ''];
  if (field.not.some((regex) => titles.some((title) => regex.test(title)))) return undefined;
  if (!isSaid(given)) return undefined;
  const statement = without(field.ignore, given);
  if ((section.within || field.labelsIn === 'card') && byLabel(field, statement, section)) return 'body';
  const found = firstOf(field.anywhere, statement);
  if (found || (!section.within && field.textIn === 'section')) return found;
  if (field.any && !section.flat && wordsIn(statement.whole.text) >= (field.minWords || SENTENCE)) return 'body';
  return firstOf(field.patterns, statement) ?? byText(field, statement, numbers);
}

function without(ignored: readonly Regex[], statement: Statement): Statement {
  const ranges = ignored
    .flatMap((regex) => regex.all(statement.whole.text))
    .map(({ start, end }) => [start, end] as const);
  return ranges.length === 0
    ? statement
    : { ...statement, whole: { ...statement.whole, text: blanked(statement.whole.text, ranges) } };
}

function firstOf(patterns: readonly Regex[], statement: Statement): Match | undefined {
  for (const regex of patterns) {
    const match = regex.find(statement.whole.text);
    if (match) return match;
  }
  return undefined;
}

function byText(field: Field, statement: Statement, numbers: ReadonlyMap<Field, Match>): Match | undefined {
  return field.value === 'number' ? numbers.get(field) : byName(field, statement);
}

const SENTENCE = 4;

/** The name is that of the label, or of a heading above, and what stands there has the right shape. */
function byLabel(field: Field, statement: Statement, section: Section): boolean {
  // A line that says its name is read as a whole: its numbers may have to serve several names.
  const whole = field.value === 'number' && statement.whole !== statement.body;
  const titles = [...statement.path, statement.label].filter(
    (title) => !(whole && title === statement.label) && !section.merged.includes(title),
  );
  const named = titles.some((title) => names(field, title));
  if (!named || wordsIn(statement.body.text) < field.minWords) return false;
  return SHAPES[field.value].test(statement.body.text);
}

/** Titles come again with every statement below them. */
const titled = new WeakMap<Field, Map<string, boolean>>();

function names(field: Field, title: string): boolean {
  let known = titled.get(field);
  if (!known || known.size > MOST_TITLES) titled.set(field, (known = new Map()));
  let named = known.get(title);
  if (named === undefined) known.set(title, (named = title !== '' && field.names.some((regex) => regex.test(title))));
  return named;
}

const MOST_TITLES = 2000;

/** The name stands within a sentence, with a value of the right shape after it, or enough words around. */
function byName(field: Field, statement: Statement): Match | undefined {
  const { text } = statement.whole;
  for (const regex of field.names) {
    const match = regex.find(text);
    if (!match) continue;
    if (field.value === 'text') return wordsIn(text) >= (field.minWords || SENTENCE) ? match : undefined;
    const value = SHAPES[field.value].exec(text.slice(match.end, match.end + FARTHEST));
    if (value) return { start: match.start, end: match.end + value.index + value[0].length };
  }
  return undefined;
}

const FARTHEST = 40;

/** Every field of every criterion asks it of every statement. */
const said = new WeakMap<Statement, boolean>();

function isSaid(statement: Statement): boolean {
  let known = said.get(statement);
  if (known === undefined)
    said.set(statement, (known = !echoes(statement.body.text, [...statement.path, statement.label])));
  return known;
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'.,%-]*/gu)?.length ?? 0;

function evidenceOf(id: string, statement: Statement, found: Match | 'body'): Evidence {
  const { start, end } = found === 'body' ? placeIn(statement.body) : placeIn(statement.whole, found.start, found.end);
  return evidenceAt(statement.source, start, end, id);
}
