import type { Flat } from './flat.js';
import { ERROR_TYPE, grammar } from './grammar.js';

/** Tells what the parser stumbled over, in document order. */
export function reportErrors(
  flat: Flat,
  report: (message: string, start: number, end: number) => void,
  most = 50,
): void {
  if (!flat.broken) return;
  let told = 0;
  const tell = (message: string, start: number, end: number): void => {
    told++;
    report(message, start, end);
  };
  let last = -1;
  for (let i = 0; i < flat.count && told < most; i++) {
    const start = flat.start[i]!;
    if (flat.missing[i] === 1) tell(`Expected ${described(grammar().names[flat.type[i]!] ?? '')}`, start, start);
    else if (flat.type[i] === ERROR_TYPE && i > 0 && start !== last) {
      last = start;
      const token = firstToken(flat.text, start, flat.end[i]!);
      tell(`Unexpected ${token ? `\`${token}\`` : 'end of text'}`, start, start + token.length);
    }
  }
  if (told === 0) tell('Invalid syntax', flat.start[0] ?? 0, flat.start[0] ?? 0);
}

const described = (type: string): string => {
  if (type === 'string_end') return 'the end of the string';
  return /^[a-z_]{4,}$/.test(type) ? `a ${type.replaceAll('_', ' ')}` : `\`${type}\``;
};

function firstToken(text: string, start: number, end: number): string {
  return /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(start, Math.min(end, start + 40)))?.[0] ?? '';
}
