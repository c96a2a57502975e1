import { PatternError } from '../error.js';
import { languageId } from '../grammars.js';
import type { Condition, Formula, Path } from './model.js';
import { compileRegex, list, mapping, type Raw } from './values.js';

const BODY_KEYS = ['match', 'pattern', 'patterns', 'pattern-either', 'pattern-regex'] as const;

/** The body of a rule: one of `pattern`, `patterns`, `pattern-either`, `pattern-regex` or `match`. */
export function readRuleBody(raw: Raw, path: Path): Formula {
  if (raw.match !== undefined) return readMatch(raw.match, [...path, 'match']);
  if (raw.mode === 'join' || raw.mode === 'extract')
    throw new PatternError(`Unexpected mode \`${raw.mode}\`, expected ${INSTEAD[raw.mode]}`, [...path, 'mode']);
  const key = BODY_KEYS.find((one) => raw[one] !== undefined);
  if (!key)
    throw new PatternError(
      `Unexpected rule without a body, expected one of ${BODY_KEYS.map((one) => `\`${one}\``).join(', ')}`,
      path,
    );
  return readItem({ [key]: raw[key] }, path);
}

/** What does the work of modes that are not read. */
const INSTEAD = {
  join: 'one rule whose metavariables tie its patterns, or `join` of the check `code`',
  extract: '`metavariable-pattern` with the `language` of what is inside',
} as const;

/** One item of the older syntax: a mapping with an operator. Beside it other keys may stand, which mean nothing here. */
function readItem(raw: Raw, path: Path): Formula {
  const keys = Object.keys(raw).filter((key) => key !== 'as' && key !== 'as-metavariable' && key !== 'where');
  const operators = keys.filter((key) => OPERATORS.has(plainKey(key)));
  const [key] = keys.length > 1 ? operators : keys;
  if (key === undefined || operators.length > 1)
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

const OPERATORS: ReadonlySet<string> = new Set(
  `pattern patterns pattern-either pattern-inside pattern-not pattern-not-inside pattern-regex pattern-not-regex pattern-anywhere
  pattern-where-python pattern-not-where-python all any not inside anywhere regex
  inside-calls not-inside-calls before after not-before not-after live`.split(/\s+/),
);

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
      // Words and brackets say something about a language without a grammar here, too.
      const id = typeof language === 'string' ? (languageId(language) ?? 'generic') : undefined;
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
export function readMatch(value: unknown, path: Path): Formula {
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
