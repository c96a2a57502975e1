import { type Evidence, evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import { definedMetrics, type FoundRule, readAlerts } from './alerts/answer.js';
import { definitionOf, type Metrics } from './alerts/definitions.js';
import type { Expr } from './alerts/expression.js';
import { durationOf } from './alerts/read-expression.js';
import type { Rule } from './alerts/rules.js';
import { SHAPES, type Shape } from './alerts/shapes.js';
import { isNever, outermost, type Signal } from './alerts/signal.js';
import { TROUBLES, type Trouble, troublesOf } from './alerts/trouble.js';
import { type Check, type Documents, ParamsError } from './check.js';
import { type Regex, regexesOf } from './text/regex.js';

interface Params {
  metric?: string[];
  'unless-metric'?: string[];
  shape?: Shape[];
  compare?: ('above' | 'below' | 'equal')[];
  threshold?: { min?: number; max?: number };
  tolerate?: Trouble[];
  trouble?: Trouble[];
  known?: string[];
  artefacts?: string[];
}

interface Ready {
  readonly metric: readonly Regex[];
  readonly unless: readonly Regex[];
  readonly known: readonly Regex[];
  readonly shape: ReadonlySet<Shape>;
  readonly compare: ReadonlySet<string>;
  readonly threshold: { readonly min: number; readonly max: number };
  readonly tolerate: ReadonlySet<Trouble>;
  readonly trouble: ReadonlySet<Trouble>;
  readonly artefacts: ReadonlySet<string> | undefined;
}

const troubles = Object.keys(TROUBLES) as Trouble[];
const troubleList = { type: 'array', items: { enum: troubles }, uniqueItems: true } as const;
const regexes = { type: 'array', items: { type: 'string' }, minItems: 1 } as const;

/** An alerting rule that watches a signal: rule files are read in any flavour, PromQL is parsed and its types are checked. */
export const alert: Check<Params, Ready> = {
  kind: 'alert',
  languages: ['promql', 'yaml'],
  summary:
    'An alerting rule in a rule file (Prometheus, operator, Helm, Mimir, vmalert, Grafana, a bare list) watches a signal and could fire.',
  schema: {
    type: 'object',
    description:
      'Met by one alerting rule whose condition compares a signal that looks so and has no trouble that is not tolerated.',
    properties: {
      metric: {
        ...regexes,
        description:
          'RE2 regexes, any of which must be found in a watched series, written as `name{label="value"}` (of a quotient: above the line), or in the help text with which the code defines it.',
      },
      'unless-metric': { ...regexes, description: 'Series that look so are something else.' },
      shape: {
        type: 'array',
        items: { enum: SHAPES },
        minItems: 1,
        description:
          '`quantile` histogram_quantile · `average` rate of _sum by rate of _count · `share` part of the observations in a bucket · `ratio` any other quotient · `rate` rate or increase · `value` a series itself or over time · `change` against another time or window · `count` · `absent`. Any where not given.',
      },
      compare: {
        type: 'array',
        items: { enum: ['above', 'below', 'equal'] },
        description: 'On which side it fires. Default: above.',
        default: ['above'],
      },
      threshold: {
        type: 'object',
        description:
          'Bounds of a sensible threshold, in the unit of the series. A threshold that a template hides passes.',
        properties: { min: { type: 'number' }, max: { type: 'number' } },
        additionalProperties: false,
      },
      tolerate: {
        ...troubleList,
        description: `Troubles that do not matter here. ${troubles.map((id) => `\`${id}\`: ${TROUBLES[id]}`).join(' · ')}.`,
      },
      trouble: {
        ...troubleList,
        description: 'Asks for rules that have at least one of these troubles, whatever else is wrong: for advice.',
      },
      known: {
        ...regexes,
        description: 'Metrics that come from elsewhere (an exporter), so that no code need define them.',
      },
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts that may hold rules. Default: all that are no Python.',
      },
    },
    additionalProperties: false,
  },
  prepare(params) {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = params.threshold ?? {};
    if (min > max) throw new ParamsError(`Unexpected threshold: min ${min} is above max ${max}`, ['threshold']);
    return {
      metric: regexesOf(params.metric, ['metric'], true),
      unless: regexesOf(params['unless-metric'], ['unless-metric'], true),
      known: regexesOf(params.known, ['known']),
      shape: new Set(params.shape ?? SHAPES),
      compare: new Set(params.compare ?? ['above']),
      threshold: { min, max },
      tolerate: new Set(params.tolerate),
      trouble: new Set(params.trouble),
      artefacts: params.artefacts && new Set(params.artefacts),
    };
  },
  judge(ready, documents) {
    const near: Evidence[] = [];
    for (const found of readAlerts(documents)) {
      if (ready.artefacts && !ready.artefacts.has(found.artefact)) continue;
      const judged = judgeRule(found, ready, documents);
      if (judged.fits) return met([judged.evidence]);
      if (judged.near) near.push(judged.evidence);
    }
    return unmet(near.slice(0, 3)) satisfies Verdict;
  },
};

interface Judged {
  readonly fits: boolean;
  /** It watches the right signal, but something is wrong with it. */
  readonly near: boolean;
  readonly evidence: Evidence;
}

function judgeRule({ rule, asked }: FoundRule, ready: Ready, documents: Documents): Judged {
  const evidence = (message: string) => evidenceAt(rule.source, rule.start, rule.end, message);
  if (!asked) {
    const watched = ready.metric.some((regex) => regex.test(rule.expr));
    return { fits: watched && wanted(new Set(['syntax']), ready), near: watched, evidence: evidence(TROUBLES.syntax) };
  }
  const { condition, signals } = asked;
  let best: Judged = { fits: false, near: false, evidence: evidence('') };
  for (const signal of signals) {
    if (!watches(signal, ready, definedMetrics(documents))) continue;
    const found = troublesIn(signal, rule, condition, ready, documents);
    const message = [...found].map((trouble) => TROUBLES[trouble]).join('; ');
    const judged = { fits: wanted(found, ready), near: true, evidence: evidence(message) };
    if (judged.fits) return judged;
    best = judged;
  }
  return best;
}

function watches(signal: Signal, ready: Ready, metrics: Metrics): boolean {
  if (![...signal.shapes].some((shape) => ready.shape.has(shape))) return false;
  if (signal.compare !== 'none' && !ready.compare.has(signal.compare)) return false;
  const { threshold } = signal;
  if (threshold !== undefined && (threshold < ready.threshold.min || threshold > ready.threshold.max)) return false;
  return signal.metrics.some((one) => {
    const series = `${one.name}{${one.matchers.map((m) => `${m.label}${m.op}"${m.value}"`).join(',')}}`;
    const help = definitionOf(one.name, metrics)?.help ?? '';
    if (ready.unless.some((regex) => regex.test(series))) return false;
    return (
      ready.metric.length === 0 || ready.metric.some((regex) => regex.test(series) || (help !== '' && regex.test(help)))
    );
  });
}

function troublesIn(signal: Signal, rule: Rule, condition: Expr, ready: Ready, documents: Documents): Set<Trouble> {
  const known = (name: string) => ready.known.some((regex) => regex.test(name));
  const found = troublesOf(signal, definedMetrics(documents), known);
  const held = rule.for === undefined ? undefined : durationOf(rule.for.trim());
  if (rule.for !== undefined && held === undefined && !/[{$]/.test(rule.for)) found.add('bad-duration');
  if (isNever(condition)) found.add('never-fires');
  if ((rule.for === undefined || held === 0) && !lasts(condition)) found.add('no-for');
  return found;
}

/** Conditions that look over time by themselves need no `for`: several windows at once, or something `_over_time`. */
function lasts(condition: Expr): boolean {
  const parts = outermost(condition);
  const text = JSON.stringify(condition);
  const windows = new Set([...text.matchAll(/"range":(\d+)/g)].map((found) => found[1]));
  return (parts.length > 1 && windows.size > 1) || /"name":"[a-z]+_over_time"/.test(text);
}

function wanted(found: ReadonlySet<Trouble>, ready: Ready): boolean {
  if (ready.trouble.size > 0) return [...ready.trouble].some((trouble) => found.has(trouble));
  return [...found].every((trouble) => ready.tolerate.has(trouble));
}
