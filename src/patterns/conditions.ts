import { highEntropy, slowRegex } from './analysis.js';
import { type Bound, bindTo, contentOf, entries, lookup } from './bindings.js';
import { compare } from './comparison.js';
import { subjectOf } from './context.js';
import { grammarOf } from './grammars.js';
import type { Evaluation, Range } from './operators.js';
import { indexProgram } from './program.js';
import type { Regex } from './regex-model.js';
import type { Condition, Formula } from './rules/model.js';
import type { G } from './tree.js';
import { hasTypeNamed } from './types.js';

type Evaluate = (e: Evaluation, formula: Formula) => readonly Range[];

/** The range, once for each way in which a condition on its metavariables holds, with the bindings that come of it. */
export function holds(e: Evaluation, range: Range, condition: Condition, evaluate: Evaluate): Range[] {
  if (condition.kind === 'comparison') return compare(e, range, condition) ? [range] : [];
  const bound = lookup(range.env, condition.metavariable);
  if (!bound) return [];
  switch (condition.kind) {
    case 'regex': {
      const text = condition.constants ? (constantText(e, bound) ?? bound.text) : bound.text;
      return condition.regex.match(text) ? [withGroups(range, condition.regex, text, bound)] : [];
    }
    case 'analysis': {
      const text = contentOf(bound);
      if (condition.analyzer.startsWith('entropy')) return highEntropy(text) ? [range] : [];
      return condition.analyzer === 'redos' && slowRegex(text) ? [range] : [];
    }
    case 'type':
      return bound.node && hasTypeNamed(e.subject, bound.node, condition.types) ? [range] : [];
    case 'name':
      return bound.node && condition.modules.includes(moduleOf(e, bound.node) ?? '') ? [range] : [];
    case 'pattern':
      return patternHolds(e, range, condition, bound, evaluate);
  }
}

/** The range with what the named groups of a regex took of a metavariable's text. */
function withGroups(range: Range, regex: Regex, text: string, bound: Bound): Range {
  if (!regex.named) return range;
  const found = regex.all(text).find((one) => one.start === 0);
  let env = range.env;
  for (const [name, index] of found?.names ?? []) {
    const group = found?.groups[index];
    if (!group || lookup(env, `$${name}`)) continue;
    const from = text === bound.text ? bound.start : -1;
    const [start, end] = from < 0 ? [-1, -1] : [from + group[0], from + group[1]];
    env = bindTo(env, `$${name}`, { kind: 'text', start, end, text: text.slice(group[0], group[1]) });
  }
  return env === range.env ? range : { ...range, env };
}

/** The module that an imported name, or a member of an imported module, comes from. */
function moduleOf(e: Evaluation, node: G): string | undefined {
  let at = node;
  while (at.kind === 'Attr') at = at.value;
  return at.kind === 'Name' ? e.subject.names.pathOf(at)?.[0] : undefined;
}

function constantText(e: Evaluation, bound: Bound): string | undefined {
  const value = bound.node && e.subject.constants.valueOf(bound.node);
  return value?.known === 'lit' ? String(value.value) : undefined;
}

function patternHolds(
  e: Evaluation,
  range: Range,
  condition: Extract<Condition, { kind: 'pattern' }>,
  bound: Bound,
  evaluate: Evaluate,
): Range[] {
  const language = condition.language ?? e.language;
  const inner =
    language === e.language && bound.kind !== 'text' ? here(e, range, bound) : elsewhere(e, range, bound, language);
  if (!inner) return [];
  let found = evaluate(inner, condition.formula);
  const symbol = found.length > 0 || inner.subject !== e.subject ? undefined : symbolOf(e, bound);
  if (symbol)
    found = evaluate({ ...inner, context: { ...range, start: symbol.start, end: symbol.end } }, condition.formula);
  const seen = new Set<string>();
  const extended: Range[] = [];
  for (const one of found) {
    let env = range.env;
    for (const [name, value] of entries(one.env)) if (!lookup(env, name)) env = bindTo(env, name, value);
    const key = entries(env)
      .map(([name, value]) => `${name}=${value.text}`)
      .join(';');
    if (seen.has(key)) continue;
    seen.add(key);
    extended.push(env === range.env ? range : { ...range, env });
  }
  return extended;
}

/** What the name that a metavariable stands for was given. */
const symbolOf = ({ options, subject }: Evaluation, { node }: Bound): G | undefined =>
  options.symbolicPropagation && node?.kind === 'Name' ? subject.constants.symbolOf(node) : undefined;

/** The same file, looked at inside the metavariable only. A word that is no expression becomes a program of its own. */
function here(e: Evaluation, range: Range, bound: Bound): Evaluation | undefined {
  if (bound.kind === 'id') return program(e, bound, [nameStatement(bound)], e.language, range);
  return { ...e, context: { start: bound.start, end: bound.end, env: range.env, kind: 'plain' } };
}

function nameStatement(bound: Bound): G {
  const name: G = { kind: 'Name', start: 0, end: bound.text.length, id: bound.text };
  return { kind: 'ExprStmt', start: 0, end: bound.text.length, value: name };
}

/** The text of the metavariable as a program of another language. */
function elsewhere(e: Evaluation, range: Range, bound: Bound, language: string): Evaluation | undefined {
  const text = language === e.language && bound.kind !== 'text' ? bound.text : contentOf(bound);
  const body = language === 'regex' || language === 'generic' ? [] : grammarOf(language).code('', text);
  return program(e, { ...bound, text }, body, language, range);
}

function program(e: Evaluation, bound: Bound, body: readonly G[], language: string, range: Range): Evaluation {
  const subject = subjectOf(indexProgram({ language, text: bound.text, body }));
  const context: Range = { start: 0, end: bound.text.length, env: range.env, kind: 'plain' };
  return {
    subject,
    language,
    options: e.options,
    memo: new Map(),
    patterns: language === e.language ? e.patterns : new Map(),
    context,
  };
}
