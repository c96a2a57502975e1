import { bind, boundList, boundOf, type Matcher, matchName, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { Overrun } from './context.js';
import { isMeta } from './holes.js';
import { dotted } from './names.js';
import { piecesIn, stringMatches } from './strings.js';
import { FIELDS, type G, isStatement, pushChildren } from './tree.js';
import { hasType } from './types.js';

/** Matches a pattern's node on a node of the code; calls `then` once for each way. */
export function matchNode(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  if (++m.subject.steps > m.subject.limit) throw new Overrun();
  switch (p.kind) {
    case 'Dots':
      then(env);
      return;
    case 'Meta':
      // An argument with a keyword is more than its value.
      if (n.kind !== 'KwArg') bind(m, p.name, boundOf(m, n), env, then);
      return;
    case 'Metas':
      bind(m, p.name, boundList(m, [n]), env, then);
      return;
    case 'TypedMeta':
      if (hasType(m.subject, n, p.type)) bind(m, p.name, boundOf(m, n), env, then);
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
  else if (p.kind === 'Bag' && n.kind === 'Bag') matchBag(m, p, n, env, note);
  else if (p.kind === 'Seq' && p.type === 'tuple' && n.kind === 'Star') return;
  if (n.kind !== 'Name' || found) return;
  if (p.kind === 'Name' || p.kind === 'Attr') {
    const path = m.subject.names.pathOf(n);
    if (path && !(path.length === 1 && path[0] === n.id)) matchNode(m, p, dotted(path, n), env, note);
  }
  if (found || !m.options.symbolicPropagation || p.kind === 'Name') return;
  const symbol = m.subject.constants.symbolOf(n);
  if (symbol) matchNode(m, p, symbol, env, then);
}

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
      matchNode(m, p.func, n.func, env, (env2) => matchArgs(m, p.args, (n as typeof p).args, env2, then));
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
      if (n.kind === 'FString') matchParts(m, p.parts, 0, n.parts, 0, env, then);
      return;
    case 'Assign':
      if (n.kind === 'Assign') matchAssign(m, p, n, env, then);
      return;
    case 'Param':
      if (n.kind !== 'Param' || p.star !== n.star || (p.default && !n.default) || (p.annotation && !n.annotation))
        return;
      matchName(m, p.name, n.name, n.nameStart, env, (env2) =>
        matchMaybe(m, p.annotation, n.annotation, env2, (env3) => matchMaybe(m, p.default, n.default, env3, then)),
      );
      return;
    case 'Lambda':
      if (n.kind !== 'Lambda' || (p.async && !n.async)) return;
      matchList(m, p.params, n.params, env, (env2) => m.block(m, p.body, n.body, false, env2, then));
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
      if (n.kind === 'Other' && p.type === n.type && p.parts.length === n.parts.length)
        matchOther(m, p, n, 0, env, then);
      return;
    default:
      if (isStatement(p) || p.kind === 'Handler' || p.kind === 'WithItem' || p.kind === 'Case')
        m.statement(m, p, n, env, then);
      else matchFields(m, p, n, 0, env, then);
  }
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
  if (Array.isArray(a) && Array.isArray(b) && (p.type === 'jsx' || p.type === 'FROM' || p.type === 'RUN')) {
    matchLoose(m, p.type, a as G[], b as G[], env, next);
    return;
  }
  if (typeof a === 'string') matchName(m, a, typeof b === 'string' ? b : '', n.start, env, next);
  else if (Array.isArray(a)) {
    const list = (Array.isArray(b) ? b : []) as readonly G[];
    if (list.some(isStatement) || a.some(isStatement)) m.block(m, a as G[], list, false, env, next);
    else matchList(m, a as G[], list, env, next);
  } else if (a === undefined) next(env);
  else if (b !== undefined && typeof b !== 'string' && !Array.isArray(b)) matchNode(m, a as G, b as G, env, next);
  else if ((a as G).kind === 'Dots') next(env);
}

/** Lists that a pattern may give in part: an element's children, an image's tag, one command of several. */
function matchLoose(
  m: Matcher,
  type: string,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
): void {
  if (type === 'jsx' && ps.length === 0) then(env);
  else if (type === 'RUN' && ps.length === 1) for (const n of ns) matchNode(m, ps[0]!, n, env, then);
  else if (type === 'FROM') {
    const named = new Set(ps.flatMap((p) => (p.kind === 'KwArg' ? [p.name] : [])));
    const wanted = ns.filter((n) => n.kind !== 'KwArg' || named.has(n.name));
    matchArgs(m, ps, wanted, env, then);
  } else matchList(m, ps, ns, env, then);
}

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
    if (m.options.symbolicPropagation && node.kind === 'Name' && node !== n) continue;
  }
}

function matchConst(m: Matcher, p: Extract<G, { kind: 'Const' }>, n: G, env: Env | undefined, then: Then): void {
  if (p.type === 'str' && p.value !== '...' && /^(\.\.\.)+$/.test(String(p.value)) && piecesIn(p.text) > 1) {
    // `"..." "..."` stands for strings side by side, and only for those.
    if (n.kind === 'Const' && n.type === 'str' && piecesIn(n.text) > 1) then(env);
    return;
  }
  if (n.kind === 'Const') {
    if (p.type === 'str' && n.type === 'str') stringMatches(m, String(p.value), String(n.value), n, env, then);
    else if (p.type === n.type && sameConst(p, n)) then(env);
    return;
  }
  if (!m.options.constantPropagation) return;
  if (n.kind !== 'Name' && n.kind !== 'Attr' && n.kind !== 'Op' && n.kind !== 'FString' && n.kind !== 'Cond') return;
  const value = m.subject.constants.valueOf(n);
  if (!value || value.type !== p.type) return;
  if (value.known === 'type') {
    if (p.type === 'str' && p.value === '...') then(env);
  } else if (p.type === 'str') stringMatches(m, String(p.value), String(value.value), undefined, env, then);
  else if (p.value === value.value) then(env);
}

function sameConst(p: Extract<G, { kind: 'Const' }>, n: Extract<G, { kind: 'Const' }>): boolean {
  if (p.type === 'bytes' && /^[bB]r?(['"])\.\.\.\1$/.test(p.text)) return true;
  return p.value === n.value && (p.value !== null || p.text === n.text || p.type === 'none');
}

/** `f"..."` on a plain string. */
function matchPlainFString(
  m: Matcher,
  p: Extract<G, { kind: 'FString' }>,
  n: Extract<G, { kind: 'Const' }>,
  env: Env | undefined,
  then: Then,
): void {
  if (n.type === 'str' && /^[fFrR]+['"]/.test(n.text)) matchParts(m, p.parts, 0, [n], 0, env, then);
}

/** Parts of an interpolated string: a text part of `...` stands for any parts. */
function matchParts(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  j: number,
  env: Env | undefined,
  then: Then,
): void {
  const p = ps[i];
  if (!p) {
    if (j === ns.length) then(env);
    return;
  }
  if (p.kind === 'Const' && p.value === '...') {
    for (let k = j; k <= ns.length; k++) matchParts(m, ps, i + 1, ns, k, env, then);
    return;
  }
  const n = ns[j];
  if (!n) return;
  const next: Then = (env2) => matchParts(m, ps, i + 1, ns, j + 1, env2, then);
  if (p.kind === 'FValue') {
    if (n.kind === 'FValue') matchNode(m, p.value, n.value, env, next);
  } else matchNode(m, p, n, env, next);
}

/** Arguments: keywords in any order, `...` for any number, `$...X` for a stretch. */
export function matchArgs(m: Matcher, ps: readonly G[], ns: readonly G[], env: Env | undefined, then: Then): void {
  const keyword = ps.findIndex((p) => p.kind === 'KwArg');
  if (keyword < 0) {
    matchList(m, ps, ns, env, then);
    return;
  }
  const p = ps[keyword]! as Extract<G, { kind: 'KwArg' }>;
  const rest = ps.filter((_, i) => i !== keyword);
  m.subject.steps += ns.length >> 2;
  for (let i = 0; i < ns.length; i++) {
    const n = ns[i]!;
    if (n.kind !== 'KwArg' || (!isMeta(p.name) && p.name !== n.name)) continue;
    matchNode(m, p, n, env, (env2) =>
      matchArgs(
        m,
        rest,
        ns.filter((_, k) => k !== i),
        env2,
        then,
      ),
    );
    if (!isMeta(p.name)) return;
  }
}

/** An ordered list. */
export function matchList(
  m: Matcher,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
  i = 0,
  j = 0,
): void {
  let at = i;
  let here = j;
  // Plain items are walked, so that long lists do not nest.
  for (;;) {
    const p = ps[at];
    if (!p) {
      if (here === ns.length) then(env);
      return;
    }
    if (p.kind === 'Dots') {
      const next = at + 1;
      if (next === ps.length) then(env);
      else if (ps[next]!.kind === 'Dots') {
        at = next;
        continue;
      } else for (let k = here; k <= ns.length; k++) matchList(m, ps, ns, env, then, next, k);
      return;
    }
    if (p.kind === 'Metas') {
      const last = at + 1 === ps.length;
      for (let k = last ? ns.length : here; k <= ns.length; k++) {
        bind(m, p.name, boundList(m, ns.slice(here, k)), env, (env2) => matchList(m, ps, ns, env2, then, at + 1, k));
      }
      return;
    }
    const n = ns[here];
    if (!n) return;
    if (p.kind === 'Const' && n.kind === 'Const' && p.value !== '...' && p.type !== 'str') {
      if (!(p.type === n.type && sameConst(p, n))) return;
      at++;
      here++;
      continue;
    }
    const [a, b] = [at, here];
    matchNode(m, p, n, env, (env2) => matchList(m, ps, ns, env2, then, a + 1, b + 1));
    return;
  }
}

/** A dict, a set, an object: any order; more items only where the pattern says `...`. */
function matchBag(m: Matcher, p: Extract<G, { kind: 'Bag' }>, n: G, env: Env | undefined, then: Then): void {
  if (n.kind !== 'Bag') return;
  const wanted = p.elts.filter((one) => one.kind !== 'Dots' && one.kind !== 'Metas');
  // Objects and attributes may always have more.
  const open = wanted.length < p.elts.length || p.type === 'object' || p.type === 'attributes';
  if (p.type !== n.type && !(open && wanted.length === 0)) return;
  if (wanted.length > n.elts.length || (!open && wanted.length !== n.elts.length)) return;
  matchAnyOrder(m, wanted, 0, n.elts, [], env, then, matchNode);
}

/** Each of `ps` on another one of `ns`. */
export function matchAnyOrder(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  used: readonly number[],
  env: Env | undefined,
  then: Then,
  one: (m: Matcher, p: G, n: G, env: Env | undefined, then: Then) => void,
): void {
  const p = ps[i];
  if (!p) {
    then(env);
    return;
  }
  m.subject.steps += (ns.length >> 2) * (used.length + 1);
  for (let k = 0; k < ns.length; k++) {
    if (!used.includes(k))
      one(m, p, ns[k]!, env, (env2) => matchAnyOrder(m, ps, i + 1, ns, [...used, k], env2, then, one));
  }
}

function matchAssign(
  m: Matcher,
  p: Extract<G, { kind: 'Assign' }>,
  n: Extract<G, { kind: 'Assign' }>,
  env: Env | undefined,
  then: Then,
): void {
  if (p.decl && (!n.decl || (p.decl !== n.decl && p.decl !== 'var'))) return;
  if (!p.decl && n.decl && !m.options.vardefAssign) return;
  if (p.annotation && !n.annotation && p.annotation.kind !== 'Dots') return;
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

const ASSOCIATIVE: ReadonlySet<string> = new Set(['and', 'or', '&&', '||', '|', '&']);

function matchOp(
  m: Matcher,
  p: Extract<G, { kind: 'Op' }>,
  n: Extract<G, { kind: 'Op' }>,
  env: Env | undefined,
  then: Then,
): void {
  if (p.op !== n.op) {
    matchNegated(m, p, n, env, then);
    return;
  }
  if (p.args.length > 1 && m.options.acMatching && ASSOCIATIVE.has(p.op)) {
    const commutes = p.op === '|' || p.op === '&' || m.options.commutativeBoolop;
    const ps = flatten(p, p.op);
    const ns = flatten(n, p.op);
    if (commutes) matchCommutative(m, ps, 0, ns, p.op, env, then);
    else matchAssociative(m, ps, 0, ns, 0, p.op, env, then);
    return;
  }
  matchList(m, p.args, n.args, env, then);
  if (m.options.symmetricEq && p.args.length === 2 && ['==', '!=', '===', '!=='].includes(p.op))
    matchList(m, p.args, [...n.args].reverse(), env, then);
}

/** `a != b` is `not (a == b)`, and `not (a in b)` is `a not in b`. */
function matchNegated(
  m: Matcher,
  p: Extract<G, { kind: 'Op' }>,
  n: Extract<G, { kind: 'Op' }>,
  env: Env | undefined,
  then: Then,
): void {
  const [inner] = n.args;
  if ((n.op !== 'not' && n.op !== '!') || inner?.kind !== 'Op' || OPPOSITE[p.op] !== inner.op) return;
  matchList(m, p.args, inner.args, env, then);
}
const OPPOSITE: Readonly<Record<string, string>> = { '!=': '==', '!==': '===', 'not in': 'in', 'is not': 'is' };

function flatten(node: Extract<G, { kind: 'Op' }>, op: string): G[] {
  const found: G[] = [];
  const stack: G[] = [...node.args].reverse();
  while (stack.length > 0) {
    const one = stack.pop()!;
    if (one.kind === 'Op' && one.op === op && one.args.length > 1)
      for (let i = one.args.length - 1; i >= 0; i--) stack.push(one.args[i]!);
    else found.push(one);
  }
  return found;
}

const joined = (op: string, args: readonly G[]): G =>
  args.length === 1 ? args[0]! : { kind: 'Op', start: args[0]!.start, end: args.at(-1)!.end, op, args };

/** Operands in order; a hole may take several. */
function matchAssociative(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  j: number,
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  const p = ps[i];
  if (!p) {
    if (j === ns.length) then(env);
    return;
  }
  const left = ps.slice(i + 1).filter((one) => one.kind !== 'Dots').length;
  if (p.kind === 'Dots') {
    for (let k = j; k <= ns.length - left; k++) matchAssociative(m, ps, i + 1, ns, k, op, env, then);
    return;
  }
  const most = p.kind === 'Meta' || p.kind === 'Deep' ? ns.length - left : Math.min(j + 1, ns.length);
  for (let k = j + 1; k <= most; k++) {
    matchNode(m, p, joined(op, ns.slice(j, k)), env, (env2) => matchAssociative(m, ps, i + 1, ns, k, op, env2, then));
  }
}

/** Operands in any order: those without holes first, then each hole takes one, the last hole the rest. */
function matchCommutative(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  if (i === 0 && ps.some(isHole)) {
    const sorted = [...ps.filter((one) => !isHole(one)), ...ps.filter(isHole)];
    matchRest(m, sorted, 0, ns, op, env, then);
  } else matchRest(m, ps, i, ns, op, env, then);
}
const isHole = (one: G): boolean => one.kind === 'Meta' || one.kind === 'Dots';

function matchRest(
  m: Matcher,
  ps: readonly G[],
  i: number,
  ns: readonly G[],
  op: string,
  env: Env | undefined,
  then: Then,
): void {
  const p = ps[i];
  if (!p) {
    if (ns.length === 0) then(env);
    return;
  }
  if (p.kind === 'Dots') {
    then(env);
    return;
  }
  if (p.kind === 'Meta' && i === ps.length - 1 && ns.length > 0) {
    matchNode(m, p, joined(op, ns), env, then);
    return;
  }
  for (let k = 0; k < ns.length; k++) {
    matchNode(m, p, ns[k]!, env, (env2) =>
      matchRest(
        m,
        ps,
        i + 1,
        ns.filter((_, at) => at !== k),
        op,
        env2,
        then,
      ),
    );
  }
}
