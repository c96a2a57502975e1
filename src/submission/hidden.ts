import type { Hidden, MarkdownDocument } from '../model/document.js';
import type { Source } from '../model/text.js';
import { flag, type Journal } from './hand-in.js';
import { instructionIn, invisibleIn, mixedScriptWords } from './integrity.js';

/** Tells what a document hides and what could not be read of it. */
export function noteDocument(document: MarkdownDocument, journal: Journal): void {
  for (const problem of document.problems) {
    journal.flags.push({
      kind: problem.message.startsWith('front matter') ? 'does-not-parse' : 'limit',
      message: problem.message,
      evidence: { file: document.source.file, span: problem.span, excerpt: '', message: '' },
    });
  }
  noteHidden(document.hidden, document.source, journal);
}

function noteHidden(hidden: readonly Hidden[], source: Source, journal: Journal): void {
  for (const one of hidden.slice(0, 50)) {
    if (one.how === 'zero-width' || one.how === 'bidi' || one.how === 'tag-characters') continue;
    if ((one.how === 'comment' || one.how === 'title' || one.how === 'alt-text') && one.text.trim().length < 3)
      continue;
    const evidence = { file: source.file, span: one.span, excerpt: one.text.trim().slice(0, 200), message: one.how };
    journal.flags.push({
      kind: 'hidden-text',
      message: `text that a reader does not see (${one.how}); it has no effect`,
      evidence,
    });
    if (instructionIn(one.text))
      journal.flags.push({
        kind: 'instruction-to-grader',
        message: 'hidden text speaks to the grader; it has no effect',
        evidence,
      });
    journal.received.push({ file: source.file, span: one.span, taken_as: 'ignored', note: `hidden: ${one.how}` });
  }
}

/** Tells characters that a reader cannot see, and words of several scripts. */
export function noteInvisible(source: Source, journal: Journal): void {
  const found = invisibleIn(source.text);
  if (found)
    flag(
      journal,
      'invisible-characters',
      `${found.count} invisible ${found.count === 1 ? 'character' : 'characters'} (${found.points})`,
      source,
      found.first,
      found.first + 1,
    );
  const [first, ...more] = mixedScriptWords(source.text);
  if (first)
    flag(
      journal,
      'mixed-script',
      `${more.length + 1} ${more.length === 0 ? 'word mixes' : 'words mix'} letters of several scripts`,
      source,
      first.at,
      first.at + first.word.length,
    );
}
