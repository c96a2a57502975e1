import type { Documents } from '../../../checks/check.js';
import { checksByKind } from '../../../checks/index.js';
import { languageOf } from '../../../languages/index.js';
import { sourceOf } from '../../../model/text.js';
import { fractionOf } from '../../../model/verdict.js';
import { authorFile } from '../../../rubric/author-file.js';
import { compileExpression, evaluate } from '../../../rubric/expression.js';
import type { Candidate, FilePair } from './candidate.js';

/**
 * Whether a candidate tells right from wrong: the corrected file meets it; the given one, what means nothing and files of nonsense do not, though all
 * else of the exercise be mended.
 */
export function holds(candidate: Candidate, pair: FilePair, pairs: readonly FilePair[]): boolean {
  const judge = judgeOf(candidate, pair, pairs);
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

function judgeOf(
  { expression }: Candidate,
  pair: FilePair,
  pairs: readonly FilePair[],
): ((text: string) => number) | undefined {
  try {
    const file = authorFile('candidate', '', expression);
    const compiled = compileExpression(file, expression, [], checksByKind, {});
    return (text) => {
      const verdict = evaluate(compiled, documentsOf(pair, text, pairs), checksByKind);
      return verdict.status === 'failed' || verdict.status === 'blocked' ? Number.NaN : fractionOf(verdict);
    };
  } catch {
    // What its own check does not take is no candidate.
    return undefined;
  }
}

/** The files of an exercise as handed in, one of them with this text. */
function documentsOf(pair: FilePair, text: string, pairs: readonly FilePair[]): Documents {
  const artefacts = pairs.map((one) => artefactOf(one.id, one.language, one === pair ? text : one.corrected));
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

const kept = new Map<string, Artefact>();

function artefactOf(id: string, language: string, text: string): Artefact {
  const key = `${id}\0${language}\0${text}`;
  let artefact = kept.get(key);
  if (!artefact) {
    if (kept.size > 200) kept.clear();
    kept.set(key, (artefact = make(id, language, text)));
  }
  return artefact;
}

type Artefact = Documents['artefacts'][number];

function make(id: string, language: string, text: string): Artefact {
  const source = sourceOf('file', text);
  const document = languageOf(language)?.parse(source) ?? {
    language,
    source,
    tree: { kind: 'Text', start: 0, end: text.length },
    problems: [],
  };
  return { id, language, source, document };
}
