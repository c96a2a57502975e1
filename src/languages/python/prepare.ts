import { endOfLine, endOfString, QUOTED } from './lines.js';

/**
 * The text that the parser is given: as long as the original, so that offsets stay, without what would stop or mislead it.
 */
export function prepare(text: string): string {
  let ready = text;
  if (ready.includes('\r')) ready = ready.replace(/\r(?!\n)/g, '\n');
  if (/\\\r?\n[ \t]*\\\r?\n/.test(ready)) ready = joinContinuations(ready);
  if (LONG_COMMENT.test(ready)) ready = withoutComments(ready);
  // A name that is no statement: the grammar takes `type(x).y = 1` for a type alias. Names are read from the original text.
  if (ready.includes('type')) ready = ready.replace(/\btype\b(?=[ \t]*[([.])/g, 'typ_');
  return ready;
}

/** Lines that hold nothing but a backslash, after a backslash: the grammar's scanner takes quadratic time on them. */
const joinContinuations = (text: string): string =>
  text.replace(/(\\\r?\n)((?:[ \t]*\\\r?\n)+)/g, (_, first: string, rest: string) => first + ' '.repeat(rest.length));

/** The grammar's scanner looks ahead over all comment lines from each of them, which takes quadratic time. */
const LONG_COMMENT = /^(?:[ \t]*(?:#.*)?\r?\n){40,}/m;

function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const c = text[at];
    if (c === '#') {
      const end = endOfLine(text, at);
      result += text.slice(from, at) + ' '.repeat(end - at);
      from = at = end;
    } else if (c === '"' || c === "'") {
      QUOTED.lastIndex = at;
      const quote = QUOTED.exec(text)?.[1] ?? c;
      const end = endOfString(text, at + quote.length, quote);
      at = end < 0 ? at + quote.length : end;
    } else at++;
  }
  return result + text.slice(from);
}
