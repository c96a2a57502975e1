import type { Py, PyExpr } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import type { Machine } from './machine.js';

/** How often names are bound anywhere in some trees. A plain assignment counts once; whatever may change a name unseen counts for more. */
export function bindingsIn(trees: readonly Py[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (name: string | undefined, times: number) => {
    if (name !== undefined) found.set(name, (found.get(name) ?? 0) + times);
  };
  for (const tree of trees) walk(tree, (node, parent) => eachBinding(node, parent, add));
  return found;
}

export const MANY = 2;

function eachBinding(node: Py, parent: Py | undefined, add: (name: string | undefined, times: number) => void): void {
  switch (node.kind) {
    case 'Name':
      if (parent && isTarget(node, parent))
        add(node.id, parent.kind === 'Assign' || parent.kind === 'AnnAssign' ? 1 : MANY);
      break;
    case 'Attribute':
      if (parent && isTarget(node, parent)) add(node.attr, MANY);
      break;
    case 'FunctionDef':
    case 'ClassDef':
    case 'ExceptHandler':
      add(node.name, MANY);
      break;
    case 'arg':
    case 'keyword':
      add(node.arg, MANY);
      break;
    case 'alias':
      add(node.asname ?? node.name, MANY);
      break;
    case 'Global':
    case 'Nonlocal':
      for (const name of node.names) add(name, MANY);
      break;
    case 'pattern':
      add(node.name, MANY);
      break;
    case 'Constant':
      if (parent && namesVariable(parent) && typeof node.value === 'string') add(node.value, MANY);
      break;
    default:
      break;
  }
}

/** `globals()["name"] = …`, `module.__dict__["name"] = …`, `setattr(module, "name", …)`: whether strings in a node may name variables. */
function namesVariable(parent: Py): boolean {
  if (parent.kind === 'Call') return parent.func.kind === 'Name' && parent.func.id === 'setattr';
  if (parent.kind !== 'Subscript') return false;
  const { value } = parent;
  return value.kind === 'Call' || (value.kind === 'Attribute' && value.attr === '__dict__');
}

function isTarget(node: PyExpr, parent: Py): boolean {
  switch (parent.kind) {
    case 'Assign':
      return parent.targets.includes(node);
    case 'AnnAssign':
      return parent.target === node && parent.value !== undefined;
    case 'AugAssign':
    case 'For':
    case 'NamedExpr':
    case 'comprehension':
      return parent.target === node;
    case 'withitem':
      return parent.optionalVars === node;
    case 'Tuple':
    case 'List':
    case 'Starred':
      // Most of them are only read; a name that stands in one is not taken to be fixed.
      return true;
    case 'Delete':
      return true;
    default:
      return false;
  }
}

/** Whether a test is written so that it cannot come out otherwise: `if False`, `if 1 > 2`, `if TYPE_CHECKING`. */
export const isLiteral = (node: PyExpr): boolean => madeOf(node, (name) => name === 'TYPE_CHECKING');

/** Whether an expression has one value for good: a literal, a name that is bound once and never again, or made of such. */
export const isFixed = (m: Machine, node: PyExpr): boolean =>
  madeOf(node, (name) => name === 'TYPE_CHECKING' || m.bindings.get(name) === 1);

const TYPES = new Set('str int float bool list dict tuple set bytes'.split(' '));

/** Functions of constants whose results are worked out. */
const MEASURES = new Set('len min max bool int str any all isinstance'.split(' '));

function madeOf(node: PyExpr, ofName: (name: string) => boolean, depth = 0): boolean {
  if (depth > 8) return false;
  const all = (parts: readonly PyExpr[]): boolean => parts.every((one) => madeOf(one, ofName, depth + 1));
  switch (node.kind) {
    case 'Constant':
      return true;
    case 'Name':
      return ofName(node.id) || TYPES.has(node.id);
    case 'UnaryOp':
      return all([node.operand]);
    case 'Compare':
      return all([node.left, ...node.comparators]);
    case 'BoolOp':
      return all(node.values);
    case 'Call':
      return node.func.kind === 'Name' && MEASURES.has(node.func.id) && node.keywords.length === 0 && all(node.args);
    case 'List':
    case 'Tuple':
    case 'Set':
      return all(node.elts);
    default:
      return false;
  }
}
