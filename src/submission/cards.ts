import { parseMarkdown } from '../languages/markdown/index.js';
import type { Block, RichText } from '../model/document.js';
import { type Source, sourceOf } from '../model/text.js';
import type { IndexedKind } from './exam-index.js';
import { isBoldLine, textOf } from './rich.js';
import { wordsOf } from './words.js';

const LEAD =
  /\b(?:mi (?:version|propuesta|ficha|card|model card)|my (?:version|proposal|card|draft|model card)|propuesta|propongo|esbozo|borrador|sketch|draft|proposal|(?:ficha|card|tarjeta|documento|document|version)\b.{0,30}\b(?:complet\w+|corregid\w+|corrected|complete|completed|fixed|nueva|new|final|mejorad\w+|improved|propuest\w+|proposed|reescrit\w+|rewritten|full)|(?:complet\w+|corregid\w+|corrected|complete|fixed|new|improved|proposed|full|rewritten|updated)\b.{0,20}\b(?:card|ficha|tarjeta|version)|quedaria|quedaba|queda(?:ria)? asi|lo que pondria|yo (?:pondria|escribiria)|what i would (?:write|put)|i would write|rewritten|reescrita|asi la (?:dejaria|escribiria)|como deberia quedar)\b/;
const LACK =
  /\b(?:falta\w*|missing|lack\w*|ausent\w*|carece|no (?:hay|tiene|estan?|aparece\w*)|sin|omit\w*|incomplet\w*|problem\w*|que (?:le )?falta|absent)\b/;

/** Whether words announce a card of the student's own, rather than a list of what is missing. */
export const announcesCard = (text: string): boolean => {
  const folded = wordsOf(text.slice(0, 400)).join(' ');
  return LEAD.test(folded) && !LACK.test(folded);
};

/** Whether a heading is the title of a card itself. */
export function isCardTitle(text: string, kind: IndexedKind): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > 14 || LACK.test(words.join(' '))) return false;
  return kind.looks.length > 0 && kind.looks.some((look) => look.pattern.test(text)) && /[:—–-]\s*\S/.test(text);
}

/** How many parts of a text have a name and content under it: what makes a card. */
export function sectionsWithContent(blocks: readonly Block[]): number {
  let count = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'heading' || isBoldLine(block)) {
      const next = blocks[i + 1];
      if (next && next.kind !== 'heading' && !isBoldLine(next) && wordsOf(textOf(next)).length > 0) count++;
    } else if (block.kind === 'paragraph') count += labelled(block.text);
    else if (block.kind === 'item')
      count += Math.min(1, labelled(block.text) + (/^[^:.]{3,40}:\s+\S+/.test(block.text.text) ? 1 : 0));
    else if (block.kind === 'quote') count += sectionsWithContent(block.children);
    else if (block.kind === 'table')
      count += block.rows.filter(
        (row) => row.cells.length === 2 && wordsOf(row.cells[1]?.text ?? '').length > 0,
      ).length;
  }
  return count;
}

/** Bold labels with words behind them: `**Intended use.** Retention campaigns` */
function labelled(text: RichText): number {
  let count = 0;
  for (const [i, [start, end]] of text.strong.entries()) {
    const before = text.text.slice(0, start);
    if (before.trim() !== '' && !/[\n.;]\s*$/.test(before) && !/\s$/.test(before)) continue;
    const next = text.strong[i + 1]?.[0] ?? text.text.length;
    if (wordsOf(text.text.slice(end, next)).length >= 2 && end - start >= 3 && end - start < 60) count++;
  }
  return count;
}

/** Whether the text of a fence or a file is a card: named parts with content, and not only one of them. */
export function isCardText(source: Source, kind: IndexedKind): boolean {
  const { blocks, frontMatter } = parseMarkdown(sourceOf(source.file, source.text));
  const filled = sectionsWithContent(blocks);
  if (frontMatter && filled === 0) return kind.looks.some((look) => look.pattern.test(source.text));
  if (
    blocks.length > 0 &&
    blocks.every((block) => block.kind === 'item') &&
    blocks.every(
      (block) => block.kind === 'item' && wordsOf(block.text.text).length <= 6 && block.children.length === 0,
    )
  )
    return false;
  const first = blocks[0];
  if (first && LACK.test(wordsOf(textOf(first).slice(0, 200)).join(' ')) && blocks.length < 4) return false;
  return filled >= 2 || (filled === 1 && kind.looks.some((look) => look.pattern.test(source.text)));
}

/** A stretch of top-level blocks that is a card: from its first block to the one after its last. */
export interface CardRun {
  readonly from: number;
  readonly to: number;
}

/** Headings of a card, below its title, as words. */
export function cardHeadings(text: string): string[] {
  return Array.from(text.matchAll(/^ {0,3}#{2,6}[ \t]+(.*)$/gm), (found) => wordsOf(found[1] ?? '').join(' '));
}

/** Unfenced cards among the blocks of one exercise: a quote with labels, a title `Model card: …`, or sections that the words above announce. */
export function findCards(blocks: readonly Block[], kind: IndexedKind, given: ReadonlySet<string>): CardRun[] {
  const runs: CardRun[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block;
    if (block.kind === 'quote' && sectionsWithContent([block]) >= 2) runs.push({ from: i, to: i + 1 });
    else if (block.kind === 'heading' && isCardTitle(block.text.text, kind)) {
      const to = runEnd(blocks, i + 1, block.level);
      if (sectionsWithContent(blocks.slice(i, to)) >= 1) runs.push({ from: i, to });
    } else if (block.kind === 'heading' && given.has(wordsOf(block.text.text).join(' '))) {
      // The given card taken over and filled in, without a word about it; a part that names a lack is a remark.
      const to = runEnd(blocks, i + 1, block.level);
      const run = blocks.slice(i, to);
      if (sectionsWithContent(run) >= 2 && !run.some((one) => LACK.test(wordsOf(textOf(one)).join(' '))))
        runs.push({ from: i, to });
    } else if (isLead(block)) {
      const to = runEnd(blocks, i + 1, block.kind === 'heading' ? block.level : 7);
      if (to > i + 1 && sectionsWithContent(blocks.slice(i + 1, to)) >= 2) runs.push({ from: i + 1, to });
    }
    const last = runs[runs.length - 1];
    if (last && last.to > i) i = last.to - 1;
  }
  return runs;
}

function isLead(block: Block): boolean {
  if (block.kind !== 'heading' && block.kind !== 'paragraph') return false;
  const last = block.text.text.trim().split('\n').at(-1) ?? '';
  const tail = last.split(/(?<=[.!?])\s+/).at(-1) ?? last;
  return (
    wordsOf(tail).length <= 25 &&
    announcesCard(tail) &&
    (block.kind === 'heading' || isBoldLine(block) || /[:.…]$/.test(tail))
  );
}

/** The card ends where a heading goes back to reviewing, or climbs above the level that announced it. */
function runEnd(blocks: readonly Block[], from: number, level: number): number {
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i] as Block;
    if (block.kind === 'code' && i > from) continue;
    if (block.kind !== 'heading') continue;
    const words = wordsOf(block.text.text).join(' ');
    if (
      LACK.test(words) ||
      /^(?:comentarios|comments|review|revision|notas|notes|explicacion|justificacion)\b/.test(words)
    )
      return i;
    if (level < 7 && block.level < level) return i;
  }
  return blocks.length;
}
