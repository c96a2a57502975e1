import type { Block } from '../model/document.js';
import type { Source } from '../model/text.js';
import { evidenceAt, verdictOf } from '../model/verdict.js';
import { type CompiledAnswer, compileAnswer, type Expected, judgeAnswer } from '../review/answers/answers.js';
import { LexiconError } from '../review/lexicon/lexicon.js';
import { type Check, type Documents, ParamsError } from './check.js';

interface Params {
  readonly question?: string;
  readonly 'yes-no'?: 'yes' | 'no';
  readonly number?: number;
  readonly tolerance?: number;
  readonly line?: number | readonly number[];
  readonly names?: readonly (string | readonly string[])[];
  readonly choose?: string | readonly string[];
  readonly others?: readonly string[];
  readonly because?: readonly (string | readonly string[])[];
  readonly list?: readonly (string | readonly string[])[];
  readonly points?: readonly (string | readonly string[])[];
  readonly order?: readonly (string | readonly string[])[];
  readonly 'at-least'?: number;
}

interface Ready {
  readonly question: string | undefined;
  readonly answer: CompiledAnswer;
}

const phrases = { type: 'array', minItems: 1, items: { type: ['string', 'array'], items: { type: 'string' } } };
const KINDS = ['yes-no', 'number', 'line', 'names', 'choose', 'list', 'points', 'order'] as const;

/** A short question, answered in the student's own words. */
export const answer: Check<Params, Ready> = {
  kind: 'answer',
  summary:
    'an open question is answered: yes or no, a number, a line, a choice with reasons, a list, an order, key points',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      question: {
        type: 'string',
        description:
          'Number or first words of the heading, item or paragraph that the answer follows; the whole review where it is left out.',
      },
      'yes-no': { enum: ['yes', 'no'], description: 'The answer is yes, or no.' },
      number: { type: 'number', description: 'The answer is this number.' },
      tolerance: { type: 'number', minimum: 0, description: 'How far a number may be off.' },
      line: {
        type: ['integer', 'array'],
        items: { type: 'integer' },
        description: 'The line, or any of the lines, to be named.',
      },
      names: { ...phrases, description: 'Things to be named; each a phrase or a list of synonyms.' },
      choose: {
        type: ['string', 'array'],
        items: { type: 'string' },
        description: 'The right option; its reasons are under `because`.',
      },
      others: { type: 'array', items: { type: 'string' }, description: 'The wrong options.' },
      because: { ...phrases, description: 'Reasons; they are half of the credit of a choice, in proportion.' },
      list: { ...phrases, description: 'Things of which `at-least` are to be listed.' },
      points: { ...phrases, description: 'Key points of a free explanation; credit in proportion.' },
      order: { ...phrases, description: 'Steps in the right order.' },
      'at-least': { type: 'integer', minimum: 1, description: 'How many of `list` or `points` earn all.' },
    },
  },
  prepare(params) {
    const given = KINDS.filter((kind) => params[kind] !== undefined);
    if (given.length !== 1) throw new ParamsError(`expected one of ${KINDS.join(', ')}`);
    try {
      return { question: params.question, answer: compileAnswer(expectedOf(params)) };
    } catch (error) {
      if (error instanceof LexiconError) throw new ParamsError(error.message, [given[0]!]);
      throw error;
    }
  },
  judge(ready, documents) {
    const place = ready.question === undefined ? whole(documents) : find(documents, ready.question);
    if (!place) return { status: 'unmet', evidence: [] };
    const { fraction, spans, doubt } = judgeAnswer(ready.answer, place.source.text.slice(place.start, place.end));
    const evidence =
      fraction === 0 ? [] : spans.map(([from, to]) => evidenceAt(place.source, place.start + from, place.start + to));
    const verdict = verdictOf(fraction, evidence);
    return doubt && verdict.status !== 'blocked' && verdict.status !== 'failed'
      ? { ...verdict, review: doubt }
      : verdict;
  },
};

const lists = (value: readonly (string | readonly string[])[] | undefined): (readonly string[])[] =>
  (value ?? []).map((one) => (typeof one === 'string' ? [one] : one));

function expectedOf(params: Params): Expected {
  if (params['yes-no'] !== undefined) return { yesNo: params['yes-no'] };
  if (params.number !== undefined) return { number: params.number, tolerance: params.tolerance ?? 0 };
  if (params.line !== undefined) return { line: typeof params.line === 'number' ? [params.line] : params.line };
  if (params.names) return { names: lists(params.names) };
  if (params.choose !== undefined) {
    const choose = typeof params.choose === 'string' ? [params.choose] : params.choose;
    return { choose, others: params.others ?? [], because: lists(params.because) };
  }
  if (params.order) return { order: lists(params.order) };
  const least = params['at-least'];
  if (params.list) return { list: lists(params.list), atLeast: least ?? params.list.length };
  return { points: lists(params.points), ...(least === undefined ? {} : { atLeast: least }) };
}

interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

function whole(documents: Documents): Place | undefined {
  const run = documents.prose[0];
  const last = run?.blocks.at(-1);
  return run && last ? { source: run.source, start: run.blocks[0]!.start, end: last.end } : undefined;
}

/** The text under the heading, or in the item or paragraph, that starts as the question does. */
function find(documents: Documents, question: string): Place | undefined {
  const wanted = plain(question);
  for (const { source, blocks } of documents.prose) {
    for (const [i, block] of blocks.entries()) {
      const row = block.kind === 'table' ? rowOf(block, source, wanted) : undefined;
      if (row) return row;
      if (!('text' in block) || !starts(source.text.slice(block.start, block.end), wanted)) continue;
      if (block.kind !== 'heading')
        return {
          source,
          start: block.start + lead(source.text.slice(block.start, block.end), wanted),
          end: endOf(blocks, i),
        };
      const next = blocks.findIndex((other, j) => j > i && other.kind === 'heading' && other.level <= block.level);
      return { source, start: block.end, end: next < 0 ? (blocks.at(-1)?.end ?? block.end) : blocks[next]!.start };
    }
  }
  return undefined;
}

type Table = Extract<Block, { kind: 'table' }>;

/** The cells after the question in the row that asks it: by number, by its words, or as the n-th row where rows bear no number. */
function rowOf(table: Table, source: Source, wanted: string): Place | undefined {
  const first = table.rows.map((row) => row.cells[0]?.text ?? '');
  const isNumber = /^\d+$/.test(wanted);
  const numbered = first.some((cell) => /^(?:pregunta |question |[pqra])?\s?\d/i.test(plain(cell)));
  const asksAndAnswers = table.header.some((cell) => ANSWERS.test(plain(cell.text)));
  const nth = isNumber && !numbered && asksAndAnswers ? Number(wanted) - 1 : -1;
  for (const [i, row] of table.rows.entries()) {
    const at = row.cells.slice(0, -1).findIndex((cell) => starts(cell.text, wanted));
    if (at < 0 && i !== nth) continue;
    const asked = row.cells.findLastIndex((cell, k) => k > 0 && k < row.cells.length - 1 && /\?\s*$/.test(cell.text));
    const from = row.cells[Math.max(at, asked, 0) + 1]?.offsets[0];
    return from === undefined ? undefined : { source, start: from, end: row.end };
  }
  return undefined;
}

const ANSWERS = /^(?:respuesta|answer|contestacion)/;

/** A question on a line of its own is answered in the block after it. */
function endOf(blocks: readonly Block[], i: number): number {
  const block = blocks[i]!;
  const next = blocks[i + 1];
  const asks = 'text' in block && /[?:]\s*$/.test(block.text.text);
  return asks && next && next.kind !== 'heading' ? next.end : block.end;
}

function starts(text: string, wanted: string): boolean {
  const written = plain(text);
  const here = /^\d/.test(wanted)
    ? written.replace(/^(?:pregunta|question|respuesta|answer|[pqra])\s*(?=\d)/, '')
    : written;
  if (!here.startsWith(wanted)) return false;
  return !/\d$/.test(wanted) || !/^\d/.test(here.slice(wanted.length));
}

/** Where the answer starts: after the number or the question itself. */
function lead(text: string, wanted: string): number {
  // After a bare number a colon is the student's own: "5. A single file: it is safer".
  const mark = (/^\d+$/.test(wanted) ? /\?\s/ : /[?:]\s/).exec(text.slice(0, 400));
  if (mark && mark.index >= wanted.length - 2) return mark.index + 1;
  const number = /^[\W_]*(?:(?:pregunta|question|respuesta|answer|[pqra])\s*)?\d+[.):\s]*/i.exec(text);
  return number ? number[0].length : 0;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[*_`]/g, '');
