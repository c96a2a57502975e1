import { bind, boundList, boundOf, type Matcher, matchName, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { Overrun } from './context.js';
import { matchAnyOrder, matchArgs, matchBag, matchList } from './lists.js';
import { matchConst, matchParts, matchPlainFString } from './literals.js';
import { isLoose, matchLoose } from './loose.js';
import { dotted } from './names.js';
import { matchOp } from './operations.js';
import type { G } from './tree.js';
import { FIELDS, isStatement, pushChildren } from './tree-walk.js';
import { hasType, typesWritten } from './types.js';

/** Matches a pattern's node on a node of the code; calls `then` once for each way. */
export function matchNode(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  if (++m.subject.steps > m.subject.limit) throw new Overrun();
  switch (p.kind) {
    case 'Dots':
      then(env);
      return;
    case 'Meta':
      // An argument with a keyword is more than its value, and a slice is no index.
      if (n.kind !== 'KwArg' && n.kind !== 'Slice') bind(m, p.name, boundOf(m, n), env, then);
      return;
    case 'Metas':
      bind(m, p.name, boundList(m, [n]), env, then);
      return;
    case 'TypedMeta':
      if (p.type.kind === 'Meta') {
        for (const type of typesWritten(m.subject, n))
          matchNode(m, p.type, type, env, (env2) => bind(m, p.name, boundOf(m, n), env2, then));
      } else if (hasType(m.subject, n, p.type)) bind(m, p.name, boundOf(m, n), env, then);
      return;
    case 'Deep':
      if (n.kind !== 'KwArg') matchDeep(m, p.value, n, env, then);
      return;
    case 'DotChain':
      for (let at: G | undefined = n; at; at = receiver(at)) matchNode(m, p.value, at, env, then);
      return;
    default:
      matchSame(m, p, n, env, then);
  }
}

/** A pattern without a hole at its root: the code itself, then what it stands for. */
function matchSame(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  let found = false;
  const note: Then = (env2) => {
    found = true;
    then(env2);
  };
  if (p.kind === 'Const') matchConst(m, p, n, env, note);
  else if (p.kind === 'FString' && n.kind === 'Const') matchPlainFString(m, p, n, env, note);
  else if (p.kind === n.kind) matchKind(m, p, n, env, note);
  else if (p.kind === 'For' && n.kind === 'Other' && n.type === 'for') m.statement(m, p, n, env, note);
  else if (p.kind === 'Bag' && n.kind === 'Bag') matchBag(m, p, n, env, note);
  else if (p.kind === 'Seq' && p.type === 'tuple' && n.kind === 'Star') return;
  else if (isAnyFunction(p) && n.kind === 'Lambda' && (m.options.arrowIsFunction || !n.arrow))
    matchList(m, p.params, n.params, env, (env2) => m.block(m, p.body, n.body, false, env2, note));
  if (n.kind !== 'Name' || found) return;
  if (p.kind === 'Name' || p.kind === 'Attr') {
    const path = m.subject.names.pathOf(n);
    if (path && !(path.length === 1 && path[0] === n.id)) matchNode(m, p, dotted(path, n), env, note);
  }
  if (found || isNegative(p, n, m)) {
    if (!found) then(env);
    return;
  }
  if (!m.options.symbolicPropagation) return;
  const symbol = m.subject.constants.symbolOf(n);
  if (!symbol) return;
  matchNode(m, p, symbol, env, then);
}

/** `-1` on a variable that is -1: as code it is an operator and its operand. */
function isNegative(p: G, n: G, m: Matcher): boolean {
  if (p.kind !== 'Op' || p.op !== '-' || p.args.length !== 1 || !m.options.constantPropagation) return false;
  const [of] = p.args;
  if (of?.kind !== 'Const' || of.type !== 'number' || typeof of.value !== 'number') return false;
  const value = m.subject.constants.valueOf(n);
  return value?.known === 'lit' && value.type === 'number' && value.value === -of.value;
}

/** `function ... (…) {…}` is a function of any name, and one without. */
export const isAnyFunction = (p: G): p is Extract<G, { kind: 'Func' }> =>
  p.kind === 'Func' && p.name === '...' && p.decorators.length === 0;

/** Two nodes of one kind. */
function matchKind(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  switch (p.kind) {
    case 'Name':
      if (n.kind === 'Name' && p.id === n.id && !m.subject.names.isHidden(n)) then(env);
      return;
    case 'Attr':
      if (n.kind === 'Attr') matchAttr(m, p, n, env, then);
      return;
    case 'Call':
    case 'New':
      if (n.kind !== p.kind) return;
      matchNode(m, p.func, n.func, env, (env2) =>
        matchTypes(m, p, n as typeof p, env2, (env3) => matchArgs(m, p.args, (n as typeof p).args, env3, then)),
      );
      return;
    case 'KwArg':
      if (n.kind === 'KwArg')
        matchName(m, p.name, n.name, n.nameStart, env, (env2) => matchNode(m, p.value, n.value, env2, then));
      return;
    case 'Op':
      if (n.kind === 'Op') matchOp(m, p, n, env, then);
      return;
    case 'Bag':
      matchBag(m, p, n, env, then);
      return;
    case 'FString':
      if (n.kind === 'FString') matchParts(m, p.parts, n.parts, env, then);
      return;
    case 'Assign':
      if (n.kind === 'Assign') matchAssign(m, p, n, env, then);
      return;
    case 'Param':
      if (n.kind !== 'Param' || p.star !== n.star || (p.default && !n.default) || (p.annotation && !n.annotation))
        return;
      if (p.words?.some((word) => !n.words?.includes(word))) return;
      matchAnyOrder(
        m,
        p.decorators ?? [],
        0,
        n.decorators ?? [],
        [],
        env,
        (env2) =>
          matchName(
            m,
            p.name,
            n.name,
            n.nameStart,
            env2,
            (env3) =>
              matchMaybe(m, p.annotation, n.annotation, env3, (env4) =>
                matchMaybe(m, p.default, n.default, env4, then),
              ),
            true,
          ),
        matchDecorator,
      );
      return;
    case 'Lambda':
      if (n.kind !== 'Lambda' || (p.async && !n.async)) return;
      if (!m.options.arrowIsFunction && Boolean(p.arrow) !== Boolean(n.arrow)) return;
      matchTypes(m, p, n, env, (env2) =>
        matchList(m, p.params, n.params, env2, (env3) =>
          matchMaybe(m, p.returns, n.returns, env3, (env4) => m.block(m, p.body, n.body, false, env4, then)),
        ),
      );
      return;
    case 'Comp':
      if (n.kind !== 'Comp' || p.type !== n.type) return;
      matchNode(m, p.elt, n.elt, env, (env2) => matchList(m, p.clauses, n.clauses, env2, then));
      return;
    case 'Yield':
      if (n.kind !== 'Yield' || (p.value !== undefined && p.value.kind !== 'Dots' && !n.value) || (!p.value && n.value))
        return;
      matchMaybe(m, p.value, n.value, env, then);
      return;
    case 'Other':
      if (n.kind !== 'Other' || p.type !== n.type || p.parts.length !== n.parts.length) return;
      if (m.options.xmlSingletonLoose || p.single === n.single) matchOther(m, p, n, 0, env, then);
      return;
    default:
      if (isStatement(p) || p.kind === 'Handler' || p.kind === 'WithItem' || p.kind === 'Case')
        m.statement(m, p, n, env, then);
      else matchFields(m, p, n, 0, env, then);
  }
}

/** `@d` and `@d()` are the same decorator: `@d(...)` is either, and any with arguments. */
export function matchDecorator(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  const { start, end } = n;
  if (p.kind === 'Call' && (n.kind === 'Name' || n.kind === 'Attr'))
    matchNode(m, p, { kind: 'Call', start, end, func: n, args: [] }, env, then);
  else if ((p.kind === 'Name' || p.kind === 'Attr') && n.kind === 'Call' && n.args.length === 0)
    matchNode(m, p, n.func, env, then);
  else matchNode(m, p, n, env, then);
}

/** The fields of two nodes of one kind, in order. */
export function matchFields(m: Matcher, p: G, n: G, from: number, env: Env | undefined, then: Then): void {
  const field = FIELDS[p.kind][from];
  if (!field) {
    then(env);
    return;
  }
  const [name, holds] = field;
  const a = (p as unknown as Record<string, unknown>)[name];
  const b = (n as unknown as Record<string, unknown>)[name];
  const next: Then = (env2) => matchFields(m, p, n, from + 1, env2, then);
  if (holds === 3) matchName(m, (a as string | undefined) ?? '', (b as string | undefined) ?? '', n.start, env, next);
  else if (holds === 2) matchList(m, a as readonly G[], b as readonly G[], env, next);
  else if (a === undefined) {
    if (b === undefined) next(env);
  } else if (b !== undefined) matchNode(m, a as G, b as G, env, next);
  else if ((a as G).kind === 'Dots') next(env);
}

interface Generic {
  readonly types?: readonly G[];
}

/** Type arguments or parameters, which a pattern may leave out. */
export function matchTypes(m: Matcher, p: Generic, n: Generic, env: Env | undefined, then: Then): void {
  if (!p.types) then(env);
  else if (n.types) matchList(m, p.types, n.types, env, then);
}

/** A part that a pattern may leave out. */
export function matchMaybe(m: Matcher, p: G | undefined, n: G | undefined, env: Env | undefined, then: Then): void {
  if (!p || p.kind === 'Dots') then(env);
  else if (n) matchNode(m, p, n, env, then);
}

function matchOther(
  m: Matcher,
  p: Extract<G, { kind: 'Other' }>,
  n: Extract<G, { kind: 'Other' }>,
  from: number,
  env: Env | undefined,
  then: Then,
): void {
  if (from === p.parts.length) {
    then(env);
    return;
  }
  const a = p.parts[from];
  const b = n.parts[from];
  const next: Then = (env2) => matchOther(m, p, n, from + 1, env2, then);
  if (Array.isArray(a) && Array.isArray(b) && isLoose(p.type)) {
    matchLoose(m, p.type, a as G[], b as G[], env, next);
    return;
  }
  if (typeof a === 'string') matchName(m, a, typeof b === 'string' ? b : '', n.start, env, next);
  else if (Array.isArray(a)) {
    const list = (Array.isArray(b) ? b : []) as readonly G[];
    if (HAS_MEMBERS.has(p.type) && list.some(isStatement))
      matchAnyOrder(m, (a as G[]).filter(isNoDots), 0, list, [], env, next, m.statement);
    else if (list.some(isStatement) || a.some(isStatement)) m.block(m, a as G[], list, false, env, next);
    else matchList(m, a as G[], list, env, next);
  } else if (a === undefined) next(env);
  else if (b !== undefined && typeof b !== 'string' && !Array.isArray(b)) matchNode(m, a as G, b as G, env, next);
  else if ((a as G).kind === 'Dots') next(env);
}

/** Types whose members stand in any order, and of which a pattern names some. */
const HAS_MEMBERS: ReadonlySet<string> = new Set(['Interface', 'TypeLiteral']);
const isNoDots = (one: G): boolean => one.kind !== 'Dots' && !(one.kind === 'ExprStmt' && one.value.kind === 'Dots');

/** What a chain of members, calls and subscripts starts from, one step at a time. */
function receiver(node: G): G | undefined {
  if (node.kind === 'Call') return node.func;
  return node.kind === 'Attr' || node.kind === 'Subscript' || node.kind === 'Await' ? node.value : undefined;
}

function matchAttr(
  m: Matcher,
  p: Extract<G, { kind: 'Attr' }>,
  n: Extract<G, { kind: 'Attr' }>,
  env: Env | undefined,
  then: Then,
): void {
  matchName(m, p.attr, n.attr, n.attrStart, env, (env2) => matchNode(m, p.value, n.value, env2, then));
}

/** `e` in the node or anywhere below it; where it matches, nothing below is looked at. */
export function matchDeep(m: Matcher, e: G, n: G, env: Env | undefined, then: Then): void {
  const stack: G[] = [n];
  const seen = new Set<G>();
  const children: G[] = [];
  while (stack.length > 0) {
    const node = stack.pop()!;
    let hit = false;
    matchNode(m, e, node, env, (env2) => {
      hit = true;
      then(env2);
    });
    if (hit) continue;
    children.length = 0;
    pushChildren(node, children);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
    if (m.options.symbolicPropagation && node.kind === 'Name' && seen.size < 50 && !seen.has(node)) {
      seen.add(node);
      const symbol = m.subject.constants.symbolOf(node);
      if (symbol) stack.push(symbol);
    }
  }
}

function matchAssign(
  m: Matcher,
  p: Extract<G, { kind: 'Assign' }>,
  n: Extract<G, { kind: 'Assign' }>,
  env: Env | undefined,
  then: Then,
): void {
  if (p.decl && (!n.decl || (p.decl !== n.decl && !(p.decl === 'var' && m.options.letIsVar)))) return;
  if (!p.decl && n.decl && !m.options.vardefAssign) return;
  if (p.annotation && !n.annotation && p.annotation.kind !== 'Dots') return;
  if (p.words?.some((word) => !n.words?.includes(word))) return;
  if (n.field && !p.field && !m.options.flddefAssign) return;
  if (p.value && !n.value) return;
  let found = false;
  const note: Then = (env2) => {
    found = true;
    then(env2);
  };
  matchNode(m, p.target, n.target, env, (env2) =>
    matchMaybe(m, p.annotation, n.annotation, env2, (env3) => matchMaybe(m, p.value, n.value, env3, note)),
  );
  const { target, value } = n;
  if (
    found ||
    target.kind !== 'Seq' ||
    value?.kind !== 'Seq' ||
    target.elts.length !== value.elts.length ||
    p.target.kind === 'Seq'
  )
    return;
  // `x, y = 1, 2` is also `x = 1` and `y = 2`.
  target.elts.forEach((one, i) => {
    matchNode(m, p.target, one, env, (env2) => matchMaybe(m, p.value, value.elts[i], env2, then));
  });
}
