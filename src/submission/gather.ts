import { infoLanguage, parseMarkdown } from '../languages/markdown/index.js';
import type { Block } from '../model/document.js';
import { type Source, sourceOf } from '../model/text.js';
import { nameOfBlock } from './block-name.js';
import { isCardText } from './cards.js';
import { canBe, kindsByName, looksOf, pathOf, type Tongue, tongueOf } from './code-kind.js';
import { applyDiff } from './diff.js';
import {
  extendsCard,
  isEdited,
  isGivenCard,
  isGivenCode,
  isGivenText,
  isUnfixed,
  isUnfixedCard,
  type LocalGiven,
  learnGiven,
  showsFix,
} from './exam-code.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import type { Placed } from './place.js';
import { voteOf } from './place.js';
import { labelSide } from './versions.js';

/** A block of code or a file, with all that helps to tell what it is. */
export interface CodeBlock {
  readonly source: Source;
  readonly info: string;
  /** The exercise under which it stands. */
  readonly exercise: string | undefined;
  readonly zone: Placed['zone'];
  /** Words right above it. */
  readonly label: string;
  /** Where it stands in its page, for the report. */
  readonly start: number;
  readonly end: number;
  readonly page: Source;
  /** Kinds that the caller settled (`--map`). */
  readonly kind?: IndexedKind;
  readonly file: boolean;
  /** It is what diffs make of the given code. */
  readonly made?: boolean;
}

export type Judged =
  | { readonly as: 'exam'; readonly why: string }
  | {
      readonly as: 'artefact';
      readonly kind: IndexedKind;
      readonly tongue: Tongue;
      /** The block as it counts: of a diff, the code that it makes. */
      readonly source: Source;
      readonly why: string;
      readonly unfixed: boolean;
    }
  | { readonly as: 'text'; readonly why: string }
  | { readonly as: 'ignored'; readonly why: string };

/** Tells what a block of code is: the exam's own, a corrected artefact of some exercise, or text. `known`: the edition is the exam's own. */
export function judgeCode(block: CodeBlock, index: ExamIndex, local: LocalGiven, known: boolean): Judged {
  // A file that an exam takes as plain text is that, whatever its lines look like.
  const written = writtenIn(block, index);
  // A diff is judged by the code that it makes.
  const { text } = written === 'diff' ? applyDiff(block.source, []) : block.source;
  if (text.trim() === '') return { as: 'ignored', why: 'empty' };
  const tongue = written === 'diff' ? tongueOf('', text) : written;
  const card = tongue === 'markdown';
  const corrected = block.file || block.made === true || labelSide(block.label) === 'after';
  const edited = tongue === 'python' && corrected && isEdited(text, index, local);
  if (
    card
      ? isGivenCard(text, index, local)
      : tongue === 'python'
        ? !edited && isGivenCode(text, index, local)
        : isGivenText(text, index, local)
  ) {
    local.texts.push(text);
    return { as: 'exam', why: card ? "the exam's own card" : "the exam's own code" };
  }
  if (
    block.zone === 'prompt' &&
    !known &&
    !(card ? extendsCard(text, block.exercise, index) : showsFix(text, block.exercise, index))
  ) {
    learnGiven(block.source, card, local);
    return { as: 'exam', why: 'code or text that the exam sets' };
  }
  if (card && !known && !block.kind && !block.file && isUnfixedCard(text, block.exercise, index)) {
    learnGiven(block.source, true, local);
    return { as: 'exam', why: "like the exam's own card, with nothing added" };
  }
  const kind = block.kind ?? chooseKind(block, text, tongue, index);
  if (!kind) return { as: 'text', why: tongue === 'text' ? 'plain text' : `no artefact of this exam (${tongue})` };
  if (kind.kind.language === 'markdown' && !block.kind && !block.file && !isCard(block.source, tongue, kind))
    return { as: 'text', why: 'text, no card' };
  if (kind.kind.language === 'markdown')
    return { as: 'artefact', kind, tongue, source: block.source, why: '', unfixed: false };
  // Names of libraries tell flawed code of another edition; in a configuration the values are what counts.
  const unfixed = tongue === 'python' && !edited && isUnfixed(text, kind.exercise, index, local);
  if (unfixed && !block.kind && labelSide(block.label) !== 'after')
    return { as: 'exam', why: "like the exam's own code, without a fix" };
  const elsewhere =
    kind.exercise === block.exercise || block.exercise === undefined
      ? ''
      : 'by its content, not by the heading above it';
  if (written !== 'diff') return { as: 'artefact', kind, tongue, source: block.source, why: elsewhere, unfixed };
  const given = [...local.texts, ...(index.exercises.get(kind.exercise)?.texts ?? [])].sort(
    (a, b) => b.length - a.length,
  );
  return {
    as: 'artefact',
    kind,
    tongue,
    source: applyDiff(block.source, given),
    why: elsewhere || 'a diff; the code that it makes counts',
    unfixed,
  };
}

/** The notation of a block: what its name says where the exam takes that file as plain text, else what its fence or its lines say. */
function writtenIn(block: CodeBlock, index: ExamIndex): Tongue {
  const { source, info, file } = block;
  if (file) return info === 'text' ? 'text' : tongueOf(info, source.text);
  const tongue = tongueOf(info, source.text);
  if (tongue === 'diff' || tongue === 'shell') return tongue;
  const name = nameOfBlock({ text: source.text, info, label: block.label }, index);
  const kinds = name === undefined ? [] : kindsByName(name, index);
  return kinds.length > 0 && kinds.every(({ kind }) => kind.language === 'text') ? 'text' : tongue;
}

function isCard(source: Source, tongue: Tongue, kind: IndexedKind): boolean {
  if (tongue === 'markdown') return isCardText(source, kind);
  const keys = new Set(
    Array.from(source.text.matchAll(/^\s*["']?([\w -]{3,40})["']?\s*:/gm), (found) => (found[1] ?? '').toLowerCase()),
  );
  return keys.size >= 3 && (looksOf(source.text.replaceAll('_', ' '), kind) > 0 || keys.size >= 5);
}

/** The kind of artefact: by the path that it names, then by its looks with the heading's exercise ahead, then by the heading alone. */
function chooseKind(block: CodeBlock, text: string, tongue: Tongue, index: ExamIndex): IndexedKind | undefined {
  // A drawing of a tree or a log without an info string may look like a list or like data.
  const fits = index.kinds.filter(
    (one) =>
      canBe(tongue, one) ||
      (one.kind.language === 'text' && block.info === '' && tongue !== 'python' && looksOf(text, one) > 0),
  );
  const path = block.file
    ? (pathOf(text, block.info) ?? block.source.file)
    : nameOfBlock({ text, info: block.info, label: block.label }, index);
  const named = path ? kindsByName(path, index).filter((one) => canBe(tongue, one)) : [];
  if (named[0] && (named.length === 1 || block.file)) return best(named, text, index) ?? named[0];
  const own = fits.filter((one) => one.exercise === block.exercise);
  const looking = fits.map((one) => ({ one, score: score(one, text, index) })).sort((a, b) => b.score - a.score);
  const [first] = looking;
  const ownBest = best(own, text, index);
  if (ownBest) {
    const ownScore = score(ownBest, text, index);
    // The heading wins unless another exercise's looks are plain and its own are not.
    return first &&
      first.one.exercise !== ownBest.exercise &&
      ownScore < 0.5 &&
      first.score >= 1 &&
      first.score > ownScore * 2
      ? first.one
      : ownBest;
  }
  if (first && first.score >= 0.5) return first.one;
  const card = own.find((one) => one.kind.language === 'markdown');
  if (card && tongue !== 'python') return card;
  // A kind without looks takes whatever is written in its language under its heading.
  const plain = own.find((one) => one.looks.length === 0 && one.kind.language === tongue && tongue !== 'markdown');
  if (plain && block.info !== '' && text.trim().includes('\n')) return plain;
  if (block.file && tongue === 'text' && own.length === 1) return own[0];
  return own.length > 0 && isProgram(text, tongue) ? own[0] : undefined;
}

function best(kinds: readonly IndexedKind[], text: string, index: ExamIndex): IndexedKind | undefined {
  const scored = kinds.map((one) => ({ one, score: score(one, text, index) })).sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].one : undefined;
}

/** Looks by the author's patterns, and by names of the official solution. */
function score(one: IndexedKind, text: string, index: ExamIndex): number {
  const looks = looksOf(text, one);
  if (looks === 0) return 0;
  return looks + (showsFix(text, one.exercise, index) ? 0.5 : 0);
}

/** Code that does something: more than a quoted call or name. */
function isProgram(text: string, tongue: Tongue): boolean {
  if (tongue !== 'python') return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return lines.length >= 3 || /^\s*(?:def|class|import|from|with)\b/m.test(text);
}

/** The exercise that some blocks speak of by their words alone, when one stands out. */
export function exerciseByContent(blocks: readonly Block[], index: ExamIndex): string | undefined {
  const votes = index.named.map(({ id }) => ({ id, vote: voteOf(blocks, id, index) })).sort((a, b) => b.vote - a.vote);
  const [first, second] = votes;
  return first && first.vote >= 1 && first.vote >= (second?.vote ?? 0) * 1.5 + 0.5 ? first.id : undefined;
}

/** Blocks of a fence that holds prose: a table or a list that someone fenced. Nothing for what no one reads as a statement. */
export function proseOfFence(source: Source, info: string): readonly Block[] {
  const language = infoLanguage(info);
  if (!/^(?:|text|txt|plain|plaintext|markdown|md|none)$/.test(language)) return [];
  const tongue = tongueOf(info, source.text);
  if (tongue !== 'markdown' && tongue !== 'text') return [];
  return parseMarkdown({ ...sourceOf(source.file, source.text), lines: source.lines }).blocks;
}
