import { countBindings, STEPS } from './constant-counts.js';
import { constantOnly, join, operation, type Value } from './constant-values.js';
import { type Around, roundsIn, wayOut } from './loops.js';
import { targetsOf } from './names.js';
import type { Indexed } from './program.js';
import type { G } from './tree.js';
import { blocksOf, headOf, pushChildren, walkTree } from './tree-walk.js';

type Vars = Map<string, Value | undefined>;

export interface Analysis {
  /** What each name is where it is read. */
  readonly reads: Map<G, Value | undefined>;
  /** How often a name is bound in this scope, and its value where that is once. */
  readonly counts: Map<string, number>;
  readonly once: Map<string, Value | undefined>;
}

/** Runs through a scope's statements in order, keeping what each variable is known to be. */
export function analyse(
  program: Indexed,
  scope: number,
  into: Analysis,
  evaluate: (node: G) => Value | undefined,
): void {
  const owner = scope >= 0 ? program.scopes[scope]!.node : undefined;
  const body = owner && 'body' in owner ? (owner.body as readonly G[]) : program.body;
  const params = owner?.kind === 'Func' || owner?.kind === 'Lambda' ? owner.params : [];
  countBindings(program.language, params, body, into.counts);
  const run = new Run(program.language !== 'python', into, evaluate);
  run.block(body, new Map());
}

/** One pass over a scope. A class, for the state that the recursion over blocks shares. */
class Run {
  private readonly into: Analysis;
  private readonly evaluate: (node: G) => Value | undefined;
  /** `let` and `const` live in their block, the cases of a `switch` run on into each other. */
  private readonly braces: boolean;
  /** The loops and switches around, innermost last: what leaves them early. */
  private readonly around: Around<Vars>[] = [];
  private depth = 0;

  constructor(braces: boolean, into: Analysis, evaluate: (node: G) => Value | undefined) {
    this.braces = braces;
    this.into = into;
    this.evaluate = evaluate;
  }

  /** What is known after the statements, or nothing where they never come to their end. */
  block(body: readonly G[], vars: Vars | undefined): Vars | undefined {
    const hidden = this.braces ? hiddenBy(body, vars) : [];
    let now = vars;
    for (const one of body) now = this.statement(one, now ?? new Map());
    return now && restore(hidden, now);
  }

  private statement(node: G, vars: Vars): Vars | undefined {
    if (this.depth > 200) return new Map();
    this.depth++;
    const after = this.step(node, vars);
    this.depth--;
    return after;
  }

  private step(node: G, vars: Vars): Vars | undefined {
    switch (node.kind) {
      case 'If': {
        this.read(node.test, vars);
        return merge(this.block(node.body, new Map(vars)), this.block(node.orelse, new Map(vars)));
      }
      case 'For':
      case 'While':
        return this.loop(node, vars);
      case 'Try': {
        const body = this.block(node.body, new Map(vars));
        const either = merge(new Map(vars), body) ?? new Map();
        // Inside the body anything may have stopped half way.
        forget(node.body, either);
        const ends = [
          this.block(node.orelse, body),
          ...node.handlers.map((one) => this.statement(one, new Map(either))),
        ];
        return this.block(node.final, ends.reduce(merge, undefined));
      }
      case 'Handler':
        if (node.name) vars.delete(node.name);
        return this.block(node.body, vars);
      case 'Func':
      case 'Class':
        for (const one of node.decorators) this.read(one, vars);
        vars.set(node.name, undefined);
        return vars;
      case 'Match':
        return this.choice(node, vars);
      case 'Return':
      case 'Raise':
        for (const one of headOf(node)) this.read(one, vars);
        return undefined;
      case 'Word':
        return this.leave(node.word, vars);
      case 'Import':
        vars.set(node.alias ?? node.name ?? node.module.split('.')[0]!, undefined);
        return vars;
      default:
        for (const one of headOf(node)) this.read(one, vars);
        for (const name of node.kind === 'Del' || node.kind === 'Assert' ? targetsOf(node) : [])
          vars.set(name, undefined);
        if (node.kind === 'With')
          for (const item of node.items) for (const name of targetsOf(item)) vars.set(name, undefined);
        if (node.kind === 'Other') {
          if (node.type === 'for' || node.type === 'do') return this.looped(node, vars);
          this.readOther(node, vars);
        }
        return blocksOf(node).reduce<Vars | undefined>((now, inner) => this.block(inner, now ?? new Map()), vars);
    }
  }

  private readOther(node: G, vars: Vars): void {
    const inner: G[] = [];
    pushChildren(node, inner);
    const blocks = new Set(blocksOf(node).flat());
    for (const one of inner) if (!blocks.has(one)) this.read(one, vars);
  }

  private choice(node: Extract<G, { kind: 'Match' }>, vars: Vars): Vars | undefined {
    this.read(node.subject, vars);
    const left: Vars[] = [];
    if (this.braces) this.around.push({ breaks: left });
    const ends: (Vars | undefined)[] = [];
    for (const one of node.cases) {
      if (one.kind !== 'Case') continue;
      const start = this.braces ? merge(new Map(vars), ends.pop()) : new Map(vars);
      ends.push(this.block(one.body, dropped(one, start ?? new Map())));
    }
    if (this.braces) this.around.pop();
    return [...ends, ...left, node.cases.some(takesAll) ? undefined : vars].reduce(merge, undefined);
  }

  private loop(node: Extract<G, { kind: 'For' | 'While' }>, vars: Vars): Vars {
    this.read(node.kind === 'For' ? node.iter : node.test, vars);
    const entry = new Map(vars);
    if (node.kind === 'For') dropped(node, entry);
    const breaks: Vars[] = [];
    const joined = this.rounds(node.body, entry, breaks, (now) => {
      if (node.kind === 'For') dropped(node, now);
      else this.read(node.test, now);
      return this.block(node.body, now);
    });
    return breaks.reduce<Vars | undefined>(merge, this.block(node.orelse, joined) ?? joined) ?? joined;
  }

  /** `for (init; test; update) body` and `do body while (test)`. */
  private looped(node: Extract<G, { kind: 'Other' }>, vars: Vars): Vars {
    const [init, test, update, body] = node.type === 'for' ? node.parts : [[], undefined, node.parts[1], node.parts[0]];
    const hidden = hiddenBy(listOf(init), vars);
    const entry = listOf(init).reduce<Vars | undefined>((now, one) => this.statement(one, now ?? new Map()), vars);
    const breaks: Vars[] = [];
    const joined = this.rounds(listOf(body), new Map(entry), breaks, (now) => {
      if (isNode(test)) this.read(test, now);
      const end = this.block(listOf(body), now);
      if (end && isNode(update)) this.read(update, end);
      return end;
    });
    return restore(hidden, breaks.reduce<Vars | undefined>(merge, joined) ?? joined);
  }

  /** What holds at the head of a loop, however often its body has run. What a `break` leaves with goes to `breaks`. */
  private rounds(body: readonly G[], entry: Vars, breaks: Vars[], once: (now: Vars) => Vars | undefined): Vars {
    let now = entry;
    const most = roundsIn(this.around);
    for (let i = 0; ; i++) {
      const continues: Vars[] = [];
      this.around.push({ breaks, continues });
      const end = once(new Map(now));
      this.around.pop();
      const next = [end, ...continues].reduce(merge, now) ?? now;
      if (same(now, next)) return now;
      now = next;
      if (i + 1 === most) forget(body, now);
    }
  }

  /** Where a `break` or a `continue` goes, what is known goes with it. */
  private leave(word: string, vars: Vars): Vars | undefined {
    const out = wayOut(this.around, word);
    if (!out) return vars;
    out.to?.push(new Map(vars));
    return undefined;
  }

  /** Notes what each name in an expression is, then what the expression binds. */
  private read(node: G, vars: Vars): void {
    if (node.kind === 'Assign' && node.target.kind === 'Name') {
      if (node.value) this.read(node.value, vars);
      this.assign(node.target.id, node.value, vars);
      return;
    }
    const stack: G[] = [node];
    while (stack.length > 0) {
      const one = stack.pop()!;
      if (one.kind === 'Lambda') continue;
      if (one.kind === 'Comp') {
        this.readComp(one, vars);
        continue;
      }
      if (one.kind === 'Name') {
        if (vars.has(one.id)) this.into.reads.set(one, vars.get(one.id));
        continue;
      }
      if (one !== node && one.kind === 'Assign') this.read(one, vars);
      else if (one.kind === 'Op' && STEPS.has(one.op)) this.stepped(one, vars);
      else pushReversed(one, stack);
    }
    this.bind(node, vars);
  }

  private readComp(node: G, vars: Vars): void {
    const inner = new Map(vars);
    const parts: G[] = [];
    pushChildren(node, parts);
    for (const part of parts) if (part.kind === 'CompFor') dropped(part, inner);
    walkTree(parts, (one) => {
      if (one.kind === 'Name' && inner.has(one.id)) this.into.reads.set(one, inner.get(one.id));
    });
  }

  private bind(node: G, vars: Vars): void {
    if (node.kind === 'AugAssign' && node.target.kind === 'Name') {
      const before = vars.get(node.target.id);
      const value = this.evaluate(node.value);
      vars.set(node.target.id, operation(node.op, [before, value]));
      return;
    }
    if (node.kind !== 'Assign' || !node.value) return;
    const { target, value } = node;
    if (target.kind === 'Seq' && value.kind === 'Seq' && target.elts.length === value.elts.length) {
      target.elts.forEach((one, i) => {
        if (one.kind === 'Name') this.assign(one.id, value.elts[i], vars);
      });
      return;
    }
    // `a = b = 1` is a tuple of targets.
    const chained =
      target.kind === 'Seq' &&
      target.type === 'tuple' &&
      target.start === node.start &&
      target.elts.every((one) => one.kind === 'Name') &&
      value.kind === 'Const';
    for (const name of targetsOf(node)) {
      if (chained) this.assign(name, value, vars);
      else vars.set(name, undefined);
    }
  }

  /** `i++`, `--i`. */
  private stepped(node: Extract<G, { kind: 'Op' }>, vars: Vars): void {
    const [target] = node.args;
    if (target?.kind !== 'Name') return;
    if (vars.has(target.id)) this.into.reads.set(target, vars.get(target.id));
    const one: Value = { known: 'lit', type: 'number', value: 1 };
    vars.set(target.id, operation(node.op.replaceAll('_', '')[0]!, [vars.get(target.id), one]));
  }

  private assign(name: string, value: G | undefined, vars: Vars): void {
    const known = value && (constantOnly(this.evaluate(value)) ?? ({ known: 'sym', node: value } as const));
    vars.set(name, known);
    this.into.once.set(name, known);
  }
}

const takesAll = (one: G): boolean =>
  one.kind === 'Case' &&
  one.pattern.kind === 'Name' &&
  !one.guard &&
  (one.pattern.id === '_' || (one.pattern.id === 'default' && one.pattern.start === one.pattern.end));

type Part = Extract<G, { kind: 'Other' }>['parts'][number];
const listOf = (part: Part): readonly G[] => (Array.isArray(part) ? (part as readonly G[]) : []);
const isNode = (part: Part): part is G => typeof part === 'object' && !Array.isArray(part);

interface Hidden {
  readonly name: string;
  readonly known: boolean;
  readonly value: Value | undefined;
}

/** The names that belong to a block alone, and what they are outside it. */
const hiddenBy = (body: readonly G[], vars: Vars | undefined): Hidden[] =>
  body
    .flatMap((one) =>
      one.kind === 'ExprStmt' && one.value.kind === 'Assign' && /^(let|const)$/.test(one.value.decl ?? '')
        ? targetsOf(one.value)
        : [],
    )
    .map((name) => ({ name, known: vars?.has(name) ?? false, value: vars?.get(name) }));

function restore(hidden: readonly Hidden[], vars: Vars): Vars {
  for (const { name, known, value } of hidden) {
    if (known) vars.set(name, value);
    else vars.delete(name);
  }
  return vars;
}

const same = (a: Vars, b: Vars): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.has(name) && equal(value, b.get(name)));

const equal = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (a?.known === 'type' && b?.known === 'type' && a.type === b.type);

function pushReversed(node: G, stack: G[]): void {
  const inner: G[] = [];
  pushChildren(node, inner);
  for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i]!);
}

function dropped(node: G, vars: Vars): Vars {
  for (const name of targetsOf(node)) vars.set(name, undefined);
  return vars;
}

function boundBy(body: readonly G[]): string[] {
  const found: string[] = [];
  walkTree(body, (node) => {
    if (node.kind === 'Func' || node.kind === 'Class' || node.kind === 'Lambda') return false;
    found.push(...targetsOf(node));
    return true;
  });
  return found;
}

function forget(body: readonly G[], vars: Vars): void {
  for (const name of boundBy(body)) vars.set(name, undefined);
}

function merge(a: Vars | undefined, b: Vars | undefined): Vars | undefined {
  if (!a) return b;
  if (!b) return a;
  const found: Vars = new Map();
  for (const [name, value] of a) found.set(name, b.has(name) ? join(value, b.get(name)) : undefined);
  for (const name of b.keys()) if (!a.has(name)) found.set(name, undefined);
  return found;
}
