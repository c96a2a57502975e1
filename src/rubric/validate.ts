import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../checks/check.js';
import type { Path } from '../model/rubric.js';
import { loadLate } from '../package/prepared.js';
import type { AuthorFile } from './author-file.js';
import { nearestOf, type RubricError } from './errors.js';

/** Every place where a file departs from its schema, the deepest reason of each; at most 20. */
export function validate(file: AuthorFile, schema: JsonSchema): RubricError[] {
  const accepts = validatorOf(schema);
  if (accepts(file.data)) return [];
  return tellable(accepts.errors ?? []).map((error) => errorOf(file, error));
}

const validators = new WeakMap<JsonSchema, ValidateFunction>();

function validatorOf(schema: JsonSchema): ValidateFunction {
  let validator = validators.get(schema);
  if (!validator) {
    // Its eighty files are loaded only where a text was not validated by the build.
    const { Ajv2020: Ajv } = loadLate('ajv/dist/2020.js') as { Ajv2020: typeof Ajv2020 };
    const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true, verbose: true });
    ajv.addKeyword({ keyword: 'decimals', type: 'number', schemaType: 'number', validate: hasDecimals, errors: false });
    validators.set(schema, (validator = ajv.compile(schema)));
  }
  return validator;
}

/** At most so many decimals. `multipleOf` refuses 0.29, which no binary number is. */
const hasDecimals = (most: number, value: number): boolean =>
  Math.abs(value - Number(value.toFixed(most))) <= Number.EPSILON * Math.abs(value);

const LIMIT = 20;

/** ajv reports a choice as each failed branch and then the choice: only the deepest word on each place is worth reading. */
function tellable(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const paths = errors.map((error) => error.instancePath);
  const deepest = errors.filter((error, i) => {
    if (!['anyOf', 'oneOf', 'if', 'not'].includes(error.keyword)) return true;
    return !paths.some((path, j) => j !== i && path.startsWith(`${paths[i]}/`));
  });
  const seen = new Set<string>();
  // A misspelt key is also a missing one: say it once, by the word that was written.
  const misspelt = new Map(
    deepest.filter(isUnknownKey).map((error) => [error.instancePath, String(error.params.additionalProperty)]),
  );
  const told = deepest.filter((error) => {
    // Where a word is unknown, which of several keys is missing says nothing more.
    const choice =
      error.keyword === 'anyOf' || (error.keyword === 'required' && /\/(?:any|one)Of\//.test(error.schemaPath));
    if (choice && misspelt.has(error.instancePath)) return false;
    const written = error.keyword === 'required' ? misspelt.get(error.instancePath) : undefined;
    return written === undefined || nearestOf(written, [String(error.params.missingProperty)]) === undefined;
  });
  return told
    .filter((error) => {
      const key = `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, LIMIT);
}

const isUnknownKey = (error: ErrorObject): boolean => error.keyword === 'additionalProperties';

function errorOf(file: AuthorFile, error: ErrorObject): RubricError {
  const path = pathOf(file.data, error.instancePath);
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const key = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
    const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
    const near = nearestOf(key, known);
    const comma = /\s/.test(key) && key.length > 3;
    const expected = comma
      ? 'Inside {…} a comma ends a value: put a text that holds one in quotes.'
      : near
        ? `Did you mean \`${near}\`?`
        : `Expected one of ${known.map((k) => `\`${k}\``).join(', ')}.`;
    return file.error(`Unexpected key \`${key}\``, [...path, key], { atKey: true, hint: expected });
  }
  return file.error(messageOf(error), path, hintOf(error));
}

function messageOf(error: ErrorObject): string {
  const value = JSON.stringify(error.data)?.slice(0, 60);
  switch (error.keyword) {
    case 'required':
      return `Missing key \`${error.params.missingProperty}\``;
    case 'enum':
      return `Unexpected ${value}, expected one of ${(error.params.allowedValues as unknown[]).map((v) => `\`${v}\``).join(', ')}`;
    case 'const':
      return `Unexpected ${value}, expected \`${JSON.stringify(error.params.allowedValue)}\``;
    case 'type':
      return `Unexpected ${value}, expected ${[error.params.type].flat().join(' or ')}`;
    case 'maxProperties':
      return `Unexpected second key, expected one operator or check`;
    case 'decimals':
      return `Unexpected ${value}: at most ${error.schema} decimals`;
    default:
      return `Unexpected ${value}: it ${error.message ?? 'does not fit the schema'}`;
  }
}

function hintOf(error: ErrorObject): { hint?: string } {
  if (error.keyword !== 'enum' || typeof error.data !== 'string') return {};
  const near = nearestOf(error.data, (error.params.allowedValues as unknown[]).map(String));
  return near ? { hint: `Did you mean \`${near}\`?` } : {};
}

/** A JSON pointer as keys and indices of `data`. */
function pathOf(data: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let at: unknown = data;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(key) : key;
    path.push(step);
    at = (at as Record<string | number, unknown> | undefined)?.[step];
  }
  return path;
}
