import type { Block, RichText } from '../model/document.js';
import type { Source } from '../model/text.js';
import { type Evidence, evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, ParamsError } from './check.js';
import { type BlockRun, everyBlock, PLACES, runsOf, textsOf, type Where } from './text/blocks.js';
import { folded } from './text/fold.js';
import { type Regex, regexesOf, regexOf } from './text/regex.js';

interface Bounds {
  min?: number;
  max?: number;
}

interface Params {
  section?: string[];
  heading?: boolean;
  table?: { columns?: string[]; rows?: Bounds; cell?: string };
  items?: Bounds & { matches?: string };
  code?: { language?: string[]; matches?: string };
  'code-span'?: string;
  numbers?: Bounds;
  words?: Bounds;
  tasks?: { checked?: Bounds; open?: Bounds };
  order?: string[];
  absent?: boolean;
  where?: Where;
  artefacts?: string[];
}

/** Whether blocks under one heading hold something; evidence where they do. */
type Test = (blocks: readonly Block[], source: Source) => Evidence[] | undefined;

interface Ready {
  readonly section: readonly Regex[];
  readonly tests: readonly Test[];
  readonly order: readonly Regex[];
  readonly absent: boolean;
  readonly where: Where;
  readonly artefacts: ReadonlySet<string> | undefined;
}

const bounds = {
  type: 'object',
  properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
} as const;
const regexes = { type: 'array', items: { type: 'string' }, minItems: 1 } as const;

/** The form of a markdown document: sections and what is in them. */
export const markdown: Check<Params, Ready> = {
  kind: 'markdown',
  summary:
    'A markdown document has a section, a table with certain columns and rows, list items, code blocks, code spans, numbers, in a certain order.',
  schema: {
    type: 'object',
    description:
      'Met where one section (or the whole text, where none is named) holds all that is said. For fields with content use `card`.',
    properties: {
      section: {
        ...regexes,
        description:
          'RE2 regexes on headings (a line in bold counts), lower-case and without accents. An empty section is none.',
      },
      table: {
        type: 'object',
        description: 'A table: regexes on column names (any order), how many rows, a regex on a cell.',
        properties: { columns: regexes, rows: bounds, cell: { type: 'string' } },
        additionalProperties: false,
      },
      items: {
        ...bounds,
        properties: { ...bounds.properties, matches: { type: 'string' } },
        description: 'How many list items, of those that match.',
      },
      code: {
        type: 'object',
        description: 'A code block: its language, a regex on its text.',
        properties: { language: { type: 'array', items: { type: 'string' } }, matches: { type: 'string' } },
        additionalProperties: false,
      },
      'code-span': { type: 'string', description: 'RE2 regex that the text of a code span fulfils.' },
      numbers: { ...bounds, description: 'How many numbers its text and cells hold.' },
      words: { ...bounds, description: 'How many words it has.' },
      tasks: {
        type: 'object',
        description: 'How many tasks of a task list are done or open.',
        properties: { checked: bounds, open: bounds },
        additionalProperties: false,
      },
      order: { ...regexes, description: 'Headings that stand in this order.' },
      absent: { type: 'boolean', default: false, description: 'No section is so. Needs a document.' },
      where: { enum: PLACES, default: 'artefacts', description: 'Markdown among the artefacts, the review, or both.' },
      artefacts: { type: 'array', items: { type: 'string' }, description: 'Ids of artefacts.' },
    },
    minProperties: 1,
    additionalProperties: false,
  },
  prepare(params) {
    const tests = testsOf(params);
    if (tests.length === 0 && !params.section && !params.order)
      throw new ParamsError('Unexpected check that asks for nothing, expected `section`, `table`, `items`, …');
    return {
      section: regexesOf(params.section, ['section']),
      tests,
      order: regexesOf(params.order, ['order']),
      absent: params.absent ?? false,
      where: params.where ?? 'artefacts',
      artefacts: params.artefacts && new Set(params.artefacts),
    };
  },
  judge(ready, documents) {
    const runs = runsOf(documents, ready.where, ready.artefacts);
    for (const run of runs) {
      const found = sectionsOf(run, ready.section)
        .map((blocks) => evidenceIn(blocks, run.source, ready))
        .find((one) => one !== undefined);
      if (found && inOrder(run, ready.order)) return ready.absent ? unmet(found) : met(found);
    }
    return ready.absent && runs.length > 0 ? met() : unmet();
  },
};

/** Runs of blocks below a heading that fits, down to the next of its rank; all blocks where no heading is asked for. */
function sectionsOf(run: BlockRun, section: readonly Regex[]): (readonly Block[])[] {
  if (section.length === 0) return [run.blocks];
  const blocks = [...everyBlock(run.blocks)].filter((block) => block.kind !== 'quote' && block.kind !== 'details');
  return blocks.flatMap((block, i) => {
    const title = titleOf(block);
    if (title === undefined || !section.some((regex) => regex.test(folded(title.text)))) return [];
    const end = blocks.findIndex((other, j) => j > i && rankOf(other) <= rankOf(block));
    const below = blocks.slice(i + 1, end < 0 ? undefined : end);
    return below.some((one) => titleOf(one) === undefined) ? [[block, ...below]] : [];
  });
}

function titleOf(block: Block): RichText | undefined {
  if (block.kind === 'heading') return block.text;
  if (block.kind !== 'paragraph') return undefined;
  const [strong] = block.text.strong;
  return strong && strong[0] === 0 && strong[1] >= block.text.text.replace(/[\s:.]{1,3}$/, '').length
    ? block.text
    : undefined;
}

const rankOf = (block: Block): number =>
  block.kind === 'heading' ? block.level : titleOf(block) ? 7 : Number.POSITIVE_INFINITY;

function evidenceIn(blocks: readonly Block[], source: Source, ready: Ready): readonly Evidence[] | undefined {
  const [first] = blocks;
  const own = ready.section.length > 0 && first ? [evidenceAt(source, first.start, first.end)] : [];
  const inner = ready.tests.map((test) => test(ready.section.length > 0 ? blocks.slice(1) : blocks, source));
  return inner.some((one) => one === undefined) ? undefined : [...own, ...inner.flatMap((one) => one ?? [])];
}

function inOrder(run: BlockRun, order: readonly Regex[]): boolean {
  const titles = [...everyBlock(run.blocks)].flatMap((block) => titleOf(block)?.text ?? []).map(folded);
  let at = 0;
  for (const regex of order) {
    const found = titles.findIndex((title, i) => i >= at && regex.test(title));
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

function testsOf(params: Params): Test[] {
  const { table, items, code, numbers, words, tasks } = params;
  const span = params['code-span'] === undefined ? undefined : regexOf(params['code-span'], ['code-span']);
  const amount =
    (count: (blocks: readonly Block[]) => number, wanted: Bounds): Test =>
    (blocks) =>
      within(count(blocks), wanted) ? [] : undefined;
  return [
    ...(table ? [tableTest(table)] : []),
    ...(items ? [itemsTest(items)] : []),
    ...(code ? [codeTest(code)] : []),
    ...(span ? [spanTest(span)] : []),
    ...(numbers ? [amount((blocks) => countIn(blocks, /(?<![\w.])\d+(?:[.,]\d+)*/g), numbers)] : []),
    ...(words ? [amount((blocks) => countIn(blocks, /[\p{L}\p{N}]+/gu), words)] : []),
    ...(tasks?.checked ? [amount((blocks) => tasksIn(blocks, true), tasks.checked)] : []),
    ...(tasks?.open ? [amount((blocks) => tasksIn(blocks, false), tasks.open)] : []),
  ];
}

const within = (value: number, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): boolean =>
  value >= min && value <= max;

const countIn = (blocks: readonly Block[], pattern: RegExp): number =>
  [...everyBlock(blocks)].flatMap(textsOf).reduce((sum, rich) => sum + (rich.text.match(pattern)?.length ?? 0), 0);

const tasksIn = (blocks: readonly Block[], checked: boolean): number =>
  [...everyBlock(blocks)].filter((block) => block.kind === 'item' && block.checked === checked).length;

function tableTest(raw: NonNullable<Params['table']>): Test {
  const columns = regexesOf(raw.columns, ['table', 'columns']);
  const cell = raw.cell === undefined ? undefined : regexOf(raw.cell, ['table', 'cell']);
  return (blocks, source) => {
    for (const block of everyBlock(blocks)) {
      if (block.kind !== 'table') continue;
      const header = block.header.map((one) => folded(one.text));
      const filled = block.rows.filter((row) => row.cells.some((one) => /[\p{L}\p{N}]/u.test(one.text)));
      const fits =
        columns.every((regex) => header.some((name) => regex.test(name))) &&
        within(filled.length, raw.rows ?? { min: 1 });
      if (fits && (!cell || filled.some((row) => row.cells.some((one) => cell.test(folded(one.text))))))
        return [evidenceAt(source, block.start, block.end)];
    }
    return undefined;
  };
}

function itemsTest({ matches, min = 1, max }: NonNullable<Params['items']>): Test {
  const regex = matches === undefined ? undefined : regexOf(matches, ['items', 'matches']);
  return (blocks, source) => {
    const items = [...everyBlock(blocks)].filter(
      (block) =>
        block.kind === 'item' && block.text.text.trim() !== '' && (regex?.test(folded(block.text.text)) ?? true),
    );
    const fits = within(items.length, { min, ...(max !== undefined && { max }) });
    return fits ? items.slice(0, MOST).map((item) => evidenceAt(source, item.start, item.end)) : undefined;
  };
}

const MOST = 3;

function codeTest({ language, matches }: NonNullable<Params['code']>): Test {
  const regex = matches === undefined ? undefined : regexOf(matches, ['code', 'matches']);
  return (blocks, source) => {
    const found = [...everyBlock(blocks)].find((block) => {
      if (block.kind !== 'code' || block.source.text.trim() === '') return false;
      const [info = ''] = block.info.split(/[\s,{:]/);
      return (!language || language.includes(info)) && (regex?.test(block.source.text) ?? true);
    });
    return found && [evidenceAt(source, found.start, found.end)];
  };
}

function spanTest(regex: Regex): Test {
  return (blocks, source) => {
    for (const rich of [...everyBlock(blocks)].flatMap(textsOf)) {
      const span = rich.code.find(([start, end]) => regex.test(rich.text.slice(start, end)));
      if (span) return [evidenceAt(source, rich.offsets[span[0]] ?? 0, (rich.offsets[span[1] - 1] ?? 0) + 1)];
    }
    return undefined;
  };
}
