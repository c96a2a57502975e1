/** Little words that may stand between a denial and what it denies. */
const SMALL = String.raw`(?:(?:a|an|the|el|la|los|las|un|una|because|due|to|of|by|por|porque|debido|debida|al?|de|que|caused|really|simply|only|just|realmente|s[o\u00f3]lo|culpa|caused?)\s+){0,5}`;
const QUOTES = String.raw`["'\u00ab\u201c*_\x60(]{0,3}`;
const BE = '(?:is|was|were|are|be|been|es|fue|era|son|ser|sea)';
const NOT = '(?:not|never|no|nunca|hardly)';
const CAUSE = '(?:cause|reason|answer|culprit|problem|issue|causa|raz[oó]n|motivo|respuesta|problema|fallo|culpable)';

/** «The cause is not X», «la causa no es X»: what the answer is said not to be. */
const CAUSE_IS_NOT = new RegExp(
  String.raw`(?:^|[\s,;:.(])${CAUSE}\s+(?:no\s+${BE}|${BE}\s+${NOT}|(?:is|was)n[\u2019']?t)\s+${SMALL}${QUOTES}$`,
  'iu',
);
/** «X is not the cause», «X no es la causa». */
const IS_NOT_CAUSE = new RegExp(
  String.raw`^${QUOTES}["'\u00bb\u201d)]{0,3}\s+(?:(?:is|was|are|were)(?:\s+(?:not|never)|n[\u2019']?t)|(?:no|nunca)\s+(?:es|fue|era|son))\s+(?:the|la|el|a|una?|our|it|this)?\s*(?:(?:root|real|immediate|main)\s+)?(?:cause|reason|answer|culprit|problem|issue|causa|raz[o\u00f3]n|motivo|respuesta|problema|culpable)(?!\p{L})`,
  'iu',
);
/** Of a name alone: «not X», «rather than X», «the pod was not X». A thing that is missing is named too, so this holds of names only. */
const NOT_THIS_NAME = new RegExp(
  String.raw`(?:^|[\s,;:.(])(?:(?:${BE}\s+|has\s+|have\s+)?(?:not|never|nunca)|(?:is|was|were|are)n[\u2019']t|no\s+${BE}|rather\s+than|instead\s+of|en\s+(?:vez|lugar)\s+de|other\s+than|ni)\s+${SMALL}${QUOTES}$`,
  'iu',
);

/** Whether an answer says of what it names that it is not that. */
export function isRefused(text: string, start: number, end: number, isName: boolean): boolean {
  const before =
    text
      .slice(Math.max(0, start - 80), start)
      .split(/[.;!?]\s|\n/)
      .at(-1) ?? '';
  const after = text.slice(end, end + 80).split(/[.;!?]\s|\n/)[0] ?? '';
  return CAUSE_IS_NOT.test(before) || IS_NOT_CAUSE.test(after) || (isName && NOT_THIS_NAME.test(before));
}
