import type { Problem, TreeDocument } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { Language } from '../language.js';
import { type Compiler, compiler } from './compiler.js';
import { moduleOf } from './convert.js';
import { nestingOf } from './nesting.js';

/** TypeScript, also with JSX. The compiler is loaded when the first file needs it, and only its parser is used. */
export const typescript: Language & { parse(source: Source): TreeDocument } = {
  id: 'typescript',
  aliases: ['ts', 'tsx'],
  files: ['.ts', '.tsx', '.mts', '.cts'],
  load: async () => {},
  parse: (source) => parse(source, 'typescript'),
};

/** JavaScript with JSX, read by the same parser into the same tree. */
export const javascript: Language & { parse(source: Source): TreeDocument } = {
  id: 'javascript',
  aliases: ['js', 'jsx', 'ecmascript'],
  files: ['.js', '.jsx', '.mjs', '.cjs'],
  load: async () => {},
  parse: (source) => parse(source, 'javascript'),
};

const MOST_TEXT = 1024 * 1024;
const MOST_NESTED = 400;
const MOST_PROBLEMS = 50;

function parse(source: Source, language: string): TreeDocument {
  const { text } = source;
  const problems: Problem[] = [];
  const report = (message: string, start: number, end = start): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ message, span: spanAt(source, start, end) });
  };
  const nothing = { kind: 'Module', start: 0, end: text.length, body: [] };
  // The compiler recurses.
  const deep = nestingOf(text) > MOST_NESTED;
  if (deep || text.length > MOST_TEXT) {
    report(deep ? 'Nested too deeply to be read' : 'Too long to be read', 0);
    return { language, source, tree: nothing, problems };
  }
  try {
    const ts = compiler();
    const file = syntaxOf(ts, source, language);
    for (const found of file.parseDiagnostics) {
      report(
        typeof found.messageText === 'string' ? found.messageText : 'Invalid syntax',
        found.start,
        found.start + found.length,
      );
    }
    return { language, source, tree: moduleOf(ts, file, report), problems };
  } catch {
    report('This code cannot be read', 0);
    return { language, source, tree: nothing, problems };
  }
}

type Parsed = import('ts-morph').ts.SourceFile & {
  readonly parseDiagnostics: readonly { start: number; length: number; messageText: unknown }[];
};

/**
 * Angle brackets before an expression are a cast in `.ts` and an element elsewhere. A fence has no extension: it is read as the one, and as the
 * other where that has fewer problems.
 */
function syntaxOf(ts: Compiler, source: Source, language: string): Parsed {
  const parsed = (name: string, kind: import('ts-morph').ts.ScriptKind): Parsed =>
    ts.createSourceFile(name, source.text, ts.ScriptTarget.Latest, false, kind) as Parsed;
  if (language !== 'typescript') return parsed('a.jsx', ts.ScriptKind.JSX);
  if (/\.tsx$/i.test(source.file)) return parsed('a.tsx', ts.ScriptKind.TSX);
  const plain = parsed('a.ts', ts.ScriptKind.TS);
  if (plain.parseDiagnostics.length === 0 || /\.[mc]?ts$/i.test(source.file)) return plain;
  const elements = parsed('a.tsx', ts.ScriptKind.TSX);
  return elements.parseDiagnostics.length < plain.parseDiagnostics.length ? elements : plain;
}
