import { type Candidate, type FilePair, wordsOf } from './candidate.js';
import { dataCandidates } from './data.js';
import { dockerfileCandidates } from './dockerfile.js';
import { headings, markdownCandidates, namedCandidates } from './markdown.js';
import { pythonCandidates } from './python.js';
import { scriptCandidates } from './script.js';
import { lineCandidates, quotedCandidates } from './text.js';
import { looksLikeTree, treeCandidates } from './tree.js';
import { holds } from './verify.js';

export type { Candidate, Expression, FilePair } from './candidate.js';
export { looksLikeTree } from './tree.js';

/** What a row of the solution says. */
export interface Row {
  readonly problem: string;
  readonly fix: string;
}

/** A check for each row that has one: rows and candidates are matched by what they both name, the plainest pairs first. */
export function checksFor(rows: readonly Row[], pairs: readonly FilePair[]): (Candidate | undefined)[] {
  const offers = pairs.flatMap((pair) => [...candidatesOf(pair)].map((candidate) => ({ candidate, pair })));
  const spread = spreadOf(offers.map(({ candidate }) => candidate));
  const matches = rows.flatMap((row, i) => {
    const said = saidBy(row);
    const own = pairs.flatMap((pair) => saidCandidates(pair, row).map((candidate) => ({ candidate, pair })));
    return [...own, ...offers]
      .map((offer) => ({ ...offer, row: i, score: scoreOf(offer.candidate, said, spread) }))
      .filter(({ score }) => score >= PLAIN);
  });
  // A stable sort: candidates of one score keep their order, from the general to the exact.
  matches.sort((a, b) => b.score - a.score);
  const chosen: (Candidate | undefined)[] = rows.map(() => undefined);
  const taken = new Set<string>();
  for (const { candidate, pair, row } of matches) {
    const key = JSON.stringify(candidate.expression);
    if (chosen[row] || taken.has(key) || !holds(candidate, pair)) continue;
    chosen[row] = candidate;
    taken.add(key);
  }
  return chosen;
}

const PLAIN = 0.45;

function candidatesOf(pair: FilePair): Candidate[] {
  switch (pair.language) {
    case 'yaml':
    case 'json':
    case 'toml':
    case 'hcl':
      return dataCandidates(pair);
    case 'dockerfile':
      return dockerfileCandidates(pair);
    case 'python':
      return pythonCandidates(pair);
    case 'typescript':
    case 'javascript':
      return [...scriptCandidates(pair), ...lineCandidates(pair)];
    case 'markdown':
      return markdownCandidates(pair);
    default:
      return looksLikeTree(pair.corrected) ? treeCandidates(pair) : lineCandidates(pair);
  }
}

/** Checks for what the row itself quotes or names, in notations that are read as text. */
function saidCandidates(pair: FilePair, row: Row): Candidate[] {
  if (!byText(pair)) return [];
  const quoted = quotedIn(row);
  if (pair.language !== 'markdown') return quotedCandidates(pair, quoted);
  // A section is told better by its heading and what is below it.
  const sections = headings(pair.corrected);
  const fix = quoted.fix.filter((span) => !sections.has(span.toLowerCase()));
  return [...quotedCandidates(pair, { ...quoted, fix }), ...namedCandidates(pair, row.fix)];
}

/** Notations of which a quotation is looked for in the text. */
const byText = ({ language, corrected }: FilePair): boolean =>
  !['yaml', 'json', 'toml', 'hcl', 'dockerfile', 'python'].includes(language) && !looksLikeTree(corrected);

function quotedIn(row: Row): { problem: string[]; fix: string[] } {
  const spans = (text: string) =>
    [...text.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').replaceAll('\\|', '|').trim());
  return {
    problem: spans(row.problem),
    fix: [...spans(row.fix), ...(row.fix.match(/\b[A-Z]{2,}(?: [A-Z]{2,})+\b/g) ?? [])],
  };
}

/** How many different things each word is said of. */
function spreadOf(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  const seen = new Set<Candidate['words']>();
  for (const { words } of candidates) {
    if (seen.has(words)) continue;
    seen.add(words);
    for (const [word, weight] of words) spread.set(word, (spread.get(word) ?? 0) + weight);
  }
  return spread;
}

interface Said {
  readonly words: ReadonlyMap<string, number>;
  readonly removal: boolean;
  /** Keys that it sets in code: `deps`, `cache: false`. */
  readonly keys: ReadonlySet<string>;
}

/** Words of a row; those of its remedy, and those that it sets in code, say more. */
function saidBy(row: Row): Said {
  const said = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of wordsOf(text)) said.set(word, Math.max(said.get(word) ?? 0, weight));
  };
  add(row.problem, 1);
  add(row.fix, 1.2);
  for (const [, span = ''] of row.problem.matchAll(/`([^`]+)`/g)) add(span, 1.4);
  for (const [, span = ''] of row.fix.matchAll(/`([^`]+)`/g)) add(span, 1.9);
  const keys = [...`${row.problem} ${row.fix}`.matchAll(/`([\w.-]*?)([\w-]+)(?=`|\s*[:=])/g)].map(
    (match) => match[2] ?? '',
  );
  return { words: said, removal: REMOVAL.test(row.fix), keys: new Set(keys) };
}

/** A row that names the very key is about it. */
const NAMED_KEY = 1.5;

/** What a remedy is called that takes something away. */
const REMOVAL = /^\W*(?:remove|delete|drop|take out|quita|elimina|borra|saca|suprim)/i;

function scoreOf({ words, key, removes, exact }: Candidate, said: Said, spread: ReadonlyMap<string, number>): number {
  let score = 0;
  let met = 0;
  let all = 0;
  for (const [word, weight] of words) {
    all += weight;
    const here = said.words.get(word) ?? (word.length > 5 ? said.words.get(word.replace(/(?:es|s)$/, '')) : undefined);
    if (here === undefined) continue;
    met += weight;
    score += (here * weight) / Math.max(1, (spread.get(word) ?? 1) ** 0.7);
  }
  const whole = exact ? (0.8 * met) / Math.max(1e-9, all) : 1;
  const named = key !== undefined && said.keys.has(key) && (removes || !said.removal) ? NAMED_KEY : 1;
  return score * whole * named * (removes && said.removal ? 1.6 : 1);
}
