import { isMarkdown } from '../../model/document.js';
import type { Documents, ReadArtefact } from '../check.js';
import { readData } from '../data/node.js';
import { dataStatements } from './data-card.js';
import { markdownStatements } from './markdown-card.js';
import { contentOf } from './placeholder.js';
import type { Statement } from './statement.js';

const PROGRAMS = new Set(['python', 'typescript', 'javascript', 'dockerfile', 'promql']);

const MOST = 1500;
const LONGEST = 3000;

/** What the documents of these artefacts say, placeholders left out; of all that are no programs where none is named. */
export function cardStatements(documents: Documents, ids: ReadonlySet<string> | undefined): readonly Statement[] {
  const wanted = documents.artefacts.filter((artefact) =>
    ids ? ids.has(artefact.id) : !PROGRAMS.has(artefact.language),
  );
  return documents.derive(`card ${ids ? [...ids].sort().join() : ''}`, () =>
    wanted
      .flatMap(statementsOf)
      .filter((one) => one.whole.text.length <= LONGEST && contentOf(one.words) !== '')
      .slice(0, MOST),
  );
}

function statementsOf(artefact: ReadArtefact): Statement[] {
  if (isMarkdown(artefact.document)) return markdownStatements(artefact.document);
  if (PROGRAMS.has(artefact.language)) return [];
  return readData(artefact.document).nodes.flatMap((node) => dataStatements(node, artefact.source));
}
