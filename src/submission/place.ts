import type { Block } from '../model/document.js';
import type { Source } from '../model/text.js';
import type { ExamIndex } from './exam-index.js';
import { isBoldLine, textOf } from './rich.js';
import {
  isTitleOnly,
  type Layout,
  layoutOf,
  type NamedExercise,
  type Naming,
  nameOf,
  orderOf,
  questionsIn,
  withoutExam,
} from './sections.js';
import { wordsOf } from './words.js';

/** A block with the place that its headings give it. */
export interface Placed {
  readonly block: Block;
  readonly source: Source;
  readonly exercise: string | undefined;
  /** `prompt`: under the exam's own heading for the given code, or above the one for the answer; `aside`: before any exercise. */
  readonly zone: 'aside' | 'prompt' | 'open' | 'answer' | 'points';
  /** Set on headings that only lay the exam out. */
  readonly layout?: Layout | 'exercise' | 'title';
  /** Counts the sections of the hand-in. */
  readonly section: number;
}

/** One document of a hand-in, or one cell of a notebook. */
export interface Page {
  readonly source: Source;
  readonly blocks: readonly Block[];
  /** The exercise that the file's name or the caller gives. */
  readonly exercise?: string;
}

interface Heading {
  readonly at: number;
  readonly level: number;
  readonly text: string;
  readonly naming: Naming | undefined;
  readonly layout: Layout | undefined;
}

/** Gives each block of a run of pages its exercise and its zone, by the headings above it. */
export function placeBlocks(pages: readonly Page[], index: ExamIndex): Placed[] {
  const flat = pages.flatMap((page) => page.blocks.map((block) => ({ block, page })));
  const headings = withoutQuestions(flat.flatMap(({ block }, at) => headingOf(block, at, index.named)));
  const switches = switchesOf(
    headings,
    flat.map(({ block }) => block),
    index,
  );
  const answers = new Set(headings.filter(({ layout }) => layout === 'answer').map(({ at }) => at));
  const byPlace = new Map(headings.map((heading) => [heading.at, heading]));
  const placed: Placed[] = [];
  let state: State = {
    exercise: undefined,
    zone: switches.size > 0 ? 'aside' : 'open',
  };
  let section = 0;
  let level = 7;
  for (const [at, { block, page }] of flat.entries()) {
    const heading = byPlace.get(at);
    const exercise = switches.get(at);
    if (switches.has(at)) {
      section++;
      state = {
        exercise,
        zone: promptAhead(at, flat.length, switches, answers) ? 'prompt' : 'open',
      };
      level = heading?.level ?? 7;
    } else if (heading)
      state = afterLayout(heading, state, level, () => promptAhead(at, flat.length, switches, answers));
    const layout = exercise !== undefined ? 'exercise' : layoutHere(heading, state);
    placed.push({
      block,
      source: page.source,
      exercise: state.exercise ?? page.exercise,
      zone: state.zone,
      section,
      ...(layout && heading ? { layout } : {}),
    });
  }
  return placed;
}

type State = { readonly exercise: string | undefined; readonly zone: Placed['zone'] };

/** Where the reader stands after a heading of the exam's layout; deeper headings with such words are the student's. */
function afterLayout(heading: Heading, state: State, level: number, answerFollows: () => boolean): State {
  switch (heading.layout) {
    case 'answer':
      return { ...state, zone: 'answer' };
    case 'given':
      return state.exercise === undefined ? state : { ...state, zone: 'prompt' };
    case 'setting':
      return state.exercise === undefined || !answerFollows() ? state : { ...state, zone: 'prompt' };
    case 'points':
      return state.exercise === undefined || heading.level <= level ? { exercise: undefined, zone: 'points' } : state;
    case 'instructions':
      return state.exercise === undefined ? { exercise: undefined, zone: 'aside' } : state;
    default:
      return state;
  }
}

/** The layout that a heading really opened, judged by where the reader stands after it. */
function layoutHere(heading: Heading | undefined, state: State): Layout | undefined {
  if (heading?.layout === 'points') return state.zone === 'points' ? 'points' : undefined;
  if (heading?.layout === 'setting' || heading?.layout === 'given')
    return state.zone === 'prompt' ? heading.layout : undefined;
  if (heading?.layout === 'instructions') return state.exercise === undefined ? 'instructions' : undefined;
  return heading?.layout;
}

function headingOf(block: Block, at: number, named: readonly NamedExercise[]): Heading[] {
  const real = block.kind === 'heading';
  if (!real && block.kind !== 'paragraph') return [];
  const text = withoutExam(block.text.text, named.length);
  if (!real && (text.length > 90 || text.includes('\n'))) return [];
  const naming = nameOf(text, named);
  const layout = layoutOf(text);
  // A paragraph is a heading when it is one bold line, or says no more than "Exercise 2: its title" or "Your answer".
  if (
    !real &&
    !isBoldLine(block) &&
    !(naming?.by === 'number' && isTitleOnly(naming, named)) &&
    !(naming?.by === 'order' && /^\W*\p{L}+ [A-F]\W*$/u.test(text)) &&
    !(layout === 'answer' && wordsOf(text).length <= 3)
  )
    return [];
  return [{ at, level: real ? block.level : 7, text, naming, layout }];
}

/** Below "Exercise 4", "Question 2" is a part of it. */
function withoutQuestions(headings: readonly Heading[]): Heading[] {
  const isQuestion = questionsIn(headings.map(({ text }) => text));
  return headings.map((heading) => (isQuestion(heading.text) ? { ...heading, naming: undefined } : heading));
}

/** Where an exercise starts: block number to exercise, or to nothing for a closing section about all of them. */
function switchesOf(
  headings: readonly Heading[],
  blocks: readonly Block[],
  index: ExamIndex,
): Map<number, string | undefined> {
  const explicit = new Set(
    headings.filter(({ naming }) => naming?.by === 'number').map(({ naming }) => naming?.exercise),
  );
  const orderLevel = explicit.size === 0 ? levelOfOrder(headings, index.named.length) : undefined;
  const switches = new Map<number, string | undefined>();
  let current: { exercise: string; level: number } | undefined;
  for (const [i, heading] of headings.entries()) {
    const { naming, level, at } = heading;
    if (GENERAL.test(wordsOf(heading.text).join(' ')) && current && level <= current.level + 1) {
      switches.set(at, undefined);
      current = undefined;
    }
    if (!naming || heading.layout === 'points') continue;
    const title =
      i === 0 &&
      naming.by !== 'number' &&
      !isCounted(heading.text, naming, index) &&
      isOverAll(heading, headings.slice(1), index.named.length);
    if (
      title ||
      !opens(naming, heading, {
        explicit,
        orderLevel,
        current,
        blocks,
        index,
        next: headings[i + 1]?.at ?? blocks.length,
      })
    )
      continue;
    if (current?.exercise === naming.exercise && naming.by !== 'number') continue;
    switches.set(at, naming.exercise);
    current = { exercise: naming.exercise, level };
  }
  return switches;
}

/** Whether the other exercises are named below a first heading and none beside it: a title, whatever it is of. */
function isOverAll({ level, naming }: Heading, others: readonly Heading[], count: number): boolean {
  if (others.some((other) => other.naming && other.level <= level)) return false;
  const below = new Set(others.flatMap((other) => (other.naming ? [other.naming.exercise] : [])));
  if (level === 1) return below.size > 1 || (below.size === 1 && !below.has(naming?.exercise ?? ''));
  return count > 2 && below.size >= count - 1;
}

/** "1. MLflow": the number is that of the exercise it names. */
const isCounted = (text: string, { exercise }: Naming, { named }: ExamIndex): boolean =>
  named.some(({ id, number }) => id === exercise && number === orderOf(text));

const GENERAL =
  /^(?:\d+ )?(?:conclusion(?:es)?|resumen|summary|anexos?|appendix|apendice|comentarios? final(?:es)?|final remarks|notas? final(?:es)?|general(?:es)?|observaciones generales|general remarks|referencias|references|bibliografia)\b/;

interface Around {
  readonly explicit: ReadonlySet<string | undefined>;
  readonly orderLevel: number | undefined;
  readonly current: { readonly exercise: string; readonly level: number } | undefined;
  readonly blocks: readonly Block[];
  readonly index: ExamIndex;
  readonly next: number;
}

function opens(naming: Naming, { level, at }: Heading, around: Around): boolean {
  if (naming.by === 'number') return true;
  const { current } = around;
  if (naming.by === 'order') return around.orderLevel === level;
  if (around.explicit.size >= 2) return !around.explicit.has(naming.exercise) && (!current || level <= current.level);
  if (around.orderLevel !== undefined && level > around.orderLevel) return false;
  if (!current) return true;
  if (level > current.level) return false;
  if (current.exercise === naming.exercise) return false;
  // Same level as the exercise at hand: "Metrics" may be a part of a card. What stands below decides.
  const below = around.blocks.slice(at, sectionEnd(around.blocks, at, level));
  return voteOf(below, naming.exercise, around.index) >= voteOf(below, current.exercise, around.index);
}

function sectionEnd(blocks: readonly Block[], at: number, level: number): number {
  for (let i = at + 1; i < blocks.length; i++) {
    const block = blocks[i];
    if (block?.kind === 'heading' && block.level <= level) return i;
  }
  return blocks.length;
}

/** How much some blocks speak of an exercise: its own words, and code that looks like its files. */
export function voteOf(blocks: readonly Block[], exercise: string, index: ExamIndex): number {
  const own = index.exercises.get(exercise);
  if (!own) return 0;
  const seen = new Set<string>();
  let looks = 0;
  for (const block of blocks) {
    const text = block.kind === 'code' ? block.source.text : textOf(block);
    for (const word of wordsOf(text.slice(0, 20_000))) if (own.words.has(word)) seen.add(word);
    if (block.kind !== 'code') continue;
    for (const kind of index.kinds)
      if (kind.exercise === exercise)
        for (const look of kind.looks) if (look.pattern.test(block.source.text)) looks += 3 * look.weight;
  }
  return seen.size + looks;
}

/** The level at which bare numbers count the exercises: 1 to at most their number, in order, at least two of them. */
function levelOfOrder(headings: readonly Heading[], count: number): number | undefined {
  for (let level = 1; level <= 7; level++) {
    const numbers = headings.filter((heading) => heading.level === level).map((heading) => orderOf(heading.text));
    const used = numbers.filter((number) => number > 0);
    if (
      used.length >= 2 &&
      used.length <= count &&
      used.every((number, i) => number <= count && number > (used[i - 1] ?? 0))
    )
      return level;
  }
  return undefined;
}

/** Whether the exam's own heading for the answer follows within the exercise that starts here. */
function promptAhead(
  at: number,
  length: number,
  switches: ReadonlyMap<number, string | undefined>,
  answers: ReadonlySet<number>,
): boolean {
  for (let i = at + 1; i < length && !switches.has(i); i++) if (answers.has(i)) return true;
  return false;
}
