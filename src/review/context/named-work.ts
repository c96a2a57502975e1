import type { Source } from '../../model/text.js';
import { words } from '../text/vocabulary.js';

/**
 * What the other works of a hand-in are about, by which their writer names them afterwards: "at my last job, on a parcel project", «otro
 * proyecto, de taxis». `isOfOther` tells the sentences that speak of another work.
 */
export function othersNamed(
  source: Source,
  isOfOther: (said: string) => boolean,
  plain: (text: string) => string,
): Names {
  let names = known.get(source);
  if (names) return names;
  names = new Set<string>();
  for (const sentence of source.text.slice(0, LONGEST).split(/[.!?](?=\s)|\n/)) {
    const said = plain(sentence);
    if (isOfOther(said)) for (const name of namesIn(said)) names.add(name);
  }
  known.set(source, names);
  return names;
}

type Names = ReadonlySet<string>;

/** Every exercise asks it of the same documents. */
const known = new WeakMap<Source, Set<string>>();
const LONGEST = 200_000;

function namesIn(said: string): string[] {
  const found = [...said.matchAll(ABOUT), ...said.matchAll(BEFORE)].map((match) => singular(match[1]!));
  return found.filter((name) => !COMMON.has(name));
}

const WORK =
  '(?:proyectos?|servicios?|modelos?|scripts?|fichas?|tfm|tfg|tesis|empresa|startup|projects?|services?|models?|thesis|cards?|company|app)';
const ARTICLE = '(?:(?:el|la|los|las|un|una|the|an?) )?';
const ABOUT = new RegExp(
  `\\b${WORK},?(?: (?!de\\b|of\\b|on\\b|about\\b|sobre\\b|que\\b|para\\b|for\\b)[a-z]{2,12})? ?(?:de|sobre|que (?:iba|trataba|va|trata) (?:de|sobre)|para|on|about|for|of) ${ARTICLE}(?:[a-z]{3,14} (?:de|del|of) )?([a-z]{4,20})`,
  'g',
);
const BEFORE = new RegExp(`\\b(?:an?|the|my|our) ([a-z]{4,20}) ${WORK}\\b`, 'g');
const COMMON = words('other-work.no-names');

const singular = (word: string): string => word.replace(/(?<=[a-z]{4})s$/, '');

/** Where a sentence speaks of a work by such a name: «la ficha de los taxis», "on parcels". */
export function namesOther(said: string, names: Names): number | undefined {
  if (names.size === 0) return undefined;
  for (const match of said.matchAll(OF_IT)) if (names.has(singular(match[1]!))) return match.index;
  return undefined;
}

const OF_IT =
  /\b(?:de|del|en|con|para|on|of|for|in|at|with|my|our|mi|mis)(?: (?:el|la|los|las|the|that|my|mi|aquel|aquella|aquellos|(?:modelo|proyecto|servicio|script) de)){0,2} ([a-z]{4,20})\b/g;
