import { javascript, typescript } from '../../languages/typescript/index.js';
import type { TreeDocument } from '../../model/document.js';
import { positionAt, sourceOf } from '../../model/text.js';
import { PatternError } from '../error.js';
import { withHoles } from '../holes.js';
import { prepareJs, withTypedArguments } from '../prepass-js.js';
import type { G } from '../tree.js';
import { fromTypescript } from '../trees/typescript.js';

const GENERATOR = 'async function* __dm_dots() {';

/** How a form that is no program by itself is made one, and what is then taken out of it. */
const FORMS: readonly {
  readonly when: RegExp;
  readonly before: string;
  readonly after: string;
  pick(nodes: readonly G[]): readonly G[];
}[] = [
  { when: /^\s*(\{|function\s*\(|async\s+function\s*\()/, before: '(', after: ')', pick: (nodes) => nodes },
  // Elsewhere `yield* x` is a product.
  { when: /^\s*yield\s*\*/, before: GENERATOR, after: '\n}', pick: bodyOf },
  // `name: string;` is a member, `secure: false` would be a label.
  { when: /^\s*[\w$]+\s*\??:[^\n;({]*;\s*$/, before: 'class __dm_dots {', after: '\n}', pick: membersOf },
  { when: /^\s*[\w$]+\s*:(?!\s*(?:\{|for\b|while\b|do\b))[^\n]*$/, before: '({', after: '})', pick: pairs },
  // A head alone has any body.
  {
    when: /^\s*(if|while|for)\b[\s\S]*\)\s*$|^\s*(export\s+|abstract\s+)*class\b[^{]*$/,
    before: '',
    after: ' { __dm_dots }',
    pick: (nodes) => nodes,
  },
  { when: /^/, before: '', after: '', pick: (nodes) => nodes },
  {
    when: /^\s*try\b/,
    before: '',
    after: ' finally {}',
    pick: ([first]) => (first?.kind === 'Try' ? [{ ...first, handlers: [], final: [] }] : []),
  },
  { when: /^\s*finally\b/, before: 'try { __dm_dots } ', after: '', pick: (nodes) => nodes },
  {
    when: /^\s*(case|default)\b/,
    before: 'switch (__dm_dots) {',
    after: '\n}',
    pick: ([first]) => (first?.kind === 'Match' ? first.cases : []),
  },
  {
    when: /^\s*["'$\w[\]]+\s*:/,
    before: '({',
    after: '})',
    pick: pairs,
  },
  {
    when: /^\s*catch\b/,
    before: 'try {} ',
    after: '',
    pick: (nodes) => (nodes[0]?.kind === 'Try' ? nodes[0].handlers : []),
  },
  {
    when: /^\s*[\w$@#]/,
    before: 'class __dm_dots {',
    after: '\n}',
    pick: membersOf,
  },
  {
    when: /\bawait\b|\byield\b/,
    before: GENERATOR,
    after: '\n}',
    pick: bodyOf,
  },
  { when: /^/, before: '(', after: ')', pick: (nodes) => nodes },
  { when: /^/, before: 'type __dm_dots = ', after: '', pick: typeOf },
];

function membersOf([first]: readonly G[]): readonly G[] {
  return first?.kind === 'Class' ? first.body : [];
}

function bodyOf([first]: readonly G[]): readonly G[] {
  return first?.kind === 'Func' ? first.body : [];
}

/** `keyof $T`, `readonly $T[]`, `(...) => void`: a type alone. */
function typeOf([first]: readonly G[]): readonly G[] {
  const { value } = first?.kind === 'ExprStmt' ? first : {};
  return value?.kind === 'Other' && value.type === 'type' ? [{ ...first!, value: value.parts[1] as G } as G] : [];
}

function pairs([first]: readonly G[]): readonly G[] {
  return first?.kind === 'ExprStmt' && first.value.kind === 'Bag' ? first.value.elts : [];
}

/** The nodes of a pattern in JavaScript or TypeScript. */
export function typescriptPattern(text: string, language: 'javascript' | 'typescript'): readonly G[] {
  const typed = withTypedArguments(text);
  if (typed === text) return patternAsWritten(text, language);
  // Without a body it is a call, not a definition.
  const [first, second] = /\{|=>|\bfunction\b/.test(text) ? [text, typed] : [typed, text];
  try {
    return patternAsWritten(first, language);
  } catch {
    return patternAsWritten(second, language);
  }
}

function patternAsWritten(text: string, language: 'javascript' | 'typescript'): readonly G[] {
  const prepared = prepareJs(text);
  let problem: PatternError | undefined;
  for (const { when, before, after, pick } of FORMS) {
    if (!when.test(text)) continue;
    const body = before === '(' ? prepared.text.replace(/;\s*$/, '') : prepared.text;
    const found = parse(`${before}${body}${after}`, language);
    if (Array.isArray(found)) {
      const nodes = pick(withHoles(found));
      // `import {..., $X, ...} from "m"` says no more than `import {$X} from "m"`.
      const named = nodes.filter((one) => one.kind !== 'Import' || one.name !== '...');
      if (nodes.length > 0) return named.length > 0 ? named : nodes;
    } else {
      const offset = Math.max(
        0,
        Math.min(text.length, prepared.origin(Math.max(0, (found as number) - before.length))),
      );
      const { line, column } = positionAt(sourceOf('', text), offset);
      if (before === '' || !problem)
        problem = new PatternError(
          `Unexpected ${text.slice(offset).trim() === '' ? 'end' : `\`${text.slice(offset).trim().slice(0, 20)}\``} at ${line}:${column} of the pattern, expected ${language} code`,
          [],
          offset,
        );
    }
  }
  throw problem ?? new PatternError('Unexpected pattern', [], 0);
}

/** The nodes, or the offset of the first problem. */
function parse(text: string, language: 'javascript' | 'typescript'): readonly G[] | number {
  const source = sourceOf('pattern', text);
  const document = (language === 'javascript' ? javascript : typescript).parse(source) as TreeDocument;
  const [problem] = document.problems;
  if (!problem) return fromTypescript(document.tree);
  const { line, column } = problem.span.start;
  let at = 0;
  for (let i = 1; i < line; i++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}
