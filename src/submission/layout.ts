import type { Block } from '../model/document.js';
import { announcesCard } from './cards.js';
import type { ExamIndex } from './exam-index.js';
import type { Item, Reader } from './reader.js';
import { keepRich } from './rich.js';
import { sentencesOf, wordsOf } from './words.js';

/** Sections in which some given paragraph or code stands word for word: printed from the exam in hand, so that its texts are known. */
export function knownSections(items: readonly Item[], index: ExamIndex): Set<number> {
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

/** Why a block belongs to the exam's layout by its place alone. */
export function whyLayout(reader: Reader, item: Item): string | undefined {
  if (item.layout) return "the exam's layout";
  if (item.zone === 'points') return "the exam's table of points";
  if (item.zone === 'aside' && item.to.length === 0) return 'before the first exercise';
  if (item.zone === 'prompt' && !reader.knownSections.has(item.section) && reader.printed.has(item.section))
    return 'above the place for the answer';
  // The exam's heading for the given code, in whatever words, when the code itself was corrected in place.
  const next = reader.items[reader.items.indexOf(item) + 1];
  if (item.zone === 'prompt' && item.block.kind === 'heading' && next?.block.kind === 'code')
    return "the exam's layout";
  return isPointsTable(item.block) ? 'a table of points' : undefined;
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
  // A student may copy the points of each problem into the table of problems.
  return numbers && (points || total) && !header.some((word) => FINDINGS.test(word));
}

const FINDINGS =
  /^(?:problem\w*|issues?|defectos?|defects?|fallos?|errore?s?|faults?|hallazgos?|findings?|severidad|severity|gravedad|correccion\w*|fix\w*|remed\w+|arreglos?|solucion\w*)$/;

const QUESTION =
  /^(?:(?:y|and|entonces|so)\s)?(?:que|cual(?:es)?|como|donde|por que|cuantas?|what|which|how|where|why|can you|could you|puedes|podrias|sabrias|encuentras|ves|do you|would you|are there|is there|hay|quali|quale|che cosa|quelles?|quels?|welche|quais)\b/;
const ORDER =
  /^(?:por favor |please )?(?:anota|indica|enumera|lista(?! de\b)|identifica|escribe|describe|explica|completa|rellena|senala|responde|contesta|propon|proponga|revisa|analiza|detalla|menciona|nombra|haz|pon|di|cita|marca|localiza|encuentra|busca|detecta|corrige|reescribe|anade aqui|list|name|identify|write|describe|explain|fill|complete|state|point out|review|note down|propose|mark|tell|spot|find|give|enumerate|mention|rewrite|correct|use the table|una fila por|one row (?:per|for)|tu tarea|your task|en esta (?:seccion|tabla)|in this (?:section|table))\b/;
const LACKS =
  /\b(?:falta\w*|sin|no se|no hay|no tiene|nunca|deberia\w*|hay que|missing|lacks?|without|never|should|must|nobody|no)\b/;
const DEICTIC =
  /^(?:est[ea]s? (?:script|funcion|servicio|codigo|archivo|fichero|modulo|documento|ficha|tarjeta|fragmento)|est[oa] es|y est[oa] es|el siguiente|la siguiente|a continuacion|this (?:script|function|service|code|file|module|document|card|snippet)|this is (?:all|everything|what|the)|(?:the|el|la|los) (?:\w+ ){0,2}(?:script|funcion|servicio|codigo|archivo|fichero|modulo|documento|ficha|function|service|code|file|module|document|card|snippet|program|programa)\b.{0,12}\b(?:below|siguiente|de abajo|anterior|above)|the following|below is|here is|here s|someone|alguien|un companero|una companera|a colleague|a teammate)\b/;

/** "**¿Por qué no print?** Porque …": who sets a question in bold and goes on in the same paragraph answers himself. */
const isOwnQuestion = ({ text }: Extract<Block, { kind: 'paragraph' }>): boolean =>
  text.strong.some(([from, to]) => from === 0 && /[?？]\W*$/.test(text.text.slice(from, to)));

const linesOf = (block: Block | undefined): number =>
  block?.kind === 'code' ? block.source.text.trim().split('\n').length : 0;

/**
 * The question or the order that the exam puts at the head of a section, in whatever words; a paragraph right before the given code that
 * presents it. What follows it in the same paragraph is the student's.
 */
export function withoutQuestion(block: Block, reader: Reader, item: Item): Block | undefined {
  if (block.kind !== 'paragraph') return block;
  const { items } = reader;
  const at = items.indexOf(item);
  const before = items[at - 1];
  const given = (one: Item | undefined): boolean => one?.block.kind === 'code' && reader.set.has(one.block.source);
  const head =
    !before ||
    before.block.kind === 'heading' ||
    before.layout !== undefined ||
    before.section !== item.section ||
    given(before) ||
    (before.block.kind !== 'code' && before.left === undefined);
  if (!head) return block;
  // A line or two of the given code is a quotation, which the student speaks about.
  const presents = given(items[at + 1]) && linesOf(items[at + 1]?.block) > 2;
  const parts = sentencesOf(block.text.text);
  let first = 0;
  let questions = 0;
  while (first < parts.length) {
    const sentence = block.text.text.slice(parts[first]?.start, parts[first]?.end).trim();
    const words = wordsOf(sentence).join(' ');
    const asked = /[?？]\W*$/.test(sentence) && (QUESTION.test(words) || sentence.startsWith('¿'));
    if (!asked && !ORDER.test(words) && !(presents && DEICTIC.test(words))) break;
    if (announcesCard(sentence) && !asked) break;
    if (asked) questions++;
    first++;
  }
  // Another edition presents its code in words of its own; a paragraph that names a lack and gives no order is the student's.
  const clauses = block.text.text.split(/[.,;:!?]\s+/).map((clause) => wordsOf(clause).join(' '));
  const own = clauses.some((clause) => LACKS.test(clause)) && !clauses.some((clause) => ORDER.test(clause));
  if (presents && !own && !reader.knownSections.has(item.section)) return undefined;
  // An exam asks once or twice; who asks on and on tells what nobody answers.
  if (first === 0 || (first < parts.length && (questions > 2 || isOwnQuestion(block)))) return block;
  if (first >= parts.length) return undefined;
  return { ...block, text: keepRich(block.text, [{ start: parts[first]?.start ?? 0, end: block.text.text.length }]) };
}
