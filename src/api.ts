import { gradeSubmission } from './grading/index.js';
import { loadLanguages } from './languages/index.js';
import type { Lang } from './model/local.js';
import type { ExamResult, Report } from './model/report.js';
import { type LoadedExam, loadExam } from './rubric/index.js';
import { readSubmission } from './submission/read.js';
import { engine } from './version.js';

export interface GradeRequest {
  /** The id of an exam of the package, or the path of an `exam.yaml` or its folder. */
  readonly exam: string | LoadedExam;
  /** Marks this exercise alone and takes everything for it. */
  readonly exercise?: string;
  /** Language of the report; by default the exam's. */
  readonly lang?: Lang;
}

/** Marks hand-ins, each a file or a folder, and returns a report of plain data: `await renderReport('html', report)`. */
export async function grade(paths: readonly string[], request: GradeRequest): Promise<Report> {
  const exam = typeof request.exam === 'string' ? loadExam(request.exam) : request.exam;
  const { exercise, lang } = request;
  await loadLanguages(languagesFor(exam));
  const results: ExamResult[] = [];
  for (const path of paths) {
    const submission = readSubmission(path, exam, exercise === undefined ? {} : { exercise });
    results.push(
      gradeSubmission(exam, submission, {
        ...(exercise === undefined ? {} : { exercise }),
        ...(lang === undefined ? {} : { lang }),
      }),
    );
  }
  return reportOf(exam, results);
}

/** The languages that marking an exam may read: those of its artefacts, and those in which people write answers and rules. */
export function languagesFor(exam: LoadedExam): string[] {
  const artefacts = exam.exercises.flatMap((one) => one.rubric.artefacts.map((artefact) => artefact.language));
  return Array.from(new Set([...USUAL_LANGUAGES, ...artefacts]));
}

/** The languages that every exam needs: to be loaded while the exam itself is read. */
export const USUAL_LANGUAGES = ['markdown', 'python', 'yaml', 'json', 'promql'];

/** Results of one exam as a report. */
export function reportOf(exam: LoadedExam, results: readonly ExamResult[]): Report {
  return { schema: 1, engine, exam: exam.id, rubric: exam.rubric, results, diagnostics: [] };
}
