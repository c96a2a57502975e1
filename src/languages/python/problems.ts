import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { Flat } from './flat.js';
import { ERROR_TYPE, grammar } from './grammar.js';

const MOST = 50;

/** What the parser stumbled over, in document order. */
export function problemsOf(flat: Flat, source: Source): Problem[] {
  const problems: Problem[] = [];
  if (!flat.broken) return problems;
  for (let i = 0; i < flat.count && problems.length < MOST; i++) {
    const start = flat.start[i]!;
    if (flat.missing[i] === 1) {
      const what = grammar().names[flat.type[i]!] ?? '';
      problems.push({ message: `Expected ${described(what)}`, span: spanAt(source, start, start) });
    } else if (flat.type[i] === ERROR_TYPE && i > 0) {
      const text = firstToken(source.text, start, flat.end[i]!);
      problems.push({ message: `Unexpected ${text ? `\`${text}\`` : 'end of text'}`, span: spanAt(source, start, start + text.length) });
    }
  }
  if (problems.length === 0) problems.push({ message: 'Invalid syntax', span: spanAt(source, flat.start[0] ?? 0, flat.start[0] ?? 0) });
  return problems;
}

const described = (type: string): string =>
  type === 'string_end' ? 'the end of the string' : /^[a-z_]+$/.test(type) && type.length > 3 ? `a ${type.replaceAll('_', ' ')}` : `\`${type}\``;

function firstToken(text: string, start: number, end: number): string {
  return /^(?:[\p{L}\p{N}_]+|[^\s])/u.exec(text.slice(start, Math.min(end, start + 40)))?.[0] ?? '';
}
