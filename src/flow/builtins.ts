import { storeAttribute } from './assign.js';
import { itemOf, mergeInto } from './data.js';
import { callEnvironment } from './environment.js';
import { elementsOf } from './iterate.js';
import { type Arguments, argumentsOf, type Machine, type Site } from './machine.js';
import {
  choice,
  constant,
  derived,
  type Instance,
  mapping,
  type Ref,
  ref,
  sequence,
  truthOf,
  type Value,
} from './value.js';

/** Functions of the standard library whose result is worked out rather than recorded; nothing for all others. */
export function callBuiltin(m: Machine, target: Ref, given: Arguments, site: Site): Value | undefined {
  const name = target.path.replace(/^\?/, '');
  const special = SPECIAL.get(name) ?? (target.path.startsWith('?') ? SPECIAL.get(`builtins.${name}`) : undefined);
  return special ? special(m, given, site) : name.startsWith('os.') ? callEnvironment(m, name, given) : undefined;
}

type Special = (m: Machine, given: Arguments, site: Site) => Value | undefined;

const copyOf =
  (type: 'list' | 'tuple' | 'set'): Special =>
  (_m, given) => {
    const first = given.args[0];
    if (!first) return sequence(type);
    if (first.kind !== 'sequence' && first.kind !== 'mapping') return undefined;
    const { known, rest } = elementsOf(first);
    return sequence(type, [...known], rest ? [rest] : []);
  };

const makeDict: Special = (_m, given) => {
  const made = mapping();
  for (const value of given.args) {
    if (value.kind === 'sequence') {
      for (const pair of value.items)
        made.entries.push({ key: itemOf(pair, constant(0, 'int')), value: itemOf(pair, constant(1, 'int')) });
      made.open.push(...value.open);
    } else mergeInto(made, value);
  }
  for (const [key, value] of given.keywords) made.entries.push({ key: constant(key, 'str'), value });
  made.open.push(...given.open);
  return made;
};

const zip: Special = (_m, given) => {
  const all = given.args.map(elementsOf);
  if (all.length === 0) return undefined;
  // It ends with the shortest.
  if (all.some(({ known, rest }) => known.length === 0 && rest === undefined)) return sequence('list');
  const length = Math.max(...all.map((one) => one.known.length));
  const at = (i: number) => all.map((one) => one.known[i] ?? one.rest ?? derived('unknown'));
  const items = Array.from({ length }, (_, i) => sequence('tuple', at(i)));
  return length > 0 ? sequence('list', items) : sequence('list', [], [sequence('tuple', at(0))]);
};

const enumerate: Special = (_m, given) => {
  const first = given.args[0];
  if (!first) return undefined;
  const { known, rest } = elementsOf(first);
  const items = known.map((one, i) => sequence('tuple', [constant(i, 'int'), one]));
  return sequence('list', items, rest ? [sequence('tuple', [derived('index'), rest])] : []);
};

const mapOver: Special = (m, given, site) => {
  const [fn, ...iterables] = given.args;
  if (!fn || iterables.length === 0) return undefined;
  const { known, rest } = elementsOf(iterables[0] ?? derived('unknown'));
  const items = known.map((one) => m.call(fn, argumentsOf(one), site));
  return sequence('list', items, rest ? [m.call(fn, argumentsOf(rest), site)] : []);
};

const filterOver: Special = (_m, given) => {
  const over = given.args[1];
  return over
    ? sequence('list', [], [derived('filtered', ...elementsOf(over).known, ...(elementsOf(over).rest ? [over] : []))])
    : undefined;
};

const getAttribute: Special = (m, given) => {
  const [base, name] = given.args;
  if (!base) return undefined;
  return m.attribute(base, name?.kind === 'const' && typeof name.value === 'string' ? name.value : '*');
};

const setAttribute: Special = (m, given, site) => {
  const [base, name, value] = given.args;
  if (!base || !value || name?.kind !== 'const' || typeof name.value !== 'string') return undefined;
  storeAttribute(m, base, name.value, value, site.node, site.frame);
  return constant(null, 'none');
};

const localNames: Special = (_m, given, site) => {
  if (given.args.length > 0) return undefined;
  const made = mapping();
  for (const [name, value] of site.frame.scope.vars) made.entries.push({ key: constant(name, 'str'), value });
  return made;
};

const sorted: Special = (_m, given) => {
  const first = given.args[0];
  if (first?.kind !== 'sequence' && first?.kind !== 'mapping') return undefined;
  const { known, rest } = elementsOf(first);
  return sequence('list', [...known], rest ? [rest] : []);
};

const fieldsOf: Special = (_m, given) => {
  const first = given.args[0];
  return first?.kind === 'instance' ? attributesOf(first) : undefined;
};

const variablesOf: Special = (m, given, site) => {
  const [base] = given.args;
  if (!base) return localNames(m, given, site);
  return base.kind === 'ref' ? m.attribute(base, '__dict__') : fieldsOf(m, given, site);
};

const superOf: Special = (_m, _given, site) => {
  const { self, cls } = site.frame;
  if (self?.kind !== 'instance' || !cls) return undefined;
  const base = cls.bases.find((one) => one.kind === 'class');
  if (base?.kind === 'class') return { kind: 'instance', cls: base, attrs: self.attrs };
  const library = cls.bases.find((one) => one.kind === 'ref');
  return library?.kind === 'ref' ? { kind: 'ref', path: `${library.path}()`, inputs: [self] } : undefined;
};

/** `range(0)` is empty; of any other range one round stands for all. */
const range: Special = (_m, given) => {
  const [only] = given.args;
  return given.args.length === 1 && only?.kind === 'const' && only.value === 0 ? sequence('list') : undefined;
};

const importByName: Special = (_m, given) => {
  const [name] = given.args;
  return name?.kind === 'const' && typeof name.value === 'string' && /^[A-Za-z_][\w.]*$/.test(name.value)
    ? ref(name.value)
    : undefined;
};

/** `bool(0)`, `int("0")`, `str(1)`: a constant of another type. */
const convert =
  (type: 'bool' | 'int' | 'str'): Special =>
  (_m, given) => {
    const [only] = given.args;
    if (only?.kind !== 'const' || given.args.length !== 1 || only.type === 'bytes' || only.type === 'ellipsis')
      return undefined;
    if (type === 'bool') return constant(truthOf(only) === true, 'bool');
    if (type === 'str') return only.type === 'str' ? only : undefined;
    return /^\s*-?\d{1,15}\s*$/.test(String(only.value)) ? constant(Number(only.value), 'int') : undefined;
  };

/** `any([])`, `all([False])`: of constants. */
const quantifier =
  (decides: boolean): Special =>
  (_m, given) => {
    const [over] = given.args;
    if (over?.kind !== 'sequence' || over.open.length > 0) return undefined;
    const truths = over.items.map(truthOf);
    if (truths.includes(decides)) return constant(decides, 'bool');
    return truths.includes(undefined) ? undefined : constant(!decides, 'bool');
  };

/** `len("")`, `len([])` where it is written: what grows elsewhere is not measured. */
const length: Special = (_m, given, { node }) => {
  const [only] = given.args;
  if (only?.kind === 'const') return typeof only.value === 'string' ? constant(only.value.length, 'int') : undefined;
  const written = node.kind === 'Call' && DISPLAYS.has(node.args[0]?.kind ?? '');
  return written && only?.kind === 'sequence' && only.open.length === 0
    ? constant(only.items.length, 'int')
    : undefined;
};

const DISPLAYS = new Set(['List', 'Tuple', 'Set']);

/** `min(1, 2)`: of numbers. */
const extreme =
  (pick: (...numbers: number[]) => number): Special =>
  (_m, given) => {
    const numbers = given.args.flatMap((one) =>
      one.kind === 'const' && typeof one.value === 'number' ? [one.value] : [],
    );
    return numbers.length > 1 && numbers.length === given.args.length ? constant(pick(...numbers), 'float') : undefined;
  };

/** `isinstance(1, str)`: of a constant and a type of Python's own. */
const isInstance: Special = (_m, given) => {
  const [value, type] = given.args;
  const name =
    type?.kind === 'ref'
      ? /^\??(?:builtins\.)?(str|int|float|bool|list|dict|tuple|set|bytes)$/.exec(type.path)?.[1]
      : undefined;
  if (value?.kind !== 'const' || name === undefined) return undefined;
  return constant(value.type === name || (value.type === 'bool' && name === 'int'), 'bool');
};

const first: Special = (_m, given) => given.args[0];
const second: Special = (_m, given) => given.args[1];

const SPECIAL = new Map<string, Special>([
  ['builtins.bool', convert('bool')],
  ['builtins.int', convert('int')],
  ['builtins.str', convert('str')],
  ['builtins.len', length],
  ['builtins.min', extreme(Math.min)],
  ['builtins.max', extreme(Math.max)],
  ['builtins.isinstance', isInstance],
  ['builtins.any', quantifier(true)],
  ['builtins.all', quantifier(false)],
  ['builtins.dict', makeDict],
  ['collections.OrderedDict', makeDict],
  ['builtins.list', copyOf('list')],
  ['builtins.tuple', copyOf('tuple')],
  ['builtins.set', copyOf('set')],
  ['builtins.frozenset', copyOf('set')],
  ['builtins.sorted', sorted],
  ['builtins.reversed', sorted],
  ['builtins.iter', first],
  ['builtins.range', range],
  ['builtins.__import__', importByName],
  ['importlib.import_module', importByName],
  ['builtins.zip', zip],
  ['builtins.enumerate', enumerate],
  ['builtins.map', mapOver],
  ['builtins.filter', filterOver],
  ['builtins.getattr', getAttribute],
  ['builtins.setattr', setAttribute],
  ['builtins.locals', localNames],
  ['builtins.vars', variablesOf],
  ['dataclasses.asdict', fieldsOf],
  ['asdict', fieldsOf],
  ['builtins.super', superOf],
  ['typing.cast', second],
  ['copy.copy', first],
  ['copy.deepcopy', first],
  [
    'builtins.next',
    (_m, given) =>
      given.args[0]
        ? choice([
            ...elementsOf(given.args[0]).known,
            elementsOf(given.args[0]).rest ?? derived('element', given.args[0]),
          ])
        : undefined,
  ],
]);

function attributesOf(instance: Instance): Value {
  const made = mapping();
  for (const [key, value] of instance.attrs) made.entries.push({ key: constant(key, 'str'), value });
  if (instance.attrs.size === 0) made.open.push(instance);
  return made;
}
