import type { Block } from '../../model/document.js';

/** One exercise's part of an exam. */
export interface Section {
  readonly heading: string;
  /** Its number or letter. */
  readonly key: string | undefined;
  readonly given: Block[];
  readonly solved: Block[];
  /** Headings that announce solutions. */
  readonly solvedHeadings: Block[];
}

/** An exam in which no exercise is recognised. */
export class OutlineError extends Error {
  readonly hint: string;
  constructor(headings: readonly string[]) {
    super(
      headings.length === 0
        ? 'no heading was found in this exam'
        : `no heading of this exam was taken for an exercise: ${headings
            .slice(0, 6)
            .map((text) => `“${text}”`)
            .join(', ')}`,
    );
    this.hint =
      'Headings that are understood: `## Exercise 2: Title (20 points)`, also Ejercicio, Question, Part, Task, Problem, Section with a number or a letter, `## 2. Title`, and any heading with points (`## Logging [20 pts]`). Solutions: `<details>`, or a heading with Solution, Solución, Answer key or Corrected. Nothing was written.';
  }
}

const KIND =
  '(?:ejercicio|exercise|pregunta|question|parte|part|problema|problem|tarea|task|secci[oó]n|section|apartado|block|bloque)';
const NAMED = new RegExp(`(?:\\b${KIND}\\s*|^\\W*[QPE]\\.?)(\\d+|(?<=\\s)(?:[A-Z]|[IVX]+)(?![\\p{L}]))`, 'iu');
const NUMBERED = /^\W*(\d+)\s*[.:)—–-]+\s+\S/;
/** What stands before the title of an exercise: its kind and number, or its number. */
export const NUMBER = new RegExp(
  `^\\W*(?:(?:${KIND}\\s+|[QPE]\\.?(?=\\d))(?:\\d+|[A-Z](?![\\p{L}])|[IVX]+(?![\\p{L}]))|\\d+(?=\\s*[.:)—–-]))\\s*[.:)—–-]*\\s*`,
  'iu',
);
export const POINTS = /[([]?\s*\b(\d+(?:[.,]\d+)?)\s*(?:puntos?|points?|pts?\b\.?|ptos?\b\.?|p\.|marks?|%)\s*[)\]]?/i;
const SOLUTION =
  /soluci[oó]n|solution|answer key|modelo de respuesta|model answer|respuesta modelo|c[oó]digo corregido|corrected|correcto|correcci[oó]n/i;

type Heading = Extract<Block, { kind: 'heading' }>;

/** Splits at the headings of exercises, on the level where most of them are; what is under a solution goes to its exercise. @throws OutlineError */
export function sectionsOf(blocks: readonly Block[], known?: readonly Section[]): Section[] {
  const all = blocks.map(asHeading);
  const starts = startsOf(all, known);
  const sections: Section[] = [];
  const byKey = new Map<string, Section>();
  let at: Section | undefined;
  let solving: number | undefined;
  for (const block of all) {
    const heading = block.kind === 'heading' ? block : undefined;
    const text = heading?.text.text.trim() ?? '';
    const key = heading ? keyOf(text) : undefined;
    const seen = key === undefined ? undefined : byKey.get(key);
    if (
      heading &&
      starts.has(heading) &&
      !seen &&
      !(SOLUTION.test(text) && sections.length > 0 && known === undefined)
    ) {
      at = { heading: text, key, given: [], solved: [], solvedHeadings: [] };
      solving = undefined;
      sections.push(at);
      if (key !== undefined) byKey.set(key, at);
      continue;
    }
    if (heading && SOLUTION.test(text)) {
      solving = heading.level;
      at = seen ?? at;
      at?.solvedHeadings.push(heading);
      continue;
    }
    if (heading && solving !== undefined) {
      const named = seen ?? sections.find((one) => alike(one.heading, text));
      if (named && (seen || heading.level > solving)) {
        at = named;
        at.solvedHeadings.push(heading);
        continue;
      }
      if (heading.level < solving || (heading.level === solving && !named)) solving = undefined;
    }
    if (heading && solving === undefined && heading.level <= levelIn(starts)) at = undefined;
    if (!at) continue;
    const folded = block.kind === 'details' && SOLUTION.test(block.summary.text);
    (solving !== undefined || folded ? at.solved : at.given).push(block);
  }
  return sections;
}

/** A line in bold that names an exercise is a heading to its author. */
function asHeading(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  const { text, strong } = block.text;
  const [whole] = strong;
  const bold = whole !== undefined && whole[0] === 0 && whole[1] >= text.trim().length && !text.includes('\n');
  if (!bold || !(NAMED.test(text) || SOLUTION.test(text))) return block;
  return { ...block, kind: 'heading', level: SOLUTION.test(text) && !NAMED.test(text) ? 4 : 2 };
}

function startsOf(blocks: readonly Block[], known: readonly Section[] | undefined): Set<Block> {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading');
  const [first] = headings;
  const body = headings.filter(
    (one) => !(one === first && one.level === 1 && headings.length > 1 && !NAMED.test(one.text.text)),
  );
  const said = (test: (text: string) => boolean) => body.filter((one) => test(one.text.text));
  const open = (text: string) => !SOLUTION.test(text) || NAMED.test(text);
  const ways = [
    said(
      (text) =>
        open(text) &&
        (NAMED.test(text) || POINTS.test(text)) &&
        !/^\W*(?:total|puntuaci|points\b|puntos\b|criteri)/i.test(text),
    ),
    said((text) => open(text) && NUMBERED.test(text)),
    ...(known ? [said((text) => known.some((one) => alike(one.heading, text)))] : []),
    withSolution(blocks, body),
  ];
  const found = ways.find((way) => way.length > 0);
  if (!found) {
    if (known) return new Set();
    throw new OutlineError(headings.map((one) => one.text.text.trim()));
  }
  const level = commonest(found.map((one) => one.level));
  return new Set(found.filter((one) => one.level === level));
}

/** Headings of one level, each with a solution below it. */
function withSolution(blocks: readonly Block[], headings: readonly Heading[]): Heading[] {
  return headings.filter((one) => {
    const from = blocks.indexOf(one) + 1;
    const next = blocks.findIndex((block, i) => i >= from && block.kind === 'heading' && block.level <= one.level);
    const inside = blocks.slice(from, next < 0 ? undefined : next);
    const solved = inside.some(
      (block) =>
        (block.kind === 'details' && SOLUTION.test(block.summary.text)) ||
        (block.kind === 'heading' && SOLUTION.test(block.text.text)),
    );
    return solved && !SOLUTION.test(one.text.text) && inside.some((block) => block.kind === 'code');
  });
}

const commonest = (levels: readonly number[]): number =>
  [...new Set(levels)].sort(
    (a, b) => levels.filter((one) => one === b).length - levels.filter((one) => one === a).length || a - b,
  )[0] ?? 2;

const levelIn = (starts: ReadonlySet<Block>): number => {
  const [first] = starts;
  return first?.kind === 'heading' ? first.level : 2;
};

const keyOf = (text: string): string | undefined => (NAMED.exec(text)?.[1] ?? NUMBERED.exec(text)?.[1])?.toUpperCase();

/** Whether two headings are about the same exercise: most words of the shorter stand in the longer. */
function alike(a: string, b: string): boolean {
  const words = (text: string) =>
    new Set(
      text
        .replace(POINTS, '')
        .toLowerCase()
        .match(/[\p{L}\d]{3,}/gu) ?? [],
    );
  const [one, two] = [words(a), words(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  return one.size > 0 && [...one].filter((word) => two.has(word)).length >= one.size * 0.75;
}

export function titleOf(blocks: readonly Block[]): string {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading');
  const title = headings.find((block) => block.level === 1) ?? headings[0];
  return title?.text.text.trim() || 'Exam';
}

/** The points of each exercise: in its heading, in its first lines, or in a table of the exam. */
export function exercisePoints(blocks: readonly Block[], sections: readonly Section[]): (number | undefined)[] {
  const table = pointsTable(blocks);
  return sections.map((section, i) => {
    const head = POINTS.exec(section.heading)?.[1];
    const lead = section.given
      .slice(0, 2)
      .map((block) => (block.kind === 'paragraph' ? block.text.text.slice(0, 300) : ''));
    const below = lead.map(
      (text) =>
        POINTS.exec(text)?.[1] ?? /(?:points|puntos|marks|worth|vale)\s*[:=]\s*(\d+(?:[.,]\d+)?)/i.exec(text)?.[1],
    );
    const found =
      head ?? below.find((one) => one !== undefined) ?? table.get(section.key ?? '') ?? table.get(`#${i}`) ?? '';
    const points = Number(found.replace(',', '.'));
    return points > 0 ? points : undefined;
  });
}

function pointsTable(blocks: readonly Block[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const column = (name: RegExp) => block.header.findIndex((cell) => name.test(cell.text));
    const [what, worth] = [
      column(new RegExp(`^\\W*(?:${KIND}|#|n[ºo.]|no\\.?)`, 'i')),
      column(/punt|point|pts|marks|peso|weight|valor/i),
    ];
    if (
      what < 0 ||
      worth < 0 ||
      block.header.some(
        (cell) =>
          /problem|issue|soluci|fix|respuesta|answer/i.test(cell.text) &&
          !/^\W*(?:problema|problem)\s*$/i.test(cell.text),
      )
    )
      continue;
    block.rows.forEach(({ cells }, i) => {
      const points = /\d+(?:[.,]\d+)?/.exec(cells[worth]?.text ?? '')?.[0];
      if (points === undefined || /total/i.test(cells[what]?.text ?? '')) return;
      const key = /\b(\d+|[A-Z])\b/.exec(cells[what]?.text ?? '')?.[1];
      if (key) found.set(key, points);
      found.set(`#${i}`, points);
    });
  }
  return found;
}
