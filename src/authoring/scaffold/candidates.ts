import type { Py } from '../../languages/python/ast.js';
import { childrenOf } from '../../languages/python/walk.js';
import type { TreeNode } from '../../model/document.js';

/** Something that a corrected file does and the given one does not, as a check an author can correct. */
export interface Candidate {
  /** Words by which a row of the solution would mention it. */
  readonly words: readonly string[];
  readonly expression: unknown;
}

/** Calls, arguments and decorators that were added between two Python trees. */
export function pythonCandidates(given: TreeNode | undefined, corrected: TreeNode): Candidate[] {
  const before = given ? featuresOf(given) : new Map<string, Candidate>();
  return [...featuresOf(corrected)].filter(([key]) => !before.has(key)).map(([, candidate]) => candidate);
}

function featuresOf(root: TreeNode): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  const stack: Py[] = [root as Py];
  for (let node = stack.pop(); node; node = stack.pop()) {
    stack.push(...(childrenOf(node as never) as unknown as Py[]));
    if (node.kind === 'Call') addCall(found, node);
    if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') {
      for (const decorator of node.decorators) addDecorator(found, decorator);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addCall(found: Map<string, Candidate>, call: Extract<Py, { kind: 'Call' }>): void {
  const name = dotted(call.func);
  if (!name || name.split('.').length > 4) return;
  const pattern = name.startsWith('self.') ? `$X.${name.split('.').at(-1)}` : name;
  const words = wordsOf(name);
  found.set(`call ${name}`, { words, expression: { code: { pattern: `${pattern}(...)` } } });
  for (const keyword of call.keywords) {
    if (!keyword.arg) continue;
    const expression = { code: { pattern: `${pattern}(..., ${keyword.arg}=$VALUE, ...)` } };
    found.set(`call ${name} ${keyword.arg}`, { words: [keyword.arg, ...wordsOf(keyword.arg)], expression });
  }
}

function addDecorator(found: Map<string, Candidate>, decorator: Py): void {
  const name = dotted(decorator.kind === 'Call' ? decorator.func : decorator);
  if (!name) return;
  const call = decorator.kind === 'Call' ? '(...)' : '';
  found.set(`decorator ${name}`, {
    words: wordsOf(name),
    expression: { code: { pattern: `@${name}${call}\ndef $F(...):\n    ...\n` } },
  });
}

function dotted(node: Py): string | undefined {
  const parts: string[] = [];
  let at: Py = node;
  while (at.kind === 'Attribute') {
    parts.unshift(at.attr);
    at = at.value;
  }
  return at.kind === 'Name' ? [at.id, ...parts].join('.') : undefined;
}

const wordsOf = (name: string): string[] =>
  [name, ...name.split(/[._]/)].map((word) => word.toLowerCase()).filter((word) => word.length > 2);

/** Whole lines that were added, for languages without candidates of their own. */
export function lineCandidates(given: string, corrected: string): Candidate[] {
  const before = new Set(given.split('\n').map((line) => line.trim()));
  return corrected
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 3 && !before.has(line) && !/^(#|\/\/)/.test(line))
    .slice(0, 60)
    .map((line) => ({
      words: line.toLowerCase().match(/[\p{L}][\p{L}\d_-]{2,}/gu) ?? [],
      expression: { regex: { pattern: escapeRegex(line.replace(/[:=]\s.*$/, '')) } },
    }));
}

/** Sections that a document has and the given one lacks. */
export function sectionCandidates(given: string, corrected: string): Candidate[] {
  const headings = (text: string) => [...text.matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map((match) => match[1] ?? '');
  const before = new Set(headings(given));
  return headings(corrected)
    .filter((heading) => !before.has(heading))
    .map((heading) => {
      const plain = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return {
        words: heading.toLowerCase().match(/\p{L}{3,}/gu) ?? [],
        expression: { markdown: { section: [escapeRegex(plain)], words: { min: 3 } } },
      };
    });
}

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
