import type { Analysis } from './analyse.js';
import type { Candidate, Reading } from './score.js';

/**
 * What the other cell of a row says against its first: "| tags | N/A |", "| no signature | not needed |". `fine` denies any
 * problem, `nothing` only one that is named and not stated: "| datos personales | ninguno |".
 */
export function dismissalOf(reading: Reading): 'fine' | 'nothing' | undefined {
  if (reading.remark.shape !== 'row') return reading.detail && takesBack(reading.detail) ? 'fine' : undefined;
  const other = reading.fix ?? reading.detail;
  if (!other) return undefined;
  const asks = reading.problem.tokens.some((token) => token.kind === 'mark' && token.word === '?');
  if (asks && REFUSED.test(wordsOf(other))) return 'fine';
  const words = other.tokens.filter((token) => token.kind === 'word');
  if (words.length === 0) return other.tokens.some((token) => token.word === '✅') ? 'fine' : undefined;
  if (words.length > 12 || advises(other)) return undefined;
  if (other.praise || WITHDRAWN.test(wordsOf(other)) || PRESENT.test(wordsOf(other))) return 'fine';
  return words.length <= 4 && NOTHING.has(words[0]!.word) && words.slice(1).every((token) => NOTHING.has(token.word))
    ? 'nothing'
    : undefined;
}

/** "¿Tags? … | set_tags: descartado": the correction of a question may refuse it. */
const REFUSED =
  /\b(?:innecesari[oa]s?|redundantes?|descartad[oa]s?|no (?:tocar|se pide|procede|aportaria|hay que)|sobran?|basta|sin cambios|dejarl[oa]|seguir con|permitid[oa]|unnecessary|redundant|not (?:needed|necessary)|leave it|no changes?)\b|^ningun[oa]\b/;

/** Whether a dismissal speaks against a candidate. */
export function isDismissed(one: Candidate, dismissal: 'fine' | 'nothing'): boolean {
  if (dismissal === 'fine') return true;
  const match = one.matches[0];
  if (!match || one.part === 'examples') return true;
  return /harmful|says|unwanted/.test(match.form) && !match.form.includes('missing');
}

const NOTHING = new Set('nada no ninguno ninguna none nothing found hay ok que hacer to do ninguna nope'.split(' '));

/** Whether a sentence approves of what was said before it, or takes it back, and says nothing else. */
export function takesBack(part: Analysis): boolean {
  const words = wordsOf(part);
  return words.length < 60 && (APPROVAL.test(words) || WITHDRAWN.test(words));
}

const wordsOf = (part: Analysis): string =>
  part.tokens
    .filter((token) => token.kind === 'word')
    .map((token) => token.word)
    .join(' ');

const APPROVAL =
  /^(?:y |and |but |pero )?(?:a mi )?(?:(?:me parece|lo veo|esta|eso esta|that is|this is|it is|that|it|which is|todo|all) )?(?:muy |perfectly |totally )?(?:bien|fine|ok|okay|correcto|acceptable|aceptable|(?:not|no es|no|no lo veo como|no me parece) (?:a |an |un |ningun )?(?:real )?(?:problem|problema|issue|defect|defecto|error|bug|fallo)|no pasa nada|da igual|no importa)(?: asi| by me| with me| para mi)?$/;
const WITHDRAWN =
  /\b(?:lo|la|esto|esta|eso) retiro\b|\bretiro (?:lo|la|esta|este|eso|esto)\b|\bretirad[oa]\b|\bwithdrawn?\b|\btake (?:it|this|that) back\b|\bignor(?:a|e|ar|en) (?:this|esta|este) (?:row|fila|punto|point)\b|\bdescartad[oa]\b/;

/** "present, nothing to add", «ya está». */
const PRESENT =
  /^(?:sin cambios|no tocar|seguir con|no changes?|leave (?:it )?as is|no procede|nada que (?:corregir|cambiar|hacer)|nothing to (?:fix|change|do)|(?:it is )?(?:already )?(?:present|there)|ya (?:esta|existe|lo tiene|la tiene)|presente|existe|exists|not missing|no falta)\b(?!.*\b(?:but|pero|only|solo)\b)/;

/** It says what to do after all. */
function advises(part: Analysis): boolean {
  return part.hits.some((hit) => !hit.above && (hit.code || (hit.stance === 'wanted' && hit.cue !== '')));
}
