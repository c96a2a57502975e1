import { evidenceAt, unmet, verdictOf } from '../model/verdict.js';
import { type CompiledAnswer, compileAnswer, type Expected, judgeAnswer } from '../review/answers/answers.js';
import { LexiconError } from '../review/lexicon/lexicon.js';
import { placeOf, wholeOf } from './answers/place.js';
import { type Check, ParamsError } from './check.js';

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
          'Number, letter or first words of the question. Its answer is what follows that label, however it is written (`3.`, `b)`, `**b**`, `Q3:`, `### Pregunta 3`, a row or a column of a table), until the next one. Answers without labels are read in their order and left to a person. Where `question` is left out the whole review is the answer.',
      },
      'yes-no': { enum: ['yes', 'no'], description: 'The answer is yes, or no.' },
      number: { type: 'number', description: 'The answer is this number.' },
      tolerance: { type: 'number', minimum: 0, description: 'How far a number may be off.' },
      line: {
        type: ['integer', 'array'],
        items: { type: 'integer' },
        description:
          'The line, or any of the lines, to be named; one list of many lines («3, 5, 8 and 16») is no answer.',
      },
      names: {
        ...phrases,
        description:
          'Things to be named; each a phrase or a list of synonyms. «It is not X» and «rather than X» name nothing.',
      },
      choose: {
        type: ['string', 'array'],
        items: { type: 'string' },
        description: 'The right option; its reasons are under `because`.',
      },
      others: { type: 'array', items: { type: 'string' }, description: 'The wrong options.' },
      because: { ...phrases, description: 'Reasons; they are half of the credit of a choice, in proportion.' },
      list: { ...phrases, description: 'Things of which `at-least` are to be listed.' },
      points: { ...phrases, description: 'Key points of a free explanation; credit in proportion.' },
      order: {
        ...phrases,
        description:
          'Steps in the right order. Pairs of steps in order, less pairs the wrong way round, as a part of all pairs (Kendall’s tau): two neighbours exchanged earn 1/3 of three steps and 4/5 of five, no better than chance earns nothing.',
      },
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
    const places = ready.question === undefined ? wholeOf(documents) : [placeOf(documents, ready.question)];
    const judged = places.flatMap((place) =>
      place ? [{ place, ...judgeAnswer(ready.answer, place.passage.text) }] : [],
    );
    const [best] = judged.sort((a, b) => b.fraction - a.fraction);
    if (!best) return unmet();
    const { fraction, spans, place } = best;
    const { source, offsets } = place.passage;
    const at = (index: number): number => offsets[index] ?? offsets.at(-1) ?? 0;
    const evidence = spans.map(([from, to]) => evidenceAt(source, at(from), at(to - 1) + 1));
    const verdict = verdictOf(fraction, fraction === 0 ? [] : evidence);
    const doubt = best.doubt ?? place.doubt;
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
