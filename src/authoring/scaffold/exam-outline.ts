import type { Block, MarkdownDocument } from '../../model/document.js';
import { type CodeBlock, codeIn } from './code-blocks.js';
import { minutesIn } from './minutes.js';
import { type DefectRow, defectsIn, type QuestionRow, questionsIn } from './rows.js';
import { exercisePoints, NUMBER, POINTS, type Section, sectionsOf, titleOf } from './sections.js';

export type { CodeBlock } from './code-blocks.js';
export type { DefectRow, QuestionRow } from './rows.js';
export { OutlineError } from './sections.js';

/** What an exam's markdown says about itself: enough to lay out its files. */
export interface ExamOutline {
  readonly title: string;
  readonly minutes: readonly [number, number] | undefined;
  readonly passMark: number | undefined;
  readonly exercises: readonly ExerciseOutline[];
  /** The exam as students get it: every solution cut out. */
  readonly asGiven: string;
  /** The solution as a student would hand it in. */
  readonly asAnswer: string;
}

export interface ExerciseOutline {
  readonly title: string;
  readonly points: number | undefined;
  readonly given: readonly CodeBlock[];
  readonly defects: readonly DefectRow[];
  readonly questions: readonly QuestionRow[];
  readonly corrected: readonly CodeBlock[];
}

/** Reads an exam with its solution in it (in `<details>`, or under a heading that says so), or the two in two documents. @throws OutlineError */
export function outlineOf(exam: MarkdownDocument, solution?: MarkdownDocument): ExamOutline {
  const own = sectionsOf(exam.blocks);
  const other = solution ? sectionsOf(solution.blocks, own) : [];
  const text = exam.source.text;
  const points = exercisePoints(exam.blocks, own);
  const solved = own.map((section, i) => {
    const there = other.find((one) => one.key !== undefined && one.key === section.key) ?? other[i];
    // A document of solutions is solution throughout, whatever its headings say.
    const more = there && solution ? [...there.given, ...there.solved] : [];
    return { section, blocks: [...section.solved, ...more] };
  });
  const title = titleOf(exam.blocks);
  return {
    title,
    minutes: minutesIn(text.slice(0, own[0]?.given[0]?.start)) ?? minutesIn(text),
    passMark: numberIn(text, /(?:pass mark|aprobar|aprobado|m[ií]nimo|passing)\D{0,40}?(\d{1,3})/i),
    exercises: solved.map(({ section, blocks }, i) => exerciseOf(section, flatten(blocks), points[i])),
    asGiven: cut(
      text,
      own.flatMap((section) => [...section.solved, ...section.solvedHeadings]),
    ),
    asAnswer: answerOf(title, solved, (block, more) =>
      (more && solution ? solution.source.text : text).slice(block.start, block.end),
    ),
  };
}

function exerciseOf(section: Section, solved: readonly Block[], points: number | undefined): ExerciseOutline {
  const given = flatten(section.given);
  const questions = questionsIn(solved, given);
  const prose = `${section.heading}\n${given.map((block) => ('text' in block ? block.text.text : '')).join('\n')}`;
  return {
    title: plainTitle(section.heading),
    points,
    given: codeIn(given, prose),
    defects: questions.length > 0 ? [] : defectsIn(solved),
    questions,
    corrected: questions.length > 0 ? [] : codeIn(solved, prose),
  };
}

/** A heading without its points and its number; where it says nothing else, without its points. */
function plainTitle(heading: string): string {
  const bare = (text: string) =>
    text
      .replace(/[\s([:.,—–-]+$/, '')
      .replace(/^[\s\])]+/, '')
      .trim();
  const whole = bare(heading.replace(POINTS, ''));
  return bare(whole.replace(NUMBER, '')) || whole || heading;
}

/** The solution of each exercise under its heading; a folded one is unfolded, a table of answers becomes a numbered list. */
function answerOf(
  title: string,
  solved: readonly { section: Section; blocks: readonly Block[] }[],
  slice: (block: Block, more: boolean) => string,
): string {
  const parts = solved.map(({ section, blocks }) => {
    const questions = questionsIn(flatten(blocks), flatten(section.given));
    const body =
      questions.length > 0
        ? [...new Set(questions.map(({ number }) => number))]
            .map(
              (number) =>
                `${number}. ${questions.flatMap((one) => (one.number === number ? one.answer : [])).join(' ')}`,
            )
            .join('\n')
        : blocks.map((block) => unfolded(slice(block, !section.solved.includes(block)))).join('\n\n');
    return `## ${section.heading}\n\n${body.trim()}\n`;
  });
  return [`# ${title}\n`, ...parts].join('\n');
}

const unfolded = (text: string): string => text.replace(/<\/?details[^>]*>|<summary>[\s\S]*?<\/summary>/gi, '').trim();

function cut(text: string, blocks: readonly Block[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of [...blocks].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += text.slice(at, start);
    at = end;
  }
  return `${(out + text.slice(at)).replace(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}

export function flatten(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  const stack = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    out.push(block);
    if ('children' in block) stack.push(...[...block.children].reverse());
  }
  return out;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : undefined;
}
