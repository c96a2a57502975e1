import { type Evidence, evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, type Documents, ParamsError, type ReadArtefact } from './check.js';
import { blanked, marksOf } from './text/live.js';
import { type Match, type Regex, regexOf } from './text/regex.js';

interface RawSide {
  pattern: string;
  artefacts?: string[];
}

interface Params {
  used: RawSide;
  defined: RawSide;
  ignore?: string[];
  'without-suffix'?: string;
  quantity?: 'every' | 'some';
}

interface Side {
  readonly regex: Regex;
  readonly artefacts: ReadonlySet<string> | undefined;
}

interface Ready {
  readonly used: Side;
  readonly defined: Side;
  readonly ignore: readonly Regex[];
  readonly suffix: Regex | undefined;
  readonly every: boolean;
}

const side = (description: string) =>
  ({
    type: 'object',
    description,
    properties: {
      pattern: {
        type: 'string',
        description: 'RE2 regex; its first group is the name, or the whole match where it has no group.',
      },
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts of any exercise. Default: all of this exercise.',
      },
    },
    required: ['pattern'],
    additionalProperties: false,
  }) as const;

/** Names in one artefact that another one defines. */
export const names: Check<Params, Ready> = {
  kind: 'names',
  summary:
    'Names used in one artefact are defined in another: a config map that a deployment mounts, a stage whose output another needs.',
  schema: {
    type: 'object',
    description: 'Met where names are used and each of them is defined. Comments are passed over.',
    properties: {
      used: side('Where names are used.'),
      defined: side('Where they are defined.'),
      ignore: {
        type: 'array',
        items: { type: 'string' },
        description: 'RE2 regexes of names that come from elsewhere.',
      },
      'without-suffix': {
        type: 'string',
        description: 'RE2 regex of what is cut off the end of names on both sides before they are compared.',
        examples: ['_(total|bucket)$'],
      },
      quantity: {
        enum: ['every', 'some'],
        default: 'every',
        description: '`some`: one name that is defined is enough.',
      },
    },
    required: ['used', 'defined'],
    additionalProperties: false,
  },
  prepare(params) {
    return {
      used: sideOf(params.used, 'used'),
      defined: sideOf(params.defined, 'defined'),
      ignore: (params.ignore ?? []).map((pattern, i) => regexOf(pattern, ['ignore', i])),
      suffix:
        params['without-suffix'] === undefined ? undefined : regexOf(params['without-suffix'], ['without-suffix']),
      every: params.quantity !== 'some',
    };
  },
  judge(ready, documents) {
    const defined = new Set(found(ready.defined, documents).map((one) => bare(one.name, ready)));
    const used = found(ready.used, documents).filter((one) => !ready.ignore.some((regex) => regex.test(one.name)));
    const [known, unknown] = [
      used.filter((one) => defined.has(bare(one.name, ready))),
      used.filter((one) => !defined.has(bare(one.name, ready))),
    ];
    const enough = known.length > 0 && (!ready.every || unknown.length === 0);
    return enough
      ? met(known.slice(0, MOST).map((one) => one.evidence))
      : unmet(unknown.slice(0, MOST).map((one) => one.evidence));
  },
};

const MOST = 5;

function sideOf(raw: RawSide, key: string): Side {
  const regex = regexOf(raw.pattern, [key, 'pattern']);
  if (regex.test(''))
    throw new ParamsError(`Unexpected regex \`${raw.pattern}\`, which the empty text fulfils`, [key, 'pattern']);
  return { regex, artefacts: raw.artefacts && new Set(raw.artefacts) };
}

function found({ regex, artefacts }: Side, documents: Documents): { name: string; evidence: Evidence }[] {
  const where = artefacts ? documents.everything.filter((artefact) => artefacts.has(artefact.id)) : documents.artefacts;
  return where.flatMap((artefact) => namesIn(artefact, regex));
}

function namesIn({ source, language }: ReadArtefact, regex: Regex): { name: string; evidence: Evidence }[] {
  const text = blanked(source.text, marksOf(source, language).comments);
  return regex.all(text).map((match: Match) => ({
    name: match.group ?? text.slice(match.start, match.end),
    evidence: evidenceAt(source, match.start, match.end),
  }));
}

function bare(name: string, { suffix }: Ready): string {
  const match = suffix?.find(name);
  return match && match.end === name.length ? name.slice(0, match.start) : name;
}
