import type { ExamResult } from '../../model/report.js';
import type { Source, Span } from '../../model/text.js';
import { shareOrder } from '../places.js';

/** How a stretch of the student's text counted. */
export type MarkKind = 'earned' | 'lost' | 'remark';

/** A stretch of the hand-in that the report speaks of. */
export interface WorkMark {
  readonly kind: MarkKind;
  readonly span: Span;
  /** Where it leads: exercise and criterion; absent for a remark that names none. */
  readonly exercise: string;
  readonly criterion?: string;
}

export interface WorkLine {
  readonly number: number;
  readonly parts: readonly { readonly text: string; readonly kind?: MarkKind }[];
  /** Marks that start on this line, in the order of criteria. */
  readonly marks: readonly WorkMark[];
  /** Whether lines were left out before this one. */
  readonly gap: boolean;
}

export interface WorkFile {
  readonly file: string;
  readonly lines: readonly WorkLine[];
}

const WHOLE_FILE = 1500;
const LONGEST_LINE = 2000;
const AROUND = 2;

/** What was handed in, line by line, with the evidence in place: from the sources where they are given, else from the excerpts. */
export function workOf(result: ExamResult, sources: readonly Source[]): WorkFile[] {
  const marks = marksByFile(result);
  const texts = linesByFile(result, sources);
  const files = Array.from(new Set([...texts.keys(), ...marks.keys()]));
  return files.map((file) => ({ file, lines: linesOf(texts.get(file) ?? new Map(), marks.get(file) ?? []) }));
}

function marksByFile(result: ExamResult): Map<string, WorkMark[]> {
  const found = new Map<string, WorkMark[]>();
  const add = (file: string, mark: WorkMark): void => {
    const list = found.get(file) ?? [];
    list.push(mark);
    found.set(file, list);
  };
  for (const { exercise, criteria, remarks } of result.exercises) {
    for (const { criterion, shares } of criteria) {
      for (const id of shareOrder) {
        const share = shares[id];
        const kind = share && share.fraction > 0 ? 'earned' : 'lost';
        for (const { file, span } of share?.evidence ?? []) add(file, { kind, span, exercise, criterion });
      }
    }
    for (const { file, span, names } of remarks) {
      if (names.length === 0) add(file, { kind: 'remark', span, exercise });
    }
  }
  return found;
}

interface Stretch {
  readonly column: number;
  readonly text: string;
}

type Lines = Map<number, Stretch>;

function linesByFile(result: ExamResult, sources: readonly Source[]): Map<string, Lines> {
  const files = new Map<string, Lines>();
  const put = (file: string, number: number, column: number, text: string): void => {
    const lines = files.get(file) ?? new Map<number, Stretch>();
    const known = lines.get(number);
    if (!known || known.text.length < text.length) lines.set(number, { column, text });
    files.set(file, lines);
  };
  for (const source of sources) {
    source.text.split(/\r\n|\r|\n/).forEach((text, i) => {
      const at = source.lines[i];
      if (at) put(source.file, at.line, at.column, text);
    });
  }
  for (const { file, span, excerpt } of excerptsOf(result)) {
    if (files.get(file)?.has(span.start.line)) continue;
    excerpt.split(/\r\n|\r|\n/).forEach((text, i) => {
      put(file, span.start.line + i, i === 0 ? span.start.column : 1, text);
    });
  }
  return files;
}

function excerptsOf(result: ExamResult): { file: string; span: Span; excerpt: string }[] {
  return result.exercises.flatMap(({ criteria, remarks }) => [
    ...criteria.flatMap(({ shares }) => shareOrder.flatMap((id) => shares[id]?.evidence ?? [])),
    ...remarks.map(({ file, span, text }) => ({ file, span, excerpt: text })),
  ]);
}

function linesOf(texts: Lines, marks: readonly WorkMark[]): WorkLine[] {
  const numbers = Array.from(texts.keys()).sort((a, b) => a - b);
  const shown =
    numbers.length <= WHOLE_FILE
      ? numbers
      : numbers.filter((n) => marks.some((m) => n >= m.span.start.line - AROUND && n <= m.span.end.line + AROUND));
  const lines: WorkLine[] = [];
  let before = 0;
  for (const number of shown.slice(0, WHOLE_FILE)) {
    const stretch = texts.get(number) ?? { column: 1, text: '' };
    const here = marks.filter(({ span }) => span.start.line <= number && number <= span.end.line);
    lines.push({
      number,
      parts: partsOf(stretch, number, here),
      marks: distinct(here.filter(({ span }) => span.start.line === number)),
      gap: before > 0 && number > before + 1,
    });
    before = number;
  }
  return lines;
}

/** One mark of a kind for each criterion: a line that earns two shares of one criterion says so once. */
function distinct(marks: readonly WorkMark[]): WorkMark[] {
  const seen = new Map<string, WorkMark>();
  for (const mark of marks) {
    const key = `${mark.exercise}/${mark.criterion ?? ''}`;
    const known = seen.get(key);
    if (!known || (known.kind === 'lost' && mark.kind === 'earned')) seen.set(key, mark);
  }
  return Array.from(seen.values());
}

const STRENGTH: Readonly<Record<MarkKind, number>> = { earned: 3, lost: 2, remark: 1 };

/** The line cut where marks start and end; of several marks over one stretch the strongest shows. */
function partsOf(stretch: Stretch, number: number, marks: readonly WorkMark[]): WorkLine['parts'] {
  const cut = stretch.text.length > LONGEST_LINE;
  const text = cut ? `${stretch.text.slice(0, LONGEST_LINE)}…` : stretch.text;
  const indent = text.length - text.trimStart().length;
  const ranges = marks.map(({ kind, span }) => ({
    kind,
    start: clamp(span.start.line < number ? indent : span.start.column - stretch.column, text.length),
    end: clamp(span.end.line > number ? text.trimEnd().length : span.end.column - stretch.column, text.length),
  }));
  const edges = Array.from(new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])).sort(
    (a, b) => a - b,
  );
  const parts: { text: string; kind?: MarkKind }[] = [];
  for (const [i, edge] of edges.entries()) {
    const next = edges[i + 1];
    if (next === undefined) break;
    const covering = ranges.filter(({ start, end }) => start <= edge && next <= end).map(({ kind }) => kind);
    const kind = covering.sort((a, b) => STRENGTH[b] - STRENGTH[a])[0];
    const last = parts[parts.length - 1];
    if (last && last.kind === kind) last.text += text.slice(edge, next);
    else parts.push({ text: text.slice(edge, next), ...(kind ? { kind } : {}) });
  }
  return parts;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
