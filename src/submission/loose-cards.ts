import { type Source, sliceSource } from '../model/text.js';
import { cardHeadings, findCards } from './cards.js';
import { isGivenCard } from './exam-code.js';
import type { IndexedKind } from './exam-index.js';
import type { CodeBlock } from './gather.js';
import { whyLayout } from './layout.js';
import type { Item, Reader } from './reader.js';

/** Takes unfenced cards out of the prose of the exercises that ask for one. */
export function takeCards(reader: Reader): void {
  for (const { id } of reader.index.named) {
    const kind = reader.index.kinds.find((one) => one.exercise === id && one.kind.language === 'markdown');
    if (!kind) continue;
    const own = reader.items.filter(
      (item) =>
        item.to.length === 1 &&
        item.to[0] === id &&
        (item.left !== undefined || whyLayout(reader, item) === undefined) &&
        !(item.block.kind === 'code' && reader.set.has(item.block.source)),
    );
    const given = new Set((reader.index.exercises.get(id)?.texts ?? []).flatMap(cardHeadings));
    const bySource = new Map<Source, Item[]>();
    for (const item of own) bySource.set(item.source, [...(bySource.get(item.source) ?? []), item]);
    for (const [source, items] of bySource)
      for (const run of findCards(
        items.map((item) => item.left ?? item.block),
        kind,
        given,
      ))
        takeCard(reader, source, items.slice(run.from, run.to), kind);
  }
}

function takeCard(reader: Reader, source: Source, items: readonly Item[], kind: IndexedKind): void {
  const [first] = items;
  const last = items[items.length - 1];
  if (!first || !last) return;
  const text = source.text.slice(first.block.start, last.block.end);
  if (isGivenCard(text, reader.index, reader.local)) return;
  const own = new Set(items.map((item) => item.block).filter((block) => block.kind === 'code'));
  for (let i = reader.code.length - 1; i >= 0; i--) {
    const taken = reader.code[i]?.block.source;
    if (taken && [...own].some((block) => block.kind === 'code' && block.source === taken)) reader.code.splice(i, 1);
  }
  for (const item of items) item.left = undefined;
  const block: CodeBlock = {
    source: sliceSource(source, first.block.start, last.block.end),
    info: 'markdown',
    exercise: kind.exercise,
    zone: 'answer',
    label: '',
    start: first.block.start,
    end: last.block.end,
    page: source,
    file: false,
  };
  reader.code.push({
    block,
    judged: {
      as: 'artefact',
      kind,
      tongue: 'markdown',
      source: block.source,
      why: 'a card that is not fenced',
      unfixed: false,
    },
  });
}
