import type { Py } from '../languages/python/ast.js';
import { callBuiltin } from './builtins.js';
import { elementsOf } from './iterate.js';
import { classMember, libraryBase } from './lookup.js';
import { type Arguments, argumentsOf, EVENTS, type Machine, type Site, STEPS } from './machine.js';
import { disable, startPatch } from './patched.js';
import { type CallEvent, EXIT } from './trace.js';
import { choice, derived, type Made, NONE, pathOf, type Value } from './value.js';

const ALTERNATIVES = 4;

/** Calls a value: the answer's own functions and classes are followed, all else is recorded. */
export function call(m: Machine, target: Value, given: Arguments, site: Site): Value {
  switch (target.kind) {
    case 'function':
      return m.invoke(target, given, site);
    case 'class':
      return m.construct(target, given, site);
    case 'instance':
      return callInstance(m, target, given, site);
    case 'choice': {
      const options = target.options.filter((option) => option.kind !== 'const').slice(0, ALTERNATIVES);
      return options.length > 0 ? choice(options.map((option) => m.call(option, given, site))) : derived('unknown');
    }
    case 'made':
      return isPartial(target) ? callPartial(m, target, given, site) : record(m, target, given, site);
    case 'ref':
      return callBuiltin(m, target, given, site) ?? record(m, target, given, site);
    default:
      return record(m, target, given, site);
  }
}

/** Records a call that leaves the answer, and gives its result a value. */
export function record(m: Machine, target: Value, given: Arguments, site: Site, passed = false): Made {
  const callee = pathOf(target);
  const receiver = target.kind === 'ref' ? target.inputs[0] : target;
  const event: CallEvent = {
    index: m.index++,
    callee,
    receiver,
    args: given.args,
    keywords: given.keywords,
    open: given.open,
    inputs: [...(receiver ? [receiver] : []), ...given.args, ...given.keywords.values(), ...given.open],
    node: site.node,
    argNodes: given.nodes,
    source: site.frame.source,
    place: m.place,
    context: m.context,
    activation: m.activation,
    passed,
    discarded: false,
  };
  if (m.calls.length < EVENTS) m.calls.push(event);
  else m.steps = STEPS + 1;
  const made: Made = { kind: 'made', path: `${callee}()`.slice(0, 240), event, stores: [] };
  event.made = made;
  if (STOPS.has(callee)) m.stopped |= EXIT;
  if (callee.endsWith('.start') && receiver?.kind === 'made') startPatch(m, receiver, site.frame);
  if (callee === 'logging.disable') disable(m, made, site.frame);
  if (ENTER.test(callee) && given.args[0]) enter(m, given.args[0], site);
  if (target.kind === 'ref' && target.path.endsWith('.pop') && receiver?.kind === 'made' && given.args[0])
    receiver.stores.push({ key: given.args[0], value: undefined });
  if (!passed) handOver(m, event, given, site);
  return made;
}

/** Keeps a context manager open that `ExitStack.enter_context` took, until the stack's own `with` ends. */
function enter(m: Machine, value: Value, site: Site): void {
  const pending = m.pending.get(value);
  if (pending) {
    pending(() => undefined);
    return;
  }
  if (value.kind === 'instance') {
    const method = classMember(value.cls, '__enter__', value);
    if (method) m.call(method, argumentsOf(), site);
  }
  if (value.kind === 'made')
    value.event.entered = { how: 'entered', from: m.index, to: Number.POSITIVE_INFINITY, async: false };
  m.context = { value, how: 'entered', async: false, outer: m.context };
}

/** Functions given away as arguments are taken to be called there and then (`to_thread(model.predict, data)`, `Thread(target=work)`). */
function handOver(m: Machine, event: CallEvent, given: Arguments, site: Site): void {
  if (event.callee.startsWith('atexit.') || QUIET.test(event.callee)) return;
  // What is made to run later runs when something starts it.
  if (LATER.test(event.callee) && !m.mentioned.has('start')) {
    for (const value of event.inputs) if (value.kind === 'function') m.named.delete(value.def);
    return;
  }
  const rest = event.keywords.get('args');
  const others = rest ? elementsOf(rest).known : given.args.slice(1);
  for (const value of event.inputs) {
    if (value === event.receiver) continue;
    if (value.kind === 'function' && !m.called.has(value.def)) {
      m.handing = event.callee;
      m.invoke(value, argumentsOf(...others), site);
      m.handing = undefined;
    } else if (value.kind === 'ref' && value.path.includes('.') && value.inputs.length > 0)
      record(m, value, argumentsOf(...others), site, true);
  }
}

function callInstance(m: Machine, target: Extract<Value, { kind: 'instance' }>, given: Arguments, site: Site): Value {
  const method = classMember(target.cls, '__call__', target);
  if (method) return m.call(method, given, site);
  const library = libraryBase(target.cls);
  return record(m, library ? { kind: 'ref', path: `${library}()`, inputs: [target] } : target, given, site);
}

const isPartial = (value: Made): boolean => /(^|[.?])partial\(\)$/.test(value.path);

function callPartial(m: Machine, target: Made, given: Arguments, site: Site): Value {
  const [callee, ...fixed] = target.event.args;
  if (!callee) return NONE;
  const keywords = new Map([...target.event.keywords, ...given.keywords]);
  const nodes = new Map<number | string, Py>(
    [...target.event.argNodes].flatMap(([key, node]) => (typeof key === 'string' ? [[key, node] as const] : [])),
  );
  for (const [key, node] of given.nodes) nodes.set(typeof key === 'number' ? key + fixed.length : key, node);
  return m.call(
    callee,
    { args: [...fixed, ...given.args], keywords, open: [...target.event.open, ...given.open], nodes },
    site,
  );
}

/** The functions named in arguments are not called by these: they register or describe. */
const QUIET =
  /(^|[.?])(partial|wraps|isinstance|issubclass|cast|field|print|repr|str|type|getattr|signal|add_exception_handler|register)$/;
const LATER = /(^|[.?])(Thread|Process|Timer)$/;
const ENTER = /ExitStack\(\)\.enter_(async_)?context$/;
const STOPS = new Set(['sys.exit', '?sys.exit', 'builtins.exit', 'builtins.quit', 'os._exit', 'os.abort', '?os._exit']);
