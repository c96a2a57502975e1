import { type Around, roundsIn, wayOut } from './loops.js';
import { namesIn, targetsOf } from './names.js';
import type { Evaluation } from './operators.js';
import { DEFAULT, Marks } from './taint-marks.js';
import {
  basePath,
  CLEAN,
  drop,
  elementsOf,
  type Labels,
  merge,
  type Places,
  partsOf,
  pathOf,
  readPlace,
  union,
} from './taint-places.js';
import { type Carrier, keyOf, type Spot } from './taint-spots.js';
import type { G } from './tree.js';
import { blocksOf, headOf, pushChildren } from './tree-walk.js';
import { isScalar } from './types.js';

/** A loop or a switch that is being walked, with its node where it must not be begun again. */
interface Walked extends Around<Places> {
  readonly node?: G;
}

/** One pass over a file. A class, for the state that the recursion shares. */
export class Flow {
  readonly found = new Set<Spot>();
  private readonly e: Evaluation;
  private readonly marks: Marks;
  private readonly sinksAt = new Map<string, Spot[]>();
  /** Sinks whose stretch is no node's: whatever stands inside them counts. */
  private readonly looseSinks: Spot[] = [];
  private readonly from = new Map<string, Carrier[]>();
  private readonly pending = new Map<string, Labels>();
  private readonly nodes = new Map<string, G>();
  /** What was read at the places of which sinks ask something each. */
  private readonly needed = new Map<string, Labels>();
  private depth = 0;
  /** The loops and switches around, innermost last: what leaves them early. */
  private readonly around: Walked[] = [];

  constructor(
    e: Evaluation,
    sources: readonly Spot[],
    sanitizers: readonly Spot[],
    sinks: readonly Spot[],
    carried: readonly Carrier[],
  ) {
    this.e = e;
    this.marks = new Marks(sources, sanitizers);
    const { program } = e.subject;
    for (const node of program.expressions) this.nodes.set(keyOf(node), node);
    for (const node of program.statements) if (!this.nodes.has(keyOf(node))) this.nodes.set(keyOf(node), node);
    for (const sink of sinks) {
      const node = this.nodes.get(keyOf(sink));
      if (!sink.spec.exact || !node || node.kind === 'Func' || node.kind === 'Class' || blocksOf(node).length > 0)
        this.looseSinks.push(sink);
      else push(this.sinksAt, keyOf(sink), sink);
    }
    for (const { needs = [] } of sinks) for (const { at } of needs) this.needed.set(at, CLEAN);
    for (const one of carried) push(this.from, one.from, one);
  }

  /** The top level, then the bodies of functions, which see what the top level left. */
  module(body: readonly G[]): void {
    this.block(body, new Map());
  }

  private func(node: Extract<G, { kind: 'Func' | 'Lambda' }>, outer: Places): void {
    const places: Places = new Map(outer);
    for (const param of node.params) {
      if (param.kind !== 'Param') {
        this.assign(param, CLEAN, undefined, places);
        continue;
      }
      drop(places, param.name);
      const name = { start: param.nameStart, end: param.nameStart + param.name.length };
      const labels = union(this.marks.sourceLabels(name, CLEAN), this.pending.get(keyOf(name)) ?? CLEAN);
      if (labels.size > 0) places.set(param.name, labels);
    }
    this.block(node.body, places);
  }

  private block(body: readonly G[], places: Places | undefined): Places | undefined {
    let now = places;
    const later: G[] = [];
    for (const one of body) {
      if (one.kind === 'Func' || one.kind === 'Class') later.push(one);
      // What stands after a way out never runs.
      if (now) now = this.statement(one, now);
    }
    for (const one of later) {
      if (one.kind === 'Func') this.func(one, now ?? places ?? new Map());
      else if (one.kind === 'Class') this.block(one.body, new Map(now ?? places ?? []));
    }
    return now;
  }

  private statement(node: G, places: Places): Places | undefined {
    if (this.depth > 150) return places;
    this.depth++;
    const after = this.step(node, places);
    this.depth--;
    return after;
  }

  private step(node: G, places: Places): Places | undefined {
    switch (node.kind) {
      case 'If': {
        this.read(node.test, places);
        return merge(this.block(node.body, new Map(places)), this.block(node.orelse, new Map(places)));
      }
      case 'While':
      case 'For':
        return this.loop(node, places);
      case 'Try': {
        const inside: Places = new Map(places);
        const body = this.block(node.body, inside);
        // A way out may be taken after any assignment of the body.
        const either = merge(merge(new Map(places), inside), body) ?? new Map();
        const ends = [
          this.block(node.orelse, body),
          ...node.handlers.map((one) => this.statement(one, new Map(either))),
        ];
        const after = ends.reduce(merge, undefined);
        const last = this.block(node.final, after ?? new Map(either));
        return after && last;
      }
      case 'Handler':
        if (node.name) drop(places, node.name);
        return this.block(node.body, places);
      case 'Match': {
        const labels = this.read(node.subject, places);
        const left: Places[] = [];
        // Python's `break` leaves the loop around a `match`, and its cases do not run on into each other.
        const braces = this.e.language !== 'python';
        if (braces) this.around.push({ breaks: left });
        const ends: (Places | undefined)[] = [];
        for (const one of node.cases) {
          if (one.kind !== 'Case') continue;
          const inner = merge(new Map(places), braces ? ends.pop() : undefined) ?? new Map();
          for (const name of targetsOf(one)) inner.set(name, labels);
          if (one.guard) this.read(one.guard, inner);
          ends.push(this.block(one.body, inner));
        }
        if (braces) this.around.pop();
        return [...ends, ...left, places].reduce(merge, undefined);
      }
      case 'Func':
      case 'Class':
        for (const one of node.decorators) this.read(one, places);
        if (node.kind === 'Func')
          for (const one of node.params) if (one.kind === 'Param' && one.default) this.read(one.default, places);
        drop(places, node.name);
        return places;
      case 'Return':
      case 'Raise': {
        const labels = union(...headOf(node).map((one) => this.read(one, places)));
        this.reach(node, labels);
        return undefined;
      }
      case 'Word':
        return this.leave(node.word, places);
      case 'With':
        for (const item of node.items) {
          if (item.kind !== 'WithItem') continue;
          const labels = this.read(item.value, places);
          if (item.target) this.assign(item.target, labels, undefined, places);
        }
        return this.block(node.body, places);
      case 'Del':
        for (const name of targetsOf(node)) drop(places, name);
        return places;
      case 'Other': {
        if ((node.type === 'for' || node.type === 'do') && !this.around.some((one) => one.node === node))
          return this.rounds(node, places, (inner) => this.step(node, inner));
        const inner: G[] = [];
        pushChildren(node, inner);
        const blocks = new Set(blocksOf(node).flat());
        for (const one of inner) if (!blocks.has(one)) this.read(one, places);
        return blocksOf(node).reduce<Places | undefined>((now, body) => this.block(body, now ?? new Map()), places);
      }
      default: {
        const labels = union(...headOf(node).map((one) => this.read(one, places)));
        if (node.kind !== 'ExprStmt') this.reach(node, labels);
        return blocksOf(node).reduce<Places | undefined>((now, body) => this.block(body, now ?? new Map()), places);
      }
    }
  }

  private loop(node: Extract<G, { kind: 'For' | 'While' }>, places: Places): Places {
    const breaks: Places[] = [];
    const now = this.rounds(
      node,
      places,
      (inner) => {
        if (node.kind === 'For') this.assign(node.target, this.read(node.iter, inner), undefined, inner);
        else this.read(node.test, inner);
        return this.block(node.body, inner);
      },
      breaks,
    );
    return breaks.reduce<Places | undefined>(merge, this.block(node.orelse, now) ?? now) ?? now;
  }

  /** What holds after a body has run any number of times. What a `break` leaves with goes to `breaks`. */
  private rounds(node: G, places: Places, body: (inner: Places) => Places | undefined, breaks?: Places[]): Places {
    let now = places;
    const left = breaks ?? [];
    const most = roundsIn(this.around);
    for (let i = 0; i < most; i++) {
      const continues: Places[] = [];
      this.around.push({ node, breaks: left, continues });
      const end = body(new Map(now));
      this.around.pop();
      const known = labelCount(now);
      now = [end, ...continues].reduce(merge, now) ?? now;
      if (labelCount(now) === known) break;
    }
    return breaks ? now : (left.reduce<Places | undefined>(merge, now) ?? now);
  }

  /** Where a `break` or a `continue` goes, the state goes with it. */
  private leave(word: string, places: Places): Places | undefined {
    const out = wayOut(this.around, word);
    if (!out) return places;
    out.to?.push(new Map(places));
    return undefined;
  }

  /** The labels of an expression; on the way sinks are noted, assignments made and propagators followed. */
  private read(node: G, places: Places, base = false): Labels {
    if (this.depth > 400) return CLEAN;
    this.depth++;
    let labels = this.inner(node, places, base);
    labels = union(labels, this.pending.get(keyOf(node)) ?? CLEAN);
    if (this.marks.isSanitized(node)) labels = CLEAN;
    else labels = union(labels, this.marks.sourceLabels(node, labels));
    if (this.needed.size > 0 && this.needed.has(keyOf(node))) this.needed.set(keyOf(node), labels);
    this.marks.bySideEffect(node, labels, places);
    this.reach(node, union(labels, this.marks.control(node, places)));
    this.carry(node, labels, places);
    this.depth--;
    return this.isSafeType(node, labels) ? CLEAN : labels;
  }

  private isSafeType(node: G, labels: Labels): boolean {
    const { taintSafeBooleans, taintSafeNumbers } = this.e.options;
    if (labels.size === 0) return false;
    return (
      (taintSafeBooleans && isScalar(this.e.subject, node, 'bool')) ||
      (taintSafeNumbers && isScalar(this.e.subject, node, 'number'))
    );
  }

  private inner(node: G, places: Places, asBase: boolean): Labels {
    const labels = this.parts(node, places, asBase);
    if (!this.e.options.taintOnlyAssignments || node.kind === 'Name' || node.kind === 'Assign') return labels;
    if (node.kind === 'Call' && !this.marks.isSanitized(node)) this.reach(node, labels);
    const path = node.kind === 'Attr' || node.kind === 'Subscript' ? pathOf(node) : undefined;
    return path === undefined ? CLEAN : (places.get(path) ?? CLEAN);
  }

  private parts(node: G, places: Places, asBase: boolean): Labels {
    const { options } = this.e;
    switch (node.kind) {
      case 'Name':
        return asBase ? (places.get(node.id) ?? CLEAN) : readPlace(places, node.id);
      case 'Attr':
      case 'Subscript': {
        const base = this.read(node.value, places, true);
        const index = node.kind === 'Subscript' && !options.taintSafeIndexes ? this.read(node.index, places) : CLEAN;
        const path = pathOf(node);
        if (path === undefined) return union(base, index, elementsOf(places, pathOf(node.value)));
        const known = places.get(path) ?? base;
        return union(known, asBase ? CLEAN : partsOf(places, path), index);
      }
      case 'Call':
      case 'New':
        return this.call(node, places);
      case 'Assign': {
        const labels = node.value ? this.read(node.value, places) : CLEAN;
        this.assign(node.target, labels, node.value, places);
        return labels;
      }
      case 'AugAssign': {
        const labels = union(this.read(node.target, places), this.read(node.value, places));
        this.assign(node.target, labels, undefined, places);
        return labels;
      }
      case 'Cond':
        this.read(node.test, places);
        return union(this.read(node.body, places), this.read(node.orelse, places));
      case 'Lambda':
        this.func(node, places);
        return CLEAN;
      case 'Comp':
        return this.comprehension(node, places);
      case 'Func':
      case 'Class':
        this.statement(node, new Map(places));
        return CLEAN;
      case 'Op': {
        const labels = union(...node.args.map((one) => this.read(one, places)));
        return options.taintSafeComparisons && /^(==|!=|<|>|<=|>=|in|not in|is|is not|===|!==)$/.test(node.op)
          ? CLEAN
          : labels;
      }
      default: {
        const children: G[] = [];
        pushChildren(node, children);
        return union(...children.map((one) => this.read(one, places)));
      }
    }
  }

  /** What comes of a call nobody knows carries the labels of all that went in. */
  private call(node: Extract<G, { kind: 'Call' | 'New' }>, places: Places): Labels {
    const { func } = node;
    // What a collection hands out may be any of its elements.
    const elements = func.kind === 'Attr' ? elementsOf(places, pathOf(func.value)) : CLEAN;
    const receiver = union(this.read(func, places), elements);
    const args = union(...node.args.filter((one) => one.kind !== 'Lambda').map((one) => this.read(one, places)));
    // Functions handed over are read last: propagators may have put something into their parameters.
    const labels = union(receiver, args);
    for (const one of node.args) if (one.kind === 'Lambda') this.read(one, places);
    if (!this.e.options.taintSafeFunctions) return labels;
    // What comes out of a function is clean, what went in still arrives; a method hands out what its object holds.
    if (!this.marks.isSanitized(node)) this.reach(node, labels);
    return receiver;
  }

  private comprehension(node: Extract<G, { kind: 'Comp' }>, places: Places): Labels {
    const inner: Places = new Map(places);
    let labels: Labels = CLEAN;
    for (const one of node.clauses) {
      if (one.kind === 'CompFor') this.assign(one.target, this.read(one.iter, inner), undefined, inner);
      else if (one.kind === 'CompIf') this.read(one.test, inner);
    }
    labels = this.read(node.elt, inner);
    return labels;
  }

  private assign(target: G, labels: Labels, value: G | undefined, places: Places): void {
    const own = this.marks.sourceLabels(target, labels, true);
    const now = this.marks.isSanitized(target) ? CLEAN : union(labels, own);
    switch (target.kind) {
      case 'Seq': {
        const pairs = value?.kind === 'Seq' && value.elts.length === target.elts.length ? value.elts : [];
        const given = pairs.map((one) => this.read(one, places));
        target.elts.forEach((one, i) => {
          this.assign(one, given[i] ?? now, pairs[i], places);
        });
        return;
      }
      case 'Bag':
      case 'Star':
      case 'Pair':
      case 'KwArg':
        for (const name of namesIn(target)) this.assign(name, now, undefined, places);
        return;
      case 'Name':
        drop(places, target.id);
        if (!(value && own.size === 0 && now.size > 0 && this.assignElements(target.id, value, places)))
          places.set(target.id, now);
        break;
      case 'Attr':
      case 'Subscript': {
        this.read(target.value, places);
        const path = pathOf(target);
        if (path !== undefined) {
          drop(places, path);
          places.set(path, now);
        } else {
          // An element nobody can name: the whole may hold it from now on.
          const whole = basePath(target);
          if (whole !== undefined && now.size > 0) places.set(whole, union(places.get(whole) ?? CLEAN, now));
        }
        break;
      }
    }
    this.reach(target, CLEAN);
    this.carry(target, now, places);
  }

  /** What a list, a tuple or a mapping is written with is kept element by element, where each has a place that is known. */
  private assignElements(name: string, value: G, places: Places): boolean {
    if (value.kind !== 'Seq' && value.kind !== 'Bag') return false;
    if (this.marks.sourceLabels(value, CLEAN, true).size > 0) return false;
    const keyed = value.elts.map((one, i): readonly [string, G] | undefined => {
      if (value.kind === 'Seq') return one.kind === 'Star' ? undefined : [`[${i}]`, one];
      return one.kind === 'Pair' && one.key.kind === 'Const' ? [`[${String(one.key.value)}]`, one.value] : undefined;
    });
    if (keyed.includes(undefined)) return false;
    const given = keyed.map((one) => this.read(one![1], places));
    places.set(name, CLEAN);
    for (const [i, labels] of given.entries()) places.set(name + keyed[i]![0], labels);
    return true;
  }

  private reach(node: G, labels: Labels): void {
    if (labels.size === 0) return;
    for (const one of this.sinksAt.get(keyOf(node)) ?? []) this.note(one, labels);
    for (const one of this.looseSinks) if (one.start <= node.start && node.end <= one.end) this.note(one, labels);
  }

  private note(sink: Spot, labels: Labels): void {
    const { needs, requires } = sink;
    const meets = needs
      ? needs.every((one) => one.requires(this.needed.get(one.at) ?? CLEAN))
      : requires
        ? requires(labels)
        : labels.has(DEFAULT);
    if (meets) this.found.add(sink);
  }

  private carry(node: G, labels: Labels, places: Places): void {
    const carried = this.from.get(keyOf(node));
    if (!carried || labels.size === 0) return;
    for (const one of carried) {
      if (one.requires && !one.requires(labels)) continue;
      const given: Labels = one.spec.label === undefined ? labels : new Set([one.spec.label]);
      this.pending.set(one.to, union(this.pending.get(one.to) ?? CLEAN, given));
      const target = this.nodes.get(one.to);
      if (one.spec.bySideEffect === false) continue;
      const path =
        target && (target.kind === 'Name' || target.kind === 'Attr' || target.kind === 'Subscript')
          ? pathOf(target)
          : undefined;
      if (path !== undefined) places.set(path, union(places.get(path) ?? CLEAN, given));
    }
  }
}

/** Places only ever gain labels in a loop: the same number is the same state. */
function labelCount(places: Places): number {
  let count = 0;
  for (const labels of places.values()) count += labels.size;
  return count;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
