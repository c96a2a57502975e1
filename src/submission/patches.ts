import type { Source } from '../model/text.js';
import { tongueOf } from './code-kind.js';
import { applyDiffs } from './diff.js';
import type { ExamIndex } from './exam-index.js';
import type { Item } from './reader.js';

/** A diff of a series: the code that all of them make together stands for the first, and the others are parts of it. */
export interface Patch {
  readonly made?: Source;
  readonly partOf?: Item;
}

/** Remarks with a small diff below each: the diffs of one exercise's given code are taken together. */
export function patchesIn(items: readonly Item[], index: ExamIndex): ReadonlyMap<Item, Patch> {
  const out = new Map<Item, Patch>();
  for (const [id, { texts }] of index.exercises) {
    const diffs = items.filter((item) => item.to.length === 1 && item.to[0] === id && isDiff(item));
    if (diffs.length === 0 || diffs.length > MOST) continue;
    // The file itself before an excerpt of it.
    for (const given of texts.toSorted((a, b) => b.length - a.length)) {
      const left = diffs.filter((item) => !out.has(item));
      const patch = applyDiffs(left.map(sourceOf), given);
      const [first, ...others] = left.filter((item) => patch?.used.includes(sourceOf(item)));
      if (!patch || !first) continue;
      out.set(first, { made: patch.made });
      for (const other of others) out.set(other, { partOf: first });
    }
  }
  return out;
}

/** More than a person writes below remarks; each walks along all that those before it made. */
const MOST = 200;

const sourceOf = ({ block, source }: Item): Source => (block.kind === 'code' ? block.source : source);

const isDiff = ({ block }: Item): boolean =>
  block.kind === 'code' && tongueOf(block.info, block.source.text) === 'diff';
