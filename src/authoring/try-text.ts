import { languageOf } from '../languages/index.js';
import type { MarkdownDocument } from '../model/document.js';
import type { Lang } from '../model/local.js';
import { sourceOf } from '../model/text.js';
import { type CompiledReview, type ReviewResult, readReview } from '../review/index.js';

/** How one text would be read as a student's review. The markdown language must have been loaded. */
export function tryText(reading: CompiledReview, text: string, lang: Lang = 'es'): ReviewResult {
  const source = sourceOf('text', text);
  const document = languageOf('markdown')?.parse(source) as MarkdownDocument;
  return readReview(reading, { prose: [{ source, blocks: document.blocks }], comments: [], lang });
}

/** Ids of the criteria that the text names. */
export function namedBy(result: ReviewResult): string[] {
  return [...result.criteria].filter(([, mention]) => mention.found).map(([id]) => id).sort();
}
