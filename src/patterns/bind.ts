import { type Bound, bindTo, type Env, lookup, sameBound, sameTree } from './bindings.js';
import type { Options, Subject } from './context.js';
import { isMeta } from './holes.js';
import type { G } from './tree.js';

/** Called for each way to match, with the bindings so far. */
export type Then = (env: Env | undefined) => void;

/** What one search shares. The functions are here so that nodes, lists and statements may hold one another without a cycle of imports. */
export interface Matcher {
  readonly subject: Subject;
  readonly options: Options;
  /** For a statement of the pattern and a list of the code's: which of them it can match, whatever is bound. Asked again and again after a `...`. */
  readonly fits: Map<G, Map<readonly G[], readonly number[]>>;
  readonly node: (m: Matcher, p: G, n: G, env: Env | undefined, then: Then) => void;
  readonly statement: (m: Matcher, p: G, n: G, env: Env | undefined, then: Then) => void;
  readonly block: (
    m: Matcher,
    ps: readonly G[],
    ns: readonly G[],
    open: boolean,
    env: Env | undefined,
    then: Then,
  ) => void;
}

/** A word: a definition's name, an attribute, a keyword; or, told by `variable`, a parameter's name. */
export function matchName(
  m: Matcher,
  p: string,
  n: string,
  start: number,
  env: Env | undefined,
  then: Then,
  variable = false,
): void {
  if (p === n || p === '...') then(env);
  // The mark of a private name is none of its letters.
  else if (p.startsWith('#') && n.startsWith('#')) matchName(m, p.slice(1), n.slice(1), start + 1, env, then);
  else if (isMeta(p) && n !== '')
    bind(
      m,
      p,
      {
        kind: 'id',
        start,
        end: start + n.length,
        text: n,
        node: { kind: 'Name', start, end: start + n.length, id: n, word: !variable },
      },
      env,
      then,
    );
}

export function bind(m: Matcher, name: string, bound: Bound, env: Env | undefined, then: Then): void {
  if (name === '$_' || name === '$..._') {
    then(env);
    return;
  }
  const known = lookup(env, name);
  if (!known) then(bindTo(env, name, bound));
  else if (sameBound(known, bound, m.subject.names.areSame)) then(env);
  else if (m.options.symbolicPropagation && sameValue(m, known, bound)) then(env);
}

function sameValue(m: Matcher, a: Bound, b: Bound): boolean {
  const one = a.node && symbolic(m, a.node);
  const two = b.node && symbolic(m, b.node);
  return one !== undefined && two !== undefined && sameTree(one, two);
}
const symbolic = (m: Matcher, node: G): G =>
  node.kind === 'Name' ? (m.subject.constants.symbolOf(node) ?? node) : node;

export function boundOf(m: Matcher, node: G): Bound {
  return {
    kind: 'node',
    start: node.start,
    end: node.end,
    node,
    text: m.subject.program.text.slice(node.start, node.end),
  };
}

export function boundList(m: Matcher, nodes: readonly G[], at = 0): Bound {
  const start = nodes[0]?.start ?? at;
  const end = nodes.at(-1)?.end ?? at;
  return {
    kind: 'nodes',
    start: nodes.length > 0 ? start : -1,
    end,
    nodes,
    text: nodes.length > 0 ? m.subject.program.text.slice(start, end) : '',
  };
}
