import { fold } from '../text/normalise.js';
import { ORDINAL_WORDS, NUMBER_WORDS as VALUES } from '../text/number-words.js';

/** A number of an answer, in digits or in words, and whether the answer holds to it. */
export interface Stated {
  /** It can be read in more than one way: `1.234`. */
  readonly values: readonly number[];
  readonly span: readonly [start: number, end: number];
  /** "45 no", "no es la 3", "not 45". */
  readonly denied: boolean;
  /** "45 o 46": one of several that are left open. */
  readonly open: boolean;
}

const NUMBER = /[-−]?\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?(?:e[-+]?\d+)?/giu;
const WORDS = /\p{L}+/gu;

/** All numbers of a text, in order. */
export function numbersOf(text: string): Stated[] {
  const found = [
    ...[...text.matchAll(NUMBER)].map((match) => ({
      values: readings(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    })),
    ...spelled(text),
  ].sort((a, b) => a.start - b.start);
  return found.map(({ values, start, end }, i) => {
    const before = text.slice(Math.max(0, start - 40), start);
    const after = text.slice(end, end + 20);
    const next = found[i + 1];
    const last = found[i - 1];
    const isOr = (from: number, to: number): boolean => OR.test(text.slice(from, to));
    return {
      values,
      span: [start, end],
      denied: DENIED_BEFORE.test(before) || DENIED_AFTER.test(after),
      open: (next !== undefined && isOr(end, next.start)) || (last !== undefined && isOr(last.end, start)),
    };
  });
}

/** "no es la línea 3", "not 45", «no son 45»: nothing but little words between. */
const DENIED_BEFORE =
  /(?:^|[\s,;.(¡])(?:no|not|isn[’']t|never|nunca|ni|nor)(?:\s+(?:es|son|est[aá]|en|la|el|las|los|l[ií]neas?|lines?|in|on|is|are|at|it|the|de|hay|n[uú]mero|number|un|una|a)){0,5}\s+$/iu;
/** "45 no, son 46", "9 no". */
const DENIED_AFTER = /^\s+no(?:\s*[,;.:)]|\s*$|t\b)/i;
const OR = /^\s*(?:o|u|or|\/)\s*$/i;

/** `1.234` and `1,234` can be read in two ways. */
function readings(written: string): number[] {
  const plain = written.replace('−', '-').replace(/[\u00a0 ]/g, '');
  const values = [
    Number(plain.replace(/,/g, '')),
    Number(plain.replace(/\./g, '').replace(',', '.')),
    Number(plain.replace(',', '.')),
  ];
  return values.filter((value) => Number.isFinite(value));
}

/** Numbers written out: "cuarenta y cinco", "forty-five", "doscientos diez". */
function spelled(text: string): { values: number[]; start: number; end: number }[] {
  const out: { values: number[]; start: number; end: number }[] = [];
  const words = [...text.matchAll(WORDS)].map((match) => ({
    word: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isShort = words.length <= 3;
  for (let i = 0; i < words.length; i++) {
    let sum = 0;
    let part = 0;
    let size = 0;
    let k = i;
    for (; k < words.length; k++) {
      const { word } = words[k]!;
      if (k > i && !/^[\s-]+$/.test(text.slice(words[k - 1]!.end, words[k]!.start))) break;
      const value = VALUES.get(word);
      const isJoin = (word === 'y' || word === 'and') && k > i && VALUES.has(words[k + 1]?.word ?? '');
      if (isJoin) continue;
      if (value === undefined) break;
      if (value === 1000) {
        sum += Math.max(1, part) * 1000;
        part = 0;
      } else if (word === 'hundred') part = Math.max(1, part) * 100;
      // "dos, tres": two numbers, not one.
      else if (part % 100 !== 0 && (part % 10 !== 0 || value >= 10)) break;
      else part += value;
      size++;
    }
    if (size === 0) continue;
    const isArticle = size === 1 && ARTICLES.has(words[i]!.word);
    if (!isArticle || isShort) out.push({ values: [sum + part], start: words[i]!.start, end: words[k - 1]!.end });
    i = k - 1;
  }
  return out;
}

const ARTICLES = new Set(['un', 'una', 'uno', 'one']);

/** A line that an answer names. */
export interface Line {
  readonly lines: readonly number[];
  readonly span: readonly [start: number, end: number];
}

const NAMED =
  /(?:l[ií]neas?|lines?|rengl[oó]n|\bL)\s*(?:n[uú]mero|number|n[ºo°]|no)?\s*[#.º:]?\s*((?:\d{1,5}(?:\s*(?:,|y|and|e|-|–|a|to)\s*)?){1,20})|(?<!\d)(\d{1,5})(?:st|nd|rd|th|ª|\.ª|º)\s+l(?:ine|[ií]nea)/giu;
const ORDINAL = /(\p{L}+)\s+l(?:ine|[ií]nea)\b/giu;
const SPELLED = /(?:l[ií]nea|line)\s+(\p{L}+)/giu;
/** Where no line is named as one: "en la 3", "es la 4", "3". */
const BARE =
  /(?:^|[\s,;:(])(?:la|el|the|en|at|in|on)\s+(\d{1,5})(?=[\s,;.:)]|$)|^\s*(\d{1,5})(?=\s*(?:[.,;:)(]|$))|\((\d{1,5})\)|[—–-]\s+(\d{1,5})(?=\s*(?:[.,;)]|$))/gimu;

/** The lines that an answer names and does not deny. */
export function linesOf(text: string): Line[] {
  const out: Line[] = [];
  const add = (match: RegExpMatchArray, lines: readonly number[]): void => {
    // «No (16)» denies nothing: what opens the bracket is no part of the number.
    const start = match.index! + (/^[(—–-]\s*/.exec(match[0])?.[0].length ?? 0);
    const isDenied =
      DENIED_BEFORE.test(`${text.slice(Math.max(0, start - 40), start)} `) ||
      DENIED_AFTER.test(text.slice(start + match[0].length, start + match[0].length + 20));
    if (lines.length > 0 && !isDenied) out.push({ lines, span: [start, start + match[0].length] });
  };
  for (const match of text.matchAll(NAMED)) add(match, expanded(match[1] ?? match[2] ?? ''));
  for (const match of text.matchAll(ORDINAL)) add(match, known(ORDINAL_WORDS.get(fold(match[1]!))));
  for (const match of text.matchAll(SPELLED)) add(match, known(VALUES.get(fold(match[1]!))));
  if (out.length === 0)
    for (const match of text.matchAll(BARE)) add(match, known(Number(match.slice(1).find((one) => one !== undefined))));
  return out;
}

const known = (value: number | undefined): number[] => (value === undefined ? [] : [value]);

function expanded(text: string): number[] {
  const out: number[] = [];
  for (const match of text.matchAll(/(\d{1,5})(?:\s*(?:-|–|a|to)\s*(\d{1,5}))?/g)) {
    const from = Number(match[1]);
    const to = match[2] === undefined ? from : Number(match[2]);
    for (let n = from; n <= Math.min(to, from + 50); n++) out.push(n);
  }
  return out;
}
