import { bind, boundList, boundOf, type Matcher, matchName, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { blockMatches } from './blocks.js';
import { isMeta } from './holes.js';
import { importMatches } from './imports.js';
import { matchAnyOrder, matchList } from './lists.js';
import { matchDecorator, matchDeep, matchFields, matchMaybe, matchNode, matchTypes } from './matcher.js';
import type { G } from './tree.js';
import { headOf } from './tree-walk.js';

type With = Extract<G, { kind: 'With' }>;
type Func = Extract<G, { kind: 'Func' }>;
type Class = Extract<G, { kind: 'Class' }>;
type Try = Extract<G, { kind: 'Try' }>;

/** A statement of the pattern on a statement of the code. */
export function matchStatement(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  if (p.kind === 'ExprStmt') {
    matchExprStmt(m, p.value, n, env, then);
    return;
  }
  if (p.kind === 'Dots') {
    then(env);
    return;
  }
  if (p.kind === 'For' && n.kind === 'Other' && n.type === 'for' && isAnyLoop(p)) {
    blockMatches(m, p.body, n.parts[3] as readonly G[], false, env, then);
    return;
  }
  if (p.kind !== n.kind) return;
  switch (p.kind) {
    case 'Other':
      matchNode(m, p, n, env, then);
      return;
    case 'Return':
      if (n.kind !== 'Return' || (n.implicit && !p.implicit && !m.options.implicitReturn)) return;
      if (p.value?.kind === 'Dots') then(env);
      else if (p.value && n.value) matchNode(m, p.value, n.value, env, then);
      else if (!p.value && !n.value) then(env);
      return;
    case 'If':
    case 'While':
      if (n.kind !== p.kind) return;
      matchNode(m, p.test, n.test, env, (env2) => matchBodies(m, p, n as typeof p, env2, then));
      return;
    case 'For':
      if (n.kind !== 'For' || (p.async && !n.async)) return;
      if (isAnyLoop(p)) {
        matchBodies(m, p, n, env, then);
        return;
      }
      matchNode(m, p.target, n.target, env, (env2) =>
        matchNode(m, p.iter, n.iter, env2, (env3) => matchBodies(m, p, n, env3, then)),
      );
      return;
    case 'With':
      if (n.kind === 'With') matchWith(m, p, n, env, then);
      return;
    case 'WithItem':
      if (n.kind !== 'WithItem' || (p.target && !n.target)) return;
      matchNode(m, p.value, n.value, env, (env2) => matchMaybe(m, p.target, n.target, env2, then));
      return;
    case 'Try':
      if (n.kind === 'Try') matchTry(m, p, n, env, then);
      return;
    case 'Handler':
      if (n.kind !== 'Handler' || (p.type ? !n.type && p.type.kind !== 'Dots' : n.type !== undefined)) return;
      matchMaybe(m, p.type, n.type, env, (env2) => {
        const body: Then = (env3) => blockMatches(m, p.body, n.body, false, env3, then);
        if (p.name === undefined) body(env2);
        else if (n.name !== undefined)
          matchName(m, p.name, n.name, m.subject.program.text.indexOf(n.name, n.nameStart), env2, body);
      });
      return;
    case 'Func':
      if (n.kind === 'Func') matchFunc(m, p, n, env, then);
      return;
    case 'Class':
      if (n.kind === 'Class') matchClass(m, p, n, env, then);
      return;
    case 'Raise':
      if (n.kind !== 'Raise') return;
      if (!p.value && n.value) return;
      if (p.value && p.value.kind !== 'Dots' && !n.value) return;
      if (p.cause && !n.cause) return;
      matchMaybe(m, p.value, n.value, env, (env2) => matchMaybe(m, p.cause, n.cause, env2, then));
      return;
    case 'Scope':
      if (n.kind !== 'Scope' || p.word !== n.word) return;
      matchList(
        m,
        p.names.map((name) => nameNode(name, p)),
        n.names.map((name) => nameNode(name, placeOf(m, name, n))),
        env,
        then,
      );
      return;
    case 'Match':
      if (n.kind === 'Match')
        matchNode(m, p.subject, n.subject, env, (env2) => matchCases(m, p.cases, n.cases, env2, then));
      return;
    case 'Case':
      if (n.kind !== 'Case' || (p.guard && !n.guard)) return;
      matchNode(m, p.pattern, n.pattern, env, (env2) =>
        matchMaybe(m, p.guard, n.guard, env2, (env3) => blockMatches(m, p.body, n.body, false, env3, then)),
      );
      return;
    case 'Import':
      importMatches(m, p, n, env, then);
      return;
    case 'Block':
      if (n.kind === 'Block') blockMatches(m, p.body, n.body, false, env, then);
      return;
    default:
      matchFields(m, p, n, 0, env, then);
  }
}

/** Where a name stands in the statement that declares it, after the word that opens it. */
function placeOf({ subject }: Matcher, name: string, { start, end }: G): Place {
  const { text } = subject.program;
  for (let at = text.indexOf(name, text.indexOf(' ', start)); at >= 0 && at < end; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? ''))
      return { start: at, end: at + name.length };
  return { start, end };
}

type Place = Pick<G, 'start' | 'end'>;

function nameNode(name: string, at: Place): G {
  const { start, end } = at;
  if (name === '...') return { kind: 'Dots', start, end };
  if (name.startsWith('$...')) return { kind: 'Metas', start, end, name };
  return isMeta(name) ? { kind: 'Meta', start, end, name } : { kind: 'Name', start, end, id: name };
}

/** An expression that stands as a statement is looked for in the statement's own expressions, however deep. */
function matchExprStmt(m: Matcher, p: G, n: G, env: Env | undefined, then: Then): void {
  if (p.kind === 'Dots') {
    then(env);
    return;
  }
  if (p.kind === 'Meta') {
    bind(m, p.name, n.kind === 'ExprStmt' ? boundOf(m, n.value) : boundOf(m, n), env, then);
    return;
  }
  if (n.kind === 'ExprStmt' && !m.options.implicitDeepExprstmt) {
    matchNode(m, p, n.value, env, then);
    return;
  }
  const [member] = n.kind === 'ExprStmt' && n.value.kind === 'Other' && n.value.type === 'property' ? [n.value] : [];
  // A pattern without `private` or `@Input()` takes a member that has them.
  if (member && p.kind === 'Assign') matchNode(m, p, member.parts[2] as G, env, then);
  else for (const head of headOf(n)) matchDeep(m, p, head, env, then);
}

function matchBodies(
  m: Matcher,
  p: { body: readonly G[]; orelse: readonly G[] },
  n: { body: readonly G[]; orelse: readonly G[] },
  env: Env | undefined,
  then: Then,
): void {
  blockMatches(m, p.body, n.body, false, env, (env2) => {
    if (p.orelse.length === 0) then(env2);
    else if (n.orelse.length > 0) blockMatches(m, p.orelse, n.orelse, false, env2, then);
  });
}

/** `with a, b:` is `with a:` around `with b:`: a pattern's items are a stretch of the code's. */
function matchWith(m: Matcher, p: With, n: With, env: Env | undefined, then: Then): void {
  if (p.async && !n.async) return;
  const only = p.items[0];
  const any = p.items.length === 1 && only?.kind === 'WithItem' && only.value.kind === 'Dots';
  for (let from = 0; from + p.items.length <= n.items.length; from++) {
    const items = n.items.slice(from, from + p.items.length);
    matchList(m, p.items, items, env, (env2) => blockMatches(m, p.body, n.body, false, env2, then));
    if (any) return;
  }
}

function matchTry(m: Matcher, p: Try, n: Try, env: Env | undefined, then: Then): void {
  if (p.orelse.length > 0 && n.orelse.length === 0) return;
  if (p.final.length > 0 && n.final.length === 0) return;
  const rest: Then = (env2) =>
    maybeBlock(m, p.orelse, n.orelse, env2, (env3) => maybeBlock(m, p.final, n.final, env3, then));
  blockMatches(m, p.body, n.body, false, env, (env2) => matchHandlers(m, p.handlers, 0, n.handlers, 0, env2, rest));
}

function maybeBlock(m: Matcher, p: readonly G[], n: readonly G[], env: Env | undefined, then: Then): void {
  if (p.length === 0) then(env);
  else blockMatches(m, p, n, false, env, then);
}

/** The code may have more handlers than the pattern. */
function matchHandlers(
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
    then(env);
    return;
  }
  for (let k = j; k < ns.length; k++)
    matchStatement(m, p, ns[k]!, env, (env2) => matchHandlers(m, ps, i + 1, ns, k + 1, env2, then));
}

function matchCases(m: Matcher, ps: readonly G[], ns: readonly G[], env: Env | undefined, then: Then): void {
  const wanted = ps.filter((one) => !isDotsCase(one));
  const open = wanted.length < ps.length;
  if (!open && wanted.length !== ns.length) return;
  matchHandlers(m, wanted, 0, ns, 0, env, then);
}
/** `for (...)` is any loop, whatever its head. */
export const isAnyLoop = (p: G): boolean =>
  p.kind === 'For' && p.target.kind === 'Dots' && p.iter.kind === 'Other' && (p.iter.parts[0] as G).kind === 'Dots';

const isDotsCase = (one: G): boolean =>
  (one.kind === 'Case' && one.pattern.kind === 'Dots') ||
  one.kind === 'Dots' ||
  (one.kind === 'ExprStmt' && one.value.kind === 'Dots');

function matchFunc(m: Matcher, p: Func, n: Func, env: Env | undefined, then: Then): void {
  if (
    (p.async && !n.async) ||
    p.decorators.length > n.decorators.length ||
    !p.words.every((word) => n.words.includes(word))
  )
    return;
  if (p.returns && !n.returns) return;
  matchDecorators(m, p.decorators, n.decorators, env, named);
  function named(env2: Env | undefined): void {
    matchName(m, p.name, n.name, n.nameStart, env2, (env3) => matchTypes(m, p, n, env3, signed));
  }
  function signed(env2: Env | undefined): void {
    matchList(m, p.params, n.params, env2, (env3) =>
      matchMaybe(m, p.returns, n.returns, env3, (env4) => blockMatches(m, p.body, n.body, false, env4, then)),
    );
  }
}

/** Decorators in any order, or in the pattern's where a rule says that order matters; the code may have more. */
function matchDecorators(m: Matcher, ps: readonly G[], ns: readonly G[], env: Env | undefined, then: Then): void {
  const [p, ...rest] = ps;
  if (!m.options.decoratorsOrdered) matchAnyOrder(m, ps, 0, ns, [], env, then, matchDecorator);
  else if (!p) then(env);
  else
    ns.forEach((n, i) => {
      matchDecorator(m, p, n, env, (env2) => matchDecorators(m, rest, ns.slice(i + 1), env2, then));
    });
}

/** A class: bases, decorators and members in any order, and the code may have more of each. */
function matchClass(m: Matcher, p: Class, n: Class, env: Env | undefined, then: Then): void {
  if (p.decorators.length > n.decorators.length) return;
  if (p.words?.some((word) => !n.words?.includes(word))) return;
  const bases = p.bases.filter((one) => one.kind !== 'Dots' && one.kind !== 'Metas');
  if (bases.length > n.bases.length) return;
  const members = p.body.filter((one) => !(one.kind === 'ExprStmt' && one.value.kind === 'Dots'));
  matchDecorators(m, p.decorators, n.decorators, env, named);
  function named(env2: Env | undefined): void {
    matchName(m, p.name, n.name, n.nameStart, env2, (env3) =>
      matchTypes(m, p, n, env3, (env4) =>
        matchAnyOrder(m, bases, 0, n.bases, [], env4, (env5) => matchMembers(m, members, n, env5, then), matchNode),
      ),
    );
  }
}

function matchMembers(m: Matcher, members: readonly G[], n: Class, env: Env | undefined, then: Then): void {
  const [only] = members;
  if (members.length === 1 && only!.kind === 'ExprStmt' && only!.value.kind === 'Meta' && n.body.length !== 1) return;
  if (members.length === 1 && only!.kind === 'ExprStmt' && only!.value.kind === 'Metas') {
    bind(m, only!.value.name, boundList(m, n.body), env, then);
    return;
  }
  matchAnyOrder(m, members, 0, n.body, [], env, then, matchStatement);
}
