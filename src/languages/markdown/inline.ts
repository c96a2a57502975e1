import { parseFragment } from 'parse5';
import type { Hidden, RichText } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import { hidesContent } from './hiding.js';
import { invisibleKind, isHonestInvisible } from './invisible.js';
import { lineBreaks } from './line-breaks.js';
import type { Piece } from './piece.js';
import type { HidingRule } from './style-sheet.js';

/** What inline parsing needs to know of the whole document. */
export interface InlineContext {
  readonly source: Source;
  /** Labels that some `[label]: destination` line defines, normalised. */
  readonly labels: ReadonlySet<string>;
  /** Labels that some text used; filled while parsing. */
  readonly used: Set<string>;
  readonly hidden: Hidden[];
  /** What the document's own style sheets hide. */
  readonly styles: readonly HidingRule[];
}

/**
 * The text that a reader sees of a piece of markdown: markup, tags and links' targets are gone, what cannot be seen is reported.
 * One pass from left to right and linear time: every look-ahead is bounded or remembers that it failed.
 */
export function parseInline(piece: Piece, context: InlineContext): RichText {
  const state = new Inline(piece, context);
  state.run();
  return state.finish();
}

/** A label as references compare it. */
export const normaliseLabel = (label: string): string =>
  label
    .trim()
    .replace(/[ \t\n]+/g, ' ')
    .toLowerCase();

interface Delimiter {
  readonly char: string;
  readonly index: number;
  count: number;
  readonly opens: boolean;
}

const PUNCTUATION = /[!-/:-@[-`{-~\p{P}\p{S}]/u;
const LOOK_AHEAD = 1000;

/** The cursor over one piece. A class because a dozen steps share one mutable cursor; it never leaves this file. */
class Inline {
  readonly #text: string;
  readonly #piece: Piece;
  readonly #context: InlineContext;
  #at = 0;
  readonly #out: string[] = [];
  readonly #from: number[] = [];
  readonly #dropped = new Set<number>();
  readonly #code: [number, number][] = [];
  readonly #strong: [number, number][] = [];
  /** Struck out: the writer took it back. */
  readonly #struck: [number, number][] = [];
  readonly #delimiters = new Map<string, Delimiter[]>();
  readonly #brackets: { index: number; image: boolean; source: number }[] = [];
  readonly #tags: { name: string; out: number; source: number; hides: boolean }[] = [];
  #hiding = 0;
  #noComment = false;
  #ticks: Map<number, number[]> | undefined;
  #breaks: ReadonlySet<number> | undefined;

  constructor(piece: Piece, context: InlineContext) {
    this.#piece = piece;
    this.#text = piece.text;
    this.#context = context;
  }

  run(): void {
    const text = this.#text;
    while (this.#at < text.length) {
      const c = text.charAt(this.#at);
      if (c === '\\') this.#escape();
      else if (c === '`') this.#codeSpan();
      else if (c === '<') this.#angle();
      else if (c === '&') this.#entity();
      else if (c === '\n') this.#newline();
      else if (c === '*' || c === '_' || c === '~') this.#delimiter(c);
      else if (c === '[') this.#open(false);
      else if (c === '!' && text.charAt(this.#at + 1) === '[') this.#open(true);
      else if (c === ']') this.#close();
      else this.#plain();
    }
  }

  finish(): RichText {
    for (const tag of this.#tags) if (tag.hides) this.#hide(tag.out, tag.source, this.#text.length, 'html');
    const kept: number[] = [];
    const place: number[] = [];
    const turns = new Map<number, number>();
    for (const [start, end] of this.#struck) {
      turns.set(start, (turns.get(start) ?? 0) + 1);
      turns.set(end, (turns.get(end) ?? 0) - 1);
    }
    for (let i = 0, struck = 0; i < this.#out.length; i++) {
      place.push(kept.length);
      struck += turns.get(i) ?? 0;
      if (struck === 0 && !this.#dropped.has(i) && !isStruckOver(this.#out, i)) kept.push(i);
    }
    place.push(kept.length);
    const offsets = kept.map((i) => this.#from[i] ?? 0);
    const last = kept[kept.length - 1];
    offsets.push(last === undefined ? (this.#piece.offsets[0] ?? 0) : (this.#from[last] ?? 0) + 1);
    const ranges = (of: [number, number][]): (readonly [number, number])[] =>
      of
        .map(([start, end]) => [place[start] ?? 0, place[end] ?? kept.length] as const)
        .filter(([start, end]) => end > start)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return {
      text: kept.map((i) => this.#out[i]).join(''),
      offsets,
      code: ranges(this.#code),
      strong: ranges(this.#strong),
    };
  }

  #emit(char: string, at: number): void {
    this.#out.push(char);
    this.#from.push(this.#piece.offsets[at] ?? 0);
  }

  #plain(): void {
    const text = this.#text;
    const code = text.codePointAt(this.#at) ?? 0;
    const length = code > 0xffff ? 2 : 1;
    const kind = invisibleKind(code);
    if (kind) {
      if (!isHonestInvisible(text, this.#at))
        this.#report(kind, text.substr(this.#at, length), this.#at, this.#at + length);
    } else for (let i = 0; i < length; i++) this.#emit(text.charAt(this.#at + i), this.#at + i);
    this.#at += length;
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '\n') {
      this.#emit('\n', this.#at + 1);
      this.#at += 2;
    } else if (next !== '' && /[!-/:-@[-`{-~]/.test(next)) {
      this.#emit(next, this.#at + 1);
      this.#at += 2;
    } else this.#emit('\\', this.#at++);
  }

  /** A break that the author meant (two spaces, or a line that no editor wrapped) shows as a line feed, any other as a space. */
  #newline(): void {
    let blanks = 0;
    while (this.#out[this.#out.length - 1] === ' ' && blanks < LOOK_AHEAD) {
      this.#out.pop();
      this.#from.pop();
      blanks++;
    }
    this.#breaks ??= lineBreaks(this.#text);
    const hard = blanks >= 2 || this.#breaks.has(this.#at);
    this.#emit(hard ? '\n' : ' ', this.#at);
    this.#at++;
    while (this.#text.charAt(this.#at) === ' ' || this.#text.charAt(this.#at) === '\t') this.#at++;
  }

  #codeSpan(): void {
    const text = this.#text;
    let length = 1;
    while (text.charAt(this.#at + length) === '`') length++;
    const close = this.#closingTicks(length);
    if (close === undefined) {
      for (let i = 0; i < length; i++) this.#emit('`', this.#at++);
      return;
    }
    let start = this.#at + length;
    let end = close;
    if (text.charAt(start) === ' ' && text.charAt(end - 1) === ' ' && text.slice(start, end).trim() !== '') {
      start++;
      end--;
    }
    const from = this.#out.length;
    for (let i = start; i < end; i++) this.#emitCode(i);
    this.#code.push([from, this.#out.length]);
    this.#at = close + length;
  }

  #emitCode(i: number): void {
    const code = this.#text.codePointAt(i) ?? 0;
    const kind = invisibleKind(code);
    if (kind) this.#report(kind, String.fromCodePoint(code), i, i + 1);
    else this.#emit(this.#text.charAt(i) === '\n' ? ' ' : this.#text.charAt(i), i);
  }

  /** The next run of exactly `length` backticks, from an index made once per piece. */
  #closingTicks(length: number): number | undefined {
    if (!this.#ticks) {
      this.#ticks = new Map();
      for (let i = 0; i < this.#text.length; ) {
        if (this.#text.charAt(i) !== '`') {
          i++;
          continue;
        }
        const start = i;
        while (this.#text.charAt(i) === '`') i++;
        const runs = this.#ticks.get(i - start) ?? [];
        runs.push(start);
        this.#ticks.set(i - start, runs);
      }
    }
    const runs = this.#ticks.get(length) ?? [];
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle] ?? 0) <= this.#at) low = middle + 1;
      else high = middle;
    }
    return runs[low];
  }

  #angle(): void {
    const text = this.#text;
    if (text.startsWith('<!--', this.#at)) {
      const end = this.#noComment ? -1 : text.indexOf('-->', this.#at + 4);
      if (end >= 0) {
        this.#report('comment', text.slice(this.#at + 4, end), this.#at, end + 3);
        this.#at = end + 3;
        return;
      }
      this.#noComment = true;
    }
    UNSHOWN.lastIndex = this.#at;
    const unshown = UNSHOWN.exec(text);
    if (unshown) {
      this.#report('html', unshown[0], this.#at, this.#at + unshown[0].length);
      this.#at += unshown[0].length;
      return;
    }
    TAG.lastIndex = this.#at;
    const tag = TAG.exec(text);
    if (tag) {
      this.#tag(tag[1] === '/', (tag[2] ?? '').toLowerCase(), tag[3] ?? '', tag[0].length);
      return;
    }
    AUTOLINK.lastIndex = this.#at;
    const link = AUTOLINK.exec(text);
    if (!link) {
      this.#emit('<', this.#at++);
      return;
    }
    this.#at++;
    for (let i = 0; i < (link[1] ?? '').length; i++) this.#emit(text.charAt(this.#at), this.#at++);
    this.#at++;
  }

  #tag(closing: boolean, name: string, attributes: string, length: number): void {
    if (!KNOWN_TAGS.has(name)) {
      for (let i = 0; i < length; i++) this.#emit(this.#text.charAt(this.#at), this.#at++);
      return;
    }
    const start = this.#at;
    this.#at += length;
    if (name === 'br' || name === 'hr') this.#emit('\n', start);
    else if (name === 'img' || VOID_TAGS.has(name)) this.#altOf(attributes, start);
    else if (!closing)
      this.#tags.push({
        name,
        out: this.#out.length,
        source: start,
        hides: this.#hiding === 0 && hidesContent(name, attributes, this.#context.styles),
      });
    else this.#closeTag(name, start);
    const top = this.#tags[this.#tags.length - 1];
    if (!closing && top?.hides && top.out === this.#out.length && top.source === start) this.#hiding++;
  }

  #closeTag(name: string, end: number): void {
    const found = this.#tags.findLastIndex((tag) => tag.name === name);
    if (found < 0 || this.#tags.length - found > 50) return;
    for (const tag of this.#tags.splice(found)) {
      if (tag.hides) {
        this.#hiding--;
        this.#hide(tag.out, tag.source, end, 'html');
      }
      if (tag.name !== name) continue;
      if (name === 'code' || name === 'kbd' || name === 'tt' || name === 'samp')
        this.#code.push([tag.out, this.#out.length]);
      if (name === 'strong' || name === 'b' || name === 'th') this.#strong.push([tag.out, this.#out.length]);
      if (name === 'del' || name === 's' || name === 'strike') this.#struck.push([tag.out, this.#out.length]);
    }
  }

  #altOf(attributes: string, start: number): void {
    for (const found of attributes.matchAll(/(?:^|\s)(alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)) {
      const value = found[2] ?? found[3] ?? '';
      if (value.trim() !== '')
        this.#report(found[1]?.toLowerCase() === 'alt' ? 'alt-text' : 'title', value, start, this.#at);
    }
  }

  #entity(): void {
    ENTITY.lastIndex = this.#at;
    const found = ENTITY.exec(this.#text);
    const decoded = found ? decodeEntity(found[0]) : undefined;
    if (!found || decoded === undefined) {
      this.#emit('&', this.#at++);
      return;
    }
    const kind = invisibleKind(decoded.codePointAt(0) ?? 0);
    if (kind) this.#report(kind, decoded, this.#at, this.#at + found[0].length);
    else for (const unit of decoded.split('')) this.#emit(unit === '\u00a0' ? ' ' : unit, this.#at);
    this.#at += found[0].length;
  }

  /** Emphasis after CommonMark's flanking rules; the marks are dropped when they pair up. */
  #delimiter(char: string): void {
    const text = this.#text;
    const start = this.#at;
    while (text.charAt(this.#at) === char) this.#at++;
    const count = this.#at - start;
    const before = start === 0 ? ' ' : text.charAt(start - 1);
    const after = text.charAt(this.#at) || ' ';
    const leftFlanking =
      !/\s/.test(after) && (!PUNCTUATION.test(after) || /\s/.test(before) || PUNCTUATION.test(before));
    const rightFlanking =
      !/\s/.test(before) && (!PUNCTUATION.test(before) || /\s/.test(after) || PUNCTUATION.test(after));
    const opens = leftFlanking && (char !== '_' || !rightFlanking || PUNCTUATION.test(before));
    const closes = rightFlanking && (char !== '_' || !leftFlanking || PUNCTUATION.test(after));
    const index = this.#out.length;
    for (let i = 0; i < count; i++) this.#emit(char, start + i);
    if (char === '~' && count > 2) return;
    let left = closes ? this.#pair(char, index, count) : count;
    if (left > 0 && opens) {
      const stack = this.#delimiters.get(char) ?? [];
      stack.push({ char, index: index + count - left, count: left, opens });
      this.#delimiters.set(char, stack);
      left = 0;
    }
  }

  #pair(char: string, index: number, count: number): number {
    const stack = this.#delimiters.get(char) ?? [];
    let left = count;
    let used = 0;
    while (left > 0 && stack.length > 0) {
      const opener = stack[stack.length - 1] as Delimiter;
      if (opener.index + opener.count === index) break;
      const marks = left >= 2 && opener.count >= 2 ? 2 : 1;
      if (char === '~' && marks === 1 && (left > 1 || opener.count > 1)) break;
      for (let i = 0; i < marks; i++) {
        this.#dropped.add(opener.index + opener.count - 1 - i);
        this.#dropped.add(index + used + i);
      }
      if (marks === 2) (char === '~' ? this.#struck : this.#strong).push([opener.index + opener.count, index + used]);
      opener.count -= marks;
      if (opener.count === 0) stack.pop();
      used += marks;
      left -= marks;
      for (const [other, openers] of this.#delimiters)
        if (other !== char) while ((openers[openers.length - 1]?.index ?? -1) > opener.index) openers.pop();
    }
    return left;
  }

  #open(image: boolean): void {
    this.#brackets.push({ index: this.#out.length, image, source: this.#at });
    if (image) this.#emit('!', this.#at++);
    this.#emit('[', this.#at++);
  }

  #close(): void {
    const opener = this.#brackets.pop();
    const end = opener ? this.#linkEnd(opener.source) : undefined;
    if (!opener || end === undefined) {
      this.#emit(']', this.#at++);
      return;
    }
    if (opener.image) this.#hide(opener.index, opener.source, end, 'alt-text', 2);
    else this.#dropped.add(opener.index);
    this.#at = end;
  }

  /** Where the link ends whose text ends here: an inline target, a reference or a shortcut; `undefined` when it is no link. */
  #linkEnd(from: number): number | undefined {
    const text = this.#text;
    if (text.charAt(this.#at + 1) === '(') {
      TARGET.lastIndex = this.#at + 1;
      const target = TARGET.exec(text.length > this.#at + LOOK_AHEAD ? text.slice(0, this.#at + LOOK_AHEAD) : text);
      if (target) {
        const title = target[1] ?? '';
        if (title.length > 2) this.#report('title', title.slice(1, -1), this.#at + 1, this.#at + 1 + target[0].length);
        return this.#at + 1 + target[0].length;
      }
    }
    if (this.#context.labels.size === 0) return undefined;
    REFERENCE.lastIndex = this.#at + 1;
    const reference = REFERENCE.exec(text);
    const own = text.slice(from, Math.min(this.#at, from + LOOK_AHEAD)).replace(/^!?\[/, '');
    const label = normaliseLabel(reference?.[1] || own);
    if (!this.#context.labels.has(label)) return undefined;
    this.#context.used.add(label);
    return this.#at + 1 + (reference?.[0].length ?? 0);
  }

  #hide(out: number, from: number, to: number, how: Hidden['how'], skip = 0): void {
    let text = '';
    for (let i = out; i < this.#out.length; i++) {
      if (i >= out + skip && !this.#dropped.has(i)) text += this.#out[i];
      this.#dropped.add(i);
    }
    if (text.trim() !== '') this.#report(how, text, from, to);
  }

  #report(how: Hidden['how'], text: string, from: number, to: number): void {
    const { offsets } = this.#piece;
    const start = offsets[from] ?? 0;
    this.#context.hidden.push({ how, text, span: spanAt(this.#context.source, start, offsets[to] ?? start + 1) });
  }
}

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,20})((?:\s(?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'){0,2000})?)\s?\/?>/y;
/** Processing instructions, declarations and CDATA: no browser shows them. */
const UNSHOWN = /<\?[a-z][^?>]{0,2000}\?>|<!\[CDATA\[[^\]]{0,2000}\]\]>|<!DOCTYPE\s[^>]{0,2000}>/iy;
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,200})>/y;
const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;
/** "f̶a̶l̶t̶a̶": struck out letter by letter, with a mark of its own over each. */
const isStruckOver = (out: readonly string[], i: number): boolean =>
  STROKE.test(out[i]!) || (i + 1 < out.length && STROKE.test(out[i + 1]!));
const STROKE = /[\u0335\u0336]/;

const TARGET =
  /\(\s*(?:<[^<>\n]*>|(?:[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
const REFERENCE = /\[([^[\]]{0,500})\]/y;
const VOID_TAGS = new Set(['img', 'input', 'wbr', 'col', 'area', 'embed', 'source', 'track', 'base', 'link', 'meta']);
const KNOWN_TAGS = new Set(
  (
    'a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data datalist dd del ' +
    'details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd ' +
    'label legend li link main mark menu meta meter nav noembed noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s ' +
    'samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track ' +
    'tt u ul var video wbr'
  ).split(' '),
);

const entities = new Map<string, string | undefined>();

function decodeEntity(entity: string): string | undefined {
  if (entity.charAt(1) === '#') {
    const hex = entity.charAt(2) === 'x' || entity.charAt(2) === 'X';
    const code = Number.parseInt(entity.slice(hex ? 3 : 2, -1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  }
  if (entities.size > 500) entities.clear();
  if (!entities.has(entity)) {
    const [node] = parseFragment(entity).childNodes;
    const value = node && 'value' in node ? node.value : entity;
    entities.set(entity, value === entity ? undefined : value);
  }
  return entities.get(entity);
}
