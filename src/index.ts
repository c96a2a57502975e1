/** The public API: what those need who embed dictamen. */
export { type GradeRequest, grade, reportOf } from './api.js';
export { type GradeOptions, gradeSubmission } from './grading/index.js';
export { loadLanguages } from './languages/index.js';
export type { Lang } from './model/local.js';
export type {
  CriterionResult,
  ExamResult,
  ExerciseResult,
  RemarkResult,
  Report,
  Score,
  ShareResult,
} from './model/report.js';
export type { Submission } from './model/submission.js';
export type { Evidence } from './model/verdict.js';
export { formats, type ReportOptions, type Reveal, renderReport } from './reporters/index.js';
export { type LoadedExam, listExams, loadExam, RubricError } from './rubric/index.js';
export { readSubmission } from './submission/read.js';
export { version } from './version.js';
