import type { Lang } from '../model/local.js';
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

/** An author's expression as an indented list in plain words. `define` resolves `use`. */
export function plainWords(raw: unknown, define: Readonly<Record<string, unknown>>, lang: Lang): string[] {
  const lines: string[] = [];
  const say = (depth: number, text: string) => {
    const [first = '', ...rest] = text.split('\n');
    lines.push(`${'  '.repeat(depth)}- ${first}`, ...rest.map((line) => `${'  '.repeat(depth)}  ${line}`));
  };
  const tell = (value: unknown, depth: number): void => {
    const [op, params] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? ['', undefined];
    const each = (items: unknown): void => {
      for (const item of items as unknown[]) tell(item, depth + 1);
    };
    if (op === 'all' || op === 'any') {
      const items = params as unknown[];
      if (items.length === 1) tell(items[0], depth);
      else {
        say(depth, WORDS[op][lang]);
        each(items);
      }
    } else if (op === 'not') {
      say(depth, WORDS.not[lang]);
      tell(params, depth + 1);
    } else if (op === 'at-least' || op === 'proportion') {
      const { count, 'out-of': outOf, of } = params as { count?: number; 'out-of'?: number; of: unknown[] };
      say(depth, op === 'at-least' ? WORDS.atLeast[lang](count ?? 1) : WORDS.proportion[lang](outOf ?? 1));
      each(of);
    } else if (op === 'levels') {
      for (const level of params as { fraction: number; when: unknown; note?: Record<Lang, string> }[]) {
        const note = level.note ? ` (${level.note[lang]})` : '';
        say(depth, WORDS.level[lang](`${Math.round(level.fraction * 100)} %`) + note);
        tell(level.when, depth + 1);
      }
    } else if (op === 'use') {
      if (depth < DEEPEST) tell(define[String(params)], depth);
    } else {
      say(depth, plainCheck(op, params, lang) ?? `\`${op}\`: ${compact(params)}`);
    }
  };
  if (raw !== undefined) tell(raw, 0);
  return lines;
}

// A definition may not use itself, but an author may ask to explain a file that lint has not passed yet.
const DEEPEST = 40;
