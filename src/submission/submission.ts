import type { Exam } from '../model/rubric.js';
import { displayName } from '../model/safe-text.js';
import type { Submission } from '../model/submission.js';
import { type Source, sourceOf } from '../model/text.js';
import { answerOf, shareFiles } from './assemble.js';
import { canBe, kindsByName, looksOf, type Tongue, tongueOfName } from './code-kind.js';
import { decodeText } from './decode.js';
import { sortDocument } from './documents.js';
import { indexOf } from './exam-index.js';
import { exerciseOfFile, mappedTo, type Reading, takesText } from './file-place.js';
import { flag, type HandIn, type InputFile, type Journal, note, type ReadOptions } from './hand-in.js';
import { noteInvisible } from './hidden.js';
import { ignoredByName, isProject } from './ignored.js';
import { notebookPages } from './notebook-pages.js';
import type { Sorted } from './reader.js';
import { flagUnread, isTable, merge, readCode, readDocument } from './whole-file.js';

/** What a hand-in may weigh; over a limit it is blocked with the reason, or the file is left out and flagged. */
export const CAPS = {
  file: 10 * 1024 * 1024,
  markdown: 1024 * 1024,
  code: 512 * 1024,
  yaml: 256 * 1024,
  notebook: 50 * 1024 * 1024,
  total: 100 * 1024 * 1024,
  files: 2000,
};

/**
 * Reads a hand-in: decodes the files, sorts them and their parts by exercise, takes out the exam's own text, and tells for each part what it
 * was taken for. Pure; never throws on what a student wrote.
 */
export function submissionOf(handIn: HandIn, exam: Exam, options: ReadOptions = {}): Submission {
  const journal: Journal = { received: [], flags: [] };
  const student = displayName(handIn.name);
  for (const { name, why } of handIn.skipped ?? []) note(journal, name, 'ignored', why);
  const blocked = overall(handIn);
  if (blocked) return { student, answers: [], ...journal, blocked };
  const index = indexOf(exam);
  const sorted: Sorted = { prose: [], code: [] };
  const troubles: string[] = [];
  let read = 0;
  for (const file of handIn.files) {
    const trouble = readFile(file, { index, options, journal, sorted, alone: handIn.files.length === 1 });
    if (trouble === undefined) read++;
    else if (trouble !== '') troubles.push(trouble);
  }
  shareFiles(sorted, index, options);
  const answers = exam.exercises.map(({ id }) => answerOf(id, sorted, index, journal));
  const submission = { student, answers, ...journal };
  if (read > 0) return submission;
  return {
    ...submission,
    blocked: troubles.length > 0 ? troubles.slice(0, 3).join('; ') : 'nothing handed in that could be an answer',
  };
}

function overall(handIn: HandIn): string | undefined {
  if (handIn.files.length > CAPS.files) return `more than ${CAPS.files} files`;
  const total = handIn.files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total > CAPS.total) return `larger than ${CAPS.total / 1024 / 1024} MiB`;
  return handIn.files.length === 0 ? 'nothing was handed in' : undefined;
}

/** Reads one file; the trouble when it could not be read, '' when it is no answer. */
function readFile(file: InputFile, reading: Reading): string | undefined {
  const { journal } = reading;
  const name = displayName(file.name, 200);
  const mapped = mappedTo(file.name, reading.options);
  const named = kindsByName(file.name, reading.index).some((one) => one.kind.language !== 'markdown');
  const asked = named || (reading.alone && reading.options.exercise !== undefined);
  const why = mapped ? undefined : ignoredByName(file.name, asked);
  if (why !== undefined && !(isProject(why) && looksAsked(file, reading))) {
    note(journal, name, 'ignored', why);
    if (why.startsWith('claims'))
      flag(journal, 'ignored-file', `\`${name}\` has no effect: it claims a score or a rubric`);
    else if (why === 'no answer to this exam') flagUnread(name, reading);
    return reading.alone ? `\`${name}\`: ${why}` : '';
  }
  const extension = extensionOf(file.name);
  const tongue = CODE.get(extension) ?? tongueOfName(file.name, reading.index);
  const cap = capOf(extension, tongue);
  if (file.bytes.length > cap) {
    if (!isTable(file.name)) return tooLarge(name, cap, reading);
    note(journal, name, 'ignored', 'no answer to this exam');
    return reading.alone ? `\`${name}\`: no answer to this exam` : '';
  }
  if (file.bytes.length === 0) {
    note(journal, name, 'ignored', 'empty');
    return `\`${name}\` is empty`;
  }
  const decoded = decodeText(file.bytes);
  if (decoded.binary) {
    note(journal, name, 'ignored', decoded.binary);
    return `\`${name}\` cannot be read: it is ${decoded.binary}`;
  }
  if (decoded.note) flag(journal, 'encoding', `\`${name}\`: ${decoded.note}`);
  if (decoded.text.trim() === '') {
    note(journal, name, 'ignored', 'empty');
    return `\`${name}\` is empty`;
  }
  return readText(sourceOf(name, decoded.text), file.name, extension, decoded.note, reading);
}

/** A project's configuration is an answer where it looks like what the exam asks for; code that configures tests or tools is none. */
function looksAsked(file: InputFile, { index }: Reading): boolean {
  const tongue = CODE.get(extensionOf(file.name)) ?? tongueOfName(file.name, index);
  if (!tongue || tongue === 'python' || file.bytes.length > capOf(extensionOf(file.name), tongue)) return false;
  const { text } = decodeText(file.bytes);
  return index.kinds.some((one) => canBe(tongue, one) && looksOf(text, one) > 0);
}

function tooLarge(name: string, cap: number, { journal }: Reading): string {
  const limit = cap >= 1024 * 1024 ? `${cap / 1024 / 1024} MiB` : `${cap / 1024} KiB`;
  note(journal, name, 'ignored', `larger than ${limit}`);
  flag(journal, 'limit', `\`${name}\` was not read: larger than ${limit}`);
  return `\`${name}\` is larger than ${limit}`;
}

const extensionOf = (name: string): string => /\.([\w]+)$/.exec(name.toLowerCase())?.[1] ?? '';
const DOCUMENTS = new Set(
  'md markdown mdx mkd txt text rst html htm rmd qmd org adoc asciidoc tex latex csv tsv'.split(' ').concat(''),
);
const CODE = new Map<string, Tongue>([
  ['py', 'python'],
  ['pyi', 'python'],
  ['yml', 'yaml'],
  ['yaml', 'yaml'],
  ['rules', 'yaml'],
  ['json', 'json'],
  ['diff', 'diff'],
  ['patch', 'diff'],
]);

function capOf(extension: string, tongue: Tongue | undefined): number {
  if (extension === 'ipynb') return CAPS.notebook;
  if (tongue === 'python' || tongue === 'diff') return CAPS.code;
  return tongue ? CAPS.yaml : DOCUMENTS.has(extension) ? CAPS.markdown : CAPS.file;
}

function readText(
  source: Source,
  path: string,
  extension: string,
  encoding: string | undefined,
  reading: Reading,
): string | undefined {
  const { journal } = reading;
  if (encoding) note(journal, source.file, 'text', encoding);
  if (extension !== 'ipynb') noteInvisible(source, journal);
  if (extension === 'ipynb') {
    const pages = notebookPages(source, exerciseOfFile(path, reading), journal);
    if (typeof pages === 'string') return pages;
    merge(reading.sorted, sortDocument(pages, reading.index, journal));
    return undefined;
  }
  const tongue = CODE.get(extension) ?? tongueOfName(path, reading.index);
  if (tongue) return readCode(source, path, tongue, reading);
  if (DOCUMENTS.has(extension)) return readDocument(source, path, reading);
  if (takesText(path, reading)) return readCode(source, path, 'text', reading);
  note(journal, source.file, 'ignored', 'no answer to this exam');
  flagUnread(source.file, reading);
  return `\`${source.file}\` is of no kind that is read (.md, .py, .yml, .ipynb)`;
}
