import { DEFAULTS, type Options } from '../context.js';
import { isRaw } from './values.js';

/** Semgrep's `options`; those that this matcher does not know are passed over. */
export function readOptions(raw: unknown): Options {
  if (!isRaw(raw)) return DEFAULTS;
  const flag = (key: string, fallback: boolean): boolean => (typeof raw[key] === 'boolean' ? raw[key] : fallback);
  return {
    ...DEFAULTS,
    constantPropagation: flag('constant_propagation', DEFAULTS.constantPropagation),
    symbolicPropagation: flag('symbolic_propagation', DEFAULTS.symbolicPropagation),
    acMatching: flag('ac_matching', DEFAULTS.acMatching),
    commutativeBoolop: flag('commutative_boolop', DEFAULTS.commutativeBoolop),
    symmetricEq: flag('symmetric_eq', DEFAULTS.symmetricEq) || flag('commutative_compop', false),
    decoratorsOrdered: flag('decorators_order_matters', DEFAULTS.decoratorsOrdered),
    vardefAssign: flag('vardef_assign', DEFAULTS.vardefAssign),
    letIsVar: flag('let_is_var', DEFAULTS.letIsVar),
    taintSafeFunctions: flag('taint_assume_safe_functions', false),
    taintSafeIndexes: flag('taint_assume_safe_indexes', false),
    taintSafeComparisons: flag('taint_assume_safe_comparisons', false),
    taintSafeBooleans: flag('taint_assume_safe_booleans', false),
    taintSafeNumbers: flag('taint_assume_safe_numbers', false),
    taintOnlyAssignments: flag('taint_only_propagate_through_assignments', false),
    taintUnify: flag('taint_unify_mvars', false),
    attrExpr: flag('attr_expr', DEFAULTS.attrExpr),
    flddefAssign: flag('flddef_assign', DEFAULTS.flddefAssign),
    arrowIsFunction: flag('arrow_is_function', DEFAULTS.arrowIsFunction),
    implicitReturn: flag('implicit_return', DEFAULTS.implicitReturn),
    xmlAttributesOpen: flag('xml_attrs_implicit_ellipsis', DEFAULTS.xmlAttributesOpen),
    xmlSingletonLoose: flag('xml_singleton_loose_matching', DEFAULTS.xmlSingletonLoose),
    xmlChildrenOrdered: flag('xml_children_ordered', DEFAULTS.xmlChildrenOrdered),
    implicitDeepExprstmt: flag('implicit_deep_exprstmt', DEFAULTS.implicitDeepExprstmt),
    caseless: flag('generic_caseless', false),
    genericComments:
      typeof raw.generic_comment_style === 'string' ? raw.generic_comment_style.replace('++', 'pp') : 'none',
    ellipsisMaxSpan:
      typeof raw.generic_ellipsis_max_span === 'number' ? raw.generic_ellipsis_max_span : DEFAULTS.ellipsisMaxSpan,
  };
}
