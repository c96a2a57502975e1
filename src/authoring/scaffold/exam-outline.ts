import type { Block, MarkdownDocument } from '../../model/document.js';
import type { Severity } from '../../model/rubric.js';
import { severityWord } from './severity-word.js';

/** What an exam's markdown says about itself: enough to lay out its files. */
export interface ExamOutline {
  readonly title: string;
  readonly minutes: readonly [number, number] | undefined;
  readonly passMark: number | undefined;
  readonly exercises: readonly ExerciseOutline[];
}

export interface ExerciseOutline {
  readonly title: string;
  readonly points: number | undefined;
  readonly given: readonly CodeBlock[];
  readonly defects: readonly DefectRow[];
  readonly corrected: readonly CodeBlock[];
}

export interface CodeBlock {
  readonly language: string;
  readonly name: string | undefined;
  readonly text: string;
}

export interface DefectRow {
  readonly problem: string;
  readonly fix: string;
  readonly severity: Severity | undefined;
  readonly points: number | undefined;
}

/** Reads an exam with its solution in it (in `<details>`, or under a heading that says so), or the two in two documents. */
export function outlineOf(exam: MarkdownDocument, solution?: MarkdownDocument): ExamOutline {
  const own = sectionsOf(exam.blocks);
  const other = solution ? sectionsOf(solution.blocks) : undefined;
  const text = exam.source.text;
  return {
    title: own.title,
    minutes: minutesIn(text),
    passMark: numberIn(text, /(?:pass mark|aprobar|aprobado|m[ií]nimo|passing)\D{0,40}?(\d{1,3})/i),
    exercises: own.sections.map((section, i) => exerciseOf(section, other?.sections[i])),
  };
}

interface Section {
  readonly title: string;
  readonly blocks: Block[];
}

const EXERCISE =
  /^\W*(?:ejercicio|exercise|pregunta|question|parte|part|problema|problem|tarea|task|secci[oó]n|section)?\s*\d+\s*[.:)—–-]?\s+/i;
const NAMED = /^\W*(?:ejercicio|exercise|pregunta|question|parte|part|problema|tarea|task)\s*\d+/i;
const POINTS = /\(?\s*(\d+(?:[.,]\d+)?)\s*(?:puntos|points|pts?\.?|p\.)\s*\)?/i;

/** Splits at the headings of exercises: those that say «Exercise 2», or that carry points, on the level where most do. */
function sectionsOf(blocks: readonly Block[]): { title: string; sections: Section[] } {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const title =
    headings.find((block) => block.level === 1)?.text.text.trim() ?? headings[0]?.text.text.trim() ?? 'Exam';
  const starts = headings.filter(
    (block) => NAMED.test(block.text.text) || (EXERCISE.test(block.text.text) && POINTS.test(block.text.text)),
  );
  const level = Math.min(...starts.map((block) => block.level));
  const sections: Section[] = [];
  for (const block of blocks) {
    const opens = block.kind === 'heading' && block.level === level && starts.includes(block);
    if (opens) sections.push({ title: block.text.text.trim(), blocks: [] });
    else if (block.kind === 'heading' && block.level <= level && sections.length > 0)
      sections.push({ title: '', blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return { title, sections: sections.filter((section) => section.title !== '') };
}

const SOLUTION =
  /soluci[oó]n|solution|answer key|modelo de respuesta|model answer|c[oó]digo corregido|corrected|correcto/i;

function exerciseOf(section: Section, other: Section | undefined): ExerciseOutline {
  const { given, solved } = divide(section.blocks);
  const key = [...solved, ...(other?.blocks ?? [])];
  const flat = flatten(key);
  const points = POINTS.exec(section.title)?.[1];
  const tables = flat.filter((block) => block.kind === 'table').flatMap(rowsOf);
  return {
    title:
      section.title
        .replace(POINTS, '')
        .replace(EXERCISE, '')
        .replace(/[\s(:—–-]+$/, '')
        .trim() || section.title,
    points: points ? Number(points.replace(',', '.')) : undefined,
    given: codeIn(flatten(given)),
    defects: tables.length > 0 ? tables : itemsOf(flat),
    corrected: codeIn(flat),
  };
}

function divide(blocks: readonly Block[]): { given: Block[]; solved: Block[] } {
  const given: Block[] = [];
  const solved: Block[] = [];
  let inSolution = false;
  for (const block of blocks) {
    if (block.kind === 'heading') inSolution = SOLUTION.test(block.text.text) || (inSolution && block.level > 2);
    const isSolution = inSolution || (block.kind === 'details' && SOLUTION.test(block.summary.text));
    (isSolution ? solved : given).push(block);
  }
  return { given, solved };
}

function flatten(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  const stack = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    out.push(block);
    if ('children' in block) stack.push(...[...block.children].reverse());
  }
  return out;
}

const FILE_COMMENT = /^\s*(?:#|\/\/|--|<!--)\s*([\w./-]+\.[a-z]{1,5}|Dockerfile)\b/i;

function codeIn(blocks: readonly Block[]): CodeBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'code' || block.source.text.trim() === '') return [];
    return [
      {
        language: block.info.split(/\s/)[0] ?? '',
        name: FILE_COMMENT.exec(block.source.text)?.[1],
        text: block.source.text,
      },
    ];
  });
}

const COLUMNS = {
  problem: /problem|issue|defect|error|hallazgo|fallo|finding|qu[eé]/i,
  fix: /correc|fix|soluci|remed|propuesta|suggest|arreglo|recomend/i,
  severity: /severi|gravedad|criticidad|prioridad|priority|impact|nivel/i,
  points: /punt|point|pts/i,
};

function rowsOf(table: Extract<Block, { kind: 'table' }>): DefectRow[] {
  const header = table.header.map((cell) => cell.text);
  const column = (name: RegExp) => header.findIndex((cell) => name.test(cell));
  const problem = column(COLUMNS.problem);
  if (problem < 0) return [];
  const [fix, severity, points] = [column(COLUMNS.fix), column(COLUMNS.severity), column(COLUMNS.points)];
  return table.rows.flatMap(({ cells }) => {
    const text = (i: number) => (i >= 0 ? marked(cells[i]) : '');
    if (text(problem).trim() === '') return [];
    const worth = Number(text(points).replace(',', '.'));
    return [
      {
        problem: text(problem),
        fix: text(fix),
        severity: severityWord(text(severity)),
        points: points >= 0 && worth > 0 ? worth : undefined,
      },
    ];
  });
}

/** A cell with its code spans marked again, as a reviewer would type it. */
function marked(cell: { text: string; code: readonly (readonly [number, number])[] } | undefined): string {
  if (!cell) return '';
  let out = '';
  let at = 0;
  for (const [start, end] of cell.code) {
    out += `${cell.text.slice(at, start)}\`${cell.text.slice(start, end)}\``;
    at = end;
  }
  return (out + cell.text.slice(at)).trim();
}

/** Without a table, the items of the solution's lists, or the headings of the card it shows. */
function itemsOf(blocks: readonly Block[]): DefectRow[] {
  const items = blocks.flatMap((block) => (block.kind === 'item' && block.depth === 0 ? [marked(block.text)] : []));
  return items
    .filter((text) => text !== '')
    .map((problem) => ({ problem, fix: '', severity: undefined, points: undefined }));
}

function minutesIn(text: string): [number, number] | undefined {
  const range = /(\d{1,3})\s*(?:-|–|a|y|to|and)\s*(\d{1,3})\s*min/i.exec(text);
  if (range) return [Number(range[1]), Number(range[2])];
  const one = numberIn(text, /(\d{1,3})\s*min/i);
  return one ? [one, one] : undefined;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : undefined;
}
