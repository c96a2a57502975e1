import type { Language } from '../language.js';
import { parseMarkdown } from './parse.js';

/** Markdown as people write it, with what a reader cannot see kept apart. */
export const markdown: Language = {
  id: 'markdown',
  aliases: ['md', 'mdx', 'gfm'],
  files: ['.md', '.markdown', '.mdx', '.mkd', '.txt'],
  load: async () => {},
  parse: parseMarkdown,
};

export { infoLanguage } from './fences.js';
export { codePointsOf, invisibleKind, isHonestInvisible } from './invisible.js';
export { parseMarkdown } from './parse.js';
export { joinedRich, labelledRich, sliceRich, trimRich } from './piece.js';
