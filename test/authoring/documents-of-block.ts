import type { Documents } from '../../src/checks/check.js';
import { languageOf } from '../../src/languages/index.js';
import { isMarkdown } from '../../src/model/document.js';
import { sourceOf } from '../../src/model/text.js';
import { documentsWith } from '../checks/documents.js';

/** An answer of the documentation: a fenced block with its language and, where it stands for a file, its name. */
export interface AnswerBlock {
  readonly language: string;
  readonly file?: string | undefined;
  readonly text: string;
}

/** What the checks see of a hand-in that holds this block: markdown without a name is what the student wrote, all else a file. */
export function documentsOfBlock({ language, file, text }: AnswerBlock): Documents {
  const known = languageOf(language);
  if (!file && known?.id === 'markdown') return proseOf(text);
  const parse = known?.parse.bind(known);
  return documentsWith([
    {
      id: 'file',
      language: known?.id ?? 'text',
      text,
      file: file ?? `answer.${language}`,
      ...(parse ? { parse } : {}),
    },
  ]);
}

function proseOf(text: string): Documents {
  const source = sourceOf('answer.md', text);
  const document = languageOf('markdown')?.parse(source);
  const blocks = document && isMarkdown(document) ? document.blocks : [];
  return { ...documentsWith([]), prose: [{ source, blocks }] };
}
