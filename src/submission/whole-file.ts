import { languageOfFile } from '../languages/index.js';
import { parseMarkdown } from '../languages/markdown/index.js';
import type { MarkdownDocument } from '../model/document.js';
import type { Source } from '../model/text.js';
import { sectionsWithContent } from './cards.js';
import { kindsByName, looksOf, pathOf, type Tongue } from './code-kind.js';
import { codePages, spokenPages } from './code-sections.js';
import { sortDocument } from './documents.js';
import { nothingGiven } from './exam-code.js';
import type { IndexedKind } from './exam-index.js';
import { exerciseOfFile, mappedKind, mappedTo, type Reading } from './file-place.js';
import { type CodeBlock, judgeCode } from './gather.js';
import { flag, note, noteAt, wholeSpan } from './hand-in.js';
import { noteDocument } from './hidden.js';
import { recordParts, separated, spokenBlocks } from './notation.js';
import type { Page } from './place.js';
import type { Sorted } from './reader.js';
import { nameOf } from './sections.js';

/** A file that may have been meant as an answer, since the exam takes its notation, is never passed over without a word. */
export function flagUnread(name: string, { journal, alone, index }: Reading): void {
  const language = languageOfFile(name)?.id;
  if (alone || !index.kinds.some(({ kind }) => kind.language === 'text' || kind.language === language)) return;
  flag(
    journal,
    'ignored-file',
    `\`${name}\` was not read: no artefact of this exam by its name; --map can say what it is`,
  );
}

/** Reads a file of prose: a whole card, or answers with their sections. */
export function readDocument(source: Source, path: string, reading: Reading): string | undefined {
  const { index, journal, sorted } = reading;
  const table = isTable(path) ? separated(source) : undefined;
  if (isTable(path) && !table) {
    note(journal, source.file, 'ignored', 'no answer to this exam');
    return reading.alone ? `\`${source.file}\`: no answer to this exam` : '';
  }
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
  const page: Page = { source, blocks: table ? [table] : document.blocks, ...(exercise ? { exercise } : {}) };
  const told = journal.received.length;
  const found = sortDocument([page], index, journal);
  merge(sorted, found);
  if (journal.received.length === told && found.code.length === 0)
    note(journal, source.file, 'ignored', 'it holds no text that can be read');
  return undefined;
}

/** A file of columns: a review, or data that nobody asked for. */
export const isTable = (path: string): boolean => /\.[ct]sv$/i.test(path);

/** "review_model_card.md": what is said about the card, and not the card. */
const REVIEWS =
  /(?:^|[^\p{L}])(?:review|revisi[oó]n|respuestas?|answers?|hallazgos|findings|comentarios|comments|problemas|problems|issues|observaciones)(?![\p{L}])/iu;

/** The kind of card that a whole markdown file is: by its name, by `--map`, or because a card's title opens it. */
function cardKind(document: MarkdownDocument, path: string, reading: Reading): IndexedKind | undefined {
  const mapped = mappedTo(path, reading.options);
  if (mapped) return mapped.includes('/') ? mappedKind(path, 'markdown', reading) : undefined;
  const sections = document.blocks.filter(
    (block) => block.kind === 'heading' && nameOf(block.text.text, reading.index.named)?.by === 'number',
  );
  if (sections.length > 0) return undefined;
  const named = kindsByName(path, reading.index).find((one) => one.kind.language === 'markdown');
  if (named) return REVIEWS.test(path.slice(path.lastIndexOf('/') + 1)) ? undefined : named;
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

/** Reads a file of code as the artefact that it is. */
export function readCode(source: Source, path: string, tongue: Tongue, reading: Reading): string | undefined {
  const mapped = mappedKind(path, tongue, reading);
  const exercise = exerciseOfFile(path, reading);
  const spoken = mapped || tongue === 'python' ? [] : spokenRecords(source, exercise, reading);
  if (spoken.length > 0) {
    merge(reading.sorted, sortDocument(spoken, reading.index, reading.journal));
    return undefined;
  }
  const settled = mapped !== undefined || exercise !== undefined || kindsByName(path, reading.index).length > 0;
  const pages = settled || tongue !== 'python' ? [] : codePages(source, reading.index.named);
  if (pages.length > 0) {
    merge(reading.sorted, sortDocument(pages, reading.index, reading.journal));
    return undefined;
  }
  if (settled && !mapped && tongue === 'python') {
    const spoken = spokenPages(source, reading.index.named).filter((page) => page.exercise !== exercise);
    if (spoken.length > 0) merge(reading.sorted, sortDocument(spoken, reading.index, reading.journal));
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

/** A file of data that holds a review: its records, by exercise where its keys name them. */
function spokenRecords(source: Source, exercise: string | undefined, { index }: Reading): Page[] {
  const parts = recordParts(source, (key) => nameOf(key, index.named) !== undefined);
  if (parts.length > 0)
    return parts.map(({ key, table }) => ({ source, blocks: [table], exercise: nameOf(key, index.named)!.exercise }));
  const whole = { kind: 'code', info: 'json', source, closed: true, start: 0, end: source.text.length } as const;
  const blocks = kindsByName(source.file, index).length > 0 ? undefined : spokenBlocks(whole);
  return blocks ? [{ source, blocks, ...(exercise ? { exercise } : {}) }] : [];
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

export function merge(into: Sorted, from: Sorted): void {
  for (const one of from.prose) into.prose.push(one);
  for (const one of from.code) into.code.push(one);
}
