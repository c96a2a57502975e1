import { type Analysis, analyse } from './constant-flow.js';
import { concatenation, constantOnly, join, operation, type Value } from './constant-values.js';
import type { Indexed } from './program.js';
import type { G, Name } from './tree.js';
import { walkTree } from './tree-walk.js';

export interface Constants {
  /** The constant that an expression is, through variables, concatenation and f-strings. */
  valueOf(node: G): Exclude<Value, { known: 'sym' }> | undefined;
  /** The expression that a variable was last given, where there is just one. */
  symbolOf(name: Name): G | undefined;
}

/** Constants of a program, worked out per function when first asked for. */
export function constantsOf(program: Indexed): Constants {
  const done = new Map<number, Analysis>();
  const attributes = new Map<G, Map<string, G | undefined>>();
  const analysisOf = (scope: number): Analysis => {
    let found = done.get(scope);
    if (!found) {
      found = { reads: new Map(), counts: new Map(), once: new Map() };
      done.set(scope, found);
      analyse(program, scope, found, evaluate);
    }
    return found;
  };
  const nameValue = (name: Name): Value | undefined => {
    let scope = program.scopeAt(name.start);
    const own = analysisOf(scope);
    if (own.reads.has(name)) return own.reads.get(name);
    // A class's names are not seen from its methods.
    for (let first = true; ; first = false) {
      const found = analysisOf(scope);
      const isClass = scope >= 0 && program.scopes[scope]!.node.kind === 'Class';
      if (found.counts.has(name.id) && (first || !isClass))
        return found.counts.get(name.id) === 1 && !first ? found.once.get(name.id) : undefined;
      if (scope < 0) return undefined;
      scope = program.scopes[scope]!.parent;
    }
  };
  function evaluate(node: G, depth = 0): Value | undefined {
    if (depth > 60) return undefined;
    switch (node.kind) {
      case 'Const':
        if (node.type === 'bytes') return { known: 'lit', type: 'str', value: node.value, node };
        return node.type === 'str' || node.type === 'number' || node.type === 'bool' || node.type === 'none'
          ? { known: 'lit', type: node.type, value: node.value ?? (node.type === 'number' ? node.text : null), node }
          : undefined;
      case 'Name':
        return node.virtual ? undefined : nameValue(node);
      case 'Attr':
        return attributeValue(program, node, attributes, (inner) => evaluate(inner, depth + 1));
      case 'Op':
        return operation(
          node.op,
          node.args.map((arg) => evaluate(arg, depth + 1)),
        );
      case 'FString':
        return concatenation(
          node.parts.map((part) =>
            part.kind === 'FValue' ? evaluate(part.value, depth + 1) : evaluate(part, depth + 1),
          ),
        );
      case 'Cond':
        return join(evaluate(node.body, depth + 1), evaluate(node.orelse, depth + 1));
      default:
        return undefined;
    }
  }
  return {
    valueOf: (node) => {
      const value = evaluate(node);
      return value?.known === 'sym' ? undefined : value;
    },
    symbolOf: (name) => {
      const value = name.virtual ? undefined : nameValue(name);
      return value?.known === 'sym' ? value.node : undefined;
    },
  };
}

/** `self.x`, `cls.x` and `Class.x`, where the class gives `x` one value only. */
function attributeValue(
  program: Indexed,
  node: Extract<G, { kind: 'Attr' }>,
  memo: Map<G, Map<string, G | undefined>>,
  evaluate: (node: G) => Value | undefined,
): Value | undefined {
  if (node.value.kind !== 'Name') return undefined;
  const { id } = node.value;
  const owner =
    id === 'self' || id === 'cls' || id === 'this'
      ? classAround(program, node.start)
      : program.of('Class').find((one) => one.kind === 'Class' && one.name === id);
  if (!owner) return undefined;
  const known = memo.get(owner) ?? onceAssigned(owner);
  memo.set(owner, known);
  const value = known.get(node.attr);
  return value && (value.start > node.start || value.end < node.start) ? constantOnly(evaluate(value)) : undefined;
}

function classAround(program: Indexed, offset: number): G | undefined {
  for (let scope = program.scopeAt(offset); scope >= 0; scope = program.scopes[scope]!.parent) {
    const { node } = program.scopes[scope]!;
    if (node.kind === 'Class') return node;
  }
  return undefined;
}

function onceAssigned(owner: G): Map<string, G | undefined> {
  const found = new Map<string, G | undefined>();
  const add = (name: string, value: G | undefined): void => void found.set(name, found.has(name) ? undefined : value);
  const direct = new Set<G>();
  if (owner.kind === 'Class') for (const one of owner.body) if (one.kind === 'ExprStmt') direct.add(one.value);
  walkTree([owner], (node) => {
    if (node.kind !== 'Assign' && node.kind !== 'AugAssign') return;
    const { target } = node;
    const value = node.kind === 'Assign' ? node.value : undefined;
    if (target.kind === 'Name' && direct.has(node)) add(target.id, value);
    else if (
      target.kind === 'Attr' &&
      target.value.kind === 'Name' &&
      ['self', 'cls', 'this'].includes(target.value.id)
    )
      add(target.attr, value);
  });
  return found;
}
