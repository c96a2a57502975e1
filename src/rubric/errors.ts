import type { Position } from '../model/text.js';

/** Trouble in a file that an author wrote, at its place, with the lines around it. */
export class RubricError extends Error {
  readonly file: string;
  readonly position: Position;
  readonly hint: string | undefined;
  readonly frame: string;

  constructor(message: string, place: { file: string; text: string; position: Position }, hint?: string) {
    super(message);
    this.name = 'RubricError';
    this.file = place.file;
    this.position = place.position;
    this.hint = hint;
    this.frame = frameOf(place.text, place.position);
  }

  /** `file:line:column message`, the code frame and the hint, ready to print. */
  override toString(): string {
    const { line, column } = this.position;
    const hint = this.hint ? `\n${this.hint}` : '';
    return `${this.file}:${line}:${column} ${this.message}\n${this.frame}${hint}`;
  }
}

const CONTEXT = 2;

/** With a number of four digits and the indent of a list, a frame fits a terminal of 80 columns. */
const WIDEST = 68;

/** The line of `position` with two lines above and below, a `>` before it and a `^` under the column; long lines are cut around the column. */
export function frameOf(text: string, position: Position): string {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, position.line - CONTEXT);
  const last = Math.min(lines.length, position.line + CONTEXT);
  const width = String(last).length;
  const from = position.column > WIDEST ? position.column - WIDEST / 2 : 0;
  const out: string[] = [];
  for (let n = first; n <= last; n++) {
    const mark = n === position.line ? '>' : ' ';
    out.push(`${mark} ${String(n).padStart(width)} | ${cut(lines[n - 1] ?? '', from)}`.trimEnd());
    if (n === position.line) out.push(`  ${' '.repeat(width)} | ${' '.repeat(position.column - 1 - from)}^`);
  }
  return out.join('\n');
}

function cut(line: string, from: number): string {
  const part = line.slice(from, from + WIDEST);
  const head = from > 0 && part.length > 0 ? `…${part.slice(1)}` : part;
  return from + WIDEST < line.length ? `${head.slice(0, -1)}…` : head;
}

/** The candidate nearest to `word` by edits, where it is near enough to be what was meant. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
