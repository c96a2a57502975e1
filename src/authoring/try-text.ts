import { languageOf } from '../languages/index.js';
import type { MarkdownDocument } from '../model/document.js';
import { sourceOf } from '../model/text.js';
import { type CompiledReview, type ReviewReading, readReview } from '../review/index.js';

/** How one text would be read as a student's review. The markdown language must have been loaded. */
export function tryText(reading: CompiledReview, text: string): ReviewReading {
  const source = sourceOf('text', text);
  const document = languageOf('markdown')?.parse(source) as MarkdownDocument;
  return readReview(reading, [{ source, blocks: document.blocks }]);
}

/** Ids of the criteria that the text names. */
export function namedBy(result: ReviewReading): string[] {
  return [...result.criteria]
    .filter(([, mention]) => mention.found)
    .map(([id]) => id)
    .sort();
}
