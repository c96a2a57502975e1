import { readFileSync } from 'node:fs';
import type { Documents } from '../../src/checks/check.js';
import { checks } from '../../src/checks/index.js';
import type { Expression } from '../../src/model/rubric.js';
import type { Verdict } from '../../src/model/verdict.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { compileExpression, evaluate } from '../../src/rubric/expression.js';

const table = new Map(checks.map((check) => [check.kind, check]));

interface RawRubric {
  readonly criteria: readonly { readonly id: string; readonly fixed?: unknown }[];
  readonly define?: Readonly<Record<string, unknown>>;
}

/** Judges the `fixed` expression of one criterion of a shipped rubric. */
export function judgeWith(rubric: string): (criterion: string, documents: Documents) => Verdict {
  const url = new URL(`../../rubrics/${rubric}.yaml`, import.meta.url);
  const file = authorFile(rubric, readFileSync(url, 'utf8'));
  const raw = file.data as RawRubric;
  const compiled = new Map<string, Expression>();
  return (criterion, documents) => {
    let expression = compiled.get(criterion);
    if (!expression) {
      const index = raw.criteria.findIndex((one) => one.id === criterion);
      expression = compileExpression(
        file,
        raw.criteria[index]?.fixed,
        ['criteria', index, 'fixed'],
        table,
        raw.define ?? {},
      );
      compiled.set(criterion, expression);
    }
    return evaluate(expression, documents, table);
  };
}
