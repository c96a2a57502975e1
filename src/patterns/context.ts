import { type Constants, constantsOf } from './constants.js';
import { type Names, namesOf } from './names.js';
import type { Indexed } from './program.js';
import type { G } from './tree.js';

/** Semgrep's `options`, those that this matcher knows. */
export interface Options {
  readonly constantPropagation: boolean;
  readonly symbolicPropagation: boolean;
  readonly acMatching: boolean;
  readonly commutativeBoolop: boolean;
  readonly symmetricEq: boolean;
  readonly decoratorsOrdered: boolean;
  readonly vardefAssign: boolean;
  /** Whether `var $X = …` is also a `let` and a `const`. */
  readonly letIsVar: boolean;
  readonly attrExpr: boolean;
  /** Whether `$X = $Y` is also a member of a class. */
  readonly flddefAssign: boolean;
  /** Whether `function (…) {…}` is also an arrow. */
  readonly arrowIsFunction: boolean;
  /** Whether `return $X` is also what an arrow without braces gives. */
  readonly implicitReturn: boolean;
  readonly xmlAttributesOpen: boolean;
  readonly xmlSingletonLoose: boolean;
  readonly xmlChildrenOrdered: boolean;
  readonly implicitDeepExprstmt: boolean;
  readonly ellipsisMaxSpan: number;
  /** In plain text, upper and lower case are the same. */
  readonly caseless: boolean;
  readonly genericComments: string;
  readonly taintSafeFunctions: boolean;
  readonly taintSafeIndexes: boolean;
  readonly taintSafeComparisons: boolean;
  readonly taintSafeBooleans: boolean;
  readonly taintSafeNumbers: boolean;
  readonly taintOnlyAssignments: boolean;
  readonly taintUnify: boolean;
  /** The day that `today()` stands for, `2026-01-31`; no rule sets it. */
  readonly today?: string;
}

export const DEFAULTS: Options = {
  constantPropagation: true,
  symbolicPropagation: false,
  acMatching: true,
  commutativeBoolop: false,
  symmetricEq: false,
  decoratorsOrdered: false,
  vardefAssign: true,
  letIsVar: true,
  attrExpr: true,
  flddefAssign: false,
  arrowIsFunction: true,
  implicitReturn: true,
  xmlAttributesOpen: true,
  xmlSingletonLoose: true,
  xmlChildrenOrdered: true,
  implicitDeepExprstmt: true,
  ellipsisMaxSpan: 10,
  caseless: false,
  genericComments: 'none',
  taintSafeFunctions: false,
  taintSafeIndexes: false,
  taintSafeComparisons: false,
  taintSafeBooleans: false,
  taintSafeNumbers: false,
  taintOnlyAssignments: false,
  taintUnify: false,
};

/** Everything that matching on one file shares. */
export interface Subject {
  readonly program: Indexed;
  readonly names: Names;
  readonly constants: Constants;
  /** Counted, not timed: the same text gives the same answer anywhere. */
  steps: number;
  readonly limit: number;
  readonly flattened: WeakMap<readonly G[], Flattened>;
  readonly ends: WeakMap<readonly G[], Int32Array>;
}

/** Statements with all that they hold, in source order; `from[i]` is where the `i`-th statement of the list begins. */
export interface Flattened {
  readonly all: readonly G[];
  readonly from: readonly number[];
}

/** One pattern took more steps on a file than any honest file needs. */
export class Overrun extends Error {}

export function subjectOf(program: Indexed): Subject {
  let names: Names | undefined;
  let constants: Constants | undefined;
  return {
    program,
    get names() {
      names ??= namesOf(program);
      return names;
    },
    get constants() {
      constants ??= constantsOf(program);
      return constants;
    },
    steps: 0,
    limit: 600_000 + program.text.length * 30,
    flattened: new WeakMap(),
    ends: new WeakMap(),
  };
}
