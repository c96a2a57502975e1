import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Path } from '../model/rubric.js';
import type { Position } from '../model/text.js';
import { RubricError } from './errors.js';

/** A YAML file of an author: its data at once, its positions when an error asks for them. */
export interface AuthorFile {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /** An error at the value (or, with `atKey`, the key) that `path` leads to. */
  error(message: string, path: Path, options?: { atKey?: boolean; hint?: string }): RubricError;
  positionOf(path: Path, atKey?: boolean): Position;
}

/**
 * `data` may be given where the text is known to have been parsed before (compiled at build time).
 * @throws RubricError where the YAML itself is broken.
 */
export function authorFile(file: string, text: string, data?: unknown): AuthorFile {
  let parsed: { document: Document; lines: LineCounter } | undefined;
  const tree = () => (parsed ??= parse(file, text));
  const value = data ?? tree().document.toJS({ maxAliasCount: 50 });
  const positionOf = (path: Path, atKey = false) => findPosition(tree(), path, atKey);
  return {
    file,
    text,
    data: value,
    positionOf,
    error: (message, path, options = {}) =>
      new RubricError(message, { file, text, position: positionOf(path, options.atKey) }, options.hint),
  };
}

function parse(file: string, text: string): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', merge: false, prettyErrors: false });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const at = lines.linePos(problem.pos[0]);
    throw new RubricError(`Unexpected YAML: ${problem.message}`, {
      file,
      text,
      position: { line: at.line, column: at.col },
    });
  }
  return { document, lines };
}

/** Where the longest part of `path` that exists starts. */
function findPosition(
  { document, lines }: { document: Document; lines: LineCounter },
  path: Path,
  atKey: boolean,
): Position {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length);
    const offset =
      (atKey && length === path.length ? keyOffset(document, part) : undefined) ?? valueOffset(document, part);
    if (offset === undefined) continue;
    const at = lines.linePos(offset);
    return { line: Math.max(1, at.line), column: Math.max(1, at.col) };
  }
  return { line: 1, column: 1 };
}

function valueOffset(document: Document, path: Path): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  const range = (node as { range?: readonly number[] } | null | undefined)?.range;
  return range?.[0];
}

function keyOffset(document: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
  return (pair?.key as { range?: readonly number[] } | undefined)?.range?.[0];
}
