import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { Language } from '../language.js';
import type { PythonDocument } from './ast.js';
import { moduleOf } from './convert.js';
import { flatten } from './flat.js';
import { grammar, loadGrammar } from './grammar.js';
import { prepare } from './prepare.js';
import { problemsOf } from './problems.js';
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
  const text = source.text;
  const problems: Problem[] = [];
  const { parser } = grammar();
  let calls = 0;
  const budget = MOST_CALLS + text.length;
  const tree = parser.parse(prepare(text), null, { progressCallback: () => ++calls > budget });
  if (!tree) {
    // A cancelled parse would be resumed by the next one.
    parser.reset();
    const message = 'Too costly to parse';
    return { language: 'python', source, tree: { kind: 'Module', start: 0, end: text.length, body: [] }, problems: [{ message, span: spanAt(source, 0, 0) }] };
  }
  try {
    const flat = flatten(tree, text, (start) => {
      if (problems.length === 0) problems.push({ message: 'Nested too deeply to be read', span: spanAt(source, start, start) });
    });
    problems.push(...problemsOf(flat, source));
    return { language: 'python', source, tree: moduleOf(flat), problems };
  } finally {
    tree.delete();
  }
}

/** The parser asks about every hundred steps whether to go on. Counted, not timed: the same text gives the same answer anywhere. */
const MOST_CALLS = 2000;
