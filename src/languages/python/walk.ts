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
      all(node.body, add);
      break;
    case 'FunctionDef':
      all(node.decorators, add);
      all(node.typeParams, add);
      add(node.args);
      add(node.returns);
      all(node.body, add);
      break;
    case 'ClassDef':
      all(node.decorators, add);
      all(node.typeParams, add);
      merge(node.bases, node.keywords, add);
      all(node.body, add);
      break;
    case 'Return':
    case 'Expr':
    case 'Await':
    case 'Yield':
    case 'YieldFrom':
    case 'Starred':
    case 'Attribute':
    case 'keyword':
      add(node.value);
      break;
    case 'Delete':
      all(node.targets, add);
      break;
    case 'Assign':
      all(node.targets, add);
      add(node.value);
      break;
    case 'AugAssign':
    case 'NamedExpr':
      add(node.target);
      add(node.value);
      break;
    case 'AnnAssign':
      add(node.target);
      add(node.annotation);
      add(node.value);
      break;
    case 'TypeAlias':
      add(node.name);
      all(node.typeParams, add);
      add(node.value);
      break;
    case 'For':
      add(node.target);
      add(node.iter);
      all(node.body, add);
      all(node.orelse, add);
      break;
    case 'While':
    case 'If':
      add(node.test);
      all(node.body, add);
      all(node.orelse, add);
      break;
    case 'With':
      all(node.items, add);
      all(node.body, add);
      break;
    case 'Match':
      add(node.subject);
      all(node.cases, add);
      break;
    case 'Raise':
      add(node.exc);
      add(node.cause);
      break;
    case 'Try':
      all(node.body, add);
      all(node.handlers, add);
      all(node.orelse, add);
      all(node.finalbody, add);
      break;
    case 'Assert':
      add(node.test);
      add(node.msg);
      break;
    case 'Import':
    case 'ImportFrom':
      all(node.names, add);
      break;
    case 'BoolOp':
    case 'JoinedStr':
      all(node.values, add);
      break;
    case 'BinOp':
      add(node.left);
      add(node.right);
      break;
    case 'UnaryOp':
      add(node.operand);
      break;
    case 'Lambda':
      add(node.args);
      add(node.body);
      break;
    case 'IfExp':
      add(node.body);
      add(node.test);
      add(node.orelse);
      break;
    case 'Dict':
      for (let i = 0; i < node.values.length; i++) {
        add(node.keys[i]);
        add(node.values[i]);
      }
      break;
    case 'Set':
    case 'List':
    case 'Tuple':
      all(node.elts, add);
      break;
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      add(node.elt);
      all(node.generators, add);
      break;
    case 'DictComp':
      add(node.key);
      add(node.value);
      all(node.generators, add);
      break;
    case 'Compare':
      add(node.left);
      all(node.comparators, add);
      break;
    case 'Call':
      add(node.func);
      if (node.keywords.length === 0) all(node.args, add);
      else merge(node.args, node.keywords, add);
      break;
    case 'FormattedValue':
      add(node.value);
      add(node.formatSpec);
      break;
    case 'Subscript':
      add(node.value);
      add(node.slice);
      break;
    case 'Slice':
      add(node.lower);
      add(node.upper);
      add(node.step);
      break;
    case 'arguments':
      eachArgument(node, add);
      break;
    case 'arg':
      add(node.annotation);
      break;
    case 'withitem':
      add(node.contextExpr);
      add(node.optionalVars);
      break;
    case 'match_case':
      eachOfCase(node, add);
      break;
    case 'pattern':
      eachOfPattern(node, add);
      break;
    case 'ExceptHandler':
      add(node.type);
      all(node.body, add);
      break;
    case 'comprehension':
      add(node.target);
      add(node.iter);
      all(node.ifs, add);
      break;
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
