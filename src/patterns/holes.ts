import { MARK } from './prepass.js';
import type { G } from './tree.js';
import { FIELDS } from './tree-walk.js';

/** Puts holes where a pattern's tree has stand-in names. */
export function withHoles(nodes: readonly G[]): G[] {
  return nodes.map(hole);
}

/** `__dm_mv_X` → `$X`; other names stay. */
export function holeName(name: string): string {
  if (name.startsWith('#')) return `#${holeName(name.slice(1))}`;
  if (name.startsWith(MARK.metas)) return `$...${name.slice(MARK.metas.length)}`;
  if (name.startsWith(MARK.meta)) return `$${name.slice(MARK.meta.length)}`;
  return name === MARK.dots ? '...' : name;
}

/** In JavaScript a dollar may be a letter: `$el` is a name like others. */
export const isMeta = (name: string): boolean => /^\$(?:[A-Z_][A-Z_0-9]*|[0-9]+)$/.test(name);

function hole(node: G): G {
  const { start, end } = node;
  switch (node.kind) {
    case 'Name': {
      const name = holeName(node.id);
      if (name === '...') return { kind: 'Dots', start, end };
      if (name.startsWith('$...')) return { kind: 'Metas', start, end, name };
      return isMeta(name) ? { kind: 'Meta', start, end, name } : node;
    }
    case 'Attr': {
      const value = hole(node.value);
      const attr = holeName(node.attr);
      return attr === '...' ? { kind: 'DotChain', start, end, value } : { ...node, value, attr };
    }
    case 'Call':
      return withTypes(callHole(node));
    case 'New':
    case 'Lambda':
    case 'Func':
    case 'Class':
      return withTypes(mapFields(node));
    case 'Param':
      if (node.star === '' && holeName(node.name) === '...') return { kind: 'Dots', start, end };
      if (node.star === '' && holeName(node.name).startsWith('$...'))
        return { kind: 'Metas', start, end, name: holeName(node.name) };
      if (node.decorators)
        return { ...(mapFields(node) as Extract<G, { kind: 'Param' }>), decorators: node.decorators.map(hole) };
      break;
    case 'DStar':
      // `{..., "a": 1}` has to be written as `{**…}`, as has `{$...A, "a": 1}`.
      if (node.value.kind === 'Name' && node.value.id.startsWith(MARK.metas)) return hole(node.value);
      if (node.value.kind === 'Name' && node.value.id === MARK.dots) return { kind: 'Dots', start, end };
      break;
    case 'Const':
      return node.type === 'str' && typeof node.value === 'string' ? textHole(node, node.value.trim()) : node;
    case 'Assign':
      // In a class body of JavaScript an ellipsis is a member.
      if (!node.value && !node.annotation && node.target.kind === 'Name' && node.target.id === MARK.dots)
        return { kind: 'Dots', start, end };
      break;
    case 'Pair':
      if (node.key.kind === 'Name' && node.key.id === MARK.dots) return { kind: 'Dots', start, end };
      break;
    case 'KwArg':
      if (node.name === MARK.dots) return { kind: 'Dots', start, end };
      break;
    case 'Case':
      if (node.pattern.kind === 'Name' && node.pattern.id === MARK.dots) return { kind: 'Dots', start, end };
      break;
    case 'Other': {
      const inside = node.type === 'export' ? exported : hole;
      return {
        ...node,
        parts: node.parts.map((one) =>
          typeof one === 'string' ? holeName(one) : Array.isArray(one) ? one.map(inside) : one && hole(one as G),
        ),
      };
    }
    case 'Scope':
      return { ...node, names: node.names.map(holeName) };
  }
  return mapFields(node);
}

/** A name that a module hands out, under whatever other name. */
function exported(node: G): G {
  const made = hole(node);
  const isPlain = node.kind === 'KwArg' && node.value.kind === 'Name' && node.value.id === node.name;
  return isPlain && made.kind === 'KwArg' ? { ...made, name: '...' } : made;
}

/** What stands between an element's tags is text, holes too. */
function textHole(node: G, text: string): G {
  const { start, end } = node;
  if (text === MARK.dots) return { kind: 'Dots', start, end };
  return text.startsWith(MARK.meta) ? { kind: 'Meta', start, end, name: holeName(text) } : node;
}

/** Type arguments and parameters are none of the fields that are walked. */
const withTypes = (node: G): G => ('types' in node && node.types ? { ...node, types: node.types.map(hole) } : node);

function callHole(node: Extract<G, { kind: 'Call' }>): G {
  const { start, end } = node;
  const [first, second] = node.args;
  if (node.func.kind === 'Name' && first) {
    if (node.func.id === MARK.deep) return { kind: 'Deep', start, end, value: hole(first) };
    if (node.func.id === MARK.typed && second && first.kind === 'Name')
      return { kind: 'TypedMeta', start, end, name: holeName(first.id), type: hole(second) };
  }
  // Here `**...` is any mapping handed over, not any argument.
  const args = node.args.map((one) =>
    one.kind === 'DStar' && one.value.kind === 'Name' && one.value.id === MARK.dots
      ? { ...one, value: hole(one.value) }
      : hole(one),
  );
  return { ...node, func: hole(node.func), args };
}

function mapFields(node: G): G {
  const copy = { ...node } as unknown as Record<string, unknown>;
  for (const [field, holds] of FIELDS[node.kind]) {
    const value = copy[field];
    if (holds === 3) copy[field] = typeof value === 'string' ? dotted(value) : value;
    else if (holds === 2) copy[field] = (value as readonly G[]).map(hole);
    else if (value) copy[field] = hole(value as G);
  }
  return copy as unknown as G;
}

const dotted = (name: string): string =>
  name.includes('.') ? name.split('.').map(holeName).join('.') : holeName(name);
