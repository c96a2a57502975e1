import type { Block, RichText } from '../../model/document.js';
import { phrases, words } from '../text/vocabulary.js';
import { fold1, isOnlySeverity, severityOf } from './severity.js';

/** A student's own words for severities, each with the common word for its level: "infarto" → "critical". */
export type OwnScale = ReadonlyMap<string, string>;

/** The scale that a text declares: "Mi escala: bloqueante > molesto > detalle", "tonight = …, this sprint = …", «uso tres palabras: infarto, gripe y rasguño». */
export function ownScale(text: string): OwnScale | undefined {
  const lines = fold1(text.slice(0, LONGEST)).split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.length > 800) continue;
    const at = DECLARES.exec(line)?.index;
    if (at === undefined) continue;
    const found = termsOf(line.slice(at)) ?? termsBelow(lines.slice(i + 1, i + 9));
    const scale = found && levelled(found);
    if (scale && isUsed(scale, [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n'))) return scale;
  }
  return undefined;
}

/** No scale is declared further down. */
const LONGEST = 20_000;
const DECLARES = phrases('severity.declares');

interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** The words that one line declares, in its order: those it explains, those it sets apart, or those it lists after a colon. */
function termsOf(line: string): Term[] | undefined {
  return [pictured(line), explained(line), setApart(line), listedIn(line)].find((terms) => isScale(terms));
}

/** "💀 *we get fired* > 😬 *embarrassing* > 🥱 *meh*". */
function pictured(line: string): Term[] {
  const marks = [...line.matchAll(PICTURE)];
  const terms = marks.map(({ 0: term, index }, i) => ({
    term,
    meaning: line.slice(index + term.length, marks[i + 1]?.index ?? index + 80),
  }));
  return /<|\bmenos a mas\b|\bleast to most\b/.test(line) ? terms.reverse() : terms;
}

const PICTURE = /\p{Extended_Pictographic}/gu;

const isScale = (terms: readonly Term[]): boolean =>
  terms.length > 1 && terms.length < 7 && new Set(terms.map(({ term }) => term)).size === terms.length;

/** "*Tonight* = I would not sleep, **this sprint**: soon". */
function explained(line: string): Term[] {
  const marks = [...line.matchAll(EXPLAINS)];
  return marks.map((mark, i) => {
    const from = mark.index + mark[0].length;
    return { term: bare(mark[1]!), meaning: line.slice(from, marks[i + 1]?.index ?? from + 80) };
  });
}

const EXPLAINS = /(?:^|[,;:.(/|]|\s[-–—]|\sy|\sand)\s*([^,;:.=(/|→]{1,32}?)\s*(?:=|→|⇒|\ssignifica\s|\smeans\s)\s*/gu;

/** "**ship-blocker**, **fix next week** and **I'd let it go**", «no apruebo» / «lo dejaría pasar». */
function setApart(line: string): Term[] {
  return [...line.matchAll(SET_APART)].map((match, i, all) => {
    const from = match.index + match[0].length;
    return { term: bare(match[0]), meaning: line.slice(from, all[i + 1]?.index ?? from + 80) };
  });
}

const SET_APART =
  /\*\*[^*]{1,40}\*\*|\*[^*]{1,40}\*|(?<!\w)_[^_]{1,40}_|«[^»]{1,40}»|“[^”]{1,40}”|"[^"]{1,40}"|\[[^\]]{2,40}\]|`[^`_()]{1,40}`/gu;

/** "Mi escala: urge, este mes, si sobra tiempo", "SHOWSTOPPER / SHOULD FIX / COSMETIC". */
function listedIn(line: string): Term[] {
  const list = /:\s*(.{5,160})$/u.exec(line.replace(/[*_`]/g, ''))?.[1];
  if (!list) return [];
  const pieces = list
    .split(/[.;](?:\s|$)/)[0]!
    .split(/\s*(?:[,/|<>›»]|\s(?:y|e|o|and|or|to|a)\s)\s*/u)
    .map(bare);
  const terms = pieces.filter((piece) => piece !== '');
  const short = terms.every((term) => term.split(/\s+/).length <= 5);
  if (!short || terms.length < 3) return [];
  const rising = /<|\bmenos a mas\b|\bleast to most\b/.test(line);
  return (rising ? terms.reverse() : terms).map((term) => ({ term, meaning: '' }));
}

/** A list or table under the line that declares: "- rojo: no sale así". */
function termsBelow(lines: readonly string[]): Term[] | undefined {
  const terms: Term[] = [];
  for (const line of lines) {
    const match = ENTRY.exec(line);
    if (match) terms.push({ term: bare(match[1]!), meaning: match[2] ?? '' });
    else if (line.trim() === '' ? terms.length > 1 : !/^[\s|:-]+$/.test(line)) break;
  }
  return isScale(terms) && terms.every(({ meaning }) => meaning.length < 120) ? terms : undefined;
}

const ENTRY = /^\s*(?:[-*+•|]|\d[.)])\s*([^:=|→–—(]{1,32}?)\s*(?:[:=|→–—(]\s*(.*))?$/u;

const bare = (text: string): string =>
  text
    .replace(/[*_`"«»“”[\]()]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.:]$/, '');

/** By place, the gravest first unless what is known of them says the contrary. */
function levelled(terms: readonly Term[]): OwnScale | undefined {
  const known = terms.map(({ term, meaning }) => (severityOf(term) ?? severityOf(meaning.split(/[;,.|)]/)[0]!))?.rank);
  const order = rises(known) ? terms.toReversed() : terms;
  const isPictured = terms.every(({ term }) => /^\p{Extended_Pictographic}$/u.test(term));
  const names = (isPictured ? SIGNS : NAMES)[terms.length];
  const isWord = (term: string): boolean => !COMMON.has(term) && term.length <= 40 && /\p{L}/u.test(term);
  if (!names || !(isPictured || terms.every(({ term }) => isWord(term)))) return undefined;
  // Words that everybody uses so need no translation.
  if (terms.every(({ term }) => isOnlySeverity(term))) return undefined;
  return new Map(order.map(({ term }, i) => [term, names[i]!]));
}

/** True for levels told from the mildest up, by the ranks of those that are known. */
export function rises(known: readonly (number | undefined)[]): boolean {
  const middle = (known.length - 1) / 2;
  const lean = known.map((rank, at) => (rank === undefined ? 0 : (rank - 3) * (at - middle)));
  return lean.reduce((sum, one) => sum + one, 0) > 0;
}

const NAMES: Readonly<Record<number, readonly string[]>> = {
  2: ['critical', 'medium'],
  3: ['critical', 'medium', 'minor'],
  4: ['critical', 'high', 'medium', 'low'],
  5: ['critical', 'high', 'medium', 'low', 'trivial'],
  6: ['critical', 'high', 'medium', 'medium', 'low', 'trivial'],
};
/** A picture is no word of the sentence that it stands in: another takes its place. */
const SIGNS: Readonly<Record<number, readonly string[]>> = {
  2: ['🔴', '🟡'],
  3: ['🔴', '🟡', '🟢'],
  4: ['🔴', '🟠', '🟡', '🟢'],
};
const COMMON = words('severity.no-term');

/** Declared and then used: two of its words at least. */
const isUsed = (scale: OwnScale, text: string): boolean =>
  [...scale.keys()].filter((term) => text.includes(term)).length > 1;

/** The blocks with the words of the scale told in common ones; offsets keep pointing at what the student wrote. */
export function inCommonWords(blocks: readonly Block[], scale: OwnScale, depth = 0): Block[] {
  if (depth > DEPTH) return [...blocks];
  const told = (text: RichText): RichText => translated(text, scale);
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return { ...block, text: told(block.text) };
      case 'item':
        return { ...block, text: told(block.text), children: inCommonWords(block.children, scale, depth + 1) };
      case 'table':
        return {
          ...block,
          header: block.header.map(told),
          rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(told) })),
        };
      case 'quote':
      case 'details':
        return { ...block, children: inCommonWords(block.children, scale, depth + 1) };
      default:
        return block;
    }
  });
}

const DEPTH = 12;

/** One text with its own words for levels replaced. The line that declares them stays as it is. */
export function translated(rich: RichText, scale: OwnScale): RichText {
  const plain = fold1(rich.text);
  if (DECLARES.test(plain)) return rich;
  const found = [...scale].flatMap(([term, name]) =>
    placesOf(plain, term).map((from) => ({ from, to: from + term.length, name })),
  );
  const marks = found
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter((mark, i, all) => !all.slice(0, i).some((other) => other.to > mark.from))
    .filter(({ from, to }) => !rich.code.some(([a, b]) => from < b && to > a) && standsAlone(plain, from, to, rich));
  return marks.reduceRight((text, { from, to, name }) => replaced(text, from, to, name), rich);
}

function placesOf(text: string, term: string): number[] {
  const out: number[] = [];
  for (let at = text.indexOf(term); at >= 0 && out.length < 400; at = text.indexOf(term, at + term.length))
    if (!LETTER.test(text[at - 1] ?? ' ') && !LETTER.test(text[at + term.length] ?? ' ')) out.push(at);
  return out;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Several words tell themselves apart from the rest of a sentence; a single one is a level where little stands beside it. */
function standsAlone(plain: string, from: number, to: number, { strong }: RichText): boolean {
  if (
    !LETTER.test(plain.slice(from, to)) ||
    plain.slice(from, to).includes(' ') ||
    strong.some(([a, b]) => a <= from && to <= b && b - a <= to - from + 2)
  )
    return true;
  const before = plain
    .slice(Math.max(0, from - 40), from)
    .split(EDGE)
    .at(-1)!;
  const after = plain.slice(to, to + 40).split(EDGE)[0]!;
  return isOnlySeverity(`${before} critical ${after}`);
}

const EDGE = /[.,;:!?()[\]{}|/·•–—\n"«»“”→=-]/u;

function replaced(rich: RichText, from: number, to: number, name: string): RichText {
  const shift = name.length - (to - from);
  const move = (ranges: RichText['code']): RichText['code'] =>
    ranges.map(([a, b]) => [a >= to ? a + shift : a, b >= to ? b + shift : b] as const);
  const offsets = Array.from({ length: name.length }, (_, i) => rich.offsets[Math.min(from + i, to - 1)]!);
  return {
    text: rich.text.slice(0, from) + name + rich.text.slice(to),
    offsets: [...rich.offsets.slice(0, from), ...offsets, ...rich.offsets.slice(to)],
    code: move(rich.code),
    strong: move(rich.strong),
  };
}
