import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Document, parseDocument } from 'yaml';
import { languageOfFile, loadLanguages } from '../languages/index.js';
import { positionAt, sourceOf } from '../model/text.js';
import {
  compilePattern,
  compileRules,
  languageId,
  looksAt,
  type Match,
  matchPrepared,
  PatternError,
  prepareText,
  type RuleSet,
} from '../patterns/index.js';
import { isWavedAway } from './nosem.js';
import { print } from './output.js';
import { UsageError } from './trouble.js';

interface MatchOptions {
  readonly pattern?: string;
  readonly lang?: string;
  readonly rules?: string;
  readonly json?: boolean;
  readonly jsonlCases?: boolean;
}

/** `dictamen match`: tries patterns and rules on files. */
export function matchCommand(): Command {
  return new Command('match')
    .description('Search code with patterns and rules in the syntax of Semgrep')
    .argument('[files...]', 'files to search')
    .addOption(new Option('-e, --pattern <pattern>', 'a pattern').conflicts('rules'))
    .option('-l, --lang <language>', 'language of the pattern and the files')
    .addOption(new Option('-r, --rules <file>', 'a file of rules').conflicts('pattern'))
    .option('--json', 'print matches as JSON')
    .option('--jsonl-cases', 'read cases as JSON lines from standard input, print the start lines of their matches')
    .addHelpText(
      'after',
      `
Examples:
  $ dictamen match -e 'print(...)' -l python script.py
  $ dictamen match --rules rules.yml src/*.py --json

Exit codes: 0 something matches, 1 nothing does, 2 an invalid pattern or rule, or an unreadable file.`,
    )
    .action(async (files: string[], options: MatchOptions) => {
      if (options.jsonlCases) process.exitCode = await answerCases();
      else process.exitCode = await searchFiles(files, options);
    });
}

interface Found extends Match {
  readonly file: string;
  readonly text: string;
}

async function searchFiles(files: readonly string[], options: MatchOptions): Promise<number> {
  if (files.length === 0)
    throw new UsageError('expected files to search', 'Try: dictamen match -e PATTERN -l python file.py');
  const rules = options.rules === undefined ? undefined : readRuleFile(options.rules);
  await loadLanguages(
    rules ? languagesIn(rules.document.toJS()) : ['python', options.lang ?? files[0]!].map(languageNamed),
  );
  const set = compile(options, files[0]!, rules);
  const found: Found[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const here: RuleSet = { ...set, rules: set.rules.filter((rule) => looksAt(rule.paths, file)) };
    for (const language of languagesFor(here, file, options.lang)) {
      const target = prepareText(file, text, language);
      for (const match of matchPrepared(here, target, today())) found.push({ ...match, file, text });
    }
  }
  await print(options.json ? jsonOf(found) : found.map(lineOf).join(''));
  return found.length > 0 ? 0 : 1;
}

/** Only here, where nobody is marked: a rule that is tried out may compare dates with the day. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** The language of a name or a file, so that no more is loaded than the search needs. */
const languageNamed = (name: string): string => languageId(name) ?? languageOfFile(name)?.id ?? name;

/** Every language that rules name, also for a metavariable's text; comparisons are Python. */
function languagesIn(data: unknown): string[] {
  const found = new Set<string>(['python']);
  const stack: unknown[] = [data];
  while (stack.length > 0) {
    const at = stack.pop();
    if (typeof at !== 'object' || at === null) continue;
    for (const [key, value] of Object.entries(at)) {
      if (key === 'languages' || key === 'language')
        for (const one of [value].flat()) found.add(languageNamed(String(one)));
      stack.push(value);
    }
  }
  return [...found];
}

function compile(options: MatchOptions, file: string, rules: RuleFile | undefined): RuleSet {
  if (rules) return compileFile(rules);
  if (options.pattern === undefined) throw new UsageError('expected a pattern (`-e`) or a file of rules (`--rules`)');
  const language = options.lang ?? languageOfFile(file)?.id;
  if (language === undefined || languageId(language) === undefined)
    throw new UsageError(`unknown language \`${language ?? file}\`, expected one with \`-l\``);
  try {
    return compilePattern(options.pattern, language);
  } catch (error) {
    if (error instanceof PatternError) throw new UsageError(error.message, frame(options.pattern, error.offset ?? 0));
    throw error;
  }
}

/** The line of a text with a mark under the place. */
function frame(text: string, offset: number): string {
  const { line, column } = positionAt(sourceOf('', text), offset);
  return `  ${text.split('\n')[line - 1] ?? ''}\n  ${' '.repeat(column - 1)}^`;
}

interface RuleFile {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
}

function readRuleFile(file: string): RuleFile {
  const text = readFileSync(file, 'utf8');
  const document = parseDocument(text, { maxAliasCount: 100 } as never) as Document;
  const [problem] = document.errors;
  if (problem) throw new UsageError(`${file}: ${problem.message}`);
  return { file, text, document };
}

function compileFile({ file, text, document }: RuleFile): RuleSet {
  try {
    return compileRules(document.toJS());
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const node = document.getIn([...error.path], true) as { range?: [number, number, number] } | undefined;
    const { line, column } = positionAt(sourceOf(file, text), node?.range?.[0] ?? 0);
    throw new UsageError(`${file}:${line}:${column} ${error.message}`);
  }
}

/** The languages in which to read a file: what its name says, or what the rules want. */
function languagesFor(set: RuleSet, file: string, asked: string | undefined): string[] {
  const wanted = new Set(set.rules.flatMap((rule) => rule.languages));
  const named = languageId(asked ?? languageOfFile(file)?.id ?? '');
  if (named !== undefined && wanted.has(named)) return [named];
  return [...wanted].filter((one) => one === 'generic' || one === 'regex' || named === undefined);
}

function jsonOf(found: readonly Found[]): string {
  const results = found.map(({ rule, file, text, start, end, message, metavariables }) => {
    const source = sourceOf(file, text);
    return {
      rule,
      file,
      start: positionAt(source, start),
      end: positionAt(source, end),
      metavariables: Object.fromEntries([...metavariables].map(([name, bound]) => [name, bound.text])),
      message: interpolate(message, metavariables),
    };
  });
  return `${JSON.stringify({ results }, undefined, 2)}\n`;
}

function lineOf({ rule, file, text, start, message, metavariables }: Found): string {
  const { line, column } = positionAt(sourceOf(file, text), start);
  const code = text.split('\n')[line - 1]?.trim() ?? '';
  const said = interpolate(message, metavariables);
  return `${file}:${line}:${column} ${rule === 'pattern' ? '' : `${rule} `}${code.slice(0, 160)}${said ? `\n  ${said}` : ''}\n`;
}

/** `$X` in a message is what it stands for. */
function interpolate(message: string, metavariables: Match['metavariables']): string {
  return message.replace(/\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*/g, (name) => metavariables.get(name)?.text ?? name);
}

/** Answers each line of standard input with one line, whatever the line holds. */
async function answerCases(): Promise<number> {
  await loadLanguages();
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const out: string[] = [];
  for (const line of Buffer.concat(chunks).toString('utf8').split('\n')) {
    if (line.trim() !== '') out.push(JSON.stringify(answerCase(line)));
  }
  await print(out.length > 0 ? `${out.join('\n')}\n` : '');
  return 0;
}

/** The start lines of one case, or what is wrong with it. */
export function answerCase(line: string): { id: unknown; lines: number[] } | { id: unknown; error: string } {
  let id: unknown = null;
  try {
    const data: unknown = JSON.parse(line);
    if (typeof data !== 'object' || data === null) return { id, error: 'Unexpected line, expected an object' };
    const given = data as { readonly [key: string]: unknown };
    id = given.id ?? null;
    if (typeof given.target !== 'string')
      return { id, error: 'Unexpected case without `target`, expected a source text' };
    return { id, lines: linesOf(given, given.target) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function linesOf(given: { readonly [key: string]: unknown }, text: string): number[] {
  const language = typeof given.language === 'string' ? given.language : undefined;
  const set = caseRules(given, language);
  const source = sourceOf('target', text);
  const lines = new Set<number>();
  const wanted = new Set(set.rules.flatMap((rule) => rule.languages));
  const named = language === undefined ? undefined : languageId(language);
  const read = named !== undefined && wanted.has(named) ? named : [...wanted][0]!;
  const target = prepareText('target', text, read);
  const written = given.pattern === undefined ? text.split('\n') : [];
  for (const match of matchPrepared(set, target, today())) {
    const { line } = positionAt(source, match.start);
    if (!isWavedAway(match, written, line)) lines.add(line);
  }
  return [...lines].sort((a, b) => a - b);
}

function caseRules(given: { readonly [key: string]: unknown }, language: string | undefined): RuleSet {
  if (typeof given.pattern === 'string') return compilePattern(given.pattern, language ?? 'python', given.options);
  const data = given.rules ?? given.rule;
  if (data === undefined) throw new PatternError('Unexpected case, expected `pattern`, `rule` or `rules`');
  const list = typeof data === 'object' && data !== null && 'rules' in data ? data.rules : data;
  return Array.isArray(list) && list.length > 0 ? compiled(list) : compileRules(data);
}

/** Of several rules, one that cannot be read does not keep the others from matching. */
function compiled(list: readonly unknown[]): RuleSet {
  const sound: unknown[] = [];
  let problem: unknown;
  for (const rule of list) {
    try {
      compileRules(rule);
      sound.push(rule);
    } catch (error) {
      problem ??= error;
    }
  }
  if (sound.length === 0) throw problem;
  return compileRules(sound);
}
