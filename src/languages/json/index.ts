import type { Problem } from '../../model/document.js';
import { type Source, spanAt } from '../../model/text.js';
import type { DataDocument } from '../data.js';
import type { Language } from '../language.js';
import { readJson } from './read.js';

/** JSON. Comments and trailing commas are read and reported. */
export const json: Language & { parse(source: Source): DataDocument } = {
  id: 'json',
  aliases: ['jsonc'],
  files: ['.json', '.jsonc'],
  load: async () => {},
  parse,
};

function parse(source: Source): DataDocument {
  const problems: Problem[] = [];
  const root = readJson(source.text, (message, start, end) => {
    if (problems.length < 50) problems.push({ message, span: spanAt(source, start, end) });
  });
  const documents = root ? [root] : [];
  return { language: 'json', source, tree: { kind: 'Stream', start: 0, end: source.text.length, documents }, problems };
}
