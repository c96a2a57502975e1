import { type Evaluation, evaluate, type Range } from './operators.js';
import { requirementOf } from './requires.js';
import type { TaintRule, TaintSpec } from './rules.js';
import { Flow } from './taint-flow.js';
import type { Carrier, Spot } from './taint-spots.js';

/** The sinks that something from a source reaches without passing a sanitizer, function by function. */
export function taintRanges(e: Evaluation, rule: TaintRule): readonly Range[] {
  const sinks = spots(e, rule.sinks);
  const sources = spots(e, rule.sources);
  if (sinks.length === 0 || sources.length === 0) return [];
  const flow = new Flow(e, sources, spots(e, rule.sanitizers), sinks, carriers(e, rule.propagators));
  flow.module(e.subject.program.body);
  return [...flow.found].sort((a, b) => a.start - b.start);
}

function spots(e: Evaluation, specs: readonly TaintSpec[]): Spot[] {
  return specs.flatMap((spec) => {
    const requires = spec.requires === undefined ? undefined : requirementOf(spec.requires);
    return evaluate(e, spec.formula).map((range): Spot => ({ ...range, spec, requires }));
  });
}

function carriers(e: Evaluation, specs: readonly TaintSpec[]): Carrier[] {
  return specs.flatMap((spec) => {
    const requires = spec.requires === undefined ? undefined : requirementOf(spec.requires);
    return evaluate(e, spec.formula).flatMap((range): Carrier[] => {
      const place = (name: string | undefined): string | undefined => {
        for (let at = range.env; at; at = at.next) if (at.name === name) return `${at.bound.start}-${at.bound.end}`;
        return undefined;
      };
      const from = place(spec.from);
      const to = place(spec.to);
      return from === undefined || to === undefined ? [] : [{ spec, requires, from, to }];
    });
  });
}
