import { fold } from '../text/normalise.js';
import { remembered } from '../text/remembered.js';

/** The words of a text as phrases are written: lower case, no accents, no marks, one blank between. */
export const plainWords = remembered((text) =>
  fold(text.replaceAll('’', "'"))
    .replaceAll(/\b(\w{2,6})n't\b/g, '$1 not')
    .replaceAll('ca not', 'cannot')
    .replaceAll(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim(),
);
