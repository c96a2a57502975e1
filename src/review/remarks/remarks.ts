import { labelledRich, trimRich } from '../../languages/markdown/index.js';
import type { Block, RichText } from '../../model/document.js';
import type { Prose } from '../../model/submission.js';
import type { Source } from '../../model/text.js';
import { phrases } from '../text/vocabulary.js';
import { joinByNumber } from './by-number.js';
import { withCards } from './cards.js';
import { withoutCodes } from './codes.js';
import { readHeading } from './headings.js';
import { joinRich } from './join-rich.js';
import { inCommonWords, type OwnScale, ownScale, translated } from './own-scale.js';
import { withPaired } from './pairing.js';
import { areCured } from './paragraph.js';
import { peel } from './peel.js';
import { plainRich, splitFields, splitSentences } from './rich.js';
import { readParagraph } from './sentences.js';
import { isOnlySeverity, type Level, severityOf, severityWithin } from './severity.js';
import { gradeByNumber, levelsByNumber } from './severity-index.js';
import { gradeByLegend } from './severity-legend.js';
import { pairSigns } from './signed-pairs.js';
import { contextOf, levelOr, type State } from './state.js';
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
  /** All of it tells what goes wrong, nothing what should be there. */
  readonly harm?: boolean;
  readonly level?: Level;
  /** What the header of its table makes of a row: "¿Falta?" answered, words defined, marks given; or an empty box of an item. */
  readonly column?: 'missing' | 'there' | 'defined' | 'marks' | 'ticked';
  /** Where the sentence starts that gives the level, where it is another one. */
  readonly gradedAt?: number;
  /** Remarks of one paragraph, list or section share it. */
  readonly group: number;
  /** Remarks of one quotation share it. */
  readonly quoted?: number;
  /** Headings and introductions above: "Faltan:", "### Alerts". */
  readonly under: readonly string[];
  /** The last of them heads a column of its table. */
  readonly headed?: true;
}

/** All that a student says about an exercise, in the order of the text. Walks without recursion over depth. */
export function readRemarks(prose: readonly Prose[], comments: readonly Comment[]): Remark[] {
  const out: Remark[] = [];
  const state: State = { group: 0, ticks: false, headings: [], intro: undefined };
  const scales = scalesOf([...prose, ...comments]);
  for (const run of prose) {
    const scale = scales(run.source);
    const blocks = scale ? inCommonWords(run.blocks, scale) : run.blocks;
    state.headings = [];
    state.intro = undefined;
    state.ticks = blocks.some(isUnticked);
    walk(withCards(withPaired(blocks)), run.source, state, out);
  }
  for (const comment of comments) {
    state.group++;
    const scale = scales(comment.source);
    const plain = plainRich(comment.text, comment.start);
    const text = scale ? translated(plain, scale) : plain;
    const level = severityWithin(text.text, []);
    const place = { source: comment.source, start: comment.start, end: comment.end };
    out.push({ ...place, shape: 'comment', problem: text, group: state.group, under: [], ...(level ? { level } : {}) });
  }
  gradeByLegend(out);
  joinByNumber(out);
  withoutCodes(out);
  pairSigns(out);
  return out.length > MOST ? out.slice(0, MOST) : out;
}

/** The scale that a document declares, or else another one of the same student. */
function scalesOf(
  places: readonly { readonly source: Source; readonly ahead?: string }[],
): (source: Source) => OwnScale | undefined {
  const own = new Map([...new Set(places.map(({ source }) => source))].map((one) => [one, scaleIn(one)] as const));
  const ahead = places.find((place) => place.ahead !== undefined)?.ahead;
  const first =
    [...own.values()].find((scale) => scale !== undefined) ??
    (ahead === undefined ? undefined : ownScale([ahead, ...Array.from(own.keys(), ({ text }) => text)].join('\n\n')));
  return (source) => own.get(source) ?? first;
}

/** Every exercise asks it of the same documents. */
const known = new WeakMap<Source, OwnScale | undefined>();

function scaleIn(source: Source): OwnScale | undefined {
  if (!known.has(source)) known.set(source, ownScale(source.text));
  return known.get(source);
}

/** More remarks than any person reads. */
const MOST = 400;
const DEPTH = 12;

function walk(blocks: readonly Block[], source: Source, state: State, out: Remark[], depth = 0): void {
  if (depth > DEPTH) return;
  for (const [i, block] of blocks.entries()) {
    switch (block.kind) {
      case 'heading':
        readHeading(block, blocks, i, source, state, out);
        break;
      case 'paragraph':
        readParagraph(block.text, block, source, state, out);
        if (isTitle(block.text.text, blocks[i + 1]))
          state.intro ??= { text: block.text.text.trim(), severity: undefined };
        break;
      case 'item':
        if (isRunIn(blocks, i) || arePairs(block)) readParagraph(runIn(block, source), block, source, state, out);
        else readItem(block, source, state, out, depth);
        break;
      case 'table':
        state.group++;
        for (const { head, ...row } of readTable(block)) {
          const context = contextOf(state);
          const place = head === undefined ? { under: context } : { under: [...context, head], headed: true as const };
          out.push({ ...row, ...place, source, group: state.group, ...levelOr(row.level, state) });
        }
        break;
      case 'quote':
        if (!isCode(block.children)) readQuote(block.children, source, state, out, depth);
        break;
      case 'details':
        walk(block.children, source, state, out, depth + 1);
        break;
      default:
    }
    if (block.kind !== 'item' && block.kind !== 'paragraph' && block.kind !== 'code') state.intro = undefined;
  }
}

/** "1) No run. 2) No tags. 3) …": points that run on in one paragraph, which markdown takes for a list of one. */
function isRunIn(blocks: readonly Block[], i: number): boolean {
  const block = blocks[i]!;
  if (block.kind !== 'item' || !block.ordered || block.children.length > 0) return false;
  if (blocks[i - 1]?.kind === 'item' || blocks[i + 1]?.kind === 'item') return false;
  return /(?<=[\s(])2[.)]\s/.test(block.text.text);
}

/** "4) no histogram -> …; no counter -> …": several points in one. */
const arePairs = (block: Block & { kind: 'item' }): boolean => block.children.length === 0 && areCured(block.text);

function runIn({ text, start }: Block & { kind: 'item' }, source: Source): RichText {
  const mark = /^\s{0,8}(\d{1,2}[.)])/.exec(source.text.slice(start, start + 12))?.[1];
  return mark === undefined ? text : labelledRich(`${mark} `, text);
}

/** "Alerts" on a line of its own, and a table or list under it. */
const isTitle = (text: string, next: Block | undefined): boolean =>
  (next?.kind === 'table' || next?.kind === 'item') &&
  /^[\s*_]*(?:[\p{L}\d]+ ?){1,4}[*_\s]*$/u.test(text.slice(0, 60)) &&
  text.length <= 50;

function readQuote(children: readonly Block[], source: Source, state: State, out: Remark[], depth: number): void {
  const first = out.length;
  walk(children, source, state, out, depth + 1);
  const quoted = ++state.group;
  for (let i = first; i < out.length; i++) out[i] = { ...out[i]!, quoted };
}

const isUnticked = (block: Block): boolean => block.kind === 'item' && block.checked === false;

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
  const grade = children.find(isGrade);
  const parts = children.filter((child) => 'text' in child && isLabelled(child.text.text));
  const joined =
    parts.length > 0 ? joinRich([text, ...parts.map((child) => (child as Block & { kind: 'item' }).text)]) : text;
  const fields = splitFields(joined);
  const level = fields.level ?? severityWithin(text.text, text.strong) ?? (grade && severityOf(grade.text.text));
  const rest = children.filter((child) => child !== grade && !parts.includes(child));
  const body = rest
    .filter((child) => child.kind === 'paragraph')
    .map((child) => (child as Block & { kind: 'paragraph' }).text);
  const sentences = fields.fix || fields.labelled ? [fields.problem] : splitSentences(fields.problem);
  const first = peel(sentences[0] ?? fields.problem);
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

/** "Alta", alone under a problem. */
const isGrade = (child: Block): child is Block & { kind: 'item' } =>
  child.kind === 'item' && child.children.length === 0 && isOnlySeverity(child.text.text);

const LABEL = phrases('labels.item-label', 'i');
const ANSWER = phrases('labels.answer-label', 'i');

function isLabelled(text: string): boolean {
  return LABEL.test(text.slice(0, 40)) || ANSWER.test(text.slice(0, 40));
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
