import { type Evidence, evidenceAt, verdictOf } from '../model/verdict.js';
import { cardStatements } from './cards/answer.js';
import { FLAT, names, numbersIn, placeOf, sectionOf, wordsIn } from './cards/field.js';
import { bare, cardSchema, type Field, type Params, prepareCard, type Ready } from './cards/params.js';
import { echoes } from './cards/placeholder.js';
import { placeIn, type Statement } from './cards/statement.js';
import { SHAPES } from './cards/values.js';
import type { Check } from './check.js';
import type { Match } from './text/regex.js';

/** Fields of a document (a model card, a data sheet, a README) by concept, wherever and in whatever markup they stand. */
export const card: Check<Params, Ready> = {
  kind: 'card',
  languages: ['markdown', 'yaml'],
  summary:
    'A document (markdown, front matter, YAML, JSON) says certain things: fields found by concept, with real content; earns in proportion.',
  schema: cardSchema,
  prepare: prepareCard,
  judge(ready, documents) {
    const statements = cardStatements(documents, ready.artefacts).filter((one) => !isGiven(one, ready));
    const evidence = new Map<Field, Evidence>();
    const flat = ready.runningText && statements.every((one) => one.path.length === 0 && one.label === '');
    for (const statement of statements) {
      if (evidence.size >= ready.outOf) break;
      const section = flat ? FLAT : sectionOf(statement, ready);
      const numbers = numbersIn(statement, ready.fields);
      for (const field of ready.fields) {
        const found = evidence.has(field) ? undefined : placeOf(field, statement, section, numbers);
        if (found) evidence.set(field, evidenceOf(field.id, statement, found));
      }
    }
    const others =
      ready.beside && evidence.size < ready.outOf ? siblings(ready, ready.beside, statements, evidence) : [];
    return verdictOf(Math.min(1, (evidence.size + others.length) / ready.outOf), [...evidence.values(), ...others]);
  },
};

/** A line of the given document, or words of it and of the headings alone. */
const isGiven = ({ whole, body, path, label }: Statement, { given, givenWords }: Ready): boolean =>
  given.has(bare(whole.text)) || (given.size > 0 && echoes(body.text, [...path, label], givenWords));

/** What stands with the fields that were found, under names that no field knows. */
function siblings(
  { fields }: Ready,
  wanted: NonNullable<Ready['beside']>,
  statements: readonly Statement[],
  found: ReadonlyMap<Field, Evidence>,
): Evidence[] {
  const known = (one: Statement) => [...found.keys()].some((field) => names(field, one.label));
  const lists = new Set(statements.filter(known).map(listOf));
  const others = new Map<string, Evidence>();
  for (const one of statements) {
    const { label, body } = one;
    if (label === '' || others.has(label) || !lists.has(listOf(one)) || fields.some((field) => names(field, label)))
      continue;
    if (
      !SHAPES[wanted.value].test(body.text) ||
      wordsIn(body.text) > VALUE ||
      wanted.not.some((regex) => regex.test(label))
    )
      continue;
    others.set(label, evidenceOf(label, one, 'body'));
  }
  return [...others.values()];
}

/** Words of a value with its unit. */
const VALUE = 4;

/** A line that a name opens is its own innermost heading. */
const listOf = ({ among, path, label }: Statement): string =>
  among ?? JSON.stringify(path.at(-1) === label ? path.slice(0, -1) : path);

function evidenceOf(id: string, statement: Statement, found: Match | 'body'): Evidence {
  const { start, end } = found === 'body' ? placeIn(statement.body) : placeIn(statement.whole, found.start, found.end);
  return evidenceAt(statement.source, start, end, id);
}
