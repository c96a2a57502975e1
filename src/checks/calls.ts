import { met, unmet, type Verdict } from '../model/verdict.js';
import { type Check, ParamsError } from './check.js';
import { evidenceOfCall, viewOf } from './traces/answer.js';
import { selectorProperties, selectorSchema } from './traces/schema.js';
import { selectorOf } from './traces/selector.js';
import type { Selector } from './traces/view.js';

interface Params {
  'at-least'?: number;
  'at-most'?: number;
  every?: unknown;
  [key: string]: unknown;
}

interface Ready {
  readonly selector: Selector;
  readonly every: Selector | undefined;
  readonly least: number;
  readonly most: number;
}

/** Calls that the answer's Python would make, found by following it without running it. */
export const calls: Check<Params, Ready> = {
  kind: 'calls',
  summary:
    'The Python, followed without running it, makes calls that fit: by resolved name, arguments, surroundings and path.',
  languages: ['python'],
  schema: {
    type: 'object',
    description:
      'Met where live code makes such a call. Own functions, classes, decorators, loops over literals and context managers are followed; comments, strings, unreachable code and names that only look like the library do not count.',
    properties: {
      ...selectorProperties,
      'at-least': {
        type: 'integer',
        minimum: 1,
        description: 'How many calls in different places must fit. Default: 1.',
        default: 1,
      },
      'at-most': { type: 'integer', minimum: 1, description: 'How many calls in different places may fit.' },
      every: selectorSchema(
        'All calls that fit the rest must fit this too (helper functions that nothing calls are left out).',
      ),
    },
    additionalProperties: false,
  },
  prepare({ 'at-least': least = 1, 'at-most': most = Number.POSITIVE_INFINITY, every, ...rest }) {
    if (least > most) throw new ParamsError(`Unexpected at-least ${least}, above at-most ${most}`, ['at-least']);
    return {
      selector: selectorOf(rest, []),
      every: every === undefined ? undefined : selectorOf(every, ['every']),
      least,
      most,
    };
  },
  judge({ selector, every, least, most }, documents): Verdict {
    const view = viewOf(documents);
    const all = view?.trace.calls.filter((event) => selector(event, view)) ?? [];
    const sure =
      every && all.some((event) => !event.activation.root.doubtful)
        ? all.filter((event) => !event.activation.root.doubtful)
        : all;
    const wrong = every && view ? sure.filter((event) => !every(event, view)) : [];
    const places = [...new Map(sure.map((event) => [event.node, event])).values()];
    if (wrong.length > 0) return unmet(wrong.slice(0, 5).map((event) => evidenceOfCall(event)));
    return places.length >= least && places.length <= most
      ? met(places.slice(0, 5).map((event) => evidenceOfCall(event)))
      : unmet();
  },
};
