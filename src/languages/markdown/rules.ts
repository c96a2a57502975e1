import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';
import type { Fence } from './fences.js';
import { footnoteLabel } from './footnotes.js';
import { hidesContent } from './hiding.js';
import { BLOCK_TAGS, openTagOf } from './html-lines.js';
import type { Piece } from './piece.js';
import { LIMITS } from './prescan.js';
import type { HidingRule } from './style-sheet.js';
import { mayStartTable, readTable } from './tables.js';

/** What the rules know of the document, and what they may still spend on look-ahead. */
export interface RuleEnv {
  readonly fences: ReadonlyMap<number, Fence>;
  /** Elements of which one was found to lack its closing tag. */
  readonly unclosed: Set<string>;
  /** What the document's own style sheets hide. */
  readonly styles: readonly HidingRule[];
  /** Footnotes that the text refers to. */
  readonly footnotes: ReadonlySet<string>;
  budget: number;
  /** Elements that are open around the lines being read. */
  depth: number;
}

type Rule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/**
 * Block structure. Lists and quotes are markdown-it's; the leaves are ours, since they keep the offsets of their text, and since people write
 * fences, tables and HTML that the specification reads otherwise than they meant.
 */
export function tokenize(text: string, env: RuleEnv): Token[] {
  const tokens: Token[] = [];
  parser().block.parse(text, parser(), env as never, tokens);
  return tokens;
}

let memo: ReturnType<typeof make> | undefined;

const make = () =>
  new MarkdownIt('default', {
    html: true,
    linkify: false,
    maxNesting: 2 * LIMITS.indent + 2 * LIMITS.markers,
  } as never);

function parser(): ReturnType<typeof make> {
  if (memo) return memo;
  const md = make();
  const { ruler } = md.block;
  ruler.disable(['reference']);
  const stops = ['paragraph', 'reference', 'blockquote', 'list'];
  ruler.at('fence', fence, { alt: stops });
  ruler.at('table', table, { alt: ['paragraph', 'reference'] });
  ruler.at('html_block', html, { alt: ['paragraph', 'reference', 'blockquote'] });
  ruler.at('heading', heading, { alt: ['paragraph', 'reference', 'blockquote'] });
  ruler.at('code', indentedCode);
  ruler.at('lheading', underlined);
  ruler.at('paragraph', paragraph);
  // Fences come first: their lines are settled before anything else is read.
  ruler.disable(['fence']);
  ruler.before('table', 'settled_fence', fence, { alt: stops });
  ruler.before('table', 'unused_footnote', footnote, { alt: stops });
  memo = md;
  return md;
}

function push(state: StateBlock, type: string, from: number, to: number, meta: unknown): void {
  const token = state.push(type, '', 0);
  token.map = [from, to];
  token.meta = meta as typeof token.meta;
  state.line = to;
}

/** The line from its first visible character, or from `indent` columns on. */
function lineAt(state: StateBlock, line: number, indent?: number): Piece {
  const from = state.bMarks[line] ?? 0;
  const shift = state.tShift[line] ?? 0;
  const to = state.eMarks[line] ?? from;
  let start = from + shift;
  if (indent !== undefined) start = Math.max(from, start - Math.max(0, (state.sCount[line] ?? 0) - indent));
  const offsets: number[] = [];
  for (let i = start; i <= Math.max(start, to); i++) offsets.push(i);
  return { text: state.src.slice(start, Math.max(start, to)), offsets };
}

/** Whole lines as one piece; a line feed stands where the line ends. */
export function linesAt(state: StateBlock, from: number, to: number, indent?: number): Piece {
  const offsets: number[] = [];
  let text = '';
  for (let line = from; line < to; line++) {
    const piece = lineAt(state, line, indent);
    const last = line === to - 1;
    text += last ? piece.text : `${piece.text}\n`;
    for (const offset of piece.offsets) offsets.push(offset);
  }
  if (from >= to) offsets.push(state.bMarks[from] ?? 0);
  return { text, offsets };
}

const fence: Rule = (state, start, end, silent) => {
  const found = (state.env as unknown as RuleEnv).fences.get(start);
  // Inside a list or a quote the fence's own container comes first.
  const mark = state.src.charCodeAt((state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0));
  if (!found || (mark !== 96 && mark !== 126)) return false;
  if (silent) return true;
  const next = Math.min(found.next, end);
  const contentEnd = Math.min(found.contentEnd, end);
  const indent = state.sCount[start] ?? 0;
  const piece = linesAt(state, start + 1, contentEnd, indent);
  push(state, 'x_code', start, Math.max(next, start + 1), {
    info: found.info,
    piece,
    closed: found.closed && found.next <= end,
    empty: contentEnd <= start + 1,
  });
  return true;
};

/** A note that nothing refers to is not shown: its paragraph, and what is indented below it. */
const footnote: Rule = (state, start, end, silent) => {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const label = footnoteLabel(lineAt(state, start).text);
  if (label === undefined || (state.env as unknown as RuleEnv).footnotes.has(label)) return false;
  if (silent) return true;
  let next = start + 1;
  for (let blank = false; next < end; next++) {
    if (state.isEmpty(next)) blank = true;
    else if (footnoteLabel(lineAt(state, next).text) !== undefined) break;
    else if (blank && (state.sCount[next] ?? 0) - state.blkIndent < 2) break;
    else if (/^#{1,6}\s/.test(lineAt(state, next).text)) break;
  }
  while (next > start + 1 && state.isEmpty(next - 1)) next--;
  push(state, 'x_hidden', start, next, { piece: linesAt(state, start, next), how: 'footnote' });
  return true;
};

const table: Rule = (state, start, end, silent) => {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineAt(state, start);
  const next =
    start + 1 < end && (state.sCount[start + 1] ?? 0) >= state.blkIndent ? lineAt(state, start + 1).text : undefined;
  if (!mayStartTable(first.text, next)) return false;
  if (silent) return true;
  const lines: Piece[] = [];
  const { fences } = state.env as unknown as RuleEnv;
  for (let line = start; line < end && !state.isEmpty(line) && !fences.has(line); line++) {
    if ((state.sCount[line] ?? 0) < state.blkIndent || lines.length >= 6000) break;
    lines.push(lineAt(state, line));
  }
  const read = readTable(lines);
  if (!read || read.lines === 0) return false;
  push(state, 'x_table', start, start + read.lines, read);
  return true;
};

const heading: Rule = (state, start, _end, silent) => {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const line = lineAt(state, start);
  const found = /^(#{1,6})(?:[ \t]+|$)/.exec(line.text) ?? /^(#{2,6})(?=[\p{L}\p{N}])/u.exec(line.text);
  if (!found) return false;
  if (silent) return true;
  const from = found[0].length;
  let to = line.text.trimEnd().length;
  let hashes = to;
  while (hashes > from && line.text.charAt(hashes - 1) === '#') hashes--;
  if (hashes < to && (hashes === from || /[ \t]/.test(line.text.charAt(hashes - 1))))
    to = line.text.slice(0, hashes).trimEnd().length;
  const piece = {
    text: line.text.slice(from, Math.max(from, to)),
    offsets: line.offsets.slice(from, Math.max(from, to) + 1),
  };
  push(state, 'x_heading', start, start + 1, { level: found[1]?.length ?? 1, piece });
  return true;
};

const indentedCode: Rule = (state, start, end, silent) => {
  if (silent || (state.sCount[start] ?? 0) - state.blkIndent < 4) return false;
  let last = start;
  for (let line = start; line < end; line++) {
    if (state.isEmpty(line)) continue;
    if ((state.sCount[line] ?? 0) - state.blkIndent < 4) break;
    last = line;
  }
  const piece = linesAt(state, start, last + 1, state.blkIndent + 4);
  push(state, 'x_code', start, last + 1, { info: '', piece, closed: true, empty: false });
  return true;
};

/** A paragraph, which may turn out to be an underlined heading. */
function flow(state: StateBlock, start: number, end: number, wantHeading: boolean): boolean {
  const stops = state.md.block.ruler.getRules('paragraph');
  const oldParent = state.parentType;
  state.parentType = 'paragraph';
  let line = start + 1;
  let level = 0;
  for (; line < end && !state.isEmpty(line); line++) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    if (wantHeading && indent >= 0 && indent <= 3) {
      level = underlineLevel(lineAt(state, line).text);
      if (level > 0) break;
    }
    if (indent > 3 || (state.sCount[line] ?? 0) < 0) continue;
    if (stops.some((stop) => stop(state, line, end, true))) break;
  }
  state.parentType = oldParent;
  if (wantHeading !== level > 0) return false;
  const piece = linesAt(state, start, line);
  if (level > 0) push(state, 'x_heading', start, line + 1, { level, piece });
  else push(state, 'x_paragraph', start, line, { piece });
  return true;
}

function underlineLevel(text: string): number {
  if (/^=+[ \t]*$/.test(text)) return 1;
  return /^(?:-{2,}|~{4,}|\^{4,}|\+{4,}|"{4,})[ \t]*$/.test(text) ? 2 : 0;
}

const underlined: Rule = (state, start, end, silent) => {
  if (silent || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  // Only a paragraph whose next lines hold an underline can be one; looking first keeps long paragraphs linear.
  let line = start + 1;
  const limit = Math.min(end, start + 4);
  while (line < limit && !state.isEmpty(line) && underlineLevel(lineAt(state, line).text) === 0) line++;
  if (line >= limit || state.isEmpty(line)) return false;
  return flow(state, start, end, true);
};

const paragraph: Rule = (state, start, end, silent) => !silent && flow(state, start, end, false);

const html: Rule = (state, start, end, silent) => {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const first = state.bMarks[start]! + state.tShift[start]!;
  if (state.src.charCodeAt(first) !== 60) return false;
  const line = lineAt(state, start).text;
  if (line.startsWith('<!--')) return silent || comment(state, start, end);
  const tag = openTagOf(line);
  if (!tag || !BLOCK_TAGS.has(tag.name)) return false;
  if (silent) return true;
  const env = state.env as unknown as RuleEnv;
  if (tag.closing || env.depth >= DEEPEST) {
    push(state, 'x_html', start, start + 1, { piece: linesAt(state, start, start + 1) });
    return true;
  }
  const hides = hidesContent(tag.name, tag.attributes, env.styles);
  if (tag.name === 'details' && !hides) return details(state, start, end);
  const close = findClose(state, start, end, tag.name);
  if (close === undefined) {
    let next = start;
    while (next < end && !state.isEmpty(next) && !(state.env as unknown as RuleEnv).fences.has(next)) next++;
    push(state, 'x_html', start, next, { piece: linesAt(state, start, next) });
    return true;
  }
  if (!hides && isContainer(state, tag.name, start, close))
    inside(state, start, start + 1, close, close + 1, undefined);
  else push(state, hides ? 'x_hidden' : 'x_html', start, close + 1, { piece: linesAt(state, start, close + 1) });
  return true;
};

function comment(state: StateBlock, start: number, end: number): boolean {
  let line = start;
  for (; line < end; line++) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    // Where one ends another may begin.
    if (text.includes('-->') && text.lastIndexOf('-->') > text.lastIndexOf('<!--')) break;
  }
  const next = Math.min(line + 1, end);
  const piece = linesAt(state, start, next);
  push(state, line < end ? 'x_html' : 'x_hidden', start, next, { piece, how: 'comment' });
  return true;
}

/** An element that holds markdown: a wrapper with blank lines or fences inside, which is not itself a table or a list. */
function isContainer(state: StateBlock, name: string, start: number, close: number): boolean {
  if (!WRAPPERS.has(name) || close - start < 2) return false;
  const { fences } = state.env as unknown as RuleEnv;
  for (let line = start + 1; line < close; line++) if (state.isEmpty(line) || fences.has(line)) return true;
  return false;
}

const DEEPEST = 40;

const WRAPPERS = new Set([
  'div',
  'section',
  'article',
  'center',
  'main',
  'header',
  'footer',
  'aside',
  'figure',
  'form',
  'fieldset',
  'blockquote',
  'p',
  'address',
  'body',
  'html',
  'span',
  'font',
]);

/** A fold: its summary, then what it holds as markdown. One that is never closed ends before the next section. */
function details(state: StateBlock, start: number, end: number): boolean {
  const close = findClose(state, start, end, 'details');
  const stop = close ?? sectionAfter(state, start + 1, end);
  const head = linesAt(state, start, Math.min(stop + (close === undefined ? 0 : 1), start + 8));
  const summary = /<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/i.exec(head.text);
  const opening = summary ? summary.index + summary[0].length : head.text.indexOf('>') + 1 || head.text.length;
  const from = summary ? summary.index + summary[0].indexOf('>') + 1 : 0;
  const to = summary ? from + (summary[1] ?? '').length : 0;
  const first = start + head.text.slice(0, opening).split('\n').length - 1;
  const closing = head.text.toLowerCase().indexOf('</details', opening);
  const lineEnd = head.text.indexOf('\n', opening);
  const restEnd = Math.min(lineEnd < 0 ? head.text.length : lineEnd, closing < 0 ? head.text.length : closing);
  const rest = { text: head.text.slice(opening, restEnd), offsets: head.offsets.slice(opening, restEnd + 1) };
  const name = { text: head.text.slice(from, to), offsets: head.offsets.slice(from, to + 1) };
  inside(state, start, first + 1, stop, close === undefined ? stop : close + 1, { summary: name, rest });
  return true;
}

function sectionAfter(state: StateBlock, from: number, end: number): number {
  for (let line = from; line < end; line++) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    if (/^\s{0,3}(?:#{1,2}\s|<details\b)/i.test(text) && !insideFence(state, line)) return line;
  }
  return end;
}

function insideFence(state: StateBlock, line: number): boolean {
  for (const fence of (state.env as unknown as RuleEnv).fences.values()) {
    if (fence.open > line) return false;
    if (line < fence.next) return true;
  }
  return false;
}

/** Reads the lines between two tags as markdown; with `fold`, wrapped in a details token. */
function inside(
  state: StateBlock,
  start: number,
  from: number,
  to: number,
  next: number,
  fold: { summary: Piece; rest: Piece } | undefined,
): void {
  if (fold) {
    const token = state.push('x_details_open', 'details', 1);
    token.map = [start, next];
    token.meta = fold;
    if (fold.rest.text.trim() !== '') push(state, 'x_html', start, start + 1, { piece: fold.rest });
  }
  const oldMax = state.lineMax;
  const oldParent = state.parentType;
  if (from < to) {
    const env = state.env as unknown as RuleEnv;
    env.depth++;
    state.lineMax = to;
    state.parentType = 'root';
    state.md.block.tokenize(state, from, to);
    env.depth--;
  }
  state.lineMax = oldMax;
  state.parentType = oldParent;
  if (fold) state.push('x_details_close', 'details', -1);
  state.line = Math.max(next, start + 1);
}

/** The line with the closing tag that answers the opening tag in line `start`; fences and comments do not count. */
function findClose(state: StateBlock, start: number, end: number, name: string): number | undefined {
  const env = state.env as unknown as RuleEnv;
  if (env.unclosed.has(name) || env.budget <= 0) return undefined;
  const tags = new RegExp(`<(/?)${name}(?=[\\s>/]|$)`, 'gi');
  let depth = 0;
  for (let line = start; line < end; line++) {
    env.budget--;
    const fenced = env.fences.get(line);
    if (fenced) {
      line = Math.max(line, fenced.next - 1);
      continue;
    }
    for (const found of state.src.slice(state.bMarks[line], state.eMarks[line]).matchAll(tags)) {
      depth += found[1] === '/' ? -1 : 1;
      if (depth <= 0) return line;
    }
  }
  env.unclosed.add(name);
  return undefined;
}
