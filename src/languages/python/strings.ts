/** The text of a Python string literal's inside: escapes decoded, line ends as `\n`. Never throws: an unknown escape stays as written. */
export function decodeString(inside: string, prefix: string): string {
  const text = inside.includes('\r') ? inside.replace(/\r\n?/g, '\n') : inside;
  if (!text.includes('\\') || /r/i.test(prefix)) return text;
  const bytes = /b/i.test(prefix);
  return text.replace(ESCAPE, (whole: string, code: string) => decodeEscape(whole, code, bytes));
}

/** `{{` and `}}` of an f-string's literal parts. */
export const decodeBraces = (text: string): string =>
  text.includes('{{') || text.includes('}}') ? text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : text;

/** A number literal's value, or undefined where a JavaScript number cannot hold it. */
export function decodeNumber(text: string): number | undefined {
  const plain = text.replace(/_/g, '').replace(/[lL]$/, '');
  const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  const value = Number(octal);
  if (Number.isNaN(value)) return undefined;
  const whole = /^(?:0[xXoObB]|\d+$)/.test(octal);
  return whole && !Number.isSafeInteger(value) ? undefined : value;
}

const ESCAPE = /\\(\n|N\{[^{}]{0,88}\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g;

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

function decodeEscape(whole: string, code: string, bytes: boolean): string {
  const simple = SIMPLE.get(code);
  if (simple !== undefined) return simple;
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
  if (code.length > 1 && code.startsWith('x')) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  if (!bytes && code.length > 1 && (code.startsWith('u') || code.startsWith('U'))) {
    const point = Number.parseInt(code.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  }
  return whole;
}
