import type { Block } from '../model/document.js';
import { answerOf } from './notes.js';
import type { Item } from './reader.js';
import { textOf } from './rich.js';
import { wordsOf } from './words.js';

/** Gives what speaks of earlier points to their exercises: a list of cures by code, a letter that quotes the one before. */
export function assignElsewhere(items: Item[]): void {
  assignByCode(items);
  answerQuotes(items);
}

/** "M1: open a run" in a list at the end, where "M1. No run" stood in the first exercise. */
function assignByCode(items: readonly Item[]): void {
  const signs = items.map(signOf);
  const first = new Map<string, { exercise: string | undefined; section: number }>();
  for (let from = 0; from < items.length; ) {
    let to = from;
    while (to < items.length && signs[to] !== undefined && items[to]!.section === items[from]!.section) to++;
    const run = signs.slice(from, to).map((sign) => sign!);
    const homes = run.map((sign) => first.get(sign)?.exercise);
    if (homes.length > 1 && homes.every((home) => home !== undefined) && new Set(homes).size > 1) {
      for (const [k, home] of homes.entries()) items[from + k]!.to = [home!];
    } else
      for (const [k, sign] of run.entries()) {
        const { to: exercises, section } = items[from + k]!;
        // A count that starts again in each exercise names no point for good.
        const exercise = first.has(sign) || exercises.length !== 1 ? undefined : exercises[0];
        first.set(sign, { exercise, section });
      }
    from = Math.max(to, from + 1);
  }
}

/** The code or number that opens a point. */
function signOf({ block, source }: Item): string | undefined {
  if (block.kind !== 'item' && block.kind !== 'paragraph') return undefined;
  const marker = block.kind === 'item' && block.ordered ? source.text.slice(block.start, block.start + 12) : '';
  return (
    /^\W{0,4}(\p{L}{1,3}[-_.]?\d{1,2})(?=\s?[.:)\]–—=→(|-])/u.exec(block.text.text)?.[1] ??
    /^\s*(\d{1,3})[.)]/.exec(marker)?.[1] ??
    /^\W{0,4}(\d{1,3})(?=[.:)\]])(?!\.\d)/.exec(block.text.text)?.[1]
  )?.toLowerCase();
}

/** "> no run was started" and under it "wrap it in one": the words quoted are the student's own from above, the answer goes with them. */
function answerQuotes(items: Item[]): void {
  let told = '';
  const places: { until: number; to: readonly string[] }[] = [];
  let home: readonly string[] | undefined;
  const answered: Item[] = [];
  for (const item of items) {
    const words = wordsOf(textOf(item.block));
    const last = answered.at(-1);
    if (item.block.kind === 'quote') {
      const at = words.length < 4 ? -1 : told.indexOf(` ${words.join(' ')} `);
      home = at < 0 ? undefined : places.find(({ until }) => until > at)?.to;
      if (home) item.to = home;
    } else if (item.block.kind === 'heading' || isRule(item.block)) home = undefined;
    else if (home && item.block.kind === 'paragraph') {
      item.to = home;
      const asked = last?.block.kind === 'quote' ? last.block.children : [];
      const [problem] = asked;
      if (last && asked.length === 1 && problem?.kind === 'paragraph') {
        const children: Block[] = [answerOf([item.block.text])];
        const { start, end, text } = problem;
        answered[answered.length - 1] = {
          ...last,
          block: { kind: 'item', depth: 0, ordered: false, text, children, start, end },
        };
        continue;
      }
    }
    answered.push(item);
    told += ` ${words.join(' ')} `;
    places.push({ until: told.length, to: item.to });
  }
  items.splice(0, items.length, ...answered);
}

/** A line of a letter's head: "**From:** Ana". */
const isRule = (block: Block): boolean =>
  block.kind === 'paragraph' && /^(?:de|from|para|to|asunto|subject|fecha|date):/i.test(block.text.text);
