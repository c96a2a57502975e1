import { bind, boundList, type Matcher, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { matchAnyOrder, matchArgs, matchList } from './lists.js';
import type { G } from './tree.js';

const COMMANDS: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);
export const isLoose = (type: string): boolean =>
  type === 'jsx' || type === 'heredoc' || type === 'property' || type === 'FROM' || COMMANDS.has(type);

/** Lists that a pattern may give in part: an element's children, an image's tag, one command of several. */
export function matchLoose(
  m: Matcher,
  type: string,
  ps: readonly G[],
  ns: readonly G[],
  env: Env | undefined,
  then: Then,
): void {
  const [first] = ps;
  if (type === 'jsx' && !first) then(env);
  else if (type === 'jsx' && !m.options.xmlChildrenOrdered) {
    const wanted = ps.filter((p) => p.kind !== 'Dots');
    if (wanted.length < ps.length || wanted.length === ns.length)
      matchAnyOrder(m, wanted, 0, ns, [], env, then, m.node);
  } else if (type === 'property') matchAnyOrder(m, ps, 0, ns, [], env, then, m.node);
  else if (type === 'FROM') {
    const named = new Set(ps.flatMap((p) => (p.kind === 'KwArg' ? [p.name] : [])));
    const wanted = ns.filter((n) => n.kind !== 'KwArg' || named.has(n.name));
    matchArgs(m, ps, wanted, env, then);
  } else if (COMMANDS.has(type) && ps.length === 1 && first) {
    if (isDotsCommand(first)) {
      then(env);
      return;
    }
    const whole = first.kind === 'Seq' && first.type === 'command' && first.elts.length === 1 ? first.elts[0]! : first;
    if (whole.kind === 'Meta' && ns.length > 0) bind(m, whole.name, boundList(m, ns), env, then);
    else if (type === 'RUN') for (const n of ns) m.node(m, first, n, env, then);
    else matchList(m, ps, ns, env, then);
  } else if (type === 'RUN' || type === 'heredoc') {
    // A command that is nothing but an ellipsis stands for any number, as does a line.
    const stands = (p: G): boolean => p.kind === 'Dots' || (p.kind === 'Metas' && type === 'heredoc');
    const commands = ps.map((p) => (p.kind === 'Seq' && p.elts.length === 1 && stands(p.elts[0]!) ? p.elts[0]! : p));
    matchList(m, commands, ns, env, then);
  } else matchList(m, ps, ns, env, then);
}

/** `RUN ...` is any command, in either form. */
const isDotsCommand = (p: G): boolean =>
  p.kind === 'Dots' || (p.kind === 'Seq' && p.type === 'command' && p.elts.length === 1 && p.elts[0]!.kind === 'Dots');
