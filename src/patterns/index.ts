import type { Document } from '../model/document.js';
import { isMarkdown } from '../model/document.js';
import { entries } from './bindings.js';
import { comparisonOf } from './comparison.js';
import { type Subject, subjectOf } from './context.js';
import { PatternError } from './error.js';
import { grammarOf, languageId } from './grammars.js';
import { compiled, type Evaluation, evaluate } from './operators.js';
import { hasWord, type Pattern } from './pattern.js';
import { indexProgram } from './program.js';
import { readRules } from './rules/index.js';
import type { Condition, Formula, Path, Rule, TaintSpec } from './rules/model.js';
import type { Hit } from './search.js';
import { taintRanges } from './taint.js';
import type { G } from './tree.js';

export { PatternError } from './error.js';
export { languageId } from './grammars.js';
export { looksAt } from './paths.js';
export type { Rule } from './rules/model.js';

/** A place where a rule matches. Offsets are offsets in the document's text. */
export interface Match {
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** What each metavariable stands for; `start` is -1 where the value was worked out and stands nowhere. */
  readonly metavariables: ReadonlyMap<string, { readonly text: string; readonly start: number; readonly end: number }>;
}

/** Rules with their patterns parsed. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly patterns: ReadonlyMap<string, Map<string, Pattern>>;
}

/** Compiles rules as data (a rule, a list, or `{rules: […]}`); throws a `PatternError` that says where and what was expected. */
export function compileRules(data: unknown): RuleSet {
  const rules = readRules(data);
  const patterns = new Map<string, Map<string, Pattern>>();
  for (const rule of rules) for (const language of rule.languages) compileFor(rule, language, patterns);
  return { rules, patterns };
}

/** Compiles one pattern for one language. */
export function compilePattern(pattern: string, language: string, options?: unknown): RuleSet {
  return compileRules([
    {
      id: 'pattern',
      languages: [language],
      message: '',
      severity: 'INFO',
      pattern,
      ...(options !== undefined && { options }),
    },
  ]);
}

/** A rubric may be read before the grammars are loaded: then its patterns are parsed when they are first used. */
const isNotLoaded = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof PatternError) && /is not loaded/.test(error.message);

function compileFor(rule: Rule, language: string, patterns: Map<string, Map<string, Pattern>>): void {
  const known = patterns.get(language) ?? new Map<string, Pattern>();
  patterns.set(language, known);
  const target = { language, patterns: known };
  if (rule.formula) check(rule.formula, target);
  const { taint } = rule;
  if (taint)
    for (const spec of [...taint.sources, ...taint.sinks, ...taint.sanitizers, ...taint.propagators])
      check(spec.formula, target);
}

type Target = Pick<Evaluation, 'language' | 'patterns'>;

function check(formula: Formula, target: Target): void {
  switch (formula.op) {
    case 'pattern':
      checkPattern(formula.text, formula.path, target);
      return;
    case 'regex':
      return;
    case 'all':
      for (const one of formula.conditions) checkCondition(one, target);
      for (const one of formula.of) check(one, target);
      return;
    case 'any':
      for (const one of formula.of) check(one, target);
      return;
    default:
      check(formula.of, target);
  }
}

function checkPattern(text: string, path: Path, target: Target): void {
  if (target.language === 'generic') return;
  if (target.language === 'regex')
    throw new PatternError('Unexpected pattern in a rule for `regex`, expected `pattern-regex`', path);
  try {
    compiled(target, text);
  } catch (error) {
    if (error instanceof PatternError) throw new PatternError(error.message, path, error.offset);
    if (!isNotLoaded(error)) throw error;
  }
}

function checkCondition(condition: Condition, target: Target): void {
  if (condition.kind === 'comparison') {
    try {
      comparisonOf(condition);
    } catch (error) {
      if (!isNotLoaded(error)) throw error;
    }
  }
  if (condition.kind === 'pattern') {
    const language = condition.language ?? target.language;
    check(condition.formula, language === target.language ? target : { language, patterns: new Map() });
  }
}

/** A text made ready: its tree, its index, and what was worked out about it so far. Reuse it for many rules. */
export interface Prepared {
  readonly language: string;
  readonly text: string;
  readonly subject: Subject;
  readonly memo: Map<string, readonly Hit[]>;
}

/** Parses a text for matching. */
export function prepareText(file: string, text: string, language: string): Prepared {
  const id = languageId(language);
  if (id === undefined) throw new PatternError(`Unexpected language \`${language}\``);
  return prepared(id, text, () => (id === 'generic' || id === 'regex' ? [] : grammarOf(id).code(file, text)));
}

const documents = new WeakMap<Document, Prepared>();

/** A parsed document for matching; markdown and languages without trees are read as plain text. */
export function prepareDocument(document: Document): Prepared {
  let found = documents.get(document);
  if (!found) {
    const id = isMarkdown(document) ? 'generic' : (languageId(document.language) ?? 'generic');
    const { text } = document.source;
    found = prepared(id, text, () => {
      if (id === 'generic' || id === 'regex' || isMarkdown(document)) return [];
      const grammar = grammarOf(id);
      return grammar.tree ? grammar.tree(document) : grammar.code(document.source.file, text);
    });
    documents.set(document, found);
  }
  return found;
}

/** The tree is built when a rule first looks at it: many files are passed over by their words. */
function prepared(language: string, text: string, body: () => readonly G[]): Prepared {
  let subject: Subject | undefined;
  return {
    language,
    text,
    get subject() {
      subject ??= subjectOf(indexProgram({ language, text, body: body() }));
      return subject;
    },
    memo: new Map(),
  };
}

/** All matches of the rules on a document, in the order of rules, then of places. */
export function matchRules(set: RuleSet, document: Document): Match[] {
  return matchPrepared(set, prepareDocument(document));
}

/** `today` is the day for rules that compare with it. */
export function matchPrepared(set: RuleSet, target: Prepared, today?: string): Match[] {
  const found: Match[] = [];
  for (const rule of set.rules) for (const one of matchRule(set, rule, target, today)) found.push(one);
  return found;
}

function matchRule(set: RuleSet, rule: Rule, target: Prepared, today: string | undefined): Match[] {
  const language = rule.languages.includes(target.language)
    ? target.language
    : rule.languages.find((one) => one === 'regex' || one === 'generic');
  if (language === undefined) return [];
  const patterns = set.patterns.get(language) ?? new Map<string, Pattern>();
  const mayMatch = (formula: Formula): boolean => possible(formula, { language, patterns }, target.text);
  const some = (specs: readonly TaintSpec[]): boolean => specs.some((spec) => mayMatch(spec.formula));
  const { formula, taint } = rule;
  if (formula ? !mayMatch(formula) : !(taint && some(taint.sinks) && some(taint.sources))) return [];
  const subject =
    language === target.language ? target.subject : subjectOf(indexProgram({ language, text: target.text, body: [] }));
  const e: Evaluation = {
    subject,
    language,
    options: today === undefined ? rule.options : { ...rule.options, today },
    memo: language === target.language ? target.memo : new Map(),
    patterns: patterns as Map<string, Pattern>,
  };
  const ranges = rule.formula ? evaluate(e, rule.formula) : rule.taint ? taintRanges(e, rule.taint) : [];
  return ranges
    .map(
      (range): Match => ({
        rule: rule.id,
        message: rule.message,
        start: range.start,
        end: range.end,
        metavariables: new Map(entries(range.env).map(([name, { text, start, end }]) => [name, { text, start, end }])),
      }),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether a text has the words without which the formula cannot match. */
function possible(formula: Formula, target: Target, text: string): boolean {
  switch (formula.op) {
    case 'pattern':
      return target.language === 'generic' || compiled(target, formula.text).words.every((word) => hasWord(text, word));
    case 'regex':
      return true;
    case 'all':
      return formula.of.every((one) => one.op === 'not' || possible(one, target, text));
    case 'any':
      return formula.of.some((one) => possible(one, target, text));
    case 'not':
      return true;
    default:
      return possible(formula.of, target, text);
  }
}
