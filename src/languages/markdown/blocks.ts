import type { Token } from 'markdown-it';
import type { Block, RichText } from '../../model/document.js';
import { positionAt, type Source, spanAt } from '../../model/text.js';
import { htmlBlocks } from './html-blocks.js';
import { type InlineContext, normaliseLabel, parseInline } from './inline.js';
import { type Piece, slicePiece, trimPiece, trimRich } from './piece.js';
import type { RawTable } from './tables.js';

interface Frame {
  readonly type: string;
  readonly children: Block[];
  readonly ordered: boolean;
  readonly start: number;
  readonly end: number;
  readonly summary?: RichText;
}

/** Turns markdown-it's flat tokens into our tree of blocks. Iterative: a frame per open container. */
export function blocksOf(tokens: readonly Token[], context: InlineContext, starts: readonly number[]): Block[] {
  const root: Frame = { type: 'root', children: [], ordered: false, start: 0, end: context.source.text.length };
  const frames: Frame[] = [root];
  for (const token of tokens) {
    const top = frames[frames.length - 1] as Frame;
    const range = rangeOf(token, starts, context.source);
    if (token.nesting === 1) frames.push(openFrame(token, range, context));
    else if (token.nesting === -1) {
      frames.pop();
      closeFrame(top, frames, range);
    } else top.children.push(...leafOf(token, context, range));
  }
  return root.children;
}

function rangeOf(token: Token, starts: readonly number[], source: Source): { start: number; end: number } {
  if (!token.map) return { start: 0, end: 0 };
  const start = starts[token.map[0]] ?? 0;
  const end = starts[token.map[1]] ?? source.text.length + 1;
  return { start, end: Math.max(start, end - 1) };
}

function openFrame(token: Token, range: { start: number; end: number }, context: InlineContext): Frame {
  const frame = { type: token.type, children: [], ordered: token.type === 'ordered_list_open', ...range };
  if (token.type !== 'x_details_open') return frame;
  const { summary } = token.meta as { summary: Piece };
  return { ...frame, summary: trimRich(parseInline(summary, context)) };
}

function closeFrame(frame: Frame, frames: readonly Frame[], _range: { start: number; end: number }): void {
  const parent = frames[frames.length - 1];
  if (!parent) return;
  const { start, end } = frame;
  const children = joinTables(frame.children);
  if (frame.type === 'blockquote_open') parent.children.push({ kind: 'quote', children, start, end });
  else if (frame.type === 'x_details_open' && frame.summary)
    parent.children.push({ kind: 'details', summary: frame.summary, children, start, end });
  else if (frame.type === 'list_item_open') parent.children.push(itemOf({ ...frame, children }, frames));
  else parent.children.push(...children);
}

function itemOf(frame: Frame, frames: readonly Frame[]): Block {
  const depth = frames.filter((open) => open.type.endsWith('_list_open')).length - 1;
  const ordered = frames[frames.length - 1]?.ordered ?? false;
  const [first, ...rest] = frame.children;
  const { start, end } = frame;
  if (first?.kind !== 'paragraph')
    return {
      kind: 'item',
      depth,
      ordered,
      text: { text: '', offsets: [start], code: [], strong: [] },
      children: frame.children,
      start,
      end,
    };
  const task = /^\[([ xX✓✔])\]\s+/.exec(first.text.text);
  const text = task ? cutStart(first.text, task[0].length) : first.text;
  const item = { kind: 'item' as const, depth, ordered, text, children: rest, start, end };
  return task ? { ...item, checked: task[1] !== ' ' } : item;
}

function cutStart(rich: RichText, count: number): RichText {
  const shift = (ranges: RichText['code']): (readonly [number, number])[] =>
    ranges.filter(([, end]) => end > count).map(([start, end]) => [Math.max(0, start - count), end - count] as const);
  return {
    text: rich.text.slice(count),
    offsets: rich.offsets.slice(count),
    code: shift(rich.code),
    strong: shift(rich.strong),
  };
}

function leafOf(token: Token, context: InlineContext, range: { start: number; end: number }): Block[] {
  const { piece } = (token.meta ?? {}) as { piece?: Piece };
  switch (token.type) {
    case 'x_heading':
      return piece
        ? [{ kind: 'heading', level: (token.meta as { level: number }).level, text: rich(piece, context), ...range }]
        : [];
    case 'x_paragraph':
      return piece ? paragraphOf(piece, context, range) : [];
    case 'x_code':
      return codeOf(token, context, range);
    case 'x_table':
      return [tableOf(token.meta as unknown as RawTable, context, range)];
    case 'x_html':
      return piece ? htmlBlocks(piece, context) : [];
    case 'x_hidden':
      return piece ? hide(piece, (token.meta as { how?: 'comment' | 'footnote' }).how ?? 'html', context) : [];
    default:
      return [];
  }
}

const rich = (piece: Piece, context: InlineContext): RichText => trimRich(parseInline(trimPiece(piece), context));

const DEFINITION =
  /^[ \t]{0,3}\[([^\]^][^\]]{0,500})\]:[ \t]*(?:<[^>\n]*>|\S+)(?:[ \t]+("[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/;

const TITLE = /^\n[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))[ \t]*(?=\n|$)/;

/** The label that a line defines as a link, or `undefined`. */
export function definedLabel(line: string): string | undefined {
  if (line.length > 2000) return undefined;
  const found = DEFINITION.exec(line);
  return found ? normaliseLabel(found[1] ?? '') : undefined;
}

function paragraphOf(piece: Piece, context: InlineContext, range: { start: number; end: number }): Block[] {
  const kept = withoutDefinitions(piece, context);
  if (kept.text.trim() === '') return [];
  const text = rich(kept, context);
  return text.text === '' ? [] : [{ kind: 'paragraph', text, ...range }];
}

/** Link definitions at the head of a paragraph are never shown; a definition is reported as hidden, and kept out, whether it is used or not. */
function withoutDefinitions(piece: Piece, context: InlineContext): Piece {
  if (!piece.text.trimStart().startsWith('[')) return piece;
  let from = 0;
  while (from < piece.text.length) {
    const newline = piece.text.indexOf('\n', from);
    const to = newline < 0 ? piece.text.length : newline;
    const line = piece.text.slice(from, to);
    const label = definedLabel(line);
    if (label === undefined) break;
    const start = piece.offsets[from] ?? 0;
    // Its title may stand in the line below.
    const title = TITLE.exec(piece.text.slice(to, to + 2000))?.[0] ?? '';
    const end = to + title.length;
    definitions.get(context)?.push({ label, text: `${line}${title}`.trim(), start, end: piece.offsets[end] ?? start });
    from = end + 1;
  }
  return from === 0 ? piece : slicePiece(piece, Math.min(from, piece.text.length), piece.text.length);
}

interface Definition {
  readonly label: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const definitions = new WeakMap<InlineContext, Definition[]>();

/** Runs `read` and reports the link definitions that nothing used. */
export function withDefinitions<T>(context: InlineContext, read: () => T): T {
  const found: Definition[] = [];
  definitions.set(context, found);
  const result = read();
  for (const { label, text, start, end } of found)
    if (!context.used.has(label))
      context.hidden.push({ how: 'link-definition', text, span: spanAt(context.source, start, end) });
  return result;
}

function codeOf(token: Token, context: InlineContext, range: { start: number; end: number }): Block[] {
  const { info, piece, closed, empty } = token.meta as { info: string; piece: Piece; closed: boolean; empty: boolean };
  if (/(?:^|[\s{,.])hidden\b/i.test(info)) return hide(piece, 'html', context);
  return [
    {
      kind: 'code',
      info: info.toLowerCase(),
      source: sourceOfPiece(context.source, empty ? { text: '', offsets: [range.end] } : piece),
      closed,
      ...range,
    },
  ];
}

/** A piece as a source of its own; each of its lines knows where it stands. */
export function sourceOfPiece(source: Source, piece: Piece): Source {
  const lines = [positionAt(source, piece.offsets[0] ?? 0)];
  for (let i = piece.text.indexOf('\n'); i >= 0; i = piece.text.indexOf('\n', i + 1))
    lines.push(positionAt(source, piece.offsets[i + 1] ?? 0));
  return { file: source.file, text: piece.text, lines };
}

function tableOf(table: RawTable, context: InlineContext, range: { start: number; end: number }): Block {
  const cells = (pieces: readonly Piece[]): RichText[] => pieces.map((cell) => rich(cell, context));
  return {
    kind: 'table',
    header: cells(table.header),
    rows: table.rows.map((row) => ({ cells: cells(row.cells), start: row.start, end: row.end })),
    ...range,
  };
}

function hide(piece: Piece, how: 'comment' | 'html' | 'footnote', context: InlineContext): Block[] {
  const text = how === 'comment' ? piece.text.replace(/^\s*<!--/, '') : piece.text.replace(/<[^>]{0,500}>/g, ' ');
  if (text.trim() === '') return [];
  const end = piece.offsets[piece.text.length] ?? 0;
  context.hidden.push({ how, text: text.trim(), span: spanAt(context.source, piece.offsets[0] ?? 0, end) });
  return [];
}

/** A table without a header right after a table as wide is its continuation: a blank line slipped in. */
export function joinTables(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const above = joined[joined.length - 1];
    if (block.kind === 'table' && above?.kind === 'table' && continues(above, block)) {
      const headed = block.header.length > 0 ? [{ cells: block.header, start: block.start, end: block.start }] : [];
      joined[joined.length - 1] = { ...above, rows: [...above.rows, ...headed, ...block.rows], end: block.end };
    } else joined.push(block);
  }
  return joined;
}

function continues(above: Extract<Block, { kind: 'table' }>, below: Extract<Block, { kind: 'table' }>): boolean {
  if (above.header.length === 0) return false;
  const width = below.rows[0]?.cells.length ?? 0;
  if (below.header.length === 0) return width === above.header.length;
  return (
    below.rows.length > 0 &&
    below.header.length === above.header.length &&
    /^\W*\d+\W*$/.test(below.header[0]?.text ?? '')
  );
}
