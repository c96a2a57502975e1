import { PatternError } from './error.js';
import { grammarOf } from './grammars.js';
import type { G } from './tree.js';
import { isStatement, walkTree } from './tree-walk.js';

/** A pattern, parsed for one language. */
export interface Pattern {
  readonly source: string;
  readonly language: string;
  /** One expression, one statement or a part of one, or several statements side by side. */
  readonly form: 'expression' | 'statement' | 'statements';
  readonly nodes: readonly G[];
  /** Words that any code that matches has in its text. */
  readonly words: readonly string[];
  /** The pattern is the clause that this word opens: its matches begin there, not where the statement does. */
  readonly clause?: string;
}

/** Parses a pattern with the language's own grammar. Throws a `PatternError` that says where and what was expected. */
export function parsePattern(source: string, language: string): Pattern {
  const text = dedent(source);
  if (text.trim() === '') throw new PatternError('Unexpected empty pattern, expected code', [], 0);
  const nodes = grammarOf(language).pattern(text);
  const [first] = nodes;
  if (!first) throw new PatternError('Unexpected pattern without code, expected an expression or a statement', [], 0);
  const words = wordsOf(nodes).filter((word) => text.includes(word));
  if (nodes.length > 1) return { source, language, form: 'statements', nodes, words };
  if (first.kind === 'ExprStmt' && first.value.kind !== 'Metas')
    return { source, language, form: 'expression', nodes: [first.value], words };
  return {
    source,
    language,
    form: isStatement(first) || first.kind === 'Handler' || first.kind === 'Case' ? 'statement' : 'expression',
    nodes,
    words,
    ...(first.kind === 'Try' && /^\s*finally\b/.test(text) && { clause: 'finally' }),
  };
}

/** Whether a text has a word that is no part of a longer one. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isWordCode(text.charCodeAt(at - 1)) && !isWordCode(text.charCodeAt(at + word.length))) return true;
  return false;
}

/** Letters beyond ASCII count as borders: a name may be written in more ways than one there. */
const isWordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122) || code === 36;

/** Takes away the indentation that all lines share. */
function dedent(source: string): string {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = depths.length > 0 ? Math.min(...depths) : 0;
  const [first] = lines;
  // `pattern: "foo(\n      1)"`: the first line stands further left than the others.
  if (least === 0 && first !== undefined) return trimBlank(lines);
  return trimBlank(lines.map((line) => line.slice(least)));
}

/** Blank lines at both ends go; offsets of errors stay near enough to the line. */
function trimBlank(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]!.trim() === '') from++;
  while (to > from && lines[to - 1]!.trim() === '') to--;
  return lines.slice(from, to).join('\n').trimEnd();
}

function wordsOf(nodes: readonly G[]): string[] {
  const found = new Set<string>();
  const add = (word: string | undefined): void => {
    if (word === undefined) return;
    for (const part of word.split('.')) if (/^[A-Za-z_][A-Za-z_0-9]*$/.test(part)) found.add(part);
  };
  walkTree(nodes, (node) => {
    switch (node.kind) {
      case 'TypedMeta':
        // A literal has its type without saying so.
        return false;
      case 'Name':
        add(node.id);
        break;
      case 'Attr':
        add(node.attr);
        break;
      case 'KwArg':
      case 'Func':
      case 'Class':
      case 'Param':
      case 'Handler':
        add(node.name);
        break;
      case 'Import':
        add(node.module);
        add(node.name);
        add(node.alias);
        break;
    }
    return true;
  });
  return [...found];
}
