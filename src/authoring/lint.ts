import type { JsonSchema } from '../checks/check.js';
import type { Path, Rubric } from '../model/rubric.js';
import { compileReview, FormError, type Lexicon } from '../review/index.js';
import { type AuthorFile, authorFile } from '../rubric/author-file.js';
import { frameOf, RubricError } from '../rubric/errors.js';
import { type CheckTable, compileExpression } from '../rubric/expression.js';
import { parseRubric } from '../rubric/parse.js';
import { type RawCriterion, type RawRubric, rubricSchema } from '../rubric/schema.js';
import { validate } from '../rubric/validate.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';

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
  lintDefinitions(raw, say);
  if (compiled) lintReview(file, input, found);
  return sortDiagnostics(found);
}

const schemas = new WeakMap<CheckTable, JsonSchema>();

/** One schema object for one table: compiling it anew for every file would cost more than all the rest. */
function schemaFor(checks: CheckTable): JsonSchema {
  let schema = schemas.get(checks);
  if (!schema) schemas.set(checks, (schema = rubricSchema([...checks.values()])));
  return schema;
}

type Say = (
  rule: string,
  level: Diagnostic['level'],
  path: Path,
  message: string,
  why: string,
  mend: string,
  atKey?: boolean,
) => void;

function sayer(file: AuthorFile, found: Diagnostic[]): Say {
  return (rule, level, path, message, why, mend, atKey = false) => {
    const position = file.positionOf(path, atKey);
    found.push({ rule, level, file: file.file, position, message, why, mend, frame: frameOf(file.text, position) });
  };
}

function fromError(error: unknown, rule: string, why: string, mend: string): Diagnostic {
  if (!(error instanceof RubricError)) throw error;
  const { file, position, message, frame } = error;
  return { rule, level: 'error', file, position, message, why, mend: error.hint ?? mend, frame };
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

/** Compiles every expression on its own, so that one mistake does not hide the next. */
function lintExpressions(file: AuthorFile, raw: RawRubric, checks: CheckTable, found: Diagnostic[]): boolean {
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

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], data);
}

/** Visits every mapping and list below `value`, with its path. */
function visit(value: unknown, path: Path, see: (node: Record<string, unknown>, path: Path) => void): void {
  const stack: [unknown, Path][] = [[value, path]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, at] = top;
    if (node === null || typeof node !== 'object') continue;
    if (!Array.isArray(node)) see(node as Record<string, unknown>, at);
    for (const [key, child] of Object.entries(node))
      stack.push([child, [...at, Array.isArray(node) ? Number(key) : key]]);
  }
}

function lintLevels(raw: RawRubric, say: Say): void {
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

function lintTexts(raw: RawRubric, say: Say): void {
  raw.criteria.forEach((one, i) => {
    const path: Path = ['criteria', i];
    visit({ title: one.title, feedback: one.feedback }, path, (node, at) => {
      const { es, en } = node as { es?: unknown; en?: unknown };
      if (typeof es !== 'string' || typeof en !== 'string') return;
      if (es.trim() === en.trim() && /\s/.test(es.trim()) && at.at(-1) !== 'title') {
        say(
          'untranslated',
          'warning',
          at,
          'The Spanish and the English text are the same',
          'Half of the students read the other language.',
          'Translate one of them.',
        );
      }
      if (/\b(TODO|TBD|FIXME)\b|…{2,}|^\s*\.\.\.\s*$/.test(`${es} ${en}`)) {
        say(
          'placeholder',
          'warning',
          at,
          'A placeholder is left in a text for students',
          'They would read it.',
          'Write the text.',
        );
      }
    });
    if (!one.topic && raw.shares.found) {
      say(
        'no-topic',
        'warning',
        [...path, 'id'],
        `\`${one.id}\` has no \`topic\``,
        'While it is not found students read its title instead, which names the defect, even with `--reveal none`.',
        'Add `topic: {es: …, en: …}`: what it is about, without naming what is wrong.',
      );
    }
    if (!one.hints || one.hints.es.length === 0 || one.hints.en.length === 0) {
      say(
        'no-hints',
        'info',
        [...path, 'id'],
        `\`${one.id}\` has no hints`,
        'A student who missed it gets no way forward.',
        'Add `hints: {es: […], en: […]}`, from a nudge to nearly the answer.',
      );
    }
  });
}

const FEWEST_EXAMPLES = 4;

function lintExamples(raw: RawRubric, say: Say): void {
  if (!raw.shares.found && !raw.shares.severity) return;
  const owners = new Map<string, string>();
  raw.criteria.forEach((one, i) => {
    const path: Path = ['criteria', i];
    const examples = one.examples ?? [];
    if (one.mentions.length === 0 && examples.length === 0) {
      say(
        'unnameable',
        'error',
        [...path, 'id'],
        `\`${one.id}\` has neither \`mentions\` nor \`examples\``,
        'No review can name it.',
        'Add at least one form to `mentions`, or four `examples`.',
      );
    } else if (examples.length < FEWEST_EXAMPLES) {
      say(
        'few-examples',
        'warning',
        [...path, 'id'],
        `\`${one.id}\` has ${examples.length} examples, expected ${FEWEST_EXAMPLES} or more`,
        'Examples carry what the forms do not say, and `rubric test` runs on them.',
        'Add remarks as students write them, two in Spanish and two in English at least.',
      );
    }
    if ((one.not_examples ?? []).length === 0) {
      say(
        'no-not-examples',
        'info',
        [...path, 'id'],
        `\`${one.id}\` has no \`not_examples\``,
        'Nothing guards it against remarks that only look alike.',
        'Add one remark that must not earn it: an affirmation, or a neighbour.',
      );
    }
    for (const [j, text] of examples.entries()) {
      const owner = owners.get(text.trim().toLowerCase());
      if (owner)
        say(
          'shared-example',
          'error',
          [...path, 'examples', j],
          `This example stands in \`${owner}\` too`,
          'One remark would pay two criteria by accident.',
          'Keep it where it belongs.',
        );
      owners.set(text.trim().toLowerCase(), one.id);
    }
  });
}

/** Two criteria that the same evidence satisfies. */
function lintTwins(raw: RawRubric, say: Say): void {
  const seen = new Map<string, string>();
  const claim = (value: unknown, one: RawCriterion, path: Path, what: string) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
    const key = `${what} ${JSON.stringify(value)}`;
    const twin = seen.get(key);
    if (twin)
      say(
        'same-evidence',
        'warning',
        path,
        `\`${one.id}\` and \`${twin}\` have the same \`${what}\``,
        'One thing done would pay twice.',
        'Ask for something that tells them apart, or make them one criterion.',
      );
    else seen.set(key, one.id);
  };
  raw.criteria.forEach((one, i) => {
    claim(one.fixed, one, ['criteria', i, 'fixed'], 'fixed');
    for (const [j, form] of one.mentions.entries()) claim(form, one, ['criteria', i, 'mentions', j], 'mentions');
  });
}

/** Checks that need a language that no artefact of the exercise has. */
function lintLanguages(raw: RawRubric, checks: CheckTable, say: Say): void {
  const languages = new Set(Object.values(raw.artefacts ?? {}).map((kind) => kind.language));
  const see = (node: Record<string, unknown>, path: Path) => {
    const keys = Object.keys(node);
    const check = keys.length === 1 ? checks.get(keys[0] as string) : undefined;
    if (!check?.languages || check.languages.some((language) => languages.has(language))) return;
    const why = 'It would never find anything, so nobody could earn it.';
    const mend = `Declare an artefact in ${check.languages.join(' or ')}, or use another check.`;
    say(
      'no-such-language',
      'error',
      [...path, check.kind],
      `\`${check.kind}\` reads ${check.languages.join(', ')}; the artefacts are ${[...languages].join(', ') || 'none'}`,
      why,
      mend,
      true,
    );
  };
  for (const [i, one] of raw.criteria.entries()) visit(one.fixed, ['criteria', i, 'fixed'], see);
  visit(raw.define, ['define'], see);
}

function lintDefinitions(raw: RawRubric, say: Say): void {
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

/** Unknown concepts and forms that say nothing. */
function lintReview(file: AuthorFile, input: LintInput, found: Diagnostic[]): void {
  const say = sayer(file, found);
  let rubric: Rubric;
  try {
    rubric = parseRubric(input.file, input.text, { checks: input.checks, schema: {}, data: file.data });
  } catch (error) {
    found.push(fromError(error, 'rubric', 'A rubric that cannot be compiled marks nobody.', 'Mend this place.'));
    return;
  }
  try {
    compileReview(rubric, input.lexicon);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    say(
      'unknown-concept',
      'error',
      error.path,
      error.message,
      'A form with an unknown word never fires.',
      'Use a concept of the lexicon, or add it under `review: concepts:`.',
    );
  }
}
