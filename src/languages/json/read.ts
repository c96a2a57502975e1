import type { DataNode, DataPair } from '../data.js';

type Report = (message: string, start: number, end: number) => void;

const DEEPEST = 200;

/** One pass, one token of look-ahead; what is wrong is reported and passed over. */
export function readJson(text: string, report: Report): DataNode | undefined {
  const reader: Reader = { text, at: 0, report };
  skipBlank(reader);
  if (reader.at >= text.length) return undefined;
  const root = readValue(reader, 0);
  skipBlank(reader);
  if (reader.at < text.length) unexpected(reader, 'the end');
  return root;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly report: Report;
}

function readValue(reader: Reader, depth: number): DataNode {
  const start = reader.at;
  const c = reader.text[start];
  if (depth > DEEPEST) {
    reader.report(`Nested deeper than ${DEEPEST}`, start, start);
    reader.at = reader.text.length;
    return { kind: 'Scalar', start, end: start, value: null, text: '', style: 'plain' };
  }
  if (c === '{') return mappingOf(reader, depth);
  if (c === '[') return sequenceOf(reader, depth);
  if (c === '"' || c === "'") return stringOf(reader);
  return wordOf(reader);
}

function mappingOf(reader: Reader, depth: number): DataNode {
  const start = reader.at++;
  const pairs: DataPair[] = [];
  const seen = new Set<string>();
  items(reader, '}', () => {
    const key = readValue(reader, depth + 1);
    if (key.kind !== 'Scalar' || key.style !== 'quoted')
      reader.report('Expected a key in double quotes', key.start, key.end);
    else if (seen.has(key.text))
      reader.report(`Unexpected second key \`${key.text.slice(0, 60)}\``, key.start, key.end);
    if (key.kind === 'Scalar') seen.add(key.text);
    skipBlank(reader);
    if (reader.text[reader.at] === ':') reader.at++;
    else unexpected(reader, '`:`');
    skipBlank(reader);
    const value = readValue(reader, depth + 1);
    pairs.push({ kind: 'Pair', start: key.start, end: value.end, key, value });
  });
  return { kind: 'Mapping', start, end: reader.at, flow: true, pairs };
}

function sequenceOf(reader: Reader, depth: number): DataNode {
  const start = reader.at++;
  const found: DataNode[] = [];
  items(reader, ']', () => found.push(readValue(reader, depth + 1)));
  return { kind: 'Sequence', start, end: reader.at, flow: true, items: found };
}

/** Items up to `close`, separated by commas. */
function items(reader: Reader, close: string, item: () => void): void {
  const open = reader.at - 1;
  let comma = -1;
  for (;;) {
    skipBlank(reader);
    const c = reader.text[reader.at];
    if (c === undefined) {
      reader.report(`Expected \`${close}\``, open, open + 1);
      return;
    }
    if (c === close) {
      if (comma >= 0) reader.report('Unexpected comma before the end', comma, comma + 1);
      reader.at++;
      return;
    }
    if (c === ',' || c === ':' || c === '}' || c === ']') {
      unexpected(reader, 'a value');
      if (c === '}' || c === ']') return;
      reader.at++;
      continue;
    }
    item();
    skipBlank(reader);
    comma = -1;
    if (reader.text[reader.at] === ',') comma = reader.at++;
    else if (reader.text[reader.at] !== close && reader.at < reader.text.length) unexpected(reader, '`,`');
  }
}

function stringOf(reader: Reader): DataNode {
  const { text } = reader;
  const start = reader.at;
  const quote = text[start]!;
  if (quote === "'") reader.report('Expected double quotes', start, start + 1);
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  const closed = text[at] === quote;
  if (!closed) reader.report('Expected the end of the string', start, start + 1);
  const inside = text.slice(start + 1, at);
  reader.at = Math.min(text.length, closed ? at + 1 : at);
  const value = inside.includes('\\') ? decoded(inside) : inside;
  return { kind: 'Scalar', start, end: reader.at, value, text: value, style: 'quoted' };
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const decoded = (inside: string): string =>
  inside.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (SIMPLE.get(code) ?? code),
  );

function wordOf(reader: Reader): DataNode {
  const { text } = reader;
  const start = reader.at;
  while (reader.at < text.length && !/[\s,:[\]{}"'/]/.test(text[reader.at]!)) reader.at++;
  if (reader.at === start) reader.at++;
  const word = text.slice(start, reader.at);
  const value = WORDS.has(word)
    ? WORDS.get(word)!
    : /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word)
      ? Number(word)
      : undefined;
  if (value === undefined) reader.report(`Unexpected \`${word.slice(0, 60)}\`, expected a value`, start, reader.at);
  return {
    kind: 'Scalar',
    start,
    end: reader.at,
    value: value === undefined ? word : value,
    text: word,
    style: 'plain',
  };
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function skipBlank(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    while (reader.at < text.length && /\s/.test(text[reader.at]!)) reader.at++;
    const two = text.slice(reader.at, reader.at + 2);
    if (two !== '//' && two !== '/*') return;
    const start = reader.at;
    const end = two === '//' ? text.indexOf('\n', start) : text.indexOf('*/', start + 2) + 2;
    reader.at = end < start + 2 ? text.length : end;
    reader.report('Unexpected comment', start, start + 2);
  }
}

function unexpected(reader: Reader, expected: string): void {
  const c = reader.text[reader.at];
  reader.report(
    `Unexpected ${c === undefined ? 'end of text' : `\`${c}\``}, expected ${expected}`,
    reader.at,
    reader.at + (c ? 1 : 0),
  );
}
