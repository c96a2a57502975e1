import type { Options } from '../context.js';
import type { Regex } from '../regex-model.js';

/** A rule as its author wrote it, checked, its patterns not yet parsed: a rule may be for several languages. */
export interface Rule {
  readonly id: string;
  readonly message: string;
  readonly severity: string;
  readonly languages: readonly string[];
  readonly options: Options;
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly formula?: Formula;
  readonly taint?: TaintRule;
}

export type Path = readonly (string | number)[];

/** What a rule looks for. Ranges come out; conditions, focus and own keys narrow them. */
export type Formula = FormulaBase & { readonly as?: string | undefined };
type FormulaBase =
  | { readonly op: 'pattern'; readonly text: string; readonly path: Path }
  | { readonly op: 'regex'; readonly regex: Regex }
  | {
      readonly op: 'all';
      readonly of: readonly Formula[];
      readonly conditions: readonly Condition[];
      readonly focus: readonly (readonly string[])[];
    }
  | { readonly op: 'any'; readonly of: readonly Formula[] }
  | { readonly op: 'not' | 'inside' | 'anywhere' | 'inside-calls' | 'before' | 'after' | 'live'; readonly of: Formula };

export type Condition =
  | { readonly kind: 'regex'; readonly metavariable: string; readonly regex: Regex; readonly constants: boolean }
  | {
      readonly kind: 'pattern';
      readonly metavariable: string;
      readonly formula: Formula;
      readonly language?: string | undefined;
    }
  | {
      readonly kind: 'comparison';
      readonly metavariable?: string | undefined;
      readonly text: string;
      readonly strip: boolean;
      readonly base: number | undefined;
      readonly path: Path;
    }
  | { readonly kind: 'analysis'; readonly metavariable: string; readonly analyzer: string }
  | { readonly kind: 'type'; readonly metavariable: string; readonly types: readonly string[] }
  | { readonly kind: 'name'; readonly metavariable: string; readonly modules: readonly string[] };

export interface TaintSpec {
  readonly formula: Formula;
  readonly bySideEffect: boolean | 'only';
  readonly exact: boolean;
  readonly control: boolean;
  readonly atExit: boolean;
  readonly label?: string | undefined;
  readonly requires?: string | undefined;
  /** What a sink asks of each metavariable. */
  readonly needs?: readonly (readonly [metavariable: string, requires: string])[] | undefined;
  readonly notConflicting: boolean;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface TaintRule {
  readonly sources: readonly TaintSpec[];
  readonly sinks: readonly TaintSpec[];
  readonly sanitizers: readonly TaintSpec[];
  readonly propagators: readonly TaintSpec[];
}
