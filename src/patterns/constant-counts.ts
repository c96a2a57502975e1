import { namesIn, targetsOf } from './names.js';
import type { G } from './tree.js';
import { pushChildren, walkTree } from './tree-walk.js';

/** `++i`, `i++`, `--i`, `i--` */
export const STEPS: ReadonlySet<string> = new Set(['++_', '_++', '--_', '_--']);

/** Counts how often each name is bound in a scope; a name that something else may bind at any time counts as bound often. */
export function countBindings(
  language: string,
  params: readonly G[],
  body: readonly G[],
  counts: Map<string, number>,
): void {
  const add = (name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by);
  const ofOthers = language === 'python' ? declaredGlobal : assignedWithin;
  for (const param of params) if (param.kind === 'Param') add(param.name, 2);
  const stack: G[] = [...body];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.kind === 'Func' || node.kind === 'Class' || node.kind === 'Lambda') {
      if (node.kind !== 'Lambda') add(node.name);
      for (const name of ofOthers(node)) add(name, 2);
      continue;
    }
    if (node.kind === 'Scope') for (const name of node.names) add(name, -1000);
    if (node.kind === 'Import') add(node.alias ?? node.name ?? node.module.split('.')[0]!);
    if (node.kind !== 'CompFor') for (const name of targetsOf(node)) add(name);
    pushChildren(node, stack);
  }
  for (const [name, n] of counts) if (n < 0) counts.delete(name);
}

/** A nested function that says `global x` and gives it a value may do so at any time. */
function declaredGlobal(node: G): string[] {
  const named = new Set<string>();
  const given = new Set<string>();
  walkTree([node], (inner) => {
    if (inner.kind === 'Scope') for (const name of inner.names) named.add(name);
    for (const name of targetsOf(inner)) given.add(name);
  });
  return [...named].filter((name) => given.has(name));
}

/** Where nothing has to be declared global, a nested function gives values to all names that are not its own. */
function assignedWithin(node: G): string[] {
  const own = new Set<string>();
  const given = new Set<string>();
  walkTree([node], (inner) => {
    if (inner.kind === 'Func') own.add(inner.name);
    if (inner.kind === 'Func' || inner.kind === 'Lambda')
      for (const param of inner.params)
        for (const name of param.kind === 'Param' ? [param.name] : namesIn(param).map((one) => one.id)) own.add(name);
    if (inner.kind === 'Op' && STEPS.has(inner.op))
      for (const arg of inner.args) if (arg.kind === 'Name') given.add(arg.id);
    if (inner.kind === 'Assign' && inner.field) return;
    const isGiven = inner.kind === 'AugAssign' || (inner.kind === 'Assign' && !inner.decl);
    for (const name of targetsOf(inner)) (isGiven ? given : own).add(name);
  });
  return [...given].filter((name) => !own.has(name));
}
