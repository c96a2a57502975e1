export type { HandIn, InputFile, ReadOptions } from './hand-in.js';
export { handInOf, readHandIn, readSubmission } from './read.js';
export { submissionOf } from './submission.js';
