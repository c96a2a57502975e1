import { canBe, type Tongue } from './code-kind.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import type { Journal, ReadOptions } from './hand-in.js';
import type { Sorted } from './reader.js';
import { nameOf } from './sections.js';

/** What is known while the files of a hand-in are read. */
export interface Reading {
  readonly index: ExamIndex;
  readonly options: ReadOptions;
  readonly journal: Journal;
  readonly sorted: Sorted;
  /** The only file of the hand-in. */
  readonly alone: boolean;
}

/** Whether the caller says that a file of unknown notation belongs to an exercise that takes plain text. */
export function takesText(path: string, { index, options }: Reading): boolean {
  const exercise = mappedTo(path, options)?.split('/')[0] ?? options.exercise;
  return index.kinds.some((one) => one.exercise === exercise && one.kind.language === 'text');
}

/** The exercise of a file by `--map`, by its name (`ejercicio2.md`, `02_logging/answer.md`) or by the caller's default. */
export function exerciseOfFile(path: string, reading: Reading): string | undefined {
  const mapped = mappedTo(path, reading.options)?.split('/')[0];
  if (mapped) return mapped;
  const { index, options } = reading;
  for (const part of path.split('/').toReversed()) {
    const stem = part.replace(/\.\w+$/, '').replace(/[_-]+/g, ' ');
    const naming = nameOf(stem, index.named);
    if (naming) return naming.exercise;
  }
  return options.exercise;
}

export function mappedTo(path: string, options: ReadOptions): string | undefined {
  const { map } = options;
  if (!map) return undefined;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const get = (key: string): string | undefined =>
    map instanceof Map
      ? map.get(key)
      : Object.hasOwn(map, key)
        ? (map as Readonly<Record<string, string>>)[key]
        : undefined;
  return get(path) ?? get(base);
}

export function mappedKind(path: string, tongue: Tongue, reading: Reading): IndexedKind | undefined {
  const [exercise, artefact] = mappedTo(path, reading.options)?.split('/') ?? [];
  if (!exercise) return undefined;
  const own = reading.index.kinds.filter(
    (one) => one.exercise === exercise && (artefact === undefined || one.kind.id === artefact),
  );
  return own.find((one) => canBe(tongue, one));
}
