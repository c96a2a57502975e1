import type { Py } from '../../../languages/python/ast.js';
import { type Candidate, type Expression, weighted } from './candidate.js';

export interface More {
  readonly nonsense?: string[];
  /** Whether an answer of any kind has it, so that it shows that there is an answer at all. */
  readonly anchor?: boolean;
  /** Whether its going is a remedy that a check can tell. */
  readonly removable?: boolean;
  readonly exact?: boolean;
  /** Texts by which a row of the solution may quote it. */
  readonly texts?: readonly string[];
  /** The solution's own choice: nobody need make it. */
  readonly choice?: boolean;
}

export type See = (key: string, words: Candidate['words'], expression: Expression, more?: More) => void;

/** What a function, a class or an annotated name says about itself: decorators, parameters, types, bases, fields. */
export function definitionFeatures(node: Py, text: string, see: See): void {
  if (node.kind === 'FunctionDef') functionFeatures(node, text, see);
  else if (node.kind === 'ClassDef') classFeatures(node, text, see);
  else if (node.kind === 'AnnAssign') annotationFeatures(node, text, see);
}

type Function = Extract<Py, { kind: 'FunctionDef' }>;

const TYPES = 'type types tipo tipos annotation hints anotación anotaciones';

function functionFeatures(node: Function, text: string, see: See): void {
  const { name } = node;
  for (const decorator of node.decorators) {
    const written = text.slice(decorator.start, decorator.end);
    const dotted = written.replace(/\(.*$/s, '');
    const pattern = `@${dotted}${decorator.kind === 'Call' ? '(...)' : ''}\ndef $F(...):\n    ...\n`;
    see(`decorator ${dotted}`, weighted([dotted, 1]), { code: { pattern } }, { removable: true });
  }
  parameterFeatures(node, text, see);
  if (node.returns) {
    const type = text.slice(node.returns.start, node.returns.end);
    const words = weighted([name, 0.9], [type, 0.9], [`${TYPES} return`, 0.4]);
    see(`returns ${name} ${type}`, words, { code: { pattern: `def ${name}(...) -> ${type}: ...` } });
  }
  // Students choose other names: a function that came says little.
  const named = weighted([name, 0.6]);
  const { pattern } = { pattern: `def ${name}(...): ...` };
  see(`def ${name}`, named, { code: { pattern } }, { anchor: true, removable: true, exact: true });
}

/** Parameters that got a type, and defaults that came or went. */
function parameterFeatures({ name, args }: Function, text: string, see: See): void {
  const positional = [...args.posonlyargs, ...args.args];
  const first = positional.length - args.defaults.length;
  positional.forEach(({ arg, annotation }, i) => {
    if (annotation) {
      const words = weighted(
        [name, 0.6],
        [arg, 0.7],
        [text.slice(annotation.start, annotation.end), 0.5],
        [TYPES, 0.5],
      );
      see(`typed ${name} ${arg}`, words, { code: { pattern: `def ${name}(..., ${arg}: $T, ...): ...` } });
    }
    const value = args.defaults[i - first];
    if (!value || i < first) return;
    const written = text.slice(value.start, value.end);
    const about = /^["'](?:\/|~|[A-Z]:\\)/.test(written) ? 'path ruta absolute absoluta' : '';
    const mutable = ['List', 'Dict', 'Set'].includes(value.kind) ? 'mutable mutables shared compartida' : '';
    const words = weighted(
      [arg, 0.9],
      [written, 0.5],
      [name, 0.3],
      [`default defecto argument argumento required ${about} ${mutable}`, 0.7],
    );
    const texts = [`${arg}=${written}`, `${arg} = ${written}`];
    const any = { code: { pattern: `def ${name}(..., ${arg}=$D, ...): ...` } };
    see(`any default ${name} ${arg}`, words, any, { removable: true, texts });
    if (written.length > 30 || written.includes('\n')) return;
    // Where another default came for it, only the old one must go.
    const pattern = `def ${name}(..., ${arg}=${written}, ...): ...`;
    see(`default ${name} ${arg} ${written}`, words, { code: { pattern } }, { removable: true, texts, choice: true });
  });
  for (const { arg } of [...positional, ...args.kwonlyargs])
    see(
      `parameter ${arg}`,
      weighted([arg, 0.9]),
      { code: { pattern: `def $F(..., ${arg}, ...): ...` } },
      { texts: [arg] },
    );
}

/** Tests that pytest did not find under their name: found under any that tells the same. */
export function collectedCandidates(given: string, corrected: string): Candidate[] {
  const named = (text: string) =>
    new Set([...text.matchAll(/^[ \t]*(?:async )?def (\w+)/gm)].map((match) => match[1] ?? ''));
  const [before, after] = [named(given), named(corrected)];
  const gone = [...before].filter((name) => !after.has(name) && !name.startsWith('test_'));
  const came = [...after].filter((name) => !before.has(name) && name.startsWith('test_'));
  return came.flatMap((name) => {
    const words = name.split('_').slice(1);
    const old = gone.find((other) => other.split('_').some((word) => words.includes(word)));
    const shared = words.find((word) => old?.split('_').includes(word));
    if (!old || !shared) return [];
    return [
      {
        words: weighted([name, 0.9], [old, 1], ['pytest test collected recoge recogido descubre name nombre', 0.6]),
        expression: {
          code: {
            patterns: [
              { pattern: 'def $F(...): ...' },
              { 'metavariable-regex': { metavariable: '$F', regex: `^test_\\w*${shared}` } },
            ],
          },
        },
        nonsense: [],
        texts: [old, name],
      },
    ];
  });
}

function classFeatures(node: Extract<Py, { kind: 'ClassDef' }>, text: string, see: See): void {
  for (const base of node.bases) {
    const written = text.slice(base.start, base.end);
    see(`base ${written}`, weighted([written, 1], [node.name, 0.5]), {
      code: { pattern: `class $C(${written}): ...` },
    });
  }
  const expression = { code: { pattern: `class ${node.name}(...): ...` } };
  see(`class ${node.name}`, weighted([node.name, 0.6]), expression, { anchor: true });
}

/** The type of a field, and what the call that makes its value is given. */
function annotationFeatures(node: Extract<Py, { kind: 'AnnAssign' }>, text: string, see: See): void {
  if (node.target.kind !== 'Name') return;
  const name = node.target.id;
  const type = text.slice(node.annotation.start, node.annotation.end);
  const words = weighted([type, 0.6], [name, 0.9], [TYPES, 0.4]);
  see(`annotated ${name} ${type}`, words, { code: { pattern: `${name}: ${type}${node.value ? ' = ...' : ''}` } });
  if (node.value?.kind !== 'Call') return;
  const called = text.slice(node.value.func.start, node.value.func.end);
  if (called.length > 40 || called.includes('\n')) return;
  for (const { arg } of node.value.keywords) {
    if (!arg) continue;
    const given = node.value.keywords.find((one) => one.arg === arg)?.value;
    const value = given ? text.slice(given.start, given.end) : '';
    const said = weighted([called, 0.4], [value, 0.6], [name, 0.9], [arg, 1]);
    see(`field ${name} ${called} ${arg}`, said, { code: { pattern: `${name}: $T = ${called}(..., ${arg}=$V, ...)` } });
  }
}
