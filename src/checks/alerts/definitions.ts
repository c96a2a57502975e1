/** What the code of an answer says about a metric. */
export interface MetricDefinition {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram' | 'summary' | 'other';
  readonly labels: readonly string[] | undefined;
  /** What the code says about it. */
  readonly help: string;
}

/** The metrics that code defines, by the name under which they are exported (without the suffixes of a type). */
export interface Metrics {
  readonly defined: ReadonlyMap<string, MetricDefinition>;
  /** Other words of the code that could be metric names, as where a factory builds them. */
  readonly words: ReadonlySet<string>;
}

const KINDS: Readonly<Record<string, MetricDefinition['kind']>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  info: 'other',
  enum: 'other',
  up_down_counter: 'gauge',
  observable_gauge: 'gauge',
  observable_counter: 'counter',
};

/** Reads constructors of metrics in Python and the like, by their look: a call of the type's name with the metric's name as its first text. */
export function metricsOf(texts: readonly string[]): Metrics {
  const defined = new Map<string, MetricDefinition>();
  const words = new Set<string>();
  for (const text of texts) {
    const code = text.replace(/^[ \t]*#[^\n]*/gm, '');
    const aliases = aliasesOf(code);
    for (const [, word] of code.matchAll(/["']([A-Za-z_:][\w:]{2,120})["']/g)) words.add(baseOf(word ?? ''));
    const call = /\b([A-Za-z_]\w{0,60})\(\s*(?:name\s*=\s*)?[rfu]?["']([A-Za-z_:][\w:]{0,120})["']/g;
    for (const found of code.matchAll(call)) {
      const kind = kindOf(aliases.get(found[1] ?? '') ?? found[1] ?? '');
      if (!kind || found.index === undefined) continue;
      const args = argumentsFrom(code, found.index + (found[1] ?? '').length);
      const name = [part(args, 'namespace'), part(args, 'subsystem'), found[2]].filter(Boolean).join('_');
      defined.set(baseOf(name), { name, kind, labels: labelsOf(args), help: helpOf(args) });
    }
  }
  return { defined, words };
}

function aliasesOf(code: string): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const [, name, alias] of code.matchAll(/\b([A-Z][a-z]{3,9})\s+as\s+(\w{1,40})/g))
    aliases.set(alias ?? '', name ?? '');
  return aliases;
}

function kindOf(callee: string): MetricDefinition['kind'] | undefined {
  const word = callee.replace(/^(?:create_|make_|build_|get_)/, '').toLowerCase();
  return Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
}

/** The text between the parenthesis that opens at or after `at` and its partner. */
function argumentsFrom(code: string, at: number): string {
  let depth = 0;
  const limit = Math.min(code.length, at + 3000);
  for (let i = at; i < limit; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return code.slice(at + 1, i);
  }
  return code.slice(at + 1, limit);
}

function helpOf(args: string): string {
  const named = /\b(?:documentation|description|help)\s*=\s*["']([^"'\n]{0,300})["']/.exec(args);
  const second = /^\s*(?:name\s*=\s*)?[rfu]?["'][^"'\n]{0,200}["']\s*,\s*[rfu]?["']([^"'\n]{0,300})["']/.exec(args);
  return (named ?? second)?.[1] ?? '';
}

const part = (args: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*=\\s*["'](\\w{1,80})["']`).exec(args)?.[1];

/** Labels are the first list of texts that is not the buckets; none at all where there is no list. */
function labelsOf(args: string): readonly string[] | undefined {
  const list = /(\bbuckets\s*=\s*)?[[(]\s*((?:["']\w{0,80}["']\s*,?\s*)+)[\])]/.exec(args);
  if (list && !list[1]) return (list[2] ?? '').split(/[^\w]+/).filter(Boolean);
  return /labelnames|labels|\*/.test(args) ? undefined : [];
}

const SUFFIX = /_(?:total|bucket|count|sum|created|info)$/;

/** The name without what a client adds for its type. */
export const baseOf = (name: string): string => name.replace(SUFFIX, '');

export const definitionOf = (name: string, metrics: Metrics): MetricDefinition | undefined =>
  metrics.defined.get(baseOf(name)) ??
  metrics.defined.get(baseOf(name).replace(/_(?:seconds|milliseconds|ms|bytes)$/, ''));

/** Whether the code defines a metric of this name, or holds a word that such a name could be built of. */
export function isDefined(name: string, metrics: Metrics): boolean {
  const base = baseOf(name);
  if (definitionOf(name, metrics) || metrics.words.has(base)) return true;
  return [...metrics.words].some((word) => word.length >= 5 && base.endsWith(`_${word}`));
}
