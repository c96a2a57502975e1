import { type Candidate, type FilePair, wordsOf } from './candidate.js';
import { dataCandidates } from './data.js';
import { dockerfileCandidates } from './dockerfile.js';
import { givenWith, goesWith, joinedWith, looser, quotedIn, type Row, setWith } from './fitting.js';
import { headings, markdownCandidates, namedCandidates } from './markdown.js';
import { pythonCandidates } from './python.js';
import { scriptCandidates } from './script.js';
import { SYNONYMS } from './synonyms.js';
import { lineCandidates, quotedCandidates } from './text.js';
import { looksLikeTree, treeCandidates } from './tree.js';
import { holds } from './verify.js';

export type { Candidate, Expression, FilePair } from './candidate.js';
export type { Row } from './fitting.js';
export { looksLikeTree } from './tree.js';

/** A check for each row that has one: rows and candidates are matched by what they both name, the plainest pairs first. */
export function checksFor(rows: readonly Row[], pairs: readonly FilePair[]): (Candidate | undefined)[] {
  const offers = pairs.flatMap((pair) => [...candidatesOf(pair)].map((candidate) => ({ candidate, pair })));
  const spread = spreadOf(offers.map(({ candidate }) => candidate));
  const saids = rows.map(saidBy);
  const scores = new Map(
    offers.map(({ candidate }) => [candidate, saids.map((said) => scoreOf(candidate, said, spread))] as const),
  );
  const matches = rows.flatMap((row, i) => {
    const own = pairs
      .flatMap((pair) => saidCandidates(pair, row).map((candidate) => ({ candidate, pair })))
      .map((offer) => ({ ...offer, row: i, score: scoreOf(offer.candidate, saids[i] as Said, spread) }));
    const others = offers
      .map((offer) => ({ ...offer, row: i, score: scores.get(offer.candidate)?.[i] ?? 0 }))
      // What another row says much more of is that row's.
      .filter(({ candidate, score }) => score >= OWN * Math.max(...(scores.get(candidate) ?? [0])));
    return [...own, ...others].filter(({ score }) => score >= PLAIN);
  });
  // A stable sort: candidates of one score keep their order, from the general to the exact.
  matches.sort((a, b) => b.score - a.score);
  const chosen: (Candidate | undefined)[] = rows.map(() => undefined);
  const taken = new Set<string>();
  for (const { candidate, pair, row } of matches) {
    const key = JSON.stringify(candidate.expression);
    if (chosen[row] || taken.has(key)) continue;
    const fitting = [...looser(candidate, rows[row] as Row, pair), candidate].find((one) => holds(one, pair, pairs));
    if (!fitting) continue;
    const alike = matches.filter(
      (one) =>
        one.row === row &&
        one.candidate !== candidate &&
        (goesWith(one.candidate, fitting) ||
          givenWith(one.candidate, fitting, rows[row] as Row) ||
          setWith(one.candidate, fitting, rows[row] as Row)),
    );
    const joined = alike.reduce((one, other) => joinedWith(one, other.candidate), fitting);
    chosen[row] = holds(joined, pair, pairs) ? joined : fitting;
    for (const one of [candidate, ...alike.map((other) => other.candidate)]) taken.add(JSON.stringify(one.expression));
  }
  return chosen;
}

/** How much of what the likeliest row says of a candidate another must say to have it. */
const OWN = 0.6;

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
  readonly spans: readonly string[];
  /** What the problem quotes. */
  readonly faults: ReadonlySet<string>;
  /** Words of the problem. */
  readonly problem: ReadonlySet<string>;
}

/** Words of a row; those of its remedy, and those that it sets in code, say more. */
function saidBy(row: Row): Said {
  const said = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of wordsOf(text)) {
      const one = /[^s]s$/.test(word) && word.length > 3 ? [word, word.slice(0, -1)] : [word];
      for (const form of one) said.set(form, Math.max(said.get(form) ?? 0, weight));
    }
  };
  add(bare(row.problem), 1);
  add(bare(row.fix), 1.2);
  for (const [, span = ''] of row.problem.matchAll(/`([^`]+)`/g)) if (!FILE.test(span)) add(span, 1.4);
  for (const [, span = ''] of row.fix.matchAll(/`([^`]+)`/g)) if (!FILE.test(span)) add(span, 1.9);
  const keys = [...`${row.problem} ${row.fix}`.matchAll(/`([\w.-]*?)([\w-]+)(?=`|\s*[:=])/g)].map(
    (match) => match[2] ?? '',
  );
  for (const word of [...said.keys()]) for (const other of SYNONYMS.get(word) ?? []) add(other, 0.8);
  const { problem, fix } = quotedIn(row);
  const spans = [...problem, ...fix].filter((span) => span.length > 2);
  return {
    words: said,
    removal: REMOVAL.test(row.fix),
    keys: new Set(keys),
    spans,
    faults: new Set(problem),
    problem: new Set(wordsOf(row.problem)),
  };
}

/** A file that a row is about is no key of what it holds: `params.yaml` says nothing of `params:`. */
const FILE = /^[\w./-]+\.(?:ya?ml|json|toml|py|[jt]sx?|tf|md|txt|ipynb)$/;
const bare = (text: string): string =>
  text.replace(/`([^`]+)`/g, (span, inner: string) => (FILE.test(inner) ? ' ' : span));

/** A row that quotes the very text is about it; a part of it may be a part by chance. */
const QUOTED = 2.5;
/** What the problem quotes and the corrected file has no more is what it is about. */
const FAULT = 3.5;

function quotes(texts: readonly string[], spans: readonly string[]): number {
  if (texts.some((text) => spans.includes(text))) return QUOTED;
  return texts.some((text) => spans.some((span) => span.length > 3 && text.includes(span))) ? 1.8 : 1;
}

/** A row that names the very key is about it. */
const NAMED_KEY = 1.5;

/** What a remedy is called that takes something away. */
const REMOVAL = /^\W*(?:remove|delete|drop|take (?:it |them )?out|quita|elimina|borra|saca|suprim)/i;

/** A value that was given, under a key that the problem names, tells more than what its remedy brought along. */
const isChange = ({ key, texts = [], removes }: Candidate, { problem }: Said): boolean =>
  !removes && key !== undefined && texts.length > 1 && wordsOf(key).some((word) => problem.has(word));

const CHANGED = 1.4;

function scoreOf(candidate: Candidate, said: Said, spread: ReadonlyMap<string, number>): number {
  const { words, key, removes, exact, needs, texts = [] } = candidate;
  if (needs && !needs.some((word) => said.words.has(word))) return 0;
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
  const fault =
    removes === true && [...texts, ...(key === undefined ? [] : [key])].some((text) => said.faults.has(text));
  const about = fault ? FAULT : quotes(texts, said.spans);
  // Names of files say nothing as words, and all as quotations.
  const quoted = fault ? 1.5 : about >= QUOTED ? 0.3 : 0;
  return (
    (score + quoted) *
    whole *
    named *
    about *
    (isChange(candidate, said) ? CHANGED : 1) *
    (removes && said.removal ? 1.6 : 1)
  );
}
