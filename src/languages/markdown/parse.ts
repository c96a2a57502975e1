import type { Block, Hidden, MarkdownDocument, Problem } from '../../model/document.js';
import { lineStarts, type Source, spanAt } from '../../model/text.js';
import { blocksOf, definedLabel, joinTables, withDefinitions } from './blocks.js';
import { findFences } from './fences.js';
import { footnotesUsed } from './footnotes.js';
import { readFrontMatter } from './front-matter.js';
import { type InlineContext, parseInline } from './inline.js';
import { asMarkdown } from './other-markup.js';
import { pieceOf, trimPiece, trimRich } from './piece.js';
import { LIMITS, tooMuch } from './prescan.js';
import { tokenize } from './rules.js';
import { hidingRules } from './style-sheet.js';

/**
 * Reads markdown as a reader of the rendered page sees it. Offsets in the result are offsets in `source`. Never throws: a document that
 * asks too much of the parser is read as plain paragraphs, and says so in `problems`.
 */
export function parseMarkdown(source: Source): MarkdownDocument {
  // Line ends keep their length, so that offsets stay true.
  const text = asMarkdown(source.text.replaceAll('\r\n', '\t\n').replaceAll('\r', '\n'));
  const front = readFrontMatter(source, text);
  const body = front ? text.slice(0, front.start).replace(/[^\n]/g, ' ') + text.slice(front.start) : text;
  const hidden: Hidden[] = [];
  const trouble = tooMuch(body);
  if (trouble)
    return {
      ...plainDocument(source, body, hidden),
      ...(front ? { frontMatter: front.frontMatter } : {}),
      problems: [limitProblem(source, trouble)],
    };
  const lines = body.split('\n');
  const fences = findFences(lines);
  const styles = hidingRules(body);
  const context: InlineContext = { source, labels: labelsOf(lines), used: new Set(), hidden, styles };
  const env = {
    fences,
    styles,
    footnotes: footnotesUsed(lines, fences),
    unclosed: new Set<string>(),
    budget: 2_000_000,
    depth: 0,
  };
  const starts = lineStarts(body);
  const blocks = withDefinitions(context, () =>
    joinTables(blocksOf(tokenize(body.endsWith('\n') ? body : `${body}\n`, env), context, starts)),
  );
  const problems = front?.problem ? [front.problem] : [];
  return {
    language: 'markdown',
    source,
    blocks,
    hidden: sortHidden(hidden),
    problems,
    ...(front ? { frontMatter: front.frontMatter } : {}),
  };
}

function labelsOf(lines: readonly string[]): Set<string> {
  const labels = new Set<string>();
  for (const line of lines) {
    if (!line.includes(']:')) continue;
    const label = definedLabel(line);
    if (label !== undefined && labels.size < 1000) labels.add(label);
  }
  return labels;
}

function limitProblem(source: Source, trouble: string): Problem {
  return { message: `read as plain text: ${trouble}`, span: spanAt(source, 0, Math.min(source.text.length, 80)) };
}

/** Paragraphs parted by blank lines, with inline markup taken off: what is left when the block parser must not be tried. */
function plainDocument(source: Source, text: string, hidden: Hidden[]): Omit<MarkdownDocument, 'problems'> {
  const context: InlineContext = { source, labels: new Set(), used: new Set(), hidden, styles: [] };
  const blocks: Block[] = [];
  const limit = Math.min(text.length, LIMITS.bytes);
  let start = 0;
  while (start < limit && blocks.length < 5000) {
    const blank = text.indexOf('\n\n', start);
    const end = Math.min(blank < 0 ? limit : blank, start + 20_000, limit);
    const piece = trimPiece(pieceOf(text, start, end));
    if (piece.text !== '') {
      const rich = trimRich(parseInline(piece, context));
      if (rich.text !== '') blocks.push({ kind: 'paragraph', text: rich, start: piece.offsets[0] ?? start, end });
    }
    start = end + (blank === end ? 2 : 0);
  }
  return { language: 'markdown', source, blocks, hidden: sortHidden(hidden) };
}

const sortHidden = (hidden: readonly Hidden[]): Hidden[] =>
  hidden
    .slice(0, 2000)
    .sort((a, b) => a.span.start.line - b.span.start.line || a.span.start.column - b.span.start.column);
