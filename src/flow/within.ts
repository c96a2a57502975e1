import { classMember } from './lookup.js';
import { argumentsOf, type Frame, type Machine, type Site } from './machine.js';
import { whilePatched } from './patched.js';
import type { Context } from './trace.js';
import { constant, ref, type Value } from './value.js';

/** Runs a body with a context manager open around it. */
export function within(
  m: Machine,
  value: Value,
  how: Context['how'],
  async: boolean,
  site: Site,
  body: (bound: Value) => void,
): void {
  const outer = m.context;
  const pending = m.pending.get(value);
  if (pending) pending((yielded) => opened(m, value, how, async, site.frame, () => body(yielded)));
  else if (value.kind === 'instance' && classMember(value.cls, '__enter__', value))
    ownManager(m, value, how, async, site, body);
  else if (value.kind === 'choice') {
    const options = value.options.filter((option) => option.kind !== 'const');
    for (const option of options.slice(1)) mark(m, option, how, async);
    if (options[0]) opened(m, options[0], how, async, site.frame, () => body(boundBy(value)));
    else body(value);
  } else opened(m, value, how, async, site.frame, () => body(boundBy(value)));
  for (let at = m.context; at && at !== outer; at = at.outer)
    if (at.value.kind === 'made' && at.value.event.entered) at.value.event.entered.to = m.index;
  m.context = outer;
}

function opened(m: Machine, value: Value, how: Context['how'], async: boolean, frame: Frame, body: () => void): void {
  m.context = { value, how, async, outer: m.context };
  mark(m, value, how, async);
  whilePatched(m, value, frame, body);
  if (value.kind === 'made' && value.event.entered) value.event.entered.to = m.index;
}

function mark(m: Machine, value: Value, how: Context['how'], async: boolean): void {
  if (value.kind === 'made') value.event.entered = { how, from: m.index, to: Number.POSITIVE_INFINITY, async };
}

function ownManager(
  m: Machine,
  value: Extract<Value, { kind: 'instance' }>,
  how: Context['how'],
  async: boolean,
  site: Site,
  body: (bound: Value) => void,
): void {
  const enter = classMember(value.cls, '__enter__', value);
  const bound = enter ? m.call(enter, argumentsOf(), site) : value;
  opened(m, value, how, async, site.frame, () => body(bound));
  const exit = classMember(value.cls, '__exit__', value);
  if (exit) m.call(exit, argumentsOf(...exceptionArguments()), site);
}

/** What `__exit__` is called with: nothing, or the exception. */
export const exceptionArguments = (): Value[] => [ref('$raised'), ref('$raised'), ref('$raised')];

/** What `as` is bound to: library managers give themselves, or what they wrap. */
function boundBy(value: Value): Value {
  if (value.kind === 'made' && /(closing|nullcontext)\(\)$/.test(value.path))
    return value.event.args[0] ?? constant(null, 'none');
  return value;
}
