import type { Tree } from 'web-tree-sitter';
import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { Language } from '../language.js';
import type { PyError, PyModule, PythonDocument } from './ast.js';
import { errorIn, moduleOf } from './convert.js';
import { type Flat, flatten, relocate } from './flat.js';
import { grammar, loadGrammar } from './grammar.js';
import type { Line } from './lines.js';
import { prepare } from './prepare.js';
import { reportErrors } from './problems.js';
import { repairOf } from './repair.js';
import { readFields } from './tree.js';

/** Python, read with tree-sitter into the tree of `ast.ts`. */
export const python: Language & { parse(source: Source): PythonDocument } = {
  id: 'python',
  aliases: ['py', 'python3', 'python2', 'ipython'],
  files: ['.py', '.pyi', '.pyw'],
  load,
  parse,
};

async function load(): Promise<void> {
  await loadGrammar();
  readFields();
}

function parse(source: Source): PythonDocument {
  const { text } = source;
  const found: Problem[] = [];
  const report = (message: string, start: number, end = start): void => {
    if (found.length < MOST_PROBLEMS) found.push({ message, span: spanAt(source, start, end) });
  };
  const document = (tree: PyModule): PythonDocument => ({ language: 'python', source, tree, problems: sorted(found) });
  const nothing: PyModule = { kind: 'Module', start: 0, end: text.length, body: [] };
  const ready = prepare(text);
  const tree = syntaxOf(ready);
  if (!tree) {
    report('Too costly to parse', 0);
    return document(nothing);
  }
  if (!tree.rootNode.hasError) return document(moduleOf(read(tree, text, report), { unreadable: NONE, report }));
  const repair = repairOf(ready, grammar().parser);
  const mended = repair && syntaxOf(repair.text);
  if (!mended) {
    const flat = read(tree, text, report);
    reportErrors(flat, report);
    return document(moduleOf(flat, { unreadable: NONE, report }));
  }
  tree.delete();
  for (const problem of repair.problems) report(problem.message, problem.at);
  const unreadable = new Map(
    repair.broken.slice(0, MOST_BROKEN).map((line) => [line.start, unreadableOf(text, line, report)] as const),
  );
  const flat = read(mended, text, report);
  relocate(flat, text, repair.original);
  reportErrors(flat, report);
  return document(moduleOf(flat, { unreadable, report }));
}

type Report = (message: string, start: number, end?: number) => void;

const NONE: ReadonlyMap<number, PyError> = new Map();
const MOST_PROBLEMS = 50;
const MOST_BROKEN = 200;

/** The parser asks about every hundred steps whether to go on. Counted, not timed: the same text gives the same answer anywhere. */
const MOST_CALLS = 2000;

function syntaxOf(text: string): Tree | null {
  const { parser } = grammar();
  const most = MOST_CALLS + text.length;
  let calls = 0;
  const tree = parser.parse(text, null, { progressCallback: () => ++calls > most });
  // A parse that was stopped would be resumed by the next one.
  if (!tree) parser.reset();
  return tree;
}

/** Reads a tree and frees it. */
function read(tree: Tree, text: string, report: Report): Flat {
  try {
    let cut = false;
    return flatten(tree, text, (start) => {
      if (!cut) report('Nested too deeply to be read', start);
      cut = true;
    });
  } finally {
    tree.delete();
  }
}

/** A line that nothing could mend, with the expressions in it that are sound. */
function unreadableOf(text: string, line: Line, report: Report): PyError {
  const padded = text.slice(0, line.start).replace(/[^\n]/g, ' ') + text.slice(line.start, line.end);
  const tree = syntaxOf(padded);
  if (!tree) return { kind: 'Error', start: line.start, end: line.end, body: [] };
  const flat = read(tree, text, report);
  reportErrors(flat, report, 1);
  return errorIn(flat, line.start, line.end);
}

const sorted = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => a.span.start.line - b.span.start.line || a.span.start.column - b.span.start.column);
