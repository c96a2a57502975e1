import type { Rubric } from '../../model/rubric.js';
import { compileReview, FormError, type Lexicon } from '../../review/index.js';
import type { AuthorFile } from '../../rubric/author-file.js';
import { nearestOf } from '../../rubric/errors.js';
import type { CheckTable } from '../../rubric/expression.js';
import { parseRubric } from '../../rubric/parse.js';
import type { RawRubric } from '../../rubric/schema.js';
import type { Diagnostic } from '../diagnostic.js';
import { fromError, type Say, sayer, valueAt } from './say.js';

/** What reads the review, where a check is broken: a mistake there must not hide those here. */
export const withoutChecks = ({ advice: _, define: __, ...rest }: RawRubric): unknown => ({
  ...rest,
  criteria: rest.criteria.map(({ fixed: ___, ...one }) => one),
});

const NEGATION = /^(?:no|not|sin|falta|faltan|missing|without|lacks?|never|nunca)\s+\S/i;

/** Synonyms that say whether the thing is there: stance is read beside a concept, not in it. */
export function lintConcepts(raw: RawRubric, say: Say): void {
  const asked = JSON.stringify(raw.criteria.map((one) => one.mentions));
  for (const [name, words] of Object.entries(raw.review?.concepts ?? {})) {
    // A concept that is only told (`says`) may be any phrase.
    if (!asked.includes(`{"missing":"${name.replace(/\+$/, '')}"}`)) continue;
    words.forEach((word, i) => {
      if (!NEGATION.test(word)) return;
      say(
        'negated-synonym',
        'warning',
        ['review', 'concepts', name, i],
        `\`${word}\` says that the thing is not there`,
        'With `missing:` before the concept, its absence is denied and the remark names nothing.',
        `Write the thing alone: \`${word.replace(/^\S+\s+/, '')}\`.`,
      );
    });
  }
}

const ADD_CONCEPT = 'Use a concept of the lexicon, or add it under `review: concepts:`.';

const MEND_SYNONYM = 'Write words as students do, or take it out; `~` goes after a Spanish infinitive only.';

/** Unknown concepts and forms that say nothing. */
export function lintReview(
  file: AuthorFile,
  { file: name, text, checks, lexicon }: { file: string; text: string; checks: CheckTable; lexicon: Lexicon },
  data: unknown,
  found: Diagnostic[],
): void {
  let rubric: Rubric;
  try {
    rubric = parseRubric(name, text, { checks, schema: {}, data });
  } catch (error) {
    found.push(fromError(error, 'rubric', 'A rubric that cannot be compiled marks nobody.', 'Mend this place.'));
    return;
  }
  try {
    compileReview(rubric, lexicon);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    if (error.path[1] === 'concepts' && error.path.length > 3) {
      const why = 'A synonym in which there is nothing to find stops the whole rubric.';
      sayer(file, found)('synonym', 'error', error.path, error.message, why, MEND_SYNONYM);
      return;
    }
    const own = Object.keys(rubric.review.concepts).map((concept) => concept.replace(/\+$/, ''));
    const near = nearestOf(String(valueAt(file.data, error.path)), [...own, ...lexicon.concepts]);
    const mend = near ? `Did you mean \`${near}\`? Else add it under \`review: concepts:\`.` : ADD_CONCEPT;
    const why = 'A form with an unknown word never fires.';
    sayer(file, found)('unknown-concept', 'error', error.path, error.message, why, mend);
  }
}
