import type { Check } from '../../checks/check.js';
import { languageOf } from '../../languages/index.js';
import type { Path } from '../../model/rubric.js';
import type { AuthorFile } from '../../rubric/author-file.js';
import { nearestOf } from '../../rubric/errors.js';
import { type CheckTable, compileExpression } from '../../rubric/expression.js';
import type { RawRubric } from '../../rubric/schema.js';
import type { Diagnostic } from '../diagnostic.js';
import { fromError, type Say, valueAt } from './say.js';

/** Compiles every expression on its own, so that one mistake does not hide the next. */
export function lintExpressions(file: AuthorFile, raw: RawRubric, checks: CheckTable, found: Diagnostic[]): boolean {
  const define = (raw.define ?? {}) as Record<string, unknown>;
  const roots: Path[] = [
    ...raw.criteria.flatMap((one, i): Path[] => (one.fixed === undefined ? [] : [['criteria', i, 'fixed']])),
    ...(raw.advice ?? []).map((_, i): Path => ['advice', i, 'when']),
    ...Object.keys(define).map((name): Path => ['define', name]),
  ];
  let clean = true;
  for (const path of roots) {
    try {
      compileExpression(file, valueAt(raw, path), path, checks, define);
    } catch (error) {
      clean = false;
      const diagnostic = fromError(
        error,
        'check',
        'A check that cannot be prepared judges nobody.',
        'See the reference of this check.',
      );
      if (!found.some((one) => one.rule === 'check' && samePlace(one, diagnostic))) found.push(diagnostic);
    }
  }
  return clean;
}

const samePlace = (a: Diagnostic, b: Diagnostic): boolean =>
  a.position.line === b.position.line && a.position.column === b.position.column && a.message === b.message;

/** Visits every mapping and list below `value`, with its path. */
export function visit(value: unknown, path: Path, see: (node: Record<string, unknown>, path: Path) => void): void {
  const stack: [unknown, Path][] = [[value, path]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, at] = top;
    if (node === null || typeof node !== 'object') continue;
    if (!Array.isArray(node)) see(node as Record<string, unknown>, at);
    for (const [key, child] of Object.entries(node))
      stack.push([child, [...at, Array.isArray(node) ? Number(key) : key]]);
  }
}

export function lintLevels(raw: RawRubric, say: Say): void {
  const see = (node: Record<string, unknown>, path: Path) => {
    if (!Array.isArray(node.levels)) return;
    const levels = node.levels as { fraction: number; when: unknown }[];
    const earlier = new Map<string, number>();
    levels.forEach((level, i) => {
      const at: Path = [...path, 'levels', i];
      const key = JSON.stringify(level.when);
      const twin = earlier.get(key);
      const mend = 'Put the levels from the highest fraction to the lowest, each with a condition of its own.';
      if (twin !== undefined)
        say(
          'unreachable-level',
          'error',
          at,
          `This level asks the same as level ${twin + 1}`,
          'It can never be reached: the first level that is met decides.',
          mend,
        );
      else if (i > 0 && level.fraction >= (levels[i - 1]?.fraction ?? 0))
        say(
          'unreachable-level',
          'warning',
          [...at, 'fraction'],
          `A fraction of ${level.fraction} after ${levels[i - 1]?.fraction}`,
          'An answer that meets both gets the lower one.',
          mend,
        );
      earlier.set(key, i);
    });
  };
  for (const [i, one] of raw.criteria.entries()) visit(one.fixed, ['criteria', i, 'fixed'], see);
  visit(raw.define, ['define'], see);
}

/** Checks that look into artefacts that the rubric does not declare. */
export function lintArtefacts(raw: RawRubric, say: Say): void {
  const declared = Object.keys(raw.artefacts ?? {});
  const see = (node: Record<string, unknown>, path: Path) => {
    for (const [kind, params] of Object.entries(node)) {
      const asked = (params as { artefacts?: unknown } | null)?.artefacts;
      if (!Array.isArray(asked)) continue;
      for (const [i, id] of asked.entries()) {
        if (declared.includes(String(id))) continue;
        const near = nearestOf(String(id), declared);
        say(
          'unknown-artefact',
          'error',
          [...path, kind, 'artefacts', i],
          `There is no artefact \`${id}\``,
          'The check would look at nothing, so nobody could earn it.',
          near
            ? `Did you mean \`${near}\`?`
            : `Expected one of ${declared.map((one) => `\`${one}\``).join(', ') || 'those under `artefacts`, of which there are none'}.`,
        );
      }
    }
  };
  for (const [i, one] of raw.criteria.entries()) visit(one.fixed, ['criteria', i, 'fixed'], see);
  visit(raw.define, ['define'], see);
}

/** Checks that need a language that no artefact of the exercise has. */
export function lintLanguages(raw: RawRubric, checks: CheckTable, say: Say): void {
  const languages = new Set(Object.values(raw.artefacts ?? {}).map((kind) => kind.language));
  const see = (node: Record<string, unknown>, path: Path) => {
    const keys = Object.keys(node);
    const check = keys.length === 1 ? checks.get(keys[0] as string) : undefined;
    const read = check && languagesOf(check, node[check.kind]);
    if (!check || !read || read.some((language) => languages.has(language))) return;
    const why = 'It would never find anything, so nobody could earn it.';
    const mend = `Declare an artefact in ${read.join(' or ')}, or use another check.`;
    say(
      'no-such-language',
      'error',
      [...path, check.kind],
      `\`${check.kind}\` reads ${read.join(', ')}; the artefacts are ${[...languages].join(', ') || 'none'}`,
      why,
      mend,
      true,
    );
  };
  for (const [i, one] of raw.criteria.entries()) visit(one.fixed, ['criteria', i, 'fixed'], see);
  visit(raw.define, ['define'], see);
}

/** `code` reads the language that its parameters name. */
function languagesOf(check: Check, params: unknown): readonly string[] | undefined {
  if (check.kind !== 'code') return check.languages;
  const { language = 'python', everywhere } = (params ?? {}) as { language?: string; everywhere?: boolean };
  const id = languageOf(language)?.id;
  return id === undefined || everywhere ? undefined : [id];
}

export function lintDefinitions(raw: RawRubric, say: Say): void {
  const used = new Set<string>();
  const see = (node: Record<string, unknown>) => {
    if (typeof node.use === 'string') used.add(node.use);
  };
  for (const one of raw.criteria) visit(one.fixed, [], see);
  visit(raw.define, [], see);
  visit(raw.advice, [], see);
  for (const name of Object.keys(raw.define ?? {})) {
    if (used.has(name)) continue;
    say(
      'unused-definition',
      'warning',
      ['define', name],
      `Nothing uses \`${name}\``,
      'A reader would believe that it counts.',
      `Use it with {use: ${name}}, or delete it.`,
      true,
    );
  }
}
