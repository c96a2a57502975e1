import { PatternError } from '../error.js';
import { languageId, languageNames } from '../grammars.js';
import { readRuleBody } from './formulas.js';
import type { Formula, Path, Rule } from './model.js';
import { readOptions } from './options.js';
import { readTaint } from './taint.js';
import { isRaw, mapping, type Raw } from './values.js';

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
