import { constantOnly, join, operation, type Value } from './constant-values.js';
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
  if (owner?.kind === 'Func' || owner?.kind === 'Lambda')
    for (const param of owner.params) if (param.kind === 'Param') count(into, param.name, 2);
  countAll(body, into.counts);
  const run = new Run(into, evaluate);
  run.block(body, new Map());
}

const count = (into: Analysis, name: string, by: number): void =>
  void into.counts.set(name, (into.counts.get(name) ?? 0) + by);

function countAll(body: readonly G[], counts: Map<string, number>): void {
  const stack: G[] = [...body];
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.kind === 'Func' || node.kind === 'Class') {
      add(node.name);
      addOuter(node, counts);
      continue;
    }
    if (node.kind === 'Scope') for (const name of node.names) counts.set(name, (counts.get(name) ?? 0) - 1000);
    if (node.kind === 'Import') add(node.alias ?? node.name ?? node.module.split('.')[0]!);
    if (node.kind === 'CompFor') {
      pushChildren(node, stack);
      continue;
    }
    for (const name of targetsOf(node)) add(name);
    if (node.kind !== 'Lambda') pushChildren(node, stack);
  }
  for (const [name, n] of counts) if (n < 0) counts.delete(name);
}

/** A nested function that says `global x` and gives it a value may do so at any time. */
function addOuter(node: G, counts: Map<string, number>): void {
  const named = new Set<string>();
  const given = new Set<string>();
  walkTree([node], (inner) => {
    if (inner.kind === 'Scope') for (const name of inner.names) named.add(name);
    for (const name of targetsOf(inner)) given.add(name);
  });
  for (const name of named) if (given.has(name)) counts.set(name, (counts.get(name) ?? 0) + 2);
}

/** One pass over a scope. A class, for the state that the recursion over blocks shares. */
class Run {
  private readonly into: Analysis;
  private readonly evaluate: (node: G) => Value | undefined;
  private loops = 0;
  private depth = 0;

  constructor(into: Analysis, evaluate: (node: G) => Value | undefined) {
    this.into = into;
    this.evaluate = evaluate;
  }

  /** What is known after the statements, or nothing where they never come to their end. */
  block(body: readonly G[], vars: Vars | undefined): Vars | undefined {
    let now = vars;
    for (const one of body) now = this.statement(one, now ?? new Map());
    return now;
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
      case 'Match': {
        this.read(node.subject, vars);
        const ends = node.cases.map((one) =>
          one.kind === 'Case' ? this.block(one.body, dropped(one, new Map(vars))) : undefined,
        );
        return [...ends, vars].reduce(merge, undefined);
      }
      case 'Return':
      case 'Raise':
        for (const one of headOf(node)) this.read(one, vars);
        return undefined;
      case 'Word':
        return node.word === 'Break' || node.word === 'Continue' ? undefined : vars;
      case 'Import':
        vars.set(node.alias ?? node.name ?? node.module.split('.')[0]!, undefined);
        return vars;
      default:
        for (const one of headOf(node)) this.read(one, vars);
        for (const name of node.kind === 'Del' || node.kind === 'Assert' ? targetsOf(node) : [])
          vars.set(name, undefined);
        if (node.kind === 'With')
          for (const item of node.items) for (const name of targetsOf(item)) vars.set(name, undefined);
        if (node.kind === 'Other') this.readOther(node, vars);
        return blocksOf(node).reduce<Vars | undefined>((now, inner) => this.block(inner, now ?? new Map()), vars);
    }
  }

  private readOther(node: G, vars: Vars): void {
    const inner: G[] = [];
    pushChildren(node, inner);
    const blocks = new Set(blocksOf(node).flat());
    for (const one of inner) if (!blocks.has(one)) this.read(one, vars);
  }

  private loop(node: Extract<G, { kind: 'For' | 'While' }>, vars: Vars): Vars {
    this.read(node.kind === 'For' ? node.iter : node.test, vars);
    const entry = new Map(vars);
    if (node.kind === 'For') dropped(node, entry);
    if (this.loops > 2) forget(node.body, entry);
    this.loops++;
    const first = this.block(node.body, new Map(entry));
    const joined = merge(entry, first) ?? new Map();
    // Names that the body binds by way of a `continue` or `break` are not in `first`.
    for (const name of boundBy(node.body)) if (first === undefined) joined.set(name, undefined);
    if (node.kind === 'While') this.read(node.test, joined);
    this.block(node.body, new Map(joined));
    this.loops--;
    return this.block(node.orelse, joined) ?? joined;
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

  private assign(name: string, value: G | undefined, vars: Vars): void {
    const known = value && (constantOnly(this.evaluate(value)) ?? ({ known: 'sym', node: value } as const));
    vars.set(name, known);
    this.into.once.set(name, known);
  }
}

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
