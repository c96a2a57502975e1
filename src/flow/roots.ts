import { unknownSite } from './invoke.js';
import { classMember, defines } from './lookup.js';
import { argumentsOf, type Frame, type Machine, type ModuleState, NO_ARGUMENTS, type Site } from './machine.js';
import { ENTRY, sparesOf, works } from './spares.js';
import type { Root } from './trace.js';
import { type Cls, type Fn, type Instance, pathOf, type Value } from './value.js';
import { exceptionArguments } from './within.js';

/**
 * Runs what nothing in the answer calls: handlers, callbacks, and functions whose callers are left out. First those that no other code
 * names, as they may call the rest; then whatever is still waiting.
 */
export function runRoots(m: Machine, roots: Root[]): void {
  m.spares = sparesOf(m);
  for (const named of [false, true]) {
    for (const module of m.modules) {
      if (!module.own) continue;
      const frame: Frame = { scope: module.scope, source: module.source, returns: [], yields: [] };
      const busy = works(m, module.source.file);
      const own = [...module.scope.vars].flatMap(([name, value]) =>
        definedIn(value, module.source) && !m.spares.has(value.def) && !redefined(m, module, name) ? [value] : [],
      );
      const entry = own.some(isEntry);
      // Of those that others name, ways in come first: they call the rest.
      for (const value of named ? [...own.filter(isEntry), ...own.filter((one) => !isEntry(one))] : own) {
        if (value.kind === 'function' && (named || !m.mentioned.has(value.name)))
          runFunction(m, value, frame, { busy, entry }, roots);
        if (value.kind === 'class' && (named || !m.mentioned.has(value.def.name)))
          runClass(m, value, frame, busy, roots);
      }
    }
    runNested(m, roots);
  }
}

const isEntry = (value: Value): boolean => value.kind === 'function' && ENTRY.test(value.name);

interface Surroundings {
  /** The module's own statements do the work: what they do not call is not used. */
  readonly busy: boolean;
  /** A function looks like the way in. */
  readonly entry: boolean;
}

function runFunction(m: Machine, fn: Fn, frame: Frame, around: Surroundings, roots: Root[]): void {
  if (m.called.has(fn.def) || isFixture(fn) || (fn.def.kind === 'Lambda' && !ENTRY.test(fn.label ?? ''))) return;
  const entry = ENTRY.test(fn.name) || fn.decorators.length > 0 || m.named.has(fn.def);
  if (around.busy && !entry) return;
  start(m, roots, { name: fn.name, kind: 'function', doubtful: !entry && around.entry }, () => {
    m.invoke(fn, NO_ARGUMENTS, siteOf(fn, frame));
  });
}

/** Only tests ask for it. */
const isFixture = ({ decorators }: Fn): boolean => decorators.some((one) => /^\??pytest\.fixture\b/.test(pathOf(one)));

/** A class that nobody makes an object of is read as one life: made, entered, used, left. */
function runClass(m: Machine, cls: Cls, frame: Frame, busy: boolean, roots: Root[]): void {
  const known = m.built.get(cls.def);
  if (known) {
    runMethods(m, known, frame, roots, busy && cls.bases.length === 0);
    return;
  }
  const methods = [...cls.scope.vars.keys()];
  if (busy && cls.bases.length === 0 && !m.mentioned.has(cls.def.name) && !methods.some((name) => ENTRY.test(name)))
    return;
  const site = unknownSite({ node: cls.def, frame });
  start(m, roots, { name: cls.def.name, kind: 'class', doubtful: busy }, () => {
    const made = m.construct(cls, NO_ARGUMENTS, site);
    live(m, made, site);
  });
}

function live(m: Machine, made: Instance, site: Site): void {
  const enter = classMember(made.cls, '__enter__', made);
  if (enter) m.call(enter, argumentsOf(), site);
  const methods = [...made.cls.scope.vars].filter(
    ([name, value]) => !LIFE.has(name) && !(value.kind === 'function' && m.spares.has(value.def)),
  );
  for (const mentioned of [false, true]) {
    for (const [name, value] of methods) {
      if (value.kind !== 'function' || m.called.has(value.def) || m.mentioned.has(name) !== mentioned) continue;
      const method = classMember(made.cls, name, made);
      if (method?.kind === 'function') m.invoke(method, NO_ARGUMENTS, unknownSite({ ...site }));
      m.stopped = 0;
    }
  }
  const exit = classMember(made.cls, '__exit__', made);
  if (exit?.kind === 'function' && !m.called.has(exit.def)) m.call(exit, argumentsOf(...exceptionArguments()), site);
}

const LIFE = new Set(['__init__', '__enter__', '__exit__']);

function runMethods(m: Machine, made: Instance, frame: Frame, roots: Root[], doubtful: boolean): void {
  const methods = [...made.cls.scope.vars].flatMap(([name, value]) =>
    value.kind === 'function' && !LIFE.has(name) ? [value] : [],
  );
  const waiting = methods.some((value) => !m.called.has(value.def));
  // Who calls one method of an object and not the other does not use the other.
  const chosen =
    doubtful &&
    methods.some((value) => m.called.has(value.def)) &&
    !methods.some((value) => !m.called.has(value.def) && ENTRY.test(value.name));
  if (!waiting || chosen) return;
  start(m, roots, { name: made.cls.def.name, kind: 'class', doubtful }, () =>
    live(m, made, unknownSite({ node: made.cls.def, frame })),
  );
}

/** Functions inside functions: those that were registered or handed out. */
function runNested(m: Machine, roots: Root[]): void {
  for (let i = 0; i < m.nested.length && i < 200; i++) {
    const fn = m.nested[i];
    if (!fn || m.called.has(fn.def)) continue;
    const bound = fn.scope.vars.get(fn.name);
    const value = bound?.kind === 'function' && bound.def === fn.def ? bound : fn;
    if (value.decorators.length === 0 && !m.named.has(fn.def)) continue;
    const frame: Frame = { scope: fn.scope, source: fn.scope.source, returns: [], yields: [] };
    start(m, roots, { name: fn.name, kind: 'function', doubtful: value.decorators.length === 0 }, () => {
      m.invoke(value, NO_ARGUMENTS, siteOf(value, frame));
    });
  }
}

/** Starts a path of execution of its own. */
export function start(m: Machine, roots: Root[], root: Omit<Root, 'id'>, run: () => void): void {
  const kept = m.activation;
  const made: Root = { ...root, id: roots.length };
  roots.push(made);
  m.activation = { id: ++m.activations, name: root.name, async: false, outer: undefined, root: made };
  m.place = undefined;
  m.context = undefined;
  const { patched, environment } = m;
  const alone = root.kind !== 'module';
  if (alone) Object.assign(m, { patched: new Map(patched), environment: new Map(environment) });
  run();
  if (alone) Object.assign(m, { patched, environment });
  m.stopped = 0;
  m.activation = kept;
}

const siteOf = (fn: Fn, frame: Frame): Site => unknownSite({ node: fn.def, frame });

/** A later block of the same document that defines the name again replaces it, as in a notebook. */
function redefined(m: Machine, module: ModuleState, name: string): boolean {
  const later = m.modules.slice(m.modules.indexOf(module) + 1);
  return later.some((other) => other.own && other.source.file === module.source.file && defines(other.body, name));
}

function definedIn(value: Value, source: Frame['source']): value is Fn | Cls {
  return (value.kind === 'function' || value.kind === 'class') && value.scope.source === source;
}
