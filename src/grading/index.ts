export { type GradeOptions, gradeSubmission } from './grade.js';
