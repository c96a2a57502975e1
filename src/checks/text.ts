import type { RichText } from '../model/document.js';
import type { Source } from '../model/text.js';
import { type Evidence, evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, ParamsError } from './check.js';
import { everyBlock, PLACES, runsOf, textsOf, type Where } from './text/blocks.js';
import { foldOf } from './text/fold.js';
import { type Match, type Regex, regexesOf } from './text/regex.js';

interface Params {
  any?: string[];
  all?: string[];
  none?: string[];
  within?: number;
  in?: 'anywhere' | 'code' | 'prose';
  exact?: boolean;
  where?: Where;
  absent?: boolean;
  artefacts?: string[];
}

interface Ready {
  readonly any: readonly Regex[];
  readonly all: readonly Regex[];
  readonly none: readonly Regex[];
  readonly within: number;
  readonly in: 'anywhere' | 'code' | 'prose';
  readonly exact: boolean;
  readonly where: Where;
  readonly absent: boolean;
  readonly artefacts: ReadonlySet<string> | undefined;
}

const regexes = { type: 'array', items: { type: 'string' }, minItems: 1 } as const;

/** Words in what the student wrote. For defects, `mentions` reads stance and remedy as well; this is for facts and short answers. */
export const text: Check<Params, Ready> = {
  kind: 'text',
  summary: 'Words or regexes in prose or in code spans, near each other, in one paragraph, item or cell.',
  schema: {
    type: 'object',
    description:
      'Met by one paragraph, list item, heading or table cell that fulfils all. Text that a reader does not see is not looked at.',
    properties: {
      any: {
        ...regexes,
        description: 'RE2 regexes; one is enough. Case and accents do not matter, so write them without.',
        examples: [['group ?k ?fold', 'stratifi']],
      },
      all: { ...regexes, description: 'All of these.' },
      none: { ...regexes, description: 'None of these in the same sentence as what was found.' },
      within: {
        type: 'integer',
        minimum: 1,
        description:
          'What was found for `all` (and one of `any`) lies within so many words. Default: anywhere in the paragraph.',
      },
      in: {
        enum: ['anywhere', 'code', 'prose'],
        default: 'anywhere',
        description: '`code`: what is matched must be set as a code span. `prose`: must not.',
      },
      exact: { type: 'boolean', default: false, description: 'Case and accents matter.' },
      where: {
        enum: PLACES,
        default: 'review',
        description: 'The review, markdown and text among the artefacts, or both.',
      },
      absent: { type: 'boolean', default: false, description: 'No paragraph fulfils it. Needs some text to look at.' },
      artefacts: { type: 'array', items: { type: 'string' }, description: 'Ids of artefacts.' },
    },
    anyOf: [{ required: ['any'] }, { required: ['all'] }],
    additionalProperties: false,
  },
  prepare(params) {
    if (!params.any && !params.all) throw new ParamsError('Unexpected check without words, expected `any` or `all`');
    return {
      any: regexesOf(params.any, ['any']),
      all: regexesOf(params.all, ['all']),
      none: regexesOf(params.none, ['none']),
      within: params.within ?? Number.POSITIVE_INFINITY,
      in: params.in ?? 'anywhere',
      exact: params.exact ?? false,
      where: params.where ?? (params.artefacts ? 'artefacts' : 'review'),
      absent: params.absent ?? false,
      artefacts: params.artefacts && new Set(params.artefacts),
    };
  },
  judge(ready, documents) {
    let looked = false;
    for (const { source, blocks } of runsOf(documents, ready.where, ready.artefacts)) {
      for (const block of everyBlock(blocks)) {
        for (const rich of textsOf(block)) {
          looked = true;
          const evidence = evidenceIn(rich, source, ready);
          if (evidence) return ready.absent ? unmet([evidence]) : met([evidence]);
        }
      }
    }
    return ready.absent && looked ? met() : unmet();
  },
};

function evidenceIn(rich: RichText, source: Source, ready: Ready): Evidence | undefined {
  const folded = ready.exact ? { text: rich.text, offsets: rich.offsets } : foldOf(rich.text, rich.offsets);
  const code = rich.code.map(([start, end]) => [rich.offsets[start] ?? 0, rich.offsets[end] ?? 0] as const);
  const fits = ({ start, end }: Match): boolean => {
    const from = folded.offsets[start] ?? 0;
    const to = folded.offsets[Math.max(start, end - 1)] ?? from;
    const set = code.some((range) => range[0] <= from && to < range[1] + 1);
    return ready.in === 'anywhere' || set === (ready.in === 'code');
  };
  const matches = (regex: Regex) => regex.all(folded.text).filter(fits);
  const groups = [...ready.all.map(matches), ...(ready.any.length > 0 ? [ready.any.flatMap(matches)] : [])];
  const found = closest(folded.text, groups, ready.within);
  if (!found || ready.none.some((regex) => regex.test(sentenceAround(folded.text, found)))) return undefined;
  return evidenceAt(
    source,
    folded.offsets[found.start] ?? 0,
    (folded.offsets[Math.max(found.start, found.end - 1)] ?? 0) + 1,
  );
}

const MOST = 200;

/** The shortest stretch that holds a match of every group, where it has at most so many words. */
function closest(words: string, groups: readonly (readonly Match[])[], within: number): Match | undefined {
  if (groups.some((group) => group.length === 0)) return undefined;
  const [first = [], ...others] = groups;
  let best: Match | undefined;
  for (const match of first.slice(0, MOST)) {
    let { start, end } = match;
    for (const group of others) {
      const near = nearest(group, match);
      start = Math.min(start, near.start);
      end = Math.max(end, near.end);
    }
    if (!best || end - start < best.end - best.start) best = { start, end };
  }
  return best &&
    (within === Number.POSITIVE_INFINITY || words.slice(best.start, best.end).split(/\s+/).length <= within)
    ? best
    : undefined;
}

function nearest(group: readonly Match[], to: Match): Match {
  const distance = (one: Match) => Math.max(0, one.start - to.end, to.start - one.end);
  return group.slice(0, MOST).reduce((best, one) => (distance(one) < distance(best) ? one : best), group[0] ?? to);
}

function sentenceAround(words: string, { start, end }: Match): string {
  const before =
    Math.max(words.lastIndexOf('. ', start), words.lastIndexOf('; ', start), words.lastIndexOf('\n', start)) + 1;
  const after = /[.;!?](?=\s)|\n/.exec(words.slice(end));
  return words.slice(before, after ? end + after.index : undefined);
}
