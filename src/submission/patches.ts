import type { Source } from '../model/text.js';
import { tongueOf } from './code-kind.js';
import { applyDiffs, isAddition, isDiffOf } from './diff.js';
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
    for (const given of texts) {
      const series = seriesOf(
        diffs.filter((item) => !out.has(item)),
        given,
      );
      const [first] = series;
      const made = first && applyDiffs(series.map(sourceOf), given);
      if (!made) continue;
      for (const item of series) out.set(item, item === first ? { made } : { partOf: first });
    }
  }
  return out;
}

const sourceOf = ({ block, source }: Item): Source => (block.kind === 'code' ? block.source : source);

const isDiff = ({ block }: Item): boolean =>
  block.kind === 'code' && tongueOf(block.info, block.source.text) === 'diff';

/** The diffs of one given text; what is only added belongs to the diff before it. */
function seriesOf(diffs: readonly Item[], given: string): Item[] {
  const series: Item[] = [];
  for (const item of diffs)
    if (isDiffOf(sourceOf(item), given) || (series.length > 0 && isAddition(sourceOf(item)))) series.push(item);
  return series;
}
