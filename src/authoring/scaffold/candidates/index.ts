import { type Candidate, escapeRegex, type FilePair, wordsOf } from './candidate.js';
import { dataCandidates } from './data.js';
import { dockerfileCandidates } from './dockerfile.js';
import { headings, markdownCandidates, namedCandidates } from './markdown.js';
import { pythonCandidates } from './python.js';
import { scriptCandidates } from './script.js';
import { SYNONYMS } from './synonyms.js';
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
    const fitting = [...looser(candidate, rows[row] as Row), candidate].find((one) => holds(one, pair, pairs));
    if (!fitting) continue;
    const alike = matches.filter(
      (one) =>
        one.row === row &&
        one.candidate !== candidate &&
        (goesWith(one.candidate, fitting) || givenWith(one.candidate, fitting, rows[row] as Row)),
    );
    const joined = alike.reduce((one, other) => joinedWith(one, other.candidate), fitting);
    chosen[row] = holds(joined, pair, pairs) ? joined : fitting;
    for (const one of [candidate, ...alike.map((other) => other.candidate)]) taken.add(JSON.stringify(one.expression));
  }
  return chosen;
}

/** How much of what the likeliest row says of a candidate another must say to have it. */
const OWN = 0.6;

/** A text that the row quotes a part of is asked for by that part: the rest is the solution's own choice. */
function looser({ expression, ...candidate }: Candidate, row: Row): Candidate[] {
  const { data } = expression as {
    data?: { path: string; equals?: unknown; matches?: string; 'not-matches'?: string };
  };
  const [after = '', before = ''] = candidate.texts ?? [];
  if (typeof data?.equals === 'boolean' && candidate.parent !== undefined && TAKEN_OUT.test(row.fix)) {
    const { equals, path, ...where } = data;
    const gone = { data: { ...where, path, equals: !equals, absent: true } };
    return [
      { ...candidate, expression: { all: [{ data: { ...where, path: candidate.parent } }, gone] }, nonsense: [] },
    ];
  }
  const named = typeof data?.equals === 'string';
  if (!data || (!named && !data.matches?.startsWith(WORD) && data.matches !== REFERENCE)) return [];
  const { equals, matches, 'not-matches': without, ...rest } = data;
  const spans = quotedIn(row).fix.filter(
    (span) => span.length > 3 && span !== after && after.includes(span) && !before.includes(span),
  );
  const example = named && before !== '' && AN_EXAMPLE.test(row.fix) && row.fix.includes(`\`${after}\``);
  const every = rest.path.endsWith('[*]') ? { quantity: 'every' } : {};
  const another = { data: { ...rest, ...every, 'not-matches': `^${escapeRegex(before)}$` } };
  return [
    ...(example || (named && before !== '' && !says(row, after))
      ? [{ ...candidate, expression: another, nonsense: [], free: true }]
      : []),
    ...spans.map((span) => ({ ...candidate, expression: { data: { ...rest, matches: escapeRegex(span) } } })),
  ];
}

/** A setting may also be taken out. */
const TAKEN_OUT = /\b(?:remov|delet|drop it|take it out|quita|elimina|borra)/i;

/** Whether a row asks for that very value; a part of it is no order. */
const says = ({ problem, fix }: Row, value: string): boolean =>
  `${problem} ${fix}`.toLowerCase().includes(value.toLowerCase());

/** How conditions begin that are about one word of a text. */
const WORD = '(^|\\s)';

const REFERENCE = '\\$\\{[^}]+\\}';

/** The value is one of many. */
const AN_EXAMPLE = /\b(?:such as|e\.g\.|for example|for instance|por ejemplo|p\. ?ej\.|como)\s*`/i;

/** Both are gone from one place. */
const goesWith = (one: Candidate, other: Candidate): boolean =>
  one.parent !== undefined && one.parent === other.parent && one.removes === true && other.removes === true;

/** Both are arguments of one call that the remedy of the row writes out. */
function givenWith(one: Candidate, other: Candidate, row: Row): boolean {
  const [a, b] = [argumentOf(one), argumentOf(other)];
  if (!a || !b || a.of !== b.of || a.name === b.name) return false;
  const written = new Set(
    quotedIn(row).fix.flatMap((span) => [...span.matchAll(/[(,]\s*(\w+)=/g)].map((match) => match[1])),
  );
  return written.has(a.name) && written.has(b.name);
}

/** What call an expression asks to be given what, where that is all it asks. */
function argumentOf({ expression }: Candidate): { of: string; name: string } | undefined {
  const first = Array.isArray(expression.all) ? expression.all[0] : expression;
  const { calls, code } = first as { calls?: { of: string; with?: object }; code?: { pattern?: string } };
  const [, of = '', field] = /^\w+: \$T = ([\w.]+)\(\.\.\., (\w+)=\$V/.exec(code?.pattern ?? '') ?? [];
  if (field !== undefined) return { of, name: field };
  const [name] = Object.keys(calls?.with ?? {});
  return calls && name !== undefined ? { of: calls.of, name } : undefined;
}

function joinedWith(one: Candidate, other: Candidate): Candidate {
  if (!one.removes) {
    const all = (one.expression.all as unknown[] | undefined) ?? [one.expression];
    const has = all.some((some) => JSON.stringify(some) === JSON.stringify(other.expression));
    return has ? one : { ...one, expression: { all: [...all, other.expression] }, nonsense: [] };
  }
  const [mine, more] = [one.expression.all, other.expression.all] as [unknown[], unknown[]];
  return { ...one, expression: { all: [...mine, ...more.slice(1)] }, nonsense: [...one.nonsense, ...other.nonsense] };
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
  readonly spans: readonly string[];
  /** What the problem quotes. */
  readonly faults: ReadonlySet<string>;
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
  return { words: said, removal: REMOVAL.test(row.fix), keys: new Set(keys), spans, faults: new Set(problem) };
}

/** A file that a row is about is no key of what it holds: `params.yaml` says nothing of `params:`. */
const FILE = /^[\w./-]+\.(?:ya?ml|json|toml|py|[jt]sx?|tf|md|txt|ipynb)$/;
const bare = (text: string): string =>
  text.replace(/`([^`]+)`/g, (span, inner: string) => (FILE.test(inner) ? ' ' : span));

/** A row that quotes the very text is about it; a part of it may be a part by chance. */
const QUOTED = 2.5;

function quotes(texts: readonly string[], spans: readonly string[]): number {
  if (texts.some((text) => spans.includes(text))) return QUOTED;
  return texts.some((text) => spans.some((span) => span.length > 3 && text.includes(span))) ? 1.8 : 1;
}

/** A row that names the very key is about it. */
const NAMED_KEY = 1.5;

/** What a remedy is called that takes something away. */
const REMOVAL = /^\W*(?:remove|delete|drop|take out|quita|elimina|borra|saca|suprim)/i;

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
  const about = removes && key !== undefined && said.faults.has(key) ? QUOTED : quotes(texts, said.spans);
  return score * whole * named * about * (removes && said.removal ? 1.6 : 1);
}
