import { writeFileSync } from 'node:fs';
import { checksByKind } from '../checks/index.js';
import { authorFile } from '../rubric/author-file.js';
import { type LoadedExam, loadExam, loadLexicon } from '../rubric/load.js';
import type { RawRubric } from '../rubric/schema.js';
import { lintAnswerKey } from './answer-key.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';
import { applyEdits } from './edits.js';
import { rubricFiles } from './files.js';
import { lintRubric } from './lint.js';
import { lintGiven } from './met-by-given-files.js';

/** Lints rubric files, or those of exams; with `fix`, writes the safe fixes and reports what is left. */
export function lintExamFiles(names: readonly string[], fix: boolean): Diagnostic[] {
  const lexicon = loadLexicon();
  const rubrics = rubricFiles(names).flatMap(({ path, file, text }) => {
    const found = lintRubric({ file, text, checks: checksByKind, lexicon });
    const fixes = found.flatMap((one) => (one.fix ? [one.fix] : []));
    if (!fix || fixes.length === 0) return found;
    writeFileSync(path, applyEdits(text, fixes));
    return found.filter((one) => one.fix === undefined);
  });
  // An answer key is judged by rubrics that hold; a broken one is told first.
  const broken = rubrics.some((one) => one.level === 'error');
  return sortDiagnostics([
    ...rubrics,
    ...(broken ? [] : names.filter(isExam).flatMap((name) => lintLoaded(loadExam(name)))),
  ]);
}

const lintLoaded = (exam: LoadedExam): Diagnostic[] => {
  const rubrics = rubricFiles([exam.folder]).map(({ file, text }) => authorFile(file, text).data as RawRubric);
  return [...lintGiven(exam), ...lintAnswerKey(exam, rubrics)];
};

const isExam = (name: string): boolean => !/\.ya?ml$/.test(name) || name.endsWith('exam.yaml');
