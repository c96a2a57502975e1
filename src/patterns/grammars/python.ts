import type { PythonDocument } from '../../languages/python/ast.js';
import { python } from '../../languages/python/index.js';
import { positionAt, sourceOf } from '../../model/text.js';
import { PatternError } from '../error.js';
import { withHoles } from '../holes.js';
import { type Prepared, preparePython } from '../prepass.js';
import type { G } from '../tree.js';
import { FIELDS } from '../tree-walk.js';
import { fromPython } from '../trees/python.js';

interface Attempt {
  readonly nodes: readonly G[] | undefined;
  readonly problem?: PatternError;
}

/** A form that is no whole statement by itself, and what makes it one. */
const PARTIAL: readonly {
  readonly starts: RegExp;
  readonly before: string;
  readonly indent?: boolean;
  readonly after?: string;
  pick(nodes: readonly G[]): readonly G[];
}[] = [
  {
    starts: /^except\b/,
    before: 'try:\n    __dm_dots\n',
    pick: (nodes) => (nodes[0]?.kind === 'Try' ? nodes[0].handlers : []),
  },
  {
    starts: /^except\b[^\n]*[^:\n]$/,
    before: 'try:\n    __dm_dots\n',
    after: ':\n    __dm_dots',
    pick: (nodes) => (nodes[0]?.kind === 'Try' ? nodes[0].handlers : []),
  },
  { starts: /^finally\b/, before: 'try:\n    __dm_dots\n', pick: (nodes) => nodes },
  {
    starts: /^try\b/,
    before: '',
    after: '\nexcept:\n    __dm_dots',
    pick: (nodes) => nodes.map((one) => (one.kind === 'Try' ? { ...one, handlers: [] } : one)),
  },
  {
    starts: /^else\b/,
    before: 'if __dm_dots:\n    __dm_dots\n',
    pick: (nodes) => nodes,
  },
  {
    starts: /^case\b/,
    before: 'match __dm_dots:\n',
    indent: true,
    pick: (nodes) => (nodes[0]?.kind === 'Match' ? nodes[0].cases : []),
  },
  { starts: /^elif\b/, before: '', pick: (nodes) => nodes },
  { starts: /^@/, before: '', after: '\ndef __dm_dots(__dm_dots): __dm_dots', pick: (nodes) => nodes },
  {
    starts: /^(@[^\n]*\n\s*)*(async\s+)?(def|class|if|for|while|with|try)\b[\s\S]*[^:]$/,
    before: '',
    after: ':\n    __dm_dots',
    pick: (nodes) => nodes,
  },
  {
    starts: /^(def|class|if|for|while|with|try|async)\b[\s\S]*:$/,
    before: '',
    after: '\n    __dm_dots',
    pick: (nodes) => nodes,
  },
  {
    starts: /^["'$\w]+\s*:/,
    before: '{',
    after: '}',
    pick: (nodes) => (nodes[0]?.kind === 'ExprStmt' && nodes[0].value.kind === 'Bag' ? nodes[0].value.elts : []),
  },
];

/** The nodes of a Python pattern. */
export function pythonPattern(text: string): readonly G[] {
  const whole = attempt(text, (nodes) => nodes);
  if (whole.nodes) return withoutDots(whole.nodes);
  for (const { starts, before, after, indent, pick } of PARTIAL) {
    if (!starts.test(text)) continue;
    const body = indent ? text.replace(/^/gm, '    ') : starts.source.startsWith('^elif') ? text.slice(2) : text;
    const partial = attempt(body, pick, before, after);
    if (partial.nodes && partial.nodes.length > 0) return partial.nodes;
  }
  throw whole.problem ?? new PatternError('Unexpected pattern', [], 0);
}

/** `from m import ..., $X` says no more than `from m import $X`. */
function withoutDots(nodes: readonly G[]): readonly G[] {
  const named = nodes.filter((one) => one.kind !== 'Import' || one.name !== '...');
  return named.length > 0 ? named : nodes;
}

const BAGS = [
  ['dict', 'set'],
  ['set', 'dict'],
] as const;

function attempt(text: string, pick: (nodes: readonly G[]) => readonly G[], before = '', after = ''): Attempt {
  let first: Attempt | undefined;
  for (const bag of BAGS[/\{[^}]*:/.test(text) ? 0 : 1]) {
    const prepared = preparePython(withCases(text), bag);
    const found = parse(prepared, text, pick, before, after);
    if (found.nodes) return found;
    first ??= found;
  }
  return first!;
}

/** `...` among the cases of a `match` is a case. */
function withCases(text: string): string {
  if (!/^\s*case\b/m.test(text)) return text;
  const depths = new Set([...text.matchAll(/^([ \t]*)case\b/gm)].map((found) => found[1]));
  return text.replace(/^([ \t]*)\.\.\.[ \t]*$/gm, (line, depth: string) =>
    depths.has(depth) ? `${depth}case ...: ...` : line,
  );
}

function parse(
  prepared: Prepared,
  original: string,
  pick: (nodes: readonly G[]) => readonly G[],
  before: string,
  after: string,
): Attempt {
  const document = python.parse(sourceOf('pattern', `${before}${prepared.text}${after}\n`)) as PythonDocument;
  const [problem] = document.problems;
  if (!problem) return { nodes: withHoles(pick(fromPython(document.tree)).map(withBodies)) };
  const at =
    positionToOffset(`${before}${prepared.text}`, problem.span.start.line, problem.span.start.column) - before.length;
  const offset = Math.max(0, Math.min(original.length, prepared.origin(Math.max(0, at))));
  const { line, column } = positionAt(sourceOf('', original), offset);
  return {
    nodes: undefined,
    problem: new PatternError(
      `Unexpected ${quoted(original, offset)} at ${line}:${column} of the pattern, expected Python code`,
      [],
      offset,
    ),
  };
}

function quoted(text: string, offset: number): string {
  const word = /^\s*(\S{1,20})/.exec(text.slice(offset))?.[1];
  return word === undefined ? 'end' : `\`${word}\``;
}

function positionToOffset(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}

/** A header alone (`if $X:`) has any body. */
function withBodies(node: G): G {
  const copy = { ...node } as unknown as Record<string, unknown>;
  for (const [field, holds] of FIELDS[node.kind]) {
    if (holds !== 2) continue;
    const list = copy[field] as readonly G[];
    const empty =
      list.length === 0 &&
      field === 'body' &&
      ['If', 'While', 'For', 'With', 'Func', 'Class', 'Try', 'Handler', 'Case'].includes(node.kind);
    copy[field] = empty
      ? [{ kind: 'ExprStmt', start: node.end, end: node.end, value: { kind: 'Dots', start: node.end, end: node.end } }]
      : list.map(withBodies);
  }
  return copy as unknown as G;
}
