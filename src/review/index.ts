export { analyse } from './analyse.js';
export { type CompiledAnswer, compileAnswer, type Expected, type Judgement, judgeAnswer } from './answers.js';
export { type CompiledReview, compileReview, type Defect } from './compile.js';
export { FormError } from './forms.js';
export { compileLexicon, extendLexicon, type Lexicon, LexiconError, type LexiconFile } from './lexicon.js';
export type { Comment } from './remarks.js';
export { type Mention, type ReviewReading, readReview } from './review.js';
