import { lookup } from './bindings.js';
import { compatible, type Evaluation, evaluate, type Range } from './operators.js';
import { requirementOf } from './requires.js';
import type { TaintRule, TaintSpec } from './rules/model.js';
import { Flow } from './taint-flow.js';
import { type Carrier, keyOf, type Spot } from './taint-spots.js';

/** The sinks that something from a source reaches without passing a sanitizer, function by function. */
export function taintRanges(e: Evaluation, rule: TaintRule): readonly Range[] {
  const sinks = spots(e, rule.sinks);
  const sources = spots(e, rule.sources);
  if (sinks.length === 0 || sources.length === 0) return [];
  const sanitizers = unconflicting(spots(e, rule.sanitizers), [...sources, ...sinks]);
  const carried = carriers(e, rule.propagators);
  const reached = (from: readonly Spot[]): readonly Spot[] => {
    const flow = new Flow(e, from, sanitizers, sinks, carried);
    flow.module(e.subject.program.body);
    return [...flow.found];
  };
  const found = e.options.taintUnify
    ? sources.slice(0, MOST_UNIFIED).flatMap((one) => reached([one]).filter((sink) => compatible(e, one.env, sink.env)))
    : reached(sources);
  return [...new Set(found)].sort((a, b) => a.start - b.start);
}

/** Sources followed one by one where their bindings have to agree with the sink's. */
const MOST_UNIFIED = 200;

/** A sanitizer that says so gives way where it matches just what a source or a sink matches. */
function unconflicting(sanitizers: readonly Spot[], others: readonly Spot[]): readonly Spot[] {
  const taken = new Set(others.map(keyOf));
  return sanitizers.filter((one) => !one.spec.notConflicting || !taken.has(keyOf(one)));
}

function spots(e: Evaluation, specs: readonly TaintSpec[]): Spot[] {
  return specs.flatMap((spec) => {
    const requires = spec.requires === undefined ? undefined : requirementOf(spec.requires);
    const needs = spec.needs?.map(([name, text]) => ({ name, requires: requirementOf(text) }));
    return evaluate(e, spec.formula).map((range): Spot => {
      const needed = needs?.map((one) => ({ at: placeOf(range, one.name) ?? '', requires: one.requires }));
      return { ...range, spec, requires, needs: needed };
    });
  });
}

function carriers(e: Evaluation, specs: readonly TaintSpec[]): Carrier[] {
  return specs.flatMap((spec) => {
    const requires = spec.requires === undefined ? undefined : requirementOf(spec.requires);
    return evaluate(e, spec.formula).flatMap((range): Carrier[] => {
      const from = placeOf(range, spec.from);
      const to = placeOf(range, spec.to);
      return from === undefined || to === undefined ? [] : [{ spec, requires, from, to }];
    });
  });
}

/** The key of the place that a metavariable stands for. */
function placeOf({ env }: Range, name: string | undefined): string | undefined {
  const bound = name === undefined ? undefined : lookup(env, name);
  return bound && keyOf(bound);
}
