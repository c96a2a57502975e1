import type { Block, RichText } from '../model/document.js';
import { instructionIn } from './integrity.js';
import { keepRich } from './rich.js';
import { type Shingles, sentencesOf, wordsOf } from './words.js';

/** Known texts beside which a student's prose is read. */
export interface Known {
  /** The exam's own words. */
  readonly prompts: readonly Shingles[];
  /** The official solution's. */
  readonly solutions: readonly Shingles[];
}

/** What was taken out of a run of blocks, and what the rest repeats. */
export interface Findings {
  /** Sentences, rows or items of the exam's own. */
  removed: number;
  kept: number;
  /** Places of sentences that speak to the grader. */
  readonly instructions: { readonly text: string; readonly start: number; readonly end: number }[];
  /** Places that repeat the official solution. */
  readonly copied: { readonly start: number; readonly end: number }[];
}

export const noFindings = (): Findings => ({ removed: 0, kept: 0, instructions: [], copied: [] });

/** A block without what the exam itself says and without orders to the grader; `undefined` when nothing is left. */
export function subtract(block: Block, known: Known, findings: Findings, depth = 0): Block | undefined {
  if (depth > 40) return undefined;
  switch (block.kind) {
    case 'heading':
    case 'paragraph': {
      const text = subtractText(block.text, known, findings);
      return text && text !== block.text ? { ...block, text } : text && block;
    }
    case 'item': {
      const text = block.text.text === '' ? block.text : subtractText(block.text, known, findings);
      const children = subtractAll(block.children, known, findings, depth);
      if ((!text || text.text === '') && children.length === 0) return undefined;
      return { ...block, text: text ?? { text: '', offsets: [block.start], code: [], strong: [] }, children };
    }
    case 'quote':
    case 'details': {
      const children = subtractAll(block.children, known, findings, depth);
      return children.length > 0 ? { ...block, children } : undefined;
    }
    case 'table':
      return subtractTable(block, known, findings);
    default:
      return block;
  }
}

function subtractAll(blocks: readonly Block[], known: Known, findings: Findings, depth: number): Block[] {
  return blocks.flatMap((child) => subtract(child, known, findings, depth + 1) ?? []);
}

const REPEATS = 0.85;
const fromExam = (text: string, known: Known): boolean =>
  known.prompts.some((prompts) => prompts.coverage(text) >= REPEATS && !prompts.rearranges(text));

function subtractText(text: RichText, known: Known, findings: Findings): RichText | undefined {
  const parts = sentencesOf(text.text);
  if (known.prompts.some((prompts) => prompts.has(text.text)) || (parts.length === 1 && fromExam(text.text, known))) {
    findings.removed++;
    return undefined;
  }
  const kept = parts.filter(({ start, end }) => {
    const sentence = text.text.slice(start, end);
    if (parts.length > 1 && fromExam(sentence, known)) {
      findings.removed++;
      return false;
    }
    return !noteInstruction(sentence, text, start, end, findings);
  });
  if (kept.length === 0) return undefined;
  for (const { start, end } of kept)
    noteCopy(text.text.slice(start, end), offsetOf(text, start), offsetOf(text, end), known, findings);
  findings.kept++;
  return kept.length === parts.length ? text : keepRich(text, kept);
}

const offsetOf = (text: RichText, index: number): number =>
  text.offsets[index] ?? text.offsets[text.offsets.length - 1] ?? 0;

function noteInstruction(sentence: string, text: RichText, start: number, end: number, findings: Findings): boolean {
  if (!instructionIn(sentence)) return false;
  findings.instructions.push({ text: sentence.trim(), start: offsetOf(text, start), end: offsetOf(text, end) });
  return true;
}

function noteCopy(text: string, start: number, end: number, known: Known, findings: Findings): void {
  if (wordsOf(text).length >= 5 && known.solutions.some((solutions) => solutions.coverage(text) >= 0.9))
    findings.copied.push({ start, end });
}

function subtractTable(table: Extract<Block, { kind: 'table' }>, known: Known, findings: Findings): Block | undefined {
  const answers = table.header.findIndex((cell) =>
    /^(?:mi |my |tu |your )?(?:respuestas?|answers?)$/.test(wordsOf(cell.text).join(' ')),
  );
  const rows = table.rows.flatMap((row) => {
    const words = row.cells.map((cell) => cell.text).join(' ');
    if (isUnanswered(row.cells)) return [];
    // The question is the exam's, what stands beside it in the column for it is the student's.
    const answer = row.cells[answers]?.text ?? '';
    if (fromExam(words, known) && (answer === '' || fromExam(answer, known))) {
      findings.removed++;
      return [];
    }
    noteCopy(words, row.start, row.end, known, findings);
    const cells = row.cells.map((cell) => cleanCell(cell, findings));
    findings.kept++;
    return [cells.every((cell, i) => cell === row.cells[i]) ? row : { ...row, cells }];
  });
  if (rows.length > 0) return { ...table, rows };
  const header = table.header.map((cell) => cell.text).join(' ');
  if (table.rows.length > 0 || fromExam(header, known) || table.header.length > 0) findings.removed++;
  return undefined;
}

/** A row of a form with nothing but its number. */
const isUnanswered = (cells: readonly RichText[]): boolean =>
  cells.every((cell, i) => wordsOf(cell.text).every((word) => i === 0 && /^\d+$/.test(word)));

function cleanCell(cell: RichText, findings: Findings): RichText {
  if (!instructionIn(cell.text)) return cell;
  const kept = sentencesOf(cell.text).filter(
    ({ start, end }) => !noteInstruction(cell.text.slice(start, end), cell, start, end, findings),
  );
  return kept.length > 0 ? keepRich(cell, kept) : { text: '', offsets: [cell.offsets[0] ?? 0], code: [], strong: [] };
}
