import type { Py, PyArguments, PyMatchCase, PyPattern } from './ast.js';

type Add = (node: Py | undefined) => void;

/** The children of a node in source order. */
export function childrenOf(node: Py): Py[] {
  const found: Py[] = [];
  eachChild(node, (child) => {
    if (child) found.push(child);
  });
  return found;
}

/** Visits a node and all below it, parents first, in source order; `false` from `visit` skips what is below. Does not recurse. */
export function walk(node: Py, visit: (node: Py, parent: Py | undefined) => unknown): void {
  const nodes: Py[] = [node];
  const parents: (Py | undefined)[] = [undefined];
  while (nodes.length > 0) {
    const next = nodes.pop()!;
    if (visit(next, parents.pop()) === false) continue;
    const from = nodes.length;
    eachChild(next, (child) => {
      if (!child) return;
      nodes.push(child);
      parents.push(next);
    });
    reverseFrom(nodes, from);
  }
}

function reverseFrom(list: Py[], from: number): void {
  for (let a = from, b = list.length - 1; a < b; a++, b--) {
    const kept = list[a]!;
    list[a] = list[b]!;
    list[b] = kept;
  }
}

const all = (nodes: readonly (Py | undefined)[], add: Add): void => {
  for (const node of nodes) add(node);
};

/** Calls `add` for each child in source order; optional children that are absent come as undefined. */
export function eachChild(node: Py, add: Add): void {
  switch (node.kind) {
    case 'Module':
    case 'Error':
      return all(node.body, add);
    case 'FunctionDef':
      all(node.decorators, add);
      all(node.typeParams, add);
      add(node.args);
      add(node.returns);
      return all(node.body, add);
    case 'ClassDef':
      all(node.decorators, add);
      all(node.typeParams, add);
      merge(node.bases, node.keywords, add);
      return all(node.body, add);
    case 'Return':
    case 'Expr':
    case 'Await':
    case 'Yield':
    case 'YieldFrom':
    case 'Starred':
    case 'Attribute':
    case 'keyword':
      return add(node.value);
    case 'Delete':
      return all(node.targets, add);
    case 'Assign':
      all(node.targets, add);
      return add(node.value);
    case 'AugAssign':
    case 'NamedExpr':
      add(node.target);
      return add(node.value);
    case 'AnnAssign':
      add(node.target);
      add(node.annotation);
      return add(node.value);
    case 'TypeAlias':
      add(node.name);
      all(node.typeParams, add);
      return add(node.value);
    case 'For':
      add(node.target);
      add(node.iter);
      all(node.body, add);
      return all(node.orelse, add);
    case 'While':
    case 'If':
      add(node.test);
      all(node.body, add);
      return all(node.orelse, add);
    case 'With':
      all(node.items, add);
      return all(node.body, add);
    case 'Match':
      add(node.subject);
      return all(node.cases, add);
    case 'Raise':
      add(node.exc);
      return add(node.cause);
    case 'Try':
      all(node.body, add);
      all(node.handlers, add);
      all(node.orelse, add);
      return all(node.finalbody, add);
    case 'Assert':
      add(node.test);
      return add(node.msg);
    case 'Import':
    case 'ImportFrom':
      return all(node.names, add);
    case 'BoolOp':
    case 'JoinedStr':
      return all(node.values, add);
    case 'BinOp':
      add(node.left);
      return add(node.right);
    case 'UnaryOp':
      return add(node.operand);
    case 'Lambda':
      add(node.args);
      return add(node.body);
    case 'IfExp':
      add(node.body);
      add(node.test);
      return add(node.orelse);
    case 'Dict':
      for (let i = 0; i < node.values.length; i++) {
        add(node.keys[i]);
        add(node.values[i]);
      }
      return;
    case 'Set':
    case 'List':
    case 'Tuple':
      return all(node.elts, add);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      add(node.elt);
      return all(node.generators, add);
    case 'DictComp':
      add(node.key);
      add(node.value);
      return all(node.generators, add);
    case 'Compare':
      add(node.left);
      return all(node.comparators, add);
    case 'Call':
      add(node.func);
      return node.keywords.length === 0 ? all(node.args, add) : merge(node.args, node.keywords, add);
    case 'FormattedValue':
      add(node.value);
      return add(node.formatSpec);
    case 'Subscript':
      add(node.value);
      return add(node.slice);
    case 'Slice':
      add(node.lower);
      add(node.upper);
      return add(node.step);
    case 'arguments':
      return eachArgument(node, add);
    case 'arg':
      return add(node.annotation);
    case 'withitem':
      add(node.contextExpr);
      return add(node.optionalVars);
    case 'match_case':
      return eachOfCase(node, add);
    case 'pattern':
      return eachOfPattern(node, add);
    case 'ExceptHandler':
      add(node.type);
      return all(node.body, add);
    case 'comprehension':
      add(node.target);
      add(node.iter);
      return all(node.ifs, add);
    default:
  }
}

/** Two lists, each in source order, as one. */
function merge(first: readonly Py[], second: readonly Py[], add: Add): void {
  let a = 0;
  let b = 0;
  while (a < first.length || b < second.length) {
    const one = first[a];
    const two = second[b];
    if (one && (!two || one.start <= two.start)) {
      add(one);
      a++;
    } else {
      add(two);
      b++;
    }
  }
}

function eachArgument(node: PyArguments, add: Add): void {
  const positional = [...node.posonlyargs, ...node.args];
  const plain = positional.length - node.defaults.length;
  positional.forEach((arg, i) => {
    add(arg);
    if (i >= plain) add(node.defaults[i - plain]);
  });
  add(node.vararg);
  node.kwonlyargs.forEach((arg, i) => {
    add(arg);
    add(node.kwDefaults[i]);
  });
  add(node.kwarg);
}

function eachOfCase(node: PyMatchCase, add: Add): void {
  add(node.pattern);
  add(node.guard);
  all(node.body, add);
}

function eachOfPattern(node: PyPattern, add: Add): void {
  add(node.cls);
  add(node.value);
  node.parts.forEach((part, i) => {
    const key = node.keys?.[i];
    if (node.form === 'mapping' && typeof key === 'object') add(key);
    add(part);
  });
}
