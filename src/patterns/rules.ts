import { DEFAULTS, type Options } from './context.js';
import { PatternError } from './error.js';
import { languageId, languageNames } from './grammars.js';
import { regexOf } from './regex.js';
import type { Regex } from './regex-model.js';

/** A rule as its author wrote it, checked, its patterns not yet parsed: a rule may be for several languages. */
export interface Rule {
  readonly id: string;
  readonly message: string;
  readonly severity: string;
  readonly languages: readonly string[];
  readonly options: Options;
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly formula?: Formula;
  readonly taint?: TaintRule;
}

export type Path = readonly (string | number)[];

/** What a rule looks for. Ranges come out; conditions, focus and own keys narrow them. */
export type Formula = FormulaBase & { readonly as?: string | undefined };
type FormulaBase =
  | { readonly op: 'pattern'; readonly text: string; readonly path: Path }
  | { readonly op: 'regex'; readonly regex: Regex }
  | {
      readonly op: 'all';
      readonly of: readonly Formula[];
      readonly conditions: readonly Condition[];
      readonly focus: readonly (readonly string[])[];
    }
  | { readonly op: 'any'; readonly of: readonly Formula[] }
  | { readonly op: 'not' | 'inside' | 'anywhere' | 'inside-calls' | 'before' | 'after' | 'live'; readonly of: Formula };

export type Condition =
  | { readonly kind: 'regex'; readonly metavariable: string; readonly regex: Regex; readonly constants: boolean }
  | {
      readonly kind: 'pattern';
      readonly metavariable: string;
      readonly formula: Formula;
      readonly language?: string | undefined;
    }
  | {
      readonly kind: 'comparison';
      readonly metavariable?: string | undefined;
      readonly text: string;
      readonly strip: boolean;
      readonly base: number | undefined;
      readonly path: Path;
    }
  | { readonly kind: 'analysis'; readonly metavariable: string; readonly analyzer: string }
  | { readonly kind: 'type'; readonly metavariable: string; readonly types: readonly string[] }
  | { readonly kind: 'name'; readonly metavariable: string; readonly modules: readonly string[] };

export interface TaintSpec {
  readonly formula: Formula;
  readonly bySideEffect: boolean | 'only';
  readonly exact: boolean;
  readonly control: boolean;
  readonly atExit: boolean;
  readonly label?: string | undefined;
  readonly requires?: string | undefined;
  readonly notConflicting: boolean;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface TaintRule {
  readonly sources: readonly TaintSpec[];
  readonly sinks: readonly TaintSpec[];
  readonly sanitizers: readonly TaintSpec[];
  readonly propagators: readonly TaintSpec[];
}

type Raw = { readonly [key: string]: unknown };

/** Reads the `rules:` of a file, a list of rules or one rule. */
export function readRules(data: unknown): Rule[] {
  if (isRaw(data) && Array.isArray(data.rules)) return data.rules.map((one, i) => readRule(one, ['rules', i]));
  if (Array.isArray(data)) return data.map((one, i) => readRule(one, [i]));
  return [readRule(data, [])];
}

/** Reads one rule; `path` is where it stands, for messages. */
export function readRule(data: unknown, path: Path): Rule {
  const raw = mapping(data, path, 'a rule');
  const languages = languagesOf(raw);
  const taint = raw.mode === 'taint' || raw.taint !== undefined || raw['pattern-sources'] !== undefined;
  const base = {
    id: typeof raw.id === 'string' ? raw.id : 'rule',
    message: typeof raw.message === 'string' ? raw.message : '',
    severity: typeof raw.severity === 'string' ? raw.severity : 'INFO',
    languages,
    options: readOptions(raw.options),
    paths: pathsOf(raw.paths),
  };
  if (taint) return { ...base, languages: known(languages, raw, path), taint: readTaint(raw, path) };
  const formula = readRuleBody(raw, path);
  return { ...base, languages: isPlain(formula) ? plain(languages) : known(languages, raw, path), formula };
}

/** Regexes read any language, so a rule of nothing else may name one that has no grammar here. */
const plain = (languages: readonly string[]): readonly string[] => (languages.length > 0 ? languages : ['regex']);

function isPlain(formula: Formula): boolean {
  switch (formula.op) {
    case 'pattern':
      return false;
    case 'regex':
      return true;
    case 'all':
      return formula.of.every(isPlain) && formula.conditions.every((one) => one.kind !== 'pattern' || one.language);
    case 'any':
      return formula.of.every(isPlain);
    default:
      return isPlain(formula.of);
  }
}

function known(languages: readonly string[], raw: Raw, path: Path): readonly string[] {
  if (languages.length > 0) return languages;
  const given = JSON.stringify(raw.languages ?? raw.language);
  throw new PatternError(
    `Unexpected languages ${given}, expected one of ${languageNames.join(', ')}; only \`pattern-regex\` reads any language`,
    [...path, 'languages'],
  );
}

const BODY_KEYS = ['match', 'pattern', 'patterns', 'pattern-either', 'pattern-regex'] as const;

/** The body of a rule: one of `pattern`, `patterns`, `pattern-either`, `pattern-regex` or `match`. */
export function readRuleBody(raw: Raw, path: Path): Formula {
  if (raw.match !== undefined) return readMatch(raw.match, [...path, 'match']);
  const key = BODY_KEYS.find((one) => raw[one] !== undefined);
  if (!key)
    throw new PatternError(
      `Unexpected rule without a body, expected one of ${BODY_KEYS.map((one) => `\`${one}\``).join(', ')}`,
      path,
    );
  return readItem({ [key]: raw[key] }, path);
}

/** The languages of a rule that have a grammar, or are plain text. */
function languagesOf(raw: Raw): string[] {
  const given = raw.languages ?? raw.language ?? ['python'];
  const list = Array.isArray(given) ? given : [given];
  return [...new Set(list.map((one) => languageId(String(one))).filter((one): one is string => one !== undefined))];
}

function pathsOf(raw: unknown): Rule['paths'] {
  const paths = isRaw(raw) ? raw : {};
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  return { include: list(paths.include), exclude: list(paths.exclude) };
}

export function readOptions(raw: unknown): Options {
  if (!isRaw(raw)) return DEFAULTS;
  const flag = (key: string, fallback: boolean): boolean => (typeof raw[key] === 'boolean' ? raw[key] : fallback);
  return {
    ...DEFAULTS,
    constantPropagation: flag('constant_propagation', DEFAULTS.constantPropagation),
    symbolicPropagation: flag('symbolic_propagation', DEFAULTS.symbolicPropagation),
    acMatching: flag('ac_matching', DEFAULTS.acMatching),
    commutativeBoolop: flag('commutative_boolop', DEFAULTS.commutativeBoolop),
    symmetricEq: flag('symmetric_eq', DEFAULTS.symmetricEq) || flag('commutative_compop', false),
    decoratorsOrdered: flag('decorators_order_matters', DEFAULTS.decoratorsOrdered),
    vardefAssign: flag('vardef_assign', DEFAULTS.vardefAssign),
    taintSafeFunctions: flag('taint_assume_safe_functions', false),
    taintSafeIndexes: flag('taint_assume_safe_indexes', false),
    taintSafeComparisons: flag('taint_assume_safe_comparisons', false),
    taintSafeBooleans: flag('taint_assume_safe_booleans', false),
    taintSafeNumbers: flag('taint_assume_safe_numbers', false),
    taintOnlyAssignments: flag('taint_only_propagate_through_assignments', false),
    taintUnify: flag('taint_unify_mvars', false),
    attrExpr: flag('attr_expr', DEFAULTS.attrExpr),
    implicitDeepExprstmt: flag('implicit_deep_exprstmt', DEFAULTS.implicitDeepExprstmt),
    caseless: flag('generic_caseless', false),
    genericComments: typeof raw.generic_comment_style === 'string' ? raw.generic_comment_style : 'none',
    ellipsisMaxSpan:
      typeof raw.generic_ellipsis_max_span === 'number' ? raw.generic_ellipsis_max_span : DEFAULTS.ellipsisMaxSpan,
  };
}

/** One item of the older syntax: a mapping with an operator. */
function readItem(raw: Raw, path: Path): Formula {
  const keys = Object.keys(raw).filter((key) => key !== 'as' && key !== 'as-metavariable' && key !== 'where');
  const key = keys[0];
  if (key === undefined || keys.length > 1)
    throw new PatternError(`Unexpected ${keys.length} keys (${keys.join(', ')}), expected one operator`, path);
  const value = raw[key];
  const at = [...path, key];
  const given = raw.as ?? raw['as-metavariable'];
  const as = typeof given === 'string' ? given : undefined;
  const formula = operator(plainKey(key), value, at);
  return as === undefined ? formula : { ...formula, as };
}

/** Operators that Semgrep keeps for itself have a longer name. */
const plainKey = (key: string): string => key.replace(/^semgrep-internal-/, '');

function operator(key: string, value: unknown, at: Path): Formula {
  switch (key) {
    case 'pattern':
      return patternOf(value, at);
    case 'pattern-regex':
    case 'regex':
      return { op: 'regex', regex: compileRegex(value, at) };
    case 'pattern-inside':
    case 'inside':
      return { op: 'inside', of: patternOf(value, at) };
    case 'pattern-not':
    case 'not':
      return { op: 'not', of: patternOf(value, at) };
    case 'pattern-not-inside':
      return { op: 'not', of: { op: 'inside', of: patternOf(value, at) } };
    case 'pattern-not-regex':
      return { op: 'not', of: { op: 'regex', regex: compileRegex(value, at) } };
    case 'pattern-either':
    case 'any':
      return { op: 'any', of: list(value, at).map((one, i) => formulaOf(one, [...at, i])) };
    case 'patterns':
    case 'all':
      return readAll(list(value, at), at);
    case 'anywhere':
    case 'pattern-anywhere':
      return { op: 'anywhere', of: patternOf(value, at) };
    case 'inside-calls':
    case 'before':
    case 'after':
    case 'live':
      return { op: key, of: patternOf(value, at) };
    case 'not-inside-calls':
      return { op: 'not', of: { op: 'inside-calls', of: patternOf(value, at) } };
    case 'not-before':
      return { op: 'not', of: { op: 'before', of: patternOf(value, at) } };
    case 'not-after':
      return { op: 'not', of: { op: 'after', of: patternOf(value, at) } };
    case 'pattern-where-python':
    case 'pattern-not-where-python':
      throw new PatternError(
        `Unexpected \`${key}\`: dictamen runs no code of a rule, expected \`metavariable-comparison\` or \`metavariable-regex\``,
        at,
      );
    default:
      throw new PatternError(
        `Unexpected operator \`${key}\`, expected \`pattern\`, \`patterns\`, \`pattern-either\`, \`pattern-inside\`, \`pattern-not\` or another of the reference`,
        at,
      );
  }
}

/** A pattern's text, or a formula in its place. */
function patternOf(value: unknown, at: Path): Formula {
  if (typeof value === 'string') return { op: 'pattern', text: value, path: at };
  return formulaOf(value, at);
}

function formulaOf(value: unknown, at: Path): Formula {
  if (typeof value === 'string') return { op: 'pattern', text: value, path: at };
  if (typeof value === 'number' || typeof value === 'boolean') return { op: 'pattern', text: String(value), path: at };
  const raw = mapping(value, at, 'a pattern or an operator');
  if (raw.where !== undefined) return readMatch(raw, at);
  return readItem(raw, at);
}

/** Conditions, focus and formulas of an `all`. */
function readAll(items: readonly unknown[], at: Path): Formula {
  const of: Formula[] = [];
  const conditions: Condition[] = [];
  const focus: (readonly string[])[] = [];
  items.forEach((one, i) => {
    const path = [...at, i];
    if (typeof one === 'string') of.push({ op: 'pattern', text: one, path });
    else {
      const raw = mapping(one, path, 'an operator');
      const found = readFocus(raw, path) ?? readCondition(raw, path);
      if (!found) of.push(formulaOf(raw, path));
      else if (Array.isArray(found)) focus.push(found as readonly string[]);
      else conditions.push(found as Condition);
    }
  });
  return { op: 'all', of, conditions, focus };
}

function readFocus(raw: Raw, path: Path): readonly string[] | undefined {
  const value = raw['focus-metavariable'] ?? raw.focus;
  if (value === undefined) return undefined;
  const names = (Array.isArray(value) ? value : [value]).map(String);
  for (const name of names)
    if (!/^\$(\.\.\.)?[A-Z_0-9]+$/.test(name))
      throw new PatternError(`Unexpected \`${name}\`, expected a metavariable such as \`$X\``, path);
  return names;
}

function readCondition(raw: Raw, path: Path): Condition | undefined {
  const old = Object.keys(raw).find((key) => plainKey(key).startsWith('metavariable-'));
  if (old)
    return condition(plainKey(old).slice('metavariable-'.length), mapping(raw[old], [...path, old], 'a condition'), [
      ...path,
      old,
    ]);
  if (raw.comparison !== undefined && raw.metavariable === undefined) return condition('comparison', raw, path);
  if (raw.metavariable === undefined) return undefined;
  if (raw.regex !== undefined) return condition('regex', raw, path);
  if (raw.comparison !== undefined) return condition('comparison', raw, path);
  if (raw.analyzer !== undefined) return condition('analysis', raw, path);
  if (raw.type !== undefined || raw.types !== undefined) return condition('type', raw, path);
  if (raw.module !== undefined || raw.modules !== undefined) return condition('name', raw, path);
  return condition('pattern', raw, path);
}

function condition(kind: string, raw: Raw, path: Path): Condition {
  const metavariable = typeof raw.metavariable === 'string' ? raw.metavariable : undefined;
  if (kind === 'comparison') {
    const base = typeof raw.base === 'number' ? raw.base : undefined;
    if (typeof raw.comparison !== 'string')
      throw new PatternError('Unexpected comparison, expected an expression such as `$X > 2`', path);
    return { kind, metavariable, text: raw.comparison, strip: raw.strip === true, base, path: [...path, 'comparison'] };
  }
  if (metavariable === undefined)
    throw new PatternError('Unexpected condition without `metavariable`, expected a name such as `$X`', path);
  switch (kind) {
    case 'regex':
      return {
        kind,
        metavariable,
        regex: compileRegex(raw.regex, [...path, 'regex']),
        constants: raw['constant-propagation'] === true,
      };
    case 'analysis':
      return {
        kind,
        metavariable,
        analyzer:
          typeof raw.analyzer === 'string'
            ? raw.analyzer
            : (Object.keys((raw.analyzer as Raw | undefined) ?? {})[0] ?? ''),
      };
    case 'type':
      return { kind, metavariable, types: (Array.isArray(raw.types) ? raw.types : [raw.type]).map(String) };
    case 'name':
      return { kind, metavariable, modules: (Array.isArray(raw.modules) ? raw.modules : [raw.module]).map(String) };
    case 'pattern': {
      const { metavariable: _, language, ...rest } = raw;
      const id = typeof language === 'string' ? languageId(language) : undefined;
      if (language !== undefined && id === undefined)
        throw new PatternError(`Unexpected language \`${String(language)}\``, [...path, 'language']);
      return { kind, metavariable, formula: formulaOf(rest, path), language: id };
    }
    default:
      throw new PatternError(
        `Unexpected condition \`metavariable-${kind}\`, expected regex, pattern, comparison, analysis or type`,
        path,
      );
  }
}

/** The newer syntax: a pattern, or a mapping with `all`, `any`, `not`, `inside`, `pattern`, `regex` and `where`. */
function readMatch(value: unknown, path: Path): Formula {
  if (typeof value === 'string') return { op: 'pattern', text: value, path };
  const raw = mapping(value, path, 'a formula');
  const { where, ...rest } = raw;
  const inner = readItem(rest, path);
  if (where === undefined) return inner;
  const narrowed = readAll(list(where, [...path, 'where']), [...path, 'where']);
  if (narrowed.op !== 'all') return inner;
  if (inner.op === 'all' && inner.as === undefined)
    return {
      ...inner,
      of: [...inner.of, ...narrowed.of],
      conditions: [...inner.conditions, ...narrowed.conditions],
      focus: [...inner.focus, ...narrowed.focus],
    };
  return { ...narrowed, of: [inner, ...narrowed.of] };
}

function readTaint(raw: Raw, path: Path): TaintRule {
  const newer = isRaw(raw.taint) ? raw.taint : undefined;
  const specs = (name: string, needed: boolean): TaintSpec[] => {
    const key = newer ? name : `pattern-${name}`;
    const value = newer ? newer[name] : raw[key];
    const at = newer ? [...path, 'taint', key] : [...path, key];
    if (value === undefined && needed)
      throw new PatternError(`Unexpected taint rule without \`${key}\`, expected a list of patterns`, path);
    return value === undefined
      ? []
      : list(value, at).map((one, i) => readSpec(one, [...at, i], name === 'sinks' || name === 'propagators'));
  };
  return {
    sources: specs('sources', true),
    sinks: specs('sinks', true),
    sanitizers: specs('sanitizers', false),
    propagators: specs('propagators', false),
  };
}

const SPEC_KEYS: ReadonlySet<string> = new Set([
  'by-side-effect',
  'exact',
  'control',
  'at-exit',
  'label',
  'requires',
  'from',
  'to',
  'not_conflicting',
  'not-conflicting',
  'replace-labels',
]);

function readSpec(value: unknown, path: Path, sink: boolean): TaintSpec {
  const raw: Raw = typeof value === 'string' ? { pattern: value } : mapping(value, path, 'a pattern');
  const rest = Object.fromEntries(Object.entries(raw).filter(([key]) => !SPEC_KEYS.has(key)));
  const text = (key: string): string | undefined => (raw[key] === undefined ? undefined : String(raw[key]));
  const side = raw['by-side-effect'];
  return {
    formula: 'match' in rest ? readRuleBody(rest, path) : readMatch(rest, path),
    bySideEffect: side === 'only' ? 'only' : side === true || side === 'true',
    // A sink is what it matches and no part of it, unless the rule says otherwise; sources and sanitizers are the opposite.
    exact: sink ? raw.exact !== false : raw.exact === true,
    control: raw.control === true,
    atExit: raw['at-exit'] === true,
    label: text('label'),
    requires: raw.requires === undefined ? undefined : requirement(raw.requires),
    notConflicting: raw.not_conflicting === true || raw['not-conflicting'] === true,
    from: text('from'),
    to: text('to'),
  };
}

const requirement = (value: unknown): string => (typeof value === 'string' ? value : 'True');

function compileRegex(value: unknown, path: Path): Regex {
  if (typeof value !== 'string') throw new PatternError('Unexpected regex, expected text', path);
  try {
    return regexOf(value.replace(/\n+$/, ''), 'm');
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error), path);
  }
}

function list(value: unknown, path: Path): readonly unknown[] {
  if (!Array.isArray(value)) throw new PatternError('Unexpected value, expected a list', path);
  return value;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

function mapping(value: unknown, path: Path, what: string): Raw {
  if (!isRaw(value))
    throw new PatternError(`Unexpected ${Array.isArray(value) ? 'list' : String(value)}, expected ${what}`, path);
  return value;
}
