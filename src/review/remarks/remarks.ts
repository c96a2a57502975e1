import type { Block, RichText } from '../../model/document.js';
import type { Prose } from '../../model/submission.js';
import type { Source } from '../../model/text.js';
import { phrases } from '../text/vocabulary.js';
import { levelsIn, splitPoints } from './paragraph.js';
import { plainRich, splitFields, splitProblems, splitSentences, trimRich } from './rich.js';
import { isOnlySeverity, type Level, severityOf, severityWithin } from './severity.js';
import { gradeByNumber, levelsByNumber } from './severity-index.js';
import { readTable } from './tables.js';

/** A comment of corrected code that says what was wrong. */
export interface Comment {
  readonly text: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** One thing a student says, in parts. */
export interface Remark {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly shape: 'row' | 'item' | 'heading' | 'sentence' | 'comment';
  readonly problem: RichText;
  /** A correction in its own place: a column, after an arrow, after "Fix:". */
  readonly fix?: RichText;
  /** What else is said with it: more columns, the text under a heading. */
  readonly detail?: RichText;
  readonly level?: Level;
  /** What the header of its table makes of a row: "¿Falta?" answered, words defined, marks given; or an empty box of an item. */
  readonly column?: 'missing' | 'there' | 'defined' | 'marks' | 'ticked';
  /** Where the sentence starts that gives the level, where it is another one. */
  readonly gradedAt?: number;
  /** Remarks of one paragraph, list or section share it. */
  readonly group: number;
  /** Headings and introductions above: "Faltan:", "### Alerts". */
  readonly under: readonly string[];
}

/** All that a student says about an exercise, in the order of the text. Walks without recursion over depth. */
export function readRemarks(prose: readonly Prose[], comments: readonly Comment[]): Remark[] {
  const out: Remark[] = [];
  const state: State = { group: 0, ticks: false, headings: [], intro: undefined };
  for (const run of prose) {
    state.headings = [];
    state.intro = undefined;
    state.ticks = run.blocks.some(isUnticked);
    walk(run.blocks, run.source, state, out);
  }
  for (const comment of comments) {
    state.group++;
    const text = plainRich(comment.text, comment.start);
    const level = severityWithin(text.text, []);
    const place = { source: comment.source, start: comment.start, end: comment.end };
    out.push({ ...place, shape: 'comment', problem: text, group: state.group, under: [], ...(level ? { level } : {}) });
  }
  return out.length > MOST ? out.slice(0, MOST) : out;
}

/** More remarks than any person reads. */
const MOST = 400;
const DEPTH = 12;

interface State {
  group: number;
  /** Some boxes are ticked and some are not: a tick says something. */
  ticks: boolean;
  headings: { level: number; text: string; severity: Level | undefined }[];
  intro: { text: string; severity: Level | undefined } | undefined;
}

function walk(blocks: readonly Block[], source: Source, state: State, out: Remark[], depth = 0): void {
  if (depth > DEPTH) return;
  for (const [i, block] of blocks.entries()) {
    switch (block.kind) {
      case 'heading':
        readHeading(block, blocks, i, source, state, out);
        break;
      case 'paragraph':
        readParagraph(block.text, block, source, state, out);
        break;
      case 'item':
        readItem(block, source, state, out, depth);
        break;
      case 'table':
        state.group++;
        for (const row of readTable(block))
          out.push({ ...row, source, group: state.group, under: contextOf(state), ...levelOr(row.level, state) });
        break;
      case 'quote':
        if (!isCode(block.children)) walk(block.children, source, state, out, depth + 1);
        break;
      case 'details':
        walk(block.children, source, state, out, depth + 1);
        break;
      default:
    }
    if (block.kind !== 'item' && block.kind !== 'paragraph' && block.kind !== 'code') state.intro = undefined;
  }
}

const isUnticked = (block: Block): boolean => block.kind === 'item' && block.checked === false;

function levelOr(own: Level | undefined, state: State): { level?: Level } {
  const level = own ?? state.intro?.severity ?? state.headings.findLast((heading) => heading.severity)?.severity;
  return level ? { level } : {};
}

function contextOf(state: State): string[] {
  const texts = state.headings.map((heading) => heading.text);
  return state.intro ? [...texts, state.intro.text] : texts;
}

function readHeading(
  block: Block & { kind: 'heading' },
  blocks: readonly Block[],
  i: number,
  source: Source,
  state: State,
  out: Remark[],
): void {
  while (state.headings.length > 0 && state.headings.at(-1)!.level >= block.level) state.headings.pop();
  state.intro = undefined;
  state.group++;
  const text = trimRich(block.text);
  if (isOnlySeverity(text.text)) {
    state.headings.push({ level: block.level, text: '', severity: severityOf(text.text) });
    return;
  }
  const own = severityWithin(text.text, text.strong);
  const fields = splitFields(text);
  const body = bodyOf(blocks, i);
  out.push({
    source,
    start: block.start,
    end: body?.end ?? block.end,
    shape: 'heading',
    group: state.group,
    under: contextOf(state),
    problem: fields.problem,
    ...(fields.fix ? { fix: fields.fix } : {}),
    ...(body ? { detail: body.text } : {}),
    ...levelOr(own ?? body?.level, state),
  });
  state.headings.push({ level: block.level, text: text.text, severity: own ?? body?.level });
}

/** The paragraphs right under a heading, up to the next block of another kind. */
function bodyOf(
  blocks: readonly Block[],
  i: number,
): { text: RichText; end: number; level: Level | undefined } | undefined {
  const parts: RichText[] = [];
  let end = 0;
  for (const block of blocks.slice(i + 1, i + 8)) {
    if (block.kind !== 'paragraph' && block.kind !== 'item') break;
    parts.push(block.text);
    end = block.end;
  }
  if (parts.length === 0) return undefined;
  const text = joinRich(parts);
  const label =
    /(?:severidad|severity|sev\.?|gravedad|prioridad|priority|impacto|impact|riesgo|risk|nivel)\**\s*[:=]\s*\**\s*([^\n.,;|]{1,24})/i.exec(
      text.text,
    );
  return { text, end, level: label ? severityOf(label[1]!) : gradeOf(text) };
}

/** The one level that sentences under a heading give; who gives several grades them one by one. */
function gradeOf(text: RichText): Level | undefined {
  const levels = levelsIn(splitSentences(text)).flatMap((given) => given?.level ?? []);
  return levels.every((level) => level.rank === levels[0]?.rank && level.scale === levels[0]?.scale)
    ? levels[0]
    : undefined;
}

function joinRich(parts: readonly RichText[]): RichText {
  let text = '';
  const offsets: number[] = [];
  const code: [number, number][] = [];
  const strong: [number, number][] = [];
  for (const part of parts) {
    const shift = text.length;
    text += `${part.text}\n`;
    for (const offset of part.offsets) offsets.push(offset);
    while (offsets.length < text.length) offsets.push(offsets.at(-1) ?? 0);
    for (const [a, b] of part.code) code.push([a + shift, b + shift]);
    for (const [a, b] of part.strong) strong.push([a + shift, b + shift]);
  }
  offsets.push(offsets.at(-1) ?? 0);
  return { text, offsets, code, strong };
}

function readParagraph(
  whole: RichText,
  place: { start: number; end: number },
  source: Source,
  state: State,
  out: Remark[],
): void {
  const text = trimRich(whole);
  if (text.text === '') return;
  const graded = levelsByNumber(text.text);
  if (graded) {
    gradeByNumber(out, graded);
    return;
  }
  const problems = splitProblems(text);
  if (problems.length > 1) {
    for (const one of problems) {
      const start = one.offsets[0] ?? place.start;
      readParagraph(one, { start, end: (one.offsets.at(-2) ?? start) + 1 }, source, state, out);
    }
    return;
  }
  if (isOnlySeverity(text.text.replace(/:$/, ''))) {
    state.intro = { text: '', severity: severityOf(text.text) };
    return;
  }
  state.group++;
  if (isPointed(text) && readPoints(text, undefined, source, state, out)) return;
  const fields = splitFields(text);
  if (fields.labelled) {
    out.push({
      source,
      start: place.start,
      end: place.end,
      shape: 'item',
      group: state.group,
      under: contextOf(state),
      problem: fields.problem,
      ...(fields.fix ? { fix: fields.fix } : {}),
      ...(fields.rest ? { detail: fields.rest } : {}),
      ...levelOr(fields.level ?? severityWithin(text.text, text.strong), state),
    });
    return;
  }
  const sentences = splitSentences(text);
  const levels = levelsIn(sentences);
  for (const [i, sentence] of sentences.entries()) {
    const given = levels[i];
    const own = given?.level;
    if (readPoints(sentence, own, source, state, out)) continue;
    const parts = splitFields(sentence);
    out.push({
      source,
      start: sentence.offsets[0] ?? place.start,
      end: (sentence.offsets.at(-2) ?? place.end - 1) + 1,
      shape: 'sentence',
      group: state.group,
      under: contextOf(state),
      problem: parts.problem,
      ...(parts.fix ? { fix: parts.fix } : {}),
      ...levelOr(parts.level ?? own, state),
      ...(given && given.by !== i ? { gradedAt: sentences[given.by]!.offsets[0] ?? 0 } : {}),
    });
  }
  const last = sentences.at(-1)?.text ?? text.text;
  state.intro = /:\s*$/.test(last) ? { text: last, severity: levels.at(-1)?.level } : undefined;
}

/** Points of several sentences, each on a line of its own or after a full stop. */
function isPointed(text: RichText): boolean {
  return (
    (/(?:^|\n|[.:;]\s)\(?(?:1|a|A)[).-]/.test(text.text) && /(?:\n|[.;]\s)\(?(?:2|b|B)[).-]/.test(text.text)) ||
    (/(?:^|\s)\d{1,2}\.1\b/.test(text.text) && /\s\d{1,2}\.2\b/.test(text.text)) ||
    /^(?:[[(]\d{1,2}[:.h]\d{2}|\p{Emoji_Presentation}|⚠)/u.test(text.text)
  );
}

/** "Dos graves: (1) …; (2) …": each point is an item; what stands before them introduces them. */
function readPoints(text: RichText, level: Level | undefined, source: Source, state: State, out: Remark[]): boolean {
  const counted = splitPoints(text);
  if (!counted) return false;
  const before = state.intro;
  const { intro } = counted;
  if (intro) state.intro = { text: intro.text, severity: severityWithin(intro.text, intro.strong) ?? level };
  for (const point of counted.points) {
    state.group++;
    readTextItem(point, source, state, out);
  }
  state.intro = before;
  return true;
}

/** An item without nested ones: its first sentence is the problem, the rest is told about it. */
function readTextItem(text: RichText, source: Source, state: State, out: Remark[]): void {
  const fields = splitFields(text);
  const sentences = fields.fix || fields.labelled ? [fields.problem] : splitSentences(fields.problem);
  const rest = [...sentences.slice(1), ...(fields.rest ? [fields.rest] : [])];
  const start = text.offsets[0] ?? 0;
  out.push({
    source,
    start,
    end: (text.offsets.at(-2) ?? start) + 1,
    shape: 'item',
    group: state.group,
    under: contextOf(state),
    problem: sentences[0] ?? fields.problem,
    ...(fields.fix ? { fix: fields.fix } : {}),
    ...(rest.length > 0 ? { detail: joinRich(rest) } : {}),
    ...levelOr(fields.level ?? severityWithin(text.text, text.strong), state),
  });
}

function readItem(block: Block & { kind: 'item' }, source: Source, state: State, out: Remark[], depth: number): void {
  const text = trimRich(block.text);
  const children = block.children.filter(
    (child) => child.kind === 'paragraph' || child.kind === 'item' || child.kind === 'table' || child.kind === 'quote',
  );
  const graded = levelsByNumber(text.text);
  if (graded) {
    gradeByNumber(out, graded);
    return;
  }
  if (isOnlySeverity(text.text.replace(/:$/, ''))) {
    const before = state.intro;
    state.intro = { text: before?.text ?? '', severity: severityOf(text.text) };
    walk(children, source, state, out, depth + 1);
    state.intro = before;
    return;
  }
  if (depth === 0 || block.depth === 0) state.group++;
  const labelled = children.filter((child) => 'text' in child && isLabelled(child.text.text));
  const joined =
    labelled.length > 0 ? joinRich([text, ...labelled.map((child) => (child as Block & { kind: 'item' }).text)]) : text;
  const fields = splitFields(joined);
  const level = fields.level ?? severityWithin(text.text, text.strong);
  const rest = children.filter((child) => !labelled.includes(child));
  const body = rest
    .filter((child) => child.kind === 'paragraph')
    .map((child) => (child as Block & { kind: 'paragraph' }).text);
  const sentences = fields.fix || fields.labelled ? [fields.problem] : splitSentences(fields.problem);
  const first = sentences[0] ?? fields.problem;
  const detail = [...sentences.slice(1), ...(fields.rest ? [fields.rest] : []), ...body];
  if (joined.text.trim() !== '') {
    out.push({
      source,
      start: block.start,
      end: rest[0] && rest.length > body.length ? (joined.offsets.at(-2) ?? block.end) + 1 : block.end,
      shape: 'item',
      group: state.group,
      under: contextOf(state),
      problem: first,
      // What is not ticked off is still to be done.
      ...(block.checked === false ? { column: 'missing' as const } : {}),
      ...(block.checked && state.ticks ? { column: 'ticked' as const } : {}),
      ...(fields.fix ? { fix: fields.fix } : {}),
      ...(detail.length > 0 ? { detail: joinRich(detail) } : {}),
      ...levelOr(level, state),
    });
  }
  const nested = rest.filter((child) => child.kind !== 'paragraph');
  if (nested.length === 0) return;
  const before = state.intro;
  state.intro = { text: text.text, severity: level };
  walk(nested, source, state, out, depth + 1);
  state.intro = before;
}

const LABEL = phrases('labels.item-label', 'i');

function isLabelled(text: string): boolean {
  return LABEL.test(text.slice(0, 40));
}

/** A quotation of code that a comment follows. */
function isCode(children: readonly Block[]): boolean {
  return children.every((child) => {
    if (child.kind === 'code') return true;
    if (child.kind !== 'paragraph') return false;
    const inCode = child.text.code.reduce((sum, [a, b]) => sum + b - a, 0);
    return inCode >= child.text.text.trim().length * 0.7;
  });
}
