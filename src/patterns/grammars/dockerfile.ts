import type { DockerDocument } from '../../languages/dockerfile/ast.js';
import { dockerfile } from '../../languages/dockerfile/index.js';
import { sourceOf } from '../../model/text.js';
import { PatternError } from '../error.js';
import type { G } from '../tree.js';
import { FIELDS } from '../tree-walk.js';
import { fromDockerfile, word } from '../trees/dockerfile.js';

/** The instructions of a pattern; a line of `...` stands for any instructions. */
export function dockerfilePattern(text: string): readonly G[] {
  const alone = text.trim();
  // One word that is no instruction is a word of one: what a metavariable of another pattern may stand for.
  if (/^\S+$/.test(alone) && alone !== '...')
    return [hole({ kind: 'ExprStmt', start: 0, end: 0, value: word(alone, { start: 0, end: 0 }) })];
  const found: G[] = [];
  let chunk: string[] = [];
  const flush = (): void => {
    if (chunk.some((line) => line.trim() !== '')) found.push(...instructionsOf(chunk.join('\n')));
    chunk = [];
  };
  let closing: string | undefined;
  for (const line of text.split('\n')) {
    closing = closing === line.trim() ? undefined : (closing ?? /<<-?["']?(\w+)/.exec(line)?.[1]);
    if (closing !== undefined || line.trim() !== '...') chunk.push(line);
    else {
      flush();
      found.push({ kind: 'ExprStmt', start: 0, end: 0, value: { kind: 'Dots', start: 0, end: 0 } });
    }
  }
  flush();
  return found;
}

function instructionsOf(text: string): readonly G[] {
  // In the JSON form holes are strings, so that it stays JSON.
  const json = text.replace(/\[[^\]]*\]/g, (list) =>
    list.replace(/(^|[[,\s])(\.\.\.|\$[A-Z_0-9]+)(?=[\],\s])/g, '$1"$2"'),
  );
  // Among `K=V` an ellipsis has to be a pair, or the line would be read as the older `ENV K V`.
  const pairs = json.replace(/^\s*(ENV|LABEL)\b.*=.*$/gim, (line) =>
    line.replace(/(^|\s)\.\.\.(?=\s|$)/g, '$1...=...'),
  );
  const document = dockerfile.parse(sourceOf('Dockerfile', pairs)) as DockerDocument;
  const nodes = fromDockerfile(document.tree);
  if (nodes.length === 0) throw new PatternError('Unexpected pattern, expected Dockerfile instructions', [], 0);
  return nodes.map(hole);
}

function hole(node: G): G {
  const { start, end } = node;
  if (node.kind === 'Const' && node.type === 'str') {
    const word = String(node.value);
    if (word === '...' && node.text !== word) return node;
    if (word === '...') return { kind: 'Dots', start, end };
    if (/^\$[A-Z_][A-Z_0-9]*$/.test(word)) return { kind: 'Meta', start, end, name: word };
    if (/^\$\.\.\.[A-Z_][A-Z_0-9]*$/.test(word)) return { kind: 'Metas', start, end, name: word };
    return EMBEDDED.test(word) ? template(node, word) : node;
  }
  if (node.kind === 'Other')
    return {
      ...node,
      parts: node.parts.map((part) =>
        typeof part === 'string' || part === undefined ? part : Array.isArray(part) ? part.map(hole) : hole(part as G),
      ),
    };
  if (
    node.kind === 'Pair' &&
    node.value.kind === 'Const' &&
    (node.value.value === '' || node.value.value === '...') &&
    node.key.kind === 'Const' &&
    node.key.value === '...'
  )
    return { kind: 'Dots', start, end };
  const copy = { ...node } as unknown as Record<string, unknown>;
  for (const [field, holds] of FIELDS[node.kind]) {
    if (holds === 2) copy[field] = (copy[field] as readonly G[]).map(hole);
    else if (holds === 1 && copy[field]) copy[field] = hole(copy[field] as G);
  }
  return copy as unknown as G;
}

const EMBEDDED = /\$[A-Z_][A-Z_0-9]*/;

/** `$USER:$GROUP`, `$PORT/tcp`: a word of which parts are holes. */
function template({ start, end }: G, word: string): G {
  const parts = word.split(/(\$[A-Z_][A-Z_0-9]*)/).filter((part) => part !== '');
  return {
    kind: 'FString',
    start,
    end,
    words: true,
    parts: parts.map(
      (part): G =>
        EMBEDDED.test(part)
          ? { kind: 'Meta', start, end, name: part }
          : { kind: 'Const', start, end, type: 'str', value: part, text: part },
    ),
  };
}
