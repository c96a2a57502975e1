/**
 * The text that the parser is given: as long as the original, so that offsets stay, without what would stop or mislead it.
 */
export function prepare(text: string): string {
  let ready = text;
  if (ready.includes('\r')) ready = ready.replace(/\r(?!\n)/g, '\n');
  if (/\\\r?\n[ \t]*\\\r?\n/.test(ready)) ready = joinContinuations(ready);
  // A name that is no statement: the grammar takes `type(x).y = 1` for a type alias. Names are read from the original text.
  if (ready.includes('type')) ready = ready.replace(/\btype\b(?=[ \t]*[([.])/g, 'typ_');
  return ready;
}

/** Lines that hold nothing but a backslash, after a backslash: the grammar's scanner takes quadratic time on them. */
const joinContinuations = (text: string): string =>
  text.replace(/(\\\r?\n)((?:[ \t]*\\\r?\n)+)/g, (_, first: string, rest: string) => first + ' '.repeat(rest.length));
