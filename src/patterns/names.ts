import type { Indexed } from './program.js';
import type { G, Import, Name } from './tree.js';
import { pushChildren } from './tree-walk.js';

/** What names stand for: imported modules and members, unless something nearer takes the name. */
export interface Names {
  /** The full path of an imported name (`lp` → `mlflow`, `log_param`), or nothing. */
  pathOf(name: Name): readonly string[] | undefined;
  /** Whether the name is that of an imported module elsewhere and something nearer hides it here. */
  isHidden(name: Name): boolean;
  /** Whether two names of the same letters are one variable, as far as it is known whose they are. */
  readonly areSame: (a: Name, b: Name) => boolean;
}

interface Binding {
  readonly path: readonly string[];
  readonly scope: number;
  readonly start: number;
}

export function namesOf(program: Indexed): Names {
  const imports = importsOf(program);
  const locals = new Map<number, ReadonlySet<string>>();
  const localsAt = (scope: number): ReadonlySet<string> => {
    const found = locals.get(scope) ?? boundIn(program.scopes[scope]!.node);
    locals.set(scope, found);
    return found;
  };
  let ofModule: ReadonlySet<string> | undefined;
  /** The scope whose variable a name is, or nothing for what is bound nowhere in the file. */
  const ownerOf = (name: Name): number | undefined => {
    if (name.virtual || name.word || !program.text.startsWith(name.id, name.start)) return undefined;
    // A key is no variable.
    if (/^\s*:/.test(program.text.slice(name.end, name.end + 20))) return undefined;
    const imported = imports.get(name.id);
    let isOwn = true;
    for (let scope = program.scopeAt(name.start); scope >= 0; scope = program.scopes[scope]!.parent) {
      const { node } = program.scopes[scope]!;
      if (!inside(node, name) || (node.kind === 'Class' && !isOwn)) continue;
      if (localsAt(scope).has(name.id) || imported?.some((one) => one.scope === scope)) return scope;
      isOwn = false;
    }
    ofModule ??= boundIn({ kind: 'Block', start: 0, end: 0, body: program.body });
    return imported || ofModule.has(name.id) ? -1 : undefined;
  };
  const find = (name: Name): Binding | 'hidden' | undefined => {
    const known = imports.get(name.id);
    if (!known || name.virtual) return undefined;
    for (let scope = program.scopeAt(name.start); scope >= 0; scope = program.scopes[scope]!.parent) {
      const here = latest(known, scope, name.start);
      if (here) return here;
      const { node } = program.scopes[scope]!;
      // A class body is no scope for what its methods see; what it binds is seen in the body alone, which is rare.
      if (node.kind !== 'Class' && inside(node, name) && localsAt(scope).has(name.id)) return 'hidden';
    }
    return latest(known, -1, name.start);
  };
  return {
    pathOf: (name) => {
      const found = find(name);
      return found === 'hidden' ? undefined : found?.path;
    },
    areSame: (a, b) => {
      if (a.start === b.start || program.scopes.length === 0) return true;
      const owner = ownerOf(a);
      return owner === undefined || (ownerOf(b) ?? owner) === owner;
    },
    isHidden: (name) => find(name) === 'hidden' && imports.get(name.id)!.some((one) => one.path[0] === name.id),
  };
}

/** Decorators, defaults, hints and a function's own name belong to the scope around it. */
function inside(node: G, name: Name): boolean {
  if (node.kind === 'Func') {
    if (node.returns && name.start >= node.returns.start && name.end <= node.returns.end) return false;
    return (
      name.start > node.nameStart &&
      !node.params.some(
        (param) =>
          (param.kind === 'Param' && within(param.default, name)) ||
          (param.kind === 'Param' && within(param.annotation, name)),
      )
    );
  }
  return true;
}
const within = (node: G | undefined, name: Name): boolean =>
  node !== undefined && name.start >= node.start && name.end <= node.end;

function latest(known: readonly Binding[], scope: number, offset: number): Binding | undefined {
  let first: Binding | undefined;
  let before: Binding | undefined;
  for (const one of known) {
    if (one.scope !== scope) continue;
    first ??= one;
    if (one.start <= offset) before = one;
  }
  return before ?? first;
}

function importsOf(program: Indexed): Map<string, Binding[]> {
  const found = new Map<string, Binding[]>();
  const add = (id: string, path: readonly string[], node: G): void => {
    const binding = { path, scope: program.scopeAt(node.start), start: node.start };
    const list = found.get(id);
    if (list) list.push(binding);
    else found.set(id, [binding]);
  };
  for (const node of program.of('Import')) {
    const one = node as Import;
    const module = modulePath(one);
    if (one.name === '*') {
      if (one.alias !== undefined) add(one.alias, module, one);
      continue;
    }
    // What a module of JavaScript exports by default goes by the module's name.
    if (one.name === 'default' && one.level < 0 && one.alias !== undefined) add(one.alias, module, one);
    else if (one.name !== undefined) add(one.alias ?? one.name, [...module, one.name], one);
    else if (one.alias !== undefined) add(one.alias, module, one);
    else add(module[0]!, [module[0]!], one);
  }
  for (const node of program.of('Assign')) {
    const path = node.kind === 'Assign' && node.decl && node.value && requirePath(node.value);
    if (path) addRequired(node.target, path, (id, whole) => add(id, whole, node));
  }
  return found;
}

/** `require('m')`, `require('m').a.b` */
function requirePath(value: G): readonly string[] | undefined {
  const steps: string[] = [];
  let at = value;
  for (; at.kind === 'Attr'; at = at.value) steps.unshift(at.attr);
  if (at.kind !== 'Call' || at.func.kind !== 'Name' || at.func.id !== 'require') return undefined;
  const [module] = at.args;
  return module?.kind === 'Const' && module.type === 'str' ? [String(module.value), ...steps] : undefined;
}

/** `const m = require('m')`, `const {a: b} = require('m')`. */
function addRequired(target: G, module: readonly string[], add: (id: string, path: readonly string[]) => void): void {
  if (target.kind === 'Name') add(target.id, module);
  if (target.kind !== 'Bag') return;
  for (const elt of target.elts) {
    if (elt.kind === 'Pair' && elt.key.kind === 'Name' && elt.value.kind === 'Name')
      add(elt.value.id, [...module, elt.key.id]);
    else if (elt.kind === 'Name') add(elt.id, [...module, elt.id]);
  }
}

/** A relative module keeps its dots, so that `.json` is not the library `json`. */
function modulePath(node: Import): string[] {
  const parts = node.level >= 0 ? node.module.split('.') : [node.module];
  if (node.level > 0) parts[0] = '.'.repeat(node.level) + parts[0]!;
  return parts;
}

/** Names that a function, a lambda or a class binds itself, by anything but an import. */
export function boundIn(scope: G): ReadonlySet<string> {
  const found = new Set<string>();
  const free = new Set<string>();
  if (scope.kind === 'Func' || scope.kind === 'Lambda')
    for (const param of scope.params) if (param.kind === 'Param') found.add(param.name);
  const stack: G[] = 'body' in scope && Array.isArray(scope.body) ? [...(scope.body as G[])] : [];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.kind === 'Func' || node.kind === 'Class') {
      found.add(node.name);
      continue;
    }
    if (node.kind === 'Lambda') continue;
    if (node.kind === 'Scope') for (const name of node.names) free.add(name);
    for (const name of targetsOf(node)) found.add(name);
    pushChildren(node, stack);
  }
  for (const name of free) found.delete(name);
  return found;
}

/** Names that a node binds itself. */
export function targetsOf(node: G): string[] {
  const found: string[] = [];
  const add = (target: G): void => {
    found.push(...namesIn(target).map((one) => one.id));
  };
  if (node.kind === 'Assign' || node.kind === 'AugAssign' || node.kind === 'For' || node.kind === 'CompFor')
    add(node.target);
  else if (node.kind === 'WithItem' && node.target) add(node.target);
  else if (node.kind === 'Handler' && node.name) found.push(node.name);
  else if (node.kind === 'Del') node.targets.forEach(add);
  else if (node.kind === 'Case') addCaptures(node.pattern, found);
  return found;
}

/** The names that a target gives something to, also where it takes a list or an object apart. */
export function namesIn(target: G): Name[] {
  const found: Name[] = [];
  const stack = [target];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.kind === 'Name') found.push(node);
    else if (node.kind === 'Seq' || node.kind === 'Bag') stack.push(...node.elts);
    else if (node.kind === 'Star' || node.kind === 'Pair') stack.push(node.value);
    else if (node.kind === 'Assign') stack.push(node.target);
  }
  return found;
}

/** Names that a pattern of a `case` gives what it matches: `Foo(a, b=[c, *d])`, `{"k": v, **rest}`, `1 | 2 as n`. */
function addCaptures(pattern: G, found: string[]): void {
  const stack = [pattern];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.kind === 'Name') found.push(node.id);
    else if (node.kind === 'Seq' || node.kind === 'Bag') stack.push(...node.elts);
    else if (node.kind === 'Call' || node.kind === 'Op') stack.push(...node.args);
    else if (node.kind === 'KwArg' || node.kind === 'Pair') stack.push(node.value);
    else if (node.kind === 'Other') {
      const [name, , , , inner] = node.parts;
      if (typeof name === 'string' && name !== '') found.push(name);
      if (Array.isArray(inner)) stack.push(...(inner as G[]));
    }
  }
}

/** `a.b.c` as a tree that stands where the name stands. */
export function dotted(path: readonly string[], at: Name): G {
  let made: G = { kind: 'Name', start: at.start, end: at.end, id: path[0]!, virtual: true };
  for (const attr of path.slice(1))
    made = { kind: 'Attr', start: at.start, end: at.end, value: made, attr, attrStart: at.start };
  return made;
}
