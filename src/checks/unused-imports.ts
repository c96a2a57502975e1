import type { Py, PyModule } from '../languages/python/ast.js';
import { walk } from '../languages/python/walk.js';
import { type Evidence, evidenceAt, met, unmet, type Verdict } from '../model/verdict.js';
import type { Check, ReadArtefact } from './check.js';

/** Names that a Python file imports and never reads. */
export const unusedImports: Check<Record<string, never>, Record<string, never>> = {
  kind: 'unused-imports',
  summary: 'The Python imports names that it never uses.',
  languages: ['python'],
  schema: {
    type: 'object',
    description: 'For advice. Takes no parameters: `{}`.',
    properties: {},
    additionalProperties: false,
  },
  prepare: (params) => params,
  judge(_ready, documents): Verdict {
    const python = documents.artefacts.filter((artefact) => artefact.document.language === 'python');
    const used = new Set(python.flatMap((artefact) => [...namesRead(artefact)]));
    const found = python.flatMap((artefact) => unused(artefact, used));
    return found.length > 0 ? met(found.slice(0, 5)) : unmet();
  },
};

const treeOf = (artefact: ReadArtefact): PyModule => (artefact.document as unknown as { tree: PyModule }).tree;

/** Blocks of one answer are read together: a name imported in one may be used in the next. */
function namesRead(artefact: ReadArtefact): Set<string> {
  const names = new Set<string>();
  walk(treeOf(artefact), (node) => {
    if (node.kind === 'Name') names.add(node.id);
    if (node.kind === 'Constant' && node.type === 'str' && /^\w+$/.test(String(node.value)))
      names.add(String(node.value));
  });
  return names;
}

function unused(artefact: ReadArtefact, used: ReadonlySet<string>): Evidence[] {
  const found: Evidence[] = [];
  walk(treeOf(artefact), (node: Py) => {
    if (node.kind === 'ImportFrom' && node.module === '__future__') return false;
    if (node.kind !== 'alias') return true;
    const name = node.asname ?? node.name.split('.')[0] ?? node.name;
    if (name !== '*' && !used.has(name)) found.push(evidenceAt(artefact.document.source, node.start, node.end));
    return false;
  });
  return found;
}
