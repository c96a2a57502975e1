import type { Documents } from '../../../checks/check.js';
import { checksByKind } from '../../../checks/index.js';
import { languageOf } from '../../../languages/index.js';
import { sourceOf } from '../../../model/text.js';
import { fractionOf } from '../../../model/verdict.js';
import { authorFile } from '../../../rubric/author-file.js';
import { compileExpression, evaluate } from '../../../rubric/expression.js';
import type { Candidate, FilePair } from './candidate.js';

/** Whether a candidate tells right from wrong: the corrected file meets it; the given one, what means nothing and files of nonsense do not. */
export function holds(candidate: Candidate, pair: FilePair): boolean {
  const judge = judgeOf(candidate, pair);
  if (!judge || judge(pair.corrected) < 1) return false;
  const wrong = [
    ...(pair.given === undefined ? [] : [pair.given]),
    ...candidate.nonsense,
    EMPTY[pair.language] ?? 'zzz\n',
  ];
  return wrong.every((text) => judge(text) === 0);
}

/** A file of each language that says nothing. */
const EMPTY: Readonly<Record<string, string>> = {
  yaml: 'zzz: zzz\n',
  json: '{"zzz": "zzz"}\n',
  toml: 'zzz = "zzz"\n',
  python: 'zzz = 1\n',
  dockerfile: 'FROM zzz\n',
};

function judgeOf({ expression }: Candidate, { id, language }: FilePair): ((text: string) => number) | undefined {
  try {
    const file = authorFile('candidate', '', expression);
    const compiled = compileExpression(file, expression, [], checksByKind, {});
    return (text) => {
      const verdict = evaluate(compiled, documentsOf(id, language, text), checksByKind);
      return verdict.status === 'failed' || verdict.status === 'blocked' ? Number.NaN : fractionOf(verdict);
    };
  } catch {
    // What its own check does not take is no candidate.
    return undefined;
  }
}

const kept = new Map<string, Documents>();

function documentsOf(id: string, language: string, text: string): Documents {
  const key = `${id}\0${language}\0${text}`;
  let documents = kept.get(key);
  if (!documents) {
    if (kept.size > 200) kept.clear();
    kept.set(key, (documents = make(id, language, text)));
  }
  return documents;
}

function make(id: string, language: string, text: string): Documents {
  const source = sourceOf('file', text);
  const document = languageOf(language)?.parse(source) ?? {
    language,
    source,
    tree: { kind: 'Text', start: 0, end: text.length },
    problems: [],
  };
  const artefacts = [{ id, language, source, document }];
  const derived = new Map<string, unknown>();
  return {
    exercise: 'exercise',
    artefacts,
    everything: artefacts,
    prose: [],
    derive<T>(key: string, work: () => T): T {
      if (!derived.has(key)) derived.set(key, work());
      return derived.get(key) as T;
    },
  };
}
