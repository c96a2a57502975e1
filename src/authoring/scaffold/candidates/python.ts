import type { Py, PyModule } from '../../../languages/python/ast.js';
import { python } from '../../../languages/python/index.js';
import { walk } from '../../../languages/python/walk.js';
import type { TreeDocument } from '../../../model/document.js';
import { sourceOf } from '../../../model/text.js';
import { type Candidate, type Expression, type FilePair, weighted } from './candidate.js';
import { collectedCandidates, definitionFeatures, type More, type See } from './python-definitions.js';

/** Calls, arguments, decorators, annotations and statements that came or went, as `calls` and `code` checks. */
export function pythonCandidates({ given, corrected }: FilePair): Candidate[] {
  const before = given === undefined ? new Map<string, Feature>() : featuresOf(given);
  const after = featuresOf(corrected);
  const anchor = [...after.entries()].find(([key, one]) => before.has(key) && one.anchor);
  const came = [...after].filter(([key, one]) => !before.has(key) && !one.choice).map(([, one]) => one.candidate);
  const gone = [...before].filter(([key, one]) => !after.has(key) && one.removable);
  const kept = anchor?.[1].candidate.expression;
  return [
    ...came,
    ...(given === undefined ? [] : collectedCandidates(given, corrected)),
    ...(kept ? gone.map(([, one]) => without(one.candidate, kept)) : []),
  ];
}

interface Feature {
  readonly candidate: Candidate;
  /** Whether an answer of any kind has it, so that it shows that there is an answer at all. */
  readonly anchor: boolean;
  /** Whether its going is a remedy that a check can tell. */
  readonly removable: boolean;
  /** The solution's own choice: nobody need make it. */
  readonly choice: boolean;
}

const without = (candidate: Candidate, kept: Expression): Candidate => ({
  words: candidate.words,
  expression: { all: [kept, { not: candidate.expression }] },
  nonsense: [],
  removes: true,
  ...(candidate.exact ? { exact: true } : {}),
  ...(candidate.texts ? { texts: candidate.texts } : {}),
});

function featuresOf(text: string): Map<string, Feature> {
  const { tree } = python.parse(sourceOf('code.py', text)) as TreeDocument;
  const found = new Map<string, Feature>();
  const names = importsOf(tree as PyModule);
  const see = (key: string, words: Candidate['words'], expression: Expression, more: More = {}) => {
    const { nonsense = [], anchor = false, removable = false, exact = false, texts = [], choice = false } = more;
    if (!found.has(key))
      found.set(key, { candidate: { words, expression, nonsense, exact, texts }, anchor, removable, choice });
  };
  walk(tree as PyModule, (node, parent) => {
    const source = text.slice(node.start, node.end);
    if (node.kind === 'Call') callFeatures(node, source, text, names, see);
    else if (node.kind === 'Try') tryFeatures(node, text, see);
    else if (node.kind === 'Assign') assignmentFeature(node, text, see);
    else if (node.kind === 'Constant') pathFeature(node, see);
    else definitionFeatures(node, text, see);
    if (SIMPLE.has(node.kind) && parent && source.length < 90 && !source.includes('\n')) {
      const pattern = generalised(node, source);
      see(
        `statement ${pattern}`,
        weighted([source, 0.5]),
        { code: { pattern } },
        { removable: node.kind !== 'Expr', exact: true },
      );
    }
  });
  return found;
}

/** What is called and kept (`df = df.dropna()`), or written into part of something (`df.loc[…, "x"] = 1`), whatever it is called. */
function assignmentFeature(node: Extract<Py, { kind: 'Assign' }>, text: string, see: See): void {
  const { value, targets } = node;
  const [target] = targets;
  if (value.kind === 'Call' && value.func.kind === 'Attribute' && target?.kind === 'Name') {
    const { attr } = value.func;
    see(`kept ${attr}`, weighted([attr, 1], [target.id, 0.2]), { code: { pattern: `$X = $Y.${attr}(...)` } });
  }
  if (target?.kind !== 'Subscript' || target.value.kind !== 'Attribute') return;
  const { attr } = target.value;
  const last = target.slice.kind === 'Tuple' ? target.slice.elts.at(-1) : undefined;
  if (last?.kind !== 'Constant') return;
  const key = text.slice(last.start, last.end);
  const words = weighted([attr, 1], [key, 0.8], [text.slice(value.start, value.end), 0.6]);
  see(`written ${attr} ${key}`, words, { code: { pattern: `$X.${attr}[..., ${key}] = $V` } });
}

/** A statement with a metavariable for each plain name that it assigns to: what a student calls a frame is free. */
function generalised(node: Py, source: string): string {
  const targets = node.kind === 'Assign' ? node.targets : [];
  const names = [...new Set(targets.flatMap((target) => (target.kind === 'Name' ? [target.id] : [])))];
  return names.reduce(
    (text, name, i) =>
      text.replace(new RegExp(`(["'])(?:(?!\\1).)*\\1|(?<![\\w.$])${name}(?![\\w(]|=[^=])`, 'g'), (found) =>
        found === name ? `$V${i + 1}` : found,
      ),
    source,
  );
}

const SIMPLE = new Set(['Assign', 'AugAssign', 'Expr', 'Assert', 'Return']);

/** What the names of a file stand for, by its imports. */
function importsOf(tree: PyModule): Map<string, string> {
  const names = new Map<string, string>();
  walk(tree, (node) => {
    if (node.kind === 'Import')
      for (const { name, asname } of node.names)
        names.set(asname ?? name.split('.')[0] ?? name, asname ? name : (name.split('.')[0] ?? name));
    if (node.kind === 'ImportFrom' && node.level === 0)
      for (const { name, asname } of node.names) names.set(asname ?? name, `${node.module}.${name}`);
  });
  return names;
}

const BUILTINS = new Set('open print input eval exec len sorted sum min max isinstance getattr setattr'.split(' '));

/** How `calls` names what is called: imports resolved, and a method by its name alone. */
function pathOf(func: Py, names: ReadonlyMap<string, string>): string | undefined {
  const parts: string[] = [];
  let at: Py = func;
  while (at.kind === 'Attribute') {
    parts.unshift(at.attr);
    at = at.value;
  }
  if (at.kind === 'Name') {
    const known = names.get(at.id);
    if (known) return [known, ...parts].join('.');
    if (parts.length === 0) return BUILTINS.has(at.id) ? `builtins.${at.id}` : undefined;
  }
  return parts.length > 0 ? `**.${parts.at(-1)}` : undefined;
}

function callFeatures(
  call: Extract<Py, { kind: 'Call' }>,
  source: string,
  text: string,
  names: ReadonlyMap<string, string>,
  see: See,
): void {
  const of = pathOf(call.func, names);
  const written = text.slice(call.func.start, call.func.end);
  if (written.length > 60 || written.includes('\n')) return;
  const said = of ?? written;
  const words = weighted(
    [written.replaceAll('.', ' '), 0.7],
    [said.replaceAll('.', ' '), 0.7],
    [said.split('.').at(-1) ?? '', 1],
  );
  if (of) see(`call ${of}`, words, { calls: { of } }, { anchor: !of.startsWith('builtins'), removable: true });
  else see(`call ${written}`, words, { code: { pattern: `${written}(...)` } }, { anchor: true, removable: true });
  if (source.length < 80 && !source.includes('\n') && call.args.length > 0) {
    const about = /["'](?:\/|[A-Z]:\\)/.test(source) ? 'path ruta absolute absoluta' : '';
    const exact = weighted([source, 0.4], [said.split('.').at(-1) ?? '', 0.3], [about, 0.8]);
    see(`exact ${source}`, exact, { code: { pattern: source } }, { removable: true, exact: true });
  }
  for (const keyword of call.keywords) {
    if (!keyword.arg) continue;
    const value = text.slice(keyword.value.start, keyword.value.end);
    const is =
      keyword.value.kind === 'Constant' && typeof keyword.value.value !== 'bigint'
        ? constantOf(keyword.value)
        : undefined;
    const about = weighted([said, 0.4], [value, 0.6], [keyword.arg, 1]);
    const nonsense = [text.replaceAll(new RegExp(`\\b${keyword.arg}=(?=\\S)`, 'g'), `${keyword.arg}=None and `)];
    const more = { nonsense, removable: true };
    if (value.length >= 60) continue;
    if (!of)
      see(
        `argument ${said} ${keyword.arg} ${value}`,
        about,
        { code: { pattern: `${written}(..., ${keyword.arg}=${value}, ...)` } },
        more,
      );
    // A number may be another one where there was none before.
    else if (typeof is !== 'string' && typeof is !== 'boolean')
      see(`argument ${said} ${keyword.arg}`, about, { calls: { of, with: { [keyword.arg]: true } } }, more);
    if (of && is !== undefined)
      see(`argument ${said} ${keyword.arg} ${value}`, about, { calls: { of, with: { [keyword.arg]: { is } } } }, more);
  }
}

function constantOf(node: Extract<Py, { kind: 'Constant' }>): string | number | boolean | undefined {
  const { value } = node as { value: unknown };
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** A path that only one machine has. */
function pathFeature(node: Extract<Py, { kind: 'Constant' }>, see: See): void {
  const { value } = node as { value: unknown };
  if (typeof value !== 'string' || !/^(?:\/(?:home|Users|mnt|tmp|data|opt|srv|var)\/|~\/|[A-Z]:[\\/])/.test(value))
    return;
  const words = weighted(['absolute absoluta path ruta machine máquina', 1], [value, 0.4]);
  const pattern = '"=~/^(\\/[A-Za-z]+\\/|~\\/|[A-Z]:)/"';
  see('absolute path', words, { code: { pattern } }, { removable: true, texts: [value] });
}

/** A handler that hides what went wrong: nothing in it raises. */
function tryFeatures(node: Extract<Py, { kind: 'Try' }>, text: string, see: See): void {
  for (const handler of node.handlers) {
    if (holdsRaise(handler)) continue;
    const type = handler.type ? ` ${text.slice(handler.type.start, handler.type.end)}` : '';
    if (type.length > 40) continue;
    const words = weighted([
      `try except${type} exception error silent silently swallow hide silencia traga oculta`,
      0.8,
    ]);
    const pattern = `try:\n    ...\nexcept${type}:\n    ...\n`;
    const code = { patterns: [{ pattern }, { 'pattern-not': `${pattern}    raise ...\n` }] };
    see(`silent${type}`, words, { code }, { removable: true, texts: [`except${type}`] });
  }
}

function holdsRaise(handler: Py): boolean {
  let found = false;
  walk(handler, (node) => {
    if (node.kind === 'Raise') found = true;
  });
  return found;
}
