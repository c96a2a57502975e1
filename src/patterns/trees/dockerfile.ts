import type { DockerFile, DockerInstruction } from '../../languages/dockerfile/ast.js';
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

function argumentsOf(one: DockerInstruction): G[] {
  if (one.image) {
    const { name, tag, digest, as } = one.image;
    const found: G[] = [word(name, one.image)];
    if (tag !== undefined)
      found.push({
        kind: 'KwArg',
        start: one.image.start,
        end: one.image.end,
        name: 'tag',
        nameStart: one.image.start,
        value: word(tag, one.image),
      });
    if (digest !== undefined)
      found.push({
        kind: 'KwArg',
        start: one.image.start,
        end: one.image.end,
        name: 'digest',
        nameStart: one.image.start,
        value: word(digest, one.image),
      });
    if (as !== undefined)
      found.push({
        kind: 'KwArg',
        start: one.image.start,
        end: one.image.end,
        name: 'as',
        nameStart: one.image.start,
        value: word(as, one.image),
      });
    return found;
  }
  if (one.properties.length > 0) {
    return one.properties.map((property): G => {
      const { start, end, name, value } = property;
      return value === undefined && one.keyword === 'ARG'
        ? word(name, property)
        : { kind: 'Pair', start, end, key: word(name, property), value: word(value ?? '', property) };
    });
  }
  const words = one.args.map((arg) => word(arg.text, arg));
  if (one.keyword === 'RUN' && !one.json) return commands(words, one);
  return one.json ? [{ kind: 'Seq', type: 'json', start: one.start, end: one.end, elts: words }] : words;
}

const word = (text: string, at: { readonly start: number; readonly end: number }): G => ({
  kind: 'Const',
  start: at.start,
  end: at.end,
  type: 'str',
  value: /^(["'])[^"'\\]*\1$/.test(text) ? text.slice(1, -1) : text,
  text,
});

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
