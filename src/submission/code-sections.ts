import { parseMarkdown } from '../languages/markdown/index.js';
import type { Block } from '../model/document.js';
import type { Source } from '../model/text.js';
import { type CodeComment, scanCode } from './code-shape.js';
import type { Page } from './place.js';
import { byWords, type NamedExercise, nameOf } from './sections.js';
import { wordsOf } from './words.js';

/** A part of a code file that a comment heads with the name of an exercise; what stands before the first has no exercise. */
interface CodeSection {
  readonly exercise: string | undefined;
  /** The words of the heading. */
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A file of code as pages, one per exercise that its comments head (`# ===== Ejercicio 2: logging =====`, `# %% Pregunta 3`); nothing where
 * none does. Each page sees the imports of the whole file and what stands above the first heading, at their own places.
 */
export function codePages(source: Source, named: readonly NamedExercise[], least = 1): Page[] {
  const sections = sectionsOf(source.text, named);
  const exercises = new Set(sections.flatMap(({ exercise }) => exercise ?? []));
  if (exercises.size < least || exercises.size === 0) return [];
  const shared = sections.filter(({ exercise }) => exercise === undefined);
  return Array.from(exercises, (exercise): Page => {
    const own = sections.filter((section) => section.exercise === exercise);
    const text = source.text.slice(own[0]?.start, own[0]?.end);
    const spoken = own.length === 1 ? spokenPage(source, own[0]!) : undefined;
    if (spoken) return spoken;
    const code = keepSections(source, [...shared, ...own]);
    return { source, blocks: [codeBlock(code, own[0]?.start ?? 0, own[0]?.end ?? text.length)], exercise };
  });
}

/** Parts of a file that hold comments alone and that another exercise's title heads: "# --- About the model card ---". */
export const spokenPages = (source: Source, named: readonly NamedExercise[]): Page[] =>
  sectionsOf(source.text, named).flatMap((section) => spokenPage(source, section) ?? []);

function spokenPage(source: Source, section: CodeSection): Page | undefined {
  const { exercise, start, end } = section;
  if (exercise === undefined || scanCode(source.text.slice(start, end)).tokens.length > 0) return undefined;
  const spoken = uncommented(source, section);
  return { source: spoken, blocks: parseMarkdown(spoken).blocks, exercise };
}

/** A fenced block or a cell as headings and code, one pair per exercise that its comments head. */
export function codeBlocks(
  block: Extract<Block, { kind: 'code' }>,
  named: readonly NamedExercise[],
  least: number,
): readonly Block[] {
  const sections = sectionsOf(block.source.text, named);
  const headed = sections.filter(({ exercise }) => exercise !== undefined);
  if (headed.length === 0 || headed.length > MOST_PARTS) return [block];
  if (new Set(headed.map(({ exercise }) => exercise)).size < least) return [block];
  const shared = sections.filter(({ exercise }) => exercise === undefined);
  return headed.flatMap((section): Block[] => [
    { kind: 'heading', level: 2, text: plain(section.title, block.start), start: block.start, end: block.start },
    { ...block, source: keepSections(block.source, [...shared, section]) },
  ]);
}

/** More parts than any exam has; each becomes a block as long as the whole. */
const MOST_PARTS = 40;

const codeBlock = (source: Source, start: number, end: number): Block => ({
  kind: 'code',
  info: 'python',
  source,
  closed: true,
  start,
  end,
});

const plain = (text: string, at: number) => ({
  text,
  offsets: Array.from({ length: text.length + 1 }, () => at),
  code: [],
  strong: [],
});

function sectionsOf(text: string, named: readonly NamedExercise[]): CodeSection[] {
  const heads = scanCode(text).comments.flatMap((comment) => {
    const exercise = comment.alone ? headed(text, comment, named) : undefined;
    return exercise === undefined ? [] : [{ exercise, comment }];
  });
  const [first] = heads;
  if (!first) return [];
  const sections: CodeSection[] = heads.map(({ exercise, comment }, i) => ({
    exercise,
    title: text.slice(comment.start, comment.end).replace(DECORATION, ' ').trim(),
    start: comment.start,
    end: heads[i + 1]?.comment.start ?? text.length,
  }));
  const before = text.slice(0, first.comment.start);
  return before.trim() === ''
    ? sections
    : [{ exercise: undefined, title: '', start: 0, end: before.length }, ...sections];
}

const DECORATION = /[#=*~_%\-─━═]{2,}|^#/g;
const PLAIN_WORD = /^[^\p{L}\p{N}]*(?:e[jx]c?er[cs][a-z]{1,6}|ejerc|ejer|ej|exer|ex|pregunta|preg|question)\b/iu;

/** The exercise that a comment at the margin heads: by a plain word and a number, or by the exercise's own title. */
function headed(text: string, comment: CodeComment, named: readonly NamedExercise[]): string | undefined {
  if (comment.end - comment.start > 120 || (comment.start > 0 && text.charCodeAt(comment.start - 1) !== 10))
    return undefined;
  const line = text.slice(comment.start, comment.end);
  const naming = nameOf(line, named);
  if (!naming) return undefined;
  const titled = byWords(naming.rest, named)?.id === naming.exercise;
  // "# Part 2" may count the steps of one script.
  if (naming.by === 'number') return titled || PLAIN_WORD.test(line) ? naming.exercise : undefined;
  const drawn = /[=*~─━═-]{3,}|%%|^#{2,}\s/.test(line);
  return drawn && titled && wordsOf(line).length <= 6 ? naming.exercise : undefined;
}

const IMPORT = /^(?:import\s+\w|from\s+[\w.]+\s+import\b)/;

/** The source with blank lines where headings and other sections stand; their imports stay, since one file shares them. */
function keepSections(source: Source, kept: readonly CodeSection[]): Source {
  let offset = 0;
  let open = false;
  let next = 0;
  const lines = source.text.split('\n').map((line) => {
    const at = offset;
    offset += line.length + 1;
    const imports: boolean = open || IMPORT.test(line);
    open = imports && (open ? !line.includes(')') : /\([^)]*$/.test(line)) && line.trim() !== '';
    while (at >= (kept[next]?.end ?? Number.POSITIVE_INFINITY)) next++;
    const own = at >= (kept[next]?.start ?? Number.POSITIVE_INFINITY) ? kept[next] : undefined;
    const heading = own?.exercise !== undefined && own.start === at;
    return imports || (own && !heading) ? line : '';
  });
  return { ...source, text: lines.join('\n') };
}

/** A section of comments alone as text: what the student says without a file of code. */
function uncommented(source: Source, section: CodeSection): Source {
  const first = source.text.slice(0, section.start).split('\n').length - 1;
  const raw = source.text.slice(section.start, section.end).split('\n').slice(1);
  const lines = raw.map((line) => /^\s*#+ ?/.exec(line)?.[0].length ?? 0);
  return {
    file: source.file,
    text: raw.map((line, i) => line.slice(lines[i])).join('\n'),
    lines: raw.map((_, i) => {
      const at = source.lines[first + 1 + i] ?? { line: first + i + 2, column: 1 };
      return { line: at.line, column: at.column + (lines[i] ?? 0) };
    }),
  };
}
