export { type GradeOptions, gradeSubmission } from './grade.js';
export { passes, total } from './score.js';
