import { LITTLE } from '../lexicon/lexicon.js';
import type { Form, Match } from '../naming/forms.js';
import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';

/** The words of the name itself, by the shortest form that names it and its first place; what follows is told about it. */
export function nameOf(naming: readonly Match[]): Set<number> {
  const shortest = Math.min(...naming.map((match) => match.hits.length));
  const own = naming.filter(
    (match) => match.hits.length === shortest && match.hits.some((hit) => !hit.above && !hit.aside),
  );
  const startOf = (match: Match): number =>
    Math.min(...match.hits.map((hit) => (hit.above ? Number.MAX_SAFE_INTEGER : hit.from)));
  const first = Math.min(...(own.length > 0 ? own : naming).map(startOf));
  const named = (own.length > 0 ? own : naming).filter((match) => startOf(match) === first);
  return new Set(named.flatMap((match) => match.hits.flatMap((hit) => (hit.above ? [] : hit.at))));
}

/** Words that say something; that a thing is missing, or how grave that is, says nothing of what belongs there. */
export function content(tokens: readonly Token[]): number {
  return tokens.filter((token) => token.kind !== 'mark' && !LITTLE.has(token.word) && !STATE.has(token.word)).length;
}

/** That a thing is missing, or how grave that is. */
export const STATE = words('remedy.state');

/** So many words are a mere phrase. */
export const SHORT = 10;

/** It is met by a text that says it, in whatever sense. */
export function onlySays(form: Form): boolean {
  if (form.op === 'concept') return form.as === 'says';
  return form.op === 'weak' ? false : form.of.every(onlySays);
}
