import { fold } from '../../review/text/normalise.js';
import { ORDINAL_WORDS } from '../../review/text/number-words.js';

/** What stands before an answer and says which question it is the answer to: `b)`, `**Q3.**`, `### Pregunta 3`, `5.b)`. */
export interface Label {
  readonly number: string | undefined;
  readonly letter: string | undefined;
  /** Labels of one look belong together: `1.` of a list inside an answer is no `1)`. */
  readonly look: string;
  /** Where it starts in the text, and where what it labels starts. */
  readonly at: number;
  readonly body: number;
  readonly indent: number;
  /** Of a heading's `#`; 0 where it is none. */
  readonly heading: number;
}

/** A number and a letter, as an author writes the question or a student its label. */
export interface Wanted {
  readonly number: string | undefined;
  readonly letter: string | undefined;
}

const WORD = 'pregunta|question|respuesta|answer|apartado|inciso|cuesti[oó]n|part|parte|punto|item|[ií]tem';
const VALUE = String.raw`(?:(\d{1,3}(?:\.\d{1,2})?)\s?[.\-]?\s?([a-z])?|([a-z]))`;
const LEAD = /^[ \t>]*(?:[-*+•][ \t]+|#{1,6}[ \t]+)?(?:\[[ xX]\][ \t]+)?/;
const MARKS = String.raw`(?:[*_\x60~]{0,3}|<\w{1,6}>)`;
/** «Exercise 5 -» before the letter of the question. */
const EXERCISE = String.raw`(?:(?:ejercicio|exercise|task|tarea)\s*\d{1,2}\s*[-\u2013\u2014:.,/]?\s*|(?:la|el|the)\s+)?`;
const NAMED = new RegExp(
  String.raw`^${MARKS}\s?${EXERCISE}(?:(?:${WORD})\s*(?:n[\u00bao\u00b0.]{0,2}|no\.|#)?\s?|[QPRA]\.?\s?(?=\d))[(\[]?${VALUE}(?![\p{L}\p{N}])`,
  'iu',
);
const PLAIN = new RegExp(
  String.raw`^${MARKS}\s?${EXERCISE}([(\[]?)${VALUE}\s?(?:(\)|\]|:|\.-|\.|\u00ba|\u00aa|/|\u2192|[-=]>|[-\u2013\u2014](?=\s|$|[*_])|-\s)|(?=[*_]{1,3}(?:\s|$))|(?=\s*$))`,
  'iu',
);
/** «1 no»: a label where the lines beside it are counted on. */
const SPACED = /^(\d{1,2})[ \t]+(?=[\p{L}\d])/u;
const OF_EXERCISE = /(?:ejercicio|exercise|task|tarea)\s*\d/i;
const NTH = new RegExp(
  String.raw`^${MARKS}(?:la |the )?(\p{L}{5,8})\s+(?:pregunta|respuesta|cuesti[o\u00f3]n|question|answer|one|part)(?!\p{L})`,
  'iu',
);
/** What may stand between a label and its answer. */
const AFTER = /^(?:[*_`~\])]*|<\/\w{1,6}>)\s?[.:)\]–—→>=-]{0,2}[*_`~]{0,3}(?=\s|$|[\p{L}\p{N}("«¿¡`*_])/u;

/** The question that an author or a student names by number or letter alone; undefined where it is named by its words. */
export function wantedOf(question: string): Wanted | undefined {
  const label = labelOf(question.trim(), 0) ?? labelOf(`${question.trim()})`, 0);
  if (!label || question.trim().length > 24 || label.body < question.trim().replace(/[\s)\].:*]+$/, '').length)
    return undefined;
  return { number: label.number, letter: label.letter };
}

/** The label at the start of a line. */
export function labelOf(line: string, offset: number): Label | undefined {
  const lead = LEAD.exec(line)?.[0] ?? '';
  const rest = line.slice(lead.length, lead.length + 120);
  const heading = /#+/.exec(lead)?.[0].length ?? 0;
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
  const made = (length: number, number: string | undefined, letter: string | undefined, look: string): Label => ({
    number,
    letter: letter?.toLowerCase(),
    look: heading > 0 ? `heading ${heading}` : look,
    at: offset,
    body: offset + lead.length + length + (AFTER.exec(rest.slice(length))?.[0].length ?? 0),
    indent,
    heading,
  });
  const nth = NTH.exec(rest);
  const place = nth && ORDINAL_WORDS.get(fold(nth[1] ?? ''));
  if (place) return made(nth[0].length, String(place), undefined, 'nth');
  const plain = PLAIN.exec(rest);
  const named = plain && OF_EXERCISE.test(plain[0]) && plain[5] ? undefined : NAMED.exec(rest);
  if (named) return made(named[0].length, named[1], named[2] ?? named[3], 'named');
  const spaced = plain ? undefined : SPACED.exec(rest);
  if (spaced) return made(spaced[0].length, spaced[1], undefined, 'space');
  if (!plain) return undefined;
  const [whole, open = '', number, beside, alone, sign = ''] = plain;
  const after = rest.slice(whole.length);
  if (!isFree(after, sign, number !== undefined) || (open !== '' && !/[)\]]/.test(sign))) return undefined;
  const bold = /^[*_]/.test(rest) ? 'bold' : '';
  const isBare = sign === '' && bold === '' && heading === 0;
  const bullet = /[-*+•]/.test(lead.replace(/^[\s>]+/, '')) ? 'bullet' : '';
  return made(whole.length, number, beside ?? alone, isBare ? 'bare' : `${open}${sign}${bold}${bullet}`);
}

/** «e.g. this», «2.31GB» and «3-4 lines» start with no label. */
function isFree(after: string, sign: string, isNumber: boolean): boolean {
  if (after === '' || /^(?:[\s*_`~]|<\/)/.test(after)) return true;
  if (sign === '.') return isNumber && /^\p{Lu}/u.test(after);
  return /^[)\]:]$/.test(sign) && /^[\p{L}\p{N}"«¿¡([]/u.test(after) && !(sign === ':' && /^\d/.test(after));
}

/** The labels at the start of a line: in «**B.** 2: 900» and «b. (2) 900» there are two. */
export function labelsOf(line: string, offset: number): Label[] {
  const first = labelOf(line, offset);
  if (!first || first.letter === undefined || first.number !== undefined) return first ? [first] : [];
  const from = first.body - offset;
  const rest = line.slice(from);
  const second = /^[\s*_]*\(?\d/.test(rest)
    ? labelOf(rest.trimStart(), first.body + rest.length - rest.trimStart().length)
    : undefined;
  return second && second.look !== 'space' && second.look !== 'bare'
    ? [first, { ...second, indent: first.indent }]
    : [first];
}

/** «1 no», «2 900»: lines that count on. A number alone may begin any line. */
export const withoutStray = (labels: readonly Label[]): Label[] =>
  labels.filter(
    (one) =>
      one.look !== 'space' ||
      labels.some((other) => other.look === 'space' && Math.abs(Number(other.number) - Number(one.number)) === 1),
  );

/** Labels within a line, «a) … b) … c) …»: each is the next after the one before it. */
export function inlineLabels(line: string, offset: number, before: Label | undefined): Label[] {
  const found: Label[] = [];
  let last = before;
  for (const match of line.matchAll(INLINE)) {
    const [whole, lead = '', word, open = '', number, letter, sign = ''] = match;
    const at = match.index + lead.length;
    const value = number ?? letter?.toLowerCase() ?? '';
    const isNext = last !== undefined && value === next(number ? last.number : last.letter);
    const isLoose =
      word === undefined && sign !== ')' && !/[.;,!?:]\s*$/.test(lead === '' ? '' : line.slice(0, at).trimEnd());
    if (!isNext || isLoose || (open === '' && isInBrackets(line.slice(0, at)))) continue;
    last = {
      number,
      letter: letter?.toLowerCase(),
      look: last?.look ?? 'inline',
      at: offset + at,
      body: offset + match.index + whole.length,
      indent: last?.indent ?? 0,
      heading: 0,
    };
    found.push(last);
  }
  return found;
}

const INLINE =
  /(^|[\s.;,])[*_]{0,2}(?:((?:pregunta|question|respuesta|answer)\s{1,3}|[QPR]\.?(?=\d)|(?:la|el|the)\s(?=\d{1,2}:))?(\(?)(?:(\d{1,2})|([a-z])))([).:]|(?<=[QPR]\.?\d{1,2}|(?:pregunta|question) \d{1,2})(?=\s))[*_]{0,2}(?=\s)/giu;

function next(value: string | undefined): string | undefined {
  if (value === undefined || /\./.test(value)) return undefined;
  return /^\d+$/.test(value) ? String(Number(value) + 1) : String.fromCharCode(value.charCodeAt(0) + 1);
}

const isInBrackets = (text: string): boolean => text.lastIndexOf('(') > text.lastIndexOf(')');

/** A label without the number of its exercise: `4.2` of exercise 4 is `2`. */
export const inExercise = (label: Label): Label =>
  label.number?.includes('.') ? { ...label, number: label.number.split('.')[1] } : label;

/** Whether a label is that of the question. A letter may stand beside the number of its exercise: `5.b)` is `b`. */
export const isAsked = (label: Wanted, wanted: Wanted): boolean =>
  wanted.letter === undefined
    ? label.number === wanted.number && label.letter === undefined
    : label.letter === wanted.letter && (wanted.number === undefined || label.number === wanted.number);
