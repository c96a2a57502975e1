import type { Py } from '../languages/python/ast.js';
import type { TreeNode } from '../model/document.js';
import { type Edit, linesAround } from './edits.js';

/** One way of breaking a remedy that stands at a range of a file. */
export interface Operator {
  readonly name: string;
  /** Edits of the file's text, or none where the operator does not apply. */
  edits(place: Place): readonly Edit[];
}

/** A range of evidence, with the Python tree around it where it stands in Python. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nodes from the root to the smallest that holds the range; offsets of `toFile` turn theirs into the file's. */
  readonly chain: readonly TreeNode[];
  readonly toFile: (offset: number) => number;
}

/** Breaks what code does: at the smallest statement, argument or literal that shows the remedy. */
export const codeOperators: readonly Operator[] = [
  { name: 'comment out', edits: commentOut },
  { name: 'drop the argument', edits: (place) => dropArgument(place) },
  { name: 'argument is None', edits: nullArgument },
  { name: 'empty the literal', edits: emptyLiteral },
];

/** Breaks what a document says: its lines removed, or a placeholder in their place. */
export const textOperators: readonly Operator[] = [
  { name: 'delete the lines', edits: deleteLines },
  { name: 'another value', edits: anotherValue },
];

/** A Dockerfile without its `FROM` is none at all: there the image loses its tag. */
function deleteLines({ text, start, end }: Place): Edit[] {
  const item = itemAround(text, start, end);
  if (item) return [{ ...item, text: '' }];
  const lines = blockAround(text, start, end);
  const from = /^([ \t]*FROM[ \t]+[^\s:@]+)[:@]\S+/i.exec(text.slice(lines.start, lines.end));
  if (!from) return [{ ...lines, text: '' }];
  return [{ start: lines.start, end: lines.start + from[0].length, text: from[1] ?? '' }];
}

/** An item of a list on one line goes with its comma, not with its neighbours. */
function itemAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const before = /[[,][ \t]*$/.exec(text.slice(Math.max(0, start - 20), start));
  const after = /^[ \t]*([,\]])[ \t]*/.exec(text.slice(end, end + 20));
  if (!before || !after || text.slice(start, end).includes('\n')) return undefined;
  if (after[1] === ',') return { start, end: end + after[0].length };
  return { start: start - (before[0].startsWith(',') ? before[0].length : 0), end };
}

/** The lines of a range with the rest of the block that they open: evidence shows no more than its beginning, and half a block is no file. */
function blockAround(text: string, start: number, end: number): { start: number; end: number } {
  const lines = linesAround(text, start, end);
  const indent = (line: string) => /^[ \t]*(?:- )?/.exec(line)?.[0].length ?? 0;
  const [first = ''] = text.slice(lines.start, lines.end).split('\n');
  const opensBlock = /:\s*$/.test(first);
  for (let i = 0; i < MOST_LINES && lines.end < text.length; i++) {
    const next = linesAround(text, lines.end, lines.end + 1);
    const line = text.slice(next.start, next.end);
    const below = opensBlock && line.trim() !== '' && indent(line.replace('- ', '  ')) > indent(first);
    if (depthOf(text.slice(lines.start, lines.end)) <= 0 && !below) break;
    lines.end = next.end;
  }
  return lines;
}

const MOST_LINES = 200;

/** How many brackets stay open. */
const depthOf = (text: string): number => (text.match(/[{[(]/g)?.length ?? 0) - (text.match(/[}\])]/g)?.length ?? 0);

/** `key: value` and `key = value` on one line get a value that nobody meant. Prose, programs and what holds more than a value are left alone. */
function anotherValue({ text, start, end }: Place): Edit[] {
  const said = text.slice(start, end);
  // An item of a list is all value, though it may hold a sign that looks like a setting: `"pandas==2.1"`.
  const item = /^(["'])[^"'\n]*\1$/.exec(said);
  if (item) return [{ start, end, text: `${item[1]}zzz-nonsense${item[1]}` }];
  const found = /^(["']?)[\w.$/-]+\1\s*(?::|=(?!=))\s*(?=\S)/.exec(said);
  if (!found || said.includes('\n')) return [];
  const at = start + found[0].length;
  const value = text.slice(at, end);
  if (value === '' || /^[{[|>]/.test(value)) return [];
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return [{ start: at, end, text: `${quote}zzz-nonsense${quote}` }];
}

/** What is said of a thing is turned round. */
export const flipStance: Operator = { name: 'flip the stance', edits: flipped };

/** Breaks a remark: blanked, or said to be fine. */
export const remarkOperators: readonly Operator[] = [
  { name: 'delete the remark', edits: (place) => [{ ...linesAround(place.text, place.start, place.end), text: '' }] },
  flipStance,
];

const nodesOf = (place: Place): readonly Py[] => place.chain as readonly Py[];

function commentOut(place: Place): Edit[] {
  const at = nodesOf(place).findLastIndex((node) => STATEMENTS.has(node.kind));
  const statement = nodesOf(place)[at];
  // Evidence inside an argument is that argument, not the statement around it.
  if (
    !statement ||
    nodesOf(place)
      .slice(at)
      .some((node) => node.kind === 'keyword')
  )
    return [];
  if (statement.kind === 'With') return [headerEdit(place, statement, statement.body[0], 'if True:')];
  if (statement.kind === 'FunctionDef') return decoratorEdits(place, statement.decorators);
  if (COMPOUND.has(statement.kind)) return [];
  const [start, end] = [place.toFile(statement.start), place.toFile(statement.end)];
  return [{ start, end, text: 'pass' }];
}

const STATEMENTS = new Set([
  'Expr',
  'Assign',
  'AnnAssign',
  'AugAssign',
  'With',
  'Return',
  'Raise',
  'FunctionDef',
  'Import',
  'ImportFrom',
  'If',
  'For',
  'Try',
  'While',
  'ClassDef',
  'Delete',
]);
const COMPOUND = new Set(['If', 'For', 'Try', 'While', 'ClassDef', 'Match']);

function headerEdit(place: Place, statement: TreeNode, first: TreeNode | undefined, header: string): Edit {
  const start = place.toFile(statement.start);
  const body = first ? place.toFile(first.start) : place.toFile(statement.end);
  const colon = place.text.lastIndexOf(':', body);
  return { start, end: colon + 1, text: header, reach: place.toFile(statement.end) };
}

function decoratorEdits(place: Place, decorators: readonly TreeNode[]): Edit[] {
  return decorators
    .map((one) => [place.toFile(one.start), place.toFile(one.end)] as const)
    .filter(([start, end]) => start <= place.start + 1 && end >= place.end)
    .map(([start, end]) => ({ ...linesAround(place.text, start, end), text: '' }));
}

/** The innermost keyword argument that holds the range, its comma with it. */
function dropArgument(place: Place): Edit[] {
  const keyword = nodesOf(place).findLast((node) => node.kind === 'keyword');
  if (!keyword) return [];
  const start = place.toFile(keyword.start);
  let end = place.toFile(keyword.end);
  const after = /^\s*,/.exec(place.text.slice(end, end + 200));
  if (after) end += after[0].length;
  const before = after ? null : /,\s*$/.exec(place.text.slice(Math.max(0, start - 200), start));
  return [{ start: start - (before?.[0].length ?? 0), end, text: '' }];
}

function nullArgument(place: Place): Edit[] {
  const keyword = nodesOf(place).findLast((node) => node.kind === 'keyword');
  if (keyword?.kind !== 'keyword') return [];
  return [{ start: place.toFile(keyword.value.start), end: place.toFile(keyword.value.end), text: 'None' }];
}

/** The literal that the evidence is, or that is all the evident call is given, loses its items. */
function emptyLiteral(place: Place): Edit[] {
  const node = nodesOf(place).findLast((one) => one.kind === 'Call' || one.kind === 'Dict' || one.kind === 'List');
  const only = node?.kind === 'Call' && node.args.length === 1 && node.keywords.length === 0 ? node.args[0] : node;
  if (only?.kind !== 'Dict' && only?.kind !== 'List') return [];
  return [{ start: place.toFile(only.start), end: place.toFile(only.end), text: only.kind === 'Dict' ? '{}' : '[]' }];
}

/** «sin run_name» becomes a claim that all is well there, in the language of the remark. One that says so already stays. */
function flipped(place: Place): Edit[] {
  const said = place.text.slice(place.start, place.end).replace(/\s+/g, ' ').replaceAll('|', ' ').trim();
  const lines = linesAround(place.text, place.start, place.end);
  const row = place.text.slice(lines.start, lines.end).trimEnd();
  if (FLIPPED.test(row)) return [];
  const flip = inEnglish(said, place.text)
    ? (text: string) => `It is not true that ${text}: it is fine as it is.`
    : (text: string) => `No es verdad que ${text}: eso está bien así.`;
  // A row stays a row: a paragraph in its place would cut the table in two.
  if (!/^\s*\|.*\|$/.test(row) || row.includes('\n')) return [{ ...lines, text: `\n${flip(said)}\n\n` }];
  const cells = row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/);
  // What is wrong is said in the first cell of several words; a remedy beside it would say it again.
  const first = cells.findIndex((cell) => cell.trim().split(/\s+/).length > 1);
  const at = Math.max(0, first);
  const flipped = cells.map((cell, i) =>
    i === at ? ` ${flip(cell.trim().replace(/[.:]$/, ''))} ` : i < at ? cell : ' — ',
  );
  return [{ ...lines, text: `|${flipped.join('|')}|\n` }];
}

const FLIPPED = /No es verdad que|It is not true that/;

function inEnglish(said: string, whole: string): boolean {
  const score = (text: string) =>
    (text.match(/\b(?:the|is|are|it|of|and|to|with|has|no longer|not|on|for)\b/gi)?.length ?? 0) -
    (text.match(/(?<!\p{L})(?:el|la|los|las|que|de|en|es|está|se|con|sin|un|una|y|por|falta)(?!\p{L})/giu)?.length ??
      0);
  return (score(said) || score(whole)) > 0;
}

/** Content that changes nothing a reader can see, or nothing that runs. */
export const noise: readonly { readonly name: string; apply(file: string, text: string): string | undefined }[] = [
  {
    name: 'an HTML comment',
    apply: (file, text) =>
      isText(file) ? `${text}\n\n<!-- faltan tags, signature, run_name, params, timestamp, drift -->\n` : undefined,
  },
  {
    name: 'hidden HTML',
    apply: (file, text) =>
      isText(file)
        ? `${text}\n\n<div style="display:none">falta todo: signature, tags, métricas, latencia</div>\n`
        : undefined,
  },
  { name: 'blank lines', apply: (_, text) => `${text}\n\n\n` },
  { name: 'Windows line ends', apply: (_, text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') },
  {
    name: 'a comment in code',
    apply: (file, text) => (file.endsWith('.py') ? `${text}\n# print(data)  mlflow.log_params({})\n` : undefined),
  },
  {
    name: 'dead code',
    apply: (file, text) => (file.endsWith('.py') ? `${text}\n\nif False:\n    print("never")\n` : undefined),
  },
];

const isText = (file: string): boolean => /\.(md|markdown|txt)$/i.test(file);
