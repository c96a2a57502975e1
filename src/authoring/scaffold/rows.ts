import type { Block } from '../../model/document.js';
import type { Severity } from '../../model/rubric.js';
import { POINTS } from './sections.js';
import { severityWord } from './severity-word.js';

export interface DefectRow {
  readonly problem: string;
  readonly fix: string;
  readonly severity: Severity | undefined;
  /** The level in the solution's own word. */
  readonly level?: string | undefined;
  readonly points: number | undefined;
}

export interface QuestionRow {
  /** As students repeat it. */
  readonly number: string;
  readonly question: string;
  readonly answer: string;
  readonly points: number | undefined;
}

type Table = Extract<Block, { kind: 'table' }>;
type Cell = Table['header'][number];

const COLUMNS = {
  problem: /problem|issue|defect|error|hallazgo|fallo|finding|what|wrong|bug|smell|^qu[eé]/i,
  fix: /correc|fix|soluci|remed|propuesta|suggest|arreglo|recomend|mend|how|c[oó]mo/i,
  severity: /severi|gravedad|criticidad|prioridad|priority|impact|nivel/i,
  points: /punt|point|pts|marks/i,
  question: /pregunta|question/i,
  answer: /respuesta|answer|soluci|expected|esperad/i,
  number: /^\W*(?:#|n[ºo.°]|num|no\.?|id)\W*$|pregunta|question/i,
};

/** The planted problems: rows of tables, else the items of the solution's lists. */
export function defectsIn(blocks: readonly Block[]): DefectRow[] {
  const rows = blocks.filter((block): block is Table => block.kind === 'table').flatMap(rowsOf);
  return rows.length > 0 ? rows : itemsOf(blocks);
}

/** Questions with their answers: a table of the two, or a list of answers below a list of questions. */
export function questionsIn(solved: readonly Block[], given: readonly Block[]): QuestionRow[] {
  const tables = solved.filter((block): block is Table => block.kind === 'table');
  const rows = tables.flatMap((table) => questionRows(table, given));
  if (rows.length > 0) return rows;
  const answers = listed(solved);
  const items = listed(given);
  const open = items.filter((text) => /\?/.test(text));
  // A list of questions may hold a task («Explain …»): as many answers as items, and most of them questions.
  const asked = items.length === answers.length && open.length * 2 > items.length ? items : open;
  const [table] = tables;
  if (table && tables.length === 1 && open.length * 2 > items.length && table.rows.length === items.length)
    return answersOf(table, items);
  if (tables.length > 0 || asked.length < 2 || answers.length !== asked.length) return [];
  return answers.map((answer, i) => ({ number: String(i + 1), question: asked[i] ?? '', answer, points: undefined }));
}

/** A table of problems that answers the questions in their order: it counts them, and says of none how bad it is. */
function answersOf(table: Table, questions: readonly string[]): QuestionRow[] {
  const rows = rowsOf(table);
  const counted = rows.every(({ problem }, i) => Number(/^\W*(\d+)[.)º:]/.exec(problem)?.[1]) === i + 1);
  if (!counted || rows.length !== questions.length || rows.some(({ severity, fix }) => severity || fix === ''))
    return [];
  return rows.map(({ fix, points }, i) => ({
    number: String(i + 1),
    question: questions[i] ?? '',
    answer: fix,
    points,
  }));
}

function questionRows(table: Table, given: readonly Block[]): QuestionRow[] {
  const column = columnsOf(table);
  const [question, answer] = [column(COLUMNS.question), column(COLUMNS.answer)];
  const [number, points] = [column(COLUMNS.number), column(COLUMNS.points)];
  // `# | Expected | Points`: the questions themselves stand in the exam.
  const isKey = question < 0 && number >= 0 && column(COLUMNS.problem) < 0;
  if ((question < 0 && !isKey) || answer < 0 || question === answer) return [];
  return table.rows.flatMap(({ cells }, i) => {
    const text = marked(cells[answer]);
    if (text === '') return [];
    const label = cells[number]?.text ?? '';
    const told = /\(([a-z])\)/i.exec(label)?.[1]?.toLowerCase() ?? /^\W*(\d+|[a-z](?=[).]|$))/i.exec(label)?.[1];
    return [
      {
        number: told ?? String(i + 1),
        question: isKey ? askedIn(given, told ?? String(i + 1)) : marked(cells[question]),
        answer: text,
        points: worthOf(cells[points]),
      },
    ];
  });
}

/** The question that bears a number or a letter in the exam's own text. */
function askedIn(given: readonly Block[], label: string): string {
  const lines = given.flatMap((block) => ('text' in block ? marked(block.text).split(/(?<=[.?)]) (?=[a-h]\) )/) : []));
  const found = lines.find(
    (line) => line.toLowerCase().startsWith(`${label})`) || line.toLowerCase().startsWith(`${label}.`),
  );
  return found?.slice(label.length + 1).trim() ?? '';
}

const columnsOf = (table: Table) => (name: RegExp) => table.header.findIndex((cell) => name.test(cell.text));

function worthOf(cell: Cell | undefined): number | undefined {
  const worth = Number(/\d+(?:[.,]\d+)?/.exec(cell?.text ?? '')?.[0].replace(',', '.') ?? 0);
  return worth > 0 ? worth : undefined;
}

function rowsOf(table: Table): DefectRow[] {
  const column = columnsOf(table);
  const problem = column(COLUMNS.problem);
  if (problem < 0) return [];
  const found = table.header.findIndex((cell, i) => i !== problem && COLUMNS.fix.test(cell.text));
  const [fix, severity, points] = [found, column(COLUMNS.severity), column(COLUMNS.points)];
  return table.rows.flatMap(({ cells }) => {
    const text = (i: number) => (i >= 0 ? marked(cells[i]) : '');
    if (text(problem) === '') return [];
    return [
      {
        problem: text(problem),
        fix: text(fix),
        severity: severityWord(text(severity)),
        level: text(severity),
        points: worthOf(cells[points]),
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
  return (out + cell.text.slice(at)).replace(/\s+/g, ' ').trim();
}

const listed = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'item' && block.depth === 0 && block.text.text.trim() !== '' ? [marked(block.text)] : [],
  );

const FIX =
  /\s*[.;:,—–-]?\s*\(?\b(?:fix|solution|remedy|soluci[oó]n|correcci[oó]n|arreglo|remedio|mejora)\s*:\s*|\s*(?:→|->|=>)\s*/i;

/** Items such as «**no logger** (6 pts, medium): use `logging`», «no logger → `logging`», «No logger. Fix: use one». */
function itemsOf(blocks: readonly Block[]): DefectRow[] {
  return blocks.flatMap((block): DefectRow[] => {
    if (block.kind !== 'item' || block.depth !== 0 || block.text.text.trim() === '') return [];
    const text = marked(block.text);
    const [lead] = block.text.strong;
    const bold =
      lead && lead[0] <= 2 && lead[1] - lead[0] > 3
        ? block.text.text.slice(lead[0], lead[1]).replace(/[:.]$/, '')
        : undefined;
    const note = /\(([^()]{0,60})\)/.exec(text);
    const levels = note && (POINTS.test(note[1] ?? '') || severityWord(note[1] ?? '')) ? (note[1] ?? '') : '';
    const rest = levels
      ? text
          .replace(`(${levels})`, '')
          .replace(/\s+([:.,])/g, '$1')
          .trim()
      : text;
    const points = Number(POINTS.exec(levels)?.[1]?.replace(',', '.') ?? 0);
    const [problem, fix] = divided(rest, bold);
    return [
      {
        problem,
        fix,
        severity: levels ? severityWord(levels.replace(POINTS, '')) : undefined,
        level: levels.replace(POINTS, '').replace(/^\W+|\W+$/g, ''),
        points: points > 0 ? points : undefined,
      },
    ];
  });
}

function divided(text: string, bold: string | undefined): [string, string] {
  const cut = FIX.exec(text);
  if (cut)
    return [
      text.slice(0, cut.index).trim(),
      text
        .slice(cut.index + cut[0].length)
        .replace(/\)$/, '')
        .trim(),
    ];
  const plain = text.replaceAll('`', '');
  const at = bold === undefined ? -1 : plain.indexOf(bold);
  if (bold === undefined || at !== 0) return [text, ''];
  const marks = text.length - plain.length;
  const end = marks > 0 ? text.indexOf(':') : bold.length;
  return end <= 0 ? [text, ''] : [text.slice(0, end).trim(), text.slice(end).replace(/^[\s:.,;—–-]+/, '')];
}
