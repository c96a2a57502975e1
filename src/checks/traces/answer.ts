import { type Module, traceOf } from '../../flow/index.js';
import type { CallEvent } from '../../flow/trace.js';
import type { PythonDocument } from '../../languages/python/ast.js';
import { type Evidence, evidenceAt } from '../../model/verdict.js';
import type { Documents, ReadArtefact } from '../check.js';
import type { View } from './view.js';

/** The trace of an answer's Python, made once. Nothing where the answer has no Python. */
export function viewOf(documents: Documents): View | undefined {
  return documents.derive('flow/trace', () => {
    const own = documents.artefacts.filter(isPython);
    if (own.length === 0) return undefined;
    const others = documents.everything.filter((artefact) => isPython(artefact) && !own.includes(artefact));
    return { trace: traceOf(own.map(moduleOf), others.map(moduleOf)), kept: new Map() };
  });
}

/** Where a call stands, for the student. */
export const evidenceOfCall = (event: CallEvent, message = ''): Evidence =>
  evidenceAt(event.source, event.node.start, event.node.end, message);

const isPython = (artefact: ReadArtefact): boolean => artefact.document.language === 'python';

const moduleOf = (artefact: ReadArtefact): Module => {
  const document = artefact.document as unknown as PythonDocument;
  return { source: document.source, tree: document.tree };
};
