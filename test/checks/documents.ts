import type { Documents, ReadArtefact } from '../../src/checks/check.js';
import type { Document } from '../../src/model/document.js';
import { type Source, sourceOf } from '../../src/model/text.js';

export interface Given {
  readonly id: string;
  readonly language: string;
  readonly text: string;
  readonly file?: string;
  /** Parses the text where a check reads the document; where not given, the document is an empty tree. */
  readonly parse?: (source: Source) => Document;
}

/** What a check sees of a hand-in that holds these artefacts. */
export function documentsWith(given: readonly Given[], exercise = 'exercise'): Documents {
  const artefacts = given.map(({ id, language, text, file, parse }): ReadArtefact => {
    const source = sourceOf(file ?? `${id}.txt`, text);
    const document = parse?.(source) ?? {
      language,
      source,
      tree: { kind: 'Module', start: 0, end: text.length },
      problems: [],
    };
    return { id, language, source, document };
  });
  const kept = new Map<string, unknown>();
  return {
    exercise,
    artefacts,
    everything: artefacts,
    prose: [],
    derive<T>(key: string, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
  };
}
