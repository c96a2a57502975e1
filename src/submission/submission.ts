import { languageOfFile } from '../languages/index.js';
import { parseMarkdown } from '../languages/markdown/index.js';
import type { MarkdownDocument } from '../model/document.js';
import type { Exam } from '../model/rubric.js';
import { displayName } from '../model/safe-text.js';
import type { Answer, Artefact, Prose, Submission } from '../model/submission.js';
import { type Source, sourceOf, spanAt } from '../model/text.js';
import { sectionsWithContent } from './cards.js';
import { canBe, kindsByName, looksOf, pathOf, type Tongue, tongueOfName } from './code-kind.js';
import { codePages } from './code-sections.js';
import { reviewComments } from './comments.js';
import { decodeText } from './decode.js';
import { sortDocument } from './documents.js';
import { isCopiedCode, nothingGiven, showsFix } from './exam-code.js';
import { type ExamIndex, type IndexedKind, indexOf } from './exam-index.js';
import { type CodeBlock, judgeCode } from './gather.js';
import {
  flag,
  type HandIn,
  type InputFile,
  type Journal,
  note,
  noteAt,
  type ReadOptions,
  wholeSpan,
} from './hand-in.js';
import { noteDocument, noteInvisible } from './hidden.js';
import { ignoredByName, isProject } from './ignored.js';
import { notebookPages } from './notebook-pages.js';
import type { Page } from './place.js';
import type { Sorted } from './reader.js';
import { nameOf } from './sections.js';
import { settleParts } from './versions.js';

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

interface Reading {
  readonly index: ExamIndex;
  readonly options: ReadOptions;
  readonly journal: Journal;
  readonly sorted: Sorted;
  /** The only file of the hand-in. */
  readonly alone: boolean;
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
  if (file.bytes.length > cap) return tooLarge(name, cap, reading);
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
const DOCUMENTS = new Set(['md', 'markdown', 'mdx', 'mkd', 'txt', 'text', 'rst', 'html', 'htm', 'rmd', 'qmd', '']);
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

/** Whether the caller says that a file of unknown notation belongs to an exercise that takes plain text. */
function takesText(path: string, { index, options }: Reading): boolean {
  const exercise = mappedTo(path, options)?.split('/')[0] ?? options.exercise;
  return index.kinds.some((one) => one.exercise === exercise && one.kind.language === 'text');
}

/** A file that may have been meant as an answer, since the exam takes its notation, is never passed over without a word. */
function flagUnread(name: string, { journal, alone, index }: Reading): void {
  const language = languageOfFile(name)?.id;
  if (alone || !index.kinds.some(({ kind }) => kind.language === 'text' || kind.language === language)) return;
  flag(
    journal,
    'ignored-file',
    `\`${name}\` was not read: no artefact of this exam by its name; --map can say what it is`,
  );
}

/** The exercise of a file by `--map`, by its name (`ejercicio2.md`, `02_logging/answer.md`) or by the caller's default. */
function exerciseOfFile(path: string, reading: Reading): string | undefined {
  const mapped = mappedTo(path, reading.options)?.split('/')[0];
  if (mapped) return mapped;
  const { index, options } = reading;
  for (const part of path.split('/').toReversed()) {
    const stem = part.replace(/\.\w+$/, '').replace(/[_-]+/g, ' ');
    const naming = nameOf(stem, index.named);
    if (naming) return naming.exercise;
  }
  return options.exercise;
}

function mappedTo(path: string, options: ReadOptions): string | undefined {
  const { map } = options;
  if (!map) return undefined;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const get = (key: string): string | undefined =>
    map instanceof Map
      ? map.get(key)
      : Object.hasOwn(map, key)
        ? (map as Readonly<Record<string, string>>)[key]
        : undefined;
  return get(path) ?? get(base);
}

function mappedKind(path: string, tongue: Tongue, reading: Reading): IndexedKind | undefined {
  const [exercise, artefact] = mappedTo(path, reading.options)?.split('/') ?? [];
  if (!exercise) return undefined;
  const own = reading.index.kinds.filter(
    (one) => one.exercise === exercise && (artefact === undefined || one.kind.id === artefact),
  );
  return own.find((one) => canBe(tongue, one));
}

function readDocument(source: Source, path: string, reading: Reading): undefined {
  const { index, journal, sorted } = reading;
  const document = parseMarkdown(source);
  noteDocument(document, journal);
  const kind = cardKind(document, path, reading);
  if (kind) {
    readCard(source, kind, reading);
    return undefined;
  }
  if (document.frontMatter)
    noteAt(
      journal,
      document.frontMatter.source,
      0,
      document.frontMatter.source.text.length,
      'ignored',
      'front matter is data about the file, no answer',
    );
  const exercise = exerciseOfFile(path, reading);
  const page: Page = { source, blocks: document.blocks, ...(exercise ? { exercise } : {}) };
  const told = journal.received.length;
  const found = sortDocument([page], index, journal);
  merge(sorted, found);
  if (journal.received.length === told && found.code.length === 0)
    note(journal, source.file, 'ignored', 'it holds no text that can be read');
  return undefined;
}

/** The kind of card that a whole markdown file is: by its name, by `--map`, or because a card's title opens it. */
function cardKind(document: MarkdownDocument, path: string, reading: Reading): IndexedKind | undefined {
  const mapped = mappedTo(path, reading.options);
  if (mapped) return mapped.includes('/') ? mappedKind(path, 'markdown', reading) : undefined;
  const sections = document.blocks.filter(
    (block) => block.kind === 'heading' && nameOf(block.text.text, reading.index.named)?.by === 'number',
  );
  if (sections.length > 0) return undefined;
  const named = kindsByName(path, reading.index).find((one) => one.kind.language === 'markdown');
  if (named) return named;
  const cards = reading.index.kinds.filter((one) => one.kind.language === 'markdown');
  // Front matter as model hubs ask for it, with a document below.
  const { frontMatter } = document;
  const described = frontMatter && cards.find((one) => looksOf(frontMatter.source.text, one) > 0);
  if (described && sectionsWithContent(document.blocks) >= 2) return described;
  const [first] = document.blocks;
  if (first?.kind !== 'heading') return undefined;
  const titled = cards.find(
    (one) =>
      looksOf(first.text.text, one) > 0 && document.blocks.filter((block) => block.kind === 'heading').length >= 3,
  );
  return /\b(?:review|revisi[oó]n|falta|missing)\b/i.test(first.text.text) ? undefined : titled;
}

function readCard(source: Source, kind: IndexedKind, reading: Reading): void {
  const block: CodeBlock = {
    source,
    info: 'markdown',
    exercise: kind.exercise,
    zone: 'answer',
    label: '',
    start: 0,
    end: source.text.length,
    page: source,
    kind,
    file: true,
  };
  take(block, reading);
}

function readCode(source: Source, path: string, tongue: Tongue, reading: Reading): string | undefined {
  const mapped = mappedKind(path, tongue, reading);
  const exercise = exerciseOfFile(path, reading);
  const settled = mapped !== undefined || exercise !== undefined || kindsByName(path, reading.index).length > 0;
  const pages = settled || tongue !== 'python' ? [] : codePages(source, reading.index.named);
  if (pages.length > 0) {
    merge(reading.sorted, sortDocument(pages, reading.index, reading.journal));
    return undefined;
  }
  const block: CodeBlock = {
    source,
    info: tongue,
    exercise,
    zone: 'answer',
    label: '',
    start: 0,
    end: source.text.length,
    page: source,
    ...(mapped ? { kind: mapped } : {}),
    file: true,
  };
  return take(block, reading);
}

/** Takes a whole file for what it is. */
function take(block: CodeBlock, reading: Reading): string | undefined {
  const { index, journal, sorted, options } = reading;
  const local = nothingGiven();
  const judged = judgeCode(block, index, local, true);
  const { file } = block.source;
  if (judged.as === 'artefact') {
    sorted.code.push({ block, judged });
    return undefined;
  }
  if (judged.as === 'exam') {
    note(journal, file, 'exam text', judged.why, wholeSpan(block.source));
    return undefined;
  }
  note(
    journal,
    file,
    'ignored',
    judged.as === 'text' ? `no artefact of this exam${pathOf(block.source.text) ? ' by its name' : ''}` : judged.why,
    wholeSpan(block.source),
  );
  if (judged.as === 'text') flagUnread(file, reading);
  return options.exercise
    ? undefined
    : `\`${file}\` is no artefact of this exam; --exercise or --map can say what it is`;
}

function merge(into: Sorted, from: Sorted): void {
  for (const one of from.prose) into.prose.push(one);
  for (const one of from.code) into.code.push(one);
}

/** A file whose name says nothing may hold the fixes of several exercises: each that has no code of its own sees it where it plainly looks so. */
function shareFiles(sorted: Sorted, index: ExamIndex, options: ReadOptions): void {
  for (const { block, judged } of Array.from(sorted.code)) {
    const { text } = judged.source;
    if (!block.file || block.kind || block.exercise !== undefined || options.exercise !== undefined) continue;
    if (judged.kind.kind.language !== 'python' || kindsByName(block.source.file, index).length > 0) continue;
    for (const kind of index.kinds) {
      const taken = sorted.code.some(
        ({ judged: { kind: other } }) => other.exercise === kind.exercise && other.kind.language === kind.kind.language,
      );
      if (taken || kind.kind.language !== 'python' || !showsFix(text, kind.exercise, index)) continue;
      if (looksOf(text, kind) < 0.5) continue;
      sorted.code.push({ block, judged: { ...judged, kind, unfixed: false, why: 'one file for several exercises' } });
    }
  }
}

/** One exercise's answer: its prose, its artefacts with versions settled, and what their comments say. */
function answerOf(exercise: string, sorted: Sorted, index: ExamIndex, journal: Journal): Answer {
  const prose: Prose[] = sorted.prose.filter((one) => one.exercise === exercise).map((one) => one.prose);
  const own = sorted.code.filter(({ judged }) => judged.kind.exercise === exercise);
  const artefacts = index.kinds
    .filter((one) => one.exercise === exercise)
    .flatMap((kind) => artefactsOf(kind, own, index, journal));
  const known = [index.prompts];
  const comments = artefacts
    .filter((one) => one.superseded === undefined && one.language !== 'markdown')
    .flatMap((one) => reviewComments(one.source, known));
  return { exercise, prose, artefacts, ...(comments.length > 0 ? { comments } : {}) };
}

function artefactsOf(kind: IndexedKind, code: Sorted['code'], index: ExamIndex, journal: Journal): Artefact[] {
  const own = code.filter(({ judged }) => judged.kind === kind);
  const takenAs = `${kind.exercise}/${kind.kind.id}`;
  const artefacts: Artefact[] = [];
  const parts = own.map(({ block, judged }) => {
    const { source } = judged;
    noteAt(journal, block.page, block.start, block.end, takenAs, judged.why === '' ? undefined : judged.why);
    if (isCopiedCode(source.text, index))
      flag(journal, 'copy-of-solution', 'this code is that of the official solution', source, 0, source.text.length);
    return {
      source,
      label: block.label,
      group: block.source.file,
      unfixed: judged.unfixed,
      language: languageFor(kind, judged.tongue),
    };
  });
  if (kind.kind.language !== 'python') {
    return parts.map(({ source, language }) => ({ id: kind.kind.id, language, source }));
  }
  for (const { source, superseded } of settleParts(parts)) {
    artefacts.push({ id: kind.kind.id, language: kind.kind.language, source, ...(superseded ? { superseded } : {}) });
    if (superseded)
      journal.received.push({
        file: source.file,
        span: spanAt(source, 0, source.text.length),
        taken_as: 'superseded',
        note: superseded,
      });
  }
  return artefacts;
}

const languageFor = (kind: IndexedKind, tongue: Tongue): string =>
  kind.kind.language === 'markdown' && (tongue === 'yaml' || tongue === 'json') ? 'yaml' : kind.kind.language;
