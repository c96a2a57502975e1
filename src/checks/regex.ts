import type { Source } from '../model/text.js';
import { evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, ParamsError } from './check.js';
import { blanked, marksOf } from './text/live.js';
import { type Regex, regexOf } from './text/regex.js';

interface Params {
  pattern: string;
  'ignore-case'?: boolean;
  comments?: 'skip' | 'look' | 'only';
  strings?: 'look' | 'skip' | 'only';
  absent?: boolean;
  count?: { min?: number; max?: number };
  artefacts?: string[];
}

interface Ready {
  readonly regex: Regex;
  readonly comments: 'skip' | 'look' | 'only';
  readonly strings: 'look' | 'skip' | 'only';
  readonly absent: boolean;
  readonly least: number;
  readonly most: number;
  readonly artefacts: ReadonlySet<string> | undefined;
}

/** A regex on the text of artefacts, for notations that have no check of their own. */
export const regex: Check<Params, Ready> = {
  kind: 'regex',
  summary: 'A regex is found (or not) in the text of an artefact; comments are passed over.',
  schema: {
    type: 'object',
    description: 'The last resort: prefer a check that reads the notation. `absent` needs an artefact to look at.',
    properties: {
      pattern: {
        type: 'string',
        description: 'RE2 regex; `(?m)` and `(?s)` as flags.',
        examples: ['(?m)^\\s*encrypt\\s*=\\s*true'],
      },
      'ignore-case': { type: 'boolean', default: false },
      comments: { enum: ['skip', 'look', 'only'], default: 'skip', description: 'Whether comments are looked at.' },
      strings: {
        enum: ['look', 'skip', 'only'],
        default: 'look',
        description: 'Whether the insides of quoted strings are looked at.',
      },
      absent: { type: 'boolean', default: false, description: 'It must not be found.' },
      count: {
        type: 'object',
        description: 'How many times. Default: at least once.',
        properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
        additionalProperties: false,
      },
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts. Default: all of the exercise.',
      },
    },
    required: ['pattern'],
    additionalProperties: false,
  },
  prepare(params) {
    const { min: least = 1, max: most = Number.POSITIVE_INFINITY } = params.count ?? {};
    if (least > most) throw new ParamsError(`Unexpected count: min ${least} is above max ${most}`, ['count']);
    const compiled = regexOf(params.pattern, ['pattern'], params['ignore-case']);
    if (compiled.test(''))
      throw new ParamsError(`Unexpected regex \`${params.pattern}\`, which the empty text fulfils`, ['pattern']);
    const { comments = 'skip', strings = 'look', absent = false, artefacts } = params;
    return { regex: compiled, comments, strings, absent, least, most, artefacts: artefacts && new Set(artefacts) };
  },
  judge(ready, documents) {
    const artefacts = documents.artefacts.filter((artefact) => !ready.artefacts || ready.artefacts.has(artefact.id));
    const found = artefacts.flatMap((artefact) => {
      const text = lookedAt(artefact.source, artefact.language, ready);
      return ready.regex.all(text).map(({ start, end }) => evidenceAt(artefact.source, start, end));
    });
    if (ready.absent) return artefacts.length > 0 && found.length === 0 ? met() : unmet(found.slice(0, MOST));
    return found.length >= ready.least && found.length <= ready.most
      ? met(found.slice(0, MOST))
      : unmet(found.slice(0, MOST));
  },
};

const MOST = 5;

function lookedAt(source: Source, language: string, { comments, strings }: Ready): string {
  const { text } = source;
  const marks = marksOf(source, language);
  const parts = [
    ...(comments === 'skip' ? marks.comments : []),
    ...(strings === 'skip' ? marks.strings : []),
    ...(comments === 'only' ? others(marks.comments, text.length) : []),
    ...(strings === 'only' ? others(marks.strings, text.length) : []),
  ];
  return blanked(text, parts);
}

/** The stretches between these. */
function others(ranges: readonly (readonly [number, number])[], length: number): [number, number][] {
  const starts = [0, ...ranges.map((range) => range[1])];
  return starts.map((start, i) => [start, ranges[i]?.[0] ?? length]);
}
