import type { Source, Span } from './text.js';

/** Something the parser could not read, at the place where it gave up. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
}

/**
 * Text a reader sees, without its markup. `offsets[i]` is the offset in the source of character `i`, with one more for the end;
 * `code` and `strong` are the ranges of `text` that were set as code or bold.
 */
export interface RichText {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly code: readonly (readonly [start: number, end: number])[];
  readonly strong: readonly (readonly [start: number, end: number])[];
}

/** A markdown document as a reader sees it, top-down. `start` and `end` are offsets in the document's source. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly text: RichText;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'paragraph'; readonly text: RichText; readonly start: number; readonly end: number }
  | {
      readonly kind: 'item';
      /** 0 for an outermost list. */
      readonly depth: number;
      readonly ordered: boolean;
      readonly checked?: boolean;
      readonly text: RichText;
      /** What the item holds besides its own text: nested items, code, paragraphs. */
      readonly children: readonly Block[];
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'table';
      /** Empty where the table has no header row. */
      readonly header: readonly RichText[];
      readonly rows: readonly { readonly cells: readonly RichText[]; readonly start: number; readonly end: number }[];
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'code';
      /** The info string of the fence, lower-case, may be empty. */
      readonly info: string;
      readonly source: Source;
      readonly closed: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[]; readonly start: number; readonly end: number }
  /** A `<details>` element: folded, but a reader can open it. */
  | {
      readonly kind: 'details';
      readonly summary: RichText;
      readonly children: readonly Block[];
      readonly start: number;
      readonly end: number;
    };

/** Text that a reader of the rendered document does not see. */
export interface Hidden {
  readonly how:
    | 'comment'
    | 'html'
    | 'zero-width'
    | 'bidi'
    | 'tag-characters'
    | 'alt-text'
    | 'link-definition'
    | 'footnote'
    | 'title'
    | 'output'
    | 'raw-cell'
    | 'metadata';
  readonly text: string;
  readonly span: Span;
}

export interface MarkdownDocument {
  readonly language: 'markdown';
  readonly source: Source;
  readonly frontMatter?: { readonly source: Source; readonly value: unknown };
  readonly blocks: readonly Block[];
  readonly hidden: readonly Hidden[];
  readonly problems: readonly Problem[];
}

/**
 * A node of a language's normalised tree. `kind` and the other fields follow the language (for Python: the names of CPython's `ast`);
 * `start` and `end` are offsets in the source's text.
 */
export interface TreeNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Code or data with a normalised tree that patterns match on. */
export interface TreeDocument {
  readonly language: string;
  readonly source: Source;
  readonly tree: TreeNode;
  readonly problems: readonly Problem[];
}

export type Document = MarkdownDocument | TreeDocument;

export const isMarkdown = (document: Document): document is MarkdownDocument => document.language === 'markdown';
