import type { Subject } from './context.js';
import type { G, Name } from './tree.js';
import { walkTree } from './tree-walk.js';

/** Whether code has the type of `($X: T)`: a literal of it, a name annotated with it, or one made by calling it. */
export function hasType(subject: Subject, node: G, type: G): boolean {
  const wanted = typeName(type);
  if (wanted === undefined) return false;
  return typesOf(subject, node, 0).some((found) => compatible(subject, found, wanted));
}

/** Whether code has one of the named types. */
export function hasTypeNamed(subject: Subject, node: G, names: readonly string[]): boolean {
  const found = typesOf(subject, node, 0);
  return names.some((name) => found.some((type) => compatible(subject, type, name)));
}

/** The types written for an expression, or the expression called to make it. */
export const typesWritten = (subject: Subject, node: G): G[] =>
  typesOf(subject, node, 0).filter((one): one is G => typeof one !== 'string');

function compatible(subject: Subject, found: G | string, wanted: string): boolean {
  if (typeof found === 'string')
    return (ALIASES[wanted] ?? wanted) === found || (wanted === 'number' && NUMERIC.has(found));
  const name = typeName(found);
  if (name === undefined) return false;
  if (name === wanted || name === ALIASES[wanted] || fullName(subject, found) === wanted) return true;
  // `Optional[T]`, `T | None` and `"T"` hold a T.
  if (found.kind === 'Subscript' && /(^|\.)Optional$/.test(typeName(found.value) ?? ''))
    return compatible(subject, found.index, wanted);
  if (found.kind === 'Subscript') return typeName(found.value) === wanted;
  return false;
}

const ALIASES: Readonly<Record<string, string>> = {
  string: 'str',
  number: 'number',
  boolean: 'bool',
};
const NUMERIC: ReadonlySet<string> = new Set(['int', 'float']);

function typeName(type: G): string | undefined {
  if (type.kind === 'Name') return type.id;
  if (type.kind === 'Const' && type.type === 'str') return String(type.value);
  if (type.kind === 'Const' && type.type === 'none') return 'None';
  if (type.kind === 'Attr') {
    const value = typeName(type.value);
    return value === undefined ? undefined : `${value}.${type.attr}`;
  }
  if (type.kind === 'Subscript') {
    const value = typeName(type.value);
    const index = type.index.kind === 'Seq' ? type.index.elts.map(typeName).join(',') : typeName(type.index);
    return value === undefined ? undefined : `${value}[${index}]`;
  }
  return undefined;
}

function fullName(subject: Subject, type: G): string | undefined {
  if (type.kind === 'Name') return subject.names.pathOf(type)?.join('.') ?? type.id;
  if (type.kind === 'Attr') {
    const value = fullName(subject, type.value);
    return value === undefined ? undefined : `${value}.${type.attr}`;
  }
  return undefined;
}

/** The types an expression is known to have: a type's code, or the word for a literal's. */
function typesOf(subject: Subject, node: G, depth: number): (G | string)[] {
  if (depth > 5) return [];
  if (node.kind === 'Const') return [typeOfLiteral(node)];
  if (node.kind === 'FString') return ['str'];
  if (node.kind === 'Seq') return [node.type];
  if (node.kind === 'Bag') return [node.type];
  if (node.kind === 'New') return [node.func];
  if (node.kind === 'Call') return /^[A-Z]/.test(lastWord(node.func)) ? [node.func] : [];
  if (node.kind === 'Attr' && node.value.kind === 'Name' && (node.value.id === 'this' || node.value.id === 'self'))
    return members(subject, node.attr, node.start).flatMap((one) =>
      one.typed ? [one.type] : typesOf(subject, one.type, depth + 1),
    );
  if (node.kind === 'Name')
    return declared(subject, node).flatMap((one) => (one.typed ? [one.type] : typesOf(subject, one.type, depth + 1)));
  return [];
}

function typeOfLiteral({ type, text }: Extract<G, { kind: 'Const' }>): string {
  if (type === 'none') return 'None';
  if (type !== 'number') return type;
  return /^0[xob]|^\d[\d_]*$/i.test(text) ? 'int' : 'float';
}

const NUMBERS: ReadonlySet<string> = new Set([
  'int',
  'float',
  'len',
  'abs',
  'round',
  'parseInt',
  'parseFloat',
  'Number',
]);
const BOOLEANS: ReadonlySet<string> = new Set(['bool', 'isinstance', 'any', 'all', 'hasattr', 'callable', 'Boolean']);
const COMPARING = /^(==|!=|<|>|<=|>=|in|not in|is|is not|===|!==|not|!|instanceof)$/;

/** Whether an expression can be nothing but a number, or a truth value. */
export function isScalar(subject: Subject, node: G, type: 'number' | 'bool'): boolean {
  if (node.kind === 'Op' && type === 'bool' && COMPARING.test(node.op)) return true;
  if (node.kind === 'Call' && node.func.kind === 'Name')
    return (type === 'bool' ? BOOLEANS : NUMBERS).has(node.func.id);
  if (node.kind !== 'Name' && node.kind !== 'Const') return false;
  return hasTypeNamed(subject, node, type === 'bool' ? ['bool', 'boolean'] : ['int', 'float', 'number']);
}

const lastWord = (node: G): string => (node.kind === 'Name' ? node.id : node.kind === 'Attr' ? node.attr : '');

interface Declared {
  readonly type: G;
  readonly typed: boolean;
}

/** Hints and values that the class around a place gives its member. */
function members(subject: Subject, attr: string, offset: number): Declared[] {
  const { program } = subject;
  let scope = program.scopeAt(offset);
  while (scope >= 0 && program.scopes[scope]!.node.kind !== 'Class') scope = program.scopes[scope]!.parent;
  if (scope < 0) return [];
  const found: Declared[] = [];
  walkTree([program.scopes[scope]!.node], (node) => {
    if (node.kind === 'Func' && node.name === 'constructor')
      for (const param of node.params)
        if (
          param.kind === 'Param' &&
          param.name === attr &&
          param.annotation &&
          param.words?.some((word) => word !== '?')
        )
          found.push({ type: param.annotation, typed: true });
    if (node.kind !== 'Assign') return;
    const { target, annotation, value } = node;
    const own =
      (target.kind === 'Attr' && target.attr === attr && target.value.kind === 'Name') ||
      (target.kind === 'Name' && target.id === attr && program.scopeAt(node.start) === scope);
    if (own && annotation) found.push({ type: annotation, typed: true });
    else if (own && value) found.push({ type: value, typed: false });
  });
  return found;
}

/** Hints and values that the name is given in the nearest scope that gives it any. */
function declared(subject: Subject, name: Name): Declared[] {
  const { program } = subject;
  for (let scope = program.scopeAt(name.start); ; scope = program.scopes[scope]!.parent) {
    const owner = scope >= 0 ? program.scopes[scope]!.node : undefined;
    const found: Declared[] = [];
    if (owner?.kind === 'Func' || owner?.kind === 'Lambda') {
      for (const param of owner.params)
        if (param.kind === 'Param' && param.name === name.id && param.annotation)
          found.push({ type: param.annotation, typed: true });
    }
    for (const one of program.of('Assign')) {
      if (
        one.kind !== 'Assign' ||
        one.target.kind !== 'Name' ||
        one.target.id !== name.id ||
        program.scopeAt(one.start) !== scope
      )
        continue;
      if (one.annotation) found.push({ type: one.annotation, typed: true });
      else if (one.value && one.value !== name) found.push({ type: one.value, typed: false });
    }
    if (found.length > 0 || scope < 0) return found;
  }
}
