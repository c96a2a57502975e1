import type { Arguments, Machine } from './machine.js';
import { isDoubtful } from './patched.js';
import { constant, derived, NONE, type Value } from './value.js';

/** What the answer itself did to the environment: by variable the value that it set, or None where it took the variable away; `*` is all others. */
export type Environment = Map<string, Value>;

/** Whether a value is `os.environ`. */
export const isEnvironment = (path: string): boolean => /^\??os\.environ$/.test(path);

/** `os.environ[name] = value` and `del os.environ[name]`. Where it may not happen, nothing is known of the variable any more. */
export function setVariable(m: Machine, key: Value | undefined, value: Value | undefined): void {
  const name = nameOf(key);
  if (name !== undefined) m.environment.set(name, isDoubtful(m.place) ? UNKNOWN : (value ?? NONE));
}

/** A variable as the answer left it: its value, None where it is gone, nothing where only whoever runs it knows. */
export function variable(m: Machine, key: Value | undefined): Value | undefined {
  const value = m.environment.get(nameOf(key) ?? '') ?? m.environment.get('*');
  return value === UNKNOWN ? undefined : value;
}

/** `os.environ = …`. */
export function replaceEnvironment(m: Machine, value: Value | undefined): void {
  m.environment.clear();
  const whole = value === undefined || (value.kind === 'mapping' && value.open.length === 0);
  m.environment.set('*', whole && !isDoubtful(m.place) ? NONE : UNKNOWN);
  if (value?.kind === 'mapping') for (const entry of value.entries) setVariable(m, entry.key, entry.value);
}

/** Calls that read or change the environment; nothing where the answer does not tell what they give. */
export function callEnvironment(m: Machine, path: string, given: Arguments): Value | undefined {
  const [first, second] = given.args;
  const value = variable(m, first);
  const read = value === NONE ? (second ?? given.keywords.get('default') ?? NONE) : value;
  switch (path.replace(/^\?/, '')) {
    case 'os.getenv':
    case 'os.environ.get':
      return read;
    case 'os.environ.pop':
      setVariable(m, first, undefined);
      return read;
    case 'os.unsetenv':
      setVariable(m, first, undefined);
      return undefined;
    case 'os.environ.clear':
      replaceEnvironment(m, undefined);
      return undefined;
    case 'os.environ.setdefault':
      if (value === NONE) setVariable(m, first, second);
      return undefined;
    case 'os.environ.update':
      for (const one of given.args)
        if (one.kind === 'mapping') for (const entry of one.entries) setVariable(m, entry.key, entry.value);
      for (const [name, set] of given.keywords) setVariable(m, constant(name, 'str'), set);
      return undefined;
    default:
      return undefined;
  }
}

const UNKNOWN = derived('unknown');

const nameOf = (key: Value | undefined): string | undefined =>
  key?.kind === 'const' && typeof key.value === 'string' ? key.value : undefined;
