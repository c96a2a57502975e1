import { readFileSync } from 'node:fs';
import type { Documents } from '../../src/checks/check.js';
import { checks } from '../../src/checks/index.js';
import { python } from '../../src/languages/python/index.js';
import type { Expression, Rubric } from '../../src/model/rubric.js';
import { sourceOf } from '../../src/model/text.js';
import { fractionOf, type Verdict } from '../../src/model/verdict.js';
import { evaluate } from '../../src/rubric/expression.js';
import { parseRubric } from '../../src/rubric/parse.js';
import { rubricSchema } from '../../src/rubric/schema.js';

const table = new Map(checks.map((check) => [check.kind, check]));
const schema = rubricSchema(checks);

/** A rubric of the milestone 5 exam. */
export function rubricOf(exercise: string): Rubric {
  const file = `rubrics/hito-5/${exercise}.yaml`;
  return parseRubric(file, readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), { checks: table, schema });
}

/** Documents made of Python files: a text is one block, a record is files by name. */
export function documentsOf(code: string | Readonly<Record<string, string>>): Documents {
  const files = typeof code === 'string' ? { 'answers.md': code } : code;
  const artefacts = Object.entries(files).map(([name, text]) => {
    const source = sourceOf(name.replace(/^.*#/, ''), text.replace(/^\n/, ''));
    return { id: 'code', language: 'python', source, document: python.parse(source) };
  });
  const kept = new Map<string, unknown>();
  return {
    exercise: 'test',
    artefacts,
    everything: artefacts,
    prose: [],
    derive<T>(key: string, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
  };
}

export const judge = (expression: Expression, documents: Documents): Verdict => evaluate(expression, documents, table);

/** What the code earns of `fixed`, by criterion; criteria without an expression are left out. */
export function earned(
  rubric: Rubric,
  code: string | Readonly<Record<string, string>>,
  only: readonly string[],
): Record<string, number | string> {
  const documents = documentsOf(code);
  const marks: Record<string, number | string> = {};
  for (const criterion of rubric.criteria) {
    if (!criterion.fixed || !only.includes(criterion.id)) continue;
    const verdict = judge(criterion.fixed, documents);
    marks[criterion.id] = verdict.status === 'failed' ? verdict.reason : fractionOf(verdict);
  }
  return marks;
}
