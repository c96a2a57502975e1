import { CUE } from '../lexicon/lexicon.js';
import { words } from '../text/vocabulary.js';
import { isCue, type Scope, type Sentence, wordsIn } from './sentence.js';

/** "La signature describe las columnas de un modelo": what a thing is, not what this work does. */
export function definitions(one: Sentence): Scope[] {
  const first = one.hits[0];
  if (!first || one.tokens[one.to]?.word === '?') return [];
  if (one.cues.some((cue) => CLAIMING.has(cue.concept) && !DEFINING.has(one.tokens[cue.from]!.word))) return [];
  if (one.tokens.slice(one.from, one.to).some((token) => JUDGING.has(token.word))) return [];
  let start = one.from;
  if (LEADING.has(one.tokens[start]!.word)) start = Math.max(start, first.from);
  while (start < one.to && (ARTICLES.has(one.tokens[start]!.word) || one.tokens[start]!.kind === 'mark')) start++;
  if (start < first.from) return [];
  let at = first.to;
  while (at < one.to && at < first.to + 5 && !DEFINING.has(one.tokens[at]!.word)) {
    const inside = one.hits.some((hit) => hit.from <= at && hit.to > at) || OF.has(one.tokens[at]!.word);
    if (!inside) return [];
    at++;
  }
  if (at >= one.to || at >= first.to + 5 || at + 1 >= one.to) return [];
  const verb = one.tokens[at]!.word;
  // "are used where a logger belongs" tells what this work does.
  if (
    one.tokens[at + 1]!.word === 'used' &&
    /^(?:where|instead|everywhere|in|all|throughout|as|like|here)$/.test(one.tokens[at + 2]?.word ?? '')
  )
    return [];
  if (COPULA.has(verb) && !ARTICLES.has(one.tokens[at + 1]!.word) && !KIND.has(one.tokens[at + 1]!.word)) return [];
  return [{ mood: 'defined', from: one.from, to: one.to, words: verb, bare: true }];
}

const CLAIMING = new Set(
  ['not', 'absent', 'want', 'must', 'unwanted', 'instead', 'replace', 'bad', 'only', 'fine', 'unneeded'].map(
    (name) => `${CUE}${name}`,
  ),
);

const ARTICLES = new Set('el la los las un una unos unas the a an cada each'.split(' '));

const LEADING = new Set('con en with in'.split(' '));

const COPULA = new Set('is are es son'.split(' '));

const KIND = words('mood.kind');

const DEFINING = words('mood.defining');

const JUDGING = words('mood.judging');

/** "Tags de Docker", "la firma del contrato", "the labels of the axis": the same word for another thing. */
export function strangers(one: Sentence): Scope[] {
  const out: Scope[] = [];
  for (const cue of one.cues) {
    if (!isCue(cue, 'elsewhere')) continue;
    const left = one.hits.findLast((hit) => hit.to <= cue.from);
    const right = one.hits.find((hit) => hit.from >= cue.to);
    if (left && one.tokens.slice(left.to, cue.from).every((token) => OF.has(token.word)) && cue.from - left.to <= 3)
      out.push({ mood: 'elsewhere', from: left.from, to: left.to, words: wordsIn(one, cue), bare: true });
    else if (right && right.from === cue.to && right.to - right.from <= 2)
      out.push({ mood: 'elsewhere', from: right.from, to: right.to, words: wordsIn(one, cue), bare: true });
  }
  return out;
}

const OF = new Set('de del of the la el los las en in on for para y'.split(' '));
