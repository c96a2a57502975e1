import type { Block } from '../model/document.js';
import type { Source } from '../model/text.js';
import type { ExamIndex } from './exam-index.js';
import { type Journal, noteAt } from './hand-in.js';
import { textOf } from './rich.js';
import { nameOf } from './sections.js';
import { type Shingles, wordsOf } from './words.js';

const OFFICIAL =
  /^(?:(?:ver|mostrar|desplegar|abrir|haz clic para ver|pulsa para ver|show|view|see|reveal|open|click to (?:see|view|reveal|expand)|toggle|expand)\b.{0,30})?\b(?:soluci\w+|solutions?|respuesta (?:oficial|modelo|correcta|esperada)|official answer|model answer|answer key|expected answer|clave|reference (?:answer|solution)|sample (?:answer|solution))\b(?!.{0,20}\b(?:mia|propia|alumn\w|estudiante|student)\b)/;
const OWN = /\b(?:mi|mis|my|tu|tus|your|nuestr\w+|our|propuest\w+|proposed|alumn\w+|estudiante|student)\b/;

/** "Click to see my answer" says nothing else. */
const INVITES =
  /^(?:ver|mostrar|desplegar|abrir|haz clic|pulsa|show|view|see|open|click|toggle|expand|details?|detalles?|respuestas?|answers?)\b/;

/** Opens folds that are the student's own and drops those with the official solution; its words are remembered. */
export function unfold(
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
    if (depth > 20) return [];
    const inside = unfold(block.children, source, index, journal, official, depth + 1);
    const { text, offsets } = block.summary;
    const start = offsets[0] ?? block.start;
    const title = { kind: 'heading', level: 6, text: block.summary, start, end: offsets.at(-1) ?? start } as const;
    const says = wordsOf(text).length > 2 || nameOf(text, index.named) !== undefined;
    return !says || INVITES.test(summary) ? inside : [title, ...inside];
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
