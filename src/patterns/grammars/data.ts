import type { DataDocument } from '../../languages/data.js';
import { yaml } from '../../languages/yaml/index.js';
import { sourceOf } from '../../model/text.js';
import { PatternError } from '../error.js';
import { MARK } from '../prepass.js';
import type { G } from '../tree.js';
import { FIELDS } from '../tree-walk.js';
import { fromData } from '../trees/data.js';

/** The nodes of a pattern in YAML. A mapping of one pair, in braces or not, stands for that pair in any mapping. */
export const yamlPattern = (text: string): readonly G[] => dataPattern(text, false);

/** The nodes of a pattern in JSON, which is YAML too. A pair without braces stands for itself in any object; an object in braces is whole. */
export const jsonPattern = (text: string): readonly G[] => dataPattern(text, true);

function dataPattern(text: string, braced: boolean): readonly G[] {
  const prepared = withDots(text);
  const document = yaml.parse(sourceOf('pattern', prepared)) as DataDocument;
  const [problem] = document.problems;
  if (problem) {
    const { line, column } = problem.span.start;
    throw new PatternError(`Unexpected pattern at ${line}:${column}: ${problem.message}, expected YAML`, [], 0);
  }
  const [root] = fromData(document.tree);
  if (root?.kind !== 'ExprStmt') return [];
  const value = itemOf(hole(root.value, prepared));
  if (value.kind === 'Bag' && value.elts.length === 1 && value.elts[0]!.kind === 'Pair') {
    return braced && prepared[value.start] === '{' ? [{ ...root, value }] : [value.elts[0]!];
  }
  return [{ ...root, value }];
}

/** A list of one item stands for that item in any list. */
function itemOf(value: G): G {
  return value.kind === 'Seq' && value.elts.length === 1 && value.elts[0]!.kind !== 'Dots' ? value.elts[0]! : value;
}

/** An ellipsis on a line of its own is an item of what surrounds it; `...` and `$X` must not start a YAML word of another meaning. */
function withDots(text: string): string {
  const lines = text.split('\n');
  // Keys of a mapping are unique, so each ellipsis has a name of its own.
  let n = 0;
  return lines
    .map((given, i) => {
      // A regex in double quotes has backslashes that YAML would take for its own.
      const line = given.replace(/"(=~\/[^"]*)"/g, (_, regex: string) => `'${regex.replaceAll("'", "''")}'`);
      const opens = /^(\s*)- \.\.\.\s*$/.exec(line);
      if (opens && isDeeper(lines[i + 1], opens[1]!.length + 2)) return `${opens[1]}- ${MARK.dots}: ${MARK.dots}`;
      const alone = /^(\s*)\.\.\.\s*$/.exec(line);
      if (!alone) return line.replace(/(^|[\s[{,:-])\.\.\.(?=[\s\]},]|$)/g, `$1${MARK.dots}`);
      const depth = alone[1]!;
      if (isInFlow(lines, i)) return `${depth}${MARK.dots}`;
      return isAmongItems(lines, i, depth.length) ? `${depth}- ${MARK.dots}` : `${depth}${MARK.dots}: ${MARK.dots}`;
    })
    .join('\n')
    .replaceAll(MARK.dots, () => `${MARK.dots}${n++}`);
}

/** A line of keys at this depth: `- ...` above it is the first of its mapping. */
const isDeeper = (line: string | undefined, depth: number): boolean =>
  line !== undefined && line.search(/\S/) === depth && !line.trimStart().startsWith('- ');

/** The next or the last line as deep begins with a dash. */
function isAmongItems(lines: readonly string[], i: number, depth: number): boolean {
  for (const step of [1, -1]) {
    for (let k = i + step; k >= 0 && k < lines.length; k += step) {
      const line = lines[k]!;
      if (line.trim() === '' || line.trim() === '...') continue;
      const own = line.length - line.trimStart().length;
      if (own > depth) continue;
      if (own === depth && line.trimStart().startsWith('- ')) return true;
      break;
    }
  }
  return false;
}

const isInFlow = (lines: readonly string[], i: number): boolean => {
  const before = lines.slice(0, i).join('\n');
  return (before.match(/[[{]/g)?.length ?? 0) > (before.match(/[\]}]/g)?.length ?? 0);
};

const DOTS_WORD = new RegExp(`^${MARK.dots}\\d+$`);
const DOTS_BLOCK = new RegExp(`^${MARK.dots}\\d+(: ${MARK.dots}\\d+)?$`);
const META = /^\$(\.\.\.)?([A-Z_][A-Z_0-9]*)$/;
const DEEP = /^<\.\.\.\s([\s\S]*)\s\.\.\.>$/;
const isDotsWord = (word: string): boolean => word === '...' || DOTS_WORD.test(word);

function deepValue(text: string): G {
  const [inner] = yamlPattern(text.trim());
  if (!inner) throw new PatternError('Unexpected `<... ...>`, expected a pattern between the ellipses', [], 0);
  return inner.kind === 'ExprStmt' ? inner.value : inner;
}

function hole(node: G, text: string): G {
  const { start, end } = node;
  if (node.kind === 'Const' && node.type === 'str' && !node.text.startsWith('"')) {
    const word = String(node.value);
    if (isDotsWord(word)) return { kind: 'Dots', start, end };
    const found = META.exec(word);
    if (found) return { kind: found[1] ? 'Metas' : 'Meta', start, end, name: word };
    const deep = DEEP.exec(word)?.[1];
    if (deep !== undefined) return { kind: 'Deep', start, end, value: deepValue(deep) };
  }
  if (node.kind === 'Other' && node.type === 'tag') {
    const [tag, inner] = node.parts as [string, G];
    return { ...node, parts: [tag, hole(inner, text)] };
  }
  if (node.kind === 'Const' && typeof node.value === 'string' && node.value.endsWith('\n')) {
    // A block of lines that is nothing but a hole.
    const line = node.value.trim();
    if (META.test(line)) return { kind: 'Meta', start, end, name: line };
    if (DOTS_BLOCK.test(line)) return { ...node, value: '...' };
  }
  if (node.kind === 'Pair' && node.key.kind === 'Const' && isDotsWord(String(node.key.value)))
    return { kind: 'Dots', start, end };
  const copy = { ...node } as unknown as Record<string, unknown>;
  for (const [field, holds] of FIELDS[node.kind]) {
    if (holds === 2) copy[field] = (copy[field] as readonly G[]).map((one) => hole(one, text));
    else if (holds === 1 && copy[field]) copy[field] = hole(copy[field] as G, text);
  }
  const made = copy as unknown as G;
  // A block that holds nothing but an ellipsis may be anything.
  if (made.kind === 'Bag' && made.elts.length === 1 && made.elts[0]!.kind === 'Dots' && text[start] !== '{')
    return { kind: 'Dots', start, end };
  return made;
}
