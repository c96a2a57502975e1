import type { Matcher } from './bind.js';
import { type Env, keyOf } from './bindings.js';
import { blockMatches, isDots, stretchMatches } from './blocks.js';
import { type Options, Overrun, type Subject } from './context.js';
import { isAnyFunction, matchNode } from './matcher.js';
import type { Pattern } from './pattern.js';
import { isAnyLoop, matchStatement } from './statements.js';
import type { G, Kind } from './tree.js';
import { blocksOf } from './tree-walk.js';

/** A stretch of code that a pattern matches. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly env: Env | undefined;
}

/** More places than anybody reads: what follows is left out. */
const MOST_HITS = 50_000;

/** All matches of a pattern in a program, in source order, none twice. */
export function search(pattern: Pattern, subject: Subject, options: Options): Hit[] {
  const m: Matcher = {
    subject,
    options,
    fits: new Map(),
    node: matchNode,
    statement: matchStatement,
    block: blockMatches,
  };
  const hits = new Map<string, Hit>();
  const add = (start: number, end: number, env: Env | undefined): void => {
    const key = `${start}-${end}:${keyOf(env)}`;
    if (hits.has(key)) return;
    if (hits.size >= MOST_HITS) throw new Overrun();
    hits.set(key, { start, end, env });
  };
  subject.steps = 0;
  try {
    if (pattern.form === 'statements') searchStatements(m, pattern.nodes, add);
    else if (pattern.form === 'statement') {
      const root = pattern.nodes[0]!;
      for (const node of candidates(m, root))
        (node.kind === 'Lambda' ? matchNode : matchStatement)(m, root, node, undefined, (env) =>
          add(pattern.clause ? clauseStart(node, pattern.clause, subject) : node.start, node.end, env),
        );
    } else {
      const root = pattern.nodes[0]!;
      for (const node of candidates(m, root))
        matchNode(m, root, node, undefined, (env) => add(node.start, node.end, env));
    }
  } catch (error) {
    // A file on which a pattern explodes keeps what was found so far.
    if (!(error instanceof Overrun) && !(error instanceof RangeError)) throw error;
  }
  return [...hits.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where the last clause of a statement begins: the word before its last block. */
function clauseStart(node: G, word: string, { program }: Subject): number {
  const body = blocksOf(node).at(-1)?.[0]?.start ?? node.end;
  return Math.max(node.start, program.text.lastIndexOf(word, body));
}

function searchStatements(
  m: Matcher,
  ps: readonly G[],
  add: (start: number, end: number, env: Env | undefined) => void,
): void {
  const first = ps[0]!;
  const kind: Kind | undefined = first.kind === 'ExprStmt' ? undefined : first.kind;
  const target = first.kind === 'ExprStmt' && first.value.kind === 'Assign' ? 'Assign' : undefined;
  for (const block of m.subject.program.blocks) {
    for (let i = 0; i < block.length; i++) {
      const one = block[i]!;
      if (kind && one.kind !== kind && !(kind === 'For' && one.kind === 'Other')) continue;
      if (target && one.kind === 'ExprStmt' && one.value.kind === 'Name') continue;
      stretchMatches(m, ps, block, i, true, undefined, (env, end) => {
        if (end >= one.start) add(one.start, end, env);
      });
      // A pattern that begins with `...` takes all there is from the first statement on.
      if (isDots(first) && ps.length === 1) break;
    }
  }
}

/** Nodes that could match, by the kind of the pattern's root. */
function candidates(m: Matcher, root: G): readonly G[] {
  const { program } = m.subject;
  switch (root.kind) {
    case 'Meta':
    case 'Metas':
    case 'Dots':
    case 'Deep':
    case 'TypedMeta':
    case 'DotChain':
      return program.expressions;
    case 'Call':
      return m.options.attrExpr && program.decorators.length > 0
        ? [...program.of('Call'), ...program.decorators]
        : program.of('Call');
    case 'Attr':
      return [...program.of('Attr'), ...program.of('Name')];
    case 'Const':
      if (root.type === 'ellipsis' || !m.options.constantPropagation) return program.of('Const');
      return [
        ...program.of('Const'),
        ...program.of('Name'),
        ...program.of('Attr'),
        ...program.of('Op'),
        ...program.of('FString'),
      ];
    case 'For':
      return isAnyLoop(root) ? [...program.of('For'), ...program.of('Other')] : program.of('For');
    case 'Func':
      return isAnyFunction(root) ? [...program.of('Func'), ...program.of('Lambda')] : program.of('Func');
    case 'FString':
      return [...program.of('FString'), ...program.of('Const')];
    default:
      return program.of(root.kind);
  }
}
