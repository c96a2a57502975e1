import type { Document } from '../../model/document.js';
import type { Source } from '../../model/text.js';
import { sourceOf } from '../../model/text.js';
import { type DataMap, type DataNode, entryAt, everyNode, readData, readYaml, textAt, valueAt } from '../data/node.js';

/** An alerting or recording rule as a rule file spells it. Offsets are in `source`. */
export interface Rule {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expr: string;
  /** As written; `undefined` where there is none. */
  readonly for: string | undefined;
  readonly source: Source;
  /** Where the expression's words stand. */
  readonly start: number;
  readonly end: number;
}

const MOST = 500;

/** The rules of a text: a rule file of any flavour, a resource that wraps one, a bare list, or code in another language that spells rules out. */
export function rulesOf(source: Source, document?: Document): Rule[] {
  if (/\|\|\||=[ \t]*<</.test(source.text)) return looseRules(source);
  const { nodes, broken } = document ? readData(document) : readYaml(source);
  const rules = nodes.flatMap((node) => rulesIn(node, source));
  if (rules.length > 0 && !broken) return rules.slice(0, MOST);
  const read = new Set(rules.map((rule) => rule.name));
  return [...rules, ...looseRules(source).filter((rule) => !read.has(rule.name))]
    .sort((a, b) => a.start - b.start)
    .slice(0, MOST);
}

function rulesIn(top: DataNode, source: Source): Rule[] {
  const rules: Rule[] = [];
  for (const node of everyNode(top)) {
    if (node.kind === 'map') rules.push(...(plainRule(node, source) ?? managedRule(node, source) ?? []));
    else if (node.kind === 'scalar' && /\b(?:expr|groups)\s*:/.test(node.text))
      rules.push(...embedded(node.text, node, source));
  }
  return rules;
}

/** `{alert|record, expr, for}` as Prometheus, its operator, Mimir, Thanos and vmalert write it. */
function plainRule(node: DataMap, source: Source): Rule[] | undefined {
  const value = valueAt(node, 'expr');
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  const record = textAt(node, 'record');
  const name = textAt(node, 'alert') ?? record;
  if (name === undefined) return undefined;
  const { start, end } = value;
  const expr = typeof value.value === 'string' ? value.value : value.text;
  return [
    { kind: record === undefined ? 'alert' : 'record', name, expr, for: textAt(node, 'for'), source, start, end },
  ];
}

/** A rule file inside a text value, as a ConfigMap holds it. Its evidence is the whole value. */
function embedded(text: string, at: { start: number; end: number }, source: Source): Rule[] {
  const inner = readYaml(sourceOf(source.file, text)).nodes.flatMap((node) => [...everyNode(node)]);
  return inner
    .flatMap((node) => (node.kind === 'map' ? (plainRule(node, source) ?? []) : []))
    .map((rule) => ({ ...rule, ...placeOf(rule, at, source) }));
}

function placeOf(rule: Rule, at: { start: number; end: number }, source: Source): { start: number; end: number } {
  const found = source.text.indexOf(rule.expr.split('\n')[0] ?? '', at.start);
  return found < 0 || found >= at.end ? at : { start: found, end: Math.min(at.end, found + rule.expr.length) };
}

const OPERATORS: Readonly<Record<string, string>> = { gt: '>', lt: '<', gte: '>=', lte: '<=', eq: '==', ne: '!=' };

/** A Grafana-managed rule: queries and a threshold that are joined by `refId`. */
function managedRule(node: DataMap, source: Source): Rule[] | undefined {
  const data = valueAt(node, 'data');
  const title = textAt(node, 'title');
  if (title === undefined || data?.kind !== 'list') return undefined;
  const models = data.items.map((item) => valueAt(item, 'model'));
  const queries = models.flatMap((model) => entryAt(model, 'expr') ?? []);
  const threshold = models.flatMap((model) => thresholdOf(model) ?? [])[0];
  return queries.flatMap(({ value }): Rule[] => {
    if (value.kind !== 'scalar' || !value.text) return [];
    const compared = /[<>]|==/.test(value.text);
    const expr = compared || !threshold ? value.text : `(${value.text}) ${threshold}`;
    return [{ kind: 'alert', name: title, expr, for: textAt(node, 'for'), source, start: value.start, end: value.end }];
  });
}

function thresholdOf(model: DataNode | undefined): string | undefined {
  const math = /^\s*\$\{?\w{1,20}\}?\s*([<>]=?|[!=]=)\s*(-?[\d.]{1,20})\s*$/.exec(textAt(model, 'expression') ?? '');
  if (math) return `${math[1]} ${math[2]}`;
  const conditions = valueAt(model, 'conditions');
  const evaluator = conditions?.kind === 'list' ? valueAt(conditions.items[0], 'evaluator') : undefined;
  const params = valueAt(evaluator, 'params');
  const operator = OPERATORS[textAt(evaluator, 'type') ?? ''];
  const value = params?.kind === 'list' ? params.items[0] : undefined;
  return operator && value?.kind === 'scalar' ? `${operator} ${value.text}` : undefined;
}

/** Terraform, jsonnet, broken YAML: `alert` and `expr` keys that follow each other. */
function looseRules(source: Source): Rule[] {
  const rules: Rule[] = [];
  const text = source.text.replace(/^[ \t]*(?:#|\/\/)[^\n]*/gm, (comment) => ' '.repeat(comment.length));
  const keys = /["']?\b(alert|record|expr|for)\b["']?[ \t]*[:=][ \t]*/g;
  let open:
    | { kind: 'alert' | 'record'; name: string; expr?: { text: string; start: number; end: number }; for?: string }
    | undefined;
  const close = () => {
    if (open?.expr) {
      rules.push({
        kind: open.kind,
        name: open.name,
        expr: open.expr.text,
        for: open.for,
        source,
        start: open.expr.start,
        end: open.expr.end,
      });
    }
    open = undefined;
  };
  for (let key = keys.exec(text); key && rules.length < MOST; key = keys.exec(text)) {
    const value = valueFrom(text, keys.lastIndex);
    if (!value) continue;
    if (key[1] === 'alert' || key[1] === 'record') {
      close();
      open = { kind: key[1], name: value.text };
    } else if (open && key[1] === 'expr') open.expr ??= value;
    else if (open && key[1] === 'for') open.for ??= value.text;
    keys.lastIndex = value.end;
  }
  close();
  return rules;
}

function valueFrom(text: string, at: number): { text: string; start: number; end: number } | undefined {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    let end = at + 1;
    while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
    const inner = text.slice(at + 1, end).replace(/\\(["'\\])/g, '$1');
    return { text: inner, start: at + 1, end };
  }
  if (quote === '|' && !text.startsWith('|||', at)) return blockFrom(text, at);
  if (quote === '>') return blockFrom(text, at);
  const word = /^(?:<<-?[ \t]*"?(\w{1,40})"?|(\|\|\|))[ \t]*\r?\n/.exec(text.slice(at, at + 80));
  if (!word) return lineFrom(text, at);
  const start = at + word[0].length;
  const mark = word[1] ?? '|||';
  const end = text.indexOf(mark, start);
  return end < 0 ? undefined : { text: text.slice(start, end).trim(), start, end };
}

/** The lines after a block indicator that are indented more than the line of the key. */
function blockFrom(text: string, at: number): { text: string; start: number; end: number } {
  const line = text.lastIndexOf('\n', at) + 1;
  const indent = (/^[ \t]*(?:-[ \t]+)?/.exec(text.slice(line, at)) ?? [''])[0].length;
  let end = text.indexOf('\n', at) + 1 || text.length;
  const start = end;
  while (end < text.length) {
    const next = text.indexOf('\n', end) + 1 || text.length;
    const row = text.slice(end, next);
    if (row.trim() && row.length - row.trimStart().length <= indent) break;
    end = next;
  }
  return { text: text.slice(start, end).trim(), start, end };
}

function lineFrom(text: string, at: number): { text: string; start: number; end: number } | undefined {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  const words = text
    .slice(at, end)
    .replace(/[ \t]#.*|[,;}][ \t]*$/, '')
    .trim();
  return words ? { text: words, start: at, end: at + words.length } : undefined;
}
