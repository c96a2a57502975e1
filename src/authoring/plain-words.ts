import type { Lang } from '../model/local.js';
import type { Expression } from '../model/rubric.js';
import { compact, plainCheck } from './plain-checks.js';

const WORDS = {
  all: { es: 'todo esto:', en: 'all of these:' },
  any: { es: 'cualquiera de estas cosas:', en: 'any one of these:' },
  not: { es: 'que no se dé esto:', en: 'that this does not hold:' },
  atLeast: { es: (n: number) => `al menos ${n} de estas cosas:`, en: (n: number) => `at least ${n} of these:` },
  proportion: {
    es: (n: number) => `en proporción, ${n} de estas cosas:`,
    en: (n: number) => `in proportion, ${n} of these:`,
  },
  level: { es: (p: string) => `${p} del crédito por esto:`, en: (p: string) => `${p} of the credit for this:` },
} as const;

/** The same expression compiled, and how far a hand-in meets any part of it. */
export interface Judged {
  readonly expression: Expression;
  readonly fractionOf: (part: Expression) => number;
  /** Leave out what is met. */
  readonly lackingOnly?: boolean;
}

/** An author's expression as an indented list in plain words, each part marked where a hand-in was judged by it. `define` resolves `use`. */
export function plainWords(
  raw: unknown,
  define: Readonly<Record<string, unknown>>,
  lang: Lang,
  judged?: Judged,
): string[] {
  const lines: string[] = [];
  const say = (depth: number, text: string) => {
    const [first = '', ...rest] = text.split('\n');
    lines.push(`${'  '.repeat(depth)}- ${first}`, ...rest.map((line) => `${'  '.repeat(depth)}  ${line}`));
  };
  const tell = (value: unknown, depth: number, part: Expression | undefined): void => {
    const [op, params] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? ['', undefined];
    const mark = part ? `${markOf(judged?.fractionOf(part) ?? 0)} ` : '';
    const lacks = (one: Expression | undefined): boolean =>
      !judged?.lackingOnly || one === undefined || judged.fractionOf(one) < 1;
    const each = (items: unknown): void =>
      (items as unknown[]).forEach((item, i) => {
        const one = part && 'of' in part && Array.isArray(part.of) ? (part.of[i] as Expression) : undefined;
        if (lacks(one)) tell(item, depth + 1, one);
      });
    if (op === 'all' || op === 'any') {
      const items = params as unknown[];
      if (items.length === 1) tell(items[0], depth, part?.op === op ? part.of[0] : undefined);
      else {
        say(depth, mark + WORDS[op][lang]);
        each(items);
      }
    } else if (op === 'not') {
      // What must not hold is told unmarked: that it is there would look like praise.
      say(depth, mark + WORDS.not[lang]);
      tell(params, depth + 1, undefined);
    } else if (op === 'at-least' || op === 'proportion') {
      const { count, 'out-of': outOf, of } = params as { count?: number; 'out-of'?: number; of: unknown[] };
      say(depth, mark + (op === 'at-least' ? WORDS.atLeast[lang](count ?? 1) : WORDS.proportion[lang](outOf ?? 1)));
      each(of);
    } else if (op === 'levels') {
      (params as { fraction: number; when: unknown; note?: Record<Lang, string> }[]).forEach((level, i) => {
        const note = level.note ? ` (${level.note[lang]})` : '';
        const when = part?.op === 'levels' ? part.levels[i]?.when : undefined;
        say(
          depth,
          (when ? `${markOf(judged?.fractionOf(when) ?? 0)} ` : '') +
            WORDS.level[lang](`${Math.round(level.fraction * 100)} %`) +
            note,
        );
        tell(level.when, depth + 1, when);
      });
    } else if (op === 'use') {
      if (depth < DEEPEST) tell(define[String(params)], depth, part);
    } else {
      say(depth, mark + (plainCheck(op, params, lang) ?? `\`${op}\`: ${compact(params)}`));
    }
  };
  if (raw !== undefined) tell(raw, 0, judged?.expression);
  return lines;
}

const markOf = (fraction: number): string => (fraction >= 1 ? '✓' : fraction > 0 ? '◐' : '✗');

// A definition may not use itself, but an author may ask to explain a file that lint has not passed yet.
const DEEPEST = 40;
