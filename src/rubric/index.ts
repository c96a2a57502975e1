export { RubricError } from './errors.js';
export { type LoadedExam, listExams, loadExam } from './load.js';
