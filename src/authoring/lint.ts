import type { JsonSchema } from '../checks/check.js';
import type { Path } from '../model/rubric.js';
import type { Lexicon } from '../review/index.js';
import { type AuthorFile, authorFile } from '../rubric/author-file.js';
import { frameOf } from '../rubric/errors.js';
import type { CheckTable } from '../rubric/expression.js';
import { type RawRubric, rubricSchema } from '../rubric/schema.js';
import { validate } from '../rubric/validate.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';
import { lintArtefacts, lintDefinitions, lintExpressions, lintLanguages, lintLevels } from './lint/checks.js';
import { lintConcepts, lintReview, withoutChecks } from './lint/review.js';
import { fromError, type Say, sayer } from './lint/say.js';
import { lintExamples, lintTexts, lintTwins } from './lint/texts.js';

export interface LintInput {
  /** Name to print. */
  readonly file: string;
  readonly text: string;
  readonly checks: CheckTable;
  readonly lexicon: Lexicon;
}

/** Everything wrong or doubtful in one rubric file. Never throws on an author's text. */
export function lintRubric(input: LintInput): Diagnostic[] {
  const found: Diagnostic[] = [];
  let file: AuthorFile;
  try {
    file = authorFile(input.file, input.text);
  } catch (error) {
    return [
      fromError(
        error,
        'yaml',
        'A file that is not YAML marks nobody.',
        'Mend the indentation or the quotes at this place.',
      ),
    ];
  }
  const wrong = validate(file, schemaFor(input.checks));
  if (wrong.length > 0) {
    return wrong.map((error) =>
      fromError(
        error,
        'schema',
        'A key that is not understood would silently do nothing.',
        error.hint ?? 'See the reference of the format.',
      ),
    );
  }
  const raw = file.data as RawRubric;
  const say = sayer(file, found);
  lintModeline(file, found);
  lintPoints(raw, say);
  const compiled = lintExpressions(file, raw, input.checks, found);
  lintLevels(raw, say);
  lintTexts(raw, say);
  lintExamples(raw, say);
  lintTwins(raw, say);
  lintLanguages(raw, input.checks, say);
  lintArtefacts(raw, say);
  lintDefinitions(raw, say);
  lintConcepts(raw, say);
  lintReview(file, input, compiled ? file.data : withoutChecks(raw), found);
  return sortDiagnostics(found);
}

const schemas = new WeakMap<CheckTable, JsonSchema>();

/** One schema object for one table: compiling it anew for every file would cost more than all the rest. */
function schemaFor(checks: CheckTable): JsonSchema {
  let schema = schemas.get(checks);
  if (!schema) schemas.set(checks, (schema = rubricSchema([...checks.values()])));
  return schema;
}

function lintModeline(file: AuthorFile, found: Diagnostic[]): void {
  if (/^#\s*yaml-language-server:/m.test(file.text.slice(0, 400))) return;
  const text = '# yaml-language-server: $schema=https://unpkg.com/dictamen/schema/rubric.schema.json\n';
  found.push({
    rule: 'modeline',
    level: 'info',
    file: file.file,
    position: { line: 1, column: 1 },
    message: 'No modeline for editors',
    why: 'With it an editor completes keys and shows mistakes while you type.',
    mend: '`--fix` adds it as the first line.',
    frame: frameOf(file.text, { line: 1, column: 1 }),
    fix: { start: 0, end: 0, text },
  });
}

function lintPoints(raw: RawRubric, say: Say): void {
  const sum = Math.round(raw.criteria.reduce((total, one) => total + one.points * 100, 0)) / 100;
  if (sum !== raw.points) {
    const why = 'A perfect answer would not get the points that the exam promises.';
    say(
      'points-sum',
      'error',
      ['points'],
      `The criteria add up to ${sum}, expected ${raw.points}`,
      why,
      'Change `points` here or those of a criterion.',
    );
  }
  raw.criteria.forEach((one, i) => {
    const path: Path = ['criteria', i, 'points'];
    if (one.points === 0)
      say(
        'no-points',
        'warning',
        path,
        `\`${one.id}\` is worth nothing`,
        'It will be judged and reported for no points.',
        'Give it points, or make it an extra or an advice.',
      );
    if (raw.shares.severity && !one.severity) {
      const why = 'Its severity share cannot be earned by anybody.';
      say(
        'no-severity',
        'error',
        ['criteria', i, 'id'],
        `\`${one.id}\` has no \`severity\``,
        why,
        'Add `severity: critical | medium | minor`.',
      );
    }
    if (raw.shares.fixed && one.fixed === undefined && (one.fix?.any ?? []).length === 0) {
      const why = 'Its share of `fixed` cannot be earned by anybody.';
      say(
        'unfixable',
        'error',
        ['criteria', i, 'id'],
        `\`${one.id}\` has neither \`fixed\` nor \`fix.any\``,
        why,
        'Say what the artefact must show (`fixed`) or which words are a right remedy (`fix: {any: […]}`).',
      );
    }
  });
}
