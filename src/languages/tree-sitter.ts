import { Language as Grammar, Parser } from 'web-tree-sitter';
import { grammarFile, libraryFile } from '../package/root.js';

declare global {
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Parameters<typeof Grammar.loadSync>[0]>;
  }
}

/** The parser of one of the package's grammars, and the compiled functions behind it. */
export interface LoadedGrammar {
  readonly parser: Parser;
  readonly grammar: Grammar;
  readonly compiled: Readonly<Record<string, unknown>>;
}

let runtime: Promise<Record<string, unknown>> | undefined;

/** Loads a grammar by the name of its file in `grammars/`; the runtime is started once for all of them. */
export async function loadGrammarFile(name: string): Promise<LoadedGrammar> {
  runtime ??= start();
  const [compiled, module] = await Promise.all([runtime, WebAssembly.compile(grammarFile(name))]);
  const grammar = Grammar.loadSync(module);
  const parser = new Parser();
  parser.setLanguage(grammar);
  return { parser, grammar, compiled };
}

async function start(): Promise<Record<string, unknown>> {
  const compiled: Record<string, unknown> = { wasmBinary: libraryFile('web-tree-sitter/web-tree-sitter.wasm') };
  // The options become the module that holds the compiled functions.
  await Parser.init(compiled);
  return compiled;
}
