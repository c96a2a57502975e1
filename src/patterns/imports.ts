import { bind, type Matcher, matchName, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { isMeta } from './holes.js';
import { stringMatches } from './strings.js';
import type { G, Import } from './tree.js';

/** `import a` is a prefix of `import a.b` and of `from a import b`; an alias may be more in the code. */
export function importMatches(m: Matcher, p: Import, n: G, env: Env | undefined, then: Then): void {
  if (n.kind !== 'Import') return;
  let found = false;
  const note: Then = (env2) => {
    found = true;
    then(env2);
  };
  if (
    (p.name === undefined) === (n.name === undefined) &&
    (p.level === n.level || isMeta(p.module) || p.module === '...')
  ) {
    matchModule(m, p.module, n.module, n, env, (env2) =>
      matchName(m, p.name ?? '', n.name ?? '', n.item?.start ?? n.start, env2, (env3) =>
        matchAlias(m, p, n, env3, note),
      ),
    );
  }
  if (found || p.alias !== undefined || p.name === '*' || p.level !== n.level || p.level > 0) return;
  const a = wholePath(p);
  const b = wholePath(n);
  if (a.includes('...') || a.length > b.length) return;
  if (p.name === undefined && a.length === 1 && isMeta(a[0]!)) return;
  matchPath(m, a, b, 0, n, env, then);
}

function wholePath(node: Import): string[] {
  const parts = node.level >= 0 ? node.module.split('.') : [node.module];
  return node.name === undefined || node.name === '*' ? parts : [...parts, node.name];
}

function matchAlias(m: Matcher, p: Import, n: Import, env: Env | undefined, then: Then): void {
  if (p.alias === undefined) then(env);
  else if (n.alias !== undefined)
    matchName(m, p.alias, n.alias, (n.item?.end ?? n.start + n.alias.length) - n.alias.length, env, then);
}

/** A metavariable takes the whole dotted name; else the pattern may be a prefix. */
function matchModule(m: Matcher, p: string, n: string, node: Import, env: Env | undefined, then: Then): void {
  if (p === '...') then(env);
  else if (p.startsWith('=~/')) stringMatches(m, p, n, undefined, env, then);
  else if (isMeta(p) && !p.includes('.')) bind(m, p, { kind: 'id', ...placeOf(node, n), text: n }, env, then);
  else {
    const a = p.split('.');
    const b = n.split('.');
    if (a.length <= b.length) matchPath(m, a, b, 0, node, env, then);
  }
}

/** `import m` says where `m` stands; in `from m import n` it is the statement. */
const placeOf = ({ name, item, start, end }: Import, module: string): { start: number; end: number } =>
  name === undefined && item ? { start: item.start, end: item.start + module.length } : { start, end };

function matchPath(
  m: Matcher,
  a: readonly string[],
  b: readonly string[],
  i: number,
  node: G,
  env: Env | undefined,
  then: Then,
): void {
  if (i === a.length) then(env);
  else matchName(m, a[i]!, b[i]!, node.start, env, (env2) => matchPath(m, a, b, i + 1, node, env2, then));
}
