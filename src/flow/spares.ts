import type { Py, PyClassDef, PyFunctionDef, PyStmt } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import { defines, libraryBase } from './lookup.js';
import type { Machine, ModuleState } from './machine.js';
import { deadOf, skip } from './oddities.js';
import type { CallEvent } from './trace.js';
import { type Cls, type Fn, pathOf, type Value } from './value.js';

/** A definition, or the making of an object, with what it names. */
interface Unit {
  readonly node: Py;
  /** The class of a method. */
  readonly owner: Py | undefined;
  /** What it waits for: it is in use once something that is in use names one of these, at once where there are none. */
  readonly waits: readonly string[];
  readonly names: ReadonlySet<string>;
}

/**
 * Definitions that nothing which runs can get to: private functions, decorators and plain classes beside a public way in that nobody names
 * but others of their kind. Callers of a service are seldom shown; those of its helpers are.
 */
export function sparesOf(m: Machine): ReadonlySet<Py> {
  const dead = deadOf(m.oddities);
  const names = new Set<string>();
  const units: Unit[] = [];
  for (const module of m.modules) {
    const around = module.own ? surroundingsOf(m, module) : undefined;
    for (const stmt of module.body) {
      const found = around ? unitsOf(m, module, stmt, around, dead) : [];
      if (found.length > 0) units.push(...found);
      else namesIn(m, stmt, names, dead);
    }
  }
  const spare = unreached(units, names);
  for (const module of m.modules) for (const stmt of module.body) if (spare.has(stmt)) tell(m, stmt, module);
  return spare;
}

interface Surroundings {
  /** There is a public way in, or the module's statements call what they define. */
  readonly served: boolean;
  /** Public functions that are ways in and do the work themselves, with what they are. */
  readonly workers: readonly Fn[];
  /** The module's own statements do the work. */
  readonly busy: boolean;
}

function surroundingsOf(m: Machine, module: ModuleState): Surroundings {
  const own = [...module.scope.vars.values()].filter(
    (value) => isDefinition(value) && value.scope.source === module.source,
  );
  return {
    served: own.some((value) => isWayIn(nameOf(value))) || m.mainly.has(module.source.file),
    workers: own.filter((value): value is Fn => value.kind === 'function' && isWayIn(value.name) && doesWork(value)),
    busy: m.calls.some((event) => isStatement(event, module.source.file) && doesIt(event)),
  };
}

/** Whether a file's own statements train, predict, or call the answer's functions. */
export const works = (m: Machine, file: string): boolean =>
  m.calls.some((event) => isStatement(event, file) && (doesIt(event) || m.mainly.has(file)));

const isStatement = ({ activation, source }: CallEvent, file: string): boolean =>
  activation.root.kind === 'module' && source.file === file;

const doesIt = ({ context, callee }: CallEvent): boolean => context?.how === 'with' || WORK.test(callee);

const WORK = /(?:^|\.)(?:fit|predict|predict_proba|score|fit_transform|train)$/;

/** Whether a function is a way in or does the work itself, so that a file which calls it is a script: setting up and sorting are not. */
export const isWork = (fn: Fn): boolean => ENTRY.test(fn.name) || doesWork(fn);

function doesWork(fn: Fn): boolean {
  let found = false;
  walk(fn.def, (node) => {
    if (node.kind === 'Call' && node.func.kind === 'Attribute' && WORK.test(node.func.attr)) found = true;
  });
  return found;
}

function unitsOf(m: Machine, module: ModuleState, stmt: PyStmt, around: Surroundings, dead: ReadonlySet<Py>): Unit[] {
  if (stmt.kind === 'Assign') return making(m, module, stmt, around, dead);
  if (stmt.kind !== 'FunctionDef' && stmt.kind !== 'ClassDef') return [];
  const value = module.scope.vars.get(stmt.name);
  if (!value || !isDefinition(value) || value.def !== stmt) return [];
  if (value.kind === 'function') {
    const waits = around.served && isHelper(value) ? [value.name] : [];
    return [{ node: stmt, owner: undefined, waits, names: namesIn(m, stmt, new Set(), dead) }];
  }
  return ofClass(m, value, around, dead);
}

/** A private function or a decorator that nobody else applies. */
function isHelper(fn: Fn): boolean {
  return fn.def.kind === 'FunctionDef' && fn.def.decorators.length === 0 && (!isPublic(fn.name) || isWrapper(fn));
}

/** Whether a function gives back one that it defines: a decorator, which does nothing where nobody applies it. */
function isWrapper({ def, name }: Fn): boolean {
  if (def.kind === 'Lambda' || isWayIn(name)) return false;
  const last = def.body.at(-1);
  return last?.kind === 'Return' && last.value?.kind === 'Name' && defines(def.body, last.value.id);
}

function ofClass(m: Machine, cls: Cls, around: Surroundings, dead: ReadonlySet<Py>): Unit[] {
  const { def } = cls;
  const methods = def.body.filter((stmt): stmt is PyFunctionDef => stmt.kind === 'FunctionDef');
  const names = new Set<string>();
  for (const part of [...def.bases, ...def.decorators, ...def.body.filter((stmt) => stmt.kind !== 'FunctionDef')])
    namesIn(m, part, names, dead);
  const served = libraryBase(cls) === undefined && methods.some(({ name }) => isWayIn(name));
  const all = methods.map((method): Unit => {
    const waits = served && method.decorators.length === 0 && !isPublic(method.name) ? [method.name] : [];
    return { node: method, owner: def, waits, names: namesIn(m, method, new Set(), dead) };
  });
  const beside = around.busy || around.workers.some(({ name }) => !usesName(def, name));
  // Objects that come from elsewhere, by a parameter or an import that is left out, are known by what is asked of them.
  const asked = methods.flatMap(({ name }) =>
    isPublic(name) && !isWayIn(name) && !name.endsWith('__') ? [`.${name}`] : [],
  );
  const waits = beside && isPlain(cls) ? [def.name, ...asked] : [];
  return [{ node: def, owner: undefined, waits, names }, ...all];
}

function usesName(def: PyClassDef, name: string): boolean {
  let found = false;
  walk(def, (node) => {
    if (node.kind === 'Name' && node.id === name) found = true;
  });
  return found;
}

/** A class that no framework makes objects of: no base, decorator or hook of a library. */
function isPlain(cls: Cls): boolean {
  const framework = cls.bases.some((base) => base.kind !== 'class' && !INERT.test(pathOf(base)));
  const decorators = [
    cls.def.decorators,
    ...cls.def.body.map((stmt) => (stmt.kind === 'FunctionDef' ? stmt.decorators : [])),
  ];
  return !framework && decorators.flat().every((decorator) => INERT_DECORATOR.test(lastName(decorator)));
}

const INERT =
  /^(?:builtins\.object|(?:abc|typing|typing_extensions|enum|collections\.abc|contextlib)\..*|pydantic\.BaseModel)$/;
const INERT_DECORATOR =
  /^(?:dataclass|define|frozen|attrs|attr|s|total_ordering|final|runtime_checkable|staticmethod|classmethod|property|cached_property|abstractmethod|override|setter|lru_cache|cache|contextmanager|wraps)$/;

function lastName(node: Py): string {
  const target = node.kind === 'Call' ? node.func : node;
  return target.kind === 'Attribute' ? target.attr : target.kind === 'Name' ? target.id : '';
}

/** `NAME = Class(…)` beside a way in: an object that nobody names is made and left alone. */
function making(
  m: Machine,
  module: ModuleState,
  stmt: Extract<PyStmt, { kind: 'Assign' }>,
  { busy, workers }: Surroundings,
  dead: ReadonlySet<Py>,
): Unit[] {
  const [target, more] = stmt.targets;
  const { value } = stmt;
  if (more || target?.kind !== 'Name' || value.kind !== 'Call' || value.func.kind !== 'Name') return [];
  const cls = module.scope.vars.get(value.func.id);
  if (cls?.kind !== 'class' || EXPOSED.test(target.id) || !(busy || workers.length > 0) || !isPlain(cls)) return [];
  return [{ node: stmt, owner: undefined, waits: [target.id], names: namesIn(m, value, new Set(), dead) }];
}

/** Names by which servers find what they run. */
const EXPOSED = /^_?(?:app|application|api|server|handler|service|svc)$/i;

/** Follows names from what runs anyway; what is not come by is spare. */
function unreached(units: readonly Unit[], names: Set<string>): ReadonlySet<Py> {
  const spare = new Set(units.map(({ node }) => node));
  for (let found = true; found; ) {
    found = false;
    for (const { node, owner, waits, names: own } of units) {
      if (!spare.has(node) || (owner && spare.has(owner))) continue;
      if (waits.length > 0 && !waits.some((name) => names.has(name))) continue;
      spare.delete(node);
      for (const one of own) names.add(one);
      found = true;
    }
  }
  return spare;
}

/** All that a stretch of code names: variables, attributes, imported names, annotations and dotted paths in strings; `.name` where it is asked of an object that no module made. */
function namesIn(m: Machine, root: Py, names: Set<string>, dead: ReadonlySet<Py>): Set<string> {
  walk(root, (node, parent) => {
    if (dead.has(node) || node.kind === 'Delete' || isExport(node)) return false;
    if (node.kind === 'Name' && parent?.kind !== 'Expr') names.add(node.id);
    else if (node.kind === 'Attribute') {
      names.add(node.attr);
      const { value } = node;
      if (value.kind === 'Name' && value.id !== 'self' && !m.modules.some(({ scope }) => scope.vars.has(value.id)))
        names.add(`.${node.attr}`);
    } else if (node.kind === 'alias') names.add(node.name);
    else if (node.kind === 'Constant' && typeof node.value === 'string') {
      const [, last] = /^(?:[\w.:/-]{0,200}[.:/])?([A-Za-z_]\w{0,100})$/.exec(node.value) ?? [];
      if (last) names.add(last);
    }
    return true;
  });
  return names;
}

const isExport = (node: Py): boolean =>
  node.kind === 'Assign' && node.targets.some((target) => target.kind === 'Name' && target.id === '__all__');

/** A person hears of what is never used. */
function tell(m: Machine, stmt: PyStmt, { source }: ModuleState): void {
  if (stmt.kind === 'FunctionDef') skip(m, stmt.body, source);
  if (stmt.kind === 'ClassDef')
    skip(
      m,
      stmt.body.flatMap((one) => (one.kind === 'FunctionDef' && one.name !== '__init__' ? one.body : [])),
      source,
    );
}

type Definition = (Fn & { readonly def: PyFunctionDef }) | Cls;

const isDefinition = (value: Value): value is Definition =>
  value.kind === 'class' || (value.kind === 'function' && value.def.kind === 'FunctionDef');

const isPublic = (name: string): boolean => !name.startsWith('_') || name.endsWith('__');
const nameOf = (value: Value): string =>
  value.kind === 'function' ? value.name : value.kind === 'class' ? value.def.name : '';

/** Whether a name is that of something called from outside: by a framework, a scheduler, a test, a person. */
export const isWayIn = (name: string): boolean => !name.startsWith('_') && ENTRY.test(name);

export const ENTRY =
  /^_?(main|run|train|fit|predict|infer|score|serve|handle|process|classify|evaluate|execute|invoke|lambda|create_app|app|start|entren|predic|infer|ejecut|principal|lanz|evalu|punt|procesa|inicia|arranca)/i;
