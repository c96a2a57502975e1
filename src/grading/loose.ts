import { joinedRich } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import type { Answer, Prose, Received, Submission } from '../model/submission.js';
import { type Source, spanAt } from '../model/text.js';
import { type CompiledReview, readReview, splitSentences } from '../review/index.js';

interface Reader {
  readonly exercises: readonly { readonly id: string; readonly keywords: readonly string[] }[];
  readonly readings: ReadonlyMap<string, CompiledReview>;
}

/** A sentence, or another block, of a text in which nothing says where an exercise begins. */
interface Piece {
  readonly block: Block;
  readonly source: Source;
  /** Of sentences of one paragraph it is the same. */
  readonly of: Block;
  /** How much it speaks of each exercise. */
  readonly votes: readonly number[];
}

/**
 * One text through all exercises: each sentence goes to the exercise whose defects it speaks of, or goes on with the one before.
 * What has headings, labels or files of its own stays as it is.
 */
export function withLoosePlaced(exam: Reader, submission: Submission): Submission {
  const loose = blocksOf(submission.answers);
  // One table of all exercises is read by each of them, row by row.
  if (loose.length === 0 || loose.some(({ block }) => block.kind === 'table')) return submission;
  if (exam.exercises.some(({ id }) => !exam.readings.has(id))) return submission;
  const pieces = loose.flatMap(({ block, source }) => piecesOf(exam, block, source));
  if (pieces.length > MOST) return submission;
  const isCounted = pieces.some(({ votes }) => votes.some((vote) => vote >= COUNTED));
  const homes = placed(pieces, exam.exercises.length, isCounted ? CHANGE_OF_COUNTED : CHANGE);
  const { blocks: _, loose: __, ...said } = submission.answers.flatMap(({ prose }) => prose).find((one) => one.loose)!;
  const answers = submission.answers.map((answer) => {
    const at = exam.exercises.findIndex(({ id }) => id === answer.exercise);
    const own = runsOf(pieces.filter((_, i) => homes[i] === at)).map((run) => ({ ...said, ...run }));
    return { ...answer, prose: [...answer.prose.filter((prose) => !prose.loose), ...own] };
  });
  return { ...submission, answers, received: receivedOf(submission, answers) };
}

/** More than a person writes without a heading. */
const MOST = 300;

/** The loose blocks in their order, each once though several exercises were given it. */
function blocksOf(answers: readonly Answer[]): { block: Block; source: Source }[] {
  const found = new Map<Block, Source>();
  for (const { prose } of answers)
    for (const { source, blocks, loose } of prose) if (loose) for (const block of blocks) found.set(block, source);
  const sources = [...new Set(found.values())];
  return Array.from(found, ([block, source]) => ({ block, source })).sort(
    (a, b) => sources.indexOf(a.source) - sources.indexOf(b.source) || a.block.start - b.block.start,
  );
}

function piecesOf(exam: Reader, block: Block, source: Source): Piece[] {
  // "**About the service.** …": what opens in bold is about one thing.
  const isSplit = block.kind === 'paragraph' && block.text.strong[0]?.[0] !== 0;
  const parts = isSplit ? splitSentences(block.text).map((text) => paragraph(block, text)) : [block];
  return parts.map((part) => ({ block: part, source, of: block, votes: votesOf(exam, part, source) }));
}

const paragraph = (whole: Block & { kind: 'paragraph' }, text: RichText): Block => ({
  ...whole,
  text,
  start: text.offsets[0] ?? whole.start,
  end: text.offsets.at(-1) ?? whole.end,
});

/** By the defects that it names for each, less by what it calls fine; the words that the exercise is called by tell as well. */
function votesOf({ exercises, readings }: Reader, block: Block, source: Source): number[] {
  if (block.kind === 'heading') return exercises.map(() => 0);
  const count = Number(COUNT.exec(source.text.slice(block.start, block.end).slice(0, 60))?.[1] ?? 0);
  const words = ` ${wordsOf(source.text.slice(block.start, block.end)).join(' ')} `;
  return exercises.map(({ id, keywords }, i) => {
    const { criteria, remarks } = readReview(readings.get(id)!, [{ source, blocks: [block] }]);
    const named = [...criteria.values()].filter(({ found }) => found).map(({ confidence }) => SURE[confidence]);
    const other = remarks.some(({ kind }) => kind === 'wrong' || kind === 'valid-extra') ? 0.4 : 0;
    const called = keywords.filter((keyword) => words.includes(` ${wordsOf(keyword).join(' ')} `)).length;
    const counted = count === i + 1 ? COUNTED : 0;
    return named.reduce((sum, one) => sum + one, other) + Math.min(called, 2) * 0.75 + counted;
  });
}

const SURE = { sure: 1, review: 0.6 } as const;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\d]+/gu) ?? [];

/** The exercise of each piece: what it speaks of, and as few changes as that allows. */
function placed(pieces: readonly Piece[], count: number, change: number): number[] {
  const from: number[][] = [];
  let best: number[] = Array.from({ length: count }, () => 0);
  for (const { votes } of pieces) {
    const lead = best.indexOf(Math.max(...best));
    from.push(best.map((score, k) => (best[lead]! - change > score ? lead : k)));
    best = best.map((score, k) => Math.max(score, best[lead]! - change) + votes[k]!);
  }
  const homes: number[] = [];
  let home = best.indexOf(Math.max(...best));
  for (let i = pieces.length - 1; i >= 0; i--) {
    homes.unshift(home);
    home = from[i]![home]!;
  }
  // What speaks of none goes on with what stands before it.
  for (const [i, { votes }] of pieces.entries())
    if (i > 0 && votes.every((vote) => vote === 0)) homes[i] = homes[i - 1]!;
  // A title goes with what stands under it.
  for (let i = pieces.length - 2; i >= 0; i--) if (pieces[i]!.block.kind === 'heading') homes[i] = homes[i + 1]!;
  return homes;
}

/** What a new exercise must be told by; more where sentences count the exercises. */
const CHANGE = 0.5;
const CHANGE_OF_COUNTED = 2;
/** "ej 2. puro print": who counts the exercises says where each begins. */
const COUNTED = 6;
const COUNT = /(?:^|[\s(*\]:])(?:ejercicio|ejerc|ej|exercise|ex|pregunta|question)[\s.#]{0,2}(\d)(?!\d)/i;

/** Neighbouring sentences of one paragraph are one again. */
function runsOf(pieces: readonly Piece[]): Prose[] {
  const runs: { source: Source; blocks: Block[]; of: Block }[] = [];
  for (const { block, source, of } of pieces) {
    const run = runs.find((one) => one.source === source);
    const last = run?.blocks.at(-1);
    if (run && run.of === of && last?.kind === 'paragraph' && block.kind === 'paragraph')
      run.blocks[run.blocks.length - 1] = paragraph(
        last,
        joinedRich([last.text, block.text], gap(source, last, block)),
      );
    else if (run) run.blocks.push(block);
    else runs.push({ source, blocks: [block], of });
    if (run) run.of = of;
  }
  return runs.map(({ source, blocks }) => ({ source, blocks }));
}

const gap = ({ text }: Source, before: Block, after: Block): string =>
  text.slice(before.end, after.start).includes('\n') ? '\n' : ' ';

/** What was received, with the new places of what was loose. */
function receivedOf({ received, answers: before }: Submission, after: readonly Answer[]): Received[] {
  const loose = new Set(before.flatMap(({ prose }) => prose.flatMap((one) => (one.loose ? [one.source] : []))));
  const files = new Set([...loose].map(({ file }) => file));
  const told = after.flatMap(({ exercise, prose }) =>
    prose.flatMap(({ source, blocks }) =>
      loose.has(source)
        ? [
            {
              file: source.file,
              span: spanAt(source, blocks[0]!.start, blocks.at(-1)!.end),
              taken_as: `${exercise}/prose`,
            },
          ]
        : [],
    ),
  );
  return [...received.filter(({ file, taken_as }) => !(files.has(file) && taken_as.endsWith('/prose'))), ...told];
}
