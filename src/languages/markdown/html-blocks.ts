import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { Block, RichText } from '../../model/document.js';
import { positionAt, type Source } from '../../model/text.js';
import { hidesContent } from './hiding.js';
import { type InlineContext, parseInline } from './inline.js';
import { type Piece, slicePiece, trimPiece, trimRich } from './piece.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const DEPTH = 40;
const MOST_TAGS = 4000;

/** Blocks of a stretch of HTML: tables, lists, headings, paragraphs, code. What is hidden in it is reported, not returned. */
export function htmlBlocks(piece: Piece, context: InlineContext): Block[] {
  const reader = { piece, context, blocks: [] as Block[] };
  if (countTags(piece.text) > MOST_TAGS) return textBlock(reader, 0, piece.text.length);
  const fragment = parseFragment(piece.text, { sourceCodeLocationInfo: true });
  return readChildren(reader, fragment.childNodes, 0, piece.text.length, 0, 0);
}

interface Reader {
  readonly piece: Piece;
  readonly context: InlineContext;
}

function countTags(text: string): number {
  let count = 0;
  for (let i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) count++;
  return count;
}

/** Blocks of a run of nodes; neighbouring inline nodes make one paragraph. */
function readChildren(
  reader: Reader,
  nodes: readonly Node[],
  start: number,
  end: number,
  depth: number,
  list: number,
): Block[] {
  const blocks: Block[] = [];
  let from = start;
  for (const node of nodes) {
    if (!isElement(node) || !isBlockElement(reader, node)) continue;
    const at = node.sourceCodeLocation;
    if (!at) continue;
    blocks.push(...textBlock(reader, from, at.startOffset));
    blocks.push(...readElement(reader, node, depth + 1, list));
    from = Math.max(from, at.endOffset);
  }
  blocks.push(...textBlock(reader, from, end));
  return blocks;
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const BLOCKS = new Set(
  'table thead tbody tfoot tr td th ul ol li dl dt dd p div section article center main header footer aside figure figcaption form fieldset blockquote pre h1 h2 h3 h4 h5 h6 details summary address nav'.split(
    ' ',
  ),
);

/** A block element, or an inline one that wraps a block (`<center>`, `<font>` around a table). */
const isBlockElement = (reader: Reader, node: Element): boolean =>
  BLOCKS.has(node.tagName) ||
  hides(reader, node) ||
  node.childNodes.some((child) => isElement(child) && BLOCKS.has(child.tagName));

const hides = ({ context }: Reader, node: Element): boolean =>
  hidesContent(
    node.tagName,
    node.attrs.map((attr) => ` ${attr.name}="${attr.value.replaceAll('"', "'")}"`).join(''),
    context.styles,
  ) || node.attrs.some((attr) => attr.name === 'hidden');

function readElement(reader: Reader, node: Element, depth: number, list: number): Block[] {
  const [start, end] = rangeOf(node);
  if (hides(reader, node)) return hide(reader, start, end);
  if (depth > DEPTH) return textBlock(reader, start, end);
  const at = {
    start: offsetAt(reader, node.sourceCodeLocation?.startOffset ?? start),
    end: offsetAt(reader, node.sourceCodeLocation?.endOffset ?? end),
  };
  const { tagName } = node;
  const heading = /^h([1-6])$/.exec(tagName);
  if (heading) return [{ kind: 'heading', level: Number(heading[1]), text: inline(reader, start, end), ...at }];
  if (tagName === 'table') return [tableOf(reader, node, at)];
  if (tagName === 'ul' || tagName === 'ol')
    return node.childNodes.filter(isElement).flatMap((item) => itemOf(reader, item, tagName === 'ol', depth + 1, list));
  if (tagName === 'pre') return [codeOf(reader, start, end, at)];
  const children = readChildren(reader, node.childNodes, start, end, depth, list);
  if (tagName === 'blockquote') return [{ kind: 'quote', children, ...at }];
  if (tagName === 'details') return [detailsOf(reader, node, at, depth)];
  return children;
}

function detailsOf(reader: Reader, node: Element, at: { start: number; end: number }, depth: number): Block {
  const [start, end] = rangeOf(node);
  const summary = node.childNodes.find((child): child is Element => isElement(child) && child.tagName === 'summary');
  const from = summary ? (summary.sourceCodeLocation?.endOffset ?? start) : start;
  const rest = node.childNodes.filter((child) => child !== summary);
  const text = summary ? inline(reader, ...rangeOf(summary)) : inline(reader, start, start);
  return { kind: 'details', summary: text, children: readChildren(reader, rest, from, end, depth, 0), ...at };
}

/** Where the content of an element stands, between its tags. */
function rangeOf(node: Element): [number, number] {
  const at = node.sourceCodeLocation;
  if (!at) return [0, 0];
  return [at.startTag?.endOffset ?? at.startOffset, at.endTag?.startOffset ?? at.endOffset];
}

const offsetAt = (reader: Reader, index: number): number =>
  reader.piece.offsets[Math.min(index, reader.piece.text.length)] ?? 0;

function inline(reader: Reader, start: number, end: number): RichText {
  return trimRich(parseInline(trimPiece(slicePiece(reader.piece, start, Math.max(start, end))), reader.context));
}

function textBlock(reader: Reader, start: number, end: number): Block[] {
  const piece = trimPiece(slicePiece(reader.piece, start, Math.max(start, end)));
  if (piece.text === '') return [];
  const text = trimRich(parseInline(piece, reader.context));
  if (text.text === '') return [];
  return [{ kind: 'paragraph', text, start: piece.offsets[0] ?? 0, end: piece.offsets[piece.text.length] ?? 0 }];
}

function hide(reader: Reader, start: number, end: number): Block[] {
  const text = reader.piece.text
    .slice(start, end)
    .replace(/<[^>]{0,500}>/g, ' ')
    .trim();
  const { source, hidden } = reader.context;
  if (text !== '')
    hidden.push({
      how: 'html',
      text,
      span: { start: positionAt(source, offsetAt(reader, start)), end: positionAt(source, offsetAt(reader, end)) },
    });
  return [];
}

function tableOf(reader: Reader, table: Element, at: { start: number; end: number }): Block {
  const rows = rowsOf(reader, table);
  const cellsOf = (row: Element): Element[] =>
    row.childNodes.filter(
      (cell): cell is Element => isElement(cell) && (cell.tagName === 'td' || cell.tagName === 'th'),
    );
  const [first] = rows;
  const named =
    first !== undefined &&
    cellsOf(first).length > 0 &&
    cellsOf(first).every((cell) => cell.tagName === 'th' || first.parentNode?.nodeName === 'thead' || isBold(cell));
  const header = named ? cellsOf(first).map((cell) => inline(reader, ...rangeOf(cell))) : [];
  const body = (named ? rows.slice(1) : rows).filter((row) => !hides(reader, row));
  return {
    kind: 'table',
    header,
    rows: body.map((row) => {
      const [start, end] = rangeOf(row);
      const cells = cellsOf(row).map((cell) =>
        hides(reader, cell) ? hiddenCell(reader, cell) : inline(reader, ...rangeOf(cell)),
      );
      return { cells, start: offsetAt(reader, start), end: offsetAt(reader, end) };
    }),
    ...at,
  };
}

const isBold = (cell: Element): boolean => {
  const content = cell.childNodes.filter(
    (child) => isElement(child) || ('value' in child && child.value.trim() !== ''),
  );
  return (
    content.length === 1 &&
    content.every((child) => isElement(child) && (child.tagName === 'b' || child.tagName === 'strong'))
  );
};

function rowsOf(reader: Reader, table: Element): Element[] {
  const rows: Element[] = [];
  for (const child of table.childNodes) {
    if (!isElement(child) || hides(reader, child)) continue;
    if (child.tagName === 'tr') rows.push(child);
    else if (/^t(head|body|foot)$/.test(child.tagName))
      rows.push(...child.childNodes.filter((row): row is Element => isElement(row) && row.tagName === 'tr'));
  }
  return rows;
}

function itemOf(reader: Reader, item: Element, ordered: boolean, depth: number, list: number): Block[] {
  const [start, end] = rangeOf(item);
  if (hides(reader, item)) return hide(reader, start, end);
  const at = {
    start: offsetAt(reader, item.sourceCodeLocation?.startOffset ?? start),
    end: offsetAt(reader, item.sourceCodeLocation?.endOffset ?? end),
  };
  const children =
    depth > DEPTH ? textBlock(reader, start, end) : readChildren(reader, item.childNodes, start, end, depth, list + 1);
  const [first, ...rest] = children;
  const text = first?.kind === 'paragraph' ? first.text : inline(reader, start, start);
  return [{ kind: 'item', depth: list, ordered, text, children: first?.kind === 'paragraph' ? rest : children, ...at }];
}

function codeOf(reader: Reader, start: number, end: number, at: { start: number; end: number }): Block {
  const text = inlineCode(reader, start, end);
  return { kind: 'code', info: '', source: text, closed: true, ...at };
}

/** The text of a `<pre>` without its tags and with its entities decoded; lines keep their places. */
function inlineCode(reader: Reader, start: number, end: number): Source {
  const raw = reader.piece.text.slice(start, end).replace(/^\n/, '');
  const skipped = reader.piece.text.slice(start, end).length - raw.length;
  const lines: { line: number; column: number }[] = [];
  const texts: string[] = [];
  let at = start + skipped;
  for (const line of raw.split('\n')) {
    lines.push(positionAt(reader.context.source, offsetAt(reader, at)));
    const plain = line.replace(/<\/?[A-Za-z][^>]{0,500}>/g, '');
    texts.push(plain.replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => DECODED.get(entity) ?? entity));
    at += line.length + 1;
  }
  return { file: reader.context.source.file, text: texts.join('\n'), lines };
}

const DECODED = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&nbsp;', ' '],
]);

function hiddenCell(reader: Reader, cell: Element): RichText {
  const [start, end] = rangeOf(cell);
  hide(reader, start, end);
  return inline(reader, start, start);
}
