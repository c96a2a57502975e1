import { parseDocument } from 'yaml';
import type { MarkdownDocument, Problem } from '../../model/document.js';
import { type Source, sliceSource, spanAt } from '../../model/text.js';

export interface Front {
  readonly frontMatter: NonNullable<MarkdownDocument['frontMatter']>;
  /** Where the body starts. */
  readonly start: number;
  readonly problem?: Problem;
}

const LONGEST = 64 * 1024;

/** Front matter at the head of a document: data, never prose. A rule (`---`) that opens a text is none. */
export function readFrontMatter(source: Source, text: string): Front | undefined {
  const opened = /^\ufeff?---[ \t]*\n/.exec(text);
  if (!opened) return undefined;
  const from = opened[0].length;
  const closed = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(from, from + LONGEST));
  if (!closed) return undefined;
  const yaml = text.slice(from, from + closed.index);
  if (!/^[ \t]*["']?[\w-]+["']?[ \t]*:/m.test(yaml) || /^\s*\n/.test(yaml) || /^#{1,6}\s.*\n/.test(yaml))
    return undefined;
  const end = from + closed.index;
  const after = end + closed[0].length;
  const own = sliceSource(source, from, end);
  const start = Math.min(text.length, after + 1);
  const read = readYaml(yaml);
  const front = { frontMatter: { source: own, value: read.value }, start };
  return read.trouble
    ? { ...front, problem: { message: `front matter: ${read.trouble}`, span: spanAt(source, from, end) } }
    : front;
}

function readYaml(yaml: string): { value: unknown; trouble?: string } {
  if (depthOf(yaml) > 64) return { value: undefined, trouble: 'nested too deeply' };
  try {
    const document = parseDocument(yaml, { version: '1.2', merge: false, uniqueKeys: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) return { value: undefined, trouble: error.message.split('\n')[0] ?? 'does not parse' };
    return { value: document.toJS({ maxAliasCount: 0, mapAsMap: false }) as unknown };
  } catch {
    return { value: undefined, trouble: 'does not parse' };
  }
}

/** Deepest nesting of brackets and indentation, without parsing. */
function depthOf(yaml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const c of yaml) {
    if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth);
    else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
  }
  for (const line of yaml.split('\n')) {
    const lead = /^(?:[ \t]|[-?][ \t])*/.exec(line)?.[0] ?? '';
    deepest = Math.max(deepest, Math.floor(lead.length / 2));
  }
  return deepest;
}
