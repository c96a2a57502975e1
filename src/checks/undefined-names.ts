import { evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import type { Check } from './check.js';
import { type Regex, regexOf } from './text/regex.js';
import { viewOf } from './traces/answer.js';

interface Params {
  except?: string;
  only?: string;
}
interface Ready {
  readonly except: Regex | undefined;
  readonly only: Regex | undefined;
}

/** Names that live code reads and nothing in the answer binds. */
export const undefinedNames: Check<Params, Ready> = {
  kind: 'undefined-names',
  summary: 'The Python reads names that nothing in the answer defines.',
  languages: ['python'],
  schema: {
    type: 'object',
    description: 'For advice: Python would stop there with a NameError.',
    properties: {
      except: {
        type: 'string',
        description: 'RE2 regex on whole names that the exercise leaves undefined (`X_train|model`).',
      },
      only: { type: 'string', description: 'RE2 regex on whole names that are asked about.' },
    },
    additionalProperties: false,
  },
  prepare({ except, only }) {
    const whole = (pattern: string | undefined, key: string) =>
      pattern === undefined ? undefined : regexOf(`^(?:${pattern})$`, [key]);
    return { except: whole(except, 'except'), only: whole(only, 'only') };
  },
  judge({ except, only }, documents): Verdict {
    const free = viewOf(documents)?.trace.free ?? [];
    const found = free.filter(({ name }) => !except?.test(name) && (only?.test(name) ?? true));
    return found.length > 0
      ? met(found.slice(0, 5).map(({ source, node }) => evidenceAt(source, node.start, node.end)))
      : unmet();
  },
};
