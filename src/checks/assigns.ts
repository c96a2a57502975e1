import { pathOf } from '../flow/value.js';
import { evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import type { Check } from './check.js';
import { type Regex, regexOf } from './text/regex.js';
import { viewOf } from './traces/answer.js';
import { type Condition, conditionOf } from './traces/conditions.js';
import { type Paths, pathsOf } from './traces/paths.js';
import { selectorOf } from './traces/selector.js';

interface Params {
  attribute: string;
  on?: string[];
  value?: unknown;
}
interface Ready {
  readonly attribute: Regex;
  readonly on: Paths | undefined;
  readonly value: Condition | undefined;
}

/** `record.request_id = …`, `event["request_id"] = …`: something set on an object that the answer was handed. */
export const assigns: Check<Params, Ready> = {
  kind: 'assigns',
  summary: 'The Python sets an attribute or a key of an object that it was handed or that a library made.',
  languages: ['python'],
  schema: {
    type: 'object',
    description: 'Met where live code does.',
    properties: {
      attribute: {
        type: 'string',
        description: 'RE2 regex on the whole name of the attribute or key. Case does not matter.',
      },
      on: { type: 'array', items: { type: 'string' }, description: 'Paths of the object (`record`, `flask.g`).' },
      value: { type: ['object', 'boolean', 'string'], description: 'A condition on the value, as in `calls`.' },
    },
    required: ['attribute'],
    additionalProperties: false,
  },
  prepare(params) {
    return {
      attribute: regexOf(`^(?:${params.attribute})$`, ['attribute'], true),
      on: params.on === undefined ? undefined : pathsOf(params.on, ['on']),
      value: params.value === undefined ? undefined : conditionOf(params.value, ['value'], selectorOf),
    };
  },
  judge({ attribute, on, value }, documents): Verdict {
    const view = viewOf(documents);
    const event = view?.trace.calls[0];
    const found = view?.trace.stores.filter((store) => {
      if (!attribute.test(store.attr) || (on && !on.test(pathOf(store.target)))) return false;
      return !value || (event !== undefined && value({ value: store.value, event, written: '' }, view));
    });
    return found && found.length > 0
      ? met(found.slice(0, 5).map((one) => evidenceAt(one.source, one.node.start, one.node.end)))
      : unmet();
  },
};
