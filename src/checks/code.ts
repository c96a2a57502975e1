import type { Document } from '../model/document.js';
import { type Evidence, evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import { compileRules, type Match, matchRules, PatternError, type RuleSet } from '../patterns/index.js';
import { type Check, type Documents, type JsonSchema, ParamsError, type ReadArtefact } from './check.js';
import { blanked, marksOf } from './text/live.js';

interface Params {
  readonly [key: string]: unknown;
}

interface Member {
  readonly rules: RuleSet;
  readonly artefacts: readonly string[] | undefined;
  readonly everywhere: boolean;
  /** Its patterns are words and brackets of any text. */
  readonly generic: boolean;
}

interface Ready {
  /** All of them must match, with one value for each metavariable that they share. */
  readonly members: readonly Member[];
  readonly least: number;
  readonly most: number;
  readonly distinct: string | undefined;
  readonly none: boolean;
}

/** A place where a member matches. */
interface Hit {
  readonly match: Match;
  readonly artefact: ReadArtefact;
}

const OWN: ReadonlySet<string> = new Set([
  'at-least',
  'at-most',
  'distinct',
  'none',
  'artefacts',
  'everywhere',
  'join',
  'language',
  'message',
]);

const bodyProperties: JsonSchema = {
  pattern: { type: 'string', description: 'A pattern in the syntax of Semgrep.' },
  patterns: { type: 'array', description: 'Operators that must all hold.' },
  'pattern-either': { type: 'array', description: 'Operators of which one must hold.' },
  'pattern-regex': { type: 'string', description: 'A regex on the text.' },
  match: { description: 'A formula of the newer syntax.' },
  mode: { enum: ['search', 'taint'], description: 'How to search; `taint` follows values from sources to sinks.' },
  'pattern-sources': { type: 'array', description: 'Where taint comes from.' },
  'pattern-sinks': { type: 'array', description: 'Where taint must not (or must) arrive.' },
  'pattern-sanitizers': { type: 'array', description: 'What takes taint away.' },
  'pattern-propagators': { type: 'array', description: 'What hands taint on.' },
  taint: { type: 'object', description: 'Taint in the newer syntax.' },
  options: { type: 'object', description: "Semgrep's options, such as `symbolic_propagation`." },
  language: {
    type: 'string',
    default: 'python',
    description:
      'The language of the patterns. `generic` reads words and brackets of any notation, comments left out: nginx, SQL, shell, INI, logs.',
  },
  artefacts: {
    type: 'array',
    items: { type: 'string' },
    description: 'Artefacts to look at. Default: all of the exercise in that language.',
  },
  everywhere: { type: 'boolean', description: 'Look at the artefacts of the whole hand-in.' },
};

/** A rule of patterns on the artefacts. */
export const code: Check<Params, Ready> = {
  kind: 'code',
  summary: "Code matches patterns in Semgrep's syntax, on the tree and not on the text.",
  schema: {
    type: 'object',
    description:
      'Names, aliases and constants are resolved; comments and strings do not count. See the reference of patterns for operators, and `dictamen match` to try one.',
    properties: {
      ...bodyProperties,
      'at-least': { type: 'integer', minimum: 1, default: 1, description: 'How many places must match.' },
      'at-most': { type: 'integer', minimum: 0, description: 'How many places may match.' },
      distinct: {
        type: 'string',
        pattern: '^\\$',
        description: 'Count the different values of this metavariable, not places.',
      },
      none: { type: 'boolean', description: 'Met where nothing matches.' },
      join: {
        type: 'array',
        description:
          'Further rules that must match too, in these or other artefacts, with the same values for metavariables of the same name.',
        items: { type: 'object', properties: bodyProperties, additionalProperties: false },
      },
    },
    additionalProperties: false,
  },
  prepare(params) {
    const join = Array.isArray(params.join) ? (params.join as Params[]) : [];
    return {
      members: [memberOf(params, []), ...join.map((one, i) => memberOf(one, ['join', i]))],
      least: typeof params['at-least'] === 'number' ? params['at-least'] : 1,
      most: typeof params['at-most'] === 'number' ? params['at-most'] : Number.POSITIVE_INFINITY,
      distinct: typeof params.distinct === 'string' ? params.distinct : undefined,
      none: params.none === true,
    };
  },
  judge({ members, least, most, distinct, none }, documents): Verdict {
    const found = joined(members.map((one) => hitsOf(one, documents)));
    const places = new Set(found.map(({ match, artefact }) => valueKey(distinct, match, artefact)));
    const evidence = evidenceOf(found);
    if (none) return found.length === 0 ? met() : unmet(evidence);
    const enough = places.size >= least || (most === 0 && places.size === 0);
    return enough && places.size <= most ? met(evidence) : unmet(evidence);
  },
};

function memberOf(params: Params, path: readonly (string | number)[]): Member {
  const body = Object.fromEntries(Object.entries(params).filter(([key]) => !OWN.has(key)));
  try {
    const rules = compileRules({ id: 'code', languages: [params.language ?? 'python'], ...body });
    const artefacts = Array.isArray(params.artefacts) ? params.artefacts.map(String) : undefined;
    return { rules, artefacts, everywhere: params.everywhere === true, generic: params.language === 'generic' };
  } catch (error) {
    if (error instanceof PatternError) throw new ParamsError(error.message, [...path, ...error.path], error.offset);
    throw error;
  }
}

function hitsOf(member: Member, documents: Documents): Hit[] {
  const among = member.everywhere ? documents.everything : documents.artefacts;
  const wanted = among.filter((one) => member.artefacts === undefined || member.artefacts.includes(one.id));
  return wanted.flatMap((artefact) =>
    matchRules(member.rules, member.generic ? withoutComments(artefact) : artefact.document).map((match) => ({
      match,
      artefact,
    })),
  );
}

/** Words have no tree that would tell a comment from what counts. */
function withoutComments({ source, language }: ReadArtefact): Document {
  const text = blanked(source.text, marksOf(source, language).comments);
  const tree = { kind: 'Text', start: 0, end: text.length };
  return { language: 'text', source: { ...source, text }, tree, problems: [] };
}

/** Hits of the first member for which each other member has a hit that agrees on shared metavariables. */
function joined(lists: readonly (readonly Hit[])[]): readonly Hit[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first;
  return first.filter(({ match }) =>
    agrees(others, 0, new Map([...match.metavariables].map(([name, { text }]) => [name, plain(text)]))),
  );
}

function agrees(lists: readonly (readonly Hit[])[], at: number, values: ReadonlyMap<string, string>): boolean {
  const list = lists[at];
  if (!list) return true;
  return list.some(({ match }) => {
    const merged = new Map(values);
    for (const [name, { text }] of match.metavariables) {
      const known = merged.get(name);
      if (known !== undefined && known !== plain(text)) return false;
      merged.set(name, plain(text));
    }
    return agrees(lists, at + 1, merged);
  });
}

/** A string is what it says: `"model"` in code meets `model` in YAML. */
const plain = (text: string): string => /^(['"])(.*)\1$/s.exec(text)?.[2] ?? text;

function valueKey(distinct: string | undefined, match: Match, artefact: ReadArtefact): string {
  const value = distinct === undefined ? undefined : match.metavariables.get(distinct);
  return value ? plain(value.text) : `${artefact.source.file}:${match.start}-${match.end}`;
}

const MOST_SHOWN = 5;

function evidenceOf(found: readonly Hit[]): Evidence[] {
  return found.slice(0, MOST_SHOWN).map(({ match, artefact }) => evidenceAt(artefact.source, match.start, match.end));
}
