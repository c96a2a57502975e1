import { languageOf } from '../languages/index.js';
import type { PythonDocument } from '../languages/python/ast.js';
import { isMarkdown } from '../model/document.js';
import { sourceOf } from '../model/text.js';
import { PatternError } from './error.js';
import { jsonPattern, yamlPattern } from './grammars/data.js';
import { dockerfilePattern } from './grammars/dockerfile.js';
import { promqlPattern } from './grammars/promql.js';
import { pythonPattern } from './grammars/python.js';
import { typescriptPattern } from './grammars/typescript.js';
import type { G } from './tree.js';
import { fromData } from './trees/data.js';
import { fromDockerfile } from './trees/dockerfile.js';
import { fromPromql } from './trees/promql.js';
import { fromPython } from './trees/python.js';
import { fromTypescript } from './trees/typescript.js';

/** What matching needs of a language. */
export interface Grammar {
  readonly id: string;
  /** Nodes of a pattern, holes included. Throws a `PatternError`. */
  pattern(text: string): readonly G[];
  /** Nodes of code; never throws. */
  code(file: string, text: string): readonly G[];
  /** Nodes of a document that is parsed already. */
  tree?(document: { readonly tree: unknown }): readonly G[];
}

const python: Grammar = {
  id: 'python',
  pattern: pythonPattern,
  code: (file, text) => {
    const document = languageOf('python')!.parse(sourceOf(file, text));
    return isMarkdown(document) ? [] : fromPython((document as PythonDocument).tree);
  },
  tree: (document) => fromPython((document as PythonDocument).tree),
};

/** A grammar whose code is read by a language of `languages/`. */
function treeGrammar(
  id: string,
  pattern: (text: string) => readonly G[],
  convert: (tree: never) => readonly G[],
): Grammar {
  return {
    id,
    pattern,
    code: (file, text) => {
      const document = languageOf(id)?.parse(sourceOf(file, text));
      return !document || isMarkdown(document) ? [] : convert(document.tree as never);
    },
    tree: (document) => convert(document.tree as never),
  };
}

const grammars: readonly Grammar[] = [
  python,
  treeGrammar('typescript', (text) => typescriptPattern(text, 'typescript'), fromTypescript),
  treeGrammar('javascript', (text) => typescriptPattern(text, 'javascript'), fromTypescript),
  treeGrammar('yaml', yamlPattern, fromData),
  treeGrammar('json', jsonPattern, fromData),
  treeGrammar('promql', promqlPattern, fromPromql),
  treeGrammar('dockerfile', dockerfilePattern, fromDockerfile),
];

/** THE names under which rules know languages. */
const NAMES: Readonly<Record<string, string>> = {
  python: 'python',
  python2: 'python',
  python3: 'python',
  py: 'python',
  typescript: 'typescript',
  ts: 'typescript',
  tsx: 'typescript',
  javascript: 'javascript',
  js: 'javascript',
  jsx: 'javascript',
  vue: 'javascript',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  promql: 'promql',
};

/** Languages that are read as words and brackets. */
const PLAIN: ReadonlySet<string> = new Set([
  'generic',
  'spacegrep',
  'html',
  'xml',
  'bash',
  'sh',
  'hcl',
  'tf',
  'terraform',
  'toml',
]);

/** The id of a language by any of its names; `regex` and `generic` are read as plain text. */
export function languageId(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === 'regex' || lower === 'none') return 'regex';
  if (PLAIN.has(lower)) return 'generic';
  return Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined;
}

/** Every language that patterns may be in. */
export const languageNames: readonly string[] = [...grammars.map((one) => one.id), 'generic', 'regex'];

export function grammarOf(language: string): Grammar {
  const found = grammars.find((one) => one.id === language);
  if (!found)
    throw new PatternError(`Unexpected language \`${language}\`, expected one of ${languageNames.join(', ')}`);
  return found;
}
