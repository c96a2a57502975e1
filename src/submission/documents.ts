import type { Block } from '../model/document.js';
import type { Prose } from '../model/submission.js';
import { type Source, sliceSource } from '../model/text.js';
import { announcesCard, findCards } from './cards.js';
import { tongueOf } from './code-kind.js';
import { isGivenCard, type LocalGiven, nothingGiven } from './exam-code.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import { type CodeBlock, exerciseByContent, type Judged, judgeCode, proseOfFence } from './gather.js';
import { flag, type Journal, noteAt } from './hand-in.js';
import { instructionIn } from './integrity.js';
import { type Page, type Placed, placeBlocks } from './place.js';
import { type Findings, type Known, noFindings, subtract } from './prose.js';
import { keepRich, textOf } from './rich.js';
import { byWords } from './sections.js';
import { Shingles, sentencesOf, wordsOf } from './words.js';

/** What one document holds, sorted by exercise. */
export interface Sorted {
  readonly prose: { readonly exercise: string; readonly prose: Prose }[];
  readonly code: { readonly block: CodeBlock; readonly judged: Extract<Judged, { as: 'artefact' }> }[];
}

/** Sorts the pages of one document (a file, or the cells of a notebook) by exercise: prose, code, cards; what is the exam's own goes. */
export function sortDocument(pages: readonly Page[], index: ExamIndex, journal: Journal): Sorted {
  const reader = makeReader(pages, index, journal);
  const { items } = reader;
  for (const [i, item] of items.entries()) if (item.block.kind === 'code') judge(reader, item, labelBefore(items, i));
  for (const item of items) if (item.block.kind !== 'code') readProse(reader, item);
  takeCards(reader);
  return { prose: proseRuns(reader), code: reader.code };
}

interface Item extends Placed {
  /** What the block is once the exam's own text is out of it. */
  left?: Block | undefined;
  to: readonly string[];
}

interface Reader {
  readonly items: Item[];
  readonly index: ExamIndex;
  readonly journal: Journal;
  readonly local: LocalGiven;
  readonly known: Known;
  /** Sections printed from the very edition that the exam in hand is. */
  readonly knownSections: ReadonlySet<number>;
  readonly code: Sorted['code'];
  readonly extra: { exercise: readonly string[]; prose: Prose }[];
  readonly pageExercise: ReadonlyMap<Source, string | undefined>;
}

function makeReader(pages: readonly Page[], index: ExamIndex, journal: Journal): Reader {
  const local = nothingGiven();
  const official = new Shingles();
  const open = pages.map((page) => ({ ...page, blocks: unfold(page.blocks, page.source, index, journal, official) }));
  const placed = placeBlocks(open, index);
  const items = spread(placed, index);
  return {
    items,
    index,
    journal,
    local,
    known: { prompts: [index.prompts, local.prompts], solutions: [index.solutions, official] },
    knownSections: knownSections(items, index),
    code: [],
    extra: [],
    pageExercise: new Map(pages.map((page) => [page.source, page.exercise])),
  };
}

const OFFICIAL =
  /^(?:(?:ver|mostrar|desplegar|abrir|haz clic para ver|pulsa para ver|show|view|see|reveal|open|click to (?:see|view|reveal|expand)|toggle|expand)\b.{0,30})?\b(?:soluci\w+|solutions?|respuesta (?:oficial|modelo|correcta|esperada)|official answer|model answer|answer key|expected answer|clave|reference (?:answer|solution)|sample (?:answer|solution))\b(?!.{0,20}\b(?:mia|propia|alumn\w|estudiante|student)\b)/;
const OWN = /\b(?:mi|mis|my|tu|tus|your|nuestr\w+|our|propuest\w+|proposed|alumn\w+|estudiante|student)\b/;

/** Opens folds that are the student's own and drops those with the official solution; its words are remembered. */
function unfold(
  blocks: readonly Block[],
  source: Source,
  index: ExamIndex,
  journal: Journal,
  official: Shingles,
  depth = 0,
): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'details') return [block];
    const summary = wordsOf(block.summary.text).join(' ');
    const named = OFFICIAL.test(summary) && !OWN.test(summary);
    if (named || isSolutionText(block.children, index)) {
      for (const child of block.children) learn(child, official);
      noteAt(
        journal,
        source,
        block.start,
        block.end,
        'official solution',
        named ? `folded under "${block.summary.text.slice(0, 60)}"` : 'it repeats the official solution inside a fold',
      );
      return [];
    }
    return depth > 20 ? [] : unfold(block.children, source, index, journal, official, depth + 1);
  });
}

function learn(block: Block, official: Shingles): void {
  if (block.kind === 'code') for (const line of block.source.text.split('\n')) official.add(line);
  else if (block.kind === 'table')
    for (const row of block.rows) official.add(row.cells.map((cell) => cell.text).join(' '));
  else for (const line of textOf(block).split('\n')) official.add(line);
}

function isSolutionText(blocks: readonly Block[], index: ExamIndex): boolean {
  const lines = blocks
    .flatMap((block) => (block.kind === 'code' ? block.source.text : textOf(block)).split('\n'))
    .filter((line) => wordsOf(line).length >= 2);
  return (
    lines.length >= 3 &&
    index.solutions.size > 0 &&
    lines.filter((line) => index.solutions.has(line)).length >= lines.length * 0.8
  );
}

/** Blocks as items: code inside lists and quotes stands on its own, tables with an exercise column are split, the unplaced find a place. */
function spread(placed: readonly Placed[], index: ExamIndex): Item[] {
  const items: Item[] = [];
  for (const one of placed) {
    for (const block of lift(one.block)) {
      if (block.kind === 'table' && one.exercise === undefined && one.zone !== 'points')
        items.push(...splitTable(block, one, index));
      else items.push({ ...one, block, to: one.exercise === undefined ? [] : [one.exercise] });
    }
  }
  assignByContent(items, index);
  return items;
}

function lift(block: Block, depth = 0): Block[] {
  if ((block.kind !== 'item' && block.kind !== 'quote') || depth > 30) return [block];
  if (!block.children.some((child) => holdsCode(child))) return [block];
  const inner = block.children.flatMap((child) => lift(child, depth + 1));
  const rest = inner.filter((child) => child.kind !== 'code');
  const code = inner.filter((child) => child.kind === 'code');
  if (block.kind === 'quote') return rest.length > 0 ? [{ ...block, children: rest }, ...code] : code;
  return [{ ...block, children: rest }, ...code];
}

const holdsCode = (block: Block): boolean =>
  block.kind === 'code' ||
  ((block.kind === 'item' || block.kind === 'quote') && block.children.some((child) => holdsCode(child)));

/** A table about several exercises, with a column that names them: its rows go each to its own. */
function splitTable(table: Extract<Block, { kind: 'table' }>, placed: Placed, index: ExamIndex): Item[] {
  const column = table.header.findIndex((cell) =>
    /^(?:ejercicio|exercise|ej|ex|archivo|file|fichero|apartado|section|seccion|part[e]?|pregunta|question)s?$/.test(
      wordsOf(cell.text).join(' '),
    ),
  );
  if (column < 0) return [{ ...placed, block: table, to: [] }];
  const groups = new Map<string, (typeof table.rows)[number][]>();
  let last = '';
  for (const row of table.rows) {
    const cell = row.cells[column]?.text ?? '';
    const number = /^\W*(?:\p{L}+\W*)?(\d{1,2})\W*$/u.exec(cell)?.[1];
    last = index.named.find((one) => one.number === Number(number))?.id ?? byWords(cell, index.named)?.id ?? last;
    groups.set(last, [...(groups.get(last) ?? []), row]);
  }
  const without = (cells: readonly (typeof table.header)[number][]): (typeof table.header)[number][] =>
    cells.filter((_, i) => i !== column);
  return Array.from(groups, ([exercise, rows]) => ({
    ...placed,
    block: {
      ...table,
      header: without(table.header),
      rows: rows.map((row) => ({ ...row, cells: without(row.cells) })),
    },
    to: exercise === '' ? [] : [exercise],
  }));
}

/** What stands under no exercise goes to the one that it speaks of, else to the one before it, else to all. */
function assignByContent(items: Item[], index: ExamIndex): void {
  const all = index.named.map(({ id }) => id);
  let before: readonly string[] | undefined;
  for (const [i, item] of items.entries()) {
    if (item.to.length > 0) {
      before = undefined;
      continue;
    }
    if (item.zone === 'aside' || item.zone === 'points') continue;
    const group = item.block.kind === 'heading' ? items.slice(i, i + 2).map(({ block }) => block) : [item.block];
    const found = all.length === 1 ? all[0] : exerciseByContent(group, index);
    item.to = found ? [found] : (before ?? []);
    if (found) before = [found];
  }
  // What comes before the first block that speaks plainly belongs with it.
  let after: readonly string[] | undefined;
  for (const item of items.toReversed()) {
    if (item.to.length > 0) after = item.exercise === undefined ? item.to : undefined;
    else if (item.zone === 'open') item.to = after ?? all;
  }
}

/** Sections in which some given paragraph or code stands word for word: printed from the exam in hand, so that its texts are known. */
function knownSections(items: readonly Item[], index: ExamIndex): Set<number> {
  const squeeze = (text: string): string => text.replace(/\s+/g, '');
  const texts = new Set([...index.exercises.values()].flatMap((one) => one.texts.map(squeeze)));
  const known = new Set<number>();
  for (const { block, section } of items) {
    if (block.kind === 'code') {
      if (texts.has(squeeze(block.source.text))) known.add(section);
    } else if (
      block.kind === 'paragraph' &&
      wordsOf(block.text.text).length >= 6 &&
      index.prompts.coverage(block.text.text) >= 0.8
    )
      known.add(section);
  }
  return known;
}

/** Words right above a block: the paragraph, heading or item that it follows. */
function labelBefore(items: readonly Item[], i: number): string {
  const before = items[i - 1];
  const here = items[i];
  if (!before || !here || before.section !== here.section) return '';
  if (before.block.kind === 'code' || before.block.kind === 'table') return '';
  return textOf(before.block).slice(-300);
}

function judge(reader: Reader, item: Item, label: string): void {
  const { block } = item;
  if (block.kind !== 'code') return;
  const { index, local, journal } = reader;
  const at = {
    source: block.source,
    info: block.info,
    exercise: item.to.length === 1 ? item.to[0] : undefined,
    zone: item.zone,
    label,
    start: block.start,
    end: block.end,
    page: item.source,
    file: false,
  };
  const judged = judgeCode(at, index, local, reader.knownSections.has(item.section));
  if (judged.as === 'artefact') reader.code.push({ block: at, judged });
  else if (judged.as === 'exam') noteAt(journal, item.source, block.start, block.end, 'exam text', judged.why);
  else if (judged.as === 'text') readFence(reader, item, judged.why);
}

/** A fence that is no artefact: prose when it reads as such, else it is listed and has no effect. */
function readFence(reader: Reader, item: Item, why: string): void {
  const { block } = item;
  if (block.kind !== 'code') return;
  const blocks = proseOfFence(block.source, block.info);
  const findings = noFindings();
  const left = blocks.flatMap((one) => subtract(one, reader.known, findings) ?? []);
  report(reader, block.source, findings);
  const spoken = item.zone !== 'points' && item.zone !== 'prompt' && item.zone !== 'aside';
  if (left.length > 0 && spoken) {
    reader.extra.push({ exercise: item.to, prose: { source: block.source, blocks: left } });
    for (const exercise of item.to)
      noteAt(
        reader.journal,
        item.source,
        block.start,
        block.end,
        `${exercise}/prose`,
        'a fenced block that holds text',
      );
  } else
    noteAt(
      reader.journal,
      item.source,
      block.start,
      block.end,
      tongueOf(block.info, block.source.text) === 'text' || left.length === 0 ? 'ignored' : 'exam text',
      why,
    );
}

function readProse(reader: Reader, item: Item): void {
  const { block, source } = item;
  const layout = whyLayout(reader, item);
  if (layout !== undefined) {
    skip(reader, item, layout);
    return;
  }
  const findings = noFindings();
  const asked = withoutQuestion(block, reader, item);
  const left = asked && subtract(asked, reader.known, findings);
  report(reader, source, findings);
  if (left === undefined || findings.removed > 0 || asked !== block)
    noteAt(reader.journal, source, block.start, block.end, 'exam text', left ? 'part of it' : undefined);
  item.left = left;
}

/** Why a block belongs to the exam's layout by its place alone. */
function whyLayout(reader: Reader, item: Item): string | undefined {
  if (item.layout) return "the exam's layout";
  if (item.zone === 'points') return "the exam's table of points";
  if (item.zone === 'aside' && item.to.length === 0) return 'before the first exercise';
  if (item.zone === 'prompt' && !reader.knownSections.has(item.section)) return 'above the place for the answer';
  return isPointsTable(item.block) ? 'a table of points' : undefined;
}

function skip(reader: Reader, item: Item, why: string): void {
  noteAt(reader.journal, item.source, item.block.start, item.block.end, 'exam text', why);
  if (item.block.kind === 'table' || item.block.kind === 'heading') return;
  for (const { start, end } of sentencesOf(textOf(item.block))) {
    const sentence = textOf(item.block).slice(start, end);
    if (instructionIn(sentence))
      flag(
        reader.journal,
        'instruction-to-grader',
        'a sentence speaks to the grader; it has no effect',
        item.source,
        item.block.start,
        item.block.end,
      );
  }
}

function report(reader: Reader, source: Source, findings: Findings): void {
  for (const { start, end } of findings.instructions) {
    flag(
      reader.journal,
      'instruction-to-grader',
      'a sentence speaks to the grader; it has no effect',
      source,
      start,
      end,
    );
    noteAt(reader.journal, source, start, end, 'ignored', 'it speaks to the grader');
  }
  for (const { start, end } of findings.copied)
    flag(reader.journal, 'copy-of-solution', 'these words are those of the official solution', source, start, end);
}

/** Exercise names beside whole numbers, and a total: the exam's own table of points, in whatever words. */
function isPointsTable(block: Block): boolean {
  if (block.kind !== 'table' || block.rows.length < 2) return false;
  const header = wordsOf(block.header.map((cell) => cell.text).join(' '));
  const points = header.some((word) =>
    /^(?:puntos|points|pts|puntaje|puntuacion|score|marks|peso|weight|valor|value|max|maximo)$/.test(word),
  );
  const numbers = block.rows.every(
    (row) =>
      row.cells.length >= 2 &&
      row.cells.some((cell) => /^\W*\d{1,3}\s*(?:%|pts?|puntos|points)?\W*$/i.test(cell.text)) &&
      row.cells.every((cell) => wordsOf(cell.text).length <= 6),
  );
  const total = block.rows.some((row) =>
    /^total\b/.test(wordsOf(row.cells.map((cell) => cell.text).join(' ')).join(' ')),
  );
  return numbers && (points || total);
}

const QUESTION =
  /^(?:(?:y|and|entonces|so)\s)?(?:que|cual(?:es)?|como|donde|por que|cuantas?|what|which|how|where|why|can you|could you|puedes|podrias|sabrias|encuentras|ves|do you|would you|are there|is there|hay)\b/;
const ORDER =
  /^(?:por favor |please )?(?:anota|indica|enumera|lista|identifica|escribe|describe|explica|completa|rellena|senala|responde|contesta|propon|proponga|revisa|analiza|detalla|menciona|nombra|haz|pon|di|cita|marca|localiza|encuentra|busca|detecta|corrige|reescribe|anade aqui|list|name|identify|write|describe|explain|fill|complete|state|point out|review|note down|propose|mark|tell|spot|find|give|enumerate|mention|rewrite|correct|use the table|una fila por|one row (?:per|for)|tu tarea|your task|en esta (?:seccion|tabla)|in this (?:section|table))\b/;
const LACKS =
  /\b(?:falta\w*|sin|no se|no hay|no tiene|nunca|deberia\w*|hay que|missing|lacks?|without|never|should|must|nobody|no)\b/;
const DEICTIC =
  /^(?:est[ea]s? (?:script|funcion|servicio|codigo|archivo|fichero|modulo|documento|ficha|tarjeta|fragmento)|est[oa] es|y est[oa] es|el siguiente|la siguiente|a continuacion|this (?:script|function|service|code|file|module|document|card|snippet)|this is (?:all|everything|what|the)|(?:the|el|la|los) (?:\w+ ){0,2}(?:script|funcion|servicio|codigo|archivo|fichero|modulo|documento|ficha|function|service|code|file|module|document|card|snippet|program|programa)\b.{0,12}\b(?:below|siguiente|de abajo|anterior|above)|the following|below is|here is|here s|someone|alguien|un companero|una companera|a colleague|a teammate)\b/;

/**
 * The question or the order that the exam puts at the head of a section, in whatever words; a paragraph right before the given code that
 * presents it. What follows it in the same paragraph is the student's.
 */
function withoutQuestion(block: Block, reader: Reader, item: Item): Block | undefined {
  if (block.kind !== 'paragraph') return block;
  const { items } = reader;
  const at = items.indexOf(item);
  const before = items[at - 1];
  const given = (one: Item | undefined): boolean =>
    one?.block.kind === 'code' &&
    !reader.code.some(({ block: code }) => code.source === (one.block as { source: Source }).source);
  const head =
    !before ||
    before.block.kind === 'heading' ||
    before.layout !== undefined ||
    before.section !== item.section ||
    given(before) ||
    (before.block.kind !== 'code' && before.left === undefined);
  if (!head) return block;
  const presents = given(items[at + 1]);
  const parts = sentencesOf(block.text.text);
  let first = 0;
  while (first < parts.length) {
    const sentence = block.text.text.slice(parts[first]?.start, parts[first]?.end).trim();
    const words = wordsOf(sentence).join(' ');
    const asked = /[?？]\W*$/.test(sentence) && (QUESTION.test(words) || sentence.startsWith('¿'));
    if (!asked && !ORDER.test(words) && !(presents && DEICTIC.test(words))) break;
    if (announcesCard(sentence) && !asked) break;
    first++;
  }
  // Another edition presents its code in words of its own; a paragraph that names a lack is the student's.
  if (presents && !reader.knownSections.has(item.section) && !LACKS.test(wordsOf(block.text.text).join(' ')))
    return undefined;
  if (first === 0) return block;
  if (first >= parts.length) return undefined;
  return { ...block, text: keepRich(block.text, [{ start: parts[first]?.start ?? 0, end: block.text.text.length }]) };
}

/** Takes unfenced cards out of the prose of the exercises that ask for one. */
function takeCards(reader: Reader): void {
  for (const { id } of reader.index.named) {
    const kind = reader.index.kinds.find((one) => one.exercise === id && one.kind.language === 'markdown');
    if (!kind) continue;
    const own = reader.items.filter(
      (item) => item.to.length === 1 && item.to[0] === id && (item.left !== undefined || item.block.kind === 'code'),
    );
    const bySource = new Map<Source, Item[]>();
    for (const item of own) bySource.set(item.source, [...(bySource.get(item.source) ?? []), item]);
    for (const [source, items] of bySource)
      for (const run of findCards(
        items.map((item) => item.left ?? item.block),
        kind,
      ))
        takeCard(reader, source, items.slice(run.from, run.to), kind);
  }
}

function takeCard(reader: Reader, source: Source, items: readonly Item[], kind: IndexedKind): void {
  const [first] = items;
  const last = items[items.length - 1];
  if (!first || !last) return;
  const text = source.text.slice(first.block.start, last.block.end);
  if (isGivenCard(text, reader.index, reader.local)) return;
  const own = new Set(items.map((item) => item.block).filter((block) => block.kind === 'code'));
  for (let i = reader.code.length - 1; i >= 0; i--) {
    const taken = reader.code[i]?.block.source;
    if (taken && [...own].some((block) => block.kind === 'code' && block.source === taken)) reader.code.splice(i, 1);
  }
  for (const item of items) item.left = undefined;
  const block: CodeBlock = {
    source: sliceSource(source, first.block.start, last.block.end),
    info: 'markdown',
    exercise: kind.exercise,
    zone: 'answer',
    label: '',
    start: first.block.start,
    end: last.block.end,
    page: source,
    file: false,
  };
  reader.code.push({
    block,
    judged: {
      as: 'artefact',
      kind,
      tongue: 'markdown',
      source: block.source,
      why: 'a card that is not fenced',
      unfixed: false,
    },
  });
}

/** What is left, as runs of neighbouring blocks of one exercise and one page. */
function proseRuns(reader: Reader): Sorted['prose'] {
  const runs: { exercise: string; source: Source; blocks: Block[]; start: number; end: number }[] = [];
  for (const item of reader.items) {
    const { left } = item;
    if (!left || left.kind === 'code') continue;
    for (const exercise of item.to) {
      const last = runs.findLast((run) => run.exercise === exercise);
      if (last && last.source === item.source) {
        last.blocks.push(left);
        last.end = item.block.end;
      } else runs.push({ exercise, source: item.source, blocks: [left], start: item.block.start, end: item.block.end });
    }
  }
  const spoken = runs.filter((run) =>
    run.blocks.some((block) => block.kind !== 'heading' || !isBareTitle(block, reader)),
  );
  for (const run of spoken) noteAt(reader.journal, run.source, run.start, run.end, `${run.exercise}/prose`);
  const extra = reader.extra.flatMap(({ exercise, prose }) => exercise.map((id) => ({ exercise: id, prose })));
  return [...spoken.map(({ exercise, source, blocks }) => ({ exercise, prose: { source, blocks } })), ...extra];
}

/** A heading that names an exercise or a file and says nothing of it. */
const isBareTitle = (block: Block, reader: Reader): boolean =>
  block.kind === 'heading' &&
  byWords(block.text.text, reader.index.named) !== undefined &&
  wordsOf(block.text.text).length <= 4;
