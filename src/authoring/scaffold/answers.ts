import type { Documents } from '../../checks/check.js';
import { checksByKind } from '../../checks/index.js';
import { parseMarkdown } from '../../languages/markdown/index.js';
import { sourceOf } from '../../model/text.js';
import { fractionOf } from '../../model/verdict.js';
import type { QuestionRow } from './rows.js';

/** Parameters of an `answer` check that the official answer meets, and neither silence nor the answers to the other questions do. */
export function answerCheck(row: QuestionRow, all: readonly QuestionRow[]): Record<string, unknown> | undefined {
  const others = all.filter((one) => one !== row).map((one) => one.answer);
  return offers(row).find((params) => {
    const judge = judgeOf(row, { question: row.number, ...params });
    // Two questions may both be answered with yes, or with the same number; words that fit another answer say nothing.
    const telling =
      'yes-no' in params || 'number' in params || 'line' in params || others.every((answer) => judge(answer) < 1);
    return judge(row.answer) === 1 && judge('zzz') === 0 && telling;
  });
}

type Params = Record<string, unknown>;

/** From the plainest kind of answer to the freest. */
function offers({ question, answer }: QuestionRow): Params[] {
  const plain = answer.replaceAll('`', '').trim();
  const yes = /^(?:(s[ií]|yes|true|verdadero)|(no|false|falso))(?=[\s,.;:]|$)/i.exec(plain);
  const lines = /\b(?:l[ií]neas?|lines?)\s+((?:\d+(?:\s*(?:,|y|and|e|o|or)\s*)?)+)/i.exec(plain)?.[1]?.match(/\d+/g);
  const number = /^-?\d+(?:[.,]\d+)?/.exec(plain)?.[0];
  const names = namesIn(answer);
  return [
    ...(yes ? [{ 'yes-no': yes[1] ? 'yes' : 'no' }] : []),
    ...(lines ? [{ line: lines.length === 1 ? Number(lines[0]) : lines.map(Number) }] : []),
    ...(number && plain.split(/\s+/).length <= 4 ? [{ number: Number(number.replace(',', '.')) }] : []),
    ...inOrder(question, plain),
    ...(names.length > 0 ? [{ names }] : []),
    ...lettered(question, plain),
    ...someOf(question, plain),
    ...choices(question, plain),
    ...pointsIn(plain),
  ];
}

/** Steps that the question asks to put in order. */
function inOrder(question: string, answer: string): Params[] {
  if (!/\b(?:orden(?:a|ar|e)?|order|sequence|sort)\b/i.test(question)) return [];
  const steps = answer
    .replace(/\.$/, '')
    .split(/\s*(?:,|;|→|->|>|\n)\s*(?:(?:y|and|then|luego)\s+)?|\s+(?:y|and|then|luego)\s+/)
    .filter((step) => step !== '');
  return steps.length > 2 ? [{ order: steps.map(synonymsOf) }] : [];
}

/** Names joined by commas and an «and», nothing else. */
function namesIn(answer: string): string[] {
  const parts = answer
    .replaceAll('`', '')
    .replace(/\.$/, '')
    .split(/\s*,\s*(?:y|and|e)?\s*|\s+(?:y|and|e)\s+/);
  const named = parts.every((part) => /^\S{3,60}$/.test(part) && /[._/\d-]|\p{Ll}\p{Lu}/u.test(part));
  return named ? parts : [];
}

/** «(b) smaller pieces: …» where the question offers (a), (b), (c). */
function lettered(question: string, answer: string): Params[] {
  const options = new Map(
    [...question.matchAll(/\(?\b([a-h])\)\s*([^,;?()]+)/g)].map((found) => [found[1] ?? '', (found[2] ?? '').trim()]),
  );
  const [, letter = '', rest = ''] = /^\(?([a-h])\)\s*(.*)$/s.exec(answer) ?? [];
  if (options.size < 2 || !options.has(letter)) return [];
  const [said = '', ...why] = rest.split(/:\s+|,?\s+(?:porque|ya que|because|since)\s+/);
  const because = phrasesOf(why.join(', '));
  const choose = [...new Set([`(${letter})`, said, options.get(letter) ?? ''])].filter((one) => one.trim() !== '');
  const others = [...options].flatMap(([one, text]) => (one === letter ? [] : [`(${one})`, text]));
  return [
    { choose, others, ...(because.length > 0 ? { because } : {}) },
    { choose, others },
  ];
}

const COUNTS: Readonly<Record<string, number>> = { dos: 2, two: 2, tres: 3, three: 3, cuatro: 4, four: 4 };
const ASKED =
  /\b(?:enumera|nombra|cita|da|di|indica|list|name|give)\b[^.?]{0,20}?\b(dos|tres|cuatro|two|three|four|[2-5])\b/i;
const OFFERED = /^(?:(?:any\s+)?(dos|tres|cuatro|two|three|four|[2-5])\s+(?:de|of|cualesquiera|any)\b[^:,]{0,30}):\s*/i;

/** «Two of: …», or a question that asks for two: any of the things on the list. */
function someOf(question: string, answer: string): Params[] {
  const offered = OFFERED.exec(answer);
  const count = offered?.[1] ?? ASKED.exec(question)?.[1];
  if (count === undefined) return [];
  const least = COUNTS[count.toLowerCase()] ?? Number(count);
  const items = answer
    .slice(offered?.[0].length ?? 0)
    .replace(/\.$/, '')
    .split(/[,;]\s+(?:(?:y|and|o|or)\s+)?|\s+(?:y|and)\s+/);
  const list = items.map(synonymsOf).filter((one) => one.length > 0);
  return list.length >= least ? [{ list, 'at-least': least }] : [];
}

/** A thing as the solution says it, what it adds in brackets, and its weightiest word. */
function synonymsOf(item: string): string[] {
  const inside = /\(([^()]+)\)/.exec(item)?.[1] ?? '';
  const plain = item.replace(/\([^()]*\)/g, '').trim();
  return [...new Set([plain, inside, ...weightiest(plain)])].filter((one) => one.length > 2);
}

/** «X, because …»: what stands before the reason is chosen. */
function choices(question: string, answer: string): Params[] {
  const cut = /\s*,?\s+(?:porque|ya que|because|since|as it|pues)\s+/i.exec(answer);
  if (!cut) return [];
  const chosen = answer
    .slice(0, cut.index)
    .trim()
    .replace(/^(?:the|an?|el|la|los|las|una?)\s+/i, '');
  const because = phrasesOf(answer.slice(cut.index + cut[0].length));
  const short = chosen.split(/\s+/).slice(-3).join(' ');
  const options = /([^¿?:,]+?)\s+(?:o|or)\s+([^?:,]+)\??/i.exec(question);
  const others = [options?.[1], options?.[2]].flatMap((one) =>
    one && !one.includes(short) && !chosen.includes(one.trim()) ? [one.trim().split(/\s+/).slice(-3).join(' ')] : [],
  );
  const base = others.length > 0 ? { others } : {};
  return [chosen, short].flatMap((choose) => [
    ...(because.length > 0 ? [{ choose, ...base, because }] : []),
    { choose, ...base },
  ]);
}

/** The weightiest words of each clause. */
function pointsIn(answer: string): Params[] {
  const points = phrasesOf(answer);
  return points.length > 0 ? [{ points }, { points: points.slice(0, 1) }] : [];
}

/** One word or, where the answer gives a choice («a request id or a trace id»), any of several. */
function phrasesOf(text: string): (string | string[])[] {
  const seen = new Set<string>();
  const clauses = text.split(/[,;.:]\s+|\s+(?:y|and|pero|but)\s+/).slice(0, 6);
  return clauses.flatMap((clause): (string | string[])[] => {
    const words = clause
      .split(/\s+(?:o|or)\s+/)
      .flatMap((some) => weightiest(some))
      .filter((word) => !seen.has(word));
    for (const word of words) seen.add(word);
    return words.length > 1 ? [words] : words;
  });
}

function weightiest(clause: string): string[] {
  const words = clause.match(/[\p{L}\d_/.-]{5,}/gu) ?? [];
  return [...words]
    .sort((a, b) => b.length - a.length)
    .slice(0, 1)
    .map((word) => word.replace(/[.]$/, ''));
}

function judgeOf({ number }: QuestionRow, params: Params): (answer: string) => number {
  const check = checksByKind.get('answer');
  try {
    const ready = check?.prepare(params);
    return (answer) => {
      const verdict = check?.judge(ready, documentsOf(`${number}. ${answer}\n`));
      return verdict ? fractionOf(verdict) : 0;
    };
  } catch {
    return () => Number.NaN;
  }
}

function documentsOf(text: string): Documents {
  const source = sourceOf('answers.md', text);
  const prose = [{ source, blocks: parseMarkdown(source).blocks }];
  return { exercise: 'exercise', artefacts: [], everything: [], prose, derive: (_, make) => make() };
}
