import { PatternError } from '../error.js';
import { readMatch, readRuleBody } from './formulas.js';
import type { Path, TaintRule, TaintSpec } from './model.js';
import { isRaw, list, mapping, type Raw } from './values.js';

/** Sources, sinks, sanitizers and propagators, in the older or the newer syntax. */
export function readTaint(raw: Raw, path: Path): TaintRule {
  const newer = isRaw(raw.taint) ? raw.taint : undefined;
  const specs = (name: string, needed: boolean): TaintSpec[] => {
    const key = newer ? name : `pattern-${name}`;
    const value = newer ? newer[name] : raw[key];
    const at = newer ? [...path, 'taint', key] : [...path, key];
    if (value === undefined && needed)
      throw new PatternError(`Unexpected taint rule without \`${key}\`, expected a list of patterns`, path);
    return value === undefined || value === null
      ? []
      : list(value, at).map((one, i) => readSpec(one, [...at, i], name));
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

function readSpec(value: unknown, path: Path, name: string): TaintSpec {
  const sink = name === 'sinks' || name === 'propagators';
  const raw: Raw = typeof value === 'string' ? { pattern: value } : mapping(value, path, 'a pattern');
  const rest = Object.fromEntries(Object.entries(raw).filter(([key]) => !SPEC_KEYS.has(key)));
  const text = (key: string): string | undefined => (raw[key] === undefined ? undefined : String(raw[key]));
  const side = raw['by-side-effect'];
  return {
    formula: 'match' in rest ? readRuleBody(rest, path) : readMatch(rest, path),
    bySideEffect: side === 'only' ? 'only' : name === 'propagators' ? side !== false : side === true || side === 'true',
    // A sink is what it matches and no part of it, unless the rule says otherwise; sources and sanitizers are the opposite.
    exact: sink ? raw.exact !== false : raw.exact === true,
    control: raw.control === true,
    atExit: raw['at-exit'] === true,
    label: text('label'),
    requires: raw.requires === undefined ? undefined : requirement(raw.requires),
    needs: Array.isArray(raw.requires) ? raw.requires.filter(isRaw).flatMap(needsOf) : undefined,
    notConflicting: raw.not_conflicting === true || raw['not-conflicting'] === true,
    from: text('from'),
    to: text('to'),
  };
}

const needsOf = (one: Raw): [string, string][] =>
  Object.entries(one).map(([metavariable, text]) => [metavariable, String(text)]);

const requirement = (value: unknown): string => (typeof value === 'string' ? value : 'True');
