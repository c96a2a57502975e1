import type { Ranges, Token } from './normalise.js';

/** Longer texts are read up to here; a review cell has a few hundred characters. */
export const LIMIT = 20_000;

/** Code that holds a string is quoted, not said: `print(f"Error: {e}")` points at a line. */
export function markLiterals(tokens: Token[]): Token[] {
  const out = [...tokens];
  for (let i = 0; i < out.length; i++) {
    if (!out[i]!.code) continue;
    let end = i;
    let holds = false;
    while (end < out.length && out[end]!.code) {
      const { kind, word } = out[end]!;
      if (kind === 'mark' && (word === '"' || word === "'")) holds = true;
      end++;
    }
    if (holds) for (let k = i; k < end; k++) if (!isField(out, k)) out[k] = { ...out[k]!, literal: true };
    i = end;
  }
  return out;
}

/** "%(asctime)s": a format names what it prints. */
const isField = (tokens: readonly Token[], k: number): boolean =>
  tokens[k - 1]?.word === '(' && tokens[k - 2]?.word === '%' && tokens[k + 1]?.word === ')';

/** Calls with a string in them are code even where the student forgot the backticks. */
export function withCalls(text: string, marked: Ranges): Ranges {
  if (!text.includes('(') || !/["']/.test(text)) return marked;
  const calls: [number, number][] = [];
  for (const match of text.slice(0, LIMIT).matchAll(/[\w.]{1,60}\([^()\n]{0,120}["'][^()\n]{0,120}\)/g)) {
    if (!within(marked, match.index)) calls.push([match.index, match.index + match[0].length]);
  }
  return calls.length === 0 ? marked : [...marked, ...calls];
}

/** What stands in quotation marks is quoted: its words are no cues of the writer's own. */
export function quotations(text: string): Ranges {
  const out: [number, number][] = [];
  for (const match of text.matchAll(/["“«][^"“”«»\n]{1,80}["”»]/g))
    out.push([match.index, match.index + match[0].length]);
  return out;
}

export function backticked(text: string): Ranges {
  const out: [number, number][] = [];
  for (const match of text.matchAll(/`+[^`]+`+/g)) out.push([match.index, match.index + match[0].length]);
  return out;
}

export function within(ranges: Ranges, offset: number): boolean {
  for (const [start, end] of ranges) if (offset >= start && offset < end) return true;
  return false;
}
