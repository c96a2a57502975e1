import type { DockerFile, DockerImage, DockerInstruction, DockerProperty } from '../../languages/dockerfile/ast.js';
import type { G } from '../tree.js';

/** A Dockerfile's instructions as statements: `RUN a b` is an instruction with its flags and words. */
export function fromDockerfile(file: DockerFile): readonly G[] {
  return file.instructions.map(
    (one): G => ({ kind: 'ExprStmt', start: one.start, end: one.end, value: instruction(one) }),
  );
}

function instruction(one: DockerInstruction): G {
  const { start, end } = one;
  const flags: G = {
    kind: 'Bag',
    type: 'attributes',
    start,
    end: start,
    elts: one.flags.map(
      (flag): G => ({
        kind: 'KwArg',
        start: flag.start,
        end: flag.end,
        name: flag.name,
        nameStart: flag.start,
        value: word(flag.value ?? '', flag),
      }),
    ),
  };
  return { kind: 'Other', start, end, type: one.keyword, parts: [flags, argumentsOf(one)] };
}

function argumentsOf(one: DockerInstruction): readonly G[] {
  if (one.trigger) return [instruction(one.trigger)];
  if (one.keyword === 'MAINTAINER') return [word(one.text, { start: one.args[0]?.start ?? one.start, end: one.end })];
  if (one.image) return imageParts(one.image, one.args);
  if (one.keyword === 'HEALTHCHECK') return healthcheck(one);
  if (one.properties.length > 0) return one.properties.flatMap((property) => setting(property, one.keyword));
  const isRead = (arg: Place): boolean =>
    one.heredocs.some(({ textStart, end }) => arg.start >= textStart && arg.end <= end);
  const words = one.args.filter((arg) => !isRead(arg)).map((arg) => heredocAt(one, arg) ?? word(arg.text, arg));
  if (one.keyword === 'RUN' && !one.json) return commands(quotesClosed(words), one);
  return one.json ? [{ kind: 'Seq', type: 'json', start: one.start, end: one.end, elts: words }] : words;
}

/** The lines of a heredoc that begins at this word, each a list of words. */
function heredocAt({ heredocs }: DockerInstruction, { start, end }: Place): G | undefined {
  const found = heredocs.find((one) => one.start === start);
  if (!found) return undefined;
  const lines = [...found.text.matchAll(/[^\n]*\S[^\n]*/g)].map((line): G => {
    const from = found.textStart + line.index;
    const elts = [...line[0].matchAll(/\S+/g)].map((one) =>
      word(one[0], { start: from + one.index, end: from + one.index + one[0].length }),
    );
    return { kind: 'Seq', type: 'command', start: from, end: from + line[0].length, elts };
  });
  return { kind: 'Other', start, end, type: 'heredoc', parts: [lines] };
}

/** The image, then as keywords what the pattern may leave out. */
function imageParts(image: DockerImage, args: DockerInstruction['args']): readonly G[] {
  const { name, tag, digest, as, start } = image;
  const afterTag = digest === undefined ? image.end : image.end - digest.length - 1;
  const afterName = tag === undefined ? afterTag : afterTag - tag.length - 1;
  const parts: G[] = [word(name, { start, end: afterName })];
  const add = (key: string, text: string | undefined, at: Place): void => {
    if (text !== undefined) parts.push({ kind: 'KwArg', ...at, name: key, nameStart: at.start, value: word(text, at) });
  };
  add(':tag', tag, { start: afterName + 1, end: afterTag });
  add(':digest', digest, { start: afterTag + 1, end: image.end });
  const last = args.at(-1) ?? image;
  add(':as', as, { start: last.start, end: last.end });
  return parts;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** `ENV` and `LABEL` set pairs; `ARG` names a variable, and may give it a value. */
function setting(property: DockerProperty, keyword: string): readonly G[] {
  const { start, end, name, value } = property;
  const key = word(name, { start, end: start + name.length });
  const of = (text: string): G => word(text, { start: end - text.length, end });
  if (keyword === 'ARG') return value === undefined ? [key] : [key, of(value)];
  return [{ kind: 'Pair', start, end, key, value: of(value ?? '') }];
}

/** What follows the `CMD` of a health check is a command as that of a `CMD`. */
function healthcheck(one: DockerInstruction): readonly G[] {
  const words = one.args.map((arg) => word(arg.text, arg));
  const at = one.args.findIndex((arg) => arg.text.toUpperCase() === 'CMD');
  if (at < 0) return words;
  const { start } = one.args[at]!;
  const given = words.slice(at + 1);
  const [first] = given;
  const isJson = given.length === 1 && first?.kind === 'Const' && first.text.startsWith('[');
  const parts = isJson ? [{ ...first, kind: 'Seq' as const, type: 'json', elts: jsonWords(first) }] : given;
  return [...words.slice(0, at), { kind: 'Other', start, end: one.end, type: 'CMD', parts: [parts] }];
}

/** The strings of a list that is one argument. */
function jsonWords(list: Extract<G, { kind: 'Const' }>): readonly G[] {
  return [...list.text.matchAll(/"(?:[^"\\]|\\.)*"|\$[A-Z_0-9]+|\.\.\./g)].map(([text]) => word(text, list));
}

export const word = (text: string, at: Place): G => ({
  kind: 'Const',
  start: at.start,
  end: at.end,
  type: 'str',
  value: /^(["'])[^"'\\]*\1$/.test(text) ? text.slice(1, -1) : text,
  text,
});

/** What stands between quotes is one word, blanks and all. */
function quotesClosed(words: readonly G[]): G[] {
  const closed: G[] = [];
  let parts: Extract<G, { kind: 'Const' }>[] = [];
  let quote = '';
  const flush = (): void => {
    const [first] = parts;
    const last = parts.at(-1);
    const text = parts.map((one, i) => ' '.repeat(i > 0 ? one.start - parts[i - 1]!.end : 0) + one.text).join('');
    if (first && last) closed.push(first === last ? first : word(text, { start: first.start, end: last.end }));
    parts = [];
  };
  for (const one of words) {
    if (one.kind !== 'Const') {
      flush();
      closed.push(one);
      quote = '';
      continue;
    }
    if (quote === '') flush();
    parts.push(one);
    // A word that is shorter than its place has lost the backslash before a quote.
    if (one.text.length === one.end - one.start) quote = openQuote(one.text, quote);
  }
  flush();
  return closed;
}

/** The quote that is still open after a text. */
function openQuote(text: string, before: string): string {
  let quote = before;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\' && quote !== "'") i++;
    else if (quote === '' ? c === '"' || c === "'" : c === quote) quote = quote === '' ? c : '';
  }
  return quote;
}

/** The commands of a `RUN`, which `&&`, `||`, `;` and `|` part. */
function commands(words: readonly G[], one: DockerInstruction): G[] {
  const found: G[] = [];
  let open: G[] = [];
  const flush = (): void => {
    if (open.length > 0)
      found.push({ kind: 'Seq', type: 'command', start: open[0]!.start, end: open.at(-1)!.end, elts: open });
    open = [];
  };
  for (const at of words) {
    const text = at.kind === 'Const' ? String(at.value) : '';
    if (text === '&&' || text === '||' || text === ';' || text === '|') flush();
    else if (text.endsWith(';')) {
      open.push(word(text.slice(0, -1), { start: at.start, end: at.end - 1 }));
      flush();
    } else open.push(at);
  }
  flush();
  return found.length > 0 ? found : [{ kind: 'Seq', type: 'command', start: one.start, end: one.end, elts: [] }];
}
