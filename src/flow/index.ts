import type { PyModule } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import type { Source } from '../model/text.js';
import { call } from './call.js';
import { evaluate } from './evaluate.js';
import { execute } from './execute.js';
import { construct, invoke } from './invoke.js';
import { attribute } from './lookup.js';
import { type Frame, type Machine, type ModuleState, STEPS } from './machine.js';
import { noOddities, odditiesOf } from './oddities.js';
import { runRoots, start } from './roots.js';
import { bindingsIn } from './settled.js';
import type { Root, Trace } from './trace.js';
import { within } from './within.js';

/** A Python file or block to trace. */
export interface Module {
  readonly source: Source;
  readonly tree: PyModule;
}

/**
 * What the modules would do when run, without running them: module by module in the order of imports, then what nothing calls.
 * `others` are there to be imported only. Never throws; what goes over the budget is left out and `cut` says so.
 */
export function traceOf(modules: readonly Module[], others: readonly Module[] = []): Trace {
  const roots: Root[] = [];
  const m = machine(modules, others, roots);
  try {
    for (const module of m.modules) if (module.own) m.runModule(module);
    runRoots(m, roots);
  } catch (error) {
    // Depth is counted, but a stack may be shorter than thought: what was read so far stands.
    if (!(error instanceof RangeError)) throw error;
    m.steps = STEPS + 1;
  }
  return {
    calls: m.calls,
    stores: m.stores,
    roots,
    free: [...m.free.values()],
    imports: m.imports,
    oddities: odditiesOf(m.oddities),
    cut: m.steps > STEPS,
  };
}

function machine(modules: readonly Module[], others: readonly Module[], roots: Root[]): Machine {
  const nowhere: Root = { id: -1, name: '', kind: 'module', doubtful: false };
  const rootOf = new Map<string, Root>();
  const m: Machine = {
    calls: [],
    stores: [],
    free: new Map(),
    freeRefs: new Map(),
    imports: [],
    importOf: new Map(),
    modules: [...modules.map((module) => stateOf(module, true)), ...others.map((module) => stateOf(module, false))],
    mentioned: mentionedIn(modules),
    bindings: bindingsIn([...modules, ...others].map(({ tree }) => tree)),
    spares: new Set(),
    called: new Set(),
    named: new Set(),
    built: new Map(),
    building: new Set(),
    nested: [],
    pending: new Map(),
    patched: new Map(),
    environment: new Map(),
    oddities: noOddities(),
    mainly: new Set(),
    index: 0,
    steps: 0,
    depth: 0,
    decorating: 0,
    activations: 0,
    place: undefined,
    context: undefined,
    activation: { id: 0, name: '', async: false, outer: undefined, root: nowhere },
    handing: undefined,
    discarding: undefined,
    stopped: 0,
    evaluate: (expression, frame) => evaluate(m, expression, frame),
    execute: (body, frame) => execute(m, body, frame),
    call: (target, given, site) => call(m, target, given, site),
    invoke: (fn, given, site) => invoke(m, fn, given, site),
    construct: (cls, given, site) => construct(m, cls, given, site),
    attribute: (base, name) => attribute(m, base, name),
    within: (value, how, async, site, body) => within(m, value, how, async, site, body),
    runModule: (module) => runModule(m, module, roots, rootOf),
  };
  return m;
}

function mentionedIn(modules: readonly Module[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { tree } of modules) {
    walk(tree, (node) => {
      if (node.kind === 'Name') names.add(node.id);
      if (node.kind === 'Attribute') names.add(node.attr);
    });
  }
  return names;
}

function stateOf(module: Module, own: boolean): ModuleState {
  const { source, tree } = module;
  // A folder with an `__init__.py` is a module that goes by the folder's name.
  const base =
    source.file
      .replace(/\/__init__\.py$/, '.py')
      .split('/')
      .at(-1) ?? source.file;
  const scope = { kind: 'module', vars: new Map(), parent: undefined, source, outward: new Map() } as const;
  return {
    names: base.endsWith('.py') ? [base.slice(0, -3)] : [],
    path: source.file,
    scope: { ...scope },
    body: tree.body,
    source,
    own,
    state: 'new',
  };
}

/** Blocks of one file (a notebook's cells, the fences of a document) are one path of execution. */
function runModule(m: Machine, module: ModuleState, roots: Root[], rootOf: Map<string, Root>): void {
  if (module.state !== 'new') return;
  module.state = 'running';
  const frame: Frame = { scope: module.scope, source: module.source, returns: [], yields: [] };
  const kept = { activation: m.activation, place: m.place, context: m.context };
  const known = rootOf.get(module.source.file);
  const made: Omit<Root, 'id'> = { name: module.source.file, kind: 'module', doubtful: false };
  if (known) {
    m.activation = { id: ++m.activations, name: module.source.file, async: false, outer: undefined, root: known };
    m.place = undefined;
    m.context = undefined;
    m.execute(module.body, frame);
    m.stopped = 0;
  } else {
    start(m, roots, made, () => {
      rootOf.set(module.source.file, m.activation.root);
      m.execute(module.body, frame);
    });
  }
  Object.assign(m, kept);
  module.state = 'done';
}
