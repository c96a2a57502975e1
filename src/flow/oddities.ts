import type { Py, PyClassDef, PyFunctionDef, PyName, PyStmt } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import type { Source } from '../model/text.js';
import { isMock } from './lookup.js';
import type { Frame, Machine } from './machine.js';
import { isKnown } from './modules.js';
import { isDoubtful } from './patched.js';
import type { Oddity } from './trace.js';
import { pathOf, type Value } from './value.js';

/** What is noted while reading, before it is known whether another path gets there after all. */
export interface Oddities {
  readonly reached: Set<Py>;
  readonly skipped: { readonly stmts: readonly Py[]; readonly source: Source }[];
  /** Where a library's name was given another value, by its path; and the paths that were then used. */
  readonly patches: Map<string, { readonly node: Py; readonly source: Source }>;
  readonly used: Set<string>;
  readonly found: Oddity[];
}

export const noOddities = (): Oddities => ({
  reached: new Set(),
  skipped: [],
  patches: new Map(),
  used: new Set(),
  found: [],
});

/** Notes statements that control did not get to here. */
export function skip(m: Machine, stmts: readonly Py[], source: Source): void {
  if (stmts.length > 0) m.oddities.skipped.push({ stmts, source });
}

/** Statements that are known to be skipped so far. */
export const deadOf = ({ skipped, reached }: Oddities): ReadonlySet<Py> =>
  new Set(skipped.flatMap(({ stmts }) => stmts.filter((stmt) => !reached.has(stmt))));

/** Notes a definition that takes the place of a function that nothing has called yet. */
export function replacing(m: Machine, node: PyFunctionDef | PyClassDef, frame: Frame): void {
  const before = frame.scope.vars.get(node.name);
  if (!before || isDoubtful(m.place)) return;
  const idle = before.kind === 'function' && before.def.kind === 'FunctionDef' && before.name === node.name;
  if (idle && node.decorators.length === 0 && before.def.decorators.length === 0 && !m.named.has(before.def))
    skip(m, before.def.body, before.scope.source);
}

/** Notes a name of a library that is given to a mock, or to something of the answer's own where the library was imported. */
export function renaming(m: Machine, node: PyName, value: Value, frame: Frame): void {
  const mock = isMock(value);
  if (isDoubtful(m.place) || !(mock || OWN.has(value.kind))) return;
  const before = frame.scope.vars.get(node.id);
  if (before && m.importOf.has(before)) shadowed(m, pathOf(before), node, frame);
  else if (mock && !before) shadowed(m, node.id, node, frame);
}

const OWN = new Set<Value['kind']>(['function', 'class', 'instance']);

function shadowed(m: Machine, name: string, { start, end }: Py, { source }: Frame): void {
  if (isKnown(name)) m.oddities.found.push({ kind: 'shadowed', name, source, start, end });
}

/** What stays odd at the end: stretches with calls in them that no path reached, and replaced names that were used. */
export function odditiesOf({ reached, skipped, patches, used, found }: Oddities): Oddity[] {
  const dead = new Map<Py, Oddity>();
  for (const { stmts, source } of skipped) {
    const [first] = stmts;
    const last = stmts.at(-1);
    if (!first || !last || dead.has(first) || stmts.some((stmt) => reached.has(stmt)) || !stmts.some(calls)) continue;
    dead.set(first, { kind: 'dead', name: '', source, start: first.start, end: last.end });
  }
  const shadowed = [...used].flatMap((name): Oddity[] => {
    const at = patches.get(name);
    return at ? [{ kind: 'shadowed', name, source: at.source, start: at.node.start, end: at.node.end }] : [];
  });
  return [...dead.values(), ...found, ...shadowed];
}

/** Whether a statement would call anything; reading a constant or importing does no harm where it is never reached. */
function calls(stmt: Py): boolean {
  let found = false;
  walk(stmt as PyStmt, (node) => {
    if (node.kind === 'Call') found = true;
  });
  return found;
}
