export type { HandIn, InputFile, ReadOptions } from './hand-in.js';
export { submissionOf } from './submission.js';
