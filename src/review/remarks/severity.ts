import type { Severity } from '../../model/rubric.js';
import { fold, type Ranges } from '../text/normalise.js';
import { remembered } from '../text/remembered.js';
import { phrases, type Words, words } from '../text/vocabulary.js';

/** A level as the student wrote it, before the student's own scale is known. */
export interface Level {
  /** 5 critical, 4 high, 3.5 major, 3 medium, 2 low, 1 trivial; for `S1`, `P0` and the like the number itself, with its letter in `scale`. */
  readonly rank: number;
  readonly scale: 'words' | 'orange' | `letter-${string}` | 'number' | 'of';
  readonly of?: number;
  readonly words: string;
}

/** Reads a cell or label that holds a severity and hardly anything else. */
export const severityOf = remembered((cell): Level | undefined => {
  const text = fold(cell)
    .replace(/[*_`()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '' || text.length > 60 || hasAllLevels(text)) return undefined;
  return following(text) ?? codeLevel(text) ?? wordLevel(text) ?? emojiLevel(text) ?? numberLevel(text);
});

/** "Crítico / Medio / Menor", "🔴🟡🟢": who gives every level gives none. */
function hasAllLevels(text: string): boolean {
  const words = text.split(/[^\p{L}]+/u).map((word) => rankOf(word));
  const ranks = [...words, ...Array.from(text, (c) => emojiLevel(c)?.rank)].filter((rank) => rank !== undefined);
  return new Set(ranks.map((rank) => (rank >= 3.5 ? 'critical' : rank === 3 ? 'medium' : 'minor'))).size > 2;
}

/** True for a text that is a severity and nothing else: "**High**", "🔴 Críticos", "Severidad: alta". */
export const isOnlySeverity = remembered((text): boolean => {
  const rest = withoutFollowing(fold(text))
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word && rankOf(word) === undefined && !AROUND.has(word) && !/^(?:[sp]|sev)?\d$/.test(word));
  return rest.length === 0 && severityOf(text) !== undefined;
});

/** Finds the severity that a sentence or list item gives, by its place: in brackets, in bold, as a label, or said in so many words. */
export function severityWithin(text: string, strong: Ranges): Level | undefined {
  if (text.length > 4000) return undefined;
  const plain = fold1(text);
  for (const [start, end] of strong) {
    const bold = text.slice(start, end).replace(CODE, '');
    if (bold.length <= 24 && isOnlySeverity(bold)) return severityOf(bold);
  }
  for (const match of plain.matchAll(/[([{]([^()[\]{}]{1,40})[)\]}]/g)) {
    const inside = match[1]!;
    const share = numberLevel(inside.replace(NAME_OF_LEVEL, '').trim());
    if (share?.scale === 'of') return share;
    const first = inside
      .replace(CODE, '')
      .split(/[,;:/|·→–—-]|=>/u)
      .find(isSpelled);
    if (first) return severityOf(first);
  }
  // "(critical; `with mlflow.start_run()`)": brackets within the brackets.
  for (const [, first] of plain.matchAll(/[([{]([^()[\]{},;:|→]{1,24})[,;:|→]/g))
    if (isSpelled(first!)) return severityOf(first!);
  for (const piece of plain.split(/[.!?](?=\s|$)|\n/)) {
    if (piece.length <= 60 && isSpelled(piece)) return severityOf(piece);
  }
  const label = /^[\s*_#>\d.)-]*([^:\u2014.,]{1,28}?)[*_]*\s*(?::|\u2014|--|- | – |\|)/.exec(plain);
  if (label && isOnlySeverity(label[1]!)) return severityOf(label[1]!);
  // "Cuarto, medio: the model …".
  const ordered = /^[^:]{3,40}(?=:\s)/.exec(plain)?.[0];
  if (ordered?.includes(',') && isOnlySeverity(ordered)) return severityOf(ordered);
  // "L6 · importante — no params".
  const head = plain
    .slice(0, 60)
    .split(/[·|\u2014]|\s[-–]\s/)
    .slice(0, -1)
    .find(isSpelled);
  if (head) return severityOf(head);
  const spoken = said(plain);
  if (spoken) return spoken;
  const tail = /(?:\s[-\u2014–·|]|[,:]|->|→)\s+[*_]*([^-\u2014–·|,:.]{1,24}?)[*_]*[.!]?\s*$/.exec(plain);
  if (tail && isOnlySeverity(tail[1]!)) return severityOf(tail[1]!);
  const aside = plain
    .split(/[,:;.]/)
    .find(
      (piece) => ALONE.has(piece.trim()) || (/^\s*\p{L}+(?:\s+\p{L}+){1,4}\s*$/u.test(piece) && isOnlySeverity(piece)),
    );
  const run = UNMARKED.exec(plain)?.[1];
  if (run && !/[,.;:()]/.test(plain)) return severityOf(run);
  const set = aside ?? BETWEEN.exec(plain)?.[1];
  if (set) return severityOf(set);
  return emojiLevel(plain.slice(0, 12)) ?? emojiLevel(plain.slice(-6)) ?? emojiLevel(onlySign(plain));
}

/** The one coloured sign of a sentence, wherever it stands. */
function onlySign(text: string): string {
  const signs = new Set(text.match(/[🔴🟠🟡🟢🟥🟧🟨🟩]/gu));
  return signs.size === 1 ? [...signs][0]! : '';
}

/** "[H-03 high]": the code of a finding. */
export const CODE = /^\s?[[(]?#?\p{L}{0,4}[-_.]?\d{1,3}[\])]?\s{1,3}(?=\p{L})/u;
/** "[gravedad 3/3]". */
const NAME_OF_LEVEL = /^\s*(?:sev\p{L}*|grav\p{L}*|prio\p{L}*|nivel|level|impact\p{L}*)\.?\s*[:=]?\s*/u;

/** A number alone counts the points of a list: "(1) no run". */
export const isSpelled = (text: string): boolean => !/^\s*\d*\s*$/.test(text) && isOnlySeverity(text);

/** Maps levels to the three of the key, seeing which levels this student uses: the top two of four or five are critical, the last is minor. */
export function scaleOf(levels: readonly Level[], oneIsWorst = false): (level: Level) => Severity {
  const ranks = new Set(levels.filter((level) => level.scale === 'words').map((level) => level.rank));
  const usesOrange = levels.some((level) => level.scale === 'orange');
  const yellow = ranks.has(3);
  const five = ranks.has(5) && ranks.has(4) && ranks.has(3) && ranks.has(2) && ranks.has(1);
  return (level) => {
    if (level.scale === 'orange') return yellow || !ranks.has(5) ? 'critical' : 'medium';
    if (level.scale === 'words') return fromRank(level.rank, five, ranks, usesOrange);
    if (level.scale === 'of') return fromShare(level.rank / (level.of ?? 5));
    const same = levels.filter((other) => other.scale === level.scale).map((other) => other.rank);
    if (level.scale === 'number' && !oneIsWorst) {
      const top = Math.max(3, ...same);
      return fromPlace(top - level.rank, top);
    }
    const lowest =
      level.scale === 'letter-p'
        ? same.includes(0) || !same.includes(1) || Math.max(...same) < 3
          ? 0
          : 1
        : Math.min(1, ...same);
    const size = Math.max(3, Math.max(...same) - lowest + 1);
    return fromPlace(level.rank - lowest, size);
  };
}

/** A bare 5 is graver than a 1, unless the student calls it a priority or says what 1 stands for. */
export function isOneWorst(text: string): boolean {
  const plain = fold1(text.slice(0, 20_000));
  const legend =
    /(?:^|[^\d.])([1-5])\s*(?:=|:|\(|es\b|is\b|-)\s*\(?(?:lo |la |el |the |mas |muy |most |very )*(\p{L}+)/gu;
  for (const match of plain.matchAll(legend)) {
    const rank = rankOf(match[2]!);
    if (rank !== undefined && rank !== 3) return rank > 3 === Number(match[1]) < 3;
  }
  return /(?:^|\|)[ \t*]*(?:prioridad|priority|prio)[ \t*]*(?:\||$)/m.test(plain);
}

function fromRank(rank: number, five: boolean, ranks: ReadonlySet<number>, orange: boolean): Severity {
  if (rank >= 4) return 'critical';
  if (rank === 3.5) return ranks.has(3) || orange || !(ranks.has(5) || ranks.has(4)) ? 'critical' : 'medium';
  if (rank === 3) return 'medium';
  return rank === 2 && five ? 'medium' : 'minor';
}

function fromShare(share: number): Severity {
  if (share > 0.67) return 'critical';
  return share > 0.34 ? 'medium' : 'minor';
}

function fromPlace(place: number, size: number): Severity {
  if (place >= size - 1) return 'minor';
  if (place <= 0 || (size >= 4 && place === 1)) return 'critical';
  return 'medium';
}

const RANKS: readonly (readonly [rank: number, words: Words])[] = [
  [5, words('severity.critical')],
  [4, words('severity.high')],
  [3.5, words('severity.major')],
  [3, words('severity.medium')],
  [2, words('severity.low')],
  [1, words('severity.trivial')],
];
let ranks: ReadonlyMap<string, number> | undefined;
export const rankOf = (word: string): number | undefined =>
  (ranks ??= new Map(RANKS.flatMap(([rank, list]) => list.all().map((one) => [one, rank] as const)))).get(word);
const AROUND = words('severity.around');

function wordLevel(text: string): Level | undefined {
  const negated = NOT_SO.exec(text);
  if (negated) return { rank: 2, scale: 'words', words: negated[0] };
  if (/\b(?:muy|very)\s+(?:alt|high)/.test(text)) return { rank: 5, scale: 'words', words: text };
  if (/\b(?:muy|very)\s+(?:baj|low)/.test(text)) return { rank: 1, scale: 'words', words: text };
  for (const word of text.split(/[^\p{L}]+/u)) {
    const rank = rankOf(word);
    if (rank !== undefined) return { rank, scale: 'words', words: word };
  }
  return undefined;
}

function emojiLevel(text: string): Level | undefined {
  for (const c of text) {
    if ('🔴🟥❗‼🚨🔥⛔🛑💥'.includes(c)) return { rank: 5, scale: 'words', words: c };
    if ('🟠🟧🔶'.includes(c)) return { rank: 4, scale: 'orange', words: c };
    if ('🟡🟨⚠'.includes(c)) return { rank: 3, scale: 'words', words: c };
    if ('🟢🟩🔵🟦⚪ℹ💡🔹'.includes(c)) return { rank: 2, scale: 'words', words: c };
  }
  return undefined;
}

export function codeLevel(text: string): Level | undefined {
  const match = /(?:^|\s)(sev|s|p|prio|prioridad|priority)[\s-]?([0-5])(?=$|\s)/.exec(text);
  return match
    ? { rank: Number(match[2]), scale: `letter-${match[1]!.startsWith('p') ? 'p' : match[1]}`, words: match[0].trim() }
    : undefined;
}

function numberLevel(text: string): Level | undefined {
  const of = /^(\d{1,2})\s*(?:\/|de|of|out of)\s*(\d{1,2})$/.exec(text);
  if (of) return { rank: Number(of[1]), scale: 'of', of: Number(of[2]), words: text };
  return /^[1-5]$/.test(text) ? { rank: Number(text), scale: 'number', words: text } : undefined;
}

/** "severity of the params is high", "es lo más grave", "menos grave", "I consider it critical", "de severidad media-alta". */
function said(plain: string): Level | undefined {
  for (const nouns of [BEFORE_NOUN, AFTER_NOUN]) {
    const level = nouns.exec(plain)?.groups?.level;
    if (level) return wordLevel(level);
  }
  const named = /\b(?:severidad|severity|gravedad|prioridad|priority|criticidad|importancia)\b([^.;]{0,48})/gu;
  for (const match of plain.matchAll(named)) {
    const word = match[1]!.split(/[^\p{L}]+/u).find((one) => rankOf(one) !== undefined);
    if (word) return { rank: rankOf(word)!, scale: 'words', words: word };
  }
  for (const match of plain.matchAll(JUDGED.regex)) {
    const rank = rankOf(match.groups!.level!);
    if (rank !== undefined) return { rank, scale: 'words', words: match.groups!.level! };
  }
  const told = following(plain);
  if (told) return told;
  const less = LESS.exec(plain);
  if (less) return { rank: 2, scale: 'words', words: less[0] };
  const grave = GRAVE.exec(plain);
  if (grave) return { rank: 5, scale: 'words', words: grave[0] };
  const minor = MINOR.exec(plain);
  return minor ? { rank: 2, scale: 'words', words: minor[0] } : undefined;
}

/** "Esto bloquea el paso a producción", "must fix", «puede esperar»: a level told by what follows from it. */
function following(text: string): Level | undefined {
  for (const [rank, list] of FOLLOWING) {
    const match = list.exec(text);
    if (match) return { rank, scale: 'words', words: match[0] };
  }
  return undefined;
}

const withoutFollowing = (text: string): string =>
  FOLLOWING.reduce((rest, [, list]) => rest.replace(list.regex, ' '), text);

/** Denials first: "no bloquea la salida". */
const FOLLOWING = [
  [3, phrases('severity.soon')],
  [2, phrases('severity.later')],
  [5, phrases('severity.blocks')],
] as const;

const ALONE = words('severity.alone');
/** "No input example, low, pass one", "no tags, low: `set_tags`": elsewhere these are words like any other. */
const BETWEEN =
  /[\p{L})`](?:,\s+|:\s+(?=\p{L}+[,;]\s+(?:add |pass |call |use |usar |pasar |con |with )?\p{L}+[_.(]\p{L}))(alta|alto|media|medio|baja|bajo|high|medium|low)(?:,\s+\p{L}|[:;]\s+\S)/u;
/** "the model has no signature medium use infer_signature", from somebody who writes no commas. */
const UNMARKED =
  /\p{L} (critic[oa]|grave|medi[oa]|menor|leve|alta|baja|critical|high|medium|low|minor) (?:tambien |also )?(?:con|se|hay|habria|yo|usar|usaria|poner|anadir|with|use|add|we|i|you|one)\b/u;
const NOT_SO = phrases('severity.not-so');
const BEFORE_NOUN = phrases('severity.before-noun');
const AFTER_NOUN = phrases('severity.after-noun');
const LESS = phrases('severity.less');
const GRAVE = phrases('severity.grave');
const MINOR = phrases('severity.minor');
const JUDGED = phrases('severity.judged', 'gu');

/** Folded without changing lengths, so that offsets keep their meaning. */
export function fold1(text: string): string {
  return text.toLowerCase().replace(/[áéíóúüñ]/g, (c) => 'aeiouun'['áéíóúüñ'.indexOf(c)]!);
}
