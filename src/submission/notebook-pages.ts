import { parseMarkdown } from '../languages/markdown/index.js';
import type { Source } from '../model/text.js';
import { flag, type Journal, note, noteAt } from './hand-in.js';
import { noteDocument, noteInvisible } from './hidden.js';
import { cellMagic, type Notebook, readNotebook, withoutMagics } from './notebook.js';
import type { Page } from './place.js';

/**
 * The cells of a notebook as pages, in order; outputs, raw cells and cells that a magic hands to something else are told and left out.
 * The trouble, in words, when there are no cells.
 */
export function notebookPages(source: Source, exercise: string | undefined, journal: Journal): Page[] | string {
  const notebook = readNotebook(source.text);
  if (notebook.trouble) flag(journal, 'does-not-parse', `\`${source.file}\`: ${notebook.trouble}`);
  if (notebook.cells.length === 0) {
    note(journal, source.file, 'ignored', notebook.trouble ?? 'a notebook without cells');
    return `\`${source.file}\` is no notebook that can be read: ${notebook.trouble ?? 'it has no cells'}`;
  }
  if (notebook.cells.every((cell) => cell.text.trim() === '')) {
    note(journal, source.file, 'ignored', 'it holds no text that can be read');
    return `\`${source.file}\` holds no text that can be read`;
  }
  noteCells(notebook, source, journal);
  const pages: Page[] = [];
  for (const cell of notebook.cells) {
    if (cell.text.trim() === '') continue;
    const own: Source = { file: source.file, text: cell.text, lines: cell.lines };
    noteInvisible(own, journal);
    const extra = exercise ? { exercise } : {};
    if (cell.type === 'markdown') {
      const document = parseMarkdown(own);
      noteDocument(document, journal);
      pages.push({ source: own, blocks: document.blocks, ...extra });
    } else if (cell.type === 'code') pages.push({ ...codePage(own, journal), ...extra });
  }
  return pages;
}

function noteCells(notebook: Notebook, source: Source, journal: Journal): void {
  if (notebook.outputs > 0)
    note(
      journal,
      source.file,
      'ignored',
      `outputs and attachments of ${notebook.outputs} ${notebook.outputs === 1 ? 'cell' : 'cells'}`,
    );
  for (const cell of notebook.cells) {
    if ((cell.type !== 'raw' && cell.type !== 'other') || cell.text.trim() === '') continue;
    const own: Source = { file: source.file, text: cell.text, lines: cell.lines };
    noteAt(journal, own, 0, cell.text.length, 'ignored', 'a raw cell is no evidence');
    flag(journal, 'hidden-text', 'a raw cell of the notebook; it has no effect', own, 0, cell.text.length);
  }
}

function codePage(source: Source, journal: Journal): Page {
  const magic = cellMagic(source.text);
  if (magic) {
    noteAt(journal, source, 0, source.text.length, 'ignored', magic);
    return { source, blocks: [] };
  }
  const code: Source = { ...source, text: withoutMagics(source.text) };
  return {
    source,
    blocks: [{ kind: 'code', info: 'python', source: code, closed: true, start: 0, end: source.text.length }],
  };
}
