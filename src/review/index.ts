export { type CompiledAnswer, compileAnswer, type Expected, type Judgement, judgeAnswer } from './answers/answers.js';
export { type CompiledReview, compileReview, type Defect } from './compile.js';
export { compileLexicon, extendLexicon, type Lexicon, LexiconError, type LexiconFile } from './lexicon/lexicon.js';
export type { Mention } from './mention.js';
export { compileTopics, type Topics } from './naming/findings.js';
export { FormError } from './naming/forms.js';
export type { Comment } from './remarks/remarks.js';
export { type ReviewReading, readReview } from './review.js';
export { analyse } from './stance/analyse.js';
